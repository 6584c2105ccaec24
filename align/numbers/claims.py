"""Equal values of which the two sides say different things: rose to and rose by, below zero and above, from 5 to 12 and
from 12 to 5, at least and at most, percent and percentage points, 20 per cent off and 80."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from align.numbers.quantity import DATES, Quantity

Match = tuple[Quantity, Quantity]
Kind = Literal["bound", "change", "sign", "point", "discount", "order"]
Claim = tuple[Kind, Quantity, Quantity]

_RISE = r"(?:增|升|涨|攀|扩|提|加|上调|上浮|降|减|跌|落|缩|下滑|下调|下浮|调|压)[^，。；、\d]{0,4}?"
_TO_ZH = re.compile(rf"{_RISE}(?:到|至)(?:了|约|近|超过|超|逾)?$")
_BY_ZH = re.compile(
    r"(?:增长|增加|上涨|上升|提高|提升|上调|扩大|下降|减少|下跌|降低|下调|回落|缩小|缩减|攀升|增|升|涨|降|减|跌)了?"
    r"(?:约|近|超过|超|逾|将近|大约)?$"
)
_SIGNS = r"(?:about|around|nearly|almost|over|more than|some|roughly|approximately|an?|the|just|only|US|RMB|[$€£¥])"
_TO_EN = re.compile(
    rf"(?<!\bup )(?<!\bclose )(?<!\bclose, )\b(?:to|at|reach\w*|hit|totall?ing)\s+(?:{_SIGNS}\s*)*$", re.I
)
_BY_EN = re.compile(rf"\bby\s+(?:{_SIGNS}\s*)*$", re.I)
_CHANGES = re.compile(
    r"\b(?:increas|rise|rose|risen|rising|gr[eo]w|climb|jump|surg|soar|expand|rais|fall|fell|declin|decreas|drop|reduc"
    r"|cut|lower|shr[aiu]nk|slip|slid|dipp?|plung|up|down|bring|brought)",
    re.I,
)
_COLD_ZH = re.compile(r"(?:零下|负)(?:约|近)?\s*$|(?:^|[^\d\s])\s*[-−–]$")
_COLD_EN = re.compile(
    r"(?i)\b(?:minus|negative|below (?:zero|freezing)|sub-?zero)\b"
    r"|(?:degrees|celsius|centigrade|\d|°\s?c|\bC) below\b"
    r"|(?:^|[\s(~])[-−–]\s?\d"
)
_FROST = re.compile(r"(?i)\bfrosts?\b")  # five degrees of frost; but a frost at five degrees is no claim
_NEARLY = re.compile("(?:将近|接近|逼近|近)$")
_SHORT_OF = re.compile("(?:未[满达到足及]|不满)$")  # 未满三年: failure to keep it for at least three
_DEGREES = frozenset(("C", "F"))
_OFF = re.compile(r"\s*(?:-|\s)?(?:off\b|discount|reduction|cheaper|less\b|price cut)", re.I)
_LEAST = re.compile(
    r"(?:at least|not? (?:less|fewer|lower) than|(?<!not )(?<!no )more than|over|above|upwards of|a minimum of)\s+\W?$",
    re.I,
)
_MOST = re.compile(
    r"(?:at most|not? (?:more|higher|later) than|(?<!not )(?<!no )(?:less|fewer) than|under|below|a maximum of)\s+\W?$",
    re.I,
)
_NOT_ZH = re.compile("(?:不(?![满足到])|未(?![满达])|勿|禁)[^，。；]{0,6}$")
_NOT_EN = re.compile(
    r"(?i)\b(?:not?|cannot|never|nothing|unable|prohibited|forbidden|banned|refused?|rejected)\b|n['’]t\b"
)
_STOP = re.compile(r"[.!?;]\s")
_RANGE_ZH = re.compile(r"[日号年月时点]?(?:至|到|-|~|—)[^，。；]{0,6}$")
_FROM_ZH = re.compile("[从由自][^，。；]{0,8}$")
_TO_FROM_ZH = re.compile(r"[^，。；\d]{0,8}(?:至|到|为)(?:了|约|近|超过|逾)?")
_TO_END = re.compile(rf"\bto\s+(?:{_SIGNS}\s*)*$", re.I)
_FROM_EN = re.compile(rf"[^.;]{{0,24}}\bfrom\s+(?:{_SIGNS}\s*)*", re.I)
_FROM_AHEAD = re.compile(rf"\bfrom\s+(?:{_SIGNS}\s*)*$", re.I)
_RANGE_EN = re.compile(r"(?:st|nd|rd|th)?\s*(?:to|-|–|—|through|until|till)\s*(?:[A-Z][a-z]+\.?\s+)?(?:the\s+)?$")


def claims(matched: Sequence[Match], source: str, target: str) -> Iterator[Claim]:
    """Claims about matched quantities (more than, fell to, minus) that one side makes and the other does not."""
    for s, t in matched:
        problem = _problem(s, t, source, target)
        if problem:
            yield problem, s, t
    ordered = sorted((m for m in matched if m[0].kind in DATES or m[0].kind == "number"), key=lambda m: m[0].start)
    for (s, t), (last_s, last_t) in itertools.pairwise(ordered):
        if _turned_round((s, t), (last_s, last_t), source, target):
            yield "order", s, last_t


def _problem(s: Quantity, t: Quantity, source: str, target: str) -> Kind | None:
    before, ahead = source[max(0, s.start - 12) : s.start], target[max(0, t.start - 40) : t.start]
    if s.kind in DATES or t.kind in DATES or s.kind == "ordinal":
        return None
    below = (s.approx == "<" and not _SHORT_OF.search(before)) or _NEARLY.search(before) is not None
    turned = _NOT_ZH.search(before) and _NOT_EN.search(_sentence(target, t.start))  # 不得超过: more than … cannot
    if (
        not turned
        and not (s.vague or t.vague)
        and ((below and _LEAST.search(ahead)) or (s.approx == ">" and _MOST.search(ahead)))
    ):
        return "bound"
    if s.unit == "pp" and t.unit == "%":
        return "point"
    if _is_discount(s, source) and _OFF.match(target, t.end) and abs(t.value / 100 - (1 - s.value)) > 0.001:
        return "discount"
    if (s.unit in _DEGREES or source.startswith("度", s.numeral_end)) and s.value == t.value > 0:
        around = target[max(0, t.start - 40) : t.end + 40]
        cold = _COLD_EN.search(around) is not None
        if (not cold and not _FROST.search(around)) if _COLD_ZH.search(before) else cold:
            return "sign"
    return _change(before, ahead)


def _sentence(text: str, at: int) -> str:
    """The sentence of an English text around a place."""
    stops = [0, *(m.end() for m in _STOP.finditer(text)), len(text)]
    return next(text[a:b] for a, b in itertools.pairwise(stops) if at < b or b == len(text))


def _change(before: str, ahead: str) -> Kind | None:
    """增长到 and "rose by", 增长了 and "rose to"."""
    to, by = bool(_TO_ZH.search(before)), bool(_BY_ZH.search(before))
    if to == by or not _CHANGES.search(ahead):
        return None
    return "change" if (to and _BY_EN.search(ahead)) or (by and _TO_EN.search(ahead)) else None


def _is_discount(s: Quantity, source: str) -> bool:
    return s.kind == "fraction" and source[s.start : s.end].endswith("折")


def runs_on(first: Match, last: Match, source: str, target: str) -> bool:
    """Return whether 由A升至B is said with *from* before A, wherever B stands: "up to 7.4% from 6.8%"."""
    return _from_to(first[0], last[0], source) and _FROM_AHEAD.search(target, 0, first[1].start) is not None


def _from_to(one: Quantity, two: Quantity, source: str) -> bool:
    """Return whether the Chinese goes from one number to the next one: 由32%降至27%."""
    between = source[one.end : two.start]
    return _TO_FROM_ZH.fullmatch(between) is not None and _FROM_ZH.search(source, 0, one.start) is not None


def _turned_round(first: Match, last: Match, source: str, target: str) -> bool:
    """Return whether a range is written from its end to its beginning (5日至12日, "12 to 5")."""
    (s, t), (last_s, last_t) = first, last
    if _from_to(s, last_s, source):
        # 由32%降至27%: to 32 from 27
        return bool(_TO_END.search(target[: t.start]) and _FROM_EN.fullmatch(target[t.end : last_t.start]))
    if s.kind != last_s.kind or not s.value < last_s.value or t.start <= last_t.start or t.kind != last_t.kind:
        return False
    return bool(
        _RANGE_ZH.match(source[s.numeral_end : last_s.start]) or _RANGE_ZH.search(source[s.end - 1 : last_s.start])
    ) and bool(_RANGE_EN.fullmatch(target[last_t.numeral_end : t.start]))
