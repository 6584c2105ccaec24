"""Dates and times in Chinese text: 2022年8月7日, 98年, 80年代, 下午3点半, 周三, 第三季度, 十四五."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.numbers.clock_zh import hours, reading_of, time_of_day
from align.numbers.eras import REPUBLIC, first_year
from align.numbers.figured_dates import event_day, iso_date
from align.numbers.measures_zh import SPAN_BEFORE
from align.numbers.numerals import Reading, chinese
from align.numbers.quantity import FIRM, SMALL, WEAK, Kind, Quantity, exact

_CN = "零一二三四五六七八九十两廿卅"
_ONE = rf"(?:\d{{1,4}}|[{_CN}]{{1,4}})"
_CLOCK = re.compile(r"(?P<h>[01]?\d|2[0-4]):\s?(?P<m>[0-5]\d)(?::[0-5]\d)?(?![\d:])")
_PLAN = re.compile(
    r"(?:十[一二三四五]|[一二三四六七八九]|(?<!第)十)五(?=[”\"’」』]?(?:规划|计划|时期|期间|末|以来|开局|普法))|十[一二三四]五(?![个岁年名人万千百天家元米公点])"
)
_PLAN_ORDINAL = re.compile(rf"第?(?P<n>[{_CN}]{{1,3}}|\d{{1,2}})个五年(?=规划|计划)")
_SPAN = (
    rf"(?P<range>\s{{0,8}}(?:-{{1,2}}|~|至|到|、|和|及|与)\s{{0,8}}(?P<second>{_ONE})(?P<third>、{_ONE})?\s{{0,8}})?"
)
_YEAR = re.compile(rf"\s{{0,8}}{_SPAN}(?P<what>年代|年(?![级轮龄幼轻])|世纪)")
_MONTH = re.compile(rf"\s{{0,8}}{_SPAN}月(?![球亮饼薪刊票租经龄])份?")
_DAY = re.compile(rf"\s{{0,8}}{_SPAN}(?:日(?![元圆本均游内志])|号(?![线楼馆店机门房院文码称召桌厅公令]))")
_BEHIND = frozenset("季年世月日号时点-~至到、和及与")  # what may be behind the numeral of a date or time, or a space
_QUARTER = re.compile(r"(?<![前头个这那上下每某本该同].)\s*季度")  # 下一季度 is the next quarter, not the first
_COUNTED = re.compile("(?:[到至、-]?[一二三四五六七八九十两])?[次回趟天个小篇期份更节集场例部片粒]|课时|多|余")
_WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日", 1)} | {"天": 7}
_WORDS = re.compile(
    r"(?P<week>星期|礼拜|(?<![一二三四五六七八九十两几])周)(?P<day>[日天])(?![本津空地下然才气真均])"
    r"|(?P<half>[上下]半年)|(?P<third>[上中下]旬)|(?P<noon>(?<![清凌])(?:中午|正午)(?!\s*[\d一二十])|午夜(?!\s*[\d一二十]))"
    r"|(?P<lunar>正月|冬月|腊月)"
)
_WORD_HINT = re.compile("[星礼周半旬午正冬腊]")  # one of these is in each of them
_TO_WEEKDAY = re.compile(r"(?:至|到|-|、|和)(?:周|星期|礼拜)?([一二三四五六日天])(?![个\d])")
_DECADE_BEHIND = re.compile(r"\s*(?:的\s*)?[\d零一二三四五六七八九十]{1,4}\s*年代")
_MONTH_BEHIND = re.compile(r"\s*\d{1,2}\s*月")
_ROC_BEHIND = re.compile(r"\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月")
_CENTURY_BEFORE = re.compile(r"(上|本|\d\d|[一二三四五六七八九十]{1,3})\s?个?世纪\s*$")
_LUNAR = {"正月": 1, "冬月": 11, "腊月": 12}
_PARTS = {"上半年": 1, "下半年": 2, "上旬": 1, "中旬": 3, "下旬": 2}


def words(text: str) -> Iterator[Quantity]:
    """Return dates without a numeral: 周日, 上半年, 中旬."""
    for match in _WORDS.finditer(text) if _WORD_HINT.search(text) else ():
        start, end = match.span()
        if match["week"]:
            yield exact(7, "weekday", start, end, FIRM if match["week"] != "周" else SMALL)
        elif match["lunar"]:
            yield exact(_LUNAR[match["lunar"]], "month", start, end, WEAK)
        elif match["noon"]:
            value = 0 if match["noon"] == "午夜" else 720
            yield exact(value, "time", start, end, WEAK, (1440,) if not value else ())
        else:
            yield exact(_PARTS[match[0]], "part", start, end, SMALL if match["half"] else WEAK)


def read(text: str, match: re.Match[str]) -> tuple[list[Quantity], int] | None:
    """The date or time that begins at this numeral, and where it ends; None where it is none."""
    start = match.start()
    if (match["dig"] or match["dotted"]) and (whole := _digits(text, start)):
        return whole
    if match["scale"] and "年" not in text[match.end() : match.end() + 1]:
        return None
    word = match["dig"] or match["cn"] or ""
    if not word or "." in word or "," in word or "多" in word or "余" in word:
        return None
    if not match["dig"] and (named := _named(text, match)):
        return named
    behind = text[match.end() : match.end() + 1]
    if behind not in _BEHIND and not behind.isspace():
        return None
    reading, dated = reading_of(word), text.startswith(("年代", "月"), match.end())
    if reading is None or (reading.low < reading.high and len(word) > 2 and not dated):
        return None
    for attempt in (_quarter, _years, _months, _days, hours):
        found = attempt(text, word, reading, match)
        if found:
            return found
    return None


def _digits(text: str, start: int) -> tuple[list[Quantity], int] | None:
    """2022-08-07, 7·20, 9.11事件 and 15:30."""
    if dated := iso_date(text, start) or event_day(text, start):
        return dated
    if clock := _CLOCK.match(text, start):
        minutes = int(clock["h"]) * 60 + int(clock["m"])
        return [time_of_day(text, minutes, start, clock.end())], clock.end()
    return None


def _named(text: str, match: re.Match[str]) -> tuple[list[Quantity], int] | None:
    """周三, 十四五, 第十四个五年规划."""
    start = match.start()
    if (plan := _PLAN_ORDINAL.match(text, start)) and (reading := chinese(plan["n"])):
        return [exact(reading.value, "plan", start, plan.end())], plan.end()
    if (short := _PLAN.match(text, start)) and (reading := chinese(short.group()[:-1])):
        return [exact(reading.value, "plan", start, short.end())], short.end()
    week = text[max(0, start - 2) : start]
    if text[start] in _WEEKDAYS and (week in ("星期", "礼拜") or week[-1:] == "周"):
        counted = week[-1:] == "周" and _counts_weeks(text, week[:1], start)
        if len(match["cn"]) > 1 or counted or text.startswith(("直", "样", "般"), start + 1):  # 这个星期一直
            return None
        at = start - (1 if week[-1:] == "周" else 2)
        found = [exact(_WEEKDAYS[text[start]], "weekday", at, start + 1, SMALL if at == start - 1 else FIRM)]
        if more := _TO_WEEKDAY.match(text, start + 1):
            found.append(exact(_WEEKDAYS[more[1]], "weekday", more.start(1), more.end(), SMALL))
            return found, more.end()
        return found, start + 1
    return None


def _counts_weeks(text: str, before: str, start: int) -> bool:
    """Return whether weeks (两周三次) or times a week (每周三次) are counted here. 每周三 alone is a day."""
    return bool(_COUNTED.match(text, start + 1)) if before == "每" else before in "一二三四五六七八九十两几0123456789"


def _quarter(text: str, word: str, reading: Reading, match: re.Match[str]) -> tuple[list[Quantity], int] | None:
    behind = _QUARTER.match(text, match.end())
    if behind is None or reading.value > 4:
        return None
    start = match.start() - (text[match.start() - 1 : match.start()] == "第")
    return [exact(reading.value, "quarter", start, behind.end())], behind.end()


def _with_range(first: Quantity, behind: re.Match[str], kind: Kind) -> list[Quantity]:
    """7、8月; 2022-2025年; 3日至5日 has its own 日."""
    out = [first]
    for group in ("second", "third"):
        word = behind.groupdict().get(group)
        reading = reading_of(word.lstrip("、")) if word else None
        if reading and word:
            start = behind.start(group) + word.startswith("、")
            value, also = reading.value, ()
            if kind == "year" and value < 100 and first.value > 1000:
                value = first.value // 100 * 100 + value
            out.append(exact(value, kind, start, behind.end(group), first.firm, also))
    return out


def _years(text: str, word: str, reading: Reading, match: re.Match[str]) -> tuple[list[Quantity], int] | None:
    behind = _YEAR.match(text, match.end())
    if behind is None:
        return None
    start, end, value = match.start(), behind.end(), reading.value
    if behind["what"] == "世纪":
        if text[start - 1 : start] == "第":
            start -= 1
        decade = _DECADE_BEHIND.match(text, end)
        first = exact((value - 1) * 100, "century", start, end, WEAK if decade else FIRM, (value,))
        found = _with_range(first, behind, "century")
        return [first] + [
            q._replace(value=(q.value - 1) * 100, low=(q.value - 1) * 100, high=(q.value - 1) * 100) for q in found[1:]
        ], end
    if behind["what"] == "年代":
        second = reading_of(behind["second"]) if behind["second"] else None
        value *= 10 if second and value < 10 and second.value >= 10 else 1  # 7、80年代
        decades, end = _decade(text, value, start, end)
        decades += _decade(text, second.value, behind.start("second"), end)[0] if second else []
        if reading.low < reading.high:
            decades += _decade(text, reading.high, start, end)[0]
        return decades, end
    era = first_year(text, start)
    if (era and 1 <= value <= 199) or _republican(text, start, end, reading):  # years of an era
        first = exact((era or REPUBLIC) + value - 1, "year", start - 2 if era else start, end, FIRM, (value,))
        return _with_range(first, behind, "year"), end
    digit_year = (reading.places and len(word) == 4) or (word.isdigit() and len(word) == 4)
    if digit_year and 1000 <= value <= 2199 and text[start - 1 : start] != "第":
        first = exact(value, "year", start, end)
        return _with_range(first, behind, "year"), end
    if word.isdigit() and len(word) == 2 and _MONTH_BEHIND.match(text, end):
        return [exact(value, "year", start, end, FIRM, (1900 + value, 2000 + value))], end
    if behind["range"] is None and word.isdigit() and len(word) == 2 and (value >= 70 or word[0] == "0"):
        return [exact(value, "year", start, end, SMALL, (1900 + value, 2000 + value))], end
    if behind["range"] is None and reading.places and len(word) == 2 and (value >= 50 or word[0] in "零〇"):  # 九八年
        return [exact(value, "year", start, end, SMALL, (1900 + value, 2000 + value))], end
    return None


def _republican(text: str, start: int, end: int, reading: Reading) -> bool:
    """一百零三年六月 in a statute: a date, as a stretch of time would be 六个月; 九十六年 after 民国."""
    if reading.low < reading.high or not 30 <= reading.value <= 150 or text[start - 1 : start] == "第":
        return False
    return _ROC_BEHIND.match(text, end) is not None and ("民国" in text[:start] or not reading.places)


def _decade(text: str, value: float, start: int, end: int) -> tuple[list[Quantity], int]:
    if value >= 1000:
        return [exact(value, "decade", start, end)], end
    last = _CENTURY_BEFORE.search(text, max(0, start - 8), start)
    base = 2000.0 if last and last[1] == "本" else 1900.0
    if last and last[1] not in ("上", "本"):
        reading = reading_of(last[1])
        base = (reading.value - 1) * 100 if reading else base
    also = (value,) if last else (value, base + value + 100)
    return [exact(base + value, "decade", start, end, FIRM, also)], end


def _months(text: str, word: str, reading: Reading, match: re.Match[str]) -> tuple[list[Quantity], int] | None:
    behind = _MONTH.match(text, match.end())
    both = reading.low < reading.high  # 七八月: July and August
    before = text[match.start() - 1 : match.start()]
    if behind is None or before in SPAN_BEFORE or not 1 <= reading.value <= reading.high <= 12 or len(word) > 2 + both:
        return None
    first, last = (exact(value, "month", match.start(), behind.end()) for value in (reading.value, reading.high))
    return [*_with_range(first, behind, "month"), *([last] if both else [])], behind.end()


def _days(text: str, word: str, reading: Reading, match: re.Match[str]) -> tuple[list[Quantity], int] | None:
    behind = _DAY.match(text, match.end())
    start = match.start()
    if behind is None or not 1 <= reading.value <= 31 or text[start - 1 : start] == "第" or len(word) > 3:
        return None
    alone = not match["dig"] and text[start - 1 : start] not in tuple("月至到-~、")  # 一日三次: a day, no date
    first = exact(reading.value, "day", start, behind.end(), WEAK if alone else FIRM)
    return _with_range(first, behind, "day"), behind.end()
