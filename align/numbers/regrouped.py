"""Numbers that stand in another sentence of the translation: a clause that moved to the sentence before or behind, or a
figure that an editor put elsewhere (the total in the lead)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from align.numbers.agreement import Difference
from align.numbers.calendar_days import days
from align.numbers.equality import equal
from align.numbers.quantities import quantities
from align.numbers.quantity import DATES, FIRM, Quantity
from align.numbers.units import same_kind
from align.records import Lang, Pair

Rests = dict[tuple[int, Difference], Difference | None]
TELLING = 2  # digits, zeros at the end left out, from which a figure is known again anywhere in an article: 47.6, 1200
OFTEN = 8  # places of one figure from which it tells nothing any more
REACH = 2  # pairs before and behind in which any figure of a running text may be
HEADLINE = 4  # pairs of an article that has a headline, at least
RECENT = 8  # pairs back in which a date was given that need not be given again


_ENDS = re.compile("[。！？…；：]”?$")


class _Loose(NamedTuple):
    """A number without counterpart in its pair, and the difference that says so; None in a sentence without a pair."""

    pair: int
    number: Quantity
    difference: Difference | None


def rests(pairs: Sequence[Pair], *, running: bool = True) -> Rests:
    """What is left of the differences whose number stands in another pair, by pair number and difference.

    None: nothing, as the number is missing in one pair and too much in the other one. Where another number was taken
    for it, that one's own counterpart is still missing. ``running``: the pairs are sentences of a running text, where a
    telling figure may stand in any of them, and another one up to two pairs off; else in the pair before or behind.
    """
    ours, theirs = ([*_loose(pairs, lang, alone=running)] for lang in ("zh", "en"))
    left: dict[tuple[int, Difference], list[bool]] = {}  # whether its Chinese, its English is in no other pair
    for lost, extra in _same(ours, theirs, running):
        for side, one in enumerate((lost, extra)):
            if one.difference is not None:
                left.setdefault((one.pair, one.difference), [True, True])[side] = False
    return {(number, d): _rest(d, *sides) for (number, d), sides in left.items()}


def _rest(difference: Difference, source: bool, target: bool) -> Difference | None:
    """What of a difference has no counterpart anywhere, where ``source`` and ``target`` tell which side has none."""
    if difference.problem != "value" or not (source or target):
        return None
    ours, theirs = (difference.source if source else None), (difference.target if target else None)
    return Difference("missing" if source else "added", ours, theirs)


def _loose(pairs: Sequence[Pair], lang: Lang, *, alone: bool) -> Iterator[_Loose]:
    """The numbers of one side without counterpart; ``alone``: those of sentences without a pair, too."""
    zh = lang == "zh"
    for pair in pairs:
        text, other = (pair.source.text, pair.target.text) if zh else (pair.target.text, pair.source.text)
        if text and other:
            for d in pair.evidence.agreement.differences:
                q = d.source if zh else d.target
                if q is not None and d.problem in ("missing" if zh else "added", "value"):
                    yield _Loose(pair.number, q, d)
        elif text and alone and not pair.bead.furniture:
            yield from (_Loose(pair.number, q, None) for q in quantities(text, lang))


def _same(ours: Sequence[_Loose], theirs: Sequence[_Loose], running: bool) -> Iterator[tuple[_Loose, _Loose]]:
    """Numbers of the two sides that are equal, in pairs that are not far from each other, or telling ones."""
    near: defaultdict[int, list[_Loose]] = defaultdict(list)
    telling: defaultdict[str, list[_Loose]] = defaultdict(list)
    for extra in theirs:
        near[extra.pair].append(extra)
    for extra, key in _telling(theirs) if running else ():
        telling[key].append(extra)
    known = dict(_telling(ours)) if running else {}
    for lost in ours:
        reach = REACH if running else 1
        for extra in (e for at in range(lost.pair - reach, lost.pair + reach + 1) for e in near[at]):
            if _may_move(lost, extra, running):
                yield lost, extra
        far = telling.get(known.get(lost, ""), ())
        for extra in far if len(far) <= OFTEN else ():
            if lost.pair != extra.pair and equal(lost.number, extra.number):
                yield lost, extra


def _may_move(lost: _Loose, extra: _Loose, running: bool) -> bool:
    """Return whether a number that one pair lacks is that which another one has too much. Where another number was
    taken for it, the units must agree, unless one has none (9分钟, "the ninth minute")."""
    if lost.pair == extra.pair or not equal(lost.number, extra.number):
        return False
    if all(one.difference is not None and one.difference.problem != "value" for one in (lost, extra)):
        return True
    one, other = lost.number.unit, extra.number.unit
    return running and (not one or not other or same_kind(one, other))


def _telling(loose: Sequence[_Loose]) -> Iterator[tuple[_Loose, str]]:
    """The telling numbers, as digits that are the same for 12.5万 and 125,000, and the parts of whole days:
    12月16日."""
    for one in loose:
        q = one.number
        digits = f"{abs(q.value):.10g}".replace(".", "").strip("0")
        if q.kind == "number" and q.firm == FIRM and not q.vague and len(digits) >= TELLING:
            yield one, f"{q.value:.10g}"
    for _, some in groupby(loose, key=lambda one: one.pair):
        own = {one.number: one for one in some}
        for month, day in days(own):
            yield from ((own[part], f"{month.value:.0f}/{day.value:.0f}") for part in (month, day))


def is_dropped(pairs: Sequence[Pair], at: int, difference: Difference) -> bool:
    """Return whether a newspaper may drop what the English lacks: a figure of the headline, or what day it is, where
    the text has told it before."""
    if difference.problem != "missing":
        return False
    headline = at == pairs[at].number == 0 and len(pairs) >= HEADLINE and not _ENDS.search(pairs[at].source.text)
    return headline or _is_recent(pairs, at, difference)


def _is_recent(pairs: Sequence[Pair], at: int, difference: Difference) -> bool:
    """Return whether the Chinese of one of the pairs before the one at ``at`` gives that part of a date, too, or a
    sentence near by names the day of the week."""
    own = difference.source
    if own is None or own.kind not in DATES:
        return False
    before = pairs[max(0, at - RECENT) : at]
    if any(q.kind == own.kind and q.value == own.value for p in before for q in quantities(p.source.text, "zh")):
        return True
    around = pairs[max(0, at - REACH) : at + REACH + 1]
    return own.kind == "day" and any(q.kind == "weekday" for p in around for q in quantities(p.target.text, "en"))
