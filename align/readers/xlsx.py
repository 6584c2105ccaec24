"""Excel workbooks: all sheets that have a Chinese and an English column."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import replace

from align import files
from align.errors import InputError
from align.readers._columns import rows
from align.readers._paired import Row, article, swapped
from align.records import Article, Input, Reader
from align.text.scripts import language

_SHAPE = "a workbook with a Chinese and an English column"
_MAX_CELLS = 2_000_000


def read(source: Input) -> Iterator[Article]:
    """One article of all rows of all fitting sheets. InputError for broken files, zip bombs, no such sheet."""
    from openpyxl import load_workbook

    data = source.data()
    files.check_archive(data, source.path, "workbook")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheets = {sheet.title: _cells(sheet, source.path) for sheet in book.worksheets}
    except InputError:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers raise
        raise InputError(source.path, f"no workbook: {type(error).__name__}", "save it again as .xlsx") from None
    failures: list[InputError] = []
    notes: list[str] = []
    fitting: dict[str, list[Row]] = {}
    for title, cells in sheets.items():
        try:
            fitting[title] = list(rows(cells, f"{source.path}, sheet {title}", notes))
        except InputError as error:
            failures.append(error)
    if not fitting:
        raise failures[0] if failures else InputError(source.path, "no sheet in it", f"give {_SHAPE}")
    found = [_on(row, title, len(sheets)) for title, own in fitting.items() for row in _turned(own)]
    yield article(source.path, found, _SHAPE, {"notes": tuple(notes)}, listed=True)


def _turned(found: list[Row]) -> list[Row]:
    """The Chinese first: the heads of two sheets may call it by different names."""
    zh = [
        sum(language(text) == "zh" for text in side)
        for side in zip(*((r.source, r.target) for r in found), strict=True)
    ]
    return [swapped(row) for row in found] if zh and zh[1] > zh[0] else found


def _cells(sheet: object, path: str) -> list[list[str]]:
    out: list[list[str]] = []
    count = 0
    for row in sheet.iter_rows(values_only=True):  # type: ignore[attr-defined]
        count += len(row)
        if count > _MAX_CELLS:
            raise InputError(path, f"more than {_MAX_CELLS:,} cells", "split the workbook")
        out.append(["" if value is None else str(value) for value in row])
    return out


def _on(row: Row, title: str, sheets: int) -> Row:
    return row if sheets == 1 else replace(row, label=f"{title}, {row.label}")


def detect(source: Input) -> float:
    """A zip archive with a workbook in it; of that name, a broken one."""
    if not source.head.startswith(b"PK"):
        return 0.9 if source.path.lower().endswith((".xlsx", ".xlsm")) else 0.0
    return 0.95 if b"xl/" in source.head or source.path.lower().endswith((".xlsx", ".xlsm")) else 0.0


READER = Reader("xlsx", (".xlsx", ".xlsm"), detect, read, "Excel: " + _SHAPE + "; all sheets that have the two.")
