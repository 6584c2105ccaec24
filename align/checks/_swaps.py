"""Two numbers that changed places: each value is there, but beside the other's words.

For two numbers of one kind the words around each are compared on both sides with the token links: do the neighbours of
the first Chinese number resemble those of its equal in English, or those of the other one? Measured on 911 pairs of
numbers in human translations and the same with the two exchanged: 75 % of the exchanges are seen, at less than 1 % of
the genuine ones. Only numbers whose order differs between the sides are looked at: that costs a twentieth of the finds
and most of the false alarms, and most texts need no links at all.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np

from align.records import FloatArray, IntArray, Links
from align.text.agreement import Agreement, Difference
from align.text.quantity import DATES, WEAK, Quantity

REACH_ZH = 5.0  # characters after which a neighbour weighs 1/e
REACH_EN = 15.0
LEAST = 0.25  # cosine below which two tokens have nothing in common
BETTER = 0.03  # how much better the exchange must fit
MOST = 8  # pairs of numbers that are looked at in one text

Match = tuple[Quantity, Quantity]


def candidates(agreement: Agreement, dates: bool) -> list[tuple[Match, Match]]:
    """Pairs of matched numbers (or dates) that could have been exchanged: one kind, one unit, two values, and another
    order."""
    if len(agreement.matched) < 2 or any(d.problem in ("value", "unit") for d in agreement.differences):
        return []
    firm = [(s, t) for s, t in agreement.matched if s.firm > WEAK and t.firm > WEAK and (s.kind in DATES) is dates]
    found = [
        (one, two)
        for one, two in itertools.combinations(firm, 2)
        if one[0].kind == two[0].kind
        and one[1].kind == two[1].kind
        and one[0].unit == two[0].unit
        and one[1].unit == two[1].unit
        and one[0].value != two[0].value
        and (one[0].start < two[0].start) != (one[1].start < two[1].start)
    ]
    return found[:MOST]


def swapped(agreement: Agreement, pairs: list[tuple[Match, Match]], links: Links) -> Iterator[Difference]:
    """Exchanges, the surest first; each number is in one of them at most."""
    scored = []
    for one, two in pairs:
        gain = _gain(links, one, two)
        if gain > BETTER:
            scored.append((gain, one, two))
    used: set[int] = set()
    for gain, one, two in sorted(scored, key=lambda x: (-x[0], x[1][0].start)):
        if used.isdisjoint((one[0].start, two[0].start)):
            used |= {one[0].start, two[0].start}
            yield Difference("swapped", one[0], two[1], min(1.0, gain))
            yield Difference("swapped", two[0], one[1], min(1.0, gain))


def _gain(links: Links, one: Match, two: Match) -> float:
    """How much better the exchanged numbers fit their surroundings, -1..1."""
    ours = [
        _nearness(links.source.starts, links.source.ends, links.source_weight, q, q.end, REACH_ZH)
        for q, _ in (one, two)
    ]
    theirs = [
        _nearness(links.target.starts, links.target.ends, links.target_weight, q, q.numeral_end, REACH_EN)
        for _, q in (one, two)
    ]
    similarity = np.maximum(links.similarity - LEAST, 0)
    fit = [[_fit(similarity, a, b) for b in theirs] for a in ours]
    as_is, exchanged = fit[0][0] + fit[1][1], fit[0][1] + fit[1][0]
    return float((exchanged - as_is) / (as_is + exchanged + 0.3))


def _nearness(starts: IntArray, ends: IntArray, weight: FloatArray, q: Quantity, end: int, reach: float) -> FloatArray:
    """Weight of each token as a neighbour of a number; 0 for the number itself."""
    distance = np.maximum(0, np.maximum(q.start - ends, starts - end))
    outside = (starts >= end) | (ends <= q.start)
    return (np.exp(-distance / reach) * weight * outside).astype(np.float32)


def _fit(similarity: FloatArray, a: FloatArray, b: FloatArray) -> float:
    """Likeness of two surroundings, both ways."""
    if not similarity.size:
        return 0.0
    there = float((a * (similarity * b[None, :]).max(axis=1)).sum())
    return there + float((b * (similarity * a[:, None]).max(axis=0)).sum())
