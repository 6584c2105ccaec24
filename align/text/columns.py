"""Columns that a text takes on a terminal: two for an ideograph or an emoji, none for what combines."""

from __future__ import annotations

from unicodedata import category, east_asian_width


def columns(text: str) -> int:
    """Columns of a printable text."""
    return len(text) if text.isascii() else sum(map(_width, text))


def printable(text: str, instead: str = " ") -> str:
    """The text without control characters, which could steer a terminal; each is replaced by ``instead``."""
    return "".join(c if c.isprintable() else instead for c in text)


def sized(text: str, count: int) -> str:
    """The text in exactly so many columns: its beginning, or filled up with blanks."""
    used = columns(text)
    if used <= count:
        return text + " " * (count - used)
    end = used = 0
    while used + _width(text[end]) <= count:
        used += _width(text[end])
        end += 1
    return text[:end] + " " * (count - used)


def _width(char: str) -> int:
    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
