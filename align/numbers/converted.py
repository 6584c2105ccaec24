"""Measures that English gives on another scale or at another rate: minus twenty Celsius in Fahrenheit and degrees by
which it grows warmer, 二十里 in miles, 亩产 N 斤 per hectare, 每十股派 N 元 per share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from align.numbers.numerals import chinese
from align.numbers.quantity import Quantity
from align.numbers.units import UNITS, convert, dimension, same_kind
from align.text.spans import just_before

_BELOW_ZH = re.compile("(?:零下|负)(?:约|近)?$|[-−–]$")
_BELOW_EN = re.compile(r"(?:\b(?:minus|negative|sub-?zero)\s+|[-−–]\s?)$", re.I)
_BELOW_EN_BEHIND = re.compile(r"(?:\s*(?:degrees?|fahrenheit|°\s?F|F)){0,2}\s+below\b", re.I)
# A difference of temperatures: 上升三摄氏度, 温差十摄氏度; but 升至, 升到 is a temperature
_CHANGED_ZH = re.compile(
    r"(?:[升降跌涨高低暖冷热差宽窄]|波动|误差)(?:[了约近达过超逾]|大约|至少){0,3}"
    r"(?:[\d.零一二两三四五六七八九十百]{1,6}(?:摄氏度|度|℃)?[到至~～—-])?$"
)
_REACHED_EN = re.compile(r"\b(?:to|at)\s+(?:(?:about|around|nearly|over|more than|almost)\s+)?$", re.I)
_OLD = re.compile("[多来余几]?(里(?![氏拉昂程斯奥约弗尔亚])|[丈尺寸])")
_METRES = {"里": 500.0, "丈": 10 / 3, "尺": 1 / 3, "寸": 1 / 30}  # market units as the State Council set them in 1959
_MU = re.compile("(?:亩产|每亩|亩均|单产)[^，。；：！？]{0,12}$")
_OF_LAND = re.compile(r"[^.;!?]{0,40}?(?:\b(?:per|an?|each|every|to the)\s+|/\s?)(hectare|ha|acre)s?\b", re.I)
_LAND = {"hectare": "ha", "ha": "ha", "acre": "acre"}
_RATE_GAP = re.compile("[^，。；：！？]{0,16}")
_EACH = re.compile(r"[^.;!?\d]{0,40}?\b(?:per|an?|each|every|apiece)\b", re.I)
_PER_MANY = re.compile(r"[^.;!?\d]{0,24}?\b(?:per|in|of|for|out of)\s+(?:every\s+)?$", re.I)
_HAN = "[\\d一二两三四五六七八九十]{1,3}"
_TO_HOUR = re.compile(
    f"差(?P<less>{_HAN})(?P<unit>[刻分])钟?[就到]?(?P<hour>{_HAN})点"
    f"|(?P<first>{_HAN})点钟?[还就]?差(?P<last>{_HAN})(?P<units>[刻分])"
)
HALF_DAY, QUARTER = 720, 15  # minutes
_AND = re.compile(r"(?:,|\s+and)?\s+|-")
_INTO = re.compile(r"\s+(?:into|after)\b")
_LEFT = re.compile(r"\s+(?:(?:from|before|to|short of|until|left|remaining)\b|(?:was|were)\s+(?:left|remaining)\b)")
HALF = 45.0  # minutes of football
_ENDS = (HALF, 2 * HALF, 120.0)  # of its halves and of extra time
# Share by which a converted measure may be rounded: 101.3 Fahrenheit is no 103.1; a li or a zhang was never exact
DEGREES, CLOSE, ROUGH = 0.01, 0.03, 0.1
Found = Callable[[Quantity, Quantity], bool]


class _Texts(NamedTuple):
    """Both texts, and all their quantities."""

    source: str
    target: str
    ours: Sequence[Quantity]
    theirs: Sequence[Quantity]


def converted(
    free: tuple[list[Quantity], list[Quantity]],
    texts: tuple[str, str],
    known: tuple[Sequence[Quantity], Sequence[Quantity]],
) -> None:
    """Take out of the two lists of unmatched quantities (Chinese, English) those that are one measure on two scales or
    at two rates; ``known``: all quantities of the two ``texts``."""
    free_s, free_t = free
    if not free_s or not free_t:
        return
    both = _Texts(*texts, *known)
    hours = _short_of_hour(both.source) if any(t.kind == "time" for t in free_t) else ()
    free_t[:] = [t for t in free_t if t.kind != "time" or t.value % HALF_DAY not in hours]
    for s in tuple(free_s):
        for t in free_t:
            if t.kind != "number":
                continue
            if s.kind == "ordinal" and _clock(s, t, both):
                break
            if s.kind != "number":
                continue
            if _degrees(s, t, both) or _old_length(s, t, both.source) or _of_land(s, t, both):
                break
            if rest := _two_units(s, t, both):
                free_t[:] = [q for q in free_t if q is t or q is not rest]
                break
            if rate := _rate(s, t, both):
                free_s[:] = [q for q in free_s if q not in rate]
                free_t[:] = [q for q in free_t if q is t or q not in rate]
                break
        else:
            continue
        free_t.remove(t)
        free_s[:] = [q for q in free_s if q is not s]


def _near(wanted: float, t: Quantity, share: float = CLOSE) -> bool:
    """Return whether a value is another one, rounded to its last digit or by a share of it."""
    return abs(wanted - t.value) <= max(share * abs(wanted), 0.5 * t.step, 1e-9)


def _degrees(s: Quantity, t: Quantity, both: _Texts) -> bool:
    """零下二十摄氏度: minus four Fahrenheit; 上升三摄氏度: by 5.4 degrees Fahrenheit."""
    celsius = s.unit == "C" or (not s.unit and both.source.startswith("度", s.numeral_end))
    if not (celsius and t.unit == "F") and (s.unit, t.unit) != ("F", "C"):
        return False
    cold = just_before(_BELOW_ZH, both.source, s.start)
    if not cold and just_before(_CHANGED_ZH, both.source, s.start):
        reached = just_before(_REACHED_EN, both.target, t.start)
        ranged = reached and any(not both.target[q.end : reached.start()].strip() for q in both.theirs if q is not t)
        return (not reached or bool(ranged)) and _near(s.value * (1.8 if celsius else 1 / 1.8), t, DEGREES)
    there = convert(-s.value if cold else s.value, "C" if celsius else "F", t.unit)
    frozen = just_before(_BELOW_EN, both.target, t.start) or _BELOW_EN_BEHIND.match(both.target, t.numeral_end)
    return there is not None and (there < 0) == bool(frozen) and _near(abs(there), t, DEGREES)


def _old_length(s: Quantity, t: Quantity, source: str) -> bool:
    """二十里: six miles; 三丈: thirty feet."""
    old = _OLD.match(source, s.numeral_end) if not s.unit and dimension(t.unit) == "length" else None
    return old is not None and _near(s.value * _METRES[old[1]] / UNITS[t.unit].factor, t, ROUGH)


def _two_units(s: Quantity, t: Quantity, both: _Texts) -> Quantity | None:
    """142分钟: two hours and twenty-two minutes. The smaller of the two of the English; None where they are not one."""
    rest = next((q for q in both.theirs if q.start > t.end), None)
    if rest is None or not _AND.fullmatch(both.target, t.end, rest.start) or rest.kind != "number":
        return None
    pounds = dimension(s.unit) == "mass" and t.unit == "pound"
    great, small = convert(t.value, "lb" if pounds else t.unit, s.unit), convert(rest.value, rest.unit, s.unit)
    if great is None or small is None or small >= great:
        return None
    return rest if _near(great + small, s, CLOSE) else None


def _clock(s: Quantity, t: Quantity, both: _Texts) -> bool:
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


def _of_land(s: Quantity, t: Quantity, both: _Texts) -> bool:
    """亩产五千斤: 37.5 tonnes per hectare."""
    land = _OF_LAND.match(both.target, t.end) if just_before(_MU, both.source, s.start) else None
    if land is None:
        return False
    times = UNITS[_LAND[land[1].lower()]].factor / UNITS["mu"].factor
    there = s.value if same_kind(s.unit, t.unit) else convert(s.value, s.unit, t.unit)
    return there is not None and _near(there * times, t)


def _rate(s: Quantity, t: Quantity, both: _Texts) -> tuple[Quantity, ...]:
    """每十股派三元, "0.30 yuan per share"; 每千人六人, "0.6 percent". The numbers of which the two are rates, of both
    sides; () where they are no equal rates."""
    many = next((q for q in both.ours if _is_base(q, s, both.source)), None)
    if many is None or not many.value or not (same_kind(s.unit, t.unit) or t.unit == "%"):
        return ()
    share = s.value / many.value
    if t.unit == "%" and dimension(s.unit) != "ratio":
        return (many,) if _near(100 * share, t) else ()
    base = next((q for q in both.theirs if q.start > t.end and _PER_MANY.fullmatch(both.target[t.end : q.start])), None)
    if base is not None and base.value:
        return (many, base) if _near(share * base.value, t) else ()
    return (many,) if _EACH.match(both.target, t.end) and _near(share, t) else ()


def _is_base(q: Quantity, s: Quantity, source: str) -> bool:
    """Return whether a number is the 十 of 每十股 before another one in its clause."""
    return (
        q.value > 1
        and source[q.start - 1 : q.start] == "每"
        and q.end <= s.start
        and _RATE_GAP.fullmatch(source, q.end, s.start) is not None
        and dimension(q.unit) == ""
    )


__all__ = ["converted"]
