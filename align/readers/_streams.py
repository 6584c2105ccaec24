"""Rows of files that are too large for one article, one by one: the memory they take does not grow with the file."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from align.errors import InputError
from align.files import MAX_LINE
from align.readers._columns import columns, text_in
from align.readers._xml import attribute, children, content, local, primary
from align.records import Input
from align.text.encoding import decode
from align.text.running import tongue

_SAMPLE = 2_000  # rows by which columns are chosen
_OPEN = 50  # lines over which a cell in quotation marks may run
Segment = dict[str, Any]


def table_rows(source: Input, separator: str, what: str) -> Iterator[Segment]:
    """Segments of a table; "id" is the number of the row from 1, the head counted. InputError where no two columns of
    different languages are found."""
    records = _records(_lines(source), separator, source.path)
    sample = list(islice(records, _SAMPLE))
    filled = [cells for _, cells in sample if any(cell.strip() for cell in cells)]
    taken = columns(filled, source.path)
    body = filled[taken.headed :]
    zh, en = (sum(tongue(text_in(row, c)) == "zh" for row in body) for c in (taken.source, taken.target))
    if not zh and not en:
        raise InputError(source.path, f"no Chinese in the first {len(body):,} rows", f"give {what}")
    if en > zh:  # the English is the source
        taken = taken._replace(source=taken.target, target=taken.source)
    left = int(taken.headed)
    for number, cells in chain(sample, records):
        if not any(cell.strip() for cell in cells):
            continue
        if left:
            left -= 1
            continue
        row: Segment = {"id": number, "source": text_in(cells, taken.source), "target": text_in(cells, taken.target)}
        if taken.reference is not None:
            row["reference"] = text_in(cells, taken.reference)
        if row["source"].strip() or (row["target"].strip() and en <= zh):
            yield row


def _lines(source: Input) -> Iterator[str]:
    """The lines of a file as text, with their ends."""
    head = source.head
    known = decode(head[: head.rfind(b"\n") + 1] or head, source.path).encoding
    decoder = codecs.getincrementaldecoder("utf-8-sig" if known == "utf-8" else known)()
    rest = ""
    try:
        for part in chain(source.lines(), (b"",)):
            text = rest + decoder.decode(part, final=not part)
            *whole, rest = text.split("\n")
            yield from (line + "\n" for line in whole)
            if len(rest) > MAX_LINE:
                raise InputError(source.path, "a line of more than 8 MiB", "one segment a line; split it")
    except UnicodeDecodeError as error:
        raise InputError(source.path, f"no {known}: {error.reason}", "save the file as UTF-8") from None
    if rest:
        yield rest


def _records(lines: Iterator[str], separator: str, path: str) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each row. A cell in quotation marks may run over some lines; between tabs a mark that is not
    closed is a character like any other, between commas it is an InputError."""
    waiting: list[str] = []
    for number in _count():
        line = waiting.pop(0) if waiting else next(lines, None)
        if line is None:
            return
        if '"' not in line:
            yield number, line.rstrip("\r\n").split(separator)
            continue
        taken = [line]
        while (cells := _closed(taken, separator)) is None and len(taken) < _OPEN:
            more = waiting.pop(0) if waiting else next(lines, None)
            if more is None:
                break
            taken.append(more)
        if cells is None:
            if separator != "\t":
                found = "a quotation mark opens a cell and is not closed"
                raise InputError(f"{path}, row {number}", found, "close it, or write two where the text has one")
            waiting = taken[1:] + waiting
            cells = line.rstrip("\r\n").split(separator)
        yield number, cells


def _count() -> Iterator[int]:
    number = 0
    while True:
        number += 1
        yield number


def _closed(lines: list[str], separator: str) -> list[str] | None:
    """The cells of lines that are one row; None where a cell is still open at the end of them."""
    try:
        found = list(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            return None
        found = list(csv.reader(lines, delimiter=separator))  # "so" he said: a mark inside of a cell
    return found[0] if len(found) == 1 else None


class _Stream:
    """The bytes of an input as a file that can be read in pieces."""

    def __init__(self, source: Input) -> None:
        self._lines, self._rest = iter(source.lines()), b""

    def read(self, size: int) -> bytes:
        """At most that many bytes; none at the end."""
        parts, have = [self._rest], len(self._rest)
        while have < size and (line := next(self._lines, b"")):
            parts.append(line)
            have += len(line)
        whole = b"".join(parts)
        self._rest = whole[size:]
        return whole[:size]


def memory_rows(source: Input, codes: tuple[str, ...], ignored: tuple[str, ...], what: str) -> Iterator[Segment]:
    """Segments of a translation memory (TMX) with a Chinese variant; "id" is the tuid or the number of the unit. Inline
    codes are left out. InputError for broken XML, entities, and where there is no Chinese."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    number = found = 0
    body = None
    try:
        events = iterparse(
            _Stream(source), events=("start", "end"), forbid_dtd=False, forbid_entities=True, forbid_external=True
        )
        for event, element in events:
            name = local(element)
            if event == "start":
                body = element if name == "body" else body
                continue
            if name != "tu":
                continue
            number += 1
            sides: dict[str, str] = {}
            for variant in children(element, "tuv"):
                segment = next(iter(children(variant, "seg")), None)
                if segment is not None:
                    sides.setdefault(primary(attribute(variant, "lang")), content(segment, codes, ignored)[0])
            if "zh" in sides:
                found += 1
                known = attribute(element, "tuid") or number
                yield {"id": known, "source": sides["zh"], "target": sides.get("en", "")}
            if body is not None:
                body.clear()
    except DefusedXmlException as error:
        told = f"{type(error).__name__}: entities are not read"
        raise InputError(source.path, told, f"give {what} without a DOCTYPE that declares entities") from None
    except (ParseError, ValueError, LookupError) as error:
        raise InputError(source.path, f"no XML: {error}", f"give {what}") from None
    if not found:
        raise InputError(source.path, f"no Chinese in {number:,} units", f"give {what}")
