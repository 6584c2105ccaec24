"""Sums of token evidence for all candidate beads at once."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from align.pair.dp import LARGEST
from align.pair.side import Side
from align.pair.token_evidence import Evidence
from align.pair.types import Doubles, Ints
from align.records import FloatArray

MOST = LARGEST - 1
SECOND, FIRST, BEFORE, BEFORE_THAT = 99, 100, 101, 102  # rows: sentences 2 and 1 of a bead, the one before, before that
Column = tuple[int, int]
END, START = (0, 0), (1, 0)  # columns: where a bead ends, where it begins
Pair = tuple[Doubles, Doubles]


@dataclass(frozen=True)
class Candidates:
    """Beads that might be: each ends at the boundaries ``i`` and ``j`` and holds ``a`` and ``b`` sentences, (k,) each.
    ``prior``: log of the probability that the first look gave it."""

    i: Ints
    j: Ints
    a: Ints
    b: Ints
    prior: FloatArray

    def __len__(self) -> int:
        return len(self.i)

    def take(self, which: NDArray[np.bool_] | Ints | slice) -> Candidates:
        """Return a selection of the candidates."""
        return Candidates(self.i[which], self.j[which], self.a[which], self.b[which], self.prior[which])


@dataclass(frozen=True)
class Look:
    """Look-ups for candidates that are in falling order of ``a``.

    A row is a source sentence, counted back from the end of a bead: 0 its last, -1 the one behind it; or ``FIRST``, its
    first, ``SECOND``, or ``BEFORE``, the one before it. A column is a boundary: (0, d) d columns from the end of a
    bead, (1, d) from its beginning.
    """

    evidence: Evidence
    source: Side
    target: Side
    c: Candidates
    held: dict[tuple[int, Column], NDArray[np.int32]] = field(default_factory=dict)

    def place(self, row: int, column: Column) -> NDArray[np.int32]:
        """(k,) cells of a row and a column."""
        key = row, column
        if key not in self.held:
            c = self.c
            i = c.i - row if row < SECOND else c.i - c.a + FIRST + 1 - row
            j = (c.j - c.b if column[0] else c.j) + column[1]
            self.held[key] = self.evidence.grid.at(i, j).astype(np.int32)
        return self.held[key]

    def count(self, row: int, extra: int = 0) -> int:
        """Return the number of beads, the first ones, that would hold a row if they were ``extra`` sentences larger."""
        return int(np.searchsorted(-self.c.a, extra - row, side="left"))

    def strip(
        self, name: str, row: int, left: Column = START, right: Column = END, count: int | None = None
    ) -> Doubles:
        """Sum of an evidence in a row from one column to another, of the first ``count`` beads."""
        running = self.evidence.along(name)
        return np.asarray(running[self.place(row, right)[:count]] - running[self.place(row, left)[:count]])

    def block(self, name: str, first: int = 0, extra: int = 0, left: Column = START, right: Column = END) -> Doubles:
        """Sum of an evidence over each bead, from a row on and with ``extra`` rows at its beginning."""
        out = np.zeros(len(self.c))
        for row in range(first, MOST + max(extra, 0)):
            count = self.count(row, extra)
            if not count:
                break
            out[:count] += self.strip(name, row, left, right, count)
        return out

    def cosine(self, dots: Doubles, a: Ints, b: Ints, i: Ints, j: Ints) -> Doubles:
        """Cosine of the two sides of beads whose products of vectors are known."""
        left = self.source.norms[within(a - 1, MOST - 1), within(i, len(self.source))]
        right = self.target.norms[within(b - 1, MOST - 1), within(j, len(self.target))]
        return np.asarray(dots / (left * right))

    def found(self, row: int, column: Column, more: int = 0, count: int | None = None) -> Doubles:
        """(k,) mass of the source sentence of a row that is found in the b + ``more`` target sentences that end at a
        column."""
        table = self.evidence.source_found
        b = within(self.c.b[:count] - 1 + more, MOST - 1)
        return np.asarray(table.ravel()[b * table.shape[1] + self.place(row, column)[:count]])

    def source_found(self, column: Column = END, more: int = 0) -> Doubles:
        """The same of all source sentences of each bead."""
        out = np.zeros(len(self.c))
        for row in range(MOST):
            count = self.count(row)
            if not count:
                break
            out[:count] += self.found(row, column, more, count)
        return out

    def target_found(self, row: int = 0, more: int = 0, left: Column = START, right: Column = END) -> Doubles:
        """(k,) mass of target sentences that is found in the a + ``more`` source sentences that end at a row."""
        table = self.evidence.along("target_found")
        a = within(self.c.a - 1 + more, MOST - 1) * table.shape[1]
        flat = table.ravel()
        return np.asarray(flat[a + self.place(row, right)] - flat[a + self.place(row, left)])


def within(numbers: Ints, most: int) -> Ints:
    """Numbers held in 0..most (``np.clip`` is many times slower on short arrays of integers)."""
    return np.minimum(np.maximum(numbers, 0), most)


def span_sum(values: FloatArray, end: Ints, size: Ints) -> Doubles:
    """Sums of the ``size`` values that end at each boundary."""
    running = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    return np.asarray(running[end] - running[end - size])
