"""Pairs of sentences that are alone: numbers about pairs of strays, and what they are worth.

A pair of strays far from each other has no neighbours to vouch for it. What supports it: the cosine, how far it is
ahead of every rival, the words of the one found in the other, lengths that fit, and a way that is not too long. The
weights of the logistic regression are learned by ``benchmarks/tune_moved.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.distinct import distinct
from align.pair.side import Side, unit
from align.pair.token_evidence import SEEN, SURE
from align.pair.types import Ints, Step
from align.records import FloatArray, TokenEncoder

Range = tuple[int, int]

CLOSE = 0.2  # cosine below which two runs are not looked at
CHANCE = 0.3  # cosine that two sentences of one article reach by chance: without rivals a run is ahead of that only
AHEAD, CLEAR = 0.05, 0.25  # by how much two runs must fit better than in their beads, where one or neither is alone
BEST = 4  # best runs of the other side that are looked at
PART = 4096  # pairs whose rivals are looked at at once
TOP = 60.0  # places, beyond which a way is just long
NAMES = (
    "cosine", "ahead_s", "ahead_t", "covered_s", "covered_t", "covered_min", "length", "length_off", "long", "fits_s",
    "fits_t", "alone", "way", "way_back", "runs", "strays",
)  # fmt: skip


@dataclass(frozen=True)
class Runs:
    """Runs of neighbouring strays of one side, half-open; ``fits``: how well the best sentence of each fits where it
    is, 0 for runs that are alone; ``place``: where on the other side a run would be if nothing were moved."""

    spans: Sequence[Range]
    fits: NDArray[np.float64]
    place: NDArray[np.float64]


@dataclass(frozen=True)
class Pairs:
    """Pairs of runs: their numbers on both sides (k,), and (k, features) what is known of them, see NAMES."""

    rows: Ints
    columns: Ints
    values: FloatArray


def places(path: Sequence[Step], count: int, side: int) -> NDArray[np.float64]:
    """(count,) the middle of where each sentence of a side (0 source, 1 target) is on the other side."""
    out = np.zeros(count)
    for step in path:
        own, other = (step[:2], step[2:]) if side == 0 else (step[2:], step[:2])
        out[own[0] : own[1]] = (other[0] + other[1]) / 2
    return out


def stray_pairs(source: Side, target: Side, left: Runs, right: Runs, tokens: TokenEncoder) -> Pairs:
    """The pairs of runs that may belong together: of those whose cosine is not too low, the best few of each run."""
    cosine = unit(_sums(source, left.spans)) @ unit(_sums(target, right.spans)).T
    near = (cosine >= _level(cosine, 1)) | (cosine >= _level(cosine, 0))
    alone = (left.fits == 0)[:, None] | (right.fits == 0)[None, :]
    fit = np.maximum(left.fits[:, None], right.fits[None, :])
    better = np.where(alone, np.where(fit > 0, AHEAD, 0.0), CLEAR)
    rows, columns = np.nonzero(near & (cosine >= np.maximum(fit + better, CLOSE)))
    words = _Words(source, left.spans, tokens), _Words(target, right.spans, tokens)
    found = np.array([_covered(words[0], words[1], r, c) for r, c in zip(rows.tolist(), columns.tolist(), strict=True)])
    found = found.reshape(-1, 2)
    ratio = float(target.length.sum() / source.length.sum())
    lengths = [
        np.array([float(side.length[a:b].sum()) for a, b in runs.spans])
        for side, runs in ((source, left), (target, right))
    ]
    log = np.log(lengths[1][columns] / (lengths[0][rows] * ratio))
    own = cosine[rows, columns]
    starts = [np.array([a for a, _ in runs.spans], np.float64) for runs in (left, right)]
    ways = np.abs(left.place[rows] - starts[1][columns]), np.abs(right.place[columns] - starts[0][rows])
    sizes = [np.array([b - a for a, b in runs.spans]) for runs in (left, right)]
    values = (
        own,
        own - _rival(cosine, rows, columns, right.spans),
        own - _rival(cosine.T, columns, rows, left.spans),
        found[:, 0],
        found[:, 1],
        found.min(axis=1, initial=1.0),
        np.clip(log, -2, 2),
        np.minimum(np.abs(log), 2),
        np.log(np.minimum(lengths[0][rows] * ratio, lengths[1][columns])),
        left.fits[rows],
        right.fits[columns],
        (left.fits[rows] == 0) * 1.0 + (right.fits[columns] == 0),
        np.log1p(np.minimum(ways[0], TOP)),
        np.log1p(np.minimum(ways[1], TOP)),
        (sizes[0][rows] + sizes[1][columns] - 2) * 1.0,
        np.full(len(rows), np.log(len(left.spans) + len(right.spans))),
    )
    return Pairs(rows, columns, np.stack(values, axis=1).astype(np.float32))


def _level(cosine: FloatArray, axis: int) -> FloatArray:
    """The least of the few best values along an axis, which is kept."""
    size = cosine.shape[axis]
    if size <= BEST:
        return np.asarray(cosine.min(axis=axis, keepdims=True))
    return np.asarray(np.take(np.partition(cosine, size - BEST, axis=axis), [size - BEST], axis=axis))


def _rival(cosine: FloatArray, rows: Ints, columns: Ints, spans: Sequence[Range]) -> NDArray[np.float64]:
    """(k,) the best cosine of each row with a run that does not touch that of the column, at least CHANCE."""
    out = np.full(len(rows), CHANCE)
    edges = np.array(spans).reshape(-1, 2)
    most = min(8 * BEST, cosine.shape[1])
    several, at = distinct(rows)
    own = cosine[several]
    best = np.argpartition(-own, most - 1, axis=1)[:, :most] if most else np.zeros((len(several), 0), np.int64)
    top = np.take_along_axis(own, best, 1)
    for start in range(0, len(rows), PART):
        some = slice(start, start + PART)
        rivals, values = best[at[some]], top[at[some]]
        a, b = edges[columns[some]].T[:, :, None]
        apart = (edges[rivals, 1] <= a) | (edges[rivals, 0] >= b)
        out[some] = np.maximum(np.where(apart, values, CHANCE).max(axis=1, initial=CHANCE), CHANCE)
    return out


class _Words:
    """Vectors and weights of the words of some runs that carry meaning."""

    def __init__(self, side: Side, spans: Sequence[Range], tokens: TokenEncoder) -> None:
        words = side.words
        edges = words.starts[np.array(spans).reshape(-1, 2)].tolist()
        several = np.concatenate([np.zeros(0, np.int32), *(words.ids[a:b] for a, b in edges)])
        distinct = np.flatnonzero(np.bincount(several, minlength=1)).astype(np.int32)
        self.vectors = tokens.vectors(distinct)
        self.at = np.split(np.searchsorted(distinct, several), np.cumsum([b - a for a, b in edges])[:-1])
        self.weights = [words.anywhere[a:b] for a, b in edges]


def _covered(left: _Words, right: _Words, row: int, column: int) -> tuple[float, float]:
    """The share of either run found in the other, word by word."""
    one, other = left.at[row], right.at[column]
    if not len(one) or not len(other):
        return 0.0, 0.0
    cosines = left.vectors[one] @ right.vectors[other].T
    shares = []
    for axis, weight in ((1, left.weights[row]), (0, right.weights[column])):
        seen = np.clip((cosines.max(axis=axis) - SEEN) / (SURE - SEEN), 0, 1)
        shares.append(float(seen @ weight / max(float(weight.sum()), 1e-6)))
    return shares[0], shares[1]


def _sums(side: Side, units: Sequence[Range]) -> FloatArray:
    return np.stack([side.sums[start:end].sum(axis=0) for start, end in units])
