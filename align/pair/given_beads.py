"""Beads that a person corrected: a file that ``align pair`` wrote, edited, comes back.

``beads`` and ``jsonl`` name sentences by number. In ``tsv`` and ``xlsx`` a row holds the words of both sides: they are
looked for in the two texts, white space aside, so that rows may be joined, parted (inside a sentence, too) and put
elsewhere. Every sentence must be in exactly one row: nothing is guessed, nothing is left out.
"""

from __future__ import annotations

import io
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from align.errors import InputError
from align.files import open_input
from align.records import Alignment, Bead, Document, Sentence
from align.text.encoding import decode

Numbers = tuple[int, ...]
KNOWN = "known: beads, jsonl, tsv, xlsx, as 'align pair --format' writes them"
_FORMULA = "=+-@"  # first characters that a writer hides behind an apostrophe


@dataclass(frozen=True)
class Row:
    """One bead as a person gave it: of each side the numbers of its sentences, or its words. ``where``: file and
    line."""

    where: str
    source: Numbers | str
    target: Numbers | str


def read_rows(path: str) -> list[Row]:
    """Read the rows of a file of corrected beads. InputError if the file is not one."""
    data = open_input(path).data()
    if data[:4] == b"PK\x03\x04":
        rows = list(_workbook(path, data))
    else:
        text = decode(data, path).text
        first = next((line.strip() for line in text.split("\n") if line.strip()), "")
        if first.startswith("["):
            rows = list(_numbered(path, text))
        elif first.startswith("{"):
            rows = list(_objects(path, text))
        elif "source" in (head := first.split("\t")) and "target" in head:
            lines = text.lstrip().split("\n")
            rows = list(_cells(path, (line.rstrip("\r").split("\t") for line in lines)))
        else:
            raise InputError(path, f"no file of beads (its first line is {first[:40]!r})", KNOWN)
    if not rows:
        raise InputError(path, "no beads in it", KNOWN)
    return rows


def _lines(path: str, text: str) -> Iterator[tuple[str, str]]:
    """Lines with something in them, and where they are."""
    return ((f"{path}:{number}", line) for number, line in enumerate(text.split("\n"), 1) if line.strip())


def _numbered(path: str, text: str) -> Iterator[Row]:
    for where, line in _lines(path, text):
        try:
            left, right = line.split(":")[:2]
            yield Row(where, _checked_numbers(json.loads(left)), _checked_numbers(json.loads(right)))
        except (ValueError, TypeError, RecursionError):
            raise InputError(where, f"no bead: {line.strip()[:40]!r}", "write [0,1]:[2]") from None


def _objects(path: str, text: str) -> Iterator[Row]:
    for where, line in _lines(path, text):
        try:
            row = json.loads(line)
            sides = [_checked_numbers(row[side]["sentences"]) for side in ("source", "target")]
        except (ValueError, KeyError, TypeError, RecursionError):
            found = "no bead with source.sentences and target.sentences"
            raise InputError(where, found, "give what 'align pair --format jsonl' writes") from None
        yield Row(where, sides[0], sides[1])


def _checked_numbers(value: Any) -> Numbers:
    numbers = tuple(value)
    if not all(isinstance(n, int) and not isinstance(n, bool) and n >= 0 for n in numbers):
        raise ValueError
    return numbers


def _workbook(path: str, data: bytes) -> Iterator[Row]:
    from align.workbook import Workbook  # with zipfile, tempfile and what they load: 3 ms

    with Workbook(io.BytesIO(data), path) as book:
        sheets = {title: book.table(title) for title in book.titles}
    for title, texts in sheets.items():
        head = [cell.strip().lower() for cell in texts[0]] if texts else []
        if {"kind", "source", "target"} <= set(head):
            yield from _cells(f"{path}, sheet {title}", iter(texts))
            return
    raise InputError(path, "no sheet with columns kind, source and target", "give what 'align pair -f xlsx' writes")


def _cells(where: str, rows: Iterator[Sequence[str]]) -> Iterator[Row]:
    head = [cell.strip().lower() for cell in next(rows)]
    left, right = head.index("source"), head.index("target")
    for number, row in enumerate(rows, 2):
        cells = [row[at] if at < len(row) else "" for at in (left, right)]
        if any(cell.strip() for cell in cells):
            yield Row(f"{where}, row {number}", *(_without_apostrophe(cell) for cell in cells))


def _without_apostrophe(cell: str) -> str:
    """A cell without the apostrophe that a writer put before what a spreadsheet takes for a formula."""
    text = "".join(cell.split())
    return text[1:] if text[:1] == "'" and text[1:2] in tuple(_FORMULA) else text


def fitted(alignment: Alignment, rows: Sequence[Row]) -> Alignment:
    """The alignment with the beads of the rows, sentences parted where a row parts them. InputError where a row holds
    what the text does not, or a sentence is in no row or in two."""
    sides = (
        (alignment.source, alignment.source_sentences, [row.source for row in rows], "source"),
        (alignment.target, alignment.target_sentences, [row.target for row in rows], "target"),
    )
    found = [_side(document, sentences, cells, side, rows) for document, sentences, cells, side in sides]
    beads = _ordered([Bead(a, b) for a, b in zip(found[0][1], found[1][1], strict=True)])
    return replace(alignment, source_sentences=found[0][0], target_sentences=found[1][0], beads=tuple(beads))


def _side(
    document: Document | None,
    sentences: tuple[Sentence, ...],
    cells: Sequence[Numbers | str],
    side: str,
    rows: Sequence[Row],
) -> tuple[tuple[Sentence, ...], list[tuple[int, int]]]:
    """The sentences of one side, parted where rows part them, and the range of them that each row holds."""
    text = document.text if document else ""
    stream = _Stream(text, sentences, document.path if document else "-")
    spans = [
        stream.numbers(cell, row.where, side) if isinstance(cell, tuple) else stream.words(cell, row.where, side)
        for cell, row in zip(cells, rows, strict=True)
    ]
    stream.all_taken()
    cut = sorted({at for span in spans for at in span} | set(stream.starts))
    parts = tuple(stream.sentence(a, b) for a, b in itertools.pairwise(cut))
    number = {at: k for k, at in enumerate(cut)}
    return parts, [(number[a], number[b]) for a, b in spans]


class _Stream:
    """The sentences of a side as one row of characters without white space, and which of them rows have taken."""

    def __init__(self, text: str, sentences: Sequence[Sentence], path: str) -> None:
        self._path, self._sentences, self._document = path, sentences, text
        self._offsets = [k for s in sentences for k in range(s.start, s.end) if not text[k].isspace()]
        self._text = "".join([text[k] for k in self._offsets])
        counts = [sum(not c.isspace() for c in text[s.start : s.end]) for s in sentences]
        self.starts = [0]
        for count in counts:
            self.starts.append(self.starts[-1] + count)
        self._owner = [n for n, count in enumerate(counts) for _ in range(count)]
        self._taken = bytearray(len(self._text))
        self._at = 0

    def words(self, words: str, where: str, side: str) -> tuple[int, int]:
        """Find the words of a row: at once behind the row before, else at the next free place."""
        plain = "".join(words.split())
        if not plain:
            return self._at, self._at
        start = self._at if self._text.startswith(plain, self._at) else self._untaken(plain)
        if start < 0:
            raise InputError(where, f"its {side} stands not, or not once more, in {self._path}: {words[:40]!r}", _SAME)
        return self._take(start, start + len(plain), where, side)

    def _untaken(self, plain: str) -> int:
        for begin in (self._at, 0):
            at = self._text.find(plain, begin)
            while at >= 0 and any(self._taken[at : at + len(plain)]):
                at = self._text.find(plain, at + 1)
            if at >= 0:
                return at
        return -1

    def numbers(self, numbers: Numbers, where: str, side: str) -> tuple[int, int]:
        """Find the sentences of a row."""
        if not numbers:
            return self._at, self._at
        if list(numbers) != list(range(numbers[0], numbers[-1] + 1)):
            raise InputError(where, f"the {side} sentences {list(numbers)} are no run", "give neighbours in order")
        if numbers[-1] >= len(self._sentences):
            found = f"{side} sentence {numbers[-1]}, and {self._path} has {len(self._sentences)}"
            raise InputError(where, found, "numbers count from 0; give --pre-split if the beads were made with it")
        return self._take(self.starts[numbers[0]], self.starts[numbers[-1] + 1], where, side)

    def _take(self, start: int, end: int, where: str, side: str) -> tuple[int, int]:
        if any(self._taken[start:end]):
            raise InputError(where, f"part of its {side} stands in an earlier row, too", "each sentence once")
        self._taken[start:end] = b"\1" * (end - start)
        self._at = end
        return start, end

    def all_taken(self) -> None:
        """InputError where a character is in no row."""
        gap = self._taken.find(0)
        if gap >= 0:
            sentence = self._sentences[self._owner[gap]]
            words = " ".join(self._document[sentence.start : sentence.end].split())[:40]
            line = self._document.count("\n", 0, sentence.start) + 1
            raise InputError(f"{self._path}:{line}", f"stands in no row of the beads: {words!r}", _ALL)

    def sentence(self, start: int, end: int) -> Sentence:
        """Characters ``start..end`` as a sentence of the document."""
        owner = self._sentences[self._owner[start]]
        whole = (self._offsets[start], self._offsets[end - 1] + 1)
        first = owner.start if start == self.starts[self._owner[start]] else whole[0]
        last = owner.end if end == self.starts[self._owner[start] + 1] else whole[1]
        return Sentence(first, last, owner.block)


_SAME = "rows may be joined, parted and moved, their words stay as they are in the text"
_ALL = "put it into a row, alone if nothing translates it"


def _ordered(beads: Sequence[Bead]) -> list[Bead]:
    """Beads in the order of the source, those without one where they was; what is before an earlier target is
    marked as moved."""
    keys, last = [], -1
    for bead in beads:
        last = bead.source[0] if bead.source[0] < bead.source[1] else last
        keys.append(last)
    out: list[Bead] = []
    reached = 0
    for at in sorted(range(len(beads)), key=lambda k: keys[k]):
        bead = beads[at]
        both = bead.source[0] < bead.source[1] and bead.target[0] < bead.target[1]
        moved = both and bead.target[0] < reached
        if both:
            reached = max(reached, bead.target[1])
        out.append(replace(bead, moved=moved))
    return out
