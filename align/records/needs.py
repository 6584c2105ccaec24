"""What a text must hold before a check looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import ascii_letters, digits

LATIN = frozenset(ascii_letters + digits)
ALL = -1  # the mask of a text that is not known to lack anything


@dataclass(frozen=True)
class Needs:
    """Characters without which a check finds nothing in a pair: of each set one must be in the source, in the
    target, in either of them. None: nothing is needed. ``several``: it compares pairs with each other. A row of an
    archive that lacks what is needed is passed over without running the check."""

    source: frozenset[str] | None = None
    target: frozenset[str] | None = None
    either: frozenset[str] | None = None
    several: bool = False


def needs(
    *, source: Iterable[str] = (), target: Iterable[str] = (), either: Iterable[str] = (), several: bool = False
) -> Needs:
    """Needs of a check, each given as characters; none: nothing is needed there."""
    one, other, any_side = (frozenset(own) or None for own in (source, target, either))
    return Needs(one, other, any_side, several)


class Sieve:
    """The needs of all checks: what a row holds is found out in one go, a bit for each set of characters."""

    def __init__(self, needs: Mapping[str, Needs | None]) -> None:
        """``needs``: of each check, by its name."""
        self._source: dict[str, int] = {}
        self._target: dict[str, int] = {}
        self._bits: dict[tuple[str, frozenset[str]], int] = {}
        self._wanted = {check: self._mask(own) if own is not None else 0 for check, own in needs.items()}
        self._chars = frozenset(self._source), frozenset(self._target)

    def _mask(self, own: Needs) -> int:
        """The bits that a row must have."""
        mask = self._bit("several", frozenset(), ()) if own.several else 0
        for name, chars, sides in (
            ("source", own.source, (self._source,)),
            ("target", own.target, (self._target,)),
            ("either", own.either, (self._source, self._target)),
        ):
            if chars is not None:
                mask |= self._bit(name, chars, sides)
        return mask

    def _bit(self, name: str, chars: frozenset[str], sides: Iterable[dict[str, int]]) -> int:
        """The bit of a set of characters, which those of the sides are given."""
        known = self._bits.get((name, chars))
        if known is not None:
            return known
        bit = self._bits[name, chars] = 1 << len(self._bits)
        for side in sides:
            for char in chars:
                side[char] = side.get(char, 0) | bit
        return bit

    def held(self, source: str, target: str) -> int:
        """The mask of a row by itself."""
        mask = 0
        for bits, chars, text in zip((self._source, self._target), self._chars, (source, target), strict=True):
            for char in chars.intersection(text):
                mask |= bits[char]
        return mask

    def wanted(self, check: str) -> int:
        """The bits that a mask must have where a check may find something; 0 for a check without needs."""
        return self._wanted.get(check, 0)
