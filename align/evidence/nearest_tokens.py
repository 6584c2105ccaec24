"""Nearest counterparts of all tokens, for many pairs at once.

Similarity matrices of pairs of similar size are stacked, padded with -1, so that numpy works on stacks instead of
single matrices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.records import FloatArray

_STACK = 16  # pairs in a stack
_CELLS, _WASTE = 200_000, 3  # cells of a stack from which it may take so many times those of its matrices
_TIE = 0.03  # a token whose similarity to a counterpart is this near the best one's has a claim on it
_NONE = -0.2  # similarity to the best free counterpart where every counterpart belongs to another token
_SURE = 0.35  # cosine from which a neighbour's counterpart shows the place


@dataclass(frozen=True)
class Nearest:
    """Of one pair with k source and n target tokens: the nearest counterpart of each source token, the best similarity
    of each token, the best similarity to a counterpart that no other token is nearer to, and the highest probability
    that a word is missing in the English around the place where a source token's counterpart should be. (k,) and
    (n,)."""

    partner: NDArray[np.int64]
    source_best: FloatArray
    target_best: FloatArray
    source_free: FloatArray
    target_free: FloatArray
    near: FloatArray


def nearest_counterparts(similarity: Sequence[FloatArray], missing: Sequence[FloatArray]) -> list[Nearest]:
    """Contacts of pairs: ``similarity`` (k, n) with k, n > 0 and ``missing`` (n,) of each."""
    order = sorted(range(len(similarity)), key=lambda i: (similarity[i].shape[1], similarity[i].shape[0], i))
    wide, high = (max((m.shape[side] for m in similarity), default=0) for side in (1, 0))
    partner, best = np.zeros((len(order), high), np.int64), np.full((len(order), high), -1, np.float32)
    holes = np.zeros((len(order), wide), np.float32)
    rest: list[tuple[FloatArray, FloatArray, FloatArray]] = []
    first = 0
    for rows in _stacks(order, [m.shape for m in similarity]):
        right, row, *others = _stack([similarity[i] for i in rows])
        own, size = slice(first, first + len(rows)), right.shape[1]
        partner[own, :size], best[own, :size] = right, row
        rest += zip(*others, strict=True)
        first += len(rows)
    for hole, i in zip(holes, order, strict=True):
        hole[: len(missing[i])] = missing[i]
    near = _near(partner, best, holes)
    out: list[Nearest | None] = [None] * len(order)
    for at, (i, (column, free, back)) in enumerate(zip(order, rest, strict=True)):
        k, n = similarity[i].shape
        out[i] = Nearest(partner[at, :k], best[at, :k], column[:n], free[:k], back[:n], near[at, :k])
    return [c for c in out if c is not None]


def _stacks(order: Sequence[int], sizes: Sequence[tuple[int, ...]]) -> Iterator[Sequence[int]]:
    """Stacks of up to 16, smaller where padding would take most of a large one."""
    first = high = cells = 0
    for at, i in enumerate(order):
        k, n = sizes[i]
        high, cells = max(high, k), cells + k * n
        padded = (at + 1 - first) * high * n
        if at > first and (at - first == _STACK or (padded > _CELLS and padded > _WASTE * cells)):
            yield order[first:at]
            first, high, cells = at, k, k * n
    if first < len(order):
        yield order[first:]


def _stack(
    similarity: Sequence[FloatArray],
) -> tuple[NDArray[np.int64], FloatArray, FloatArray, FloatArray, FloatArray]:
    """Of pairs of like size, each padded: nearest counterparts and best similarity of the rows, best similarity of the
    columns, best free counterparts of the rows and of the columns."""
    k, n = (max(m.shape[side] for m in similarity) for side in (0, 1))
    cube = np.full((len(similarity), k, n), -1, np.float32)
    for own, matrix in zip(cube, similarity, strict=True):
        own[: matrix.shape[0], : matrix.shape[1]] = matrix
    right, column = cube.argmax(axis=2), cube.max(axis=1)
    row = cube.ravel()[right + (np.arange(len(cube) * k) * n).reshape(-1, k)]
    free = np.where(cube >= column[:, None, :] - np.float32(_TIE), cube, np.float32(_NONE)).max(axis=2)
    back = np.where(cube >= row[:, :, None] - np.float32(_TIE), cube, np.float32(_NONE)).max(axis=1)
    return right, row, column, free, back


def _near(partner: NDArray[np.int64], best: FloatArray, missing: FloatArray) -> FloatArray:
    """Between the counterparts of a source token's neighbours (two to each side), give or take two tokens. All (b, k)
    but ``missing`` (b, n); padding has a best similarity of -1 and shows no place."""
    n = missing.shape[1]
    low, high = np.full(partner.shape, n + 9), np.full(partner.shape, -9)
    sure = best > _SURE
    lowest, highest = np.where(sure, partner, n + 9), np.where(sure, partner, -9)
    for shift in (-2, -1, 1, 2):
        into, of = (slice(shift, None), slice(None, -shift)) if shift > 0 else (slice(None, shift), slice(-shift, None))
        low[:, into] = np.minimum(low[:, into], lowest[:, of])
        high[:, into] = np.maximum(high[:, into], highest[:, of])
    return _highest(missing, np.maximum(low - 1, 0), np.minimum(high + 3, n))


def _highest(values: FloatArray, low: NDArray[np.int64], high: NDArray[np.int64]) -> FloatArray:
    """(b, k): the highest of row i of ``values`` (b, n), none below 0, between ``low[i, j]`` and ``high[i, j]``
    (half-open); 0 where that is nothing. Any stretch is two overlapping ones whose length is a power of two (a sparse
    table: Bender and Farach-Colton 2000)."""
    n = values.shape[1]
    table = [np.maximum(values, 0)]  # at a level those of 1, 2, 4 … columns from each on
    while 2 << len(table) - 1 <= n:
        last, half = table[-1], 1 << len(table) - 1
        wider = last.copy()
        np.maximum(last[:, :-half], last[:, half:], out=wider[:, :-half])
        table.append(wider)
    size = high - low
    some = size > 0
    level = np.where(some, np.frexp(size)[1] - 1, 0)
    row = np.arange(len(values))[:, None]
    stack, first = np.stack(table), np.where(some, low, 0)
    found: FloatArray = np.maximum(stack[level, row, first], stack[level, row, np.where(some, high - (1 << level), 0)])
    return np.where(some, found, np.float32(0))
