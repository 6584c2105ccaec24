"""How often: 每日一次 and "twice daily", 每8小时一次 and "every six hours"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.numbers import numerals

_HOURS_ZH = {
    "小时": 1, "日": 24, "天": 24, "晚": 24, "晨": 24, "早": 24, "周": 168, "星期": 168, "礼拜": 168, "月": 730,
    "个月": 730, "季度": 2190, "年": 8760,
}  # fmt: skip
_HOURS_EN = {
    "hour": 1, "hourly": 1, "day": 24, "daily": 24, "night": 24, "nightly": 24, "morning": 24, "evening": 24,
    "week": 168, "weekly": 168, "month": 730, "monthly": 730, "quarter": 2190, "quarterly": 2190, "year": 8760,
    "yearly": 8760, "annually": 8760,
}  # fmt: skip
_NUMERAL = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_PERIOD = "小时|个月|季度|星期|礼拜|[日天晚晨早周月年]"
_OFTEN_ZH = re.compile(
    rf"(?:每|(?<![\d十第])一)(?P<period>{_PERIOD})[^，。；、\d一二两三四五六七八九十次]{{0,4}}(?P<count>{_NUMERAL})次(?!数)"
    rf"|每?(?P<left_out>(?<!相)隔)?(?P<every>(?<=每|(?<!相)隔){_NUMERAL}|(?<=隔)(?=[日天周年]))(?P<unit>小时|个月|[日天周年])"
    r"[^，。；、\d一二两三四五六七八九十次]{0,4}一次(?!性)"
)
_COUNT_EN = r"(?:once|twice|thrice|(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve) times)"
_OFTEN_EN = re.compile(
    rf"(?<!or )\b(?P<count>{_COUNT_EN}),? (?:(?:an?|per|each|every) (?P<period>day|night|morning|evening|week|month"
    r"|quarter|year|hour)|(?P<adverb>daily|nightly|weekly|monthly|quarterly|yearly|annually|hourly))\b"
    r"|\b(?:once )?every (?P<every>other|\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve) "
    r"?(?P<unit>hour|day|night|week|month|year)s?\b"
)
_WORDS = {"once": 1.0, "twice": 2.0, "thrice": 3.0, "other": 2.0}
_NEARLY = 0.05  # share by which two rates may differ: 52 weeks are a year


class Often(NamedTuple):
    """How often something happens, per hour, and its place; ``also``: another reading of it."""

    rate: float
    start: int
    end: int
    also: float = 0.0


def frequencies(source: str, low: str) -> tuple[Often, Often] | None:
    """What both sides say of how often something happens, where each says it once; ``low``: the English in lower
    case."""
    if "次" not in source:
        return None
    ours = list(_chinese(source))
    theirs = list(_english(low)) if len(ours) == 1 else []
    return (ours[0], theirs[0]) if len(theirs) == 1 else None


def is_same(one: Often, other: Often) -> bool:
    """Return whether two say the same: twice a day, every 12 hours."""
    return any(rate and abs(rate / other.rate - 1) < _NEARLY for rate in (one.rate, one.also))


def _chinese(text: str) -> Iterator[Often]:
    for match in _OFTEN_ZH.finditer(text):
        count, every = match["count"], match["every"]
        value = numerals.exact_value(count or every) if count or every else 1.0
        if not value:
            continue
        if count:
            yield Often(value / _HOURS_ZH[match["period"]], *match.span())
            continue
        rate = 1 / (value * _HOURS_ZH[match["unit"]])
        if not match["left_out"]:
            yield Often(rate, *match.span())
        else:  # 隔一日 is every other day; 隔两天 every third, and in loose use every second
            loose = rate if value > 1 or match["unit"] == "小时" else 0.0
            yield Often(1 / (1 / rate + _HOURS_ZH[match["unit"]]), *match.span(), loose)


def _english(low: str) -> Iterator[Often]:
    for match in _OFTEN_EN.finditer(low):
        word = (match["count"] or match["every"]).removesuffix(" times")
        value = _WORDS.get(word) or (float(word) if word.isdecimal() else numerals.english([word]))
        if value:
            period = match["period"] or match["adverb"] or match["unit"]
            rate = value / _HOURS_EN[period] if match["count"] else 1 / (value * _HOURS_EN[period])
            yield Often(rate, *match.span())
