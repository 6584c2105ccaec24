"""Excel workbooks: the cell of the translation."""

from __future__ import annotations

import io
import warnings
from collections import Counter
from collections.abc import Sequence
from typing import Any

from align.errors import InputError
from align.files import check_archive
from align.menders._places import replacements
from align.records import Change, Mender
from align.text.normal import without_breaks


def apply(data: bytes, path: str, changes: Sequence[Change]) -> bytes:
    """The workbook with new cells; formats, widths and other sheets stay."""
    from openpyxl import load_workbook

    check_archive(data, path, "workbook")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data))
    except Exception as error:  # openpyxl raises whatever its parsers raise
        raise InputError(path, f"no workbook: {type(error).__name__}", "give the file that was checked") from None
    sheets = [[cell for row in sheet.iter_rows() for cell in row if _is_text(cell)] for sheet in book.worksheets]
    cells = [cell for texts in sheets for cell in _in_columns(texts, changes)]
    for number, text in replacements([cell.value for cell in cells], changes, path).items():
        cells[number].value = text
        cells[number].data_type = "s"  # a text that begins with "=" is no formula
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _is_text(cell: Any) -> bool:
    return isinstance(cell.value, str) and cell.data_type == "s"


def _in_columns(cells: Sequence[Any], changes: Sequence[Change]) -> list[Any]:
    """The cells of the column in which most of the changed texts are; equal words elsewhere are no translation."""
    wanted = {change.before.strip() for change in changes}
    hits = Counter(cell.column for cell in cells if without_breaks(cell.value).strip() in wanted)
    if not hits:
        return list(cells)
    column = hits.most_common(1)[0][0]
    return [cell for cell in cells if cell.column == column]


MENDER = Mender("xlsx", (".xlsx", ".xlsm"), apply, "Excel: the cell is replaced; its format stays.")
