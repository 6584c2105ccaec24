"""Figures that are compared only where nothing else of their kind is left: the number of a chapter, a single month."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.data import either
from align.numbers.quantity import WEAK, Quantity
from align.text.spans import just_before

_PERIODS = frozenset(("h", "day", "week", "month", "year"))
# What English numbers where Chinese counts: Chapter 21, Room 4
_PART_OF = re.compile(rf"(?i)\b(?:{either('english_words.tsv', 'numbered')})\s$")


def left_alone(free_s: list[Quantity], free_t: list[Quantity], target: str) -> list[tuple[Quantity, Quantity]]:
    """Pair the last figure of a kind of both sides, whose values differ. The lists lose both."""
    out = []
    for ours, theirs in _of_a_kind(free_s, free_t, target):
        if len(ours) == len(theirs) == 1:
            free_s.remove(ours[0])
            free_t.remove(theirs[0])
            out.append((ours[0], theirs[0]))
    return out


def _of_a_kind(
    free_s: list[Quantity], free_t: list[Quantity], target: str
) -> Iterator[tuple[list[Quantity], list[Quantity]]]:
    """Yield the figures of a kind on both sides, kind by kind: the lists may become shorter in between."""
    # Chapters, articles and rooms: 第十二章 and "Chapter 21" are an ordinal and a number
    numbered = [t for t in free_t if t.kind == "number" and t.firm > WEAK and just_before(_PART_OF, target, t.start)]
    yield [s for s in free_s if s.kind == "ordinal"], numbered
    # One month's rent for one year's: a one is compared where it counts the only period of both sides
    ours = [s for s in free_s if s.unit in _PERIODS and s.value == 1]
    theirs = [t for t in free_t if t.unit in _PERIODS and target[t.start : t.numeral_end].lower() in ("one", "1")]
    if [s.unit for s in ours] != [t.unit for t in theirs]:
        yield ours, theirs
    for kind in ("quarter", "month", "weekday"):  # however far apart: 第一季度, "the fourth quarter"
        ours, theirs = ([q for q in some if q.kind == kind and q.firm > WEAK] for some in (free_s, free_t))
        yield ours, theirs
