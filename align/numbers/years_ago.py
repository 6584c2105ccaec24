"""A year said by how long ago it was: 1974年以来最大, "the largest in half a century"."""

from __future__ import annotations

import re

from align.numbers.quantity import Quantity
from align.numbers.units import convert, dimension

_SINCE_ZH = re.compile("[年]?[初底末春夏秋冬]?[^，。；]{0,6}(?:以来|至今|迄今|以后|之后|后|起)")
_IN_EN = re.compile(
    r"(?i)\b(?:in|for|over|within|than|last|past)\s+(?:(?:the|last|past|well|more than|over|almost|nearly|about|around"
    r"|some|roughly|at least|just|under|close to)\s+){0,3}(?:a\s+|an\s+)?$"
)
_LONG_AGO = re.compile(
    r"(?i)\b(?:in|for|over)\s+(?:many\s+)?(?:years|decades|generations|a generation|living memory)\b"
)
# The years in which a text may have been written, by which the span is checked
_WRITTEN = range(1990, 2041)


def ago(s: Quantity, t: Quantity, source: str, target: str) -> bool:
    """Return whether a span of years of the English leads from a year of the Chinese to one in which it may have been
    written."""
    if s.kind != "year" or t.kind not in ("number", "fraction") or dimension(t.unit) != "time":
        return False
    years = convert(t.value, t.unit, "year")
    if years is None or years < 1 or not _SINCE_ZH.match(source, s.numeral_end):
        return False
    return round(s.value + years) in _WRITTEN and _IN_EN.search(target, max(0, t.start - 40), t.start) is not None


def long_ago(s: Quantity, source: str, target: str) -> bool:
    """Return whether a year is told by a span without a figure: 1998年以来首次, "the first in decades"."""
    since = s.kind == "year" and _SINCE_ZH.match(source, s.numeral_end)
    return bool(since) and _LONG_AGO.search(target) is not None
