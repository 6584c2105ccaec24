"""Passages that stand elsewhere in the translation: sentences left alone on both sides that match each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from align.pair.side import Side

CLOSE = 0.55  # least cosine of a moved sentence with its counterpart
AHEAD = 0.1  # by how much it must beat every other lone sentence
HEAVY = 8  # least tokens on either side: short sentences match by chance
MOST = 4000  # lone sentences a side that are compared; more means that the texts do not belong together
Step = tuple[int, int, int, int]


@dataclass(frozen=True)
class Move:
    """Source sentences ``i0 <= s < i1`` stand at target sentences ``j0 <= t < j1``, away from the path."""

    i0: int
    i1: int
    j0: int
    j1: int


def moves(source: Side, target: Side, path: list[Step]) -> list[Move]:
    """Pairs of lone sentences that are each other's best by a margin, the cosine high, both long enough."""
    left = [i for i0, i1, j0, j1 in path if j0 == j1 for i in range(i0, i1) if _size(source, i) >= HEAVY]
    right = [j for i0, i1, j0, j1 in path if i0 == i1 for j in range(j0, j1) if _size(target, j) >= HEAVY]
    if not left or not right or max(len(left), len(right)) > MOST:
        return []
    cosine = source.unit[left] @ target.unit[right].T
    found = []
    for row, column in enumerate(cosine.argmax(axis=1).tolist()):
        value = cosine[row, column]
        others = np.concatenate((np.delete(cosine[row], column), np.delete(cosine[:, column], row)))
        if value >= CLOSE and value >= others.max(initial=-1.0) + AHEAD:
            found.append(Move(left[row], left[row] + 1, right[column], right[column] + 1))
    return found


def _size(side: Side, number: int) -> int:
    return int(side.offsets[number + 1] - side.offsets[number])
