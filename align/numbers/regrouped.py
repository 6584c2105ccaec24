"""Numbers that stand in another sentence of the translation: a clause that moved to the sentence before or behind, or a
figure that an editor put elsewhere (the total in the lead)."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from align.numbers.agreement import Difference
from align.numbers.equality import equal
from align.numbers.quantity import FIRM, Quantity
from align.records import Pair

Told = dict[tuple[int, Difference], Difference | None]
TELLING = 2  # digits, zeros at the end left out, from which a figure is known again anywhere in an article: 47.6, 1200
OFTEN = 8  # places of one figure from which it tells nothing any more


def moved(pairs: Sequence[Pair], *, running: bool = True) -> Told:
    """What is left of the differences whose number stands in another pair, by pair number and difference.

    None: nothing, as the number is missing in one pair and too much in the other one. Where another number was taken
    for it, that one's own counterpart is still missing. ``running``: the pairs are sentences of a running text, where a
    telling figure may stand in any of them; else, and for figures that occur often, in the pair before or behind.
    """
    out: Told = {}
    for one, other in itertools.pairwise(pairs):
        if other.number == one.number + 1:
            for here, there in ((one, other), (other, one)):
                for lost, extra in itertools.product(_differences(here, "missing"), _differences(there, "added")):
                    if lost.source and extra.target and equal(lost.source, extra.target):
                        out |= {(here.number, lost): None, (there.number, extra): None}
    if running:
        out |= _told_elsewhere(pairs)
    return out


def _told_elsewhere(pairs: Sequence[Pair]) -> Told:
    """The same for telling figures, in any two pairs."""
    lost: defaultdict[str, list[tuple[int, Difference]]] = defaultdict(list)
    extra: defaultdict[str, list[tuple[int, Difference]]] = defaultdict(list)
    for pair in pairs:
        for difference in _differences(pair, "missing", "value"):
            if difference.source and (key := _key(difference.source)):
                lost[key].append((pair.number, difference))
        for difference in _differences(pair, "added", "value"):
            if difference.target and (key := _key(difference.target)):
                extra[key].append((pair.number, difference))
    left: dict[tuple[int, Difference], list[bool]] = {}  # whether its Chinese, its English is in no other pair
    for key in lost.keys() & extra.keys():
        if len(lost[key]) > OFTEN or len(extra[key]) > OFTEN:
            continue
        for (here, ours), (there, theirs) in itertools.product(lost[key], extra[key]):
            if here != there and ours.source and theirs.target and equal(ours.source, theirs.target):
                left.setdefault((here, ours), [True, True])[0] = False
                left.setdefault((there, theirs), [True, True])[1] = False
    return {(number, d): _rest(d, *sides) for (number, d), sides in left.items()}


def _rest(difference: Difference, source: bool, target: bool) -> Difference | None:
    """What of a difference has no counterpart anywhere, where ``source`` and ``target`` tell which side has none."""
    if difference.problem != "value" or not (source or target):
        return None
    ours, theirs = (difference.source if source else None), (difference.target if target else None)
    return Difference("missing" if source else "added", ours, theirs)


def _key(q: Quantity) -> str:
    """A telling number as digits, the same for 12.5万 and 125,000; else ''."""
    if q.kind != "number" or q.firm != FIRM or q.vague:
        return ""
    digits = f"{abs(q.value):.10g}".replace(".", "").strip("0")
    return f"{q.value:.10g}" if len(digits) >= TELLING else ""


def _differences(pair: Pair, *problems: Literal["missing", "added", "value"]) -> Iterator[Difference]:
    if pair.source.text and pair.target.text:
        yield from (d for d in pair.evidence.agreement.differences if d.problem in problems)
