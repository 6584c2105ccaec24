"""Figures that are compared only where nothing else of their kind is left: the number of a chapter, a single month."""

from __future__ import annotations

import re

from align.numbers.quantity import WEAK, Quantity
from align.text.spans import just_before

_PERIODS = frozenset(("h", "day", "week", "month", "year"))
_PART_OF = re.compile(  # what English numbers where Chinese counts: Chapter 21, Room 4
    r"(?i)\b(?:chapter|article|section|page|part|paragraph|clause|item|volume|step|table|figure|room|row|line|lesson|unit|"
    r"verse|scene|act|phase|issue|day|week|group|team|class|grade|level|gate|bus|floor|track|platform|number|no\.)\s$"
)


def left_alone(free_s: list[Quantity], free_t: list[Quantity], target: str) -> list[tuple[Quantity, Quantity]]:
    """Pair the last figure of a kind of both sides, whose values differ. The lists lose both."""
    return [
        *_numbered(free_s, free_t, target),
        *_another_period(free_s, free_t, target),
        *(pair for kind in ("quarter", "month", "weekday") for pair in _another_date(free_s, free_t, kind)),
    ]


def _numbered(free_s: list[Quantity], free_t: list[Quantity], target: str) -> list[tuple[Quantity, Quantity]]:
    """The number of a chapter, an article or a room that is another one: 第十二章 and *Chapter 21* are an ordinal and a
    number."""
    ours = [s for s in free_s if s.kind == "ordinal"]
    theirs = [t for t in free_t if t.kind == "number" and t.firm > WEAK and just_before(_PART_OF, target, t.start)]
    if len(ours) != 1 or len(theirs) != 1:
        return []
    free_s.remove(ours[0])
    free_t.remove(theirs[0])
    return [(ours[0], theirs[0])]


def _another_period(free_s: list[Quantity], free_t: list[Quantity], target: str) -> list[tuple[Quantity, Quantity]]:
    """One month's rent for one year's: a one is compared where it counts the only period of both sides."""
    ours = [s for s in free_s if s.unit in _PERIODS and s.value == 1]
    theirs = [t for t in free_t if t.unit in _PERIODS and target[t.start : t.numeral_end].lower() in ("one", "1")]
    if len(ours) != 1 or len(theirs) != 1 or ours[0].unit == theirs[0].unit:
        return []
    free_s.remove(ours[0])
    free_t.remove(theirs[0])
    return [(ours[0], theirs[0])]


def _another_date(free_s: list[Quantity], free_t: list[Quantity], kind: str) -> list[tuple[Quantity, Quantity]]:
    """The only quarter, month or weekday of both sides, however far apart: 第一季度, "the fourth quarter"."""
    ours, theirs = ([q for q in some if q.kind == kind and q.firm > WEAK] for some in (free_s, free_t))
    if len(ours) != 1 or len(theirs) != 1:
        return []
    free_s.remove(ours[0])
    free_t.remove(theirs[0])
    return [(ours[0], theirs[0])]
