"""Word-level evidence near the path: which words of a sentence are found where on the other side.

For every token the best cosine to any token of each sentence of the other side (late interaction; Khattab and Zaharia
2020), and from it: coverage, the share of a sentence's content that a run of sentences of the other side holds; and
links, the share that goes to each sentence when all sentences nearby compete for it (softmax over sentences).
All of it lies in the cells of a band: memory and time grow with the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from align.pair.cells import Cells
from align.pair.coarse_scores import products
from align.pair.dp import LARGEST
from align.pair.search_band import ranges
from align.pair.side import Cut, Side
from align.pair.types import Doubles, Ints
from align.records import FloatArray, IntArray, TokenEncoder

SHARP = 12.0  # inverse temperature of the competition between sentences
SEEN, SURE = 0.15, 0.65  # cosines at which a token begins to count as found, and counts in full
BLUR = 2.0  # weight of words that a clause is taken to have besides, found nowhere: a clause of one word shows little
MOST = LARGEST - 1  # sentences of the other side in which a token is looked for together
LEAST = 1e-3  # mass of a sentence without any word that carries meaning
TOGETHER = 32  # sentences whose words are compared at once: more would look at many that are far from each other


@dataclass(frozen=True)
class Near:
    """For each sentence of a side the half-open range of sentences of the other side that compete for its words."""

    low: Ints
    high: Ints

    def turned(self, size: int) -> Near:
        """The same seen from the other side, which has ``size`` sentences."""
        columns, rows = ranges(self.low, np.maximum(self.low, self.high))
        low, high = np.full(size, len(self.low), np.int64), np.zeros(size, np.int64)
        np.minimum.at(low, columns, rows)
        np.maximum.at(high, columns, rows + 1)
        return Near(np.minimum(low, high), high)


@dataclass(frozen=True)
class Evidence:
    """Measures of pairs of sentences, one value a cell of ``grid``; cell ``(i, j)`` is about source sentence i - 1
    and target sentence j - 1.

    ``dots``: product of the summed vectors; ``source_links``, ``target_links``: mass of the one sentence that goes to
    the other. ``source_found`` (7, cells): mass of source sentence i - 1 found in the b target sentences that end at
    boundary j; ``target_found`` (7, cells): mass of target sentence j - 1 found in the a source sentences that end at
    boundary i. ``clauses`` (4, cells): share 0..1 of the first and of the last clause of the source sentence that is
    found in the target sentence, and of those of the target sentence in the source sentence. ``astray`` (4, cells):
    share 0..1 of the source sentence, from some word to its end, that is rather found behind boundary j than before it;
    share from its beginning to some word that is rather found before boundary j; the same of the target sentence at
    boundary i.
    """

    grid: Cells
    dots: FloatArray
    source_links: FloatArray
    target_links: FloatArray
    source_found: FloatArray
    target_found: FloatArray
    clauses: FloatArray
    astray: FloatArray
    running: dict[str, Doubles] = field(default_factory=dict)

    def along(self, name: str) -> Doubles:
        """Running sum of a table along the cells."""
        if name not in self.running:
            self.running[name] = np.cumsum(getattr(self, name), axis=-1, dtype=np.float64)
        return self.running[name]


def gather(source: Side, target: Side, grid: Cells, near: Near, similarity: TokenSimilarity) -> Evidence:
    """Evidence in the cells of ``grid``, whose rows are the boundaries 0..n + 1 of the source; ``near`` names the
    target sentences that compete for the words of each source sentence."""
    size, n, m = int(grid.starts[-1]), len(source), len(target)
    room = Near(np.maximum(grid.first[1 : n + 1] - 1, 0), grid.first[1 : n + 1] + grid.width[1 : n + 1] - 1)
    room = Near(room.low, np.minimum(room.high, m))
    out = Evidence(
        grid,
        products(source, target, grid),
        np.zeros(size, np.float32),
        np.zeros(size, np.float32),
        np.zeros((MOST, size), np.float32),
        np.zeros((MOST, size), np.float32),
        np.zeros((4, size), np.float32),
        np.zeros((4, size), np.float32),
    )
    known = similarity.known(source.words.ids), similarity.known(target.words.ids)
    for own, other in _groups(room):
        left, right = source.cut(*own), target.cut(*other)
        cosines = np.ascontiguousarray(similarity(left.ids, right.ids, known).T)
        links, found, ends, astray = _weigh(cosines, left, right, _allowed(near, own, other))
        place = grid.base[own[0] + 1 : own[1] + 1, None] + np.arange(*other) + 1
        inside = _allowed(room, own, other)
        at = place[inside]
        out.source_links[at] = links[inside]
        out.source_found[:, at] = found[:, inside]
        out.clauses[:2, at] = ends[:, inside]
        out.astray[:2, at] = astray[:, inside]
    room, near = room.turned(m), near.turned(m)
    for own, other in _groups(room):
        left, right = source.cut(*other), target.cut(*own)
        cosines = similarity(left.ids, right.ids, known)
        links, found, ends, astray = _weigh(cosines, right, left, _allowed(near, own, other))
        rows, columns = np.arange(*other) + 1, np.arange(*own)[:, None] + 1
        inside = _allowed(room, own, other)
        inside &= (columns >= grid.first[rows]) & (columns < grid.first[rows] + grid.width[rows])
        at = (grid.base[rows] + columns)[inside]
        out.target_links[at] = links[inside]
        out.target_found[:, at] = found[:, inside]
        out.clauses[2:, at] = ends[:, inside]
        out.astray[2:, at] = astray[:, inside]
    return out


def _groups(room: Near) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Some sentences of a side at a time, and all those of the other side that they look at."""
    for start in range(0, len(room.low), TOGETHER):
        here = slice(start, start + TOGETHER)
        real = room.low[here] < room.high[here]
        if real.any():
            other = int(room.low[here][real].min()), int(room.high[here][real].max())
            yield (start, min(start + TOGETHER, len(room.low))), other


def _allowed(room: Near, own: tuple[int, int], other: tuple[int, int]) -> NDArray[np.bool_]:
    columns = np.arange(*other)
    here = slice(*own)
    return np.asarray((columns >= room.low[here, None]) & (columns < room.high[here, None]))


def _best(cosines: FloatArray, starts: Ints) -> FloatArray:
    """(sentences, tokens) best cosine of each token of a side to the tokens of each sentence of the other, which lie in
    the rows of ``cosines`` from ``starts`` on."""
    filled = np.flatnonzero(np.diff(starts) > 0)
    out = np.zeros((len(starts) - 1, cosines.shape[1]), np.float32)
    if cosines.size:
        out[filled] = np.maximum.reduceat(cosines, starts[:-1][filled], axis=0)
    return out


def _weigh(cosines: FloatArray, own: Cut, other: Cut, near: NDArray[np.bool_]) -> tuple[FloatArray, ...]:
    """Links (sentences, others), coverage (7, sentences, others), shares found of the first and last clauses and shares
    astray at both ends (2, sentences, others each) of some sentences, from the cosines (tokens of the others, own
    tokens), distinct ones both.
    ``near``: which of the others compete."""
    best = _best(cosines[other.inverse], other.starts)
    counts = np.diff(own.starts)
    cell = np.repeat(np.arange(len(counts)) * len(own.ids), counts) + own.inverse
    weight = _spread_out(own, cell)
    share = np.exp(SHARP * best)
    rivals = near.astype(np.float32) @ share
    share *= np.minimum(np.maximum(best, 0), 1)
    links = (weight / np.maximum(rivals, 1e-9)) @ share.T
    links *= near
    top = np.empty((MOST, *best.shape), np.float32)
    np.clip((best - SEEN) * (1 / (SURE - SEEN)), 0, 1, out=top[0])
    for b in range(1, MOST):
        top[b] = top[b - 1]
        np.maximum(top[b, b:], top[0, :-b], out=top[b, b:])
    found = weight @ top.reshape(MOST * best.shape[0], best.shape[1]).T
    ends = np.concatenate([_spread_out(own, cell, mask) for mask in (own.opening, own.closing)])
    shares = ends @ top[0].T
    shares /= ends.sum(axis=1, keepdims=True) + BLUR
    found = found.reshape(len(counts), MOST, len(best)).transpose(1, 0, 2)
    return links, found, shares.reshape(2, len(counts), -1), _astray(top[1], own)


def _astray(pairs: FloatArray, own: Cut) -> FloatArray:
    """(2, sentences, others) share of each sentence, from some word to its end, that is rather found in the two others
    behind the boundary after each of the others than in the two before it; and from its beginning to some word, rather
    before it than behind. ``pairs`` (others, distinct tokens): how well a token is found in each and in the one before.

    It is the largest sum of a run of words at an end, as running sums give it (Bentley 1984). No mark has to part the
    run from the rest of the sentence."""
    behind = -pairs
    behind[:-2] += pairs[2:]
    running = np.zeros((len(pairs), len(own.inverse) + 1), np.float32)
    np.cumsum(behind[:, own.inverse] * own.weight, axis=1, out=running[:, 1:])
    first, last = running[:, own.starts[:-1]], running[:, own.starts[1:]]
    low = np.minimum(np.minimum.reduceat(running, own.starts[:-1], axis=1), last)
    mass = np.maximum(np.diff(np.concatenate(([0.0], np.cumsum(own.weight)))[own.starts]), LEAST)
    shares = np.stack(((last - low) / mass, (first - low) / mass)).astype(np.float32)
    return np.asarray(shares.transpose(0, 2, 1))


def _spread_out(own: Cut, cell: Ints, some: NDArray[np.bool_] | slice = slice(None)) -> FloatArray:
    """(sentences, distinct tokens) summed weights of tokens whose cells of that table are ``cell``."""
    size = (len(own.starts) - 1) * len(own.ids)
    weight = np.bincount(cell[some], own.weight[some], size).astype(np.float32)
    return weight.reshape(len(own.starts) - 1, len(own.ids))


@dataclass(frozen=True)
class Known:
    """Distinct tokens, sorted by number, and their vectors (k, d)."""

    ids: IntArray
    vectors: FloatArray

    def take(self, ids: IntArray) -> FloatArray:
        """Vectors of some of them."""
        return np.asarray(self.vectors[np.searchsorted(self.ids, ids)])


@dataclass(frozen=True)
class TokenSimilarity:
    """Cosines of token vectors, raised where the document itself shows that two tokens belong together.

    ``learned``: keys ``source_id << 32 | target_id``, sorted, and the similarity 0..1 of each.
    """

    encoder: TokenEncoder
    keys: NDArray[np.int64] | None = None
    values: FloatArray | None = None

    def known(self, ids: IntArray) -> Known:
        """The distinct ones of some tokens, and their vectors."""
        distinct = np.flatnonzero(np.bincount(ids, minlength=1)).astype(np.int32)
        return Known(distinct, self.encoder.vectors(distinct))

    def __call__(self, source: IntArray, target: IntArray, known: tuple[Known, Known]) -> FloatArray:
        """(k, l) similarity of distinct tokens, both sorted by number, from what is ``known`` of the two sides."""
        out = known[0].take(source) @ known[1].take(target).T
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
