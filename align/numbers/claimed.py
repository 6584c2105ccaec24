"""Equal values of which the sides say different things (:mod:`.claims`): how grave that is, which words are marked, and
in which sentence it is told."""

from __future__ import annotations

import re

from align.numbers.agreement import Difference
from align.numbers.changes import turned
from align.numbers.claims import bound
from align.numbers.quantity import DATES, Quantity
from align.numbers.wording import figure, meaning, words
from align.records import Offsets, Pair, Severity
from align.text.spans import just_before

SURE = 0.95  # of what is an error however little is known of the pair: in 40,000 good pairs three are not
# How grave and how sure
CLAIMED: dict[str, tuple[Severity, float]] = {
    "bound": ("error", SURE), "change": ("error", 0.85), "sign": ("error", 0.85), "point": ("warning", 0.7),
    "li": ("error", 0.85), "discount": ("error", 0.85), "order": ("error", 0.85), "way": ("error", SURE),
    "share": ("error", 0.85),
}  # fmt: skip
_BOUND = re.compile(
    "(?:(?:不[得可能应会]?|至|最)?[超过多少低高大小于]{1,2}|[不未][到足满达及]|将?近|接近|逾|突破"
    "|[仅只](?:有|剩下?|占|需|要|用|花|差|为|余)?了?)$"
)
_MONTH = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月$")
_BOUND_AFTER = re.compile("(?:以[上下内]|开外|底?(?:之|以)?[前后]|起|开始)")
_STRICT = re.compile("(?<![不未得应能可会])(?:超过?|逾|突破|[多大高]于|[少小低]于)|[不未][到足满达及]|[将接]?近$")
_MUCH = {">": "at least ", "<": "at most ", "~": "not quite "}
_MUCH_STRICTLY = {">": "more than ", "<": "less than "}


def marked(pair: Pair, difference: Difference) -> tuple[Offsets | None, Offsets | None]:
    """The words to mark on both sides: the value and the numeral, with the unit or with the words of a claim where
    those are wrong. None on a side that has no figure."""
    ours, theirs, problem = difference.source, difference.target, difference.problem
    source, target = pair.source.text, pair.target.text
    if ours and theirs and problem == "bound":
        return _bounded(source, ours), (bound(target, theirs), theirs.end)
    if ours and theirs and problem == "way" and (said := turned(ours, theirs, source, target)):
        zh, en = said
        return (zh[0], ours.end), (min(en[0], theirs.start), max(en[1], theirs.numeral_end))
    end = (theirs.end if problem == "unit" else theirs.numeral_end) if theirs else 0
    return (ours.start, ours.end) if ours else None, (theirs.start, end) if theirs else None


def _bounded(text: str, quantity: Quantity) -> Offsets:
    """A Chinese quantity with 不得超过 before it or 以上 behind it."""
    before = just_before(_MONTH if quantity.kind in DATES else _BOUND, text, quantity.start)
    behind = _BOUND_AFTER.match(text, quantity.end)
    return before.start() if before else quantity.start, behind.end() if behind else quantity.end


def claimed(pair: Pair, difference: Difference) -> str:
    """Return the message for equal values with different claims (more than, less than); "" for other differences."""
    ours, theirs = difference.source, difference.target
    if ours is None or theirs is None or difference.problem not in CLAIMED:
        return ""
    zh, en = words(pair, ours, True), words(pair, theirs, False)
    match difference.problem:
        case "bound" | "way":
            return _sides(pair, difference, ours)
        case "change":
            return f"“to” and “by” are exchanged: what changes by {zh} does not change to {zh}"
        case "sign":
            return f"only one side is below zero: {zh} and {en}"
        case "point":
            return f"{zh} are percentage points; “{en}” is a share of the old value"
        case "share":
            return f"{zh} is a share; the translation counts {en}"
        case "li":
            return f"a 里 is half a kilometre: {zh}里 is not {en}"
        case "discount":
            left = figure(round(100 * ours.value, 1))
            return f"{zh} leaves {left}% of the price; the translation takes {en} off"
    return f"the range runs the other way round: it begins with {zh}, the translation with {en}"


def _sides(pair: Pair, difference: Difference, ours: Quantity) -> str:
    """What both sides say of a figure, word for word."""
    source, target = marked(pair, difference)
    zh = pair.source.text[slice(*source)] if source else ""
    en = pair.target.text[slice(*target)] if target else ""
    if difference.problem == "way":
        return f"“{zh}” and “{en}”: what rises on one side falls on the other"
    if ours.kind in DATES:
        return f"“{zh}” and “{en}” are opposite sides of the date"
    exactly = "no more than " if zh[:1] in ("仅", "只") else "exactly "
    much = (_MUCH_STRICTLY if _STRICT.search(zh) else _MUCH).get(ours.approx, exactly)
    return f"{zh} is {much}{meaning(ours)}; the translation says “{en}”"
