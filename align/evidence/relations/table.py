"""The tables of the words that state a relation, read once."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from align.data import rows
from align.evidence.opposites import english_pattern, split
from align.evidence.relations.actions import Transfer, Verb
from align.evidence.relations.frames import Frames, Row
from align.names.recognition import Chinese
from align.text.signs import Filed
from align.text.word_keys import entry_keys


class Tables(NamedTuple):
    """``frames``: ``relations.tsv``; ``hands``: of ``transfers.tsv``; ``verbs``: of ``agent_verbs.tsv``;
    ``heads``: the numbers of the verbs of which a Chinese word begins with these characters, two at most."""

    frames: Frames
    hands: tuple[Transfer, ...]
    verbs: tuple[Verb, ...]
    heads: dict[str, list[int]]

    def verbs_of(self, source: Chinese) -> list[Verb]:
        """The verbs that a Chinese text may have."""
        met = self.heads.keys() & source.twos
        return [self.verbs[n] for n in sorted({n for head in met for n in self.heads[head]})]


@cache
def tables() -> Tables:
    """All tables of relations."""
    frames = [Row(*row) for row in rows("relations.tsv")]
    chinese = Filed(((row, [row.words]) for row in frames if row.lang == "zh"), lambda _: ("",))
    said = {kind: [r for r in frames if (r.kind, r.lang) == (kind, "en")] for kind in {r.kind for r in frames}}
    heads: dict[str, list[int]] = {}
    verbs = []
    for number, (cell, english) in enumerate(rows("agent_verbs.tsv")):
        verbs.append(Verb(_longest(cell), english))
        for word in cell.split("|"):
            heads.setdefault(word[:2], []).append(number)
    return Tables(Frames(chinese, said), tuple(_transfer(*row) for row in rows("transfers.tsv")), tuple(verbs), heads)


def _transfer(group: str, gives: str, gets: str, giving: str, getting: str) -> Transfer:
    """A row of the table of what changes hands."""
    ours = re.compile(f"(?P<verb>{_longest(gives)})(?:了)?(?P<to>给|予|到|至)?")
    keys = entry_keys([*split(giving), *split(getting)])
    return Transfer(group, ours, re.compile(_longest(gets)), english_pattern(giving), english_pattern(getting), keys)


def _longest(cell: str) -> str:
    return "|".join(sorted(cell.split("|"), key=len, reverse=True))
