"""Words that belong together in this very text: names above all, which no general model can know.

From the beads of the first look, the Dice coefficient of each pair of tokens (Dice 1945; Melamed 1997 for word pairs),
less one joint occurrence so that no bead proves itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from align.pair.side import Side
from align.pair.token_evidence import TokenSimilarity
from align.records import TokenEncoder

Ints = NDArray[np.int64]

COMMON = 0.15  # tokens in a larger share of the beads say nothing
LIFT = 4.0  # joint occurrences must be this many times those by chance
LEAST = 0.35  # Dice below which a pair is dropped


def learn(
    source: Side, target: Side, path: Sequence[tuple[int, int, int, int]], encoder: TokenEncoder
) -> TokenSimilarity:
    """Token similarity with the pairs that the beads of ``path`` teach."""
    beads = np.array([b for b in path if b[1] > b[0] and b[3] > b[2]], np.int64).reshape(-1, 4)
    if len(beads) < 8:
        return TokenSimilarity(encoder)
    left, right = _types(source, beads[:, 0], beads[:, 1]), _types(target, beads[:, 2], beads[:, 3])
    count_left, count_right = _counts(left), _counts(right)
    top = max(COMMON * len(beads), 3)
    pairs = [_product(_fit(u, count_left, top), _fit(v, count_right, top)) for u, v in zip(left, right, strict=True)]
    keys, joint = np.unique(np.concatenate(pairs), return_counts=True)
    keys, joint = keys[joint > 2], joint[joint > 2]
    one, other = count_left[keys >> 32], count_right[keys & 0xFFFFFFFF]
    dice = 2 * (joint - 1) / (one + other - 1)
    good = (dice >= LEAST) & (joint > LIFT * one * other / len(beads))
    return TokenSimilarity(encoder, keys[good], np.minimum(dice[good], 1).astype(np.float32))


def _types(side: Side, start: Ints, end: Ints) -> list[Ints]:
    """Distinct tokens of each bead, in order. (A plain ``np.unique`` would load ``numpy.ma``: 12 ms at every start.)"""
    return [
        np.array(sorted(set(side.ids[side.offsets[a] : side.offsets[b]].tolist())), np.int64)
        for a, b in zip(start.tolist(), end.tolist(), strict=True)
    ]


def _counts(types: Sequence[Ints]) -> Ints:
    return np.bincount(np.concatenate(types)).astype(np.int64) if types else np.zeros(1, np.int64)


def _fit(types: Ints, counts: Ints, top: float) -> Ints:
    here = counts[types]
    return types[(here > 1) & (here <= top)]


def _product(left: Ints, right: Ints) -> Ints:
    return ((left << 32)[:, None] + right[None, :]).ravel()
