"""Training side of the aligner: all beads of a document as edges of a graph, and the gradient of its likelihood.

Needs numba (development only): training walks each lattice some hundred times.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numba
import numpy as np

from align.pair.edges import SURE, lone_cost

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
    """Edges ``first[e]`` -> ``last[e]`` between cells; ``slot[e]`` its score: candidates, then lone source sentences,
    then lone target sentences; ``allowed[e]``: it may lie on the gold path; ``spans`` (e, 4) what it holds."""

    first: Any
    last: Any
    slot: Any
    spans: Any
    allowed: Any
    cells: int
    candidates: int
    slots: int

    def posterior(self, scores: Any) -> Any:
        """(edges,) probabilities."""
        out = np.zeros(len(self.first))
        _forward_backward(self.first, self.last, scores[self.slot], self.cells, out)
        return out

    def loss(self, scores: Any) -> tuple[float, Any]:
        """Negative log likelihood of the gold beads, and its gradient by slot."""
        free, held = np.zeros(len(self.first)), np.zeros(len(self.first))
        here = scores[self.slot]
        total = _forward_backward(self.first, self.last, here, self.cells, free)
        gold = _forward_backward(self.first, self.last, np.where(self.allowed, here, NEVER), self.cells, held)
        return total - gold, np.bincount(self.slot, weights=free - held, minlength=self.slots)

    def decode(self, scores: Any, bead_cost: float, null_cost: float) -> list[tuple[int, int, int, int]]:
        """Beads likely to be right, as :func:`align.pair.aligner.decide` picks them."""
        chances = self.posterior(scores)
        lone = self.slot >= self.candidates
        sure = int((chances[lone] > SURE).sum())
        cost = np.where(lone, lone_cost(sure, self.slots - self.candidates, null_cost), bead_cost)
        path = _best(self.first, self.last, chances - cost, self.cells)
        return [tuple(self.spans[e].tolist()) for e in path]


def graph(pool: Any, n: int, m: int, gold: list[tuple[tuple[int, ...], tuple[int, ...]]]) -> Graph:
    """The graph of a document's candidates (``align.pair.candidates.Pool``) and its gold beads."""
    band, c = pool.band, pool.candidates
    starts, k = band.starts, len(c)
    rows = np.repeat(np.arange(n + 1), band.high - band.low)
    columns = np.arange(starts[-1]) - starts[rows] + band.low[rows]
    up = np.flatnonzero((rows > 0) & (columns < band.high[np.maximum(rows - 1, 0)]))
    up = up[columns[up] >= band.low[rows[up] - 1]]
    side = np.flatnonzero(columns > band.low[rows])
    ends = np.concatenate((np.stack((c.i, c.j), 1), np.stack((rows, columns), 1)[np.concatenate((up, side))]))
    size = np.concatenate((np.stack((c.a, c.b), 1), np.tile([[1, 0]], (len(up), 1)), np.tile([[0, 1]], (len(side), 1))))
    slot = np.concatenate((np.arange(k), k + rows[up] - 1, k + n + columns[side] - 1))
    begins = ends - size
    first = starts[begins[:, 0]] + begins[:, 1] - band.low[begins[:, 0]]
    last = starts[ends[:, 0]] + ends[:, 1] - band.low[ends[:, 0]]
    order = np.lexsort((first, last))
    spans = np.stack((begins[:, 0], ends[:, 0], begins[:, 1], ends[:, 1]), 1)[order]
    return Graph(first[order], last[order], slot[order], spans, _allowed(spans, gold), int(starts[-1]), k, k + n + m)


def _allowed(spans: Any, gold: list[tuple[tuple[int, ...], tuple[int, ...]]]) -> Any:
    """Edges of the gold path; where a gold bead is no candidate or has one side only, everything inside it."""
    known = {tuple(span): e for e, span in enumerate(spans.tolist())}
    out = np.zeros(len(spans), bool)
    i = j = 0
    for source, target in gold:
        span = (i, i + len(source), j, j + len(target))
        i, j = span[1], span[3]
        if span in known:
            out[known[span]] = True
        else:
            inside = (spans[:, 0] >= span[0]) & (spans[:, 1] <= span[1])
            out |= inside & (spans[:, 2] >= span[2]) & (spans[:, 3] <= span[3])
    return out
