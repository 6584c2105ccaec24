"""One side of a pair as the file has it, mark-up included, and the way back into the document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from align.records import Alignment, Document, Pair, Passage, Span


@dataclass(frozen=True)
class Raw:
    """A text with its mark-up. ``pieces`` are ``(offset in text, length, start in document, length there)``; a piece of
    mark-up that the reader keeps beside the text has no length in the document."""

    text: str
    pieces: tuple[tuple[int, int, int, int], ...]

    def span(self, start: int, end: int) -> Span:
        """Offsets of this text -> span of the document; mark-up that is beside the text gives the place between its
        neighbours, of no length."""
        first = last = -1
        nearest = max(bisect_right(self.pieces, start, key=itemgetter(0)) - 1, 0)
        for number in range(nearest, len(self.pieces)):
            at, size, origin, length = self.pieces[number]
            if at >= end:
                break
            if start < at + size:
                begin = origin + max(0, start - at) if length else origin
                stop = origin + min(size, end - at) if length else origin
                first, last = (begin if first < 0 else first), max(last, stop)
        if first < 0:
            at, size, origin, length = self.pieces[-1] if self.pieces else (0, 0, 0, 0)
            return Span(origin + length, origin + length)
        return Span(first, last)


EMPTY = Raw("", ())


def raw(document: Document | None, passage: Passage) -> Raw:
    """The passage with its mark-up; its lines are joined by line breaks."""
    if document is None or not passage.pieces:
        return EMPTY
    if len(passage.pieces) == 1 and not document.inline:  # a row of a table
        _, start, size = passage.pieces[0]
        return Raw(document.text[start : start + size], ((0, size, start, size),)) if size else EMPTY
    parts: list[str] = []
    pieces: list[tuple[int, int, int, int]] = []
    at = 0
    runs = passage.runs
    for number, run in enumerate(runs):
        if number:
            parts.append("\n")
            at += 1
            between = document.inline_in(runs[number - 1].end, run.start)
            for mark in (mark for mark in between if mark.breaks):
                parts.append(mark.text)
                pieces.append((at, len(mark.text), mark.start, mark.end - mark.start))
                at += len(mark.text)
        for text, origin, length in _stretches(document, run):
            parts.append(text)
            pieces.append((at, len(text), origin, length))
            at += len(text)
    return Raw("".join(parts), tuple(pieces))


def sides(source: Document | None, target: Document | None, pair: Pair) -> tuple[Raw, Raw]:
    """Both sides of a pair with their mark-up."""
    return raw(source, pair.source), raw(target, pair.target)


def translated(alignment: Alignment) -> Iterator[tuple[Pair, Raw, Raw]]:
    """The pairs with text on both sides that is no furniture of a page, with both sides and their mark-up."""
    for pair in alignment.pairs():
        if not pair.bead.furniture and pair.source.pieces and pair.target.pieces:
            yield pair, *sides(alignment.source, alignment.target, pair)


def _stretches(document: Document, run: Span) -> Iterator[tuple[str, int, int]]:
    """Text of a run in order, each with its start and length in the document."""
    at = run.start
    for mark in document.inline_of(run.start, run.end):
        if mark.start != mark.end:
            continue
        if mark.start > at:
            yield document.text[at : mark.start], at, mark.start - at
        if mark.text:
            yield mark.text, mark.start, 0
        at = max(at, mark.start)
    if at < run.end:
        yield document.text[at : run.end], at, run.end - at
