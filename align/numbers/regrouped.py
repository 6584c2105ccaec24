"""Numbers that moved to the sentence before or behind, with the clause that they belong to."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from align.numbers.agreement import Difference
from align.numbers.equality import equal
from align.records import Pair


def moved(pairs: Sequence[Pair]) -> frozenset[tuple[int, Difference]]:
    """Differences, with the number of their pair, of a number that is missing in one pair of an article and too much in
    the pair before or behind it."""
    out: set[tuple[int, Difference]] = set()
    for one, other in itertools.pairwise(pairs):
        if other.number != one.number + 1:
            continue
        for here, there in ((one, other), (other, one)):
            for lost in _differences(here, "missing"):
                for extra in _differences(there, "added"):
                    if lost.source and extra.target and equal(lost.source, extra.target):
                        out |= {(here.number, lost), (there.number, extra)}
    return frozenset(out)


def _differences(pair: Pair, problem: str) -> list[Difference]:
    if not pair.source.text or not pair.target.text:
        return []
    return [d for d in pair.evidence.agreement.differences if d.problem == problem]
