"""What is left of a number: 缩小了三分之二, "a third of its former size"; 十七个中有十五个, "all but two of the 17"."""

from __future__ import annotations

import re

from align.numbers.equality import ratio
from align.numbers.quantity import Quantity
from align.numbers.rates import Texts
from align.text.spans import just_before

CLOSE = 0.005  # of the whole by which what is left may be rounded
_TAKEN_ZH = re.compile("[减降缩少省短低跌落小亏](?:[了掉去过短少小]|[约近逾]|超过|将近|幅度?){0,3}$")
_TAKEN_EN = re.compile(
    r"(?i)\b(?:cut\w*|reduc\w*|slash\w*|shorten\w*|shr[aiu]nk\w*|down|fell|fall\w*|lower\w*|drop\w*|sav\w+"
    r"|(?:less|fewer)(?! than)|declin\w*|decreas\w*|halv\w+|trim\w*|shed\w*|lost|lose\w*|faster|quicker|cheaper)\b"
)
_LEFT_EN = re.compile(r"\s+(?:of\s+)?(?:the|its|their|what|as|that|those|his|her)\b", re.I)
STOP = re.compile(r"[.!?;]\s")  # between sentences and parts of one
_ALL_BUT = re.compile(r"\b(?:all but|all except(?: for)?|all bar)\s+(?:the\s+)?$", re.I)


def is_rest_of_half(s: Quantity, t: Quantity, source: str, target: str) -> bool:
    """Return whether the English gives what is left of a half that is taken away: 缩短近一半, "takes little more than
    half the time it did"."""
    return s.value == t.value == 0.5 and _is_taken(s, t, source, target)


def rest(s: Quantity, t: Quantity, both: Texts) -> bool:
    """Return whether the English gives what a share of the Chinese leaves, or how many of a number are excepted."""
    if _ALL_BUT.search(both.target, max(0, t.start - 24), t.start):
        totals = {q.value for q in both.ours} & {q.value for q in both.theirs}
        return s.kind == t.kind == "number" and s.value + t.value in totals
    ours, theirs = ratio(s), ratio(t)
    return (
        ours is not None
        and theirs is not None
        and abs(ours + theirs - 1) <= CLOSE
        and _is_taken(s, t, both.source, both.target)
    )


def _is_taken(s: Quantity, t: Quantity, source: str, target: str) -> bool:
    """Return whether the share is taken away in Chinese, and is one of what there was in English."""
    if not just_before(_TAKEN_ZH, source, s.start) or not _LEFT_EN.match(target, t.end):
        return False
    begins = max((m.end() for m in STOP.finditer(target, 0, t.start)), default=0)
    return not _TAKEN_EN.search(target, begins, t.start)
