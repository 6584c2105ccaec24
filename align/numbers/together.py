"""Figures that make one value together: 1 286, "1,286"; 二年六个月, "thirty months"; 八斤六两, "4.3 kilos"; 三元二角,
"3.2 yuan"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.numbers.equality import close
from align.numbers.numerals import DIGITS
from align.numbers.quantity import Quantity
from align.numbers.units import UNITS, convert

# Chinese journals separate thousands by a space (GB/T 15835, GB 3101); typists put one behind the comma
_GROUPED = re.compile(r"(?:[ \u2009\u202f\u00a0]|, )(?=(\d{3})(?![\d.,]*\d))")
READINGS = 3  # of one numeral, as 215 may be the 15th of February
_LIANG = re.compile("([一二两三四五六七八九])两")
_DIMES = re.compile("([一二两三四五六七八九1-9])[角毛](?:([一二三四五六七八九1-9])分?)?")
_AND = frozenset(("", " ", "零", "又", "零又"))


def together(ours: tuple[Quantity, ...], theirs: Sequence[Quantity], text: str) -> tuple[Quantity, ...]:
    """Quantities of a Chinese text of which neighbours are one where the translation has their value: both readings
    are possible, and the translation tells which is meant."""
    ours = tuple(_with_liang(one, theirs, text) for one in ours)
    priced = tuple(_with_dimes(one, theirs, text) for one in ours)
    joined = [one for one, bare in zip(priced, ours, strict=True) if one is not bare]
    ours = tuple(one for one in priced if not any(price.start < one.start < price.end for price in joined))
    if len(ours) < 2:
        return ours
    out: list[Quantity] = []
    for one in ours:
        for place in range(max(0, len(out) - READINGS), len(out)):
            last = out[place]
            if whole := _set_apart(last, one, theirs, text) or _in_two_units(last, one, theirs, text):
                out[place:] = [whole]
                break
        else:
            out.append(one)
    return tuple(out)


def _set_apart(a: Quantity, b: Quantity, theirs: Sequence[Quantity], text: str) -> Quantity | None:
    """A figure whose thousands are set apart by a space; None where the translation does not have it."""
    if a.kind != "number" or b.kind != "number" or not text[a.end - 1].isdecimal():
        return None
    gap = _GROUPED.match(text, a.end)
    if gap is None or gap.end() != b.start:
        return None
    value = a.value * 1000 + float(gap[1])
    if not any(close(value, t.value) for t in theirs):
        return None
    return b._replace(
        value=value, low=value, high=value, start=a.start, unit=b.unit or a.unit, firm=max(a.firm, b.firm)
    )


def _in_two_units(a: Quantity, b: Quantity, theirs: Sequence[Quantity], text: str) -> Quantity | None:
    """A time or weight in two units that the translation has in one: 一年六个月, 18 months; 9斤2两, 4.6 kilos."""
    if a.kind != "number" or b.kind != "number" or text[a.end : b.start] not in _AND:
        return None
    units = UNITS.get(a.unit), UNITS.get(b.unit)
    if units[0] is None or units[1] is None or {units[0].dimension, units[1].dimension} not in ({"time"}, {"mass"}):
        return None
    more = convert(a.value, a.unit, b.unit)
    if more is None or units[0].factor <= units[1].factor:
        return None
    value = more + b.value
    if not any(_is_converted(value, b.unit, t) for t in theirs) or any(
        t.unit == a.unit and close(a.value, t.value) for t in theirs
    ):
        return None
    return b._replace(value=value, low=value, high=value, start=a.start, firm=max(a.firm, b.firm))


def _with_liang(a: Quantity, theirs: Sequence[Quantity], text: str) -> Quantity:
    """A weight with the liang behind its jin, ten of which make one, where the translation has it in one unit."""
    liang = _LIANG.match(text, a.end) if a.unit == "jin" else None
    if liang is None:
        return a
    value = a.value + DIGITS[liang[1]] / 10
    if not any(t.unit not in ("", "jin") and _is_converted(value, "jin", t) for t in theirs):
        return a
    return a._replace(value=value, low=value, high=value, end=liang.end())


def _with_dimes(a: Quantity, theirs: Sequence[Quantity], text: str) -> Quantity:
    """A price with its tenths and hundredths, 三元二角 or 五元三角五分, where the translation has it in one figure."""
    behind = _DIMES.match(text, a.end) if a.unit in ("yuan", "CNY") else None
    if behind is None:
        return a
    tenths, cents = (int(DIGITS.get(part, part)) if part else 0 for part in behind.groups())
    value = a.value + tenths / 10 + cents / 100
    if not any(t.kind == "number" and close(value, t.value) for t in theirs):
        return a
    return a._replace(value=value, low=value, high=value, end=behind.end(), step=0.01 if cents else 0.1)


def _is_converted(value: float, unit: str, t: Quantity) -> bool:
    there = convert(value, unit, t.unit)
    return there is not None and close(there, t.value)
