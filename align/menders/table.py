"""CSV and TSV: the cell of the translation; rows that do not change keep their bytes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from align.errors import InputError
from align.menders._places import replacements
from align.records import Change, Mender
from align.text.encoding import decode, encode

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


def apply(data: bytes, path: str, changes: Sequence[Change]) -> bytes:
    """The table with new cells."""
    decoded = decode(data, path)
    lines = [line for line in _LINE.findall(decoded.text) if line]
    separator = "\t" if path.lower().endswith((".tsv", ".tab")) else max(",;\t|", key="".join(lines[:1]).count)
    reader = csv.reader(lines, delimiter=separator)
    records: list[tuple[int, int, list[str]]] = []
    try:
        first = 0
        for record in reader:
            records.append((first, reader.line_num, record))
            first = reader.line_num
    except csv.Error as error:
        raise InputError(f"{path}:{reader.line_num}", str(error), "give the file that was checked") from None
    places = [(number, column) for number, (_, _, cells) in enumerate(records) for column in range(len(cells))]
    texts = [records[number][2][column] for number, column in places]
    touched = set()
    for place, text in replacements(texts, changes, path).items():
        number, column = places[place]
        records[number][2][column] = text
        touched.add(number)
    parts = [
        _written(cells, separator, lines[end - 1]) if number in touched else "".join(lines[start:end])
        for number, (start, end, cells) in enumerate(records)
    ]
    return encode("".join(parts), decoded.encoding, data)


def _written(cells: Sequence[str], separator: str, last: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerow(cells)  # which says what is quoted, too
    return out.getvalue()[:-2] + last[len(last.rstrip("\r\n")) :]


MENDER = Mender(
    "table", (".csv", ".tsv", ".tab"), apply, "CSV, TSV: the cell is replaced; other rows keep their bytes."
)
