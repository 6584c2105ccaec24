"""Columns that a text takes on a terminal: two for an ideograph or an emoji, none for what combines."""

from __future__ import annotations

import re
from unicodedata import category, east_asian_width

_WIDE = re.compile("[\u3001-\u3029\u3041-\u3096\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]")
_PLAIN = re.compile("[ -~]+")


def columns(text: str) -> int:
    """Columns of a printable text."""
    if text.isascii():
        return len(text)
    other, wide = _WIDE.subn("", text)
    rest = _PLAIN.sub("", other)
    return 2 * wide + len(other) - len(rest) + sum(map(_width, rest))


def printable(text: str, instead: str = " ") -> str:
    """The text without control characters, which could steer a terminal; each is replaced by ``instead``."""
    return text if text.isprintable() else "".join(c if c.isprintable() else instead for c in text)


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
    if char.isascii():
        return 1
    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
