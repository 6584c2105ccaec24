"""Findings as CSV, a row each; UTF-8 with BOM, so that Excel reads the Chinese."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from align.records import Review, Writer
from align.wording import spoken
from align.writers._table import HEAD, harmless, rows


def write(reviews: Iterable[Review]) -> Iterator[bytes]:
    """Streamed, article by article. No cell can become a formula: an apostrophe is before = + - @."""
    yield "\ufeff".encode() + _lines([HEAD])
    for review in spoken(reviews):
        yield _lines([tuple(map(harmless, row)) for row in rows(review)])


def _lines(table: Iterable[tuple[object, ...]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(table)
    return out.getvalue().encode("utf-8", "replace")


WRITER = Writer("csv", (".csv",), write, "Findings as a table, a row each, for any spreadsheet.")
