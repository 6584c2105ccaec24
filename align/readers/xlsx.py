"""Excel workbooks: the first sheet that has a Chinese and an English column."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

from align import files
from align.errors import InputError
from align.readers._columns import rows
from align.readers._paired import Row, article
from align.records import Article, Input, Reader

_SHAPE = "a workbook with a Chinese and an English column"
_MAX_CELLS = 2_000_000


def read(source: Input) -> Iterator[Article]:
    """One article of all rows of the first fitting sheet. InputError for broken files, zip bombs, no such sheet."""
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
    failures = []
    for title, cells in sheets.items():
        try:
            found = list(rows(cells, f"{source.path}, sheet {title}"))
        except InputError as error:
            failures.append(error)
            continue
        yield article(source.path, (_on(row, title, len(sheets)) for row in found), _SHAPE, {"sheet": title})
        return
    raise failures[0] if failures else InputError(source.path, "no sheet in it", f"give {_SHAPE}")


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
    return row if sheets == 1 else Row(row.source, row.target, f"{title}, {row.label}", row.reference)


def detect(source: Input) -> float:
    """A zip archive with a workbook in it."""
    if not source.head.startswith(b"PK"):
        return 0.0
    return 0.95 if b"xl/" in source.head or source.path.lower().endswith((".xlsx", ".xlsm")) else 0.0


READER = Reader("xlsx", (".xlsx", ".xlsm"), detect, read, "Excel: " + _SHAPE + ".")
