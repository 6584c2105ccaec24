"""The best way through the beads, and how sure it is: dynamic programming over the cells of a band.

A cell ``(i, j)`` says that i source and j target sentences are done. A bead of kind ``(a, b)`` leads from
``(i - a, j - b)`` to ``(i, j)``; its score is filed under the cell where it ends. Rows are worked off one after the
other, all columns and kinds of a row at once. Probabilities are added up as they are, not as logarithms: each row is
brought to a common scale (Rabiner 1989), which takes a third of the time.
"""

from __future__ import annotations

import itertools
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
STEPS = np.concatenate((KINDS, [[1, 0]]))  # the last: a source sentence alone
NEVER = -1e9  # score of what must not be
PIECE = 24  # columns that lone target sentences are added up over at once: more would leave the range of a double
CLIP = 25.0  # log odds beyond this are certain enough, either way


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
    def before(self) -> NDArray[np.int32]:
        """(cells, k + 1) the cell that each kind of bead, and last a lone source sentence, comes from; one behind the
        last cell where there is none."""
        return self._reached(-1)

    @cached_property
    def after(self) -> NDArray[np.int32]:
        """(cells, k + 1) the cell that each kind leads to; one behind the last cell where there is none."""
        return self._reached(1)

    def _reached(self, way: int) -> NDArray[np.int32]:
        starts, low, high = self.band.starts, self.band.low, self.band.high
        rows, columns = cells(self.band)
        out = np.empty((int(starts[-1]), len(STEPS)), np.int32)
        for kind, (a, b) in enumerate(STEPS.tolist()):
            there = rows + way * a
            safe = np.minimum(np.maximum(there, 0), len(low) - 1)
            wanted = columns + way * b
            known = (there == safe) & (wanted >= low[safe]) & (wanted < high[safe])
            out[:, kind] = np.where(known, wanted + (starts[:-1] - low)[safe], starts[-1])
        return out


@dataclass(frozen=True)
class Posterior:
    """Probabilities 0..1 under the model: of each bead (k, cells), of each sentence to stand alone (n,), (m,)."""

    beads: FloatArray
    source_null: Doubles
    target_null: Doubles


def cells(band: Band) -> tuple[Ints, Ints]:
    """Row and column of every cell."""
    starts = band.starts
    rows = np.repeat(np.arange(len(band.low)), band.high - band.low)
    return rows, np.arange(starts[-1]) - (starts[:-1] - band.low)[rows]


def best_path(lattice: Lattice) -> list[tuple[int, int, int, int]]:
    """``(i0, i1, j0, j1)`` of each bead of the best path, in order; empty sides where i0 == i1 or j0 == j1."""
    band, before = lattice.band, lattice.before
    size = int(band.starts[-1])
    value = np.full(size + 1, -np.inf)
    choice = np.zeros(size, np.int8)
    scores = np.empty((size, len(STEPS)))
    scores[:, :-1] = lattice.beads.T
    rows, columns = cells(band)
    scores[:, -1] = np.concatenate(([NEVER], lattice.source_null))[rows]
    level = np.concatenate(([0.0], np.cumsum(lattice.target_null)))[columns]
    each = np.arange(int((band.high - band.low).max()))
    ends = band.starts.tolist()
    for i, (start, end) in enumerate(itertools.pairwise(ends)):
        options = value[before[start:end]]
        options += scores[start:end]
        if i == 0:
            options[0, -1] = 0.0 if band.low[0] == 0 else NEVER
        picked = options.argmax(axis=1)
        reached = options[each[: end - start], picked]
        reached -= level[start:end]
        run = np.maximum.accumulate(reached)
        value[start:end] = run + level[start:end]
        choice[start:end] = np.where(run > reached + 1e-7, -1, picked)
    return _trace(band, choice, len(lattice.target_null))


def _trace(band: Band, choice: NDArray[np.int8], m: int) -> list[tuple[int, int, int, int]]:
    i, j, path = len(band.low) - 1, m, []
    base = (band.starts[:-1] - band.low).tolist()
    steps = [*STEPS.tolist(), [0, 1]]
    kinds = choice.tolist()
    while i or j:
        a, b = steps[kinds[base[i] + j]]
        path.append((i - a, i, j - b, j))
        i, j = i - a, j - b
    return path[::-1]


def posterior(lattice: Lattice) -> Posterior:
    """Forward-backward over the cells: the probability of each bead and of each lone sentence."""
    band = lattice.band
    size = int(band.starts[-1])
    rows, columns = cells(band)
    weight = np.zeros((size, len(STEPS)))
    np.exp(np.minimum(lattice.beads.T, CLIP), out=weight[:, :-1])
    weight[1:, -1] = np.exp(lattice.source_null)[rows[1:] - 1]
    weight[: int(band.starts[1]), -1] = 0.0
    drop = np.concatenate(([0.0], np.exp(lattice.target_null), [0.0]))  # of the sentence that ends at a boundary
    ahead, up = _sweep(band, lattice.before, weight, drop[columns], 1)
    onward = np.concatenate((weight, np.zeros((1, len(STEPS)))))[lattice.after, np.arange(len(STEPS))]
    back, down = _sweep(band, lattice.after, onward, drop[columns + 1], -1)
    total = np.log(ahead[size - 1]) + up[-1]
    beads = np.empty(lattice.beads.shape, np.float32)
    held = np.append(ahead, 0.0)
    here = np.empty(size)
    for a in range(1, LARGEST):
        shift = np.zeros(len(up))
        shift[a:] = np.exp(np.clip(up[:-a] + down[a:] - total, -700, 700))
        here = back * shift[rows]
        for kind in np.flatnonzero(KINDS[:, 0] == a).tolist():
            beads[kind] = np.minimum(held[lattice.before[:, kind]] * weight[:, kind] * here, 1.0)
        if a == 1:
            alone = held[lattice.before[:, -1]] * weight[:, -1] * here
    source_null = np.bincount(rows, alone, len(band.low))[1:]
    shift = np.exp(np.clip(up + down - total, -700, 700))
    chance = np.zeros(size)
    inner = np.flatnonzero(columns > band.low[rows])
    chance[inner] = ahead[inner - 1] * drop[columns[inner]] * back[inner] * shift[rows[inner]]
    target_null = np.bincount(columns, chance, len(lattice.target_null) + 1)[1:]
    return Posterior(beads, np.minimum(source_null, 1.0), np.minimum(target_null, 1.0))


def _sweep(band: Band, reached: NDArray[np.int32], weight: Doubles, drop: Doubles, way: int) -> tuple[Doubles, Doubles]:
    """(cells,) the summed weight of all ways to each cell, and (rows,) the logarithm of the scale of each row.

    ``reached`` and ``weight`` (cells, k + 1): where each step comes from, and what it weighs; ``drop`` (cells,): weight
    of the step from the column before. ``way`` -1 goes from the last cell to the first.
    """
    size, n = len(weight), len(band.low)
    value, scale = np.zeros(size + 1), np.zeros(n)
    ends = band.starts.tolist()
    fall = _fall(band, drop, way)
    rise = 1 / fall
    level = 0.0
    for i in range(n) if way > 0 else range(n - 1, -1, -1):
        start, end = ends[i], ends[i + 1]
        here = np.einsum("ck,ck->c", value[reached[start:end]], weight[start:end])
        if i == (0 if way > 0 else n - 1):
            here[0 if way > 0 else -1] = 1.0
        row = value[start:end]
        if end - start <= PIECE:
            here *= rise[start:end]
            np.multiply((here if way > 0 else here[::-1]).cumsum()[::way], fall[start:end], out=row)
        else:
            _run(here[::way], rise[start:end][::way], fall[start:end][::way], drop[start:end][::way], row[::way])
        top = float(row.max())
        if top > 1e60 or 0.0 < top < 1e-60:  # what later rows still look at is brought to the same scale
            first, last = (max(i - LARGEST, 0), i + 1) if way > 0 else (i, min(i + LARGEST, n - 1) + 1)
            value[ends[first] : ends[last]] /= top
            level += np.log(top)
            scale[first:last] += np.log(top)
        scale[i] = level
    return value[:-1], scale


def _fall(band: Band, drop: Doubles, way: int) -> Doubles:
    """(cells,) weight of all steps along the row up to each cell, from the first of its piece of PIECE cells."""
    logs = np.maximum(np.log(np.maximum(drop, 1e-25)), -CLIP)
    starts, size = band.starts, band.high - band.low
    place = np.arange(len(drop)) - np.repeat(starts[:-1], size)
    if way < 0:
        place = np.repeat(size, size) - 1 - place
    running = np.cumsum(logs[::way])[::way]
    first = np.arange(len(drop)) - way * (place % PIECE)
    return np.asarray(np.exp(running - running[first]))


def _run(here: Doubles, rise: Doubles, fall: Doubles, drop: Doubles, out: Doubles) -> None:
    """The recurrence ``out[j] = here[j] + out[j - 1] * drop[j]``, piece by piece."""
    carried = 0.0
    for start in range(0, len(here), PIECE):
        part = slice(start, start + PIECE)
        first = max(float(drop[start]), 1e-25)
        out[part] = ((here[part] * rise[part]).cumsum() + carried * first) * fall[part]
        carried = float(out[min(start + PIECE, len(here)) - 1])
