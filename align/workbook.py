"""Excel workbooks (.xlsx), row by row: the memory they take does not grow with the workbook.

Parts, cells and their types: ECMA-376, part 1, 12.3 and 18.3; shared strings 18.4; formats of dates 18.8.30.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from posixpath import dirname, join, normpath
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, Self

from align import files
from align.errors import InputError
from align.xml_stream import attribute, children, local, walk

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ROWS, COLUMNS = 1_048_576, 16_384  # of a sheet, at most
MAX_CELLS = 2_000_000  # of a workbook that is read as a whole
_WHAT = "a workbook, saved again as .xlsx"
_KEPT = 2**22  # bytes of shared strings that stay in memory; more go to a temporary file
_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))  # formats that have no code
_PERCENT = {"9": "0%", "10": "0.00%"}  # formats that have no code either
_DECIMALS = re.compile("[0#?]")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\[\]]*\]|_.')
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
Cells = dict[int, str]  # texts by column, from 0


class Workbook:
    """A workbook that is open. ``titles``: of its worksheets, in order; ``uncomputed``: how many formulas without a
    value the rows had so far, as a program that only writes leaves them; ``merged``: by title, the cells that are one
    (A2:B4), which a sheet names behind its rows. InputError, from any method, where it is
    broken, encrypted, an old binary one, or unpacks to more than ``most`` bytes."""

    def __init__(self, stream: BinaryIO, path: str, most: int = files.MAX_UNPACKED) -> None:
        self.path = path
        self.uncomputed = 0
        self.merged: dict[str, list[str]] = {}
        if stream.read(8).startswith(b"\xd0\xcf\x11\xe0"):
            kind = "no workbook: an old binary Office file, or an encrypted one"
            raise InputError(path, kind, "save it as .xlsx, without a password")
        files.check_packed(stream, path, "workbook", most)
        self._zip = zipfile.ZipFile(stream)
        self._held = ExitStack()
        self._names = {name.lower(): name for name in self._zip.namelist()}
        book = next((part for kind, part in self._related("").values() if kind == "officeDocument"), "xl/workbook.xml")
        self._parts = self._related(book)
        self._epoch, self._sheets = self._contents(book)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._held.close()

    @property
    def titles(self) -> list[str]:
        """Names of the worksheets."""
        return list(self._sheets)

    def rows(self, title: str) -> Iterator[tuple[int, Cells]]:
        """Number from 1 and cells of each row that the file has."""
        with self._opened(self._sheets[title]) as stream:
            number = 0
            for begins, name, row in walk(stream, self.path, _WHAT, ("row",)):
                if name == "mergeCell" and begins:
                    self.merged.setdefault(title, []).append(row.get("ref", ""))
                if begins or name != "row":
                    continue
                number = int(row.get("r") or number + 1)
                if not 0 < number <= ROWS:
                    raise InputError(f"{self.path}, sheet {title}", f"a row with the number {number:,}", _SAVE)
                yield number, dict(self._cells(row))

    def table(self, title: str, most: int = MAX_CELLS) -> list[list[str]]:
        """All rows as lists, those that the file leaves out as empty ones. InputError for more than ``most`` cells."""
        out: list[list[str]] = []
        count = 0
        for number, cells in self.rows(title):
            width = max(cells, default=-1) + 1
            count += max(number - len(out) - 1, 0) + max(width, 1)
            if count > most:
                raise InputError(self.path, f"more than {most:,} cells and rows", "split the workbook")
            out.extend([] for _ in range(number - len(out)))
            out[number - 1] = [cells.get(column, "") for column in range(width)]
        return out

    def _cells(self, row: Element) -> Iterator[tuple[int, str]]:
        at = -1
        for cell in row:
            if local(cell) == "c":
                at = column(cell.get("r", "")) if cell.get("r") else at + 1
                if not 0 <= at < COLUMNS:
                    raise InputError(self.path, f"a cell with the name {cell.get('r', '')[:20]}", _SAVE)
                if text := self._text(cell):
                    yield at, text

    def _text(self, cell: Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(map(_string, children(cell, "is")))
        value = next((v.text for v in children(cell, "v")), None)
        if not value:
            self.uncomputed += (value is None or kind != "str") and bool(children(cell, "f"))
            return ""
        if kind == "s":
            return self._strings[int(value)]
        if kind == "b":
            return str(bool(int(value)))
        if kind == "n":
            return self._number(value, int(cell.get("s") or 0))
        return _unescaped(value)

    def _number(self, value: str, style: int) -> str:
        kind = self._kinds.get(style, "")
        if kind == "date":
            return _moment(float(value), self._epoch) or "#VALUE!"
        if kind:
            return f"{100 * float(value):{kind}}%"
        return str(float(value)) if set(value) & set(".eE") else value

    @cached_property
    def _strings(self) -> _Strings:
        out = self._held.enter_context(_Strings())
        with self._opened(self._part("sharedStrings")) as stream:
            for begins, name, element in walk(stream, self.path, _WHAT, ("si",)):
                if not begins and name == "si":
                    out.append(_string(element))
        return out

    @cached_property
    def _kinds(self) -> dict[int, str]:
        """The styles that show a number as a date ("date"), or as a percentage (its format: ".1f")."""
        part = self._part("styles")
        if part.lower() not in self._names:
            return {}
        codes: dict[str, str] = {}
        styles: list[str] = []
        inside = ""
        with self._opened(part) as stream:
            for begins, name, element in walk(stream, self.path, _WHAT, ("numFmt", "xf")):
                if begins:
                    inside = name if name in ("cellXfs", "cellStyleXfs") else inside
                elif name == "numFmt":
                    codes[element.get("numFmtId", "")] = element.get("formatCode", "")
                elif name == "xf" and inside == "cellXfs":
                    styles.append(element.get("numFmtId", "0"))
        kinds = {n: _kind(form, codes.get(form, _PERCENT.get(form))) for n, form in enumerate(styles)}
        return {n: kind for n, kind in kinds.items() if kind}

    def _contents(self, book: str) -> tuple[int, dict[str, str]]:
        """The year from which days are counted, and the part of each worksheet by its title."""
        sheets: dict[str, str] = {}
        taken: set[str] = set()
        epoch = 1900
        with self._opened(book) as stream:
            for begins, name, element in walk(stream, self.path, _WHAT, ("sheet", "workbookPr"), root="workbook"):
                if begins:
                    continue
                if name == "workbookPr" and element.get("date1904", "0") in ("1", "true"):
                    epoch = 1904
                kind, part = self._parts.get(attribute(element, "id"), ("", ""))
                if name == "sheet" and kind == "worksheet" and part.lower() in self._names and part not in taken:
                    taken.add(part)
                    title = attribute(element, "name")
                    sheets[title if title not in sheets else f"{title} {len(sheets) + 1}"] = part
        return epoch, sheets

    def _part(self, kind: str) -> str:
        return next((part for known, part in self._parts.values() if known == kind), f"xl/{kind}.xml")

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        """Kind and name of the parts that belong to a part, by their ids."""
        name = join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels")
        found: dict[str, tuple[str, str]] = {}
        if name.lower() not in self._names:
            return found
        with self._opened(name) as stream:
            for begins, element_name, element in walk(stream, self.path, _WHAT, ("Relationship",)):
                if not begins and element_name == "Relationship" and element.get("TargetMode") != "External":
                    target = normpath(join("/", dirname(part), element.get("Target", ""))).lstrip("/")
                    found[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], target)
        return found

    @contextmanager
    def _opened(self, part: str) -> Iterator[BinaryIO]:
        """A part; what is wrong with it or the archive is one line, for what happens with it in the meantime, too."""
        try:
            with self._zip.open(self._names.get(part.lower(), part)) as stream:
                yield stream  # type: ignore[misc]
        except InputError as error:
            if not error.found.startswith("no XML"):
                raise
            raise InputError(self.path, "no workbook: it is broken", _SAVE) from None
        except _BROKEN as error:
            secret = type(error) is RuntimeError and "password" in str(error)
            found = "it is encrypted" if secret else "it is broken"
            raise InputError(self.path, f"no workbook: {found}", _SAVE) from None


_SAVE = "save it again as .xlsx"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, OSError, ValueError, LookupError, RuntimeError, EOFError, OverflowError,
)  # fmt: skip


class _Strings(ExitStack):
    """Texts by number, in a file when they are many."""

    def __init__(self) -> None:
        super().__init__()
        self._texts = self.enter_context(SpooledTemporaryFile(_KEPT))  # noqa: SIM115 (closed by this)
        self._ends = self.enter_context(SpooledTemporaryFile(_KEPT))  # noqa: SIM115 (closed by this)
        self._ends.write(bytes(8))
        self._size = self._count = 0

    def append(self, text: str) -> None:
        """Keep one more; before any is read."""
        self._size += self._texts.write(text.encode("utf-8", "surrogatepass"))
        self._ends.write(self._size.to_bytes(8, "little"))
        self._count += 1

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < self._count:
            raise IndexError(number)
        self._ends.seek(8 * number)
        both = self._ends.read(16)
        start, end = (int.from_bytes(b, "little") for b in (both[:8], both[8:]))
        self._texts.seek(start)
        return self._texts.read(end - start).decode("utf-8", "surrogatepass")


def _string(element: Element) -> str:
    """The text of a string, in runs or in one piece; how Japanese is read aloud is no part of it."""
    parts: list[str] = []
    for node in element:
        if local(node) == "t":
            parts.append(node.text or "")
        elif local(node) == "r":
            parts += [t.text or "" for t in children(node, "t")]
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    """The text with what XML cannot hold: ``_x000D_`` is a carriage return, ``_x005F_`` an underline."""
    return _ESCAPE.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    if 0xD800 <= code < 0xE000 or (code < 32 and code not in (9, 10, 13)):
        return match.group()
    return chr(code)


def column(name: str) -> int:
    """Column from 0 of a cell: 0 of A1, 27 of AB7; -1 where the name is none."""
    letters = name.rstrip("0123456789")
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        return -1
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - 64
    return number - 1


def _kind(form: str, code: str | None) -> str:
    """What the number of a format and its code make of a number: "date", the format of a percentage, or ''."""
    if code is None:
        return "date" if form.isdigit() and int(form) in _DATES else ""
    shown = _LITERAL.sub("", code.split(";")[0]).lower()
    if "%" in shown:
        return f".{min(len(_DECIMALS.findall(shown.partition('.')[2])), 15)}f"
    return "" if set("dmyhs").isdisjoint(shown) else "date"


def _moment(days: float, epoch: int) -> str:
    """A date or time of day as text; '' for what is none. The calendar of 1900 has a 29 February that never was."""
    from datetime import datetime, timedelta

    try:
        day, part = divmod(days, 1)
        time = timedelta(milliseconds=round(part * 86_400_000))
        if 0 <= days < 1 and not time.days:
            return str((datetime.min + time).time())
        first = datetime(1904, 1, 1) if epoch == 1904 else datetime(1899, 12, 30 + (0 < days < 60))
        moment = first + timedelta(days=day) + time
        return str(moment if time else moment.date())
    except (OverflowError, ValueError):
        return ""
