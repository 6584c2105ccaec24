"""The reading of a pair by the second reader."""

from __future__ import annotations

from dataclasses import dataclass

from align.records.links import FloatArray, IntArray

UNREAD = 20  # characters at the end of a text that may be without pieces


@dataclass(frozen=True)
class Reading:
    """A pair as the second reader read it. ``score`` 0..1: the pair is wrong. Of each piece that was read, on both
    sides: offsets in the text (``*_starts``, ``*_ends``, int32) and the probability 0..1 that what it says has no
    proper counterpart on the other side (float32). Pieces beyond what the reader takes in are not there."""

    score: float
    source_starts: IntArray
    source_ends: IntArray
    source_wrong: FloatArray
    target_starts: IntArray
    target_ends: IntArray
    target_wrong: FloatArray

    def is_cut(self, source: str, target: str) -> bool:
        """Return whether the end of one of the texts was not read."""
        both = ((source, self.source_ends), (target, self.target_ends))
        return any(len(ends) and len(text.rstrip()) - int(ends[-1]) > UNREAD for text, ends in both)

    def highest(self, side: int, start: int, end: int) -> float:
        """The highest probability over ``[start, end)`` of the Chinese (0) or English (1) text; 0 where none is."""
        starts, ends, wrong = self.side(side)
        inside = wrong[(starts < end) & (ends > start)]
        return float(inside.max()) if len(inside) else 0.0

    def mean(self, side: int, start: int, end: int) -> float:
        """The mean probability over ``[start, end)``; 0 where none was read."""
        starts, ends, wrong = self.side(side)
        inside = wrong[(starts < end) & (ends > start)]
        return float(inside.mean()) if len(inside) else 0.0

    def side(self, side: int) -> tuple[IntArray, IntArray, FloatArray]:
        """Starts, ends and probabilities of the Chinese (0) or English (1) side."""
        if side:
            return self.target_starts, self.target_ends, self.target_wrong
        return self.source_starts, self.source_ends, self.source_wrong
