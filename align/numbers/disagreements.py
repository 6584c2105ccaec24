"""Shared by the checks of numbers, dates and units: findings from the disagreements of a pair."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from align.numbers.agreement import Difference
from align.numbers.calendar_days import Day, swapped_days, whole, wrong_days
from align.numbers.dates_en import MONTH_NAMES, WEEKDAY_NAMES
from align.numbers.equality import slipped
from align.numbers.numerals import in_words, ordinal
from align.numbers.quantity import DATES, FIRM, Quantity
from align.numbers.regrouped import moved
from align.numbers.swaps import UNSURE, candidates, swapped
from align.numbers.units import PREFIXES, SYMBOLS, UNITS, dimension, name, same_kind, split
from align.records import Alignment, Check, Finding, Pair, Severity
from align.text.spans import just_before

# 元 may be a dollar of the place the text is from, and a text from Taiwan may call its dollars yuan
_OWN_DOLLARS = (("yuan", "dollar"), ("TWD", "CNY"), ("TWD", "yuan"))
# Equal values of which the sides say different things: how grave and how sure
_CLAIMED: dict[str, tuple[Severity, float]] = {
    "bound": ("warning", 0.7), "change": ("error", 0.85), "sign": ("error", 0.85), "point": ("warning", 0.7),
    "discount": ("error", 0.85), "order": ("error", 0.85),
}  # fmt: skip
_BOUND = re.compile("(?:不[得可能应会]?|至|最)?[超过多少低高大小于]{1,2}$")
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def family(difference: Difference) -> str:
    """Return the check that reports it: number, date or unit."""
    if difference.problem == "unit":
        return "unit"
    kinds = {q.kind for q in (difference.source, difference.target) if q}
    return "date" if kinds & DATES else "number"


def findings(alignment: Alignment, check: Check, say: Callable[[Pair, Difference], str]) -> Iterator[Finding]:
    """The findings of one check: ``say`` makes the message."""
    regrouped = moved(alignment.pairs())
    for pair in alignment.pairs():
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
        swaps = swapped(exchanged, links, pair.source.text, pair.target.text) if links else ()
        for difference in itertools.chain(agreement.differences, swaps):
            if family(difference) != check.id or difference.source in told or difference.target in told:
                continue
            verdict = judge(difference)
            if verdict is None or (pair.number, difference) in regrouped:
                continue
            severity, confidence = verdict
            if whole(agreement, difference):
                severity, confidence = "error", 0.9
            ours, theirs = difference.source, difference.target
            yield pair.finding(
                check,
                say(pair, difference),
                source=_value(pair.source.text, ours, difference) if ours else None,
                target=_marked(difference, theirs) if theirs else None,
                severity=severity,
                suggestions=suggest(difference),
                confidence=confidence,
            )


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


def _value(text: str, quantity: Quantity, difference: Difference) -> tuple[int, int]:
    """The Chinese to mark: with the 不得超过 before it where that is what the translation turns round."""
    bound = just_before(_BOUND, text, quantity.start) if difference.problem == "bound" else None
    return bound.start() if bound else quantity.start, quantity.end


def _marked(difference: Difference, quantity: Quantity) -> tuple[int, int]:
    """The words to mark: with the unit where that is wrong, else the numeral."""
    if difference.problem == "unit":
        return quantity.start, quantity.end
    return quantity.start, quantity.numeral_end


def judge(difference: Difference) -> tuple[Severity, float] | None:
    """Return severity and confidence; None where silence is better.

    The confidences are shares measured on machine translations with marked errors (WMT20, WMT21 news, WMT23): how
    often a rater marked the same words, or, for what is missing, an omission or a major error in the segment.
    """
    ours, theirs = difference.source, difference.target
    if difference.problem == "format":
        return "warning", 0.85
    if difference.problem in _CLAIMED:
        return _CLAIMED[difference.problem]
    if difference.problem == "unit":
        if ours and theirs and (ours.unit, theirs.unit) in _OWN_DOLLARS:
            return "warning", 0.45
        return "error", 0.85
    if difference.problem == "swapped":
        if difference.echo:
            return "note", 0.7  # one exchange is one fault
        if difference.affinity <= UNSURE:  # a list swapped_days round looks much like an exchange
            return "note", 0.5
        return "warning", 0.8 if difference.affinity > 0.16 else 0.7
    if difference.problem == "value" and ours and theirs:
        if ours.firm == theirs.firm == FIRM:
            sure = difference.affinity >= 0.45 or slipped(ours, theirs)
            return ("error", 0.9) if sure else ("warning", 0.7)
        if ours.kind == theirs.kind == "weekday":
            return "warning", 0.85
        return "warning", 0.75
    if ours and ours.firm == FIRM:
        weighty = ours.kind == "number" and (ours.value >= 1000 or dimension(ours.unit) in ("money", "ratio"))
        return ("error", 0.85) if weighty else ("warning", 0.8)
    return ("warning", 0.45) if theirs and theirs.firm == FIRM else None


def figure(value: float) -> str:
    """1234567.5 -> "1,234,567.5"."""
    value = float(f"{value:.12g}")  # 17.9 times 1e8 is not quite 1,790,000,000
    if not math.isfinite(value):
        return "a number of more than 300 digits"
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def short(value: float) -> str:
    """As a newspaper writes it: 5,200; 1.2 million; 30 billion."""
    for scale, word in SCALES:
        if value >= scale and abs(round(value / scale, 3) * scale - value) <= 1e-9 * value:
            return f"{figure(round(value / scale, 3))} {word}"
    return figure(value)


def clock(minutes: float) -> str:
    """930 -> "15:30"."""
    return f"{int(minutes) // 60}:{int(minutes) % 60:02d}"


def _share(numerator: int, denominator: int) -> str:
    """2, 3 -> "two-thirds"; what is rarely written in words as 3/16."""
    if not 1 <= numerator < denominator <= 10:
        return f"{numerator}/{denominator}"
    part = {2: "half", 4: "quarter"}.get(denominator) or in_words(denominator)[1]
    return f"{in_words(numerator)[0]}-{part}" + ("s" if numerator > 1 else "")


def english(q: Quantity) -> str:
    """Return the English of a quantity, without its unit."""
    if not math.isfinite(q.value) or not math.isfinite(q.low + q.high):
        return figure(math.inf)
    match q.kind:
        case "month":
            return MONTH_NAMES[int(q.value)] if 1 <= q.value <= 12 else figure(q.value)
        case "weekday":
            return WEEKDAY_NAMES[int(q.value)]
        case "time":
            return clock(q.value)
        case "year":
            return f"{q.value:.0f}"
        case "decade":
            return f"the {q.value:.0f}s"
        case "century":
            return f"the {ordinal(q.value // 100 + 1)} century"
        case "quarter":
            return f"the {ordinal(q.value)} quarter"
        case "plan":
            return f"the {ordinal(q.value)} Five-Year Plan"
        case "part":
            return {1: "the first part", 2: "the second part", 3: "the middle"}.get(int(q.value), "")
        case "ordinal":
            return ordinal(q.value)
        case "fraction":
            share = Fraction(q.value).limit_denominator(100)
            return _share(share.numerator, share.denominator)
    if q.vague:
        return f"{figure(round(q.low))} to {figure(round(q.high))}"
    return figure(q.value)


def meaning(q: Quantity) -> str:
    """The value with its unit: "3,000,000,000 yuan"."""
    text = english(q) if q.kind != "number" or q.vague else short(q.value)
    if q.kind == "multiple":
        return f"{text} times"
    if q.unit and split(q.unit)[0] in UNITS:
        return f"{text}%" if q.unit == "%" else f"{text} {name(q.unit)}"
    return text


def house_form(q: Quantity) -> str:
    """A number with its unit as it is printed: "US$5 billion", "2.4 cm"; in words where it has no such form."""
    if q.unit in PREFIXES and not q.vague:
        return f"{PREFIXES[q.unit]}{short(q.value)}"
    if q.unit in SYMBOLS and q.kind == "number" and not q.vague:
        return f"{figure(q.value)} {SYMBOLS[q.unit]}"
    return meaning(q)


def words(pair: Pair, q: Quantity, source: bool) -> str:
    """The words of the text."""
    return (pair.source if source else pair.target).text[q.start : q.end].strip()


def stated(pair: Pair, q: Quantity) -> str:
    """The Chinese words and what they mean: 30亿 = 3,000,000,000; the words alone where they show it themselves."""
    text, value = words(pair, q, True), meaning(q)
    is_shown = text.lower() == value.lower() or text.replace(",", "") == value.replace(",", "")
    return text if is_shown else f"{text} = {value}"


def claimed(pair: Pair, difference: Difference) -> str:
    """Return the message for equal values with different claims (more than, less than); "" for other differences."""
    ours, theirs = difference.source, difference.target
    if ours is None or theirs is None or difference.problem not in _CLAIMED:
        return ""
    zh, en = words(pair, ours, True), words(pair, theirs, False)
    match difference.problem:
        case "bound":
            much = {">": "and more", "<": "at most", "~": "not quite"}.get(ours.approx, "exactly")
            return f"{stated(pair, ours)} {much}; “{en}” is said the other way round"
        case "change":
            return f"“to” and “by” are exchanged: what changes by {zh} does not change to {zh}"
        case "sign":
            return f"only one side is below zero: {zh} and {en}"
        case "point":
            return f"{zh} are percentage points; “{en}” is a share of the old value"
        case "discount":
            left = figure(round(100 * ours.value, 1))
            return f"{zh} leaves {left}% of the price; the translation takes {en} off"
    return f"the range runs the other way round: it begins with {zh}, the translation with {en}"


def suggest(difference: Difference) -> tuple[str, ...]:
    """Return what to write in place of the marked words."""
    ours, theirs = difference.source, difference.target
    if difference.problem in ("added", *_CLAIMED):
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
    return (short(ours.value) if ours.kind == "number" else english(ours),)
