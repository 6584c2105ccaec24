"""Characters that a pair must hold before a check looks at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_letters, digits

LATIN = frozenset(ascii_letters + digits)


@dataclass(frozen=True)
class Needs:
    """Characters without which a check finds nothing in a pair: of each set one must be in the source, in the
    target, in either of them. None: nothing is needed. A row of an archive that holds none of them is passed over
    without running the check."""

    source: frozenset[str] | None = None
    target: frozenset[str] | None = None
    either: frozenset[str] | None = None

    def met(self, source: frozenset[str], target: frozenset[str]) -> bool:
        """Return whether texts with these characters have what is needed."""
        return not (
            (self.source is not None and self.source.isdisjoint(source))
            or (self.target is not None and self.target.isdisjoint(target))
            or (self.either is not None and self.either.isdisjoint(source) and self.either.isdisjoint(target))
        )


def needs(*, source: Iterable[str] = (), target: Iterable[str] = (), either: Iterable[str] = ()) -> Needs:
    """Needs of a check, each given as characters; none: nothing is needed there."""
    sets = (frozenset(own) or None for own in (source, target, either))
    return Needs(*sets)
