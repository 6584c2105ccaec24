"""Which column of a table is the Chinese, which the English: by the head, else by what stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.errors import InputError
from align.readers._paired import Row
from align.text.scripts import language

_SOURCE = frozenset("source src zh zh-cn zh_cn chinese 中文 原文 源文 源语言 汉语".split())
_TARGET = frozenset("target tgt en en-us en_us english translation mt 英文 译文 译语 目标 英语".split())
_REFERENCE = frozenset("reference ref 参考译文 参考".split())


def rows(cells: Sequence[Sequence[str]], path: str) -> Iterator[Row]:
    """Rows of a table, head left out; label "row N" from 1. InputError where no column is Chinese or English."""
    filled = [(n, list(row)) for n, row in enumerate(cells, 1) if any(cell.strip() for cell in row)]
    if not filled:
        raise InputError(path, "no row with text in it", "give a table with a Chinese and an English column")
    head = [cell.strip().casefold() for cell in filled[0][1]]
    named = [_named(head, names) for names in (_SOURCE, _TARGET, _REFERENCE)]
    if named[0] is not None and named[1] is not None:
        source, target, reference = named[0], named[1], named[2]
        filled = filled[1:]
    else:
        source, target = _guessed([row for _, row in filled], path)
        reference = None
        if not any(language(c) == "zh" for c in filled[0][1]):
            filled = filled[1:]
    for number, row in filled:
        yield Row(
            _cell(row, source),
            _cell(row, target),
            f"row {number}",
            None if reference is None else _cell(row, reference),
        )


def _named(head: Sequence[str], names: frozenset[str]) -> int | None:
    return next((i for i, cell in enumerate(head) if cell in names), None)


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _guessed(table: Sequence[Sequence[str]], path: str) -> tuple[int, int]:
    width = max(len(row) for row in table)
    share = {lang: [sum(language(_cell(r, c)) == lang for r in table) for c in range(width)] for lang in ("zh", "en")}
    source = max(range(width), key=lambda c: share["zh"][c])
    others = [c for c in range(width) if c != source]
    target = max(others, key=lambda c: (share["en"][c], sum(len(_cell(r, c)) for r in table)), default=-1)
    if share["zh"][source] == 0 or target < 0 or share["en"][target] == 0:
        found = f"{len(table)} rows of {width} columns, but no Chinese column beside an English one"
        raise InputError(path, found, 'name them in the first row: "source" and "target"')
    return source, target
