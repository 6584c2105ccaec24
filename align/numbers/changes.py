"""What is said of a change around its figure: rose to and rose by, 下降8.4% and "rose 8.4%"."""

from __future__ import annotations

import re

from align.data import either
from align.numbers.quantity import Quantity
from align.records import Offsets

_RISE = r"(?:增|升|涨|攀|扩|提|加|上调|上浮|降|减|跌|落|缩|收窄|下滑|下调|下浮|调|压)[^，。；、\d]{0,4}?"
_TO_ZH = re.compile(rf"{_RISE}(?:到|至)(?:了|约|近|超过|超|逾)?$")
_BY_ZH = re.compile(
    r"(?:增长|增加|上涨|上升|提高|提升|上调|扩大|下降|减少|下跌|降低|下调|回落|缩小|缩减|攀升|增|升|涨|降|减|跌)了?"
    r"(?:约|近|超过|超|逾|将近|大约)?$"
)
SIGNS = r"(?:about|around|nearly|almost|over|more than|some|roughly|approximately|an?|the|just|only|US|RMB|[$€£¥])"
_TO_EN = re.compile(
    rf"(?<!\bup )(?<!\bclose )(?<!\bclose, )\b(?:to|at|reach\w*|hit|totall?ing)\s+(?:{SIGNS}\s*)*$", re.I
)
_BY_EN = re.compile(rf"\bby\s+(?:{SIGNS}\s*)*$", re.I)
_CHANGES = re.compile(rf"\b(?:{either('english_words.tsv', 'change_stem')})", re.I)
# Nothing but these may stand between the word of the change and its figure
_LINK_ZH = r"(?:[了约近达逾为]|幅度?|超过?|将近|大约|至|到){0,3}$"
_UP_ZH = re.compile(rf"(?<!负)(?:增长|增加|上涨|上升|提高|提升|上调|攀升|增幅|涨幅|升幅|[增升涨]){_LINK_ZH}")
_DOWN_ZH = re.compile(rf"(?:下降|减少|下跌|降低|下调|回落|缩减|下滑|负增长|降幅|跌幅|减幅|[降减跌]){_LINK_ZH}")
# 增幅下降, 跌幅收窄, 减少的, 少增: what changes is a change itself
_OF_CHANGE = re.compile("(?:[增降减涨跌升][幅速势量]|增长率|跌|降|减|亏|少|放缓|收窄|扩大|缩小)[^，。；]{0,6}$")
_LINK_EN = rf"(?: (?:{SIGNS}|by|to|a further|another|as much as|between|from)){{0,3}}\W{{0,2}}$"
_UP_EN, _DOWN_EN = (
    re.compile(rf"\b(?:{either('english_words.tsv', way)}){_LINK_EN}", re.I) for way in ("rises", "falls")
)
_UNIT_EN = (
    r"(?:[ -]?(?:%|per ?cent|(?:percentage[ -])?points?|yuan|dollars?|[mb]illion|thousand|people|units|tons?)){0,4}"
)
_OVER_EN = r"(?: (?:year[- ]on[- ]year|yearly|annual|quarterly|monthly|net|further|sharp)){0,3}"
_RISE_EN = re.compile(rf"{_UNIT_EN}{_OVER_EN} (?:rise|increase|growth|jump|gain|climb|surge|higher|more)\b", re.I)
_FALL_EN = re.compile(
    rf"{_UNIT_EN}{_OVER_EN} (?:fall|decrease|decline|drop|reduction|cut|slump|lower|less|fewer)\b", re.I
)
_NEAR = 24  # characters before a figure in which the word of its change stands


def is_exchanged(before: str, ahead: str) -> bool:
    """Return whether a change by an amount is one to it on the other side: 增长到 and "rose by", 增长了 and "rose to".
    ``before``, ``ahead``: the text before the figures of the two sides."""
    to, by = bool(_TO_ZH.search(before)), bool(_BY_ZH.search(before))
    if to == by or not _CHANGES.search(ahead):
        return False
    return bool((to and _BY_EN.search(ahead)) or (by and _TO_EN.search(ahead)))


def turned(s: Quantity, t: Quantity, source: str, target: str) -> tuple[Offsets, Offsets] | None:
    """Spans of the words that let a figure rise on one side and fall on the other (同比下降8.4%, "rose 8.4 percent");
    None where they do not."""
    first = max(0, s.start - _NEAR)
    before = source[first : s.start]
    down = _DOWN_ZH.search(before)
    told = down or _UP_ZH.search(before)
    if told is None or _OF_CHANGE.search(before[: told.start()]):
        return None
    rises, falls = (_words_of_change(target, t, *ways) for ways in ((_UP_EN, _RISE_EN), (_DOWN_EN, _FALL_EN)))
    wrong, right = (rises, falls) if down else (falls, rises)
    return ((first + told.start(), s.start), wrong) if wrong and not right else None


def _words_of_change(target: str, t: Quantity, ahead: re.Pattern[str], behind: re.Pattern[str]) -> Offsets | None:
    """The span of the words of a change before or behind a figure."""
    before = ahead.search(target, max(0, t.start - 2 * _NEAR), t.start)
    after = behind.match(target, max(t.end, t.numeral_end))
    return (before.start(), t.start) if before else after.span() if after else None
