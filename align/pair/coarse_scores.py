"""The first look at all beads of the band: sentence vectors, lengths and kinds only.

Score after Liu and Zhu 2022 (Bertalign): cosine, less the cosine with the neighbours on both sides, times a length
term. It serves to throw out beads that nothing speaks for, before the costly evidence is gathered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.pair.dp import KINDS, LARGEST, NEVER, Doubles, Lattice
from align.pair.search_band import Band
from align.pair.side import Side
from align.records import FloatArray

TILE = 8192  # cells of a rectangle that is worked on at once: some dozen arrays of this size fit into the cache
MORE = LARGEST - 1  # sentences before the first row of a tile that its beads may hold
PAD = LARGEST
NULL = -1.3  # log odds of a lone sentence
GAIN = 7.0
GROW = 0.1
PEN = 0.94
KIND_COST = (0.0, 1.0, 2.0, 2.8, 3.6, 4.4, 5.2)  # by size above 1-1; close to the log frequencies in novels


@dataclass(frozen=True)
class Tile:
    """Cells of rows ``top <= i < bottom`` and columns ``left <= j < right``, and the sentences before them."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def sources(self) -> slice:
        """Source sentences that beads ending in this tile may hold."""
        return slice(max(self.top - MORE, 0), self.bottom - 1)

    @property
    def targets(self) -> slice:
        """Target sentences that beads ending in this tile may hold."""
        return slice(max(self.left - MORE, 0), self.right - 1)


def tiles(band: Band, rows: int = 48) -> Iterator[Tile]:
    """Rectangles of up to ``rows`` rows that together hold all cells of the band, each row in exactly one."""
    top, n = 0, len(band.low)
    while top < n:
        left, right, bottom = int(band.low[top]), int(band.high[top]), top + 1
        while bottom < n and bottom - top < rows and (bottom + 1 - top) * (int(band.high[bottom]) - left) <= TILE:
            right = int(band.high[bottom])
            bottom += 1
        yield Tile(top, bottom, left, right)
        top = bottom


def blocks(values: FloatArray, pad: int = 0) -> Doubles:
    """Summed-area table of a matrix, with a zero row and column in front; ``pad`` repeats its edges that many times."""
    table = np.zeros((values.shape[0] + 1, values.shape[1] + 1))
    np.cumsum(values, axis=0, out=table[1:, 1:], dtype=np.float64)
    np.cumsum(table[1:, 1:], axis=1, out=table[1:, 1:])
    return np.pad(table, pad, mode="edge") if pad else table


def cheap_lattice(source: Side, target: Side, band: Band) -> Lattice:
    """Scores of all beads of the band from sentence vectors and lengths (log-odds-like, about -10..5)."""
    out = np.full((len(KINDS), int(band.starts[-1])), NEVER, np.float32)
    ratio = float(target.length.sum() / source.length.sum()) if len(source) and len(target) else 1.0
    for tile in tiles(band):
        _score_tile(source, target, band, tile, ratio, out)
    null = NULL
    return Lattice(band, out, np.full(len(source), null), np.full(len(target), null))


def _score_tile(source: Side, target: Side, band: Band, tile: Tile, ratio: float, out: FloatArray) -> None:
    rows, columns = tile.sources, tile.targets
    dots = blocks(source.sums[rows] @ target.sums[columns].T, PAD)
    norms = _norms(source.sums[rows]), _norms(target.sums[columns])
    long = np.concatenate(([0.0], source.length[rows].cumsum() * ratio))
    wide = np.concatenate(([0.0], target.length[columns].cumsum()))
    cells = _cells(band, tile)
    for kind, (a, b) in enumerate(KINDS.tolist()):
        i0, j0 = max(tile.top, a) - rows.start, max(tile.left, b) - columns.start  # first row and column with room
        i1, j1 = tile.bottom - rows.start, tile.right - columns.start
        if i0 >= i1 or j0 >= j1:
            continue
        score = _score(dots, norms, (a, b), (i0, i1, j0, j1))
        l1, l2 = (long[i0:i1] - long[i0 - a : i1 - a])[:, None], (wide[j0:j1] - wide[j0 - b : j1 - b])[None, :]
        fit = np.log2(1 + np.minimum(l1, l2) / np.maximum(np.maximum(l1, l2), 1))
        z = np.minimum((l2 - l1) ** 2 / (6.8 * np.maximum(l1, 1)), 25)
        score = score * fit * GAIN * (1 + GROW * (a + b - 2)) - 0.08 * z - PEN * KIND_COST[a + b - 2]
        i, j, at = cells
        fits = (i >= i0 + rows.start) & (j >= j0 + columns.start)
        out[kind, at[fits]] = score[i[fits] - i0 - rows.start, j[fits] - j0 - columns.start]


def _cells(band: Band, tile: Tile) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Row, column and number of each cell of the band in a tile."""
    width = band.high[tile.top : tile.bottom] - band.low[tile.top : tile.bottom]
    first = band.starts[tile.top]
    at = np.arange(first, band.starts[tile.bottom])
    rows = np.repeat(np.arange(tile.top, tile.bottom), width)
    return rows, at - band.starts[rows] + band.low[rows], at


def _norms(sums: FloatArray) -> list[Doubles]:
    """For a in 1..7: norms of the summed vectors of ``a`` sentences that end at boundary a, a + 1, …"""
    ahead = np.concatenate((np.zeros((1, sums.shape[1])), np.cumsum(sums, axis=0, dtype=np.float64)))
    return [np.linalg.norm(ahead[a:] - ahead[:-a], axis=1) + 1e-9 for a in range(1, LARGEST)]


def _score(
    dots: Doubles, norms: tuple[list[Doubles], ...], kind: tuple[int, int], at: tuple[int, int, int, int]
) -> Doubles:
    """Cosine of the two sides, less the mean cosine with the sentence before and behind on the other side.

    ``dots`` is padded by PAD on all sides with its edge values, so that a block beyond the text is empty.
    """
    (a, b), (i0, i1, j0, j1) = kind, at

    def block(i: int, j: int, high: int, wide: int) -> Doubles:
        """Summed dots of the ``high`` x ``wide`` blocks that end ``i`` rows and ``j`` columns behind each cell."""
        r0, r1, c0, c1 = i0 + i + PAD, i1 + i + PAD, j0 + j + PAD, j1 + j + PAD
        strip = dots[r0:r1, c0 - wide : c1] - dots[r0 - high : r1 - high, c0 - wide : c1]
        return strip[:, wide:] - strip[:, : c1 - c0]

    left, right = norms[0][a - 1][i0 - a : i1 - a][:, None], norms[1][b - 1][j0 - b : j1 - b][None, :]
    rows, columns = np.arange(i0 - 1, i1 - 1), np.arange(j0 - 1, j1 - 1)
    score = 4 * block(0, 0, a, b) / left
    for i in (-a, 1):
        score -= block(i, 0, 1, b) / np.take(norms[0][0], rows + i, mode="clip")[:, None]
    score /= right
    for j in (-b, 1):
        score -= block(0, j, a, 1) / (left * np.take(norms[1][0], columns + j, mode="clip")[None, :])
    return np.asarray(score / 4)
