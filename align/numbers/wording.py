"""Figures and quantities as people read them: 3,000,000,000 yuan, two-thirds, half past four."""

from __future__ import annotations

import math
from fractions import Fraction

from align.numbers.dates_en import MONTH_NAMES, WEEKDAY_NAMES
from align.numbers.numerals import in_words, ordinal
from align.numbers.quantity import Quantity
from align.numbers.units import PREFIXES, SYMBOLS, UNITS, name, split
from align.records import Pair

SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def figure(value: float) -> str:
    """1234567.5 -> "1,234,567.5"."""
    value = float(f"{value:.12g}")  # 17.9 times 1e8 is not quite 1,790,000,000
    if not math.isfinite(value):
        return "a number of more than 300 digits"
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def short(value: float) -> str:
    """As a newspaper writes it: 5,200; 1.2 million; 30 billion."""
    for scale, word in SCALES:
        if value >= scale and abs(round(value / scale, 3) * scale - value) <= 1e-9 * value:
            return f"{figure(round(value / scale, 3))} {word}"
    return figure(value)


def clock(minutes: float) -> str:
    """930 -> "15:30"."""
    return f"{int(minutes) // 60}:{int(minutes) % 60:02d}"


def _share(numerator: int, denominator: int) -> str:
    """2, 3 -> "two-thirds"; what is rarely written in words as 3/16."""
    if not 1 <= numerator < denominator <= 10:
        return f"{numerator}/{denominator}"
    part = {2: "half", 4: "quarter"}.get(denominator) or in_words(denominator)[1]
    return f"{in_words(numerator)[0]}-{part}" + ("s" if numerator > 1 else "")


def english(q: Quantity) -> str:
    """Return the English of a quantity, without its unit."""
    if not math.isfinite(q.value) or not math.isfinite(q.low + q.high):
        return figure(math.inf)
    match q.kind:
        case "month":
            return MONTH_NAMES[int(q.value)] if 1 <= q.value <= 12 else figure(q.value)
        case "weekday":
            return WEEKDAY_NAMES[int(q.value)]
        case "time":
            return clock(q.value)
        case "year":
            return f"{q.value:.0f}"
        case "decade":
            return f"the {q.value:.0f}s"
        case "century":
            return f"the {ordinal(q.value // 100 + 1)} century"
        case "quarter":
            return f"the {ordinal(q.value)} quarter"
        case "plan":
            return f"the {ordinal(q.value)} Five-Year Plan"
        case "part":
            return {1: "the first part", 2: "the second part", 3: "the middle"}.get(int(q.value), "")
        case "ordinal":
            return ordinal(q.value)
        case "fraction":
            share = Fraction(q.value).limit_denominator(100)
            return _share(share.numerator, share.denominator)
    if q.vague:
        return f"{figure(round(q.low))} to {figure(round(q.high))}"
    return figure(q.value)


def meaning(q: Quantity) -> str:
    """The value with its unit: "3,000,000,000 yuan"."""
    text = english(q) if q.kind != "number" or q.vague else short(q.value)
    if q.kind == "multiple":
        return f"{text} times"
    if q.unit and split(q.unit)[0] in UNITS:
        return f"{text}%" if q.unit == "%" else f"{text} {name(q.unit, one=q.value == 1)}"
    return text


def house_form(q: Quantity) -> str:
    """A number with its unit as it is printed: "US$5 billion", "2.4 cm"; in words where it has no such form."""
    if q.unit in PREFIXES and not q.vague:
        return f"{PREFIXES[q.unit]}{short(q.value)}"
    if q.unit in SYMBOLS and q.kind == "number" and not q.vague:
        return f"{figure(q.value)} {SYMBOLS[q.unit]}"
    return meaning(q)


def words(pair: Pair, q: Quantity, source: bool) -> str:
    """The words of the text."""
    return (pair.source if source else pair.target).text[q.start : q.end].strip()


def stated(pair: Pair, q: Quantity) -> str:
    """The Chinese words and what they mean: 30亿 = 3,000,000,000; the words alone where they show it themselves."""
    text, value = words(pair, q, True), meaning(q)
    bare, plain = text.lower().replace(",", ""), value.lower().replace(",", "")
    if plain.startswith(f"{bare} "):  # 1,300 dollars, where a sign before the number says so
        return value
    return text if bare == plain else f"{text} = {value}"
