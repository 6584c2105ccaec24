"""Numbers that Chinese gives without a figure for them: 对折 is 50 per cent, 三七开 seventy to thirty, 八毛 80 fen."""

from __future__ import annotations

import re

from align.numbers.equality import close
from align.numbers.numerals import DIGITS
from align.numbers.quantity import Quantity
from align.numbers.years_ago import long_ago
from align.text.datelines import is_dateless

_HALF = re.compile("对折|半价|五折")
_SPLIT = re.compile("([一二三四五六七八九])([一二三四五六七八九])(?=开|分[账成]|比例)")
_TENTHS = re.compile("([一二三四五六七八九])[分成](?=[饱熟满醉像甜糖酸辣干湿力功把相胜])")  # 七分饱: 70 per cent full
_DIMES = re.compile(r"([一二两三四五六七八九]|[1-9])[毛角](?:([一二三四五六七八九]|[1-9])分?)?")
_LIANG = re.compile("([半一二三四五六七八九])([斤两])(?!八两)")
_OF = re.compile(r"\b(\d+)\s+(?:out\s+)?of\s+(\d+)\b")
_SLASHED = re.compile(r"(?<![\d/.])(\d+)\s?/\s?(\d+)(?![\d/.])")
_SPRINT = re.compile("百公里加速|零百加速|破百")  # from nought to a hundred kilometres an hour, or to sixty miles
LATE = 85  # minutes of a match from which it is late
_AT_THE_DEATH = re.compile(
    r"(?i)\b(?:at the death|dying (?:minutes|moments|seconds)|last[- ](?:minute|gasp)|final minutes?"
    r"|late (?:on|goal|winner|equali[sz]er)"
    r"|(?:a|one) minute (?:of \w+ time )?(?:left|remaining|from (?:time|the end)|to (?:go|play)))\b"
)
_RELATIVE_EN, _RELATIVE_ZH = (
    re.compile(r"(?i)\b(?:last|this|next) year\b"),
    re.compile("[去今明前本当同次]年|上年|下一?年"),
)
_TEENS = re.compile(r"(?i)\b(?:in (?:his|her|their|my|our|your) (?:early |mid-|late )?teens|teenage\w*)\b")
_NOTE = re.compile(r"(?<=[^\s\[(])\[\d{1,3}(?:[-–,]\s?\d{1,3})*\]")  # a mark behind a word: temple[2]
_CENTS = re.compile(r"\s*(?:fen|cents?)\b", re.I)
_WEIGHT = re.compile(r"\s{0,2}-?\s{0,2}g(?:rams?|rammes?)?\b", re.I)


def unfigured(t: Quantity, source: str, target: str) -> bool:
    """Return whether a number of the translation ``target`` says what words or smaller units of the Chinese say."""
    if t.start and any(m.start() < t.start < m.end() for m in _NOTE.finditer(target)):
        return True  # whoever writes notes to a translation numbers them
    if t.kind == "fraction" and "/" in target[t.start : t.end]:  # 四六分账: a 40/60 split
        return any(close(t.value, one / other) for one, other in _splits(source))
    if t.unit == "%" and t.value == 50:
        return _HALF.search(source) is not None
    if t.unit == "%" and t.value in {10.0 * DIGITS[m[1]] for m in _TENTHS.finditer(source)}:
        return True
    if t.value in {share for pair in _splits(source) for share in pair}:
        return True
    if t.value in (0, 60, 62, 100) and _SPRINT.search(source):
        return True
    if t.unit in ("yuan", "CNY") and 0 < t.value < 10:  # 罚款一角: 0.1 yuan
        return any(close(100 * t.value, cents) for cents in _cents(source))
    if _CENTS.match(target, t.numeral_end):
        return any(close(t.value, cents) for cents in _cents(source))
    if _WEIGHT.match(target, t.numeral_end):
        return any(close(t.value, grams) for grams in _grams(source))
    return any(t.value in map(float, pair) for pair in _shares(source, target))


def in_words(s: Quantity, source: str, target: str) -> bool:
    """Return whether a fraction of the Chinese that is no share (第4/6集) is told in words (episode 4 of 6), one of the
    last minutes of a match (第八十九分钟, with a minute left), or a day or year that English may leave out."""
    if s.kind in ("month", "day") and is_dateless(source, s.start, target):
        return True
    if long_ago(s, source, target) or (s.value == 20 and s.approx == "<" and _TEENS.search(target)):  # 不到二十岁
        return True
    if s.kind == "ordinal" and s.value >= LATE and source.startswith("分钟", s.end):
        return _AT_THE_DEATH.search(target) is not None
    if s.kind == "year" and _RELATIVE_EN.search(target) and not _RELATIVE_ZH.search(source):
        return True  # 2024年 in the news of 2025: last year
    slashed = _SLASHED.match(source, s.start) if s.kind == "fraction" else None
    return slashed is not None and slashed.groups() in _shares(source, target)


def _splits(source: str) -> list[tuple[float, float]]:
    """The shares of 三七开 in hundredths; empty where the two do not make ten."""
    pairs = [(10.0 * DIGITS[m[1]], 10.0 * DIGITS[m[2]]) for m in _SPLIT.finditer(source)]
    return [pair for pair in pairs if sum(pair) == 100]


def _cents(source: str) -> list[float]:
    """The sums below a yuan in hundredths of it: 八毛五."""
    return [10.0 * _digit(m[1]) + (_digit(m[2]) if m[2] else 0) for m in _DIMES.finditer(source)]


def _grams(source: str) -> list[float]:
    """What 半斤 and 二两 weigh; of a jin only the half is without a figure."""
    found = [m.groups() for m in _LIANG.finditer(source)]
    return [
        250.0 if unit == "斤" else 25.0 if n == "半" else 50.0 * DIGITS[n]
        for n, unit in found
        if (n == "半") >= (unit == "斤")
    ]


def _digit(figure: str) -> float:
    return float(figure) if figure.isdigit() else float(DIGITS[figure])


def _shares(source: str, target: str) -> set[tuple[str, str]]:
    """Pairs that both sides have, the Chinese with a slash (1/2页), the English in words (page 1 of 2)."""
    if "/" not in source:
        return set()
    said, slashed = ({(m[1], m[2]) for m in p.finditer(t)} for p, t in ((_OF, target), (_SLASHED, source)))
    return said & slashed
