"""Parts of a string that must stay as they are: placeholders, mark-up, code, keys. Parsed here, judged by the checks.

``raw`` gives one side of a pair with its mark-up, ``placeholders`` and ``icu`` find what a program fills in, ``tags``
the mark-up, ``literals`` code in running text, ``keys`` what is pressed and where a menu leads, ``resource`` tells
strings of an interface from prose.
"""
