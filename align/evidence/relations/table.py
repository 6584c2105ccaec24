"""The tables of the words that state a relation, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from align.data import rows
from align.evidence.opposites import english_pattern, split
from align.evidence.relations.actions import Transfer, Verb
from align.evidence.relations.frames import Frames, Row
from align.names.recognition import Chinese
from align.text.signs import Filed
from align.text.word_keys import entry_keys

T = TypeVar("T")


class _ByHead(Generic[T]):
    """Rows of a table, of which a text has those that one of its words begins."""

    def __init__(self, rows: Iterable[tuple[T, Iterable[str]]]) -> None:
        """``rows``: each with its Chinese words."""
        self._rows: list[T] = []
        self._heads: dict[str, set[int]] = {}
        for number, (row, words) in enumerate(rows):
            self._rows.append(row)
            for word in words:
                self._heads.setdefault(word[:2], set()).add(number)

    def of(self, source: Chinese) -> list[T]:
        """The rows of which a Chinese text may have a word, in their order."""
        met = self._heads.keys() & source.twos
        return [self._rows[n] for n in sorted(set().union(*map(self._heads.__getitem__, met)))] if met else []


class Tables(NamedTuple):
    """``frames``: ``relations.tsv``; ``hands``: of ``transfers.tsv``; ``verbs``: of ``agent_verbs.tsv``; both by the
    characters, two at most, with which a Chinese word of them begins."""

    frames: Frames
    hands: _ByHead[Transfer]
    verbs: _ByHead[Verb]


@cache
def tables() -> Tables:
    """All tables of relations."""
    frames = [Row(*row) for row in rows("relations.tsv")]
    chinese = Filed(((row, [row.words]) for row in frames if row.lang == "zh"), lambda _: ("",))
    said = {kind: [r for r in frames if (r.kind, r.lang) == (kind, "en")] for kind in {r.kind for r in frames}}
    verbs = _ByHead((Verb(_longest(cell), english), cell.split("|")) for cell, english in rows("agent_verbs.tsv"))
    hands = _ByHead((_transfer(*row), "|".join(row[1:3]).split("|")) for row in rows("transfers.tsv"))
    return Tables(Frames(chinese, said), hands, verbs)


def _transfer(group: str, gives: str, gets: str, giving: str, getting: str) -> Transfer:
    """A row of the table of what changes hands."""
    ours = re.compile(f"(?P<verb>{_longest(gives)})(?:了)?(?P<to>给|予|到|至)?")
    keys = entry_keys([*split(giving), *split(getting)])
    return Transfer(group, ours, re.compile(_longest(gets)), english_pattern(giving), english_pattern(getting), keys)


def _longest(cell: str) -> str:
    return "|".join(sorted(cell.split("|"), key=len, reverse=True))
