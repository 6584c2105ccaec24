"""Word-level evidence in one rectangle of sentences: which words of a sentence are found where on the other side.

For every token the best cosine to any token of each sentence of the other side (late interaction; Khattab and Zaharia
2020), and from it: coverage, the share of a sentence's content that a run of sentences of the other side holds; and
links, the share that goes to each sentence when all sentences nearby compete for it (softmax over sentences).
All of it is kept as summed-area tables, so that any bead is read off with four look-ups.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.pair.dp import LARGEST, Doubles
from align.pair.side import Side
from align.records import FloatArray, TokenEncoder

SHARP = 12.0  # inverse temperature of the competition between sentences
SEEN, SURE = 0.15, 0.65  # cosines at which a token begins to count as found, and counts in full


@dataclass(frozen=True)
class Rectangle:
    """Sentences ``r0 <= s < r1`` of the source and ``c0 <= t < c1`` of the target."""

    r0: int
    r1: int
    c0: int
    c1: int


@dataclass(frozen=True)
class Evidence:
    """Tables over one rectangle; all indices count from its first row and column.

    ``dots``, ``source_links``, ``target_links``: (r + 1, c + 1) summed-area tables of dot products and of link mass.
    ``source_found`` (7, r + 1, c + 1): mass of the source sentences up to a row that is found in the b target sentences
    that end at a column; ``target_found`` (7, r + 1, c + 1) the same the other way round. ``source_mass`` (r + 1,),
    ``target_mass`` (c + 1,): running sums of mass.
    """

    at: Rectangle
    dots: Doubles
    source_links: Doubles
    target_links: Doubles
    source_found: Doubles
    target_found: Doubles
    source_mass: Doubles
    target_mass: Doubles


def gather(source: Side, target: Side, at: Rectangle, near: NDArray[np.bool_], similarity: TokenSimilarity) -> Evidence:
    """Evidence of a rectangle; ``near`` (r, c) marks the pairs of sentences that compete for links."""
    left, right = source.cut(at.r0, at.r1), target.cut(at.c0, at.c1)
    cosines = similarity(left.ids, right.ids)
    forward = _best(cosines, left.inverse, right.inverse, right.starts)  # (source tokens, c)
    backward = _best(cosines.T, right.inverse, left.inverse, left.starts)  # (target tokens, r)
    return Evidence(
        at,
        _area(source.sums[at.r0 : at.r1] @ target.sums[at.c0 : at.c1].T),
        _area(_links(forward, left.weight, left.starts, near)),
        _area(_links(backward, right.weight, right.starts, near.T).T),
        _found(forward, left.weight, left.starts),
        _found(backward, right.weight, right.starts).transpose(0, 2, 1),
        _running(source.mass[at.r0 : at.r1]),
        _running(target.mass[at.c0 : at.c1]),
    )


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
        if self.keys is None or self.values is None or not len(self.keys):
            return out
        first = np.searchsorted(self.keys, source.astype(np.int64) << 32)
        last = np.searchsorted(self.keys, (source.astype(np.int64) + 1) << 32)
        for row in np.flatnonzero(last > first):
            span = slice(first[row], last[row])
            wanted = (self.keys[span] & 0xFFFFFFFF).astype(np.int32)
            column = np.minimum(np.searchsorted(target, wanted), len(target) - 1)
            there = target[column] == wanted if len(target) else np.zeros(len(wanted), bool)
            out[row, column[there]] = np.maximum(out[row, column[there]], self.values[span][there])
        return out


def _best(
    cosines: FloatArray, rows: NDArray[np.int64], columns: NDArray[np.int64], starts: NDArray[np.int64]
) -> FloatArray:
    """(tokens, sentences) best cosine of each token to the tokens of each sentence of the other side."""
    if not len(columns) or not len(rows):
        return np.zeros((len(rows), len(starts) - 1), np.float32)
    filled = np.diff(starts) > 0
    best = np.zeros((cosines.shape[0], len(starts) - 1), np.float32)
    best[:, filled] = np.maximum.reduceat(cosines[:, columns], starts[:-1][filled], axis=1)
    return best[rows]


def _links(best: FloatArray, weight: FloatArray, starts: NDArray[np.int64], near: NDArray[np.bool_]) -> FloatArray:
    """(sentences, sentences of the other side) mass of a sentence that goes to each sentence near it."""
    allowed = np.repeat(near, np.diff(starts), axis=0)
    share = np.where(allowed, np.exp(SHARP * best), 0)
    share *= (weight / np.maximum(share.sum(axis=1), 1e-9))[:, None] * np.clip(best, 0, 1)
    return _per_sentence(share, starts)


def _found(best: FloatArray, weight: FloatArray, starts: NDArray[np.int64]) -> Doubles:
    """(7, sentences + 1, other + 1): running sum over sentences of the mass found in 1..7 sentences ending there."""
    out = np.zeros((LARGEST - 1, len(starts), best.shape[1] + 1))
    window = np.clip((best - SEEN) / (SURE - SEEN), 0, 1)
    top = window.copy()
    for b in range(1, LARGEST):
        if 1 < b <= best.shape[1]:
            top[:, b - 1 :] = np.maximum(top[:, b - 1 :], window[:, : best.shape[1] - b + 1])
        np.cumsum(_per_sentence(top * weight[:, None], starts), axis=0, out=out[b - 1, 1:, 1:])
    return out


def _per_sentence(rows: FloatArray, starts: NDArray[np.int64]) -> FloatArray:
    out = np.zeros((len(starts) - 1, rows.shape[1]), np.float32)
    filled = np.diff(starts) > 0
    if filled.any():
        out[filled] = np.add.reduceat(rows, starts[:-1][filled], axis=0)
    return out


def _area(values: FloatArray) -> Doubles:
    table = np.zeros((values.shape[0] + 1, values.shape[1] + 1))
    np.cumsum(values, axis=0, out=table[1:, 1:], dtype=np.float64)
    np.cumsum(table[1:, 1:], axis=1, out=table[1:, 1:])
    return table


def _running(values: FloatArray) -> Doubles:
    return np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
