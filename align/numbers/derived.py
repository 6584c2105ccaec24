"""Numbers that the others of a sentence imply, or its names: 52比47, five points ahead; 国青队, the under-20s."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from align.numbers.equality import close
from align.numbers.quantity import Quantity
from align.numbers.units import convert, dimension

_BY_ZH = re.compile(
    "(?:领先|落后|净胜|[大狂惨完小险]胜|[大惨小]败|[胜负赢输]|相差|[只仅]差|高出|超出|反超|优势)[^，。；]{0,5}$"
)
_BY_EN = re.compile(
    r"(?i)\b(?:by|lead|led|leads|ahead|behind|up|down|clear|trail\w*|margin of|advantage)\s+(?:\w+\s+)?$"
)
_BEHIND_EN = re.compile(
    r"(?i)[\s-]{0,2}(?:(?:points?|goals?|games?|shots?|strokes?|runs?)[\s-]{1,2})?(?:ahead|behind|clear|lead|adrift|deficit)\b"
)

_AGE_GROUP = re.compile("国[青奥少]|青年队|少年队|青少年|[青少]年组|[青少]年(?:锦标|足球|篮球|排球|女|男)")
_UNDER = re.compile(r"(?i)\b(?:under[- ]?|U-?)$")
# The first and the last quarter of a match or a year
_ENDS = {1: ("首节", "首季", "开局一节"), 4: ("末节", "末季")}
# What a measure in brackets may be rounded by, and how many letters before it the other one ends
_ROUGH, _NEAR, _BRACKET = 0.05, 24, re.compile(r"[(（/\[]\s*(?:about |around |approx\.? |roughly |or |= ?|~ ?)?$")

Matched = Sequence[tuple[Quantity, Quantity]]


def of_score(s: Quantity, matched: Matched, source: str) -> bool:
    """Return whether a number of the Chinese is the difference of two that both sides give: 52比47领先5分."""
    cue = _BY_ZH.search(source, max(0, s.start - 9), s.start)
    return cue is not None and _is_difference(s, [ours for ours, _ in matched])


def by_score(t: Quantity, matched: Matched, source: str, target: str) -> bool:
    """The same of a number of the English, "five points ahead at 52-47"; or the age that the name of a team implies."""
    if t.value < 24 and _UNDER.search(target, max(0, t.start - 6), t.start) and _AGE_GROUP.search(source):
        return True
    if t.kind == "quarter" and any(word in source for word in _ENDS.get(int(t.value), ())):
        return True
    if _is_restated(t, [theirs for _, theirs in matched], target):
        return True
    cue = _BY_EN.search(target, max(0, t.start - 24), t.start) or _BEHIND_EN.match(target, t.numeral_end)
    return cue is not None and _is_difference(t, [theirs for _, theirs in matched])


def _is_restated(t: Quantity, others: Sequence[Quantity], target: str) -> bool:
    """Return whether a measure in brackets says on another scale what stands before them: 180 °C (350 °F)."""
    if not dimension(t.unit) or not _BRACKET.search(target, max(0, t.start - 12), t.start):
        return False
    for other in others:
        if 0 <= t.start - other.end <= _NEAR and dimension(other.unit) in ("", dimension(t.unit)):
            there = convert(other.value, other.unit or ("C" if t.unit == "F" else ""), t.unit)
            if there is not None and abs(there - t.value) <= _ROUGH * abs(there):
                return True
    return False


def _is_difference(q: Quantity, others: Sequence[Quantity]) -> bool:
    """Return whether a whole number is the difference of two others beside each other."""
    figures = sorted((o for o in others if o.kind == "number"), key=lambda o: o.start)
    return q.kind == "number" and any(close(abs(a.value - b.value), q.value) for a, b in itertools.pairwise(figures))
