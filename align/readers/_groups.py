"""Groups of lines of a text in two languages: a run of one language and the run of the other that translates it."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from itertools import groupby

from align.records import Lang
from align.text.scripts import han_count, word_count

Line = tuple[Lang, str, int]  # language, text, and the row of a table that it is a cell of, -1 where of none


def bilingual(lines: Sequence[Line]) -> set[int]:
    """Rows of tables that hold both languages."""
    return {row for lang, _, row in lines if lang == "zh"} & {row for lang, _, row in lines if lang == "en"} - {-1}


def in_rows(lines: Sequence[Line], aside: Collection[int] = ()) -> list[int | None]:
    """Number of the group of each line; a row of a table is a group of its own where the row holds both languages.
    ``aside``: numbers of the lines that belong to the page, not to its text; they go with the line above."""
    both = bilingual(lines)
    out: list[int | None] = []
    for row, run in groupby(range(len(lines)), key=lambda n: lines[n][2] if lines[n][2] in both else -1):
        numbers = [*run]
        first = 1 + (out[-1] or 0) if out else 0
        own = [0] * len(numbers) if row >= 0 else _groups([lines[n] for n in numbers], [n in aside for n in numbers])
        out += [first + group for group in own]
    return out


def _groups(lines: Sequence[Line], aside: Sequence[bool]) -> list[int]:
    """Number of the group of each line: a run of one language and the run of the other after it.

    Which of the two begins a group is that by which the two sides of the groups are most alike in length; lines before
    the first such run, such as a title, are a group of their own.
    """
    kept = [line for line, out in zip(lines, aside, strict=True) if not out]
    langs = [lang for lang, _, _ in kept]
    ways = [_numbered(langs, "zh"), _numbered(langs, "en")]
    best = min(ways, key=lambda groups: (_unlike(groups, kept), groups[:1] != [0]))
    own = iter(best)
    groups: list[int] = []
    for out in aside:
        groups.append((groups[-1] if groups else 0) if out else next(own))
    return groups


def _numbered(langs: Sequence[Lang], first: Lang) -> list[int]:
    groups, group = [], 0
    for at, lang in enumerate(langs):
        if at and lang == first and langs[at - 1] != first:
            group += 1
        groups.append(group)
    return groups


def _unlike(groups: Sequence[int], lines: Sequence[Line]) -> float:
    """Measure how much the two sides of the groups differ in length, weighed by it."""
    sizes: dict[int, list[float]] = {}
    for group, (lang, line, _) in zip(groups, lines, strict=True):
        sizes.setdefault(group, [2.0, 2.0])[lang == "en"] += han_count(line) or 1.5 * word_count(line) or 1.0
    return sum((zh + en) * abs(math.log(zh / en)) for zh, en in sizes.values())
