"""Times of day in Chinese: 下午三点半, 15时20分, 一点钟, 两三点."""

from __future__ import annotations

import re

from align.data import either
from align.numbers.numerals import Reading, chinese
from align.numbers.quantity import FIRM, SMALL, Quantity, exact
from align.text.spans import just_before

_HOUR = re.compile(
    r"\s*(?P<range>-{1,2}|~|至|到)?(?(range)\s*(?P<second>\d{1,2}|[一二两三四五六七八九十]{1,3})\s*)"
    r"(?P<mark>时(?!代|期|候|常|速|隔|尚|装|有)|点)(?P<rest>\s*(?P<min>\d{1,2}|[零一二三四五六七八九十]{1,3})\s*分(?!之|别)"
    r"|半|整|钟|许|[一三]刻|(?P<bare>\d\d|[二三四五]?十[一二三四五六七八九]?)(?![\d个人名位元块岁分多余几来]))?"
)
_PERIOD = re.compile(rf"({either('chinese_words.tsv', 'part_of_day')})(?:约|大约|近|的)?\s*$")
_LATE = re.compile("[晚夜]|下午|午后|傍晚")
_EVENING = frozenset(("下午", "午后", "傍晚", "晚上", "晚间", "夜间", "深夜", "夜里", "当晚", "今晚", "昨晚", "晚"))
# 接近0时: when it approaches 0
_VALUE = re.compile(r"(?:近|趋于|等于|为|是|到|至|[<>=≤≥])\s*$")


def reading_of(word: str) -> Reading | None:
    if word[0].isdigit():
        return Reading(float(word), float(word), float(word), True)
    return chinese(word)


def time_of_day(text: str, minutes: float, start: int, end: int) -> Quantity:
    """A time of day; without 上午 or 下午 an hour up to 12 may be either."""
    before = _PERIOD.search(text, max(0, start - 5), start)
    period = before[1] if before else ""
    also: tuple[float, ...] = ()
    if (
        (period in _EVENING and minutes < 720)
        or (period in _EVENING and 720 <= minutes < 780 and period not in ("下午", "午后"))
        or (period in ("中午", "正午", "午后") and minutes < 300)
    ):
        minutes += 720
    elif period in ("凌晨", "半夜", "午夜") and 720 <= minutes < 780:
        minutes -= 720
    elif not period and minutes < 780:
        also = (minutes + 720,)
    if minutes >= 1440:
        also = (minutes - 1440, *also)
    elif minutes < 60:
        also = (minutes + 1440, *also)
    return exact(minutes, "time", before.start() if before else start, end, FIRM, also)


def hours(text: str, word: str, reading: Reading, match: re.Match[str]) -> tuple[list[Quantity], int] | None:
    behind = _HOUR.match(text, match.end())
    if behind is None or reading.value > 24 or len(word) > 3:
        return None
    start, end = match.span()
    if reading.low < reading.high:  # 两三点: two or three o'clock
        hours_of = [exact(60 * h, "time", start, end, SMALL, (60 * h + 720,)) for h in (reading.low, reading.high)]
        return (hours_of, behind.end()) if behind["mark"] == "点" and reading.high < reading.low + 2 else None
    period = _PERIOD.search(text, max(0, start - 5), start)
    rest = (behind["rest"] or "").strip()
    if text[start - 1 : start] == "第" or (word == "一" and not period and rest not in ("钟", "整")):  # 第一时间, 一时
        return None
    if word in "0零" and not rest and just_before(_VALUE, text, start):
        return None
    if behind["mark"] == "点" and not behind["rest"] and not period:
        number = exact(reading.value, "number", start, end, SMALL, (reading.value * 60, reading.value * 60 + 720))
        return ([number], behind.end()) if not behind["second"] else None
    minutes = reading.value * 60
    if behind["min"] or behind["bare"]:
        part = reading_of(behind["min"] or behind["bare"])
        minutes += part.value if part else 0
    elif rest in ("半", "一刻", "三刻"):
        minutes += {"半": 30, "一刻": 15, "三刻": 45}[rest]
    if not behind["second"]:
        at = time_of_day(text, minutes, start, behind.end())
        if behind["mark"] == "时" and 60 <= minutes < 720 and not period and not _LATE.search(text):
            at = at._replace(also=(), firm=SMALL)  # writing counts hours to 24, unless it names the half of the day
        return [at], behind.end()
    second = reading_of(behind["second"])
    if second is None or second.value > 24:
        return None
    last = time_of_day(text, second.value * 60 + minutes - reading.value * 60, behind.start("second"), behind.end())
    first = time_of_day(text, reading.value * 60, start, end)
    if period and first.value > 720 and last.value < 720:
        last = last._replace(value=last.value + 720, low=last.value + 720, high=last.value + 720)
    return [first, last], behind.end()
