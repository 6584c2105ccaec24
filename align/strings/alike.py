"""Counterparts among many texts: those that have none, and how alike two are where each is compared with each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")
NEAREST = 100  # texts among which the most alike one is looked for
_WORK = 4_000_000  # letters of the one times letters of the other, of all texts that are compared: about a second


def unmatched(ours: Iterable[T], theirs: Iterable[T], key: Callable[[T], Hashable]) -> list[T]:
    """Those of one side that have no counterpart with the same key on the other, where each answers for one."""
    have = Counter(map(key, theirs))
    out = []
    for one in ours:
        own = key(one)
        if have[own] > 0:
            have[own] -= 1
        else:
            out.append(one)
    return out


class Likeness:
    """The ratio of difflib (0..1) of two texts, each two compared once. When ``_WORK`` is spent all others are unlike:
    a line of 4,000 addresses that all differ would be at it for minutes, and only 100 of its slips are told."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], float] = {}
        self._left = _WORK

    def __call__(self, one: str, other: str) -> float:
        if (one, other) not in self._known:
            if self._left <= 0:
                return 0.0
            self._left -= len(one) * len(other)
            self._known[one, other] = SequenceMatcher(None, one, other).ratio()
        return self._known[one, other]
