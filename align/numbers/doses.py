"""How much is taken at a time: 一次两片, "three tablets".

A dose has a small number, which is on both sides for other reasons as well (一日三次, "three times a day"), so that
values alone do not tell. Here the number is compared that counts the tablets, drops or sachets, where each side counts
them once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.data import table
from align.numbers import numerals
from align.text.scripts import HAN

_CUES = ("次", "服", "日", "顿")
_NUMERAL = r"\d{1,2}|[一二两三四五六七八九十半]{1,2}"
_WORDS = "one|an?|two|three|four|five|six|seven|eight|nine|ten|twelve|half an?|half"
_SINGLE = {"a": 1.0, "an": 1.0, "half": 0.5, "half a": 0.5, "half an": 0.5}


class Dose(NamedTuple):
    """How many are taken at a time, and its place."""

    many: float
    start: int
    end: int


_DOSE = re.compile(
    r"(?:[每一]次|每[日天晚]|顿|服用?|口服|含服)(?:可|应|需|服用?|口服|使用|吃|用|含|滴)?"
    rf"(?P<count>{_NUMERAL})(?P<measure>[{HAN}])(?![段面刻种类装机子头])"
)


def wrong_dose(source: str, low: str) -> tuple[Dose, Dose] | None:
    """The dose of both sides where they count it differently, and each counts one; ``low``: the English in lower
    case."""
    if not any(cue in source for cue in _CUES):
        return None
    measures = table("doses.tsv")
    ours = [match for match in _DOSE.finditer(source) if match["measure"] in measures]
    if len(ours) != 1 or len(re.findall(f"[\\d一二两三四五六七八九十半]{ours[0]['measure']}", source)) != 1:
        return None
    theirs = list(_counted(measures[ours[0]["measure"]], low))
    count = 0.5 if ours[0]["count"] == "半" else numerals.exact_value(ours[0]["count"])
    if len(theirs) != 1 or not count:
        return None
    word = theirs[0]["count"]
    said = _SINGLE.get(word) or (float(word) if word.isdecimal() else float(numerals.english([word]) or 0))
    if not said or said == count:
        return None
    return Dose(count, ours[0].start("count"), ours[0].end()), Dose(said, *theirs[0].span())


def _counted(nouns: str, low: str) -> Iterator[re.Match[str]]:
    """What the English counts of some nouns."""
    apart = r"(?:(?!or\b|to\b|and\b)\w+[ -])?"
    return re.finditer(rf"(?<![\d.-])\b(?P<count>\d{{1,2}}|{_WORDS})[ -]{apart}(?:{nouns})s?\b", low)
