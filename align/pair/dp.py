"""The best way through the beads, and how sure it is: dynamic programming over the cells of a band.

A cell ``(i, j)`` means that i source and j target sentences are done. A bead of kind ``(a, b)`` leads from
``(i - a, j - b)`` to ``(i, j)``; its score is filed under the cell where it ends. Rows are worked off one after the
other, all columns and kinds of a row at once. Probabilities are added up as they are, not as logarithms: each row is
brought to a common scale (Rabiner 1989), which takes a third of the time. What the first look leaves is few beads: the
last decision takes them one by one (``edges.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.pair.search_band import Band
from align.pair.types import Doubles, Ints
from align.records import FloatArray

LARGEST = 8  # sentences in a bead, both sides together
KINDS = np.array([(a, b) for a in range(1, LARGEST) for b in range(1, LARGEST) if a + b <= LARGEST], np.int64)
STEPS = np.concatenate((KINDS, [[1, 0]]))  # the last: a source sentence alone
NEVER = -1e9  # score of what must not be
PIECE = 24  # columns that lone target sentences are added up over at once: more would leave the range of a double
BLOCK = 48  # rows whose weights are computed at once: they fit into the cache
HIGH = 1e60  # weights beyond this, or below its inverse, are brought to another scale
CLIP = 25.0  # log odds beyond this are certain enough, either way
LEAST = 1e-300  # of all ways together: where the likeliest is below the range of a double, each bead may be


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


@dataclass(frozen=True)
class Posterior:
    """Probabilities 0..1 under the model: of each bead (k, cells), of each sentence to be alone (n,), (m,)."""

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
    band, ends = lattice.band, lattice.band.starts.tolist()
    size = ends[-1]
    value = np.full(size + 1, -np.inf)
    choice = np.zeros(size, np.int8)
    level = np.concatenate(([0.0], np.cumsum(lattice.target_null)))[cells(band)[1]]
    above = np.concatenate(([NEVER], lattice.source_null))
    each = np.arange(int((band.high - band.low).max()))
    for rows, here, before in _blocks(band, -1):
        scores = np.empty(before.shape)
        scores[:, :-1] = lattice.beads[:, here].T
        scores[:, -1] = _by_cell(band, rows, above)
        for i in rows:
            start, end = ends[i], ends[i + 1]
            own = slice(start - here.start, end - here.start)
            options = value[before[own]]
            options += scores[own]
            if i == 0:
                options[0, -1] = 0.0 if band.low[0] == 0 else NEVER
            picked = options.argmax(axis=1)
            reached = options[each[: end - start], picked]
            reached -= level[start:end]
            run = np.maximum.accumulate(reached)
            np.add(run, level[start:end], out=value[start:end])
            choice[start:end] = np.where(run > reached + 1e-7, -1, picked)
    return _trace(band, choice, len(lattice.target_null))


def _blocks(band: Band, way: int) -> Iterator[tuple[range, slice, Ints]]:
    """Some rows of a band at a time, their cells, and (cells, k + 1) the cell that each kind of bead, and last a lone
    source sentence, comes from (``way`` -1) or leads to (1); one behind the last cell where there is none. From the
    first row on, or for ``way`` 1 from the last."""
    starts, count = band.starts, len(band.low)
    for first in range(0, count, BLOCK) if way < 0 else range((count - 1) // BLOCK * BLOCK, -1, -BLOCK):
        rows = np.arange(first, min(first + BLOCK, count))
        there = rows[:, None] + way * STEPS[:, 0]
        safe = np.minimum(np.maximum(there, 0), count - 1)
        shift = (band.low[rows] - starts[rows])[:, None] + starts[safe] - band.low[safe] + way * STEPS[:, 1]
        low = np.where(there == safe, starts[safe], starts[-1])
        width = band.high[rows] - band.low[rows]
        owner = np.repeat(np.arange(len(rows)), width)
        here = slice(int(starts[first]), int(starts[rows[-1] + 1]))
        found = shift[owner]
        found += np.arange(here.start, here.stop)[:, None]
        found[(found < low[owner]) | (found >= starts[safe + 1][owner])] = starts[-1]
        yield range(first, first + len(rows)), here, found


def _by_cell(band: Band, rows: range, values: Doubles) -> Doubles:
    """(cells,) the value of the row (rows of the band,) that each cell of some rows is in."""
    some = slice(rows.start, rows.stop)
    return np.repeat(values[some], band.high[some] - band.low[some])


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


def posterior(lattice: Lattice, into: FloatArray | None = None) -> Posterior:
    """Forward-backward over the cells: the probability of each bead and of each lone sentence. ``into``: a table that
    takes the probabilities of the beads; it may be that of the lattice, whose scores are lost: it is the largest of
    all, and each score is read for the last time just before its probability is known."""
    band, size = lattice.band, lattice.beads.shape[1]
    rows, columns = cells(band)
    drop = np.concatenate(([0.0], np.exp(lattice.target_null), [0.0]))  # of the sentence that ends at a boundary
    ahead, up = _forward(lattice, drop[columns])
    total = np.log(max(ahead[size - 1], LEAST)) + up[-1]
    beads = np.zeros(lattice.beads.shape, np.float32) if into is None else into
    alone = np.zeros(len(band.low) + 1)
    kinds = np.arange(len(KINDS))
    back = _Run(band, drop[columns + 1], -1)
    flat, reach = lattice.beads.reshape(-1), beads.reshape(-1)
    for some, here, after in _blocks(band, 1):
        weight = np.empty(after.shape)
        real = after < size
        place = np.minimum(after[:, :-1], size - 1) + kinds * size
        np.exp(np.minimum(flat[place], np.float32(CLIP)), out=weight[:, :-1])
        np.exp(_by_cell(band, some, np.append(lattice.source_null, NEVER)), out=weight[:, -1])
        down = np.zeros(len(some))
        for i in reversed(some):
            mine = slice(back.ends[i] - here.start, back.ends[i + 1] - here.start)
            weight[mine] *= back.value[after[mine]]
            down[i - some.start] = back.level
            back.fill(i, weight[mine].sum(axis=1))
        scale = np.exp(np.clip(up[some.start : some.stop] + down - total, -700, 700))
        weight *= (ahead[here] * scale[rows[here] - some.start])[:, None]
        np.minimum(weight, 1.0, out=weight)
        reach[place[real[:, :-1]]] = weight[:, :-1][real[:, :-1]]
        alone[some.start : some.stop] = np.bincount(rows[here] - some.start, weight[:, -1] * real[:, -1], len(some))
    np.maximum(beads, 0, out=beads)  # NEVER, where there is no such bead
    shift = np.exp(np.clip(up + back.scale - total, -700, 700))
    chance = np.zeros(size)
    inner = np.flatnonzero(columns > band.low[rows])
    chance[inner] = ahead[inner - 1] * drop[columns[inner]] * back.value[inner] * shift[rows[inner]]
    target_null = np.bincount(columns, chance, len(lattice.target_null) + 1)[1:]
    return Posterior(beads, np.minimum(alone[: len(lattice.source_null)], 1.0), np.minimum(target_null, 1.0))


def _forward(lattice: Lattice, drop: Doubles) -> tuple[Doubles, Doubles]:
    """(cells + 1,) the summed weight of all ways to each cell, and (rows,) the logarithm of the scale of each row.
    ``drop`` (cells,): weight of the step from the column before."""
    run = _Run(lattice.band, drop, 1)
    above = np.concatenate(([NEVER], lattice.source_null))
    for some, here, before in _blocks(lattice.band, -1):
        weight = np.empty(before.shape)
        np.exp(np.minimum(lattice.beads[:, here], np.float32(CLIP)).T, out=weight[:, :-1])
        np.exp(_by_cell(lattice.band, some, above), out=weight[:, -1])
        for i in some:
            own = slice(run.ends[i] - here.start, run.ends[i + 1] - here.start)
            run.fill(i, np.einsum("ck,ck->c", run.value[before[own]], weight[own]))
    return run.value, run.scale


class _Run:
    """Summed weights of all ways to each cell, filled row by row: forward (``way`` 1) or from the end (-1).

    ``value`` (cells + 1,), the last always 0; ``scale`` (rows,) logarithm of the scale of each row; ``level`` that of
    the rows that are being filled; ``drop`` (cells,) weight of the step along the row that leads to each cell."""

    def __init__(self, band: Band, drop: Doubles, way: int) -> None:
        self.ends: list[int] = band.starts.tolist()
        self.way, self.count = way, len(band.low)
        self.value, self.scale, self.level = np.zeros(self.ends[-1] + 1), np.zeros(self.count), 0.0
        self._fall, self._drop = _fall(band, drop, way), drop
        self._rise = 1 / self._fall

    def fill(self, i: int, here: Doubles) -> None:
        """Put in a row from what comes to each of its cells from other rows."""
        start, end, way = self.ends[i], self.ends[i + 1], self.way
        if i == (0 if way > 0 else self.count - 1):
            here[0 if way > 0 else -1] = 1.0
        row = self.value[start:end]
        if end - start <= PIECE:
            here *= self._rise[start:end]
            np.multiply((here if way > 0 else here[::-1]).cumsum()[::way], self._fall[start:end], out=row)
        else:
            rise, fall, drop = (values[start:end][::way] for values in (self._rise, self._fall, self._drop))
            _run(here[::way], rise, fall, drop, row[::way])
        self.scale[i] = self.level
        if i % LARGEST:
            return
        top = float(row.max())
        if top > HIGH or 0.0 < top < 1 / HIGH:  # what later rows still look at is brought to the same scale
            first, last = (max(i - LARGEST, 0), i + 1) if way > 0 else (i, min(i + LARGEST, self.count - 1) + 1)
            self.value[self.ends[first] : self.ends[last]] /= top
            self.level += np.log(top)
            self.scale[first:last] += np.log(top)


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
