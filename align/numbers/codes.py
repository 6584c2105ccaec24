"""Addresses, telephone numbers and codes, which a translation copies unchanged."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from align.numbers.quantity import folded
from align.numbers.units import EN

CodeKind = Literal["address", "telephone", "code"]

_HINT = re.compile(  # begins with one class of characters: so the search passes over the Chinese at once
    r"[0-9０-９A-Za-zＡ-Ｚ@＠.-](?:(?<=[0-9０-９])(?:[A-Za-zＡ-Ｚ-]|[0-9０-９]{6})|(?<=[0-9]) [0-9]{3}|"
    r"(?<=[A-Za-zＡ-Ｚ-])[0-9０-９]|(?<=[@＠])|(?<=w)ww|(?<=\.)(?:com|cn|org|net|gov|edu|io))"
)
_FIND = re.compile(
    r"(?P<address>(?:https?://|ftp://|www\.)[A-Za-z0-9._~:/?#@!$&'*+,;=%-]+[A-Za-z0-9/#=_-]"
    r"|(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?<![A-Za-z0-9-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+){0,8}\.(?:com|org|net|gov|edu|cn|io)\b(?:/[A-Za-z0-9._~/?#=&%-]*[A-Za-z0-9/])?)"
    r"|(?P<telephone>(?<![\d.,/-])(?:(?:\+|00)\d{1,3}[ -]?)?(?:\(?0\d{2,3}\)?[ -]?\d{3,4}[ -]?\d{4}"
    r"|1[3-9]\d[ -]?\d{4}[ -]?\d{4}"
    r"|[48]00[ -]?\d{3}[ -]?\d{4})(?![\d.,/]\d|\d))"
    r"|(?P<code>(?<![A-Za-z0-9])(?=[A-Za-z-]{0,40}\d)(?=\d*-?[A-Za-z])[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?![A-Za-z0-9]))"
)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|s|am|pm|k|m|bn|mn|x|ers?)$", re.IGNORECASE)
_MEASURE = re.compile(r"(?:US|HK|NT|RMB|CNY|USD|EUR|GBP|A|C|S)?\$?\d[\d.]*-?(?P<unit>[A-Za-z]+)\d?$")
_MONEY = re.compile(r"(?:RMB|CNY|USD|EUR|GBP|HKD)\d+$", re.IGNORECASE)
_ENGLISH = re.compile(r"\d+-[a-z]|[a-z]+-\d+$|[A-Z]?[a-z]{2,}-[A-Z]?[a-z]{2,}")
_STRIP = re.compile(r"[\s()+-]")


class Code(NamedTuple):
    """A string to be kept: ``plain`` is what is compared, in lower case without spaces, brackets and hyphens."""

    kind: CodeKind
    plain: str
    start: int
    end: int


def codes(text: str) -> tuple[Code, ...]:
    """Addresses, telephone numbers and alphanumeric codes of a text, in order.

    >>> [c.plain for c in codes("乘坐Z164次列车，电话0371-65998888")]
    ['z164', '037165998888']
    """
    if not _HINT.search(text):
        return ()
    found = []
    for match in _FIND.finditer(text if text.isascii() else folded(text)):
        word = match.group()
        kind: CodeKind = "address" if match["address"] else "telephone" if match["telephone"] else "code"
        if kind == "code" and _is_plain(word):
            continue
        plain = word.rstrip("/.").lower() if kind == "address" else _STRIP.sub("", word).lower()
        found.append(Code(kind, plain, *match.span()))
    return tuple(found)


def _is_plain(word: str) -> bool:
    """Return whether it is an ordinary number with letters: 20th, 30km, 5-year, mid-2020."""
    if _ORDINAL.match(word) or _MONEY.match(word) or _ENGLISH.match(word):
        return True
    measure = _MEASURE.match(word)
    return measure is not None and (measure["unit"].lower() in EN or len(measure["unit"]) > 3)


def squeezed(text: str) -> str:
    """A text as codes are compared: lower case, no spaces, brackets, hyphens."""
    return _STRIP.sub("", text if text.isascii() else folded(text)).lower()
