"""The table of known names: things with their Chinese and English forms, looked up in sorted files.

``training/known_names.py`` makes them: known_names.tsv has a thing a line, known_forms.txt and known_words.txt say at
which offsets of it a Chinese form and an English first word are.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from align.data import Met, lines
from align.names.pinyin import fold
from align.names.renderings import WORD

OWNER = re.compile(r"['’]s\b")


class Known(NamedTuple):
    """A thing with a name: its Chinese forms, those of them that are no common words, kind, English forms."""

    forms: tuple[str, ...]
    firm: frozenset[str]
    kind: str
    ways: tuple[str, ...]


Ways = tuple[tuple[tuple[str, ...], tuple[Known, ...]], ...]  # folded words of names, and what bears each name
MOST = 20_000  # first words of English names that are kept


class Forms(Met):
    """The place of the thing of a Chinese form in the table, and for a first character the lengths of the forms that
    begin so, the longest first."""

    def __init__(self) -> None:
        super().__init__("known_forms.txt")
        self.places: dict[str, int] = {}
        self.things: dict[int, Known] = {}  # those that a text had or may have had, by place: four thousand at most
        self.ways: dict[str, Ways] = {}  # English names by their first words, of the last MOST that were asked
        self.heads: set[str] = set()
        self.lengths: dict[str, list[int]] = {}

    def _read(self, char: str) -> None:
        rows = [line.split("	") for line in self._lines.beginning(char)]
        self.places.update((form, int(place)) for form, place in rows)
        self.heads.update(form[:2] for form, _ in rows)
        if rows:
            self.lengths[char] = sorted({len(form) for form, _ in rows}, reverse=True)


@cache
def known_forms() -> Forms:
    return Forms()


def known_thing(place: int) -> Known:
    """The thing whose line begins there."""
    met = known_forms().things
    if place not in met:
        met[place] = _read(place)
    return met[place]


def _read(place: int) -> Known:
    marked, kind, ways = lines("known_names.tsv").line(place).split("\t")
    forms = marked.split(",")
    firm = frozenset([form for form in forms if form[0] != "~"])
    return Known(tuple([form.lstrip("~") for form in forms]), firm, kind, tuple(ways.split(";")))


def first_word(way: str) -> str:
    """The folded word with which an English name begins; "" where it has none."""
    first = WORD.search(OWNER.sub("", way))
    return fold(first[0]) if first is not None else ""
