"""Constraints that a person gives for one article before it is aligned: anchors, corrected beads, sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from align.pair.anchors import Anchor, Fixed, fixed, read_anchors
from align.pair.given_beads import Row, fitted, read_rows
from align.records import Alignment, Bead


@dataclass(frozen=True)
class Guide:
    """``pre_split``: each line is a sentence; ``anchors``: places that go together; ``rows``: all beads, as they are.
    An empty guide leaves everything to the aligner."""

    pre_split: bool = False
    anchors: tuple[Anchor, ...] = ()
    rows: tuple[Row, ...] = ()

    def __bool__(self) -> bool:
        return self.pre_split or bool(self.anchors) or bool(self.rows)

    @staticmethod
    def of(anchors: str | None = None, beads: str | None = None, *, pre_split: bool = False) -> Guide:
        """A guide from the paths of a file of anchors and of one of beads. InputError where one cannot be read."""
        return Guide(
            pre_split, tuple(read_anchors(anchors)) if anchors else (), tuple(read_rows(beads)) if beads else ()
        )

    def beads(self, alignment: Alignment) -> Alignment | None:
        """Return the alignment with the beads of the rows; None without rows."""
        return fitted(alignment, self.rows) if self.rows else None

    def fixed(self, alignment: Alignment) -> Fixed:
        """Return what the anchors fix in the sentences of an alignment."""
        return fixed(self.anchors, alignment)


def with_given(beads: Sequence[Bead], given: Fixed) -> list[Bead]:
    """Beads of the aligner with those that anchors name: what is between their cuts is one bead."""
    if not given.beads:
        return list(beads)
    out: list[Bead] = []
    done: set[tuple[int, int, int, int]] = set()
    for bead in beads:
        inside = next((g for g in given.beads if _within(bead, g)), None)
        if inside is None:
            out.append(bead)
        elif inside not in done:
            done.add(inside)
            out.append(replace(bead, source=inside[:2], target=inside[2:], similarity=None, moved=False))
    return out


def _within(bead: Bead, given: tuple[int, int, int, int]) -> bool:
    i0, i1, j0, j1 = given
    left = bead.source[0] < bead.source[1] and i0 <= bead.source[0] and bead.source[1] <= i1
    right = bead.target[0] < bead.target[1] and j0 <= bead.target[0] and bead.target[1] <= j1
    return left or right
