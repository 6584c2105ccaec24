"""Measures that English gives on another scale: minus twenty Celsius in Fahrenheit and degrees by which it grows
warmer, 二十里 in miles, 142 minutes in hours and minutes, the 73rd minute from the end; and at other rates, see
:mod:`align.numbers.rates`."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from align.numbers.cents import without_cents
from align.numbers.numerals import chinese
from align.numbers.quantity import Quantity
from align.numbers.rates import CLOSE, Texts, near, per_many, per_unit, rounded_share, share_of
from align.numbers.units import UNITS, convert, dimension, same_kind
from align.numbers.what_is_left import rest as rest_of
from align.numbers.wind import force
from align.numbers.years_ago import ago
from align.text.spans import just_before

_BELOW_ZH = re.compile("(?:零下|负)(?:约|近)?$|[-−–]$")
_BELOW_EN = re.compile(r"(?:\b(?:minus|negative|sub-?zero)\s+|[-−–]\s?)$", re.I)
_BELOW_EN_BEHIND = re.compile(r"(?:\s*(?:degrees?|fahrenheit|°\s?F|F)){0,2}\s+below\b", re.I)
# A difference of temperatures: 上升三摄氏度, 温差十摄氏度; but 升至, 升到 is a temperature
_CHANGED_ZH = re.compile(
    r"(?:[升降跌涨高低暖冷差宽窄]|(?<![预加])热|波动|误差)(?:[了约近达过超逾]|大约|至少){0,3}"
    r"(?:[\d.零一二两三四五六七八九十百]{1,6}(?:摄氏度|度|℃)?[到至~～—-])?$"
)
_WEATHER = re.compile("温|烧|热|暑|冷|寒|摄氏")  # 三十五度 in a text of these are Celsius, "highs of 95" Fahrenheit
_REACHED_EN = re.compile(r"\b(?:to|at)\s+(?:(?:about|around|nearly|over|more than|almost)\s+)?$", re.I)
_OLD = re.compile("[多来余几]?(里(?![氏拉昂程斯奥约弗尔亚])|[丈尺寸])")
# Market units as the State Council set them in 1959; and the li of before, 180 zhang of 3.2 m (the ruler of the Qing
# Board of Works), of which older writers' are translated: three to a mile
_METRES = {"里": (500.0, 576.0), "丈": (10 / 3,), "尺": (1 / 3,), "寸": (1 / 30,)}
_HAN = "[\\d一二两三四五六七八九十]{1,3}"
_TO_HOUR = re.compile(
    f"差(?P<less>{_HAN})(?P<unit>[刻分])钟?[就到]?(?P<hour>{_HAN})点"
    f"|(?P<first>{_HAN})点钟?[还就]?差(?P<last>{_HAN})(?P<units>[刻分])"
)
HALF_DAY, QUARTER = 720, 15  # minutes
ZODIAC, CENTS = 12, 100  # years of a cycle; of a yuan
_MORE = re.compile("[万千百十亿]?[多余几]|.[多余几]")
_AND = re.compile(r"(?:,|\s+and)?\s+|-")
_INTO = re.compile(r"\s+(?:into|after)\b")
_LEFT = re.compile(r"\s+(?:(?:from|before|to|short of|until|left|remaining)\b|(?:was|were)\s+(?:left|remaining)\b)")
HALF = 45.0  # minutes of football
_ENDS = (HALF, 2 * HALF, 120.0)  # of its halves and of extra time
# Share by which a converted measure may be rounded: 101.3 Fahrenheit is no 103.1; a li or a zhang was never exact
DEGREES, ROUGH = 0.01, 0.1
BOILING = 212.0  # Fahrenheit; ovens are set by steps of 25


def converted(
    free: tuple[list[Quantity], list[Quantity]],
    texts: tuple[str, str],
    known: tuple[Sequence[Quantity], Sequence[Quantity]],
) -> None:
    """Take out of the two lists of unmatched quantities (Chinese, English) those that are one measure on two scales or
    at two rates; ``known``: all quantities of the two ``texts``."""
    free_s, free_t = free
    both = Texts(*texts, *known)
    without_cents(free_s, free_t, both)
    if not free_t:
        return
    free_t[:] = [t for t in free_t if not _cents(t, both)]
    if not free_s:
        return
    hours = _short_of_hour(both.source) if any(t.kind == "time" for t in free_t) else ()
    free_t[:] = [t for t in free_t if t.kind != "time" or t.value % HALF_DAY not in hours]
    for s in tuple(free_s):
        for t in free_t:
            if ago(s, t, *texts):
                break
            if rest_of(s, t, both) or rounded_share(s, t, both):
                break
            if t.kind != "number":
                continue
            if (s.kind == "ordinal" and _clock(s, t, both)) or share_of(s, t, both):
                break
            if s.kind != "number":
                continue
            if any(way(s, t, both) for way in (_degrees, _old_length, _years, _rounded, per_unit, force)):
                break
            if rest := _two_units(s, t, both):
                free_t[:] = [q for q in free_t if q is t or q is not rest]
                break
            if rate := per_many(s, t, both):
                free_s[:] = [q for q in free_s if q not in rate]
                free_t[:] = [q for q in free_t if q is t or q not in rate]
                break
        else:
            continue
        free_t.remove(t)
        free_s[:] = [q for q in free_s if q is not s]


def _degrees(s: Quantity, t: Quantity, both: Texts) -> bool:
    """零下二十摄氏度: minus four Fahrenheit; 上升三摄氏度: by 5.4 degrees Fahrenheit."""
    bare = not s.unit and both.source.startswith("度", s.numeral_end)
    celsius = s.unit == "C" or bare
    fahrenheit = t.unit == "F" or (bare and not t.unit and _WEATHER.search(both.source) is not None)
    if not (celsius and fahrenheit) and (s.unit, t.unit) != ("F", "C"):
        return False
    cold = just_before(_BELOW_ZH, both.source, s.start)
    if not cold and just_before(_CHANGED_ZH, both.source, s.start):
        reached = just_before(_REACHED_EN, both.target, t.start)
        ranged = reached and any(not both.target[q.end : reached.start()].strip() for q in both.theirs if q is not t)
        return (not reached or bool(ranged)) and near(s.value * (1.8 if celsius else 1 / 1.8), t, DEGREES)
    there = convert(-s.value if cold else s.value, *(("C", "F") if celsius else ("F", "C")))
    frozen = just_before(_BELOW_EN, both.target, t.start) or _BELOW_EN_BEHIND.match(both.target, t.numeral_end)
    return (
        there is not None and (there < 0) == bool(frozen) and near(abs(there), t, CLOSE if there > BOILING else DEGREES)
    )


def _old_length(s: Quantity, t: Quantity, both: Texts) -> bool:
    """二十里: six miles; 三丈: thirty feet."""
    old = _OLD.match(both.source, s.numeral_end) if not s.unit and t.unit in UNITS else None
    return (
        old is not None
        and dimension(t.unit) == "length"
        and any(near(s.value * metres / UNITS[t.unit].factor, t, ROUGH) for metres in _METRES[old[1]])
    )


def _years(s: Quantity, t: Quantity, both: Texts) -> bool:
    """大两轮: 24 years older; a cycle of the zodiac has twelve."""
    return t.unit == "year" and both.source.startswith("轮", s.numeral_end) and t.value == ZODIAC * s.value


def _rounded(s: Quantity, t: Quantity, both: Texts) -> bool:
    """三万多公里: 20,000 miles; 二十斤: over twenty pounds."""
    into = "lb" if t.unit == "pound" else t.unit
    if not s.unit or not t.unit or same_kind(s.unit, into) or s.value < 1:
        return False
    there, digit = convert(s.value, s.unit, into), 10.0 ** math.floor(math.log10(s.value))
    if there is None or dimension(s.unit) not in ("length", "mass", "area", "volume"):
        return False
    if s.approx == ">" and s.value % digit == 0 and _MORE.match(both.source, s.numeral_end - 1):
        most = convert(s.value + digit, s.unit, into)
        return most is not None and there <= t.value <= most
    return near(there, t)


def _cents(t: Quantity, both: Texts) -> bool:
    """三十六块五: the fifty of thirty-six yuan fifty."""
    if t.unit or t.kind != "number" or t.value % 1 or not 0 < t.value < CENTS:
        return False
    sums = [q for q in both.theirs if dimension(q.unit) == "money" and q.end <= t.start <= q.end + 2]
    return any(abs(q.value + t.value / CENTS - s.value) < 1e-9 and s.unit for q in sums for s in both.ours)


def _two_units(s: Quantity, t: Quantity, both: Texts) -> Quantity | None:
    """142分钟: two hours and twenty-two minutes. The smaller of the two of the English; None where they are not one."""
    rest = next((q for q in both.theirs if q.start > t.end), None)
    if rest is None or not _AND.fullmatch(both.target, t.end, rest.start) or rest.kind != "number":
        return None
    pounds = dimension(s.unit) == "mass" and t.unit == "pound"
    great, small = convert(t.value, "lb" if pounds else t.unit, s.unit), convert(rest.value, rest.unit, s.unit)
    if great is None or small is None or small >= great:
        return None
    return rest if near(great + small, s, CLOSE) else None


def _clock(s: Quantity, t: Quantity, both: Texts) -> bool:
    """第七十三分钟: seventeen minutes from time; 下半场第十分钟 and 第五十五分钟: ten minutes into the second half."""
    if t.unit != "min" or not both.source.startswith("分钟", s.end):
        return False
    if _INTO.match(both.target, t.end):
        return t.value in (s.value, s.value - HALF)
    return _LEFT.match(both.target, t.end) is not None and s.value + t.value in _ENDS


def _short_of_hour(source: str) -> tuple[float, ...]:
    """The times, in minutes of half a day, of 差一刻九点 and 九点差五分."""
    found = []
    for match in _TO_HOUR.finditer(source):
        hour, less = chinese(match["hour"] or match["first"]), chinese(match["less"] or match["last"])
        if hour is not None and less is not None:
            quarters = QUARTER if (match["unit"] or match["units"]) == "刻" else 1
            found.append((60 * hour.value - quarters * less.value) % HALF_DAY)
    return tuple(found)
