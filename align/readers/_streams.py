"""Rows of files that are too large for one article, one by one: the memory they take does not grow with the file."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any, TypeVar

from align.errors import InputError, counted
from align.files import MAX_LINE
from align.readers._columns import columns, made
from align.readers._paired import Row, swapped
from align.records import TRANSLATED_BY, Inline, Input
from align.text.encoding import decode
from align.text.running import tongue

_SAMPLE = 2_000  # rows by which columns and languages are told
_MOST = 4 * 2**20  # characters and cells of them
_OPEN = 50  # lines over which a cell in quotation marks may run
Segment = dict[str, Any]
Numbered = tuple[int, Mapping[int, str]]  # number of a row, and its cells by column
Item = TypeVar("Item")


def table_rows(source: Input, separator: str, what: str, notes: list[str]) -> Iterator[Segment]:
    """Segments of a table; "id" is the number of the row from 1, the head counted. InputError where no two columns of
    different languages are found."""
    records = _records(_lines(source), separator, source.path)
    table = ((number, dict(enumerate(cells))) for number, cells in records)
    return segments(picked(table, source.path, notes), source.path, what, notes)


def picked(table: Iterator[Numbered], path: str, notes: list[str]) -> Iterator[tuple[int, Row]]:
    """Number and texts of the rows that are not empty, by the columns that the first ones show. InputError where they
    show none."""
    filled = ((number, cells) for number, cells in table if any(map(str.strip, cells.values())))
    sample = _first(filled, lambda row: max(row[1]) + sum(map(len, row[1].values())))
    width = max((max(cells) + 1 for _, cells in sample), default=0)
    taken = columns([[cells.get(n, "") for n in range(width)] for _, cells in sample], path, notes)
    body = chain(sample[taken.headed :], filled)
    return ((number, made(lambda n, c=cells: c.get(n, ""), taken, number)) for number, cells in body)  # type: ignore[misc]


def segments(rows: Iterator[tuple[Any, Row]], path: str, what: str, notes: list[str]) -> Iterator[Segment]:
    """Segments of rows under their ids; the side with more Chinese in the first ones is the source. Where that is the
    second, a row without Chinese has no translation yet and is left out, which is noted. InputError where the first
    rows have no Chinese."""
    sample = _first(rows, lambda row: len(row[1].source) + len(row[1].target))
    sides = [row.source for _, row in sample], [row.target for _, row in sample]
    zh, en = (sum(tongue(text) == "zh" for text in side) for side in sides)
    if not zh and not en:
        raise InputError(path, f"no Chinese in the first {counted(len(sample), 'row')}", f"give {what}")
    return _segments(chain(sample, rows), path, notes, english_first=en > zh)


def _segments(
    rows: Iterator[tuple[Any, Row]], path: str, notes: list[str], *, english_first: bool
) -> Iterator[Segment]:
    bare = 0
    for known, row in rows:
        own = swapped(row) if english_first else row
        if own.source.strip() or (own.target.strip() and not english_first):
            yield segment(known, own)
        else:
            bare += bool(own.target.strip())
    if bare:
        notes.append(f"{path}: {counted(bare, 'segment')} without a translation, not checked")


def segment(known: Any, row: Row) -> Segment:
    """A row as a line of ``.jsonl`` has it, with its limit, its translator and its mark-up, if any."""
    out: Segment = {"id": known, "source": row.source, "target": row.target}
    if row.reference is not None:
        out["reference"] = row.reference
    limit = dict(row.facts).get("max-length", "")
    if limit:
        out["max_length"] = int(limit)
    if TRANSLATED_BY in dict(row.facts):
        out["translated_by"] = dict(row.facts)[TRANSLATED_BY]
    if any(row.marks):
        out["inline"] = dict(zip(("source", "target"), map(_inline, row.marks), strict=True))
    return out


def _inline(marks: tuple[Inline, ...]) -> list[list[Any]]:
    return [[mark.start, mark.kind, mark.text, mark.value] for mark in marks]


def _first(rows: Iterator[Item], size: Callable[[Item], int]) -> list[Item]:
    """The first rows, as many as tell what they are and memory bears."""
    out: list[Item] = []
    left = _MOST
    for row in rows:
        out.append(row)
        left -= size(row)
        if len(out) == _SAMPLE or left < 0:
            break
    return out


def _lines(source: Input) -> Iterator[str]:
    """The lines of a file as text, with their ends."""
    head = source.head
    known = decode(head[: head.rfind(b"\n") + 1] or head, source.path).encoding
    decoder = codecs.getincrementaldecoder("utf-8-sig" if known == "utf-8" else known)()
    rest = ""
    try:
        for part in chain(source.lines(), (b"",)):
            text = rest + decoder.decode(part, final=not part)
            *whole, rest = text.split("\n")
            yield from (line + "\n" for line in whole)
            if len(rest) > MAX_LINE:
                raise InputError(source.path, "a line of more than 8 MiB", "one segment a line; split it")
    except UnicodeDecodeError as error:
        raise InputError(source.path, f"no {known}: {error.reason}", "save the file as UTF-8") from None
    if rest:
        yield rest


def _records(lines: Iterator[str], separator: str, path: str) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each row. A cell in quotation marks may run over some lines; between tabs a mark that is not
    closed is a character like any other, between commas it is an InputError."""
    waiting: list[str] = []
    for number in _count():
        line = waiting.pop(0) if waiting else next(lines, None)
        if line is None:
            return
        if '"' not in line:
            yield number, line.rstrip("\r\n").split(separator)
            continue
        taken = [line]
        while (cells := _closed(taken, separator)) is None and len(taken) < _OPEN:
            more = waiting.pop(0) if waiting else next(lines, None)
            if more is None:
                break
            taken.append(more)
        if cells is None:
            if separator != "\t":
                found = "a quotation mark opens a cell and is not closed"
                raise InputError(f"{path}, row {number}", found, "close it, or write two where the text has one")
            waiting = taken[1:] + waiting
            cells = line.rstrip("\r\n").split(separator)
        yield number, cells


def _count() -> Iterator[int]:
    number = 0
    while True:
        number += 1
        yield number


def _closed(lines: list[str], separator: str) -> list[str] | None:
    """The cells of lines that are one row; None where a cell is still open at the end of them."""
    try:
        found = list(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            return None
        found = list(csv.reader(lines, delimiter=separator))  # "so" he said: a mark inside of a cell
    return found[0] if len(found) == 1 else None
