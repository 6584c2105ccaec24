"""Degrees below zero: whether each side says of a figure that it is below."""

from __future__ import annotations

import re
from typing import Literal

from align.numbers.quantity import Quantity

Says = Literal["yes", "perhaps", "no"]  # perhaps: of another figure of a range, which may be meant, too
_NEAR = 40  # characters of English, before and behind a figure, in which it is said
_UNIT = r"[℃℉度%]|°\s?[CF]?|\b[CF]\b|\bdegrees?"
_ZH = re.compile("(?:零下|负|(?:低于)?(?:冰点|零度)(?:以下)?)(?:约|近)?\\s*$")
_ZH_NEAR = re.compile("零下|负|冰点|零度以下")
_SIGN = re.compile(r"(?:^|[^0-9A-Za-z.])\s?[-−–－]\s?$")
_RANGE = re.compile(rf"(?:\d|{_UNIT})\s*[-−–－]\s?$")
_AHEAD = re.compile(r"(?i)\b(?:minus|negative|sub-?zero)\s+(?:(?:about|around|some|nearly|almost|approximately)\s+)?$")
_BEHIND = re.compile(rf"(?i)(?:\s|-|{_UNIT}|celsius|centigrade|fahrenheit)*\bbelow\b")
_NEAR_EN = re.compile(r"(?i)\b(?:minus|negative|below|sub-?zero|frosts?)\b")


def differs(s: Quantity, t: Quantity, source: str, target: str) -> bool:
    """Return whether one side says that these equal degrees are below zero and the other does not say so at all."""
    return {_said_zh(source, s.start), _said_en(target, t)} == {"yes", "no"}


def _said_zh(text: str, start: int) -> Says:
    before = text[max(0, start - 12) : start]
    if _ZH.search(before) or _minus(before):
        return "yes"
    return "perhaps" if _ZH_NEAR.search(before) else "no"


def _said_en(text: str, figure: Quantity) -> Says:
    ahead = text[max(0, figure.start - _NEAR) : figure.start]
    if _minus(ahead) or _AHEAD.search(ahead) or _BEHIND.match(text, figure.numeral_end):
        return "yes"
    around = text[max(0, figure.start - _NEAR) : figure.end + _NEAR]
    return "perhaps" if _NEAR_EN.search(around) else "no"


def _minus(before: str) -> bool:
    """Return whether a figure behind this text has a minus: not the dash of a range."""
    return _SIGN.search(before) is not None and _RANGE.search(before) is None
