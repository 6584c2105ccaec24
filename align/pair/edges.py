"""The last decision: which beads are most likely right. What the first look left is few: edges between cells.

Not the likeliest way as a whole is taken, but the one with the most beads likely to be right (minimum Bayes risk;
Goodman 1996): it maximises the expected F1 of the beads. A loop over some ten edges a sentence takes a fifth of the
time of tables with a column for each kind of bead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.pair.candidates import Pool
from align.pair.dp import CLIP, LARGEST, cells
from align.pair.search_band import Band
from align.pair.types import Doubles, Ints, Step
from align.records import IntArray

PART = 1 << 16  # edges that are lists of Python at once
SURE = 0.8  # probability from which a sentence is alone beyond doubt
SHARE = 0.012  # of the sentences, from which a text leaves out enough for its doubtful ones to be believed
DEAREST = 1.4  # cost of a lone sentence where none is sure. The three with SHARP: F1 of MAC-Dev .923 -> .932
Together = tuple[float, float]  # log odds added where two source, two target neighbours are left alone
Sizes = NDArray[np.int8]
HIGH = 1e100  # weights beyond this, or below its inverse, are brought to a common scale


@dataclass(frozen=True)
class Edges:
    """Everything that may happen in the band of a pool, (e,) each, in the order of the cell where it ends.

    ``first`` and ``last``: the cells that it leads from and to; ``score``: log odds; ``a`` and ``b``: sentences that it
    holds. ``starts`` (rows + 1,): where the cells of each row of the band begin."""

    first: NDArray[np.int32]
    last: NDArray[np.int32]
    score: Doubles
    a: NDArray[np.int8]
    b: NDArray[np.int8]
    starts: Ints

    @staticmethod
    def of(
        pool: Pool, beads: Doubles, source_null: Doubles, target_null: Doubles, together: Together | None = None
    ) -> Edges:
        """Edges from the scores of the candidates (k,), and of leaving each sentence of the two sides alone. With
        ``together`` two neighbours that are left alone have an edge, too."""
        band, c = pool.band, pool.candidates
        base = band.starts[:-1] - band.low
        parts = [(base[c.i - c.a] + c.j - c.b, pool.cell, beads, c.a, c.b)]
        for ours, theirs, begin, end, number in lone_edges(band, pairs=together is not None):
            odds = source_null if ours else target_null
            own = odds[number]
            if together is not None and ours + theirs == 2:
                own = own + odds[number - 1] + together[theirs // 2]
            parts.append((begin, end, own, np.full(len(end), ours, np.int8), np.full(len(end), theirs, np.int8)))
        small = np.int32  # half the memory: a text of one sentence again and again has millions of edges
        kinds = small, small, np.float64, np.int8, np.int8
        first, last, score, a, b = (
            np.concatenate(some, dtype=kind) for some, kind in zip(zip(*parts, strict=True), kinds, strict=True)
        )
        order = np.lexsort((first, last))
        return Edges(first[order], last[order], score[order], a[order], b[order], band.starts)

    def chances(self) -> Doubles:
        """(e,) probability 0..1 of each edge: forward, then back by the share that each edge has of its last cell."""
        weight = np.exp(np.minimum(self.score, CLIP))
        ahead, scale = self._ahead(weight)
        size = np.repeat(scale, np.diff(self.starts))
        share = ahead[self.first] * weight / np.maximum(ahead[self.last], 1e-300)
        share *= np.exp(np.clip(size[self.first] - size[self.last], -700, 700))
        through = [0.0] * len(ahead)
        through[-1] = 1.0
        for start in range(len(share), 0, -PART):
            part = slice(max(start - PART, 0), start)
            several = (values[part][::-1].tolist() for values in (self.first, self.last, share))
            for first, last, own in zip(*several, strict=True):
                through[first] += through[last] * own
        return np.asarray(np.array(through)[self.last] * share)

    def _ahead(self, weight: Doubles) -> tuple[Doubles, Doubles]:
        """(cells,) summed weight of all ways to each cell, and (rows,) the logarithm of the scale of each row."""
        starts = self.starts.tolist()
        value = [0.0] * starts[-1]
        value[0] = 1.0
        rows = len(starts) - 1
        scale, level = np.zeros(rows), 0.0
        cuts = np.searchsorted(self.last, self.starts).tolist()
        for top in range(0, rows, LARGEST):
            bottom = min(top + LARGEST, rows)
            part = slice(cuts[top], cuts[bottom])
            several = (values[part].tolist() for values in (self.first, self.last, weight))
            for first, last, own in zip(*several, strict=True):
                value[last] += value[first] * own
            scale[top:bottom] = level
            most = max(value[starts[top] : starts[bottom]])
            if most > HIGH or 0.0 < most < 1 / HIGH:
                for cell in range(starts[top], starts[bottom]):
                    value[cell] /= most
                level += float(np.log(most))
                scale[top:bottom] = level
        return np.array(value), scale

    def best(self, gain: Doubles) -> list[Step]:
        """``(i0, i1, j0, j1)`` of each edge of the way with the highest sum of ``gain`` (e,)."""
        size = int(self.starts[-1])
        value = [-np.inf] * size
        value[0] = 0.0
        taken = [-1] * size
        edge = 0
        for start in range(0, len(gain), PART):
            several = (values[start : start + PART].tolist() for values in (self.first, self.last, gain))
            for first, last, own in zip(*several, strict=True):
                new = value[first] + own
                if new > value[last]:
                    value[last] = new
                    taken[last] = edge
                edge += 1
        cell, path = size - 1, []
        while cell > 0:
            path.append(taken[cell])
            cell = int(self.first[taken[cell]])
        order = np.array(path[::-1], np.int64)
        a, b = self.a[order], self.b[order]
        i, j = a.cumsum(), b.cumsum()
        return list(zip((i - a).tolist(), i.tolist(), (j - b).tolist(), j.tolist(), strict=True))


def lone_edges(band: Band, *, pairs: bool) -> Iterator[tuple[int, int, Ints, Ints, Ints]]:
    """Edges of sentences left alone, one by one, and with ``pairs`` two neighbours together: how many source and target
    sentences they hold, the cells (e,) where they begin and end, and the number (e,) of their last sentence."""
    rows, columns = cells(band)
    above = np.maximum(rows - 1, 0)
    over = band.starts[:-1][above] - band.low[above] + columns  # the same column in the row above
    reached = (rows > 0) & (columns >= band.low[above]) & (columns < band.high[above])
    up, side = np.flatnonzero(reached), np.flatnonzero(columns > band.low[rows])
    yield 1, 0, over[up], up, rows[up] - 1
    yield 0, 1, side - 1, side, columns[side] - 1
    if pairs:
        up, side = up[reached[over[up]]], side[columns[side] - 1 > band.low[rows[side]]]
        yield 2, 0, over[over[up]], up, rows[up] - 1
        yield 0, 2, side - 2, side, columns[side] - 1


def singly(first: IntArray, last: IntArray, a: Sizes, b: Sizes, chances: Doubles) -> Doubles:
    """(e,) probabilities of edges where that of two neighbours left alone is each one's own, and none of both."""
    out = chances.copy()
    for size, other in ((a, b), (b, a)):
        two = np.flatnonzero((size == 2) & (other == 0))
        if len(two):
            one = np.flatnonzero((size == 1) & (other == 0))
            ends = np.zeros(int(last.max()) + 1, np.int64)
            ends[last[one]] = one
            second = ends[last[two]]
            for single in (second, ends[first[second]]):  # no two of them end in one cell
                out[single] += chances[two]
            out[two] = 0.0
    return out


def decide(edges: Edges, bead_cost: float, null_cost: float, sentences: int) -> list[Step]:
    """The beads most likely right, of those more probable than their cost. ``sentences``: of both sides together."""
    chances = singly(edges.first, edges.last, edges.a, edges.b, edges.chances())
    lone = edges.a + edges.b == 1
    cost = np.where(lone, lone_cost(int((chances[lone] > SURE).sum()), sentences, null_cost), bead_cost)
    two = (edges.a == 0) | (edges.b == 0)  # each of them has its own chance now
    return edges.best(np.where(two & ~lone, -np.inf, chances - cost))


def lone_cost(sure: int, sentences: int, null_cost: float) -> float:
    """Cost of a lone sentence where ``sure`` of all sentences are alone beyond doubt: dearer in a long text that leaves
    out next to nothing, whose doubtful ones are most often free translations."""
    seldom = max(0.0, 1 - (sure + 1) / (SHARE * sentences))
    return null_cost + (DEAREST - null_cost) * seldom
