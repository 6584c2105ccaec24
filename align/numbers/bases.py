"""What a rate is measured by: 时薪25元, "a daily pay of 25 yuan"; 每盎司2400美元, "$2,400 per gram".

A rate is right only with its base. Of a figure that both sides have, the bases beside it are compared: what stands
behind 每, or in a word such as 时薪 or 年利率, and what stands behind *per*, *a* or in *monthly*. Where the figure is
the same, a base of the same dimension (time, mass, volume, area, length) must be the same, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from align.numbers import numerals
from align.numbers.quantity import Quantity
from align.numbers.units import EN, UNITS, ZH, ZH_PATTERN, dimension, same_kind

_ALIKE = 1.15  # bases up to which two are one in common use: a pound for 斤, a short ton for a tonne
_AFTER, _AHEAD = 48, 70  # letters behind and before a figure in which its base stands
_TIMES = {"时": "h", "日": "day", "天": "day", "晚": "day", "夜": "day", "周": "week", "月": "month", "季": "season",
          "季度": "season", "年": "year"}  # fmt: skip
_DIMENSIONS = frozenset(("time", "mass", "volume", "area", "length"))
_NUMERAL = r"\d+|[一两三四五六七八九十百千万]+(?=[^一两三四五六七八九十百千万])"
# 每升高一度, 每分, 每度 and 每两周 name no such base, nor does 五年均价
_NO_UNIT = "(?!升[高级温至起到值旗学]|克[服隆制]|两|分(?!钟)|里|度|载|岁|桶装)"
_OWN = "[今去前明近当本上下同历全半多个往整逐后头初末底几数这那某\\d一二三四五六七八九十百千万几]"
_PERIODIC = (
    "时(?:薪|租)|[日周](?:薪|租金?|息|均|产量?)|月(?:薪|租金?|费|息|均|供|付|利率|产量?|收入|工资|管理费|还款)"
    "|年(?:薪|租金?|费|息|均|化|利率|产量?|产能|产值|收入|管理费|销量|发电量|吞吐量|降[水雨]量)|季(?:租|费|均)"
)
_BASE_ZH = re.compile(
    rf"每(?:个|一(?![一二三四五六七八九十百千万]))?(?P<many>{_NUMERAL})?{_NO_UNIT}(?P<unit>{ZH_PATTERN.pattern}|季度?|[日天月晚夜])"
    rf"|(?<!{_OWN})(?P<period>{_PERIODIC})"
    rf"|(?<=[元角毛块钱])[一/]{_NO_UNIT}(?P<price>{ZH_PATTERN.pattern}|[天晚月])"
    rf"|(?<![一二三四五六七八九十\d])(?P<hundred>[百千万])(?P<distance>公里|千米)(?=[油电能][耗]|耗[油电能]|综合)"
)
_POWERS = {"square": "2", "cubic": "3"}
_ADVERBS = {
    "hourly": "h", "daily": "day", "nightly": "day", "weekly": "week", "monthly": "month", "quarterly": "season",
    "yearly": "year", "annual": "year", "annually": "year", "annum": "year", "annualized": "year", "annualised": "year",
    "night": "day", "quarter": "season", "pound": "lb",
}  # fmt: skip
_UNITS_EN = "|".join(sorted({*map(re.escape, EN), *_ADVERBS}, key=len, reverse=True))
_BASE_EN = re.compile(
    r"(?:\b(?:per|each|every|for every|for each)[ -]|/ ?)"
    r"(?P<many>half[ -]|\d[\d,]*[ -]|hundred |thousand |two |three |ten )?"
    r"(?:a )?(?:(?P<power>square|cubic) )?(?P<unit>[a-z]+)\b"
    r"|(?<!half )\b(?:an?|the) (?:(?P<a_power>square|cubic) )?"
    rf"(?P<a_unit>(?!second\b|\w+ly\b|annual)(?:{_UNITS_EN}))\b"
    r"|\bhalf[ -](?:a )?(?P<half>[a-z]+)\b"
    r"|\b(?P<adverb>hourly|daily|nightly|weekly|monthly|quarterly|yearly|annual(?:ly|i[sz]ed)?)\b"
)
_STOP_ZH, _STOP_EN = "，。；：！？、", re.compile(r"[.;!?:](?!\d)|,(?!\d)|\b(?:and|but|while|plus|or)\b")
# Chinese that has the unit in whatever way, so that the English may take it from there
_NAMED = {
    "h": "时|钟头", "min": "分", "s": "秒", "day": "日|天|晚|夜|昼", "week": "周|星期|礼拜", "month": "月",
    "season": "季", "year": "年|岁|载",
}  # fmt: skip


class Base(NamedTuple):
    """What a rate is measured by: a unit, how many of it, and its place."""

    unit: str
    many: float
    start: int
    end: int

    @property
    def size(self) -> float:
        """How large it is, in the base unit of its dimension."""
        return UNITS[self.unit].factor * self.many


def wrong_bases(source: str, low: str, matched: Iterable[tuple[Quantity, Quantity]]) -> Iterator[tuple[Base, Base]]:
    """Bases of rates whose figure is the same on both sides and whose base is not; ``low``: the English in lower case,
    of the same length; ``matched``: quantities that render each other."""
    ours = list(_chinese(source))
    theirs = list(_english(low)) if ours else []
    if not theirs:
        return
    told: set[Base] = set()
    for s, t in matched:
        if s.value != t.value or "/" in s.unit + t.unit or not same_kind(s.unit, t.unit) or s.kind != "number":
            continue
        for here in _in_clause(ours, source, s):
            there = [base for base in theirs if _kind(base) == _kind(here) and _is_beside(base, low, t)]
            if len(there) == 1 and there[0] not in told and _differ(here, there[0], ours, source):
                told.add(there[0])
                yield here, there[0]


def _kind(base: Base) -> str:
    """The dimension of a base; goods are sold by mass or by volume (a barrel, a ton)."""
    kind = dimension(base.unit)
    return "mass" if kind == "volume" else kind


def _in_clause(bases: Iterable[Base], source: str, s: Quantity) -> list[Base]:
    """The bases in the clause of a figure, of which it has one of each dimension; a base with that figure in it is
    none of it."""
    start = max(source.rfind(mark, 0, s.start) for mark in _STOP_ZH) + 1
    end = min((at for mark in _STOP_ZH if (at := source.find(mark, s.end)) >= 0), default=len(source))
    near = [b for b in bases if start <= b.start and b.end <= end and (b.end <= s.start or s.end - 1 <= b.start)]
    kinds = [_kind(base) for base in near]
    return [base for base in near if kinds.count(_kind(base)) == 1]


def _is_beside(base: Base, low: str, t: Quantity) -> bool:
    """Return whether a base belongs to a figure of the English: it stands behind it, or before it in its clause; *a
    day* only behind it."""
    if t.end <= base.start:
        return base.start - t.end <= _AFTER and not _STOP_EN.search(low, t.end, base.start)
    article = low.startswith(("a ", "an ", "the "), base.start)
    return base.end <= t.start <= base.end + _AHEAD and not article and not _STOP_EN.search(low, base.end, t.start)


def _differ(here: Base, there: Base, ours: Iterable[Base], source: str) -> bool:
    """Return whether two bases are not the same, and no other word of the Chinese explains that of the English."""
    if any(_same(own, there) for own in ours):
        return False
    names = _NAMED.get(there.unit) or "|".join(re.escape(zh) for zh, unit in ZH.items() if unit == there.unit)
    rest = source[: here.start] + "#" * (here.end - here.start) + source[here.end :]
    return there.unit == here.unit or not (names and re.search(names, rest))


def _same(one: Base, other: Base) -> bool:
    small, large = sorted((one.size, other.size))
    return dimension(one.unit) == dimension(other.unit) and large <= small * _ALIKE


def _chinese(source: str) -> Iterator[Base]:
    for match in _BASE_ZH.finditer(source):
        name = match["unit"] or match["price"] or match["distance"] or match["period"][:1]
        unit = _TIMES.get(name) or ZH.get(name, "")
        numeral = match["many"] or match["hundred"]
        many = numerals.exact_value(numeral) if numeral else 1.0
        if unit in UNITS and dimension(unit) in _DIMENSIONS and many:
            yield Base(unit, many, *match.span())


def _english(low: str) -> Iterator[Base]:
    for match in _BASE_EN.finditer(low):
        power = _POWERS.get(match["power"] or match["a_power"] or "", "")
        name = match["unit"] or match["a_unit"] or match["half"] or match["adverb"]
        unit = _ADVERBS.get(name) or EN.get(name, "") + power
        many = 0.5 if match["half"] else _how_many((match["many"] or "").strip(" -"))
        if unit in UNITS and dimension(unit) in _DIMENSIONS and many:
            yield Base(unit, many, *match.span())


def _how_many(text: str) -> float:
    figure = text.replace(",", "")
    words = {"": 1.0, "half": 0.5, "hundred": 100.0, "thousand": 1000.0}
    return words.get(text) or (float(figure) if figure.isdecimal() else float(numerals.english([text]) or 0))
