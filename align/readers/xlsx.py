"""Excel workbooks: all sheets that have a Chinese and an English column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from align import files
from align.errors import InputError, counted
from align.readers._columns import Merged, entries, rows
from align.readers._entries import Entry, read_entries
from align.readers._paired import Row, article, swapped
from align.readers._streams import picked, segments
from align.records import Article, Input, Reader
from align.text.running import tongue

if TYPE_CHECKING:
    from align.workbook import Workbook

_RANGE = re.compile(r"([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})")
_SHAPE = "a workbook with a Chinese and an English column"


def read(source: Input) -> Iterator[Article]:
    """One article of all rows of all fitting sheets. InputError for broken files, zip bombs, no such sheet."""
    from align.workbook import Workbook  # with zipfile, tempfile and what they load: 3 ms

    source.data()  # within the limit for one text
    with source.opened() as opened, Workbook(opened, source.path) as book:
        sheets = {title: book.table(title) for title in book.titles}
        notes = _uncomputed(book)
        merged = {title: _merged(cells) for title, cells in book.merged.items()}
    failures: list[InputError] = []
    fitting: dict[str, list[Row]] = {}
    for title, cells in sheets.items():
        try:
            fitting[title] = list(rows(cells, f"{source.path}, sheet {title}", notes, merged=merged.get(title, ())))
        except InputError as error:
            failures.append(error)
    if not fitting and source.whole:
        own = [e for title, cells in sheets.items() for e in _named(entries(cells), title, len(sheets))]
        yield read_entries(source.path, own, _SHAPE, whole=True)
        return
    if not fitting:
        raise _no_sheet(failures, source.path)
    found = [_on(row, title, len(sheets)) for title, own in fitting.items() for row in _chinese_first(own)]
    yield article(source.path, found, _SHAPE, {"notes": tuple(notes)}, listed=True)


def stream(source: Input, notes: list[str]) -> Iterator[dict[str, Any]]:
    """The rows of a large workbook, one by one; "id" is the number of the row, with its sheet where there are more."""
    from align.workbook import Workbook

    with source.opened() as opened, Workbook(opened, source.path, files.MAX_STREAMED) as book:
        failures: list[InputError] = []
        for title in book.titles:
            where = f"{source.path}, sheet {title}"
            try:
                found = picked(book.rows(title), where, notes)
                named = ((number if len(book.titles) == 1 else f"{title}, row {number}", row) for number, row in found)
                own = segments(named, where, _SHAPE, notes)
            except InputError as error:
                failures.append(error)
                continue
            yield from own
        notes += _uncomputed(book)
        if count := sum(map(len, book.merged.values())):
            notes.append(f"{source.path}: {counted(count, 'group')} of merged cells, whose rows are read one by one")
        if len(failures) == len(book.titles):
            raise _no_sheet(failures, source.path)


def _no_sheet(failures: list[InputError], path: str) -> InputError:
    return failures[0] if failures else InputError(path, "no sheet in it", f"give {_SHAPE}")


def _uncomputed(book: Workbook) -> list[str]:
    """A line on formulas whose values the workbook does not hold, as a program that only writes leaves them."""
    remedy = "open and save it in a spreadsheet program"
    said = f"formulas without their values: {book.uncomputed:,}, read as empty cells; {remedy}"
    return [f"{book.path}: {said}"] if book.uncomputed else []


def _merged(names: list[str]) -> list[Merged]:
    """Cells that are one, by their names: A2:B4."""
    from align.workbook import column

    found = [match for name in names if (match := _RANGE.fullmatch(name))]
    return [Merged(int(m[2]), int(m[4]), column(m[1]), column(m[3])) for m in found]


def _chinese_first(found: list[Row]) -> list[Row]:
    """Rows with the Chinese as the source: sheets may name their columns differently."""
    zh = [
        sum(tongue(text) == "zh" for text in side) for side in zip(*((r.source, r.target) for r in found), strict=True)
    ]
    return [swapped(row) for row in found] if zh and zh[1] > zh[0] else found


def _named(found: list[Entry], title: str, sheets: int) -> list[Entry]:
    return found if sheets == 1 else [replace(entry, key=f"{title}, {entry.key}") for entry in found]


def _on(row: Row, title: str, sheets: int) -> Row:
    return row if sheets == 1 else replace(row, label=f"{title}, {row.label}")


def detect(source: Input) -> float:
    """A zip archive with a workbook in it; of that name, a broken one."""
    if not source.head.startswith(b"PK"):
        return 0.9 if source.named(".xlsx", ".xlsm", ".xls") else 0.0
    return 0.95 if b"xl/" in source.head or source.named(".xlsx", ".xlsm") else 0.0


READER = Reader(
    "xlsx", (".xlsx", ".xlsm"), detect, read, "Excel: " + _SHAPE + "; all sheets that have the two.", stream
)
