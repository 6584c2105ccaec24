"""Measures of all pairs of a group together, taken when a check first needs one of them.

Small arrays cost as much as large ones, nearly: a group of 256 pairs takes a tenth of the time of its pairs one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.evidence.labels import Labels
from align.lazy import lazy


@dataclass(frozen=True)
class Group:
    """The Chinese and the English of each pair of a group; ``fits``: their cosines as wholes (None, or no figures: not
    measured)."""

    texts: Sequence[tuple[str, str]]
    fits: Sequence[float | None] = ()

    @lazy
    def labels(self) -> Labels:
        """The short strings of the group."""
        return Labels(self.texts, self.fits)
