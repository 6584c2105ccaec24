"""The first look at all beads of the band: sentence vectors, lengths and kinds only.

Score after Liu and Zhu 2022 (Bertalign): cosine, less the cosine with the neighbours on both sides, times a length
term. It serves to throw out beads that nothing supports, before the costly evidence is gathered.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.pair.cells import Cells
from align.pair.dp import KINDS, LARGEST, NEVER, Lattice
from align.pair.search_band import Band
from align.pair.side import Side
from align.pair.types import Doubles
from align.records import FloatArray

PAD = LARGEST + 1
ROWS = 32  # rows whose products of vectors are computed at once
NULL = -1.3  # log odds of a lone sentence
GAIN = 7.0
GROW = 0.1
PEN = 0.94
KIND_COST = (0.0, 1.0, 2.0, 2.8, 3.6, 4.4, 5.2)  # by size above 1-1; close to the log frequencies in novels


def coarse_lattice(source: Side, target: Side, band: Band) -> Lattice:
    """Scores of all beads of the band from sentence vectors and lengths (log-odds-like, about -10..5)."""
    ratio = float(target.length.sum() / source.length.sum()) if len(source) and len(target) else 1.0
    grid = Cells(band, PAD)
    look = _Look.of(source, target, grid, ratio)
    places = grid.inner.astype(np.int32)
    out = np.full((len(KINDS), len(places)), NEVER, np.float32)
    rows, columns = grid.rows[places], grid.columns[places].astype(np.int32)
    total = np.zeros(len(look.dots))
    above, below = look.dots, look.dots[grid.up(-1)]
    for a in range(1, LARGEST):
        total += above
        above = look.dots[grid.up(a)]
        strip = look.strip(a, total, above, below)
        first = np.maximum(np.arange(len(band.low)) - a, 0)
        last = np.where(np.arange(len(band.low)) >= a, band.high[first], -1)
        low, high = band.low[first].astype(np.int32)[rows], last.astype(np.int32)[rows]
        for kind in np.flatnonzero(KINDS[:, 0] == a).tolist():
            b = int(KINDS[kind, 1])
            real = np.flatnonzero((columns - b >= low) & (columns - b < high))
            out[kind, real] = strip.score(b, places[real], columns[real])
    return Lattice(band, out, np.full(len(source), NULL), np.full(len(target), NULL))


def products(source: Side, target: Side, grid: Cells) -> FloatArray:
    """(cells,) float32: at ``(i, j)`` the product of the summed vectors of source sentence i - 1 and target sentence
    j - 1; 0 where there is none."""
    out = np.zeros(int(grid.starts[-1]), np.float32)
    n, m = len(source), len(target)
    for top in range(1, n + 1, ROWS):
        bottom = min(top + ROWS, n + 1)
        left = max(int(grid.first[top]), 1)
        right = min(int((grid.first[top:bottom] + grid.width[top:bottom]).max()), m + 1)
        if left >= right:
            continue
        block = source.sums[top - 1 : bottom - 1] @ target.sums[left - 1 : right - 1].T
        here = slice(int(grid.starts[top]), int(grid.starts[bottom]))
        column = grid.columns[here]
        real = (column >= left) & (column < right)
        out[here][real] = block[grid.rows[here][real] - top, column[real] - left]
    return out


@dataclass(frozen=True)
class _Look:
    """The tables from which the scores of all kinds are read: products of vectors, and running lengths."""

    grid: Cells
    dots: FloatArray
    source: Side
    target: Side
    long: Doubles  # running length of the source, in units of the target
    wide: Doubles  # of the target

    @staticmethod
    def of(source: Side, target: Side, grid: Cells, ratio: float) -> _Look:
        long = np.concatenate(([0.0], source.length.cumsum(dtype=np.float64) * ratio))
        wide = np.concatenate(([0.0], target.length.cumsum(dtype=np.float64)))
        return _Look(grid, products(source, target, grid), source, target, long, wide)

    def strip(self, a: int, total: Doubles, above: FloatArray, below: FloatArray) -> _Strip:
        """Return the measures of beads of ``a`` source sentences. Products at each cell with one target sentence,
        (cells,) each: ``total`` of the bead, ``above`` of the sentence before it, ``below`` of the one behind."""
        rows, n = self.grid.rows, len(self.source)
        norms = self.source.norms
        before = np.where(rows > a, above, 0) / norms[0, np.maximum(rows - a, 1)]
        after = np.where(rows < n, below, 0) / norms[0, np.minimum(rows + 1, n)]
        inside = np.cumsum(total)
        beside = np.cumsum(before + after, dtype=np.float64)
        single = (total / norms[a - 1, rows]).astype(np.float32)
        long = (self.long[rows] - self.long[np.maximum(rows - a, 0)]).astype(np.float32)
        left, right = (np.asarray(1 / own, np.float32) for own in (norms[a - 1, rows], self.target.norms))
        return _Strip(a, inside, beside, single, left, right, long, self.wide)


@dataclass(frozen=True)
class _Strip:
    """Measures of beads of ``a`` source sentences, by cell. Of running sums along the cells, what a bead holds is
    the difference of two."""

    a: int
    inside: Doubles  # running products of the bead
    beside: Doubles  # running cosines of the sentences before and behind it with the target side, unscaled
    single: FloatArray  # product of the source side, at unit length, with one target sentence
    left: FloatArray  # one over the norm of the source side
    right: FloatArray  # one over the norms of target sides, see Side.norms
    long: FloatArray  # length of the source side
    wide: Doubles  # running length of the target

    def score(self, b: int, places: NDArray[np.int32], columns: NDArray[np.int32]) -> FloatArray:
        """Of the beads with ``b`` target sentences that end at some cells: the cosine of the two sides, less the mean
        cosine with the sentence before and behind on the other side, times a length term."""
        own = (self.inside[places] - self.inside[places - b]).astype(np.float32)
        near = (self.beside[places] - self.beside[places - b]).astype(np.float32)
        score = (4 * own * self.left[places] - near) * self.right[b - 1, columns]
        one, last = self.right[0], self.right.shape[1] - 1
        score -= np.where(columns > b, self.single[places - b], 0) * one[np.maximum(columns - b, 1)]
        score -= np.where(columns < last, self.single[places + 1], 0) * one[np.minimum(columns + 1, last)]
        long, wide = self.long[places], (self.wide[columns] - self.wide[columns - b]).astype(np.float32)
        fit = np.log2(1 + np.minimum(long, wide) / np.maximum(np.maximum(long, wide), 1))
        z = np.minimum((wide - long) ** 2 / (6.8 * np.maximum(long, 1)), 25)
        size = self.a + b - 2
        return np.asarray(score * fit * (GAIN / 4 * (1 + GROW * size)) - 0.08 * z - PEN * KIND_COST[size], np.float32)
