"""Shared by the checks of numbers, dates and units: findings from the disagreements of a pair."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

from align.numbers.agreement import Difference
from align.numbers.calendar_days import Day, swapped_days, whole, wrong_days
from align.numbers.claimed import CLAIMED, SURE, marked
from align.numbers.equality import slipped
from align.numbers.quantity import DATES, FIRM, Quantity
from align.numbers.regrouped import is_dropped, rests
from align.numbers.swaps import UNSURE, candidates, swapped
from align.numbers.units import UNITS, dimension, same_kind, split
from align.numbers.wording import english, figure, house_form, short
from align.records import Alignment, Check, Finding, Pair, Severity

# 元 may be a dollar of the place the text is from, and a text from Taiwan may call its dollars yuan
_OWN_DOLLARS = (("yuan", "dollar"), ("TWD", "CNY"), ("TWD", "yuan"))
_PLAIN = re.compile(r"\d{5,}")
# Chinese characters up to which a small number with a unit is added: all 4 in 16,000 good pairs were in longer texts
SHORT, _TIME = 40, re.compile("[季半旬周月年天日夜秒时点刻]")


def family(difference: Difference) -> str:
    """Return the check that reports it: number, date or unit."""
    if difference.problem == "unit":
        return "unit"
    kinds = {q.kind for q in (difference.source, difference.target) if q}
    return "date" if kinds & DATES else "number"


def findings(
    alignment: Alignment, check: Check, say: Callable[[Pair, Difference], str], *, running: bool
) -> Iterator[Finding]:
    """The findings of one check: ``say`` makes the message; ``running``: the pairs are sentences of a running text."""
    regrouped = rests(alignment.pairs(), running=running)
    for at, pair in enumerate(alignment.pairs()):
        if not pair.source.text or not pair.target.text or pair.bead.furniture:
            continue
        agreement = pair.evidence.agreement
        if agreement.beyond and check.id == "number":
            alignment.leave_out("more than 100 figures a side: figures, dates and units were not compared", pair.number)
        if not agreement.differences and len(agreement.matched) < 2:
            continue  # nothing disagrees, and there are no two to change places
        told: set[Quantity] = set()
        dated = itertools.chain(swapped_days(agreement), wrong_days(agreement)) if check.id == "date" else ()
        for days in dated:
            if not told.isdisjoint(itertools.chain(*days)):
                continue
            told.update(itertools.chain(*days))
            yield _wrong_day(check, pair, *days)
        exchanged = [] if check.id == "unit" else candidates(agreement, check.id == "date")
        links = pair.evidence.links if exchanged else None
        turned = any(difference.problem == "order" for difference in agreement.differences)  # tells of them, too
        swaps = swapped(exchanged, links, pair.source.text, pair.target.text) if links and not turned else ()
        for difference in itertools.chain(agreement.differences, swaps):
            if family(difference) != check.id or difference.source in told or difference.target in told:
                continue
            rest = regrouped.get((pair.number, difference), difference)
            verdict = judge(rest) if rest else None
            if rest and verdict is None and _is_measured(rest, pair.target.text) and _says_no_time(pair.source.text):
                verdict = "warning", 0.75
            if rest is None or verdict is None:
                continue
            difference = rest
            severity, confidence = verdict
            if running and is_dropped(alignment.pairs(), at, difference):
                severity, confidence = "note", 0.4
            if _is_own_dollar(difference) and _is_traditional(alignment):
                severity = "note"  # of Taiwan or Hong Kong, whose dollar is a 元
            if whole(agreement, difference):
                severity, confidence = "error", 0.9
            source, target = marked(pair, difference)
            yield pair.finding(
                check,
                say(pair, difference),
                source=source,
                target=target,
                severity=severity,
                suggestions=suggest(difference, pair.target.text),
                confidence=confidence,
            )


def _is_measured(difference: Difference, target: str) -> bool:
    """Return whether a small number in words is added with its unit: "for ten minutes", not "ten-day"."""
    theirs = difference.target
    if difference.problem != "added" or theirs is None or theirs.kind != "number" or not theirs.unit:
        return False
    return theirs.value > 1 and "-" not in target[theirs.start : theirs.end]


def _says_no_time(source: str) -> bool:
    """Return whether a short Chinese text has no word of time that a number renders: 上半年, "first six months"."""
    return len(source) <= SHORT and _TIME.search(source) is None


def _is_own_dollar(difference: Difference) -> bool:
    """Return whether the unit alone differs, and 元 may be the dollar of the place that the text is from."""
    ours, theirs = difference.source, difference.target
    if difference.problem != "unit" or ours is None or theirs is None:
        return False
    return (ours.unit, theirs.unit) in _OWN_DOLLARS


def _is_traditional(alignment: Alignment) -> bool:
    """Return whether the Chinese is written in Traditional characters, which checks read as Simplified ones."""
    source = alignment.source
    return source is not None and source.read != source.text


def _wrong_day(check: Check, pair: Pair, ours: Day, theirs: Day) -> Finding:
    """A day whose month and day changed their numbers, or of which one is another."""
    spans = [(min(q.start for q in day), max(q.numeral_end for q in day)) for day in (ours, theirs)]
    source = spans[0][0], max(q.end for q in ours)
    wanted = f"{english(ours[0])} {ours[1].value:.0f}"
    message = (
        f"{pair.source.text[slice(*source)]} is {wanted}; the translation has {pair.target.text[slice(*spans[1])]}"
    )
    return pair.finding(
        check, message, source=source, target=spans[1], severity="error", suggestions=(wanted,), confidence=0.9
    )


def judge(difference: Difference) -> tuple[Severity, float] | None:
    """Return severity and confidence; None where silence is better.

    The confidences are shares measured on machine translations with marked errors (WMT20, WMT21 news, WMT23): how
    often a rater marked the same words, or, for what is missing, an omission or a major error in the segment.
    """
    ours, theirs = difference.source, difference.target
    if difference.problem == "format":
        return "warning", 0.85
    if difference.problem in CLAIMED:
        return CLAIMED[difference.problem]
    if difference.problem == "unit":
        if _is_own_dollar(difference):
            return "warning", 0.45
        return "error", 0.85
    if difference.problem == "swapped":
        if difference.echo:
            return "note", 0.7  # one exchange is one fault
        if difference.affinity <= UNSURE:  # a list swapped_days round looks much like an exchange
            return "note", 0.5
        return "warning", 0.8 if difference.affinity > 0.16 else 0.7
    if difference.problem == "value" and ours and theirs:
        if ours.kind == theirs.kind and ours.kind in ("quarter", "weekday"):
            return "error", SURE  # no weekday of 40,000 good pairs differs
        if ours.firm == theirs.firm == FIRM:
            sure = difference.affinity >= 0.45 or slipped(ours, theirs)
            return ("error", 0.9) if sure else ("warning", 0.7)
        return "warning", 0.75
    if ours and ours.firm == FIRM:
        weighty = ours.kind == "number" and (ours.value >= 1000 or dimension(ours.unit) in ("money", "ratio"))
        return ("error", 0.85) if weighty else ("warning", 0.8)
    return ("warning", 0.45) if theirs and theirs.firm == FIRM else None


def suggest(difference: Difference, target: str = "") -> tuple[str, ...]:
    """Return what to write in place of the marked words of the English ``target``: plain digits for plain digits."""
    ours, theirs = difference.source, difference.target
    if difference.problem in ("added", *CLAIMED):
        return (f"{figure(round(100 * (1 - ours.value), 1))}",) if ours and difference.problem == "discount" else ()
    if difference.problem == "format" and theirs and ours:
        return (short(ours.value),)
    if ours is None or ours.vague or (theirs is None and difference.problem != "missing"):
        return ()
    if difference.problem == "unit":
        return (house_form(ours),) if dimension(ours.unit) else ()
    if (
        theirs is not None
        and theirs.kind == ours.kind == "number"
        and ours.unit
        and theirs.unit
        and not same_kind(ours.unit, theirs.unit)
    ):
        return (house_form(ours),) if split(ours.unit)[0] in UNITS else ()
    if theirs is not None and ours.value == int(ours.value) and _PLAIN.fullmatch(target, theirs.start, theirs.end):
        return (str(int(ours.value)),)  # a telephone number, a postcode
    return (short(ours.value) if ours.kind == "number" else english(ours),)
