"""Tables with a column for each language: CSV and TSV, with or without a head."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from align.errors import InputError
from align.readers._columns import entries, rows
from align.readers._entries import read_entries
from align.readers._paired import article
from align.readers._streams import table_rows
from align.records import Article, Input, Reader
from align.text.encoding import decode
from align.text.running import tongue

_SHAPE = "a table with a Chinese and an English column"
_SEPARATORS = "\t,;|"
_SAMPLE = 20_000  # characters that are looked at for the separator


def read(source: Input) -> Iterator[Article]:
    """One article of all rows. InputError where no two columns of different languages are found."""
    text = decode(source.data(), source.path).text
    separator = _separator(text, source.path)
    try:
        cells, lines = _cells(text, separator, source.path)
    except csv.Error as error:
        raise InputError(source.path, f"no table: {error}", f"give {_SHAPE}") from None
    notes: list[str] = []
    try:
        found = list(rows(cells, source.path, notes, lines))
    except InputError:
        if not source.whole:
            raise
        yield read_entries(source.path, entries(cells, lines), _SHAPE, whole=True)
        return
    yield article(source.path, found, _SHAPE, {"separator": separator, "notes": tuple(notes)}, listed=True)


def stream(source: Input, notes: list[str]) -> Iterator[dict[str, Any]]:
    """The rows of a large table, one by one; see :func:`~align.readers._streams.table_rows`."""
    head = source.head[: source.head.rfind(b"\n") + 1] or source.head
    return table_rows(source, _separator(decode(head, source.path).text, source.path), _SHAPE, notes)


def _cells(text: str, separator: str, path: str) -> tuple[list[list[str]], list[int]]:
    """Cells of all rows, and the line on which each row begins.

    A quotation mark that opens a cell and is never closed swallows the rows after it. Between tabs it is a character
    like any other then; between commas nobody can tell, which is an InputError.
    """
    cells: list[list[str]] = []
    starts: list[int] = []
    raw = io.StringIO(text, newline="").readlines()
    reader = csv.reader(raw, delimiter=separator, strict=False)
    last = 0
    for row in reader:
        own = raw[last : reader.line_num]
        if (len(own) > 1 and not _closed(own, separator)) or (reader.line_num == len(raw) and _is_open(own, separator)):
            if separator == "\t":
                plain = csv.reader(raw, delimiter=separator, quoting=csv.QUOTE_NONE)
                return list(plain), list(range(1, len(raw) + 1))
            remedy = "close it, or write two where the text has one"
            raise InputError(f"{path}:{last + 1}", "a quotation mark opens a cell and is not closed", remedy)
        cells.append(row)
        starts.append(last + 1)
        last = reader.line_num
    return cells, starts


def _closed(lines: Sequence[str], separator: str) -> bool:
    """Return whether the format closes these lines to one row by the letter."""
    try:
        return len(list(csv.reader(lines, delimiter=separator, strict=True))) == 1
    except csv.Error:
        return False


def _is_open(lines: Sequence[str], separator: str) -> bool:
    """Return whether the table ends within quotation marks."""
    try:
        list(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _separator(text: str, path: str) -> str:
    """The character that cuts most of the first lines into the same number of cells with two languages in them."""
    if path.lower().endswith((".tsv", ".tab")):
        return "\t"
    return max(_SEPARATORS, key=lambda s: _fit(text, s))


def _fit(text: str, separator: str) -> tuple[float, float]:
    """Share of the first rows with two languages in their cells; share of those with more cells than one."""
    head = text[:_SAMPLE]
    try:
        sample = list(csv.reader(io.StringIO(head, newline=""), delimiter=separator))
    except csv.Error:
        return 0.0, 0.0
    sample = [row for row in (sample[:-1] if len(text) > _SAMPLE else sample)[:50] if row]
    good, wide = sum(map(_two_languages, sample)), sum(len(row) > 1 for row in sample)
    return good / max(len(sample), 1), wide / max(len(sample), 1)


def _two_languages(row: Sequence[str]) -> bool:
    return {"zh", "en"} <= {tongue(cell) for cell in row if cell.strip()}


def detect(source: Input) -> float:
    """By name; without one, by tabs that cut every line into Chinese and English."""
    if source.named(".csv", ".tsv", ".tab"):
        return 0.95
    head = source.head.decode("utf-8", "ignore")
    lines = [line for line in head.split("\n")[:-1] if line.strip()][:20]
    return 0.6 if lines and all("\t" in line and _two_languages(line.split("\t")) for line in lines) else 0.0


READER = Reader(
    "table", (".csv", ".tsv", ".tab"), detect, read, "CSV or TSV: " + _SHAPE + ", with or without a head.", stream
)
