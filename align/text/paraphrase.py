"""Numbers said in another way: "one in five" for 五分之一, "the next day" for 6日, "July 25" for 25日. Layer 1."""

from __future__ import annotations

import re
from fractions import Fraction

from align.text.quantity import Quantity

_DAY_WORDS = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|(?:next|same|following|previous|that|this) (?:day|morning|afternoon)"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_YEAR_WORDS = ("今年", "去年", "明年", "前年", "当年", "同年", "年底", "年初")
_BARE = {100.0: "百", 1000.0: "千", 10000.0: "万", 1e8: "亿", 1e6: "百万", 1e7: "千万"}
_GAPS = re.compile(r"[\s,()-]+")


def explained(s: Quantity, theirs: tuple[Quantity, ...], target: str) -> bool:
    """Does the translation say this number in other words?"""
    values = {t.value for t in theirs}
    if s.kind == "fraction":  # one in five
        share = Fraction(s.value).limit_denominator(100)
        return share.denominator in values and share.numerator in values
    if s.kind == "time":  # 21:25 as a score
        return s.value // 60 in values and s.value % 60 in values
    if s.kind == "day":
        return bool(_DAY_WORDS.search(target))
    if s.kind == "number" and not s.unit and s.value >= 1e4 and s.step == 1:  # a number written in groups
        return f"{s.value:.0f}" in _GAPS.sub("", target)
    return False


def implied(t: Quantity, ours: tuple[Quantity, ...], source: str, target: str) -> bool:
    """May English add it from the context: the month to a day, the year, a weekday, the decade of 本世纪初?"""
    kinds = {s.kind for s in ours}
    match t.kind:
        case "weekday":
            return "weekday" not in kinds
        case "month":
            return bool(kinds & {"day", "time"}) and "month" not in kinds
        case "year":
            return (bool(kinds & {"month", "day"}) and "year" not in kinds) or any(w in source for w in _YEAR_WORDS)
        case "decade":
            return "世纪" in source or "年代" in source
        case "time":  # 3分35秒 as 3:35
            values = {s.value for s in ours}
            return t.value // 60 in values and t.value % 60 in values
        case "number":
            bare = _BARE.get(t.value)
            if bare and bare in source:
                return True
            if any(s.kind == "time" and t.value in (s.value // 60, s.value % 60) for s in ours):  # a score
                return True
            digits = _GAPS.sub("", target[t.start : t.numeral_end])  # 85993119 as "8599 3119"
            return len(digits) > 1 and any(
                s.value >= 1e6 and digits in f"{s.value:.0f}" and f"{s.value:.0f}" in source for s in ours
            )
    return False
