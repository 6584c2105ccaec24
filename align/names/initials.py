"""Middle initials of foreign names: 乔治·沃克·布什 is George W. Bush, and not George C. Bush."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.names.pinyin import fold
from align.names.renderings import SOUNDS_LIKE
from align.names.sound import likeness, may_begin
from align.text.scripts import HAN

_MOST = 50  # different names of a side that are compared with those of the other
_THREE = re.compile(f"([{HAN}]{{1,5}})·([{HAN}]{{1,6}})·([{HAN}]{{1,6}})")
_INITIAL = re.compile(r"\b([A-Z][a-z]+)\s+([A-Z])\.\s*([A-Z][a-z]+)")


class WrongInitial(NamedTuple):
    """A middle name of the Chinese and the initial in its place in the English: spans in the two texts."""

    source: tuple[int, int]
    target: tuple[int, int]


def wrong_initials(source: str, target: str) -> Iterator[WrongInitial]:
    """Initials with which no rendering of the middle name begins, between the right first and last names. A name that
    stands again and again is told as often as both sides have it."""
    if "·" not in source:
        return
    ours, theirs = _names(_THREE, source), _names(_INITIAL, target)
    for (_, middle, family), places in ours.items():
        for (_, initial, name), others in theirs.items():
            last = family if likeness(family, fold(name)) > SOUNDS_LIKE else family[: max(2, len(family) - 3)]
            if may_begin(middle[0], initial.lower()) or likeness(last, fold(name), True) < SOUNDS_LIKE:
                continue
            for zh, en in zip(places, others, strict=False):
                yield WrongInitial(zh, (en[0], en[1] + 1))


def _names(pattern: re.Pattern[str], text: str) -> dict[tuple[str, ...], list[tuple[int, int]]]:
    """The names of three parts, each with the places of its second part; no more than ``_MOST`` different ones."""
    out: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for match in pattern.finditer(text):
        if match.groups() in out or len(out) < _MOST:
            out.setdefault(match.groups(), []).append(match.span(2))
    return out
