"""Choose candidate beads and compute features of each candidate and each sentence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.pair.coarse_scores import MORE, Tile, tiles
from align.pair.dp import KINDS, Lattice, Posterior
from align.pair.features import Candidates, Table, describe
from align.pair.search_band import Band
from align.pair.side import Side
from align.pair.token_evidence import Evidence, Rectangle, TokenSimilarity, gather
from align.records import FloatArray

Ints = NDArray[np.int64]

UNLIKELY = 5e-4  # posterior of the cheap look below which a bead is not looked at again
MARGIN = 6  # sentences around a tile that compete for links
NULL_NAMES = ("cosine", "found", "found_two", "link", "explains", "log_mass", "log_length", "prior", "stop", "closes")


@dataclass(frozen=True)
class Pool:
    """Candidates in the order of their rows, the narrow band that holds them, and the cell where each ends."""

    candidates: Candidates
    band: Band
    kind: Ints
    cell: Ints


def prune(lattice: Lattice, likely: Posterior) -> Pool:
    """The candidates that the cheap look does not rule out, in the narrowest band that joins them."""
    wide = lattice.band
    kind, cell = np.nonzero(likely.beads > UNLIKELY)
    order = np.argsort(cell, kind="stable")
    kind, cell = kind[order], cell[order]
    row = np.searchsorted(wide.starts, cell, side="right") - 1
    column = cell - wide.starts[row] + wide.low[row]
    a, b = KINDS[kind].T
    band = _narrow(wide, np.concatenate((row, row - a)), np.concatenate((column, column - b)))
    prior = np.log(likely.beads[kind, cell]).astype(np.float32)
    return Pool(Candidates(row, column, a, b, prior), band, kind, band.starts[row] + column - band.low[row])


def _narrow(wide: Band, rows: Ints, columns: Ints) -> Band:
    """The hull of some cells and of the two corners, so that every row reaches the next; lone sentences fill gaps."""
    n, m = len(wide.low) - 1, int(wide.high[-1]) - 1
    low, high = np.full(n + 1, m, np.int64), np.zeros(n + 1, np.int64)
    np.minimum.at(low, rows, columns)
    np.maximum.at(high, rows, columns)
    low[0], high[n] = 0, m
    low = np.minimum.accumulate(low[::-1])[::-1]
    high = np.maximum.accumulate(high)
    low[1:] = np.minimum(low[1:], high[:-1])
    return Band(low, high + 1)


@dataclass(frozen=True)
class Description:
    """Numbers about candidates (k, features), source sentences (n, 10) and target sentences (m, 10)."""

    names: tuple[str, ...]
    beads: FloatArray
    source: FloatArray
    target: FloatArray


def examine(source: Side, target: Side, pool: Pool, likely: Posterior, similarity: TokenSimilarity) -> Description:
    """Evidence tile by tile along the band; memory does not grow with the text but for the result."""
    ratio = float(target.length.sum() / source.length.sum())
    parts: list[FloatArray] = []
    names: tuple[str, ...] = ()
    found = _Sentences(np.full((len(source), 5), -1.0, np.float32), np.full((len(target), 5), -1.0, np.float32))
    c = pool.candidates
    for tile in tiles(pool.band):
        at, near = _rectangle(tile, pool.band, len(source), len(target))
        if at.r1 <= at.r0 or at.c1 <= at.c0:
            continue
        evidence = gather(source, target, at, near, similarity)
        found.update(evidence, near, source, target)
        here = c.take(slice(*np.searchsorted(c.i, (tile.top, tile.bottom)).tolist()))
        values = describe(Table(evidence, source, target), here, ratio)
        names = tuple(values)
        parts.append(np.stack(list(values.values()), axis=1).astype(np.float32))
    beads = np.concatenate(parts) if parts else np.zeros((0, 0), np.float32)
    left = _sentence_features(source, found.source, likely.source_null)
    right = _sentence_features(target, found.target, likely.target_null)
    return Description(names, beads, left, right)


def _rectangle(tile: Tile, band: Band, n: int, m: int) -> tuple[Rectangle, NDArray[np.bool_]]:
    """The sentences that a tile needs, and which pairs of them are near the path."""
    r0, r1 = max(tile.top - MORE - MARGIN, 0), min(tile.bottom - 1 + MARGIN, n)
    low, high = band.low[r0:r1] - MARGIN, band.high[r0 + 1 : r1 + 1] - 1 + MARGIN
    c0 = max(int(low.min(initial=m)), 0)
    c1 = min(int(high.max(initial=0)), m)
    columns = np.arange(c0, c1)
    return Rectangle(r0, r1, c0, c1), (columns >= low[:, None]) & (columns < high[:, None])


@dataclass(frozen=True)
class _Sentences:
    """For each sentence of both sides the best of its kind seen in any tile."""

    source: FloatArray
    target: FloatArray

    def update(self, e: Evidence, near: NDArray[np.bool_], source: Side, target: Side) -> None:
        """Take in one tile; only pairs near the path count."""
        at = e.at
        cosine = _cells(e.dots) / np.outer(
            source.norms[0, at.r0 + 1 : at.r1 + 1], target.norms[0, at.c0 + 1 : at.c1 + 1]
        )
        mass = source.mass[at.r0 : at.r1][:, None], target.mass[at.c0 : at.c1][None, :]
        one = np.diff(e.source_found[0], axis=0)[:, 1:] / mass[0], np.diff(e.target_found[0], axis=1)[1:] / mass[1]
        two = np.diff(e.source_found[1], axis=0)[:, 1:] / mass[0], np.diff(e.target_found[1], axis=1)[1:] / mass[1]
        link = _cells(e.source_links) / mass[0], _cells(e.target_links) / mass[1]
        for side, out, span in ((0, self.source, slice(at.r0, at.r1)), (1, self.target, slice(at.c0, at.c1))):
            for k, values in enumerate((cosine, one[side], two[side], link[side], one[1 - side])):
                best = np.where(near, values, -1.0).max(axis=1 - side, initial=-1.0)
                out[span, k] = np.maximum(out[span, k], best)


def _cells(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """The matrix that a summed-area table was made of."""
    return np.asarray(np.diff(np.diff(table, axis=0), axis=1))


def _sentence_features(side: Side, found: FloatArray, null: NDArray[np.float64]) -> FloatArray:
    """(n, 10) as in NULL_NAMES."""
    more = np.stack(
        (
            np.log(side.mass / side.mass.mean()),
            np.log(side.length) / 2 - 2,
            np.log(null + 1e-5) / 5 + 1,
            side.flags[:, 2],
            side.flags[:, 5],
        ),
        axis=1,
    )
    return np.concatenate((found, more), axis=1).astype(np.float32)
