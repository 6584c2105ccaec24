"""Tables with a column for each language: CSV and TSV, with or without a head."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from align.errors import InputError
from align.readers._columns import rows
from align.readers._paired import article
from align.records import Article, Input, Reader
from align.text.encoding import decode
from align.text.scripts import language

_SHAPE = "a table with a Chinese and an English column"
_SEPARATORS = "\t,;|"


def read(source: Input) -> Iterator[Article]:
    """One article of all rows. InputError where no two columns of different languages are found."""
    text = decode(source.data(), source.path).text
    separator = _separator(text, source.path)
    try:
        cells = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False))
    except csv.Error as error:
        raise InputError(source.path, f"no table: {error}", f"give {_SHAPE}") from None
    yield article(source.path, rows(cells, source.path), _SHAPE, {"separator": separator})


def _separator(text: str, path: str) -> str:
    """The character that cuts most of the first lines into the same number of cells with two languages in them."""
    if path.lower().endswith((".tsv", ".tab")):
        return "\t"
    return max(_SEPARATORS, key=lambda s: _fit(text, s))


def _fit(text: str, separator: str) -> float:
    try:
        sample = list(csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=separator))[:-1][:50]
    except csv.Error:
        return 0.0
    good = [row for row in sample if _two_languages(row)]
    return len(good) / len(sample) if sample else 0.0


def _two_languages(row: Sequence[str]) -> bool:
    return {"zh", "en"} <= {language(cell) for cell in row if cell.strip()}


def detect(source: Input) -> float:
    """By name; without one, by tabs that cut every line into Chinese and English."""
    if source.path.lower().endswith((".csv", ".tsv", ".tab")):
        return 0.95
    head = source.head.decode("utf-8", "ignore")
    lines = [line for line in head.split("\n")[:-1] if line.strip()][:20]
    return 0.6 if lines and all("\t" in line and _two_languages(line.split("\t")) for line in lines) else 0.0


READER = Reader("table", (".csv", ".tsv", ".tab"), detect, read, "CSV or TSV: " + _SHAPE + ", with or without a head.")
