"""Edits of a pair of texts with exact marks: what the corruptions give back, and how several are put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from align.records import Links

Span = tuple[int, int]
Mark = tuple[int, int, float]  # start, end (code points, half-open), label 0..1; -1: do not look here


@dataclass(frozen=True)
class Edit:
    """Side 0 (Chinese) or 1 (English): ``[start, end)`` becomes ``new``; ``label`` 0..1 marks the new text."""

    side: int
    start: int
    end: int
    new: str
    label: float = 1.0


@dataclass(frozen=True)
class Change:
    """One corruption: edits, and marks of words left as they are (side, start, end, label), all in the offsets of the
    texts before. ``weight`` 0..1: how bad the pair is after it."""

    kind: str
    edits: tuple[Edit, ...]
    marks: tuple[tuple[int, int, int, float], ...] = ()
    weight: float = 1.0


@dataclass(frozen=True)
class Example:
    """A pair to learn from: texts, marks of both sides, and how bad it is, 0..1."""

    source: str
    target: str
    source_marks: tuple[Mark, ...] = ()
    target_marks: tuple[Mark, ...] = ()
    bad: float = 0.0
    kind: str = "good"


@dataclass
class Case:
    """What a corruption sees: both texts, the words of the translation, the token links, the pair's neighbour."""

    source: str
    target: str
    words: list[tuple[int, int, str]]
    links: Links
    other: tuple[str, str]  # a pair of the same text, Chinese and English
    partner: np.ndarray = field(init=False)  # (l,) best source token of each target token
    best: np.ndarray = field(init=False)  # (l,) its cosine

    def __post_init__(self) -> None:
        similarity = self.links.similarity
        self.partner = similarity.argmax(axis=0)
        self.best = similarity.max(axis=0)

    def rendered(self, start: int, end: int, least: float = 0.3) -> list[Span]:
        """English words whose tokens find their best counterpart in the Chinese ``[start, end)``."""
        source, target = self.links.source, self.links.target
        inside = (source.starts < end) & (source.ends > start)
        hit = inside[self.partner] & (self.best > least)
        places = [(int(a), int(b)) for a, b in zip(target.starts[hit], target.ends[hit], strict=True)]
        return [(a, b) for a, b, w in self.words if w[0].isalnum() and any(a < q and p < b for p, q in places)]

    def renders(self, start: int, end: int, least: float = 0.3) -> list[Span]:
        """Chinese tokens that the English ``[start, end)`` renders."""
        source, target = self.links.source, self.links.target
        hit = (target.starts < end) & (target.ends > start) & (self.best > least)
        tokens = sorted(set(self.partner[hit].tolist()))
        return [(int(source.starts[i]), int(source.ends[i])) for i in tokens]

    def both(self, spans: Sequence[Span], label: float = 1.0) -> tuple[tuple[int, int, int, float], ...]:
        """Marks of the Chinese that English words render."""
        return tuple((0, a, b, label) for start, end in spans for a, b in self.renders(start, end))


Corruption = Callable[["Case"], "Change | None"]


def apply(case: Case, changes: Sequence[Change]) -> Example:
    """Texts and marks after all changes that do not overlap; the first of two that do is kept."""
    kept: list[Change] = []
    taken: list[tuple[int, int, int]] = []
    for change in changes:
        spans = [(e.side, e.start, e.end) for e in change.edits]
        if not any(s == t and a <= d and c <= b for s, a, b in spans for t, c, d in taken):
            kept.append(change)
            taken += spans
    texts = [case.source, case.target]
    marks: tuple[list[Mark], list[Mark]] = ([], [])
    for side in (0, 1):
        edits = sorted((e for c in kept for e in c.edits if e.side == side), key=lambda e: e.start)
        out, at, moved = "", 0, []
        for edit in edits:
            out += texts[side][at : edit.start]
            if edit.new.strip() and edit.label:
                left = len(edit.new) - len(edit.new.lstrip())
                marks[side].append((len(out) + left, len(out) + len(edit.new.rstrip()), edit.label))
            out += edit.new
            at = edit.end
            moved.append((edit.end, len(edit.new) - (edit.end - edit.start)))
        texts[side] = out + texts[side][at:]
        for change in kept:
            for own, start, end, label in change.marks:
                if own == side and not any(e.start < end and start < e.end for e in edits):
                    by = sum(d for place, d in moved if place <= start)
                    marks[side].append((start + by, end + by, label))
    bad = 1.0 - float(np.prod([1 - 0.8 * c.weight for c in kept])) if kept else 0.0
    kind = "+".join(c.kind for c in kept) or "good"
    return Example(texts[0], texts[1], tuple(marks[0]), tuple(marks[1]), bad, kind)
