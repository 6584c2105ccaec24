"""The record that numbers of both languages are read into."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal[
    "number",
    "fraction",
    "multiple",
    "ordinal",
    "year",
    "decade",
    "century",
    "month",
    "day",
    "weekday",
    "time",
    "quarter",
    "part",
    "plan",
    "code",
]
DATES: frozenset[str] = frozenset(
    ("year", "decade", "century", "month", "day", "weekday", "time", "quarter", "part", "plan")
)
Approx = Literal["", "~", ">", "<"]

WEAK, SMALL, FIRM = 0, 1, 2


class Quantity(NamedTuple):
    """A number, date or time in a text, as a value.

    ``value``: of a range its lower end. ``low``..``high``: what the words allow (几十 is 20..99); equal to ``value``
    where they are exact. ``step``: the last digit shown (1.2 billion: 1e8). ``also``: further readings (增长两倍 is
    2 and 3; 3点 is 180 and 900 minutes). ``unit``: a code of :mod:`align.numbers.units`, "km/h", or "".

    By kind the value is: number, fraction, multiple, ordinal as they say; year the year; decade its first year;
    century its first year (the 18th: 1700); month 1..12; weekday 1..7 from Monday; time minutes of the day;
    quarter 1..4; part 1..4 (upper or first half 1, lower or second half 2, middle 3); plan the number of a five-year
    plan. ``firm``: 0 it can explain a number of the other side but nothing more (一, "first", 三 in 三农), 1 it
    counts when the other side says something else, 2 it must be there.
    """

    value: float
    low: float
    high: float
    kind: Kind
    unit: str
    start: int
    end: int
    approx: Approx = ""
    firm: int = FIRM
    step: float = 1.0
    also: tuple[float, ...] = ()
    malformed: bool = False  # 1,4000 or 4.700 where thousands are meant
    core: int = 0  # where the numeral itself ends and its unit begins; 0: at ``end``

    @property
    def numeral_end(self) -> int:
        """End of the numeral without its unit."""
        return self.core or self.end

    @property
    def vague(self) -> bool:
        """Return whether it names a range of numbers rather than one."""
        return self.low < self.high


def exact(value: float, kind: Kind, start: int, end: int, firm: int = FIRM, also: tuple[float, ...] = ()) -> Quantity:
    """A quantity of one value and no unit."""
    return Quantity(value, value, value, kind, "", start, end, "", firm, 1.0, also)


# Full-width forms stand for one ASCII character each, so offsets stay true.
FOLD = {0xFF01 + i: 0x21 + i for i in range(94)} | str.maketrans("　–—−‐‑﹣～﹪〇○", " ------~%零零")
FOLD |= str.maketrans("萬億ㄧ", "万亿一")  # the last is a phonetic sign that keyboards put for one
_FOLDED = re.compile("[\uff01-\uff5e\u3000–—−‐‑﹣﹪〇○萬億ㄧ]")


def folded(text: str) -> str:
    """The text with :data:`FOLD` applied; a text has few such characters, and each is replaced faster than all are
    translated."""
    for char in set(_FOLDED.findall(text)):
        text = text.replace(char, chr(FOLD[ord(char)]))
    return text
