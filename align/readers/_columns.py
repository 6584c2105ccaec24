"""The Chinese and the English column of a table: by the head, else by what is in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from align.data import either
from align.errors import InputError, counted
from align.readers._entries import Entry
from align.readers._paired import Row, first_of
from align.records import Lang
from align.text.column_heads import LIMIT, REFERENCE, SOURCE, TARGET, is_named
from align.text.running import tongue, weights_of_prose
from align.text.scripts import LANGUAGES

_NUMBER = re.compile(r"\D{0,9}(\d{1,5})(?!\d|\.\d)\D{0,12}")
_IDS = re.compile(f"(?i){either('column_heads.tsv', 'id')}")
_KEYS = re.compile(f"(?i){either('column_heads.tsv', 'id')}|{either('column_heads.tsv', 'key')}")
_TITLES = 5  # rows above the head of a table
_SAMPLE = 2_000  # rows by which columns are guessed
REMEDY = 'name them in the first row: "source" and "target"'


class Columns(NamedTuple):
    """The columns of a table that are read, from 0, and whether its first row is a head."""

    source: int
    target: int
    reference: int | None = None
    limits: int | None = None
    headed: bool = False


class Merged(NamedTuple):
    """Cells that are one: rows from 1, columns from 0, the last ones included."""

    first: int
    last: int
    left: int
    right: int


def rows(
    cells: Sequence[Sequence[str]],
    path: str,
    notes: list[str] | None = None,
    lines: Sequence[int] = (),
    merged: Sequence[Merged] = (),
) -> Iterator[Row]:
    """Rows of a table, head left out; label "row N" from 1, the head counted, as a spreadsheet counts.

    ``lines``: of each row its line in the file; ``merged``: cells that are one. ``notes`` gets a line on which columns
    were taken, where others would have done too, and on rows that are not checked. InputError where no column is
    Chinese or English.
    """
    filled = [(n, list(row)) for n, row in enumerate(cells, 1) if any(cell.strip() for cell in row)]
    filled = filled[_titles([row for _, row in filled]) :]
    taken = columns([row for _, row in filled], path, notes)
    for number, row in _as_merged(filled[taken.headed :], taken, merged, path, [] if notes is None else notes):
        yield made(partial(text_in, row), taken, number, lines[number - 1] if lines else number)


def _as_merged(
    body: Sequence[tuple[int, list[str]]], taken: Columns, merged: Sequence[Merged], path: str, notes: list[str]
) -> list[tuple[int, list[str]]]:
    """Rows of which one has a cell that reaches over the next ones, in a column of text, as one; rows whose cell
    reaches over both columns, a heading of the rows below, are left out, which is noted."""
    both = sorted((taken.source, taken.target))
    found = sorted(m for m in merged if any(m.left <= column <= m.right for column in both))
    firsts = [m.first for m in found]
    out: list[tuple[int, list[str]]] = []
    wide: list[str] = []
    owner: Merged | None = None  # of the row before
    for number, row in body:
        at = bisect_right(firsts, number) - 1
        own = found[at] if at >= 0 and number <= found[at].last else None
        if own is not None and own.left <= both[0] and both[1] <= own.right:
            wide.append(f"row {number}")
        elif own is not None and own is owner and out:
            width = max(len(row), len(out[-1][1]))
            parts = [[text_in(cells, n) for cells in (out[-1][1], row)] for n in range(width)]
            out[-1] = (out[-1][0], ["\n".join(filter(str.strip, texts)) for texts in parts])
        else:
            out.append((number, row))
        owner = own
    if wide:
        notes.append(f"{path}: {counted(len(wide), 'row')} merged over both columns, not checked: {first_of(wide)}")
    return out


def made(cell: Callable[[int], str], taken: Columns, number: int, line: int = 0) -> Row:
    """The row of that number, by the texts in its columns."""
    return Row(
        cell(taken.source),
        cell(taken.target),
        f"row {number}",
        None if taken.reference is None else cell(taken.reference),
        line,
        () if taken.limits is None else _limit(cell(taken.limits)),
    )


def _titles(table: Sequence[Sequence[str]]) -> int:
    """How many rows at the top are titles of the table: one cell each, above a head that names both languages."""
    for number, row in enumerate(table[: _TITLES + 1]):
        if named(row) is not None:
            return number
        if sum(bool(cell.strip()) for cell in row) > 1:
            break
    return 0


def columns(table: Sequence[Sequence[str]], path: str, notes: list[str] | None = None) -> Columns:
    """The columns of a table, by its rows that are not empty; see :func:`rows`."""
    if not table:
        raise InputError(path, "no row with text in it", "give a table with a Chinese and an English column")
    first = table[0]
    named = [[i for i, cell in enumerate(first) if is_named(cell, names)] for names in (SOURCE, TARGET, REFERENCE)]
    reference, headed = None, True
    if named[0] and named[1]:
        candidates = named[:2]
        reference = next(iter(named[2]), None)
    else:
        keys = [i for i, cell in enumerate(first) if _IDS.fullmatch(cell.strip())]
        candidates = _guessed(table[:_SAMPLE], path, keys)
        if not (named[0] or named[1] or _is_head(first, candidates)):
            first, headed = [], False
    source, target = candidates[0][0], candidates[1][0]
    limits = next((i for i, cell in enumerate(first) if i not in (source, target) and is_named(cell, LIMIT)), None)
    others = sorted({i for found in candidates for i in found} - {source, target})
    if others and notes is not None:
        taken, left = _listed((source, target), first), _listed(others, first)
        would = "would do, too" if len(others) == 1 else "would do as well"
        notes.append(f"{path}: columns {taken} are taken, {left} {would}; {REMEDY}")
    return Columns(source, target, reference, limits, headed)


def named(first: Sequence[str]) -> tuple[int, int] | None:
    """The Chinese and the English column of a table whose first row names both; None where it does not."""
    found = [next((i for i, cell in enumerate(first) if is_named(cell, names)), -1) for names in (SOURCE, TARGET)]
    return (found[0], found[1]) if min(found) >= 0 else None


def _limit(cell: str) -> tuple[tuple[str, str], ...]:
    """The fact of a cell that limits the length of its row: 20, 20.0, ≤ 20 字."""
    found = _NUMBER.fullmatch(re.sub(r"\.0+$", "", cell.strip()))
    return (("max-length", found[1]),) if found and int(found[1]) else ()


def _listed(columns: Sequence[int], head: Sequence[str]) -> str:
    named = (f"{i + 1} ({name})" if (name := " ".join(text_in(head, i).split())) else str(i + 1) for i in columns)
    return " and ".join(named)


def text_in(row: Sequence[str], column: int) -> str:
    """The text in a column of a row; '' where the row is shorter."""
    return row[column] if column < len(row) else ""


def _is_head(first: Sequence[str], candidates: Sequence[Sequence[int]]) -> bool:
    """Return whether the first row names the columns: no Chinese in it, or Chinese above English alone."""
    return not any(tongue(cell) == "zh" for cell in first) or (
        tongue(text_in(first, candidates[1][0])) == "zh" and tongue(text_in(first, candidates[0][0])) == "zh"
    )


def _guessed(table: Sequence[Sequence[str]], path: str, keys: Sequence[int]) -> list[list[int]]:
    """Columns that hold Chinese, and those that hold English, the likeliest first, then those half as full; none of
    ``keys``, whose head says that they name the entries."""
    zh: Counter[int] = Counter()
    en: Counter[int] = Counter()
    length: Counter[int] = Counter()
    for row in table[1:] or table:  # the first may be a head
        for column, cell in enumerate(row):
            if cell and column not in keys:
                lang = _written(cell)
                zh[column] += lang == "zh"
                en[column] += lang == "en"
                length[column] += len(cell)
    columns = sorted(length)
    source = max(columns, key=lambda c: zh[c], default=-1)
    others = [c for c in columns if c != source]
    target = max(others, key=lambda c: (en[c], length[c]), default=-1)
    if not zh[source] or not en[target]:
        lacking = [LANGUAGES[lang] for lang, share in (("zh", zh), ("en", en)) if not any(share.values())]
        found = f"no {' and no '.join(lacking)} column among them" if lacking else "none Chinese beside an English one"
        width = max(map(len, table))
        raise InputError(path, f"{counted(len(table), 'row')} of {counted(width, 'column')}, {found}", REMEDY)
    left = [c for c in others if c != target and 2 * zh[c] >= zh[source]]
    right = [c for c in others if c != target and c not in left and 2 * en[c] >= en[target]]
    return [[source, *left], [target, *right]]


def _written(cell: str) -> Lang | None:
    """The language of a cell; None for keys, numbers, addresses."""
    return tongue(cell) if any(weights_of_prose(cell)) else None


def entries(cells: Sequence[Sequence[str]], lines: Sequence[int] = ()) -> list[Entry]:
    """The texts of a table in one language by the keys in its first column, or by row and column."""
    out = []
    told = bool(cells and cells[0] and _IDS.fullmatch(cells[0][0].strip()))
    for number, row in enumerate(cells, 1):
        first = row[0].strip() if row else ""
        if number == 1 and (_KEYS.fullmatch(first) or any(is_named(c, SOURCE) or is_named(c, TARGET) for c in row)):
            continue
        is_key = first and len(first) <= 200 and (told or not any(weights_of_prose(first)))
        key = first if is_key else f"row {number}"
        texts = [(c, cell) for c, cell in enumerate(row) if any(weights_of_prose(cell)) and not (told and c == 0)]
        for place, (_, cell) in enumerate(texts):
            name = key if place == 0 else f"{key}, text {place + 1}"
            out.append(Entry(name, cell, lines[number - 1] if lines else number))
    return out
