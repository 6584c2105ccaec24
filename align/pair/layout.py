"""What the layout of the files says: paragraphs, and passages that a file lays side by side. Words win over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from align.pair.dp import KINDS, NEVER, Lattice
from align.pair.path import Band

Ints = NDArray[np.int64]
Numbers = Sequence[int | None]

CROSSING = 1.0  # log odds against a bead for each paragraph limit inside it
APART = 5.0  # log odds against a bead for each end where the file lays other passages side by side
TELLING = 1.3  # sentences a paragraph: below, line breaks are just line breaks


@dataclass(frozen=True)
class Layout:
    """One number a sentence, or None where nothing is known. ``blocks``: the paragraph; ``groups``: equal numbers on
    the two sides are passages laid side by side. ``hard``: beads never leave their group."""

    source_blocks: Sequence[int] | None = None
    target_blocks: Sequence[int] | None = None
    source_groups: Numbers | None = None
    target_groups: Numbers | None = None
    hard: bool = False

    def part(self, i0: int, i1: int, j0: int, j1: int) -> Layout:
        """The layout of some sentences of both sides."""
        s, t = slice(i0, i1), slice(j0, j1)
        return Layout(
            self.source_blocks[s] if self.source_blocks is not None else None,
            self.target_blocks[t] if self.target_blocks is not None else None,
            self.source_groups[s] if self.source_groups is not None else None,
            self.target_groups[t] if self.target_groups is not None else None,
        )


@dataclass(frozen=True)
class Limits:
    """The layout as running numbers, ready for look-ups. ``groups`` -1: not known."""

    source_breaks: Ints
    target_breaks: Ints
    source_groups: Ints
    target_groups: Ints
    silent: bool

    def cost(self, i: Ints, j: Ints, a: Ints | int, b: Ints | int) -> NDArray[np.float32]:
        """Log odds against beads that end at boundaries i and j and hold a and b sentences, all at least 1."""
        crossed = self.source_breaks[i] - self.source_breaks[i - a + 1]
        crossed = crossed + self.target_breaks[j] - self.target_breaks[j - b + 1]
        apart = np.zeros(len(i), np.int64)
        for s, t in ((i - a, j - b), (i - 1, j - 1)):
            left, right = self.source_groups[s], self.target_groups[t]
            apart += (left != right) & (left >= 0) & (right >= 0)
        return np.asarray(CROSSING * crossed + APART * apart, np.float32)


def limits(layout: Layout, n: int, m: int) -> Limits:
    """Running numbers of paragraph limits and groups of both sides."""
    breaks = _breaks(layout.source_blocks, n), _breaks(layout.target_blocks, m)
    groups = _numbers(layout.source_groups, n), _numbers(layout.target_groups, m)
    silent = not any(b.any() for b in breaks) and not all((g >= 0).any() for g in groups)
    return Limits(*breaks, *groups, silent)


def _breaks(blocks: Sequence[int] | None, size: int) -> Ints:
    """(size + 1,) for k >= 1: paragraph limits before sentence k - 1; all 0 where line breaks mean nothing."""
    out = np.zeros(size + 1, np.int64)
    if blocks is not None and size:
        change = np.diff(np.asarray(blocks, np.int64)) != 0
        if size >= TELLING * (1 + int(change.sum())):
            np.cumsum(change, out=out[2:])
    return out


def _numbers(groups: Numbers | None, size: int) -> Ints:
    return np.array([-1 if g is None else g for g in groups] if groups is not None else [-1] * size, np.int64)


def constrained(lattice: Lattice, held: Limits) -> Lattice:
    """The lattice with the cost of the layout taken off every bead."""
    if held.silent:
        return lattice
    rows, columns = cells(lattice.band)
    beads = lattice.beads.copy()
    for kind, (a, b) in enumerate(KINDS.tolist()):
        real = np.flatnonzero(beads[kind] > NEVER / 2)
        beads[kind, real] -= held.cost(rows[real], columns[real], a, b)
    return replace(lattice, beads=beads)


def cells(band: Band) -> tuple[Ints, Ints]:
    """Row and column of every cell."""
    starts = band.starts
    rows = np.repeat(np.arange(len(band.low)), band.high - band.low)
    return rows, np.arange(starts[-1]) - starts[rows] + band.low[rows]
