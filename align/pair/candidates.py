"""Choose candidate beads and compute features of each candidate and each sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from align.pair.cells import Cells
from align.pair.dp import KINDS, Posterior
from align.pair.features import describe, describe_whole
from align.pair.lookups import MOST, Candidates
from align.pair.search_band import Band
from align.pair.side import Side
from align.pair.token_evidence import Evidence, Near, TokenSimilarity, gather
from align.pair.types import Doubles, Ints
from align.records import FloatArray

UNLIKELY = 5e-4  # posterior by the coarse scores below which a bead is not looked at again
MARGIN = 6  # sentences around a tile that compete for links
TOGETHER = 16_384  # candidates that are described at once
NULL_NAMES = ("cosine", "found", "found_two", "link", "explains", "log_mass", "log_length", "prior", "stop", "closes")


@dataclass(frozen=True)
class Pool:
    """Candidates, those with most source sentences first, the narrow band of them, and the cell where each ends."""

    candidates: Candidates
    band: Band
    kind: Ints
    cell: Ints


def prune(wide: Band, likely: Posterior) -> Pool:
    """The candidates that the coarse scores do not rule out, in the narrowest band that joins them."""
    kind, cell = np.nonzero(likely.beads > UNLIKELY)
    order = np.lexsort((cell, -KINDS[kind, 0]))  # the features look at beads row by row: the largest first
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
    """Numbers about source sentences (n, 10) and target sentences (m, 10), and about candidates, whose hundred features
    are computed part by part: of a long text that says one thing again and again they would take a gigabyte."""

    candidates: Candidates
    measure: Callable[[Candidates], dict[str, Doubles]]  # name -> (k,) of every feature
    measure_whole: Callable[[Candidates], dict[str, Doubles]]  # of those that do not look beyond the bead
    source: FloatArray
    target: FloatArray

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The features of a candidate, in order."""
        return tuple(self.measure(self.candidates.take(slice(0, 1))))

    def whole(self, names: Collection[str]) -> dict[str, FloatArray]:
        """Name -> (k,) of some features that do not look beyond the bead."""
        out = {name: np.empty(len(self.candidates), np.float32) for name in names}
        for some in _slices(0, len(self.candidates), TOGETHER):
            values = self.measure_whole(self.candidates.take(some))
            for name, column in out.items():
                column[some] = values[name]
        return out

    def parts(self, names: Sequence[str], size: int) -> Iterator[FloatArray]:
        """(up to ``size``, features) of the candidates, part by part: the features of these names."""
        for part in _slices(0, len(self.candidates), size):
            beads = np.empty((len(names), part.stop - part.start), np.float32)
            for some in _slices(part.start, part.stop, TOGETHER):  # in double precision
                here = slice(some.start - part.start, some.stop - part.start)
                values = self.measure(self.candidates.take(some))
                for row, name in zip(beads, names, strict=True):
                    row[here] = values[name]
            yield beads.T


def _slices(first: int, last: int, size: int) -> Iterator[slice]:
    return (slice(at, min(at + size, last)) for at in range(first, last, size))


def examine(
    source: Side, target: Side, pool: Pool, alone: tuple[Doubles, Doubles], similarity: TokenSimilarity
) -> Description:
    """Compute the token evidence near all candidates, and from it the features of each lone sentence, and when they are
    asked for those of each bead; ``alone``: how likely the sentences of either side are alone, after the first look."""
    n, m, c = len(source), len(target), pool.candidates
    ratio = float(target.length.sum() / source.length.sum())
    near = Near(np.maximum(pool.band.low[:-1] - MARGIN, 0), np.minimum(pool.band.high[1:] - 1 + MARGIN, m))
    evidence = gather(source, target, Cells(_reach(c, near, n, m), 0), near, similarity)
    best = _best(source, target, evidence, near)
    left = _sentence_features(source, best[0], alone[0])
    right = _sentence_features(target, best[1], alone[1])
    every, whole = partial(describe, evidence, source, target, ratio), partial(describe_whole, evidence, source, target)
    return Description(c, every, whole, left, right)


def _reach(c: Candidates, near: Near, n: int, m: int) -> Band:
    """All cells that are looked up: around each candidate, and around pairs that compete for words."""
    low, high = np.full(n + 2, m, np.int64), np.zeros(n + 2, np.int64)
    for row in range(-2, MOST + 3):
        some = c.a + 2 >= row
        at = np.minimum(np.maximum(c.i[some] - row, 0), n + 1)
        np.minimum.at(low, at, c.j[some] - c.b[some] - 2)
        np.maximum.at(high, at, c.j[some] + 2)
    low[1:-1] = np.minimum(low[1:-1], near.low)
    high[1:-1] = np.maximum(high[1:-1], near.high)
    low, high = np.maximum(low, 0), np.minimum(high, m)
    return Band(np.minimum(low, high), high + 1)


def _best(source: Side, target: Side, e: Evidence, near: Near) -> tuple[FloatArray, FloatArray]:
    """(n, 5) and (m, 5): for each sentence the best cosine, coverage in one and in two sentences of the other side,
    link, and coverage of a sentence of the other side, among the pairs near the path."""
    n, m = len(source), len(target)
    row, column = e.grid.rows, e.grid.columns
    inside = np.flatnonzero((row > 0) & (row <= n) & (column > 0))
    s, t = row[inside] - 1, column[inside] - 1
    real = (t >= near.low[s]) & (t < near.high[s])
    s, t, at = s[real], t[real], inside[real]
    ours, theirs = source.mass[s], target.mass[t]
    cosine = e.dots[at] / (source.norms[0, s + 1] * target.norms[0, t + 1])
    one, other = e.source_found[0, at] / ours, e.target_found[0, at] / theirs
    found = [
        (cosine, one, e.source_found[1, at] / ours, e.source_links[at] / ours, other),
        (cosine, other, e.target_found[1, at] / theirs, e.target_links[at] / theirs, one),
    ]
    out = np.full((n, 5), -1.0, np.float32), np.full((m, 5), -1.0, np.float32)
    for best, number, several in zip(out, (s, t), found, strict=True):
        for k, values in enumerate(several):
            np.maximum.at(best[:, k], number, values)
    return out


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
