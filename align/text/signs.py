"""Signs of patterns: characters, and pairs of neighbouring ones, of which one is in whatever a pattern matches.

Of hundreds of patterns a text matches none or two. So the patterns are filed under their signs, which are derived from
the patterns themselves, and a text is only searched for those of which it has a sign
(:func:`align.text.word_search.twos_of`). To derive them takes as long as thirty searches: a run over one article files
by what is quickly seen, and one over an archive, after ``OFTEN`` texts, by the signs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence, Set
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Generic, TypeVar

OFTEN = 500  # texts after which the signs are derived
_MOST = 99  # characters of a set, and pairs of two sets, that are signs
_SINGLE = 20  # pairs that are as seldom in a text as one character
_REPEATED = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_NO_WIDTH = (sre.AT, sre.ASSERT, sre.ASSERT_NOT)
Signs = frozenset[str]
T = TypeVar("T")


def signs(pattern: str) -> Signs:
    """The signs of a pattern that heeds the case of letters; {""}, a sign of every text, where none are found.

    >>> sorted(signs("(?:转回|冲回)了?[^，]{0,9}准备|一律不"))
    ['一律', '准备']
    """
    return _of(list(_parser.parse(pattern))) or frozenset([""])


def _of(items: Sequence[tuple[Any, Any]]) -> Signs | None:
    """The rarest signs of parts of a pattern one behind the other."""
    found: list[Signs] = []
    before: Signs | None = None  # the characters that may stand right before a part
    for kind, value in items:
        if kind in _NO_WIDTH:
            continue
        own = _characters(kind, value)
        if own is None:
            inner = _inside(kind, value)
            found += [] if inner is None else [inner]
        else:
            found.append(own)
            if before is not None and len(before) * len(own) <= _MOST:
                found.append(frozenset(a + b for a in before for b in own))
        before = own
    return min(found, key=_commonness, default=None)


def _commonness(own: Signs) -> int:
    return sum(1 if len(sign) > 1 else _SINGLE for sign in own)


def _characters(kind: Any, value: Any) -> Signs | None:
    """The characters that a part of one character matches; None where it is longer or they are too many."""
    if kind is sre.LITERAL:
        return frozenset([chr(value)])
    if kind is not sre.IN:
        return None
    out: set[str] = set()
    for sort, one in value:
        if sort is sre.LITERAL:
            out.add(chr(one))
        elif sort is sre.RANGE and one[1] - one[0] < _MOST:
            out.update(map(chr, range(one[0], one[1] + 1)))
        else:
            return None
    return frozenset(out) if len(out) <= _MOST else None


def _inside(kind: Any, value: Any) -> Signs | None:
    """The signs of a group, of alternatives, of what is repeated once at least."""
    if kind is sre.SUBPATTERN:
        return None if value[1] & re.IGNORECASE else _of(list(value[3]))
    if kind is sre.ATOMIC_GROUP:
        return _of(list(value))
    if kind in _REPEATED:
        return _of(list(value[2])) if value[0] else None
    if kind is not sre.BRANCH:
        return None
    each = [_of(list(one)) for one in value[1]]
    return None if None in each else frozenset().union(*(own for own in each if own is not None))


class Filed(Generic[T]):
    """Things with patterns, filed under signs: those of which a text may have a match.

    ``things``: each with its patterns; ``quick``: characters of which one is in what a pattern matches, by a look at
    it ("": none is known); ``often``: texts after which the signs are derived; 0: ``quick`` has them already."""

    def __init__(
        self, things: Iterable[tuple[T, Sequence[str]]], quick: Callable[[str], Iterable[str]], often: int = OFTEN
    ) -> None:
        self._things = list(things)
        self._left = often
        self._filed = self._file(quick)

    def _file(self, signs_of: Callable[[str], Iterable[str]]) -> tuple[dict[str, set[int]], Signs]:
        """The numbers of things by sign, and the signs."""
        under: dict[str, set[int]] = {}
        for number, (_, patterns) in enumerate(self._things):
            for sign in {sign for pattern in patterns for sign in signs_of(pattern)}:
                under.setdefault(sign, set()).add(number)
        return under, frozenset(under)

    def of(self, twos: Set[str]) -> list[T]:
        """The things of which a text may have a match, in their order; ``twos``: its characters and pairs of them."""
        if self._left > 0:
            self._left -= 1
            if self._left <= 0:
                self._filed = self._file(signs)
        under, known = self._filed
        there = [under[sign] for sign in known & twos]
        if "" in under:
            there.append(under[""])
        return [self._things[number][0] for number in sorted(set().union(*there))] if there else []
