"""Code in running text: code spans, commands, options, paths, file names, functions, identifiers, versions.

Chinese prose has no Latin words of its own, so what is in it in ASCII letters is clearly cut off from it; in the
English the same words are looked for as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from string import ascii_letters, digits
from typing import Literal, NamedTuple

from align.data import either
from align.strings.taken import Taken

LiteralKind = Literal["code", "command", "option", "path", "file", "call", "identifier", "name", "version"]

_CODE = re.compile(
    r"(?<![`\\])(`{1,2})(?!`)(?P<body>[^`\n]+?)\1(?!`)|<(?P<tag>code|kbd|samp|tt)>(?P<inner>[^<>\n]+)</(?P=tag)>"
)
# A version has its last zero: Python 3.10 is not 3.1. Without a name before it a number with one point is a number.
_VERSION = re.compile(
    r"(?<![\w.])(?:[vV]?\d+(?:\.\d+){2,}(?:[-+]?(?:alpha|beta|rc|dev|snapshot)[\w.]*)?|[vV]\d+\.\d+"
    r"|(?<=[A-Za-z] )\d{1,3}\.\d{1,3}(?=\s*(?:版|或|及|以|之|and|or|$|[,.;)，。；、）]))"
    r"|(?<=[A-Za-z])\d{1,3}\.\d{1,3}(?=\s*版)|(?<=版本 )\d{1,3}\.\d{1,3}|(?<=版本)\d{1,3}\.\d{1,3})(?![\w.]*\w)",
    re.ASCII,
)
_WORD = frozenset(ascii_letters + digits + "_")
_ADDRESS = re.compile(r"(?<![a-z])[a-z]+://[^\s，。；、）]+|(?<![\w.+-])[\w.+-]+@[\w.-]+|(?<=\]\()[^()\s]*", re.ASCII)


@cache
def _patterns() -> tuple[tuple[LiteralKind, re.Pattern[str], tuple[str, ...]], ...]:
    """Kinds and their patterns, in the order in which they claim characters, and signs of which one is in all that
    a pattern matches."""
    commands, extensions = either("code_words.tsv", "command"), either("code_words.tsv", "extension")
    return (
        (
            "command",
            re.compile(rf"(?<![\w./-])(?:sudo )?(?:{commands})(?: +[\w./:@=~^+*$%\"'{{}}\[\]<>|-]+)+", re.ASCII),
            (" ",),
        ),
        (
            "path",
            re.compile(
                r"(?<![A-Za-z0-9_/.:~<-])(?:(?:~|\.{1,2})?/[\w.@+-]+(?:/[\w.@+*-]+)+/?|[A-Za-z]:(?:\\[\w .@+-]*\w)+\\?"
                r"|(?:~|\.{1,2})/[\w.@+-]+/?)",
                re.ASCII,
            ),
            ("/", "\\"),
        ),
        (
            "path",
            re.compile(rf"(?<![\w/.:~@-])[\w.@-]+(?:/[\w.@+-]+){{0,30}}/[\w@+-]+\.(?:{extensions})(?!\w)", re.ASCII),
            ("/",),
        ),
        (
            "path",
            re.compile(
                r"(?<![\w/.:~-])/(?:bin|boot|dev|etc|home|lib|mnt|opt|proc|root|sbin|srv|sys|tmp|usr|var)(?![\w/])",
                re.ASCII,
            ),
            ("/",),
        ),
        ("file", re.compile(rf"(?<![\w./\\-])\.?[\w-]+(?:\.[\w-]+)*\.(?:{extensions})(?![\w/])", re.ASCII), (".",)),
        ("option", re.compile(r"(?<![\w-])--[A-Za-z][\w-]*(?:=[\w./:-]+)?", re.ASCII), ("--",)),
        ("call", re.compile(r"(?<![\w.:>])(?:[A-Za-z_]\w*(?:\.|::|->))*[A-Za-z_]\w*\(\)", re.ASCII), ("()",)),
        (
            "identifier",
            re.compile(
                r"(?<![\w.@/$%{:-])(?:[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+|(?:[a-z]\w*\.){2,}[a-z]\w*)(?![\w(@/-])",
                re.ASCII,
            ),
            ("_", "."),
        ),
        (
            "name",
            re.compile(r"(?<![\w.@/$%{:-])(?:[a-z]+(?:[A-Z][a-z]*)+|(?:[A-Z][a-z]+){2,})(?![A-Za-z_(@/-])", re.ASCII),
            ("",),
        ),
        ("version", _VERSION, (".",)),
    )


class Code(NamedTuple):
    """A literal: its kind, its words, its place."""

    kind: LiteralKind
    text: str
    start: int
    end: int


def code_spans(text: str) -> Iterator[Code]:
    """Find what is between backquotes or in elements of code; ``text`` without them."""
    if "`" not in text and "<" not in text:
        return
    for match in _CODE.finditer(text):
        group = "body" if match["body"] is not None else "inner"
        yield Code("code", match[group], *match.span(group))


def literals(text: str, *, commands: bool = True) -> tuple[Code, ...]:
    """Literals outside of code spans, in order, no two over each other. ``commands``: in English prose words like
    make, find and go are none.

    >>> [c.text for c in literals("在终端执行 npm run build，再打开 settings.json")]
    ['npm run build', 'settings.json']
    """
    patterns = [p for p in _patterns() if any(sign in text for sign in p[2]) and (commands or p[0] != "command")]
    hits = [(kind, match) for kind, pattern, _ in patterns for match in pattern.finditer(text)]
    if not hits:
        return ()
    taken = Taken(text, (m.span() for m in _ADDRESS.finditer(text)))
    if "`" in text or "<" in text:
        taken.add(*(m.span() for m in _CODE.finditer(text)))
    found: list[Code] = []
    for kind, match in hits:
        start, end = match.span()
        words = match.group().rstrip(".") if kind in ("command", "path") else match.group()
        if not taken.meets(start, end):
            taken.add((start, end))
            found.append(Code(kind, words, start, start + len(words)))
    return tuple(sorted(found, key=lambda c: c.start))


def stands(words: str, text: str) -> bool:
    """Return whether these words occur in the text unchanged and as whole words. Any run of blanks counts as one."""
    return place(words, text) is not None


def place(words: str, text: str) -> tuple[int, int] | None:
    """Return the span of these words in the text, whole; None where they are not."""
    parts = words.split()
    if not all(part in text for part in parts):  # else each text would have patterns of its own made
        return None
    if len(parts) == 1 and parts[0] == words:
        return _whole(words, text)
    body = r"\s+".join(map(re.escape, parts))
    before = r"(?<![A-Za-z0-9_])" if words[:1].isalnum() or words[:1] == "_" else ""
    behind = r"(?![A-Za-z0-9_])" if words[-1:].isalnum() or words[-1:] == "_" else ""
    match = re.search(before + body + behind, text)
    return match.span() if match else None


def _whole(word: str, text: str) -> tuple[int, int] | None:
    """The first place of a word without blanks in a text, whole."""
    at, size = text.find(word), len(word)
    while at >= 0:
        end = at + size
        inside = _goes_on(word[0]) and at > 0 and text[at - 1] in _WORD
        if not inside and not (_goes_on(word[-1]) and text[end : end + 1] in _WORD):
            return at, end
        at = text.find(word, at + 1)
    return None


def _goes_on(char: str) -> bool:
    return char.isalnum() or char == "_"
