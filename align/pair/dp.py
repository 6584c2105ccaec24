"""The best way through the beads, and how sure it is: dynamic programming over the cells of a band.

A cell ``(i, j)`` says that i source and j target sentences are done. A bead of kind ``(a, b)`` leads from
``(i - a, j - b)`` to ``(i, j)``; its score stands at the cell where it ends. Rows are worked off one after the other,
all columns and kinds of a row at once, so that numpy does the counting.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from align.pair.search_band import Band
from align.records import FloatArray

Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]

LARGEST = 8  # sentences in a bead, both sides together
KINDS = np.array([(a, b) for a in range(1, LARGEST) for b in range(1, LARGEST) if a + b <= LARGEST], np.int64)
NEVER = -1e9  # score of what must not be


@dataclass(frozen=True)
class Lattice:
    """Scores of everything that may happen in a band.

    ``beads`` (k, cells) float32, a row for each kind of :data:`KINDS`, NEVER where there is no such bead;
    ``source_null`` (n,) and ``target_null`` (m,) scores of leaving a sentence alone.
    """

    band: Band
    beads: FloatArray
    source_null: Doubles
    target_null: Doubles

    @cached_property
    def rows(self) -> list[tuple[int, Ints, NDArray[np.int32]]]:
        """Where each cell is reached from, row by row (see :func:`_rows`): three passes need it."""
        return list(_rows(self.band))


@dataclass(frozen=True)
class Posterior:
    """Probabilities 0..1 under the model: of each bead (k, cells), of each sentence to stand alone (n,), (m,)."""

    beads: FloatArray
    source_null: Doubles
    target_null: Doubles


def best_path(lattice: Lattice) -> list[tuple[int, int, int, int]]:
    """``(i0, i1, j0, j1)`` of each bead of the best path, in order; empty sides where i0 == i1 or j0 == j1."""
    band = lattice.band
    starts, low = band.starts, band.low
    value = np.full(starts[-1] + 1, -np.inf)
    choice = np.zeros(starts[-1], np.int8)
    drop = np.concatenate(([0.0], np.cumsum(lattice.target_null)))
    for i, columns, before in lattice.rows:
        here = slice(starts[i], starts[i + 1])
        options = value[before]
        options[:-1] += lattice.beads[:, here]
        options[-1] += lattice.source_null[i - 1] if i else 0.0
        if i == 0 and low[0] == 0:
            options[-1, 0] = 0.0
        picked = options.argmax(axis=0)
        reached = options[picked, np.arange(len(columns))]
        level = drop[columns]
        run = np.maximum.accumulate(reached - level) + level
        value[here] = run
        choice[here] = np.where(run > reached + 1e-7, -1, picked)
    return _trace(band, choice, len(lattice.target_null))


def _trace(band: Band, choice: NDArray[np.int8], m: int) -> list[tuple[int, int, int, int]]:
    i, j, path = len(band.low) - 1, m, []
    starts = band.starts
    while i or j:
        kind = int(choice[starts[i] + j - band.low[i]])
        a, b = (0, 1) if kind < 0 else (1, 0) if kind == len(KINDS) else map(int, KINDS[kind])
        path.append((i - a, i, j - b, j))
        i, j = i - a, j - b
    return path[::-1]


def posterior(lattice: Lattice) -> Posterior:
    """Forward-backward in log space over the same cells."""
    band = lattice.band
    starts = band.starts
    ahead, back = _forward(lattice), _backward(lattice)
    total = ahead[starts[-1] - 1]
    beads = np.zeros(lattice.beads.shape, np.float32)
    source_null = np.zeros(len(lattice.source_null))
    for i, _, before in lattice.rows:
        here = slice(starts[i], starts[i + 1])
        rest = back[here] - total
        beads[:, here] = np.exp(np.minimum(ahead[before[:-1]] + lattice.beads[:, here] + rest, 0.0))
        if i:
            source_null[i - 1] = np.exp(ahead[before[-1]] + lattice.source_null[i - 1] + rest).sum()
    left = _columns(band)
    inner = np.ones(starts[-1], bool)
    inner[starts[:-1]] = False
    cells = np.flatnonzero(inner)
    chance = np.exp(ahead[cells - 1] + lattice.target_null[left[cells] - 1] + back[cells] - total)
    target_null = np.zeros(len(lattice.target_null))
    np.add.at(target_null, left[cells] - 1, chance)
    return Posterior(beads, source_null, target_null)


def _columns(band: Band) -> Ints:
    """(cells,) the column of each cell."""
    starts = band.starts
    return np.arange(starts[-1]) - np.repeat(starts[:-1] - band.low, band.high - band.low)


def _rows(band: Band) -> Iterator[tuple[int, Ints, NDArray[np.int32]]]:
    """Row by row: its number, its columns, and (k + 1, columns) the cell that each kind of bead, and last a lone source
    sentence, comes from; one behind the last cell where there is none."""
    starts, low, high = band.starts, band.low, band.high
    nowhere = int(starts[-1])
    steps = np.concatenate((KINDS, [[1, 0]]))
    for i in range(len(low)):
        columns = np.arange(low[i], high[i])
        rows = i - steps[:, 0]
        safe = np.maximum(rows, 0)
        wanted = columns[None, :] - steps[:, 1][:, None]
        known = (rows >= 0)[:, None] & (wanted >= low[safe][:, None]) & (wanted < high[safe][:, None])
        yield i, columns, np.where(known, wanted + (starts[safe] - low[safe])[:, None], nowhere).astype(np.int32)


def _forward(lattice: Lattice) -> Doubles:
    """(cells + 1,) log of the summed weight of all ways to each cell; the last entry is no cell."""
    band = lattice.band
    starts = band.starts
    value = np.full(starts[-1] + 1, -np.inf)
    drop = np.concatenate(([0.0], np.cumsum(lattice.target_null)))
    for i, columns, before in lattice.rows:
        here = slice(starts[i], starts[i + 1])
        options = value[before]
        options[:-1] += lattice.beads[:, here]
        options[-1] += lattice.source_null[i - 1] if i else 0.0
        if i == 0 and band.low[0] == 0:
            options[-1, 0] = 0.0
        level = drop[columns]
        value[here] = np.logaddexp.accumulate(_log_sum(options) - level) + level
    return value


def _backward(lattice: Lattice) -> Doubles:
    """(cells,) log of the summed weight of all ways from each cell to the end."""
    band = lattice.band
    starts, low, high = band.starts, band.low, band.high
    n, m = len(low) - 1, len(lattice.target_null)
    value = np.full(starts[-1] + 1, -np.inf)
    flat = np.concatenate((lattice.beads, np.zeros((1, lattice.beads.shape[1]), np.float32))).astype(np.float32)
    drop = np.concatenate(([0.0], np.cumsum(lattice.target_null)))
    steps = np.concatenate((KINDS, [[1, 0]]))
    kind = np.arange(len(steps))[:, None]
    for i in range(n, -1, -1):
        columns = np.arange(low[i], high[i])
        rows = np.minimum(i + steps[:, 0], n)
        wanted = columns[None, :] + steps[:, 1][:, None]
        known = (i + steps[:, 0] <= n)[:, None] & (wanted >= low[rows][:, None]) & (wanted < high[rows][:, None])
        after = np.where(known, wanted + (starts[rows] - low[rows])[:, None], starts[-1])
        options = value[after] + flat[kind, np.minimum(after, starts[-1] - 1)]
        options[-1] += lattice.source_null[i] if i < n else 0.0
        if i == n and high[n] == m + 1:
            options[-1, -1] = 0.0
        level = drop[columns]
        value[starts[i] : starts[i + 1]] = np.logaddexp.accumulate((_log_sum(options) + level)[::-1])[::-1] - level
    return value[:-1]


def _log_sum(options: Doubles) -> Doubles:
    top = np.maximum(options.max(axis=0), NEVER)
    return np.asarray(np.log(np.exp(options - top).sum(axis=0) + 1e-300) + top)
