"""A rough path first: which place of the target is beside which place of the source.

Coarse to fine (after Thompson and Koehn 2019, Vecalign): both sides are cut into the same number of chunks of equal
mass, the best monotone chain of similar chunks is found, and the next, finer level looks only near that chain. The last
level is the sentence. Time and memory grow with the number of sentences, not with their product.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.pair.side import Side, unit
from align.pair.types import Ints
from align.records import FloatArray

TOP = 640  # chunks on the coarsest level: a full matrix of this size takes a few milliseconds
STEP = 5  # chunks of the next level in one of this
REACH = 3  # half width of the band, in chunks of the level above
WIDEST = 2 * TOP  # half width where the level above gives no path, so that no text costs the product of its lengths
ROWS = 32  # rows whose products of vectors are computed at once
WINDOW = 6  # cells on both sides of the path that the fine pass looks at, at least


@dataclass(frozen=True)
class Band:
    """For each source boundary ``i`` in 0..n the half-open range of target boundaries that may be beside it."""

    low: Ints
    high: Ints

    @property
    def starts(self) -> Ints:
        """(n + 2,) where the cells of each row begin when all rows are laid in a row."""
        return np.concatenate(([0], np.cumsum(self.high - self.low)))


def anchors(source: Side, target: Side) -> Ints:
    """(k, 2) sentence numbers of the two sides that match, both rising strictly; empty where nothing matches."""
    n, m = len(source), len(target)
    if not n or not m:
        return np.zeros((0, 2), np.int64)
    sizes = [max(n, m)]
    while sizes[-1] > 2 * TOP:
        sizes.append(-(-sizes[-1] // STEP))
    chain = np.zeros((0, 2), np.int64)
    edges: tuple[Ints, Ints] | None = None
    for size in reversed(sizes):
        cuts = (
            (_chunks(source, size), _chunks(target, size)) if size != sizes[0] else (np.arange(n + 1), np.arange(m + 1))
        )
        low, high = _window(chain, edges, cuts)
        chain = _chain(_sums(source, cuts[0]), _sums(target, cuts[1]), low, high)
        edges = cuts
    return chain


def rough_band(source: Side, target: Side, cuts: Sequence[tuple[int, int]] = ()) -> Band:
    """The cells near the rough path; every way through them goes through the boundaries ``cuts``."""
    n, m = len(source), len(target)
    points = [(0, 0), *(cut for cut in cuts if cut not in ((0, 0), (n, m))), (n, m)]
    low, high = np.full(n + 1, m, np.int64), np.zeros(n + 1, np.int64)
    for (i0, j0), (i1, j1) in itertools.pairwise(points):
        left, right = (source, target) if len(points) == 2 else (source.part(i0, i1), target.part(j0, j1))
        found = band(left, right, anchors(left, right))
        here = slice(i0, i1 + 1)
        low[here] = np.minimum(low[here], found.low + j0)
        high[here] = np.maximum(high[here], found.high + j0)
    return Band(low, high)


def band(source: Side, target: Side, chain: Ints) -> Band:
    """The cells near the chain. Between two neighbours of the chain the whole rectangle is taken while it is small
    (that is where an omission or an unmatched passage lies); in a large one only the strip around its diagonal."""
    n, m = len(source), len(target)
    left = np.concatenate(([0.0], np.cumsum(source.mass, dtype=np.float64)))
    right = np.concatenate(([0.0], np.cumsum(target.mass, dtype=np.float64)))
    low, high = np.full(n + 1, m, np.int64), np.zeros(n + 1, np.int64)
    points = np.concatenate((np.zeros((1, 2), np.int64), chain + 1, [[n, m]]))  # boundaries behind each matched pair
    starts = np.concatenate((np.zeros((1, 2), np.int64), chain, [[n, m]]))
    near, far = points[:-1], starts[1:]
    tall, wide = far[:, 0] - near[:, 0], far[:, 1] - near[:, 1]
    whole = (tall * wide <= 4096) | (tall == 0) | (wide == 0)
    top = np.maximum(near[:, 0] - 1, 0)
    rows, gap = ranges(top, far[:, 0] + 1)
    first, last = near[gap, 1], far[gap, 1]
    for k in np.flatnonzero(~whole).tolist():
        here = slice(*np.searchsorted(gap, (k, k + 1)).tolist())
        (i1, j1), (i2, j2) = near[k].tolist(), far[k].tolist()
        share = np.clip((left[rows[here]] - left[i1]) / max(left[i2] - left[i1], 1e-9), 0, 1)
        middle = np.searchsorted(right, right[j1] + share * (right[j2] - right[j1]))
        first[here], last[here] = middle - 4 * WINDOW, middle + 4 * WINDOW
    np.minimum.at(low, rows, np.clip(first, 0, m))
    np.maximum.at(high, rows, np.clip(last, 0, m))
    low, high = _spread(low, -3, np.minimum) - WINDOW, _spread(high, 3, np.maximum) + WINDOW
    low, high = np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high)
    return Band(np.clip(low, 0, m), np.clip(high, 0, m) + 1)


def ranges(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """All numbers of some half-open ranges, one range after the other, and the range that each belongs to."""
    size = last - first
    owner = np.repeat(np.arange(len(size)), size)
    return np.arange(int(size.sum())) - (np.cumsum(size) - size)[owner] + first[owner], owner


def _spread(values: Ints, rows: int, choose: np.ufunc) -> Ints:
    """The extreme value among the neighbours up to ``rows`` away on both sides."""
    out = values.copy()
    for k in range(1, abs(rows) + 1):
        out[k:] = choose(out[k:], values[:-k])
        out[:-k] = choose(out[:-k], values[k:])
    return out


def _chunks(side: Side, size: int) -> Ints:
    """Boundaries of chunks of about equal mass, at sentence ends; not more than ``size`` of them."""
    mass = np.concatenate(([0.0], np.cumsum(side.mass, dtype=np.float64)))
    cuts = np.searchsorted(mass, np.linspace(0, mass[-1], size + 1)[1:-1])
    return np.array(sorted({0, *np.clip(cuts, 0, len(side)).tolist(), len(side)}), np.int64)


def _sums(side: Side, cuts: Ints) -> FloatArray:
    if len(cuts) == len(side) + 1:
        return unit(side.sums)
    return unit(np.add.reduceat(side.sums, cuts[:-1], axis=0))


def _window(chain: Ints, old: tuple[Ints, Ints] | None, new: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """For each source chunk of the new level the half-open range of target chunks near the chain of the old level."""
    rows, columns = len(new[0]) - 1, len(new[1]) - 1
    if old is None:
        return np.zeros(rows, np.int64), np.full(rows, columns, np.int64)
    knots = np.concatenate(([[0, 0]], chain, [[len(old[0]) - 2, len(old[1]) - 2]]))
    first, last = np.clip(knots[:-1] - REACH, 0, None), knots[1:] + 1 + REACH
    coarse = np.searchsorted(old[0], new[0][:-1], side="right") - 1
    segment = np.searchsorted(knots[:, 0], coarse, side="right") - 1
    before = np.clip(segment - REACH, 0, len(first) - 1)
    after = np.clip(segment + REACH, 0, len(last) - 1)
    start = old[1][np.clip(first[before, 1], 0, len(old[1]) - 1)]
    end = old[1][np.clip(last[after, 1], 0, len(old[1]) - 1)]
    low = np.clip(np.searchsorted(new[1], start, side="right") - 1, 0, columns - 1)
    high = np.clip(np.searchsorted(new[1], end, side="left"), 1, columns)
    middle = old[1][np.rint(np.interp(coarse, knots[:, 0], knots[:, 1])).astype(np.int64)]
    middle = np.searchsorted(new[1], middle, side="right") - 1
    low, high = np.maximum(low, middle - WIDEST), np.minimum(high, middle + WIDEST)
    low = np.minimum(low, columns - 1)
    return np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(np.maximum(high, low + 1))


def _chain(left: FloatArray, right: FloatArray, low: Ints, high: Ints) -> Ints:
    """The heaviest strictly rising chain of similar pairs (weighted longest common subsequence), row by row."""
    starts = np.concatenate(([0], np.cumsum(high - low)))
    gains = _gains(left, right, low, high, starts)
    best = np.zeros(len(right) + 1, np.float32)
    steps, raised = np.empty(len(gains), np.float32), np.empty(len(gains), bool)
    ends, firsts, lasts = starts.tolist(), low.tolist(), high.tolist()
    for i, (a, b) in enumerate(zip(firsts, lasts, strict=True)):
        here = slice(ends[i], ends[i + 1])
        step = np.add(best[a:b], gains[here], out=steps[here])
        top, own = np.maximum.accumulate(step), best[a + 1 : b + 1]
        np.greater(top, own, out=raised[here])
        np.maximum(top, own, out=own)
        if i + 1 < len(lasts) and lasts[i + 1] > b:
            best[b + 1 : lasts[i + 1] + 1] = best[b]
    return _trace(steps, raised, ends, firsts, len(right))


def _gains(left: FloatArray, right: FloatArray, low: Ints, high: Ints, starts: Ints) -> FloatArray:
    """(cells,) what each pair adds to a chain: its cosine less the mean of its row and of its column, squared."""
    cosine, level = np.empty(int(starts[-1]), np.float32), np.zeros(len(right))
    for top in range(0, len(left), ROWS):  # neighbours look at the same columns
        part, here, rows, columns = _some(low, high, starts, top)
        a, b = int(low[part].min()), int(high[part].max())
        cosine[here] = (left[part] @ right[a:b].T)[rows, columns - a]
        np.add.at(level, columns, cosine[here].astype(np.float64))
    counts = np.cumsum(np.bincount(low, minlength=len(right) + 1) - np.bincount(high, minlength=len(right) + 1))[:-1]
    level = (level / np.maximum(counts, 1)).astype(np.float32)
    mean = np.add.reduceat(cosine, starts[:-1]) / (high - low).astype(np.float32)
    for top in range(0, len(left), ROWS):  # numbers of rows and columns of all cells would take four times the memory
        part, here, rows, columns = _some(low, high, starts, top)
        gain = np.maximum(cosine[here] - 0.5 * (mean[part][rows] + level[columns]) - 0.1, 0)
        cosine[here] = gain * gain
    return cosine


def _some(low: Ints, high: Ints, starts: Ints, top: int) -> tuple[slice, slice, Ints, Ints]:
    """The next rows and their cells, and of each cell the row, from ``top`` on, and the column."""
    part = slice(top, min(top + ROWS, len(low)))
    columns, rows = ranges(low[part], high[part])
    return part, slice(int(starts[part.start]), int(starts[part.stop])), rows, columns


def _trace(steps: FloatArray, raised: NDArray[np.bool_], ends: list[int], low: list[int], columns: int) -> Ints:
    """Back from the end. Where a chain of the first i + 1 rows and j + 1 columns takes row i, ``raised``, it pairs it
    with the last column whose step is the highest."""
    chain, j = [], columns
    for i in range(len(low) - 1, -1, -1):
        start = ends[i]
        size = min(j - low[i], ends[i + 1] - start)
        if size > 0 and raised[start + size - 1]:
            j = low[i] + size - 1 - int(steps[start : start + size][::-1].argmax())
            chain.append((i, j))
    return np.array(chain[::-1], np.int64).reshape(-1, 2)
