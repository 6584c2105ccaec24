"""The table of the words that state a relation, read once."""

from __future__ import annotations

import re
from functools import cache

from align.data import rows
from align.evidence.opposites import english_pattern, split
from align.evidence.relations.actions import Transfer
from align.evidence.relations.frames import Row
from align.text.word_keys import entry_keys


@cache
def frames() -> tuple[Row, ...]:
    """The rows of ``relations.tsv``."""
    return tuple(Row(k, lang, where, re.compile(p), one, two) for k, lang, where, p, one, two in rows("relations.tsv"))


@cache
def hands() -> tuple[Transfer, ...]:
    """The rows of ``transfers.tsv``."""
    return tuple(_transfer(*row) for row in rows("transfers.tsv"))


def _transfer(group: str, gives: str, gets: str, giving: str, getting: str) -> Transfer:
    """A row of the table."""
    ours = re.compile(f"(?P<verb>{_longest(gives)})(?:了)?(?P<to>给|予|到|至)?")
    keys = entry_keys([*split(giving), *split(getting)])
    return Transfer(
        group, ours, re.compile(_longest(gets)), english_pattern(giving), english_pattern(getting), keys
    )


def _longest(cell: str) -> str:
    return "|".join(sorted(cell.split("|"), key=len, reverse=True))
