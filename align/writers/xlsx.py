"""Findings as an Excel workbook: filter, colours, frozen head, wide cells; a second sheet with all pairs."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from align.records import Review, Writer
from align.wording import Words, spoken, words
from align.writers._records import rounded
from align.writers._table import HEAD, HEADS_SAID, STATES_SAID, harmless, rows

_WIDTHS = (24, 10, 6, 10, 22, 22, 46, 20, 24, 30, 8, 60, 60, 8, 11, 20, 12, 18)
_COLOURS = {"error": "F8CBAD", "warning": "FFE699", "note": "DDEBF7"}
_PAIRS = ("file", "bead", "kind", "similarity", "quality", "source", "target", "findings")
_PAIR_WIDTHS = (24, 6, 6, 10, 8, 70, 70, 8)
_TIMELESS = datetime(2000, 1, 1)  # same input, same bytes: a workbook usually holds the time of day
_LONGEST = 32_000  # characters of a cell; Excel refuses 32,768


def write(reviews: Iterable[Review]) -> Iterator[bytes]:
    """The whole workbook in one chunk. Every cell is text or a number, never a formula."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = _TIMELESS
    held = iter(reviews)
    first = next(held, None)
    t = words(first.lang if first else "en")
    findings = _sheet(book, t("Findings"), _WIDTHS, _heads(HEAD, t))
    pairs = _sheet(book, t("Pairs"), _PAIR_WIDTHS, _heads(_PAIRS, t))
    try:
        counts = _fill(findings, pairs, [] if first is None else itertools.chain([first], held), t)
    except BaseException:
        for sheet in (findings, pairs):
            sheet.close()  # half a sheet that is only thrown away complains on stderr
        raise
    _offer_decisions(findings, counts[0], t)
    for sheet, width, count in ((findings, len(HEAD), counts[0]), (pairs, len(_PAIRS), counts[1])):
        sheet.auto_filter.ref = f"A1:{_letter(width)}{count}"
    out = io.BytesIO()
    book.save(out)
    yield _same_bytes(out.getvalue())


def _fill(findings: Any, pairs: Any, reviews: Iterable[Review], t: Words) -> tuple[int, int]:
    """Write the rows; returns how many each sheet has, its head counted."""
    counts = [1, 1]
    for review in spoken(reviews):
        for row in rows(review):
            findings.row_dimensions[counts[0] + 1].height = _height(row, _WIDTHS)
            findings.append(_cells(findings, _named(row, t), _COLOURS[str(row[3])]))
            counts[0] += 1
        for row in _pair_rows(review):
            pairs.row_dimensions[counts[1] + 1].height = _height(row, _PAIR_WIDTHS)
            pairs.append(_cells(pairs, row, ""))
            counts[1] += 1
    return counts[0], counts[1]


def _sheet(book: Any, title: str, widths: tuple[int, ...], head: tuple[str, ...]) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet = book.create_sheet(title)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    cells = [WriteOnlyCell(sheet, value=name) for name in head]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    return sheet


def _heads(names: tuple[str, ...], t: Words) -> tuple[str, ...]:
    """Column headings: the English names that programs read, or Chinese."""
    return names if t.lang == "en" else tuple(t(HEADS_SAID[name]) for name in names)


def _named(row: tuple[Any, ...], t: Words) -> tuple[Any, ...]:
    """A row of findings with severity, check, category and decision in the language of the workbook."""
    if t.lang == "en":
        return row
    severity, check, category, state = (HEAD.index(name) for name in ("severity", "check", "category", "decision"))
    said = {severity: t(str(row[severity])), check: t.check(str(row[check])), category: t.category(str(row[category]))}
    said[state] = t(STATES_SAID[str(row[state])])
    return tuple(said.get(at, value) for at, value in enumerate(row))


def _offer_decisions(sheet: Any, last: int, t: Words) -> None:
    """A drop-down in the column of decisions: what is chosen there comes back with ``align apply``."""
    from openpyxl.worksheet.datavalidation import DataValidation

    states = ",".join(t(STATES_SAID[state]) for state in ("open", "accepted", "dismissed"))
    choice = DataValidation(type="list", formula1=f'"{states}"', allow_blank=True, showErrorMessage=True)
    column = _letter(HEAD.index("decision") + 1)
    choice.add(f"{column}2:{column}{max(last, 2)}")
    sheet.data_validations.append(choice)


def _height(row: tuple[Any, ...], widths: tuple[int, ...]) -> float:
    """Points for the longest cell: LibreOffice does not stretch rows by itself. Han characters take two columns."""
    lines = 1
    for value, width in zip(row, widths, strict=False):
        if isinstance(value, str):
            wide = sum(2 if c > "\u2e80" else 1 for c in value[:2_000])
            lines = max(lines, -(-wide // max(width - 1, 1)))
    return min(15.0 * lines, 400.0)


def _letter(number: int) -> str:
    return chr(ord("A") + number - 1)


def _cells(sheet: Any, row: tuple[Any, ...], colour: str) -> list[Any]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, PatternFill

    cells = []
    for number, value in enumerate(row):
        shown = harmless(value)
        cell = WriteOnlyCell(sheet, value=shown[:_LONGEST] if isinstance(shown, str) else shown)
        if isinstance(shown, str):
            cell.data_type = "s"  # never a formula
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        if colour and number == 3:
            cell.fill = PatternFill("solid", fgColor=colour)
        cells.append(cell)
    return cells


def _pair_rows(review: Review) -> Iterator[tuple[Any, ...]]:
    counts = Counter(finding.bead for finding in review.open_findings())
    alignment = review.alignment
    for pair in alignment.pairs():
        score = review.scores.pairs[pair.number] if pair.number < len(review.scores.pairs) else None
        yield (
            review.path,
            pair.number + 1,
            pair.bead.kind,
            rounded(pair.bead.similarity),
            rounded(score.quality if score else None),
            pair.source.original(alignment.source),
            pair.target.original(alignment.target),
            counts[pair.number],
        )


def _same_bytes(data: bytes) -> bytes:
    """The archive packed again without the time of day."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "docProps/core.xml":
                import re

                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2000-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(info.filename, (2000, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return out.getvalue()


WRITER = Writer("xlsx", (".xlsx",), write, "Findings and pairs as an Excel workbook with filters and colours.")
