"""Places where the two texts are known to go together: chapters, lines, single beads, written down by a person.

One anchor a line; ``#`` begins a comment::

    12 = 15                             line 12 of the source and line 15 of the target begin together
    [3,4]:[5]                           these sentences are one bead (numbers from 0, as in --format beads)
    /^第.{1,3}回/ = /^Chapter \\d+/       the first, second … line of each side that matches begin together
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.errors import InputError
from align.files import open_input
from align.records import Alignment, Document, Sentence
from align.text.encoding import decode
from align.text.patterns import PatternError, at_head

_LINES = re.compile(r"(\d{1,9})\s*(?:=|\s|\t)\s*(\d{1,9})")
_PATTERNS = re.compile(r"/(.{1,1000})/\s*(?:=|\s|\t)\s*/(.{1,1000})/")
_BEAD = re.compile(r"(\[[\d,\s]*\])\s*:\s*(\[[\d,\s]*\])(?::.*)?")
HEAD = 200  # characters of a line in which a pattern is looked for
_REMEDY = "write 12 = 15, [3,4]:[5], or /^第/ = /^Chapter/"


@dataclass(frozen=True)
class Anchor:
    """A line of a file of anchors: ``lines`` from 1, ``patterns`` or a ``bead`` of sentence numbers from 0; one of
    them. ``where``: file and line."""

    where: str
    lines: tuple[int, int] | None = None
    patterns: tuple[re.Pattern[str], re.Pattern[str]] | None = None
    bead: tuple[tuple[int, ...], tuple[int, ...]] | None = None


@dataclass(frozen=True)
class Fixed:
    """The cuts and beads that anchors fix in the sentences of two texts: ``cuts``, boundaries ``(i, j)`` that every way
    goes through; ``beads``: ``(i0, i1, j0, j1)`` between two such cuts that are one bead."""

    cuts: tuple[tuple[int, int], ...] = ()
    beads: tuple[tuple[int, int, int, int], ...] = ()


def read_anchors(path: str) -> list[Anchor]:
    """The anchors of a file. InputError, with the line, where one cannot be read."""
    text = decode(open_input(path).data(), path).text
    return [
        _anchor(f"{path}:{number}", line.strip())
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip() and not line.lstrip().startswith("#")
    ]


def _anchor(where: str, line: str) -> Anchor:
    if found := _LINES.fullmatch(line):
        return Anchor(where, lines=(int(found[1]), int(found[2])))
    if found := _BEAD.fullmatch(line):
        sides = [tuple(int(n) for n in re.findall(r"\d{1,9}", side)) for side in found.groups()]
        if not all(sides) or any(b - a != 1 for side in sides for a, b in itertools.pairwise(side)):
            raise InputError(where, f"no bead of neighbours with two sides: {line[:40]!r}", "write [3,4]:[5]")
        return Anchor(where, bead=(sides[0], sides[1]))
    if found := _PATTERNS.fullmatch(line):
        try:
            return Anchor(where, patterns=(at_head(found[1], HEAD), at_head(found[2], HEAD)))
        except PatternError as error:
            raise InputError(where, f"{line[:40]!r}: {error}", _REMEDY) from None
    raise InputError(where, f"no anchor: {line[:40]!r}", _REMEDY)


def fixed(anchors: Sequence[Anchor], alignment: Alignment) -> Fixed:
    """Return what anchors fix in the sentences of an alignment. InputError where they point at nothing or cross."""
    points: list[tuple[tuple[int, int], str]] = []
    beads: list[tuple[int, int, int, int]] = []
    for anchor in anchors:
        if anchor.bead is not None:
            bead = _bead(anchor, alignment)
            beads.append(bead)
            points += [((bead[0], bead[2]), anchor.where), ((bead[1], bead[3]), anchor.where)]
        else:
            points += [(point, anchor.where) for point in _beginnings(anchor, alignment)]
    points.sort(key=lambda p: p[0])
    for (one, _), (other, where) in itertools.pairwise(points):
        if other[1] < one[1] or (other[0] == one[0]) != (other[1] == one[1]):
            found = f"crosses another anchor: source sentence {other[0] + 1} beside target sentence {other[1] + 1}"
            raise InputError(where, found, "anchors rise on both sides")
    return Fixed(tuple(dict.fromkeys(point for point, _ in points)), tuple(sorted(set(beads))))


def _bead(anchor: Anchor, alignment: Alignment) -> tuple[int, int, int, int]:
    assert anchor.bead is not None
    for side, sentences, numbers in (
        ("source", alignment.source_sentences, anchor.bead[0]),
        ("target", alignment.target_sentences, anchor.bead[1]),
    ):
        if numbers[-1] >= len(sentences):
            found = f"{side} sentence {numbers[-1]}, and there are {len(sentences)}"
            raise InputError(anchor.where, found, "numbers count from 0")
    return anchor.bead[0][0], anchor.bead[0][-1] + 1, anchor.bead[1][0], anchor.bead[1][-1] + 1


def _beginnings(anchor: Anchor, alignment: Alignment) -> Iterator[tuple[int, int]]:
    """The sentences of both sides where the passages of an anchor begin."""
    sides = (alignment.source, alignment.source_sentences), (alignment.target, alignment.target_sentences)
    starts = [_lines(document) for document, _ in sides]
    if anchor.lines is not None:
        for number, own, (document, _) in zip(anchor.lines, starts, sides, strict=True):
            if _row(document, number) not in range(len(own)):
                name = document.path if document else "-"
                raise InputError(anchor.where, f"line {number}, and {name} has {len(own)} lines", "lines count from 1")
        rows = [_row(document, number) for number, (document, _) in zip(anchor.lines, sides, strict=True)]
        chosen = [[own[row]] for row, own in zip(rows, starts, strict=True)]
    else:
        assert anchor.patterns is not None
        chosen = [
            [at for at in own if document and pattern.search(_line(document, at)[:HEAD])]
            for pattern, own, (document, _) in zip(anchor.patterns, starts, sides, strict=True)
        ]
        if len(chosen[0]) != len(chosen[1]) or not chosen[0]:
            found = f"matches {len(chosen[0])} lines of the source and {len(chosen[1])} of the target"
            raise InputError(anchor.where, found, "a pattern that matches as many on both sides, or line numbers")
    for left, right in zip(*chosen, strict=True):
        yield _first(alignment.source_sentences, left), _first(alignment.target_sentences, right)


def _lines(document: Document | None) -> list[int]:
    """Return the offset at which each line begins."""
    text = document.text.removesuffix("\n") if document else ""
    return [0, *(k + 1 for k, c in enumerate(text) if c == "\n")]


def _row(document: Document | None, number: int) -> int:
    """The row of the text, from 0, that a line of the file became; -1 for a line without text."""
    if document is None or not document.lines:
        return number - 1
    return document.lines.index(number) if number in document.lines else -1


def _line(document: Document, start: int) -> str:
    end = document.text.find("\n", start)
    return document.text[start : end if end >= 0 else None]


def _first(sentences: Sequence[Sentence], offset: int) -> int:
    """Number of the first sentence that ends behind an offset."""
    return next((k for k, s in enumerate(sentences) if s.end > offset), len(sentences))
