"""Words that belong together in this very text: names above all, which no general model can know.

From the beads of the first look, the Dice coefficient of each pair of tokens (Dice 1945; Melamed 1997 for word pairs),
less one joint occurrence so that no bead proves itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from align.pair.search_band import ranges
from align.pair.side import Side
from align.pair.token_evidence import TokenSimilarity
from align.pair.types import Ints
from align.records import TokenEncoder

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
    top = max(COMMON * len(beads), 3)
    (left, ends, count_left), (right, stops, count_right) = (
        _types(side, beads[:, k], beads[:, k + 1], top) for side, k in ((source, 0), (target, 2))
    )
    first, size = stops[:-1], np.diff(stops)
    again = np.repeat(size, np.diff(ends))  # how many words of the target each word of the source meets
    place = ranges(np.repeat(first, np.diff(ends)), np.repeat(first, np.diff(ends)) + again)[0]
    pairs = (np.repeat(left, again) << 32) + right[place]
    del again, place
    pairs.sort()
    edges = np.flatnonzero(np.concatenate(([True], pairs[1:] != pairs[:-1], [True])))
    joint = np.diff(edges)
    keys, joint = pairs[edges[:-1][joint > 2]], joint[joint > 2]
    one, other = count_left[keys >> 32], count_right[keys & 0xFFFFFFFF]
    dice = 2 * (joint - 1) / (one + other - 1)
    good = (dice >= LEAST) & (joint > LIFT * one * other / len(beads))
    return TokenSimilarity(encoder, keys[good], np.minimum(dice[good], 1).astype(np.float32))


def _types(side: Side, start: Ints, end: Ints, top: float) -> tuple[Ints, Ints, Ints]:
    """Distinct tokens of all beads in a row, without those in one bead only and in more than ``top``; where each bead
    begins, and the end; and in how many beads each token of the vocabulary is."""
    first, last = side.offsets[start].astype(np.int64), side.offsets[end].astype(np.int64)
    place, bead = ranges(first, last)
    keys = np.sort((bead << 32) + side.ids[place])
    keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))] if len(keys) else keys
    bead, types = keys >> 32, keys & 0xFFFFFFFF
    counts = np.bincount(types, minlength=1)
    kept = (counts[types] > 1) & (counts[types] <= top)
    return types[kept], np.searchsorted(bead[kept], np.arange(len(start) + 1)), counts
