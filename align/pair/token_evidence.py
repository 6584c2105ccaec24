"""Word-level evidence near the path: which words of a sentence are found where on the other side.

For every token the best cosine to any token of each sentence of the other side (late interaction; Khattab and Zaharia
2020), and from it: coverage, the share of a sentence's content that a run of sentences of the other side holds; and
links, the share that goes to each sentence when all sentences nearby compete for it (softmax over sentences).
All of it lies in the cells of a band: memory and time grow with the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.pair.cells import Cells
from align.pair.coarse_scores import products
from align.pair.dp import LARGEST, Ints
from align.pair.side import Cut, Side
from align.records import FloatArray, TokenEncoder

SHARP = 12.0  # inverse temperature of the competition between sentences
SEEN, SURE = 0.15, 0.65  # cosines at which a token begins to count as found, and counts in full
MOST = LARGEST - 1  # sentences of the other side in which a token is looked for together
SLAB = 128  # source sentences whose tokens are compared at once: their vectors and cosines fit into the cache
NOBODY = 1 << 60  # more sentences than there are
GROUP = 12  # sentences that are worked on at once


@dataclass(frozen=True)
class Near:
    """For each sentence of a side the half-open range of sentences of the other side that compete for its words."""

    low: Ints
    high: Ints

    def turned(self, size: int) -> Near:
        """The same seen from the other side, which has ``size`` sentences."""
        out = np.full(size, len(self.low), np.int64), np.zeros(size, np.int64)
        for row, (low, high) in enumerate(zip(self.low.tolist(), self.high.tolist(), strict=True)):
            if low < high:
                out[0][low:high] = np.minimum(out[0][low:high], row)
                out[1][low:high] = row + 1
        return Near(np.minimum(*out), out[1])


@dataclass(frozen=True)
class Evidence:
    """What is known of pairs of sentences, one value a cell of ``grid``; cell ``(i, j)`` is about source sentence i - 1
    and target sentence j - 1.

    ``dots``: product of the summed vectors; ``source_links``, ``target_links``: mass of the one sentence that goes to
    the other. ``source_found`` (7, cells): mass of source sentence i - 1 found in the b target sentences that end at
    boundary j; ``target_found`` (7, cells): mass of target sentence j - 1 found in the a source sentences that end at
    boundary i.
    """

    grid: Cells
    dots: FloatArray
    source_links: FloatArray
    target_links: FloatArray
    source_found: FloatArray
    target_found: FloatArray


def gather(source: Side, target: Side, grid: Cells, near: Near, similarity: TokenSimilarity) -> Evidence:
    """Evidence in the cells of ``grid``, whose rows are the boundaries 0..n + 1 of the source; ``near`` says which
    target sentences compete for the words of each source sentence."""
    size, n = int(grid.starts[-1]), len(source)
    room = Near(np.maximum(grid.first[1 : n + 1] - 1, 0), grid.first[1 : n + 1] + grid.width[1 : n + 1] - 1)
    sides = room, room.turned(len(target))
    competing = near, near.turned(len(target))
    out = Evidence(
        grid,
        products(source, target, grid),
        np.zeros(size, np.float32),
        np.zeros(size, np.float32),
        np.zeros((MOST, size), np.float32),
        np.zeros((MOST, size), np.float32),
    )
    for rows, columns in _slabs(n, len(target), sides[0]):
        high, wide = _hull(sides[1], columns, rows), _hull(sides[0], rows, columns)
        left, right = source.cut(*high), target.cut(*wide)
        cosines = similarity(left.ids, right.ids)
        for own in _groups(rows):
            _source_group(_View(cosines, left, right, high[0], wide[0]), own, sides[0], competing[0], out)
        for own in _groups(columns):
            _target_group(_View(cosines, left, right, high[0], wide[0]), own, sides[1], competing[1], out)
    return out


def _slabs(n: int, m: int, room: Near) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Source sentences, some at a time, and the target sentences beside them: each of both in exactly one part."""
    done = 0
    for top in range(0, n, SLAB):
        bottom = min(top + SLAB, n)
        end = m if bottom == n else max(done, int(room.low[bottom - 1] + room.high[bottom - 1]) // 2)
        yield (top, bottom), (done, min(end, m))
        done = min(end, m)


def _hull(room: Near, own: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """All sentences of the other side that some sentences look at, and ``other``."""
    here = slice(*own)
    real = room.low[here] < room.high[here]
    low, high = room.low[here][real], room.high[here][real]
    return int(low.min(initial=other[0])), int(high.max(initial=other[1]))


def _groups(span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    for start in range(span[0], span[1], GROUP):
        yield start, min(start + GROUP, span[1])


@dataclass(frozen=True)
class _View:
    """Cosines of the distinct tokens of a slab; ``top`` and ``first``: the first sentences that it holds."""

    cosines: FloatArray
    left: Cut
    right: Cut
    top: int
    first: int

    def tokens(self, rows: tuple[int, int], columns: tuple[int, int]) -> tuple[FloatArray, Ints, Ints]:
        """(source tokens, target tokens) cosines of some sentences, and where each sentence begins, and the end."""
        a, b = self.left.starts[rows[0] - self.top : rows[1] - self.top + 1], self.right.starts
        b = b[columns[0] - self.first : columns[1] - self.first + 1]
        some = self.cosines[self.left.inverse[a[0] : a[-1]]]
        return some.take(self.right.inverse[b[0] : b[-1]], axis=1), a - a[0], b - b[0]


def _source_group(view: _View, own: tuple[int, int], room: Near, near: Near, out: Evidence) -> None:
    """Links and coverage of some source sentences."""
    other = _hull(room, own, (NOBODY, 0))
    if other[0] >= other[1]:
        return
    cosines, starts, ends = view.tokens(own, other)
    best = _best(cosines, ends, 1)
    weight = view.left.weight[view.left.starts[own[0] - view.top] :][: len(best)]
    links, found = _weigh(best, weight, starts, _allowed(near, own, other))
    place = out.grid.at(np.arange(*own)[:, None] + 1, np.arange(*other)[None, :] + 1)
    inside = _allowed(room, own, other)
    at = place[inside]
    out.source_links[at] = links[inside]
    out.source_found[:, at] = found[:, inside]


def _target_group(view: _View, own: tuple[int, int], room: Near, near: Near, out: Evidence) -> None:
    """Links and coverage of some target sentences."""
    other = _hull(room, own, (NOBODY, 0))
    if other[0] >= other[1]:
        return
    cosines, starts, ends = view.tokens(other, own)
    best = np.ascontiguousarray(_best(cosines, starts, 0).T)
    weight = view.right.weight[view.right.starts[own[0] - view.first] :][: len(best)]
    links, found = _weigh(best, weight, ends, _allowed(near, own, other))
    place = out.grid.at(np.arange(*other)[None, :] + 1, np.arange(*own)[:, None] + 1)
    inside = _allowed(room, own, other)
    inside &= out.grid.columns[place] == np.arange(*own)[:, None] + 1  # rows may look at columns that they do not hold
    at = place[inside]
    out.target_links[at] = links[inside]
    out.target_found[:, at] = found[:, inside]


def _allowed(room: Near, own: tuple[int, int], other: tuple[int, int]) -> NDArray[np.bool_]:
    columns = np.arange(*other)
    here = slice(*own)
    return np.asarray((columns >= room.low[here][:, None]) & (columns < room.high[here][:, None]))


def _best(cosines: FloatArray, starts: Ints, axis: int) -> FloatArray:
    """Best cosine of each token to the tokens of each sentence of the other side, whose tokens lie along ``axis``."""
    filled = np.flatnonzero(np.diff(starts) > 0)
    shape = list(cosines.shape)
    shape[axis] = len(starts) - 1
    if not cosines.size:
        return np.zeros(shape, np.float32)
    top = np.maximum.reduceat(cosines, starts[:-1][filled], axis=axis)
    if len(filled) == shape[axis]:
        return np.asarray(top)
    out = np.zeros(shape, np.float32)
    if axis:
        out[:, filled] = top
    else:
        out[filled] = top
    return out


def _weigh(
    best: FloatArray, weight: FloatArray, starts: Ints, near: NDArray[np.bool_]
) -> tuple[FloatArray, FloatArray]:
    """Links (sentences, others) and coverage (7, sentences, others) from the best cosine of each token (tokens, others)
    in each sentence of the other side; the tokens of a sentence begin at ``starts``."""
    counts = np.diff(starts)
    own = np.zeros((len(counts), len(best)), np.float32)
    own[np.repeat(np.arange(len(counts)), counts), np.arange(len(best))] = weight
    share = np.exp(SHARP * best)
    share *= near.repeat(counts, axis=0)
    share /= np.maximum(share.sum(axis=1, keepdims=True), 1e-9)
    share *= np.minimum(np.maximum(best, 0), 1)
    seen = np.minimum(np.maximum((best - SEEN) * (1 / (SURE - SEEN)), 0), 1)
    found = np.empty((MOST, *near.shape), np.float32)
    top = seen.copy()
    for b in range(MOST):
        if 0 < b < seen.shape[1]:
            np.maximum(top[:, b:], seen[:, :-b], out=top[:, b:])
        found[b] = own @ top
    return own @ share, found


@dataclass(frozen=True)
class TokenSimilarity:
    """Cosines of token vectors, raised where the document itself says that two tokens belong together.

    ``learned``: keys ``source_id << 32 | target_id``, sorted, and the similarity 0..1 of each.
    """

    encoder: TokenEncoder
    keys: NDArray[np.int64] | None = None
    values: FloatArray | None = None

    def __call__(self, source: NDArray[np.int32], target: NDArray[np.int32]) -> FloatArray:
        """(k, l) similarity of distinct tokens, both sorted by number."""
        out = np.asarray(self.encoder.vectors(source) @ self.encoder.vectors(target).T, np.float32)
        if self.keys is None or self.values is None or not len(self.keys) or not out.size:
            return out
        first = np.searchsorted(self.keys, source.astype(np.int64) << 32)
        count = np.searchsorted(self.keys, (source.astype(np.int64) + 1) << 32) - first
        entry = np.arange(int(count.sum())) + np.repeat(first - np.cumsum(count) + count, count)
        wanted = (self.keys[entry] & 0xFFFFFFFF).astype(np.int32)
        column = np.minimum(np.searchsorted(target, wanted), len(target) - 1)
        there = target[column] == wanted
        row, column = np.repeat(np.arange(len(source)), count)[there], column[there]
        out[row, column] = np.maximum(out[row, column], self.values[entry[there]])
        return out
