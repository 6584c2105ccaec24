"""Training side of the aligner: all beads of a document as edges of a graph, and the gradient of its likelihood.

Needs numba (development only): training walks each lattice some hundred times.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numba
import numpy as np

from align.pair.edges import SURE, lone_cost, lone_edges, singly

NEVER = -1e30


@numba.njit(cache=True)
def _forward_backward(first, last, score, cells, out):  # type: ignore[no-untyped-def]
    ahead = np.full(cells, NEVER)
    back = np.full(cells, NEVER)
    ahead[0] = 0.0
    back[cells - 1] = 0.0
    for e in range(len(first)):
        value, old = ahead[first[e]] + score[e], ahead[last[e]]
        if value > NEVER / 2:
            top = max(value, old)
            ahead[last[e]] = top + np.log1p(np.exp(min(value, old) - top)) if old > NEVER / 2 else value
    for e in range(len(first) - 1, -1, -1):
        value, old = back[last[e]] + score[e], back[first[e]]
        if value > NEVER / 2:
            top = max(value, old)
            back[first[e]] = top + np.log1p(np.exp(min(value, old) - top)) if old > NEVER / 2 else value
    total = ahead[cells - 1]
    for e in range(len(first)):
        value = ahead[first[e]] + score[e] + back[last[e]] - total
        out[e] = np.exp(value) if value > -60 else 0.0
    return total


@numba.njit(cache=True)
def _best(first, last, score, cells):  # type: ignore[no-untyped-def]
    value = np.full(cells, NEVER)
    value[0] = 0.0
    taken = np.full(cells, -1)
    for e in range(len(first)):
        new = value[first[e]] + score[e]
        if new > value[last[e]]:
            value[last[e]] = new
            taken[last[e]] = e
    path = [0]
    path.pop()
    cell = cells - 1
    while cell > 0:
        path.append(taken[cell])
        cell = first[taken[cell]]
    return path[::-1]


@dataclass(frozen=True)
class Graph:
    """Edges ``first[e]`` -> ``last[e]`` between cells; ``slot`` (3, e): the places of what its score adds up from:
    candidates, then lone source sentences, lone target sentences, nothing, and what two lone neighbours of the source
    and of the target have more; ``allowed[e]``: it may lie on the gold path; ``spans`` (e, 4) what it holds."""

    first: Any
    last: Any
    slot: Any
    spans: Any
    allowed: Any
    cells: int
    candidates: int
    sentences: int

    @property
    def slots(self) -> int:
        """How many scores there are."""
        return self.candidates + self.sentences + 3

    def posterior(self, scores: Any) -> Any:
        """(edges,) probabilities."""
        out = np.zeros(len(self.first))
        _forward_backward(self.first, self.last, scores[self.slot].sum(0), self.cells, out)
        return out

    def loss(self, scores: Any) -> tuple[float, Any]:
        """Negative log likelihood of the gold beads, and its gradient by slot."""
        free, held = np.zeros(len(self.first)), np.zeros(len(self.first))
        here = scores[self.slot].sum(0)
        total = _forward_backward(self.first, self.last, here, self.cells, free)
        gold = _forward_backward(self.first, self.last, np.where(self.allowed, here, NEVER), self.cells, held)
        more = np.tile(free - held, len(self.slot))
        return total - gold, np.bincount(self.slot.ravel(), weights=more, minlength=self.slots)

    def decode(self, scores: Any, bead_cost: float, null_cost: float) -> list[tuple[int, int, int, int]]:
        """Beads likely to be right, as :func:`align.pair.aligner.decide` picks them."""
        a, b = self.spans[:, 1] - self.spans[:, 0], self.spans[:, 3] - self.spans[:, 2]
        chances = singly(self.first, self.last, a, b, self.posterior(scores))
        lone, alone = a + b == 1, (a == 0) | (b == 0)
        sure = int((chances[lone] > SURE).sum())
        cost = np.where(lone, lone_cost(sure, self.sentences, null_cost), bead_cost)
        path = _best(self.first, self.last, np.where(alone & ~lone, NEVER, chances - cost), self.cells)
        return [tuple(self.spans[e].tolist()) for e in path]


def graph(pool: Any, n: int, m: int, gold: list[tuple[tuple[int, ...], tuple[int, ...]]]) -> Graph:
    """The graph of a document's candidates (``align.pair.candidates.Pool``) and its gold beads."""
    band, c = pool.band, pool.candidates
    k, nothing = len(c), len(c) + n + m
    base = band.starts[:-1] - band.low
    parts = [(base[c.i - c.a] + c.j - c.b, pool.cell, c.a, c.b, np.arange(k), nothing, nothing)]
    for ours, theirs, begin, end, number in lone_edges(band, pairs=True):
        slot = k + number + (n if theirs else 0)
        more = (slot - 1, nothing + (1 if ours else 2)) if ours + theirs == 2 else (nothing, nothing)
        parts.append((begin, end, ours, theirs, slot, *more))
    first, last, a, b, *slots = (np.concatenate(some) for some in zip(*map(_table, parts), strict=True))
    order = np.lexsort((first, last))
    row = np.searchsorted(band.starts, last, side="right") - 1
    column = last - base[row]
    spans = np.stack((row - a, row, column - b, column), 1)[order]
    allowed = _allowed(spans, gold)
    return Graph(first[order], last[order], np.stack(slots)[:, order], spans, allowed, int(band.starts[-1]), k, n + m)


def _table(columns: tuple[Any, ...]) -> Any:
    """(columns, e) the columns, single numbers as often as the others are long."""
    return np.stack(np.broadcast_arrays(*columns))


def _allowed(spans: Any, gold: list[tuple[tuple[int, ...], tuple[int, ...]]]) -> Any:
    """Edges of the gold path; where a gold bead is no candidate or has one side only, everything inside it."""
    known = {tuple(span): e for e, span in enumerate(spans.tolist())}
    out = np.zeros(len(spans), bool)
    i = j = 0
    for source, target in gold:
        span = (i, i + len(source), j, j + len(target))
        i, j = span[1], span[3]
        if span in known and source and target:
            out[known[span]] = True
        else:
            inside = (spans[:, 0] >= span[0]) & (spans[:, 1] <= span[1])
            out |= inside & (spans[:, 2] >= span[2]) & (spans[:, 3] <= span[3])
    return out
