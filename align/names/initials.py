"""Middle initials of foreign names: 乔治·沃克·布什 is George W. Bush, and not George C. Bush."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.names.pinyin import fold
from align.names.renderings import SOUNDS_LIKE
from align.names.sound import likeness, may_begin
from align.text.scripts import HAN

_THREE = re.compile(f"([{HAN}]{{1,5}})·([{HAN}]{{1,6}})·([{HAN}]{{1,6}})")
_INITIAL = re.compile(r"\b([A-Z][a-z]+)\s+([A-Z])\.\s*([A-Z][a-z]+)")


class WrongInitial(NamedTuple):
    """A middle name of the Chinese and the initial in its place in the English: spans in the two texts."""

    source: tuple[int, int]
    target: tuple[int, int]


def wrong_initials(source: str, target: str) -> Iterator[WrongInitial]:
    """Initials with which no rendering of the middle name begins, between the right first and last names."""
    for zh in _THREE.finditer(source) if "·" in source else ():
        for en in _INITIAL.finditer(target):
            last = zh[3] if likeness(zh[3], fold(en[3])) > SOUNDS_LIKE else zh[3][: max(2, len(zh[3]) - 3)]
            if may_begin(zh[2][0], en[2].lower()) or likeness(last, fold(en[3]), True) < SOUNDS_LIKE:
                continue
            yield WrongInitial(zh.span(2), (en.start(2), en.end(2) + 1))
