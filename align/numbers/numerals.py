"""Numerals as values: 三千二百万, 两三百, 几十, 二〇二三; twenty-one, a hundred and five."""

from __future__ import annotations

import re
from typing import NamedTuple

NUMBER = re.compile(r"\d+")
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2, "仨": 3}
TENS = {"十": 10, "百": 100, "千": 1000}
BIG = {"万": 10**4, "亿": 10**8}


class Reading(NamedTuple):
    """A numeral's value; ``low`` < ``high`` where it names a stretch (几十: 20..99, 两三百: 200..300)."""

    value: float
    low: float
    high: float
    places: bool = False  # digit by digit, as in 二〇二三


def _one(value: float, places: bool = False) -> Reading:
    return Reading(value, value, value, places)


def chinese(numeral: str) -> Reading | None:
    """The value of a Chinese numeral (simplified forms, 零 for 〇); None where it is none (十十, 万 alone).

    >>> chinese("三千二百万").value
    32000000.0
    """
    text = numeral.replace("廿", "二十").replace("卅", "三十")
    if not any(c in TENS or c in BIG for c in text):
        return _spelled(text)
    if "几" in text or "数" in text:
        return _some(text)
    for i in range(len(text) - 1):
        a, b = DIGITS.get(text[i], 0), DIGITS.get(text[i + 1], 0)
        if a and b and (b == a + 1 or (a, b) == (3, 5)):
            low, high = _sum(text[: i + 1] + text[i + 2 :]), _sum(text[:i] + text[i + 1 :])
            return Reading(low, low, high) if low is not None and high is not None else None
    value = _sum(text)
    return None if value is None else _one(value)


def _spelled(text: str) -> Reading | None:
    """Digits without 十百千: 二〇二三, 三五 (three to five), 八."""
    if not text or any(c not in DIGITS for c in text):
        return Reading(3, 2, 9) if text in ("几", "数") else None
    values = [DIGITS[c] for c in text]
    if len(text) == 1:
        return _one(values[0])
    if len(text) == 2 and values[0] and (values[1] == values[0] + 1 or text == "三五"):
        return Reading(values[0], values[0], values[1])
    return None if "两" in text else _one(float("".join(map(str, values))), True)


def _some(text: str) -> Reading | None:
    """几十, 数百万, 十几, 二十几, 几千万."""
    for mark in "几数":
        text = text.replace(mark, "几")
    if text.count("几") != 1:
        return None
    if text == "十几":
        return Reading(10, 11, 19)
    low = _sum(text.replace("几", "二" if text[0] == "几" else "一"))
    high = _sum(text.replace("几", "九"))
    if low is None or high is None:
        return None
    scale = high / 9
    if text.startswith("十几"):
        return Reading(_sum(text.replace("几", "")) or low, low, high)
    return Reading(low, low, high + (scale * 0.999 if text[0] == "几" and scale >= 1 else 0))


def _sum(text: str) -> float | None:
    """三千零五十万 -> 30500000; 一万二 -> 12000; 百 -> 100; None where the order is wrong."""
    total, section, digit, last = 0.0, 0.0, None, 0.0
    floor = 10**5
    for char in text:
        if char in DIGITS:
            if digit:
                return None
            digit = DIGITS[char]
            if char == "零":
                last = 0
                digit = None
        elif char in TENS:
            if TENS[char] >= floor:
                return None
            section += (1 if digit is None else digit) * TENS[char]
            last, digit, floor = TENS[char], None, TENS[char]
        elif char not in BIG:
            return None
        else:
            section += digit or 0
            if not section and not total:
                return None
            total = (total + section) * BIG[char] if section and total < BIG[char] else total + section * BIG[char]
            if not section:
                total *= BIG[char]
            section, digit, last, floor = 0.0, None, BIG[char], 10**5
    if digit is not None:  # 一万二 is 12,000, 三百五 is 350
        section += digit * (last / 10 if last > 10 else 1)
    return total + section


_SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_SMALL += " seventeen eighteen nineteen"
_ORDINAL = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
_ORDINAL += " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES = {word: i for i, word in enumerate(_SMALL.split())}
TIES = {word: 10 * i for i, word in enumerate(_TENS.split(), 2)} | {"fourty": 40}
SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
ORDINALS: dict[str, int] = {word: i for i, word in enumerate(_ORDINAL.split())} | {
    word[:-1] + "ieth": value for word, value in TIES.items()
}
ORDINALS |= {"firstly": 1, "secondly": 2, "thirdly": 3, "fourthly": 4, "fifthly": 5}
ORDINALS |= {"hundredth": 100, "thousandth": 1000, "millionth": 10**6}
ABBREVIATED = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12, "trn": 10**12}


def exact_value(numeral: str) -> float:
    """The value of a numeral in figures or Chinese; 0 for none, and for 三四 and 几, which name several."""
    if numeral.isdecimal():
        return float(numeral)
    read = chinese(numeral)
    return read.value if read and read.low == read.high and not read.places else 0.0


def ordinal(number: float) -> str:
    """21 -> "21st"."""
    n = int(number)
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def in_words(value: int) -> tuple[str, str]:
    """A number below 100 as a cardinal and as an ordinal: 27 -> ("twenty-seven", "twenty-seventh")."""
    cardinals, ordinals = _SMALL.split(), _ORDINAL.split()
    if value < 20:
        return cardinals[value], ordinals[value]
    tens, ones = _TENS.split()[value // 10 - 2], value % 10
    return (f"{tens}-{cardinals[ones]}", f"{tens}-{ordinals[ones]}") if ones else (tens, f"{tens[:-1]}ieth")


def ways(value: int) -> tuple[str, ...]:
    """The ways to write a number in a name: 27th, 27, twenty-seven, twenty-seventh (No. 27 contains 27)."""
    return (ordinal(value), str(value), *(in_words(value) if 0 <= value < 100 else ()))


def english(words: list[str]) -> float | None:
    """The value of number words in order: ["two", "hundred", "and", "five"] -> 205; None where they are no number.

    The last may be an ordinal. ``a`` counts as one before hundred, thousand and so on.
    """
    total, section, unit, top = 0.0, 0.0, 10.0**3, 10.0**18
    for i, word in enumerate(words):
        if word == "and":
            continue
        if word == "a" and i + 1 < len(words):
            section = 1
        elif word in ONES or (word in ORDINALS and ORDINALS[word] < 20):
            if unit <= 1:
                return None
            section, unit = section + ONES.get(word, ORDINALS.get(word, 0)), 1
        elif word in TIES or (word in ORDINALS and ORDINALS[word] < 100):
            if unit <= 10:
                return None
            section, unit = section + TIES.get(word, ORDINALS.get(word, 0)), 10
        else:
            scale = SCALES.get(word) or ORDINALS.get(word)
            if not scale:
                return None
            if scale == 100:
                if section >= 100:  # "two hundred hundred" is no number, however often it is said
                    return None
                section, unit = (section or 1) * 100, 100
            elif scale >= top:  # three million and five million
                return None
            else:
                total, section, unit, top = total + (section or 1) * scale, 0.0, 10.0**3, float(scale)
    return total + section
