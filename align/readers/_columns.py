"""Which column of a table is the Chinese, which the English: by the head, else by what stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.errors import InputError
from align.readers._paired import Row, counted
from align.text.scripts import language

_SOURCE = frozenset("source src zh zh-cn zh_cn chinese 中文 原文 源文 源语言 汉语".split())
_TARGET = frozenset("target tgt en en-us en_us english translation mt 英文 译文 译语 目标 英语".split())
_REFERENCE = frozenset("reference ref 参考译文 参考".split())
_NAMES = {"zh": "Chinese", "en": "English"}
REMEDY = 'name them in the first row: "source" and "target"'


def rows(
    cells: Sequence[Sequence[str]], path: str, notes: list[str] | None = None, lines: Sequence[int] = ()
) -> Iterator[Row]:
    """Rows of a table, head left out; label "row N" from 1, the head counted, as a spreadsheet counts.

    ``lines``: of each row its line in the file. ``notes`` gets a line that says which columns were taken, where others
    would have done too. InputError where no column is Chinese or English.
    """
    filled = [(n, list(row)) for n, row in enumerate(cells, 1) if any(cell.strip() for cell in row)]
    if not filled:
        raise InputError(path, "no row with text in it", "give a table with a Chinese and an English column")
    first = filled[0][1]
    head = [cell.strip().casefold() for cell in first]
    named = [[i for i, cell in enumerate(head) if cell in names] for names in (_SOURCE, _TARGET, _REFERENCE)]
    reference = None
    if named[0] and named[1]:
        candidates = named[:2]
        reference = next(iter(named[2]), None)
        filled = filled[1:]
    else:
        candidates = _guessed([row for _, row in filled], path)
        if not any(language(c) == "zh" for c in first):
            filled = filled[1:]
        else:
            first = []
    source, target = candidates[0][0], candidates[1][0]
    others = sorted({i for found in candidates for i in found} - {source, target})
    if others and notes is not None:
        taken, left = _listed((source, target), first), _listed(others, first)
        would = "would do, too" if len(others) == 1 else "would do as well"
        notes.append(f"{path}: columns {taken} are taken, {left} {would}; {REMEDY}")
    for number, row in filled:
        yield Row(
            _cell(row, source),
            _cell(row, target),
            f"row {number}",
            None if reference is None else _cell(row, reference),
            lines[number - 1] if lines else number,
        )


def _listed(columns: Sequence[int], head: Sequence[str]) -> str:
    named = (f"{i + 1} ({name})" if (name := " ".join(_cell(head, i).split())) else str(i + 1) for i in columns)
    return " and ".join(named)


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _guessed(table: Sequence[Sequence[str]], path: str) -> list[list[int]]:
    """Columns that hold Chinese, and those that hold English, the likeliest first, then those half as full."""
    width = max(len(row) for row in table)
    share = {lang: [sum(language(_cell(r, c)) == lang for r in table) for c in range(width)] for lang in ("zh", "en")}
    source = max(range(width), key=lambda c: share["zh"][c])
    others = [c for c in range(width) if c != source]
    target = max(others, key=lambda c: (share["en"][c], sum(len(_cell(r, c)) for r in table)), default=-1)
    if share["zh"][source] == 0 or target < 0 or share["en"][target] == 0:
        lacking = [_NAMES[lang] for lang in ("zh", "en") if not any(share[lang])]
        found = f"no {' and no '.join(lacking)} column among them" if lacking else "none Chinese beside an English one"
        raise InputError(path, f"{counted(len(table), 'row')} of {counted(width, 'column')}, {found}", REMEDY)
    zh = [c for c in others if c != target and 2 * share["zh"][c] >= share["zh"][source]]
    en = [c for c in others if c != target and c not in zh and 2 * share["en"][c] >= share["en"][target]]
    return [[source, *zh], [target, *en]]
