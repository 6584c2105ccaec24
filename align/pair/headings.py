"""Headings that only one side has: they are no part of the sentence that they are beside.

A heading says in few words what the sentence behind it says, so that a bead of both scores well. It is taken out where
the other side of the bead has no heading and the rest fits no worse without it, or where only that side has it twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from align.pair.side import Side
from align.pair.types import Step
from align.records import FloatArray
from align.text.scripts import HAN, IDEOGRAPH

_HEADING = re.compile(rf"[A-Z\d{HAN}](?:.{{0,68}}[A-Za-z\d{HAN}])?")
LONGEST = 20  # Chinese characters of a heading


def heads_apart(source: Side, target: Side, step: Step) -> Iterator[Step]:
    """A bead without the headings at its beginning and its end that the other side lacks."""
    i0, i1, j0, j1 = step
    if i0 == i1 or j0 == j1 or i1 - i0 + j1 - j0 == 2:
        yield step
        return
    rows, columns = _without_headings(source, target, step), _without_headings(target, source, (j0, j1, i0, i1))
    if rows != (i0, i1) and columns != (j0, j1):  # not both: one of them may be the other's heading
        yield step
        return
    yield from ((i, i + 1, j0, j0) for i in range(i0, rows[0]))
    yield from ((i0, i0, j, j + 1) for j in range(j0, columns[0]))
    yield (*rows, *columns)
    yield from ((i, i + 1, j1, j1) for i in range(rows[1], i1))
    yield from ((i1, i1, j, j + 1) for j in range(columns[1], j1))


def _without_headings(own: Side, other: Side, step: Step) -> tuple[int, int]:
    """Return the range of one side without headings at its edges that the other side does not have."""
    start, end, first, last = step
    theirs = other.sums[first:last].sum(axis=0)
    alike = any(_heading(text) for text in other.texts[first:last])

    def out(number: int, neighbour: int) -> bool:
        text = own.texts[number].strip()
        if not _heading(text):
            return False
        if text == own.texts[neighbour].strip():
            return True
        rest = range(start + (number == start), end - (number == end - 1))
        return not alike and _fit(own, rest, theirs) >= _fit(own, range(start, end), theirs)

    while end - start > 1 and out(start, start + 1):
        start += 1
    while end - start > 1 and out(end - 1, end - 2):
        end -= 1
    return start, end


def _heading(text: str) -> bool:
    """Return whether it is short and ends without a mark."""
    text = text.strip()
    return bool(_HEADING.fullmatch(text)) and len(IDEOGRAPH.findall(text)) <= LONGEST


def _fit(own: Side, numbers: range, other: FloatArray) -> float:
    """Cosine of some sentences with the other side."""
    mine = own.sums[numbers.start : numbers.stop].sum(axis=0)
    return float(mine @ other / max(float(np.linalg.norm(mine)) * float(np.linalg.norm(other)), 1e-9))
