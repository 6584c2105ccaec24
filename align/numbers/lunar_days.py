"""Days and months of the lunar calendar under the names of the solar one: 农历五月初五 is no *5 May*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.numbers.agreement import Agreement
from align.numbers.dates_en import MONTHS
from align.numbers.numerals import chinese, in_words

_MONTH = r"(?P<month>[一二三四五六七八九十]{1,2}|\d{1,2}|正|冬|腊)月"
_LUNAR = re.compile(
    rf"(?P<said>(?:农历|阴历|旧历|夏历)(?:[^，。；：\d月]{{0,6}}?))?闰?{_MONTH}"
    r"(?P<day>初[一二三四五六七八九十](?![天个年级])|廿[一二三四五六七八九]?"
    r"|(?:二?十[一二三四五六七八九]?|三十)(?![\d个日号年月]))?"
)
_NAMED = {"正": 1, "冬": 11, "腊": 12}
_ORDINALS = tuple(in_words(month)[1] for month in range(13))
_LUNAR_EN = re.compile(rf"\b(?P<month>{'|'.join(_ORDINALS[1:])}) (?:(?:leap )?lunar month|moon)\b", re.I)
_SAYS = re.compile(
    r"\b(?:lunar|chinese calendar|traditional calendar|lunisolar|old calendar|(?:first|second|third|\w+th) moon)\b",
    re.I,
)
_SOLAR = re.compile(
    "公历|阳历|西历|新历|[0-9〇零一二三四五六七八九]{2,4}年[0-9一二三四五六七八九十]{1,2}月"
    "[0-9一二三四五六七八九十]{1,3}[日号]"
)


class LunarDay(NamedTuple):
    """A lunar date of the Chinese and the month of the solar calendar in its place: spans; its month, 1..12."""

    source: tuple[int, int]
    target: tuple[int, int]
    month: int


def mistaken(source: str, target: str, agreement: Agreement) -> Iterator[LunarDay]:
    """Lunar dates for which the English has the month of the same number (May for the fifth month). Whoever converts
    them comes to another month, a month later as a rule. Nothing where the English says that it is lunar."""
    if "月" not in source or _SAYS.search(target) or _SOLAR.search(source):
        return
    for ours in _LUNAR.finditer(source):
        if not (ours["said"] or ours["month"] in _NAMED or (ours["day"] or "").startswith(("初", "廿"))):
            continue
        month = _NAMED.get(ours["month"]) or _number(ours["month"])
        for theirs in (t for s, t in agreement.matched if s.kind == t.kind == "month" and t.value == month):
            if target[theirs.start : theirs.end].strip().lower().rstrip(".") in MONTHS:
                yield LunarDay(ours.span(), (theirs.start, theirs.end), month)
                return


def another_month(source: str, target: str) -> LunarDay | None:
    """The one lunar date of the Chinese, where the English has the one of another lunar month: "the twelfth lunar
    month" for 正月初八."""
    ours, theirs = list(_LUNAR.finditer(source)), list(_LUNAR_EN.finditer(target))
    if len(ours) != 1 or len(theirs) != 1:
        return None
    month = _NAMED.get(ours[0]["month"]) or _number(ours[0]["month"])
    said = _ORDINALS.index(theirs[0]["month"].lower())
    return LunarDay(ours[0].span(), theirs[0].span(), month) if month != said and 0 < month < 13 else None


def wanted(month: int) -> str:
    """5 -> "the fifth lunar month"."""
    return f"the {_ORDINALS[month]} lunar month"


def _number(word: str) -> int:
    reading = None if word.isdigit() else chinese(word)
    return int(word) if word.isdigit() else int(reading.value) if reading else 0
