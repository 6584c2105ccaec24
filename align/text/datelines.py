"""The line with which a piece of news begins: agency, day and reporter. English agencies write it in other ways."""

from __future__ import annotations

import re

# 新华社北京3月5日电（记者王敏）, 本报讯 记者 王敏
_DATELINE = re.compile(
    r"^[\s【(（]*[^，。；：！？]{0,24}?(?:(?:\d{1,2}月)?\d{1,2}日(?:电|讯|消息|报道)|[报社网]讯)[】)）]?(?P<byline>\s{0,3}[（(][^（）()]{1,40}[）)])?"
)
_AT_END = re.compile(r"[（(](?:[^（）()]{0,8}(?:记者|通讯员|编辑|责编|摄影|作者))[^（）()]{1,40}[）)]\s*$")
_REPORTER = re.compile("记者|通讯员|编辑|作者")
# PARIS (AFP) -, LONDON, (Reuters) —: the day is not written
_UNDATED = re.compile(r"^[A-Z][A-Z .,'/-]{2,40}(?:,\s[A-Z][a-z.]+)?\s?(?:\([^()]{2,24}\))?\s?(?:-{1,2}|–|—)\s")


def bylines(source: str) -> list[tuple[int, int]]:
    """Offsets of the brackets with the names of reporters, at the head and at the end of a Chinese text."""
    head, end = _DATELINE.match(source), _AT_END.search(source)
    found = [head.span("byline")] if head is not None and _REPORTER.search(head["byline"] or "") else []
    return [*found, end.span()] if end is not None and end.span() not in found else found


def is_dateless(source: str, at: int, target: str) -> bool:
    """Return whether a place of the Chinese is in a dateline whose day the English, with a dateline of its own, leaves
    out."""
    head = _DATELINE.match(source)
    return head is not None and at < head.end() and _UNDATED.match(target) is not None
