"""Mark-up inside a paragraph of AsciiDoc: emphasis, code, links, macros, attributes, footnotes.

Every pattern takes linear time: what is between two marks is bounded in length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.readers._marked_up import edges
from align.records import Inline, InlineKind

_WORDS = r"(?:[^\[\]\n]|\\\]|\n(?![ \t]*\n)){0,500}"
_TOKEN = re.compile(
    r"(?P<escape>\\(?=[*_`#^~{<\[:]))"
    r"|(?P<literal>`\+(?=\S)[^\n]{1,500}?(?<=\S)\+`|\+\+\+(?=\S)[^\n]{1,500}?\+\+\+)"
    r"|(?P<quotes>(?<=[\"'])`|`(?=[\"']))"
    r"|(?P<code>(?<![\w`])`(?=[^\s`])(?:[^`\n]|\n(?![ \t]*\n)){1,500}?(?<=\S)`(?![\w`])|``(?=\S)[^\n]{1,500}?``)"
    r"|(?P<math>(?:stem|latexmath|asciimath):\[[^\]\n]{1,500}\])"
    r"|(?P<hidden>(?:pass|indexterm2?|anchor|icon|toc):(?:[\w#.,-]{0,80})\[[^\]\n]{0,300}\]|\(\(\([^()\n]{1,300}\)\)\)"
    r"|\[\[[^\]\n]{1,200}\]\])"
    rf"|(?P<image>image:[^\s:\[][^\s\[]{{0,500}}\[{_WORDS}\])"
    rf"|(?P<macro>(?:link|xref|mailto):[^\s\[]{{1,2000}}\[{_WORDS}\]|(?:https?|ftp|irc)://[^\s\[\]<>]{{1,2000}}\[{_WORDS}\])"
    rf"|(?P<footnote>footnote(?:ref)?:[^\s\[]{{0,200}}\[{_WORDS}\])"
    rf"|(?P<aside>(?:kbd|btn|menu):[^\s\[]{{0,200}}\[{_WORDS}\])"
    r"|(?P<cross><<[^<>,\n]{1,300}(?:,[^<>\n]{1,300})?>>)"
    r"|(?P<attribute>\{[A-Za-z_][\w-]{0,80}\})"
    r"|(?P<role>\[[.#%][\w.#%-]{0,80}\](?=[#*_`]))"
    r"|(?P<wide>\*\*(?=\S)(?:[^*\n]|\n(?![ \t]*\n)){1,400}?\*\*|__(?=\S)(?:[^_\n]|\n(?![ \t]*\n)){1,400}?__"
    r"|\#\#(?=\S)[^#\n]{1,400}?\#\#)"
    r"|(?P<narrow>(?<![\w*:;}])\*(?=[^\s*])(?:[^*\n]|\n(?![ \t]*\n)){1,400}?(?<=\S)\*(?![\w*])"
    r"|(?<![\w:;}])_(?=[^\s_])(?:[^_\n]|(?<=\w)_(?=\w)|\n(?![ \t]*\n)){1,400}?(?<=\S)_(?!\w)"
    r"|(?<![\w&:;}\#])\#(?=[^\s\#])[^#\n]{1,400}?(?<=\S)\#(?!\w))"
    r"|(?P<small>\^(?=\S)[^\s^]{1,100}\^|(?<!~)~(?=\S)[^\s~]{1,100}~)"
    r"|(?P<term>\(\((?=[^\s(])[^()\n]{1,300}\)\))"
    r"|(?P<callout><(?:\d{1,3}|\.)>)"
    r"|(?P<end>[ \t]\+(?=\s*(?:\n|\Z)))"
)
_SIGN = re.compile(r"[*_`#^~{\[<\\+(]")  # without one of them there is no mark-up
_EDGES = {"wide": 2, "narrow": 1, "small": 1, "term": 2, "attribute": 1}  # something is shown for an attribute, too
# Attributes, which nobody reads
_SHOWN = re.compile(r"(?:(?<=[,\s])|\A)[\w-]{1,40}=(?:\"[^\"]{0,500}\"|[^,\"\]]{0,500})(?:,|\Z)")


def inline(text: str, start: int, end: int) -> Iterator[Inline]:
    """The mark-up of a paragraph in order of place; what stands inside of bold words is not looked at again."""
    if not _SIGN.search(text, start, end):
        return
    at = start
    while match := _TOKEN.search(text, at, end):
        first, at = match.span()
        kind, found = match.lastgroup or "", match.group()
        if kind in _EDGES:
            width = _EDGES[kind]
            opener, closer = edges(text, match.span(), width, "mark")
            yield opener
            yield from inline(text, first + width, at - width)
            yield closer
        elif kind in ("code", "literal"):
            width = len(found) - len(found.lstrip("`+"))
            yield from edges(text, match.span(), width, "code", found[width:-width])
        elif kind in ("macro", "aside", "cross", "image"):
            yield from _around(kind, found, first)
        else:
            value = found.partition("[")[2][:-1] if kind == "math" else ""
            yield Inline(first, at, _KINDS.get(kind, "mark"), found, value)


_KINDS: dict[str, InlineKind] = {"math": "math", "hidden": "comment", "callout": "note", "footnote": "note"}


def footnotes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words of the footnotes in a paragraph."""
    for match in _TOKEN.finditer(text, start, end) if "footnote" in text[start:end] else ():
        if match.lastgroup == "footnote":
            yield match.start() + match.group().index("[") + 1, match.end() - 1


def _around(kind: str, found: str, start: int) -> Iterator[Inline]:
    """What stands before and behind the words of a link, an image, a key; all of it where it has none."""
    opener, closer = (",", ">>") if kind == "cross" else ("[", "]")
    head, sign, words = found.partition(opener)
    words = words.removesuffix(closer)
    mark: InlineKind = "image" if kind == "image" else "mark" if kind == "aside" else "link"
    address = head.lstrip("<").removeprefix("link:").removeprefix("xref:").removesuffix(">>")
    hidden = _SHOWN.search(words)
    shown = words[: hidden.start()].rstrip(", ") if hidden else words
    if not sign or not shown.strip(' "^'):
        yield Inline(start, start + len(found), mark, found, address)
        return
    left = len(head) + 1 + len(shown) - len(shown.lstrip(' "'))
    right = len(head) + 1 + len(shown.rstrip(' "^'))
    yield Inline(start, start + left, mark, found[:left])
    yield Inline(start + right, start + len(found), mark, found[right:], address)
