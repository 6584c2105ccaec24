"""Compare two quantities: values, roundings, conversions, dates."""

from __future__ import annotations

import math
from fractions import Fraction

from align.numbers.quantity import DATES, Quantity
from align.numbers.units import UNITS, convert, dimension, same_kind

_SCALED = 10_000  # from here on figures are written with 万 or "million"


def close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1e-9)


def _rounded(s: Quantity, t: Quantity, a: float, b: float) -> bool:
    """Return whether ``b`` is a fair rounding of ``a`` (12.03亿: "1.2 billion")."""
    big = max(abs(a), abs(b))
    error = abs(a - b)
    if t.approx == ">" and b < a and t.step > s.step and error <= 0.1 * big:  # 22亿: over two billion
        return True
    if error > 0.08 * big:
        return False
    about = bool(s.approx or t.approx)
    if t.step > s.step:  # the translation may be rounder, never more exact
        limit = t.step if about else t.step / 2 + 1e-9
        if error <= limit and error <= (0.05 if about else 0.021) * big:
            return True
    return bool(t.approx) and b >= 100 and error <= 0.05 * big and _zeros(b) > _zeros(a)


def _zeros(value: float) -> int:
    """Zeros at the end of a whole number."""
    text = f"{value:.0f}"
    return len(text) - len(text.rstrip("0"))


def ratio(q: Quantity) -> float | None:
    """A share of one: 15 per cent, two-thirds, 三成."""
    if q.kind == "fraction":
        return q.value
    unit = UNITS.get(q.unit)
    return q.value * unit.factor if unit and unit.dimension == "ratio" else None


def same_numbers(s: Quantity, t: Quantity) -> bool:
    if s.vague or t.vague:
        return _overlap(s, t)
    if s.approx == ">" and s.value >= 1000 and t.value == s.value + 1:  # 逾十万元: from 100,001 upward
        return True
    return any(close(a, b) or _rounded(s, t, a, b) for a in (s.value, *s.also) for b in (t.value, *t.also))


def _overlap(s: Quantity, t: Quantity) -> bool:
    """几十 and "dozens", 两三百 and "200 to 300"."""
    slack = 2.0 if s.vague and t.vague else 1.0
    if s.low <= t.high * slack and t.low <= s.high * slack:
        return True
    values = (s.value, *s.also) if t.vague else (t.value, *t.also)
    low, high = (t.low, t.high) if t.vague else (s.low, s.high)
    return any(low * 0.99 <= v <= high * 1.11 for v in values) or close(s.value, t.value)


def equal(s: Quantity, t: Quantity) -> bool:
    """Return whether the target quantity is an acceptable rendering of the source quantity."""
    if s.kind in DATES or t.kind in DATES:
        return _same_date(s, t)
    if s.kind == "code" or t.kind == "code":
        return any(close(a, b) for a in (s.value, *s.also) for b in (t.value, *t.also))
    one, other = ratio(s), ratio(t)
    if one is not None and other is not None:
        step = 0.006 if "fraction" in (s.kind, t.kind) else 0
        if abs(one - other) <= step + 1e-9 or (same_numbers(s, t) and same_kind(s.unit, t.unit) and s.kind == t.kind):
            return True
        return any(abs(a - other) < 1e-6 for a in s.also)
    if "multiple" in (s.kind, t.kind) and (one is not None or other is not None):
        return _times(s, other) or _times(t, one)
    if {s.kind, t.kind} == {"multiple", "number"}:  # 三次 is "three times"; four times are three more for 三倍 only
        return s.vague or t.vague or close(s.value, t.value)
    if not same_kind(s.unit, t.unit):
        return _converted(s, t)
    if other is not None and one is None and t.unit == "%":  # 76分 is not "76 per cent"; 0.5 may be "50 per cent"
        return close(s.value, other)
    return same_numbers(s, t)


def _times(q: Quantity, share: float | None) -> bool:
    """增长两倍: 200 per cent more, or 300 per cent."""
    return share is not None and any(abs(v - share) < 0.006 * max(1, v) for v in (q.value, *q.also))


def _converted(s: Quantity, t: Quantity) -> bool:
    """5 公里 and "3.1 miles"; 一年半 and "18 months"; 八十公斤 and "176 pounds"."""
    into = "lb" if t.unit == "pound" and dimension(s.unit) == "mass" else t.unit
    for value in (s.value, *s.also):
        there = convert(value, s.unit, into)
        if there is not None and abs(there - t.value) <= max(
            0.03 * abs(there), 0.5 * t.step if t.value > 5 else 0, 1e-9
        ):
            return True
    if (s.unit, t.unit) == ("month", "week"):  # 半个月: two weeks; a month has four of them in all but the calendar
        return close(s.value * 4, t.value)
    if s.vague:
        low, high = convert(s.low, s.unit, t.unit), convert(s.high, s.unit, t.unit)
        return low is not None and high is not None and low * 0.9 <= t.value <= high * 1.1
    return False


_LOOSE = frozenset(("day", "month", "year", "quarter", "plan", "century", "decade", "time"))


def _same_date(s: Quantity, t: Quantity) -> bool:
    if s.kind == t.kind or {s.kind, t.kind} <= {"century", "decade", "year"}:
        return any(close(a, b) for a in (s.value, *s.also) for b in (t.value, *t.also))
    if s.kind == "time" and t.kind == "number":  # "arrived at 4", in either half of the day
        hours = (t.value, t.value * 60, *((t.value * 60 + 720,) if 0 < t.value < 12 else ()))
        return any(close(a, b) for a in (s.value, *s.also) for b in hours)
    if s.kind in _LOOSE and t.kind in ("number", "ordinal", "code", "fraction", "day", "year"):
        return any(close(a, b) for a in (s.value, *s.also) for b in (t.value, *t.also))
    if t.kind in _LOOSE and s.kind in ("number", "ordinal", "code"):
        return any(close(a, b) for a in (s.value, *s.also) for b in (t.value, *t.also))
    return False


def slipped(ours: Quantity, theirs: Quantity) -> bool:
    """Return whether the same digits stand on another power of ten, and at least one of the two has a scale: 80万 and
    8 million. That is a slip and no other number."""
    if min(ours.value, theirs.value) <= 0 or max(ours.value, theirs.value) < _SCALED or ours.kind != theirs.kind:
        return False
    if not (math.isfinite(ours.value) and math.isfinite(theirs.value)):
        return False
    power = math.log10(ours.value) - math.log10(theirs.value)
    return abs(power - round(power)) < 1e-9 and round(power) != 0


def as_fraction(value: float, most: int) -> Fraction:
    """The fraction of a denominator of at most ``most`` that is nearest; 0 for a number without end."""
    return Fraction(value).limit_denominator(most) if math.isfinite(value) else Fraction(0)
