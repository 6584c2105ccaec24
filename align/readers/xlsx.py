"""Excel workbooks: all sheets that have a Chinese and an English column."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from align import files
from align.errors import InputError
from align.readers._columns import entries, rows
from align.readers._entries import Entry, read_entries
from align.readers._paired import Row, article, swapped
from align.records import Article, Input, Reader
from align.text.running import tongue

_SHAPE = "a workbook with a Chinese and an English column"
_MAX_CELLS = 2_000_000
_NO_VALUE = re.compile(rb"</f>(?:<v ?/>|<v></v>)?</c>")


def read(source: Input) -> Iterator[Article]:
    """One article of all rows of all fitting sheets. InputError for broken files, zip bombs, no such sheet."""
    from openpyxl import load_workbook

    data = source.data()
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        kind = "no workbook: an old binary Office file, or an encrypted one"
        raise InputError(source.path, kind, "save it as .xlsx, without a password")
    files.check_archive(data, source.path, "workbook")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheets = {sheet.title: _cells(sheet, source.path) for sheet in book.worksheets}
            notes = _uncomputed(data, source.path)
    except InputError:
        raise
    except Exception:  # openpyxl raises whatever its parsers raise
        raise InputError(source.path, "no workbook: it is broken", "save it again as .xlsx") from None
    failures: list[InputError] = []
    fitting: dict[str, list[Row]] = {}
    for title, cells in sheets.items():
        try:
            fitting[title] = list(rows(cells, f"{source.path}, sheet {title}", notes))
        except InputError as error:
            failures.append(error)
    if not fitting and source.whole:
        own = [e for title, cells in sheets.items() for e in _named(entries(cells), title, len(sheets))]
        yield read_entries(source.path, own, _SHAPE, whole=True)
        return
    if not fitting:
        raise failures[0] if failures else InputError(source.path, "no sheet in it", f"give {_SHAPE}")
    found = [_on(row, title, len(sheets)) for title, own in fitting.items() for row in _chinese_first(own)]
    yield article(source.path, found, _SHAPE, {"notes": tuple(notes)}, listed=True)


def _uncomputed(data: bytes, path: str) -> list[str]:
    """A line on formulas whose values the workbook does not hold, as a program that only writes leaves them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        count = sum(len(_NO_VALUE.findall(archive.read(name))) for name in sheets)
    said = f"formulas without their values: {count:,}, read as empty cells; open and save it in a spreadsheet program"
    return [f"{path}: {said}"] if count else []


def _chinese_first(found: list[Row]) -> list[Row]:
    """Rows with the Chinese as the source: sheets may name their columns differently."""
    zh = [
        sum(tongue(text) == "zh" for text in side) for side in zip(*((r.source, r.target) for r in found), strict=True)
    ]
    return [swapped(row) for row in found] if zh and zh[1] > zh[0] else found


def _cells(sheet: object, path: str) -> list[list[str]]:
    out: list[list[str]] = []
    count = 0
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()  # the size that a sheet declares may be too small
    for row in sheet.iter_rows(values_only=True):  # type: ignore[attr-defined]
        count += len(row) or 1  # rows that a file leaves out are empty ones here
        if count > _MAX_CELLS:
            raise InputError(path, f"more than {_MAX_CELLS:,} cells and rows", "split the workbook")
        out.append(["" if value is None else str(value) for value in row])
    return out


def _named(found: list[Entry], title: str, sheets: int) -> list[Entry]:
    return found if sheets == 1 else [replace(entry, key=f"{title}, {entry.key}") for entry in found]


def _on(row: Row, title: str, sheets: int) -> Row:
    return row if sheets == 1 else replace(row, label=f"{title}, {row.label}")


def detect(source: Input) -> float:
    """A zip archive with a workbook in it; of that name, a broken one."""
    if not source.head.startswith(b"PK"):
        return 0.9 if source.named(".xlsx", ".xlsm", ".xls") else 0.0
    return 0.95 if b"xl/" in source.head or source.named(".xlsx", ".xlsm") else 0.0


READER = Reader("xlsx", (".xlsx", ".xlsm"), detect, read, "Excel: " + _SHAPE + "; all sheets that have the two.")
