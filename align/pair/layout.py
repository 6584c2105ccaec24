"""Layout of the files as evidence: paragraphs, and passages laid side by side. Words outweigh it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.pair.dp import KINDS, NEVER, Lattice, cells
from align.pair.search_band import Band
from align.pair.types import Ints

Numbers = Sequence[int | None]

CROSSING = 1.0  # log odds against a bead for each paragraph limit inside it
APART = 5.0  # log odds against a bead for each end where the file lays other passages side by side
NEVER_MIND = 1000.0  # the same where groups are hard
LARGE = 40_000  # cells of a group: a larger one is left to the rough path
TELLING = 1.3  # sentences a paragraph: below, line breaks are just line breaks


@dataclass(frozen=True)
class Layout:
    """One number a sentence, or None where nothing is known. ``blocks``: the paragraph; ``groups``: equal numbers on
    the two sides are passages laid side by side. ``hard``: beads never leave their group. ``cuts``: boundaries
    ``(i, j)``, rising, that every way goes through: i source sentences belong to the first j target sentences."""

    source_blocks: Sequence[int] | None = None
    target_blocks: Sequence[int] | None = None
    source_groups: Numbers | None = None
    target_groups: Numbers | None = None
    hard: bool = False
    cuts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Limits:
    """The layout as running numbers, ready for look-ups. ``groups`` -1: not known."""

    source_breaks: Ints
    target_breaks: Ints
    source_groups: Ints
    target_groups: Ints
    silent: bool
    apart: float
    source_parts: Ints  # (n,) number of the part between cuts that each sentence is in
    target_parts: Ints

    def cost(self, i: Ints, j: Ints, a: Ints | int, b: Ints | int) -> NDArray[np.float32]:
        """Log odds against beads that end at boundaries i and j and hold a and b sentences, all at least 1."""
        crossed = self.source_breaks[i] - self.source_breaks[i - a + 1]
        crossed = crossed + self.target_breaks[j] - self.target_breaks[j - b + 1]
        apart = np.zeros(len(i), np.int64)
        for s, t in ((i - a, j - b), (i - 1, j - 1)):
            left, right = self.source_groups[s], self.target_groups[t]
            apart += (left != right) & (left >= 0) & (right >= 0)
        part = self.source_parts[i - 1]
        others = self.source_parts[i - a], self.target_parts[j - b], self.target_parts[j - 1]
        astray = np.any([other != part for other in others], axis=0)
        return np.asarray(CROSSING * crossed + self.apart * apart + NEVER_MIND * astray, np.float32)


def limits(layout: Layout, n: int, m: int) -> Limits:
    """Running numbers of paragraph limits and groups of both sides."""
    breaks = _breaks(layout.source_blocks, n), _breaks(layout.target_blocks, m)
    groups = _numbers(layout.source_groups, n), _numbers(layout.target_groups, m)
    silent = not any(b.any() for b in breaks) and not all((g >= 0).any() for g in groups) and not layout.cuts
    cuts = _parts([i for i, _ in layout.cuts], n), _parts([j for _, j in layout.cuts], m)
    return Limits(*breaks, *groups, silent, NEVER_MIND if layout.hard else APART, *cuts)


def _parts(cuts: Sequence[int], size: int) -> Ints:
    return np.searchsorted(np.array(cuts, np.int64), np.arange(size), side="right")


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


def constrain(lattice: Lattice, held: Limits) -> None:
    """Take the cost of the layout off every bead of a lattice, in place: no table is larger."""
    if held.silent:
        return
    rows, columns = cells(lattice.band)
    for kind, (a, b) in enumerate(KINDS.tolist()):
        real = np.flatnonzero(lattice.beads[kind] > NEVER / 2)
        lattice.beads[kind, real] -= held.cost(rows[real], columns[real], a, b)


def widened(band: Band, held: Limits) -> Band:
    """The band with the rectangles of all groups that both sides have, in order."""
    low, high = band.low.copy(), band.high.copy()
    right = _group_ranges(held.target_groups)
    at = 0
    for group, (i0, i1) in _group_ranges(held.source_groups).items():
        j0, j1 = right.get(group, (-1, -1))
        if j0 >= at and (i1 - i0) * (j1 - j0) <= LARGE:
            low[i0 : i1 + 1] = np.minimum(low[i0 : i1 + 1], j0)
            high[i0 : i1 + 1] = np.maximum(high[i0 : i1 + 1], j1 + 1)
            at = j1
    return Band(np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high))


def _group_ranges(groups: Ints) -> dict[int, tuple[int, int]]:
    """Return the half-open range of sentences of each group whose sentences are adjacent."""
    if not len(groups):
        return {}
    edges = np.concatenate(([0], np.flatnonzero(np.diff(groups)) + 1, [len(groups)])).tolist()
    runs: dict[int, tuple[int, int]] = {}
    for start, end in itertools.pairwise(edges):
        group = int(groups[start])
        if group >= 0 and group not in runs:
            runs[group] = (start, end)
    return runs
