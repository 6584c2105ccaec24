"""Numbers said in another way: "one in five" for 五分之一, "the next day" for 6日, "July 25" for 25日.

And those that only the English needs: labels of a list, paragraphs that the Chinese calls "the preceding".
"""

from __future__ import annotations

import itertools
import re
from functools import cache

from align.data import either, rows
from align.numbers.dates_en import MONTHS
from align.numbers.equality import as_fraction
from align.numbers.numerals import ONES
from align.numbers.quantity import Quantity
from align.numbers.units import dimension
from align.text.spans import just_before

_DAY_WORDS = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|(?:next|same|following|previous|that|this) (?:day|morning|afternoon)"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_YEAR_WORDS = ("今年", "去年", "明年", "前年", "当年", "同年", "年底", "年初")
_BARE = {100.0: "百", 1000.0: "千", 10000.0: "万", 1e8: "亿", 1e6: "百万", 1e7: "千万"}
_GAPS = re.compile(r"[\s,()-]+")
_MAJORITY = re.compile(r"(?i)\b(?:majority|half|halve[sd]?)\b")
_RELATIVE = re.compile(r"[前本同各该上下另][一二三四五六七八九十]{0,2}[项條条款目点點节節章]")
_LABELS = (
    r"(?:(?:sub)?(?:paragraph|section|clause)|article|item|point|chapter|part|schedule|annex|appendix|class|grade)s?"
)
_CITED = re.compile(rf"(?i)\b{_LABELS}\s+(?:[\d,.()\s-]|and|or|to|of|the|{_LABELS})*$")
_ITEM = re.compile(r"(?:^|[\s:;.])\(?$")  # before the label of an item: "(13) policy", "1) the first; 2) the second"
_LABEL = re.compile(r"\.?\s+[A-Z]")  # behind the label that opens a line: "1.2 Change of owner"
# Stretches of the year by their months: the January-March period, between April and June
_PERIOD = re.compile(
    r"\b(jan|apr|jul|oct)[a-z]*\.?\s*(?:-|–|—|to|through|till|until|and)\s*(?:the end of\s+)?"
    r"(mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b",
    re.I,
)
_STRETCH = re.compile(
    r"(?i)\b(first|opening|last|final|closing) (two|three|four|five|six|seven|eight|nine|[2-9]) months of "
    r"(?:the|this|last|next) year\b"
)
_NEXT_MONTH = re.compile("(上个?月)|[下次]个?月")
_PERIOD_ZH = re.compile(
    "(前)?([一二三四1-4])(?:个)?季度?|([上下])半年|前([一二三四五六七八九十]{1,2}|[0-9]{1,2})个?月|全年"
)
_ZH_DAYS = {10: "十", 11: "十一", 12: "十二"}
_ZH = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_AGES = {w: n for n, w in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), 2)}
_AGE = re.compile(
    rf"\b(?:his|her|their|my|your|our)\s+((?:early|mid|late|mid-to-late)?)[\s-]*(?:([2-9])0['’]?s|({'|'.join(_AGES)}))\b",
    re.I,
)
_SIXTIES = re.compile(rf"(?i)\b(?:the|early|mid|late)[\s-]({'|'.join(_AGES)})\b")
_ALWAYS = re.compile(r"24/7")
_THIS_PLAN = re.compile(r"(?i)\b(?:this|the|current|next|coming|new|past|last|previous|these)\s+(?:five|5)[\s-]year")
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})\b")
_IN = re.compile(r"(?i)\b(?:\d+|[a-z]+)\s+(?:in|out\s+of(?:\s+every)?)\s+(?:every\s+)?(?:\d+|[a-z]+)\b")
_LASTED = re.compile(r"(?<![\d:])(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.(\d+))?(?![\d:])")
# An amount in another currency that English adds in brackets: 300亿元, 30 billion yuan (about 4.3 billion U.S. dollars)
_GLOSS = re.compile(
    r"(?i)[(（](?:about|around|approximately|approx\.?|roughly|some|nearly|almost|over|more than|or|equal to"
    r"|equivalent to|[~≈=])?\s*[^()\d]{0,8}$"
)
_GLOSSED = re.compile(r"[^()\d]{0,30}[)）]")
_FISCAL = re.compile(r"(?i)\b(?:fiscal(?: year)?|financial year|fy) ?['’]?(\d\d)\b")
_RELATIVE_DAY = re.compile(either("chinese_words.tsv", "relative_day"))
_RANGE = re.compile(r"[条條款项項目点點级級类類章节節]?(?:至|到|~|-|―|—)第?$")


def explained(s: Quantity, theirs: tuple[Quantity, ...], target: str) -> bool:
    """Return whether the translation expresses this number in other words."""
    values = {t.value for t in theirs}
    if any(phrase.search(target) for phrase in _phrases().get((s.value, _counted(s)), ())):
        return True
    if s.unit in ("%", "cheng") and (ten := _in_ten(s)) and values.issuperset(ten):
        return True
    if s.kind == "plan":  # the 13th runs from 2016 to 2020
        return bool(_THIS_PLAN.search(target)) or not values.isdisjoint(_years_of(s.value))
    if s.kind in ("month", "day") and any(s.value in map(float, m.groups()) for m in _SLASHED.finditer(target)):
        return True
    if s.kind == "fraction" and s.value == 0.5 and _MAJORITY.search(target):
        return True
    if s.kind == "fraction":  # one in five
        share = as_fraction(s.value, 100)
        return share.denominator in values and share.numerator in values
    if s.kind == "time":  # 21:25 as a score
        hour, minute = divmod(s.value, 60)
        return (hour in values and minute in values) or round(hour + minute / 100, 2) in values
    if s.kind == "number" and s.unit in ("", "h", "min", "s") and ":" in target:  # 3分51秒 as 3:51
        return any(s.value in shown for m in _LASTED.finditer(target) for shown in _shown(m))
    if s.kind in ("number", "year") and 2000 < s.value < 2100 and _FISCAL.search(target):  # 2017财年: fiscal year 17
        return s.value - 2000 in {float(m[1]) for m in _FISCAL.finditer(target)}
    if s.kind == "ordinal":  # 第二十七条第一款 as Article 27.1
        return any(s.value in _provision(t, target) for t in theirs)
    if s.kind == "decade":  # 六十年代: the mid-Sixties
        return s.value % 100 in {10 * _AGES[m[1].lower()] for m in _SIXTIES.finditer(target)}
    if s.kind == "day":
        return bool(_DAY_WORDS.search(target))
    if s.kind == "quarter":
        return (3 * s.value - 2, 3 * s.value) in _periods(target)
    if s.kind == "month" and _STRETCH.search(target):  # 10月至12月: the last three months of the year
        return any(s.value in period for period in _periods(target))
    if (
        s.kind == "number" and s.unit in ("", "year") and s.value in range(20, 100, 10)
    ):  # 六十出头: in his early sixties
        under = 10 if s.approx == "<" else 0  # 不到三十岁: in his twenties
        return any(age == s.value - under or (late and age == s.value - 10) for age, late in _ages(target))
    if s.kind == "number" and s.step == 1 and 100 < s.value < 1232:  # 418 for the 18th of April
        days = {t.value for t in theirs if t.kind == "day"}
        return s.value % 100 in days and s.value // 100 in {t.value for t in theirs if t.kind == "month"}
    if s.kind == "number" and not s.unit and s.value >= 1e4 and s.step == 1:  # a number written in groups
        return f"{s.value:.0f}" in _GAPS.sub("", target)
    return False


def implied(t: Quantity, ours: tuple[Quantity, ...], source: str, target: str) -> bool:
    """Return whether English may add it from the context: month, year, weekday, the decade of 本世纪初."""
    kinds = {s.kind for s in ours}
    if t.kind in ("number", "fraction") and _one_in_five(t, ours, target):
        return True
    match t.kind:
        case "month" | "day" if _RELATIVE_DAY.search(source):
            return True
        case "ordinal" if target.endswith("on the ", 0, t.start) and _RELATIVE_DAY.search(source):
            return t.value < 32  # 当日: on the 27th
        case "weekday":
            return "weekday" not in kinds
        case "month" if (zh := _periods_zh(source)) and any(t.value in period for period in _periods(target) & zh):
            return True
        case "month":
            return (bool(kinds & {"day", "time"}) and "month" not in kinds) or _month_beside(t, ours, source)
        case "year":
            if any(s.kind == "plan" and t.value in _years_of(s.value) for s in ours):
                return True
            return (bool(kinds & {"month", "day"}) and "year" not in kinds) or any(w in source for w in _YEAR_WORDS)
        case "decade":
            ages = {s.value - less for s in ours for less in (0, 10)}  # 年近五十: in her late 40s
            return "世纪" in source or "年代" in source or any(age in ages for age, _ in _ages(target))
        case "time":  # 3分35秒 as 3:35
            values = {s.value for s in ours}
            return t.value // 60 in values and t.value % 60 in values
        case "number" | "ordinal" if _numbered(t, ours, source, target) or _gloss(t, ours, target):
            return True
        case "number" if t.value < 100 and t.value + 2000 in {s.value for s in ours} and _FISCAL.search(target):
            return True
        case "number" if lasted := _LASTED.match(target, t.start):  # 3分51秒659
            return any(shown <= {s.value for s in ours} for shown in _shown(lasted))
        case "number" if _of_name(t, target) or _shopping_day(t, source):
            return True
        case "number":
            if t.value in _BARE and _BARE[t.value] in source:
                return True
            if any(s.kind == "time" and t.value in (s.value // 60, s.value % 60) for s in ours):  # a score
                return True
            digits = _GAPS.sub("", target[t.start : t.numeral_end])  # 85993119 as "8599 3119"
            if any(s.kind == "time" and f"{s.value // 60:.0f}.{s.value % 60:02.0f}" == digits for s in ours):  # 23.45
                return True
            if t.value in (24, 7) and _ALWAYS.match(target, t.start - 3 if t.value == 7 else t.start):
                return True
            return len(digits) > 1 and any(
                s.value >= 1e6 and digits in f"{s.value:.0f}" and f"{s.value:.0f}" in source for s in ours
            )
    return False


def _shown(lasted: re.Match[str]) -> tuple[set[float], set[float]]:
    """The figures of 3:51.66, with the parts of its seconds apart and in one: {3, 51, 66} and {3, 51.66}."""
    groups = [group for group in lasted.groups() if group]
    whole = [*groups[:-2], ".".join(groups[-2:])] if lasted[4] else groups
    return set(map(float, groups)), set(map(float, whole))


def _month_beside(t: Quantity, ours: tuple[Quantity, ...], source: str) -> bool:
    """Return whether it is the month that the Chinese calls the last or the next one: 9月 … 比上月, "from August"."""
    months = [s.value for s in ours if s.kind == "month"]
    ways = {-1 if m[1] else 1 for m in _NEXT_MONTH.finditer(source)}
    return any((month + way - 1) % 12 + 1 == t.value for month in months for way in ways)


def _of_name(t: Quantity, target: str) -> bool:
    """Return whether it is a word of a name: the Five-hundred-meter Aperture Spherical Telescope, in a sentence."""
    opens = not target[: t.start].rstrip(" “\"'‘(") or target[: t.start].rstrip(" “\"'‘(")[-1] in ".!?:;"
    return target[t.start].isupper() and not opens and re.match(r"[\s-][A-Z][a-z]", target[t.end :]) is not None


def _shopping_day(t: Quantity, source: str) -> bool:
    """Return whether it is 11.11 or 12.12 for 双十一 or 双12."""
    day = round(min(t.value, 100.0))
    return round(t.value, 2) == round(day * 1.01, 2) and any(f"双{d}" in source for d in (day, _ZH_DAYS.get(day)))


def _provision(t: Quantity, target: str) -> tuple[float, ...]:
    """Article and paragraph of a provision that is cited with a point: (27, 1) for Article 27.1; empty for others."""
    if t.kind != "number" or t.unit or t.step >= 1 or not _CITED.search(target[max(0, t.start - 60) : t.start]):
        return ()
    return tuple(map(float, target[t.start : t.numeral_end].split(".")))


def _gloss(t: Quantity, ours: tuple[Quantity, ...], target: str) -> bool:
    """Return whether it is an amount in brackets that converts an amount of the text to another currency."""
    if dimension(t.unit) != "money" or not any(dimension(s.unit) == "money" for s in ours):
        return False
    return bool(_GLOSS.search(target, max(0, t.start - 30), t.start) and _GLOSSED.match(target, t.numeral_end))


@cache
def _phrases() -> dict[tuple[float, str], list[re.Pattern[str]]]:
    """English words of another kind for a value and its unit."""
    out: dict[tuple[float, str], list[re.Pattern[str]]] = {}
    for value, unit, english, _ in rows("number_phrases.tsv"):
        out.setdefault((float(value), unit), []).append(re.compile(rf"(?i)\b(?:{english})\b"))
    return out


def _counted(s: Quantity) -> str:
    """The unit of a number; its kind where it is none, "-" for a bare one."""
    return s.unit or ("-" if s.kind in ("number", "fraction", "ordinal") else s.kind)


def _in_ten(s: Quantity) -> tuple[float, float] | None:
    """90% and 九成 as (9, 10); None where the share is no such one."""
    share = as_fraction(s.value * (0.1 if s.unit == "cheng" else 0.01), 10)
    exactly = abs(float(share) - s.value * (0.1 if s.unit == "cheng" else 0.01)) < 1e-9
    return (float(share.numerator), float(share.denominator)) if exactly and share.denominator > 1 else None


def _one_in_five(t: Quantity, ours: tuple[Quantity, ...], target: str) -> bool:
    """Return whether it is part of a share (1 in 5, nine out of ten) or of a day (9/11)."""
    if t.kind == "fraction":
        slashed = _SLASHED.search(target, t.start, t.numeral_end)
        days = {s.value for s in ours if s.kind in ("month", "day")}
        return slashed is not None and {float(slashed[1]), float(slashed[2])} <= days
    shares = [as_fraction(s.value, 100) for s in ours if s.kind == "fraction"]
    pairs = [(float(f.numerator), float(f.denominator)) for f in shares]
    pairs += [share for s in ours if s.unit in ("%", "cheng") and (share := _in_ten(s))]
    return any(t.value in share for share in pairs) and _IN.search(target) is not None


def _years_of(plan: float) -> range:
    """The years of a five-year plan: the first began in 1953, from the sixth (1981) on there was no gap."""
    first = 1981 + 5 * (int(plan) - 6)
    return range(first - 1, first + 5) if plan >= 6 else range(0)


def _periods(target: str) -> set[tuple[float, float]]:
    """Stretches of months in an English text, as first and last month."""
    out = {(float(MONTHS[m[1].lower()]), float(MONTHS[m[2].lower()])) for m in _PERIOD.finditer(target)}
    for match in _STRETCH.finditer(target):
        length = float(ONES[match[2].lower()] if match[2].lower() in ONES else match[2])
        out.add((1.0, length) if match[1].lower() in ("first", "opening") else (13.0 - length, 12.0))
    return out


def _periods_zh(source: str) -> set[tuple[float, float]]:
    """The months of the quarters, halves and first months of the year that a Chinese text names."""
    out: set[tuple[float, float]] = set()
    for whole in _PERIOD_ZH.finditer(source):
        first, quarter, half, months = whole.groups()
        if quarter:
            last = 3 * (_ZH[quarter] if quarter in _ZH else int(quarter))
            out.add((1 if first else last - 2, last))
        elif half:
            out.add((1, 6) if half == "上" else (7, 12))
        else:
            last = 12 if months is None else int(months) if months.isdecimal() else _ZH.get(months, 0)
            out.add((1, last))
    return out


def _ages(target: str) -> list[tuple[int, bool]]:
    """Decades of a life in an English text, and whether it is their late years."""
    return [(10 * (int(m[2]) if m[2] else _AGES[m[3].lower()]), "late" in m[1].lower()) for m in _AGE.finditer(target)]


def _numbered(t: Quantity, ours: tuple[Quantity, ...], source: str, target: str) -> bool:
    """Return whether it numbers a provision or an item, or repeats its word as a figure: three (3)."""
    before, behind = target[: t.start], target[t.numeral_end :]
    cited = _provision(t, target)
    if cited and {s.value for s in ours if s.kind == "ordinal"}.issuperset(cited):
        return True
    if before.endswith("(") and behind.startswith(")"):
        word = before[:-1].rstrip()[-12:].lower()
        if word.endswith(tuple(w for w, value in ONES.items() if value == t.value)):
            return True
    if behind.startswith(")") and t.value < 30 and just_before(_ITEM, target, t.start):
        return True
    if not before.strip() and _LABEL.match(behind) and t.value <= 30 and not source[:1].isdigit():
        return True
    if _RELATIVE.search(source) and _CITED.search(before[-60:]):  # 前项: "Paragraph 1"
        return True
    return any(  # 第一级至第三级: "Class 1, 2 and 3"
        a.value < t.value < b.value and a.kind == b.kind == "ordinal" and _RANGE.search(source[a.end : b.start + 1])
        for a, b in itertools.pairwise(ours)
    )
