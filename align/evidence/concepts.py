"""The concepts of the table of contrasts (:mod:`align.evidence.opposites`) that a Chinese text names."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from align.evidence import opposites
from align.evidence.opposites import Cues, Row, bare, needed, row_of, split
from align.kept import Lines, Numbered, kept, packed
from align.names.recognition import Chinese
from align.text import word_search
from align.text.signs import Filed
from align.text.word_search import WordSearch, filed


class _Table:
    """The rows by their Chinese: the search for all words, and the patterns, each with the number of its row. A row is
    made of its entry when a text first has a word of it: an article meets few of 3,700."""

    def __init__(self) -> None:
        depends = (
            *sorted(opposites.FOLDER.glob("*.tsv")),
            *(Path(code) for code in (__file__, opposites.__file__, word_search.__file__)),
        )
        entries, words, shaped = kept("opposites", depends, _taken)
        self._entries = Numbered(entries)
        self._made: dict[int, Row] = {}
        self.search = WordSearch(words)
        self._shapes: dict[str, re.Pattern[str]] = {}
        signs = {shape: own for shape, _, own in shaped}
        self.shaped = Filed([((shape, number), [shape]) for shape, number, _ in shaped], signs.__getitem__)

    def named(self, word: str) -> list[Row]:
        """The rows that have a word."""
        return [self.row(number) for number in self.search.numbers(word)]

    def shape(self, pattern: str) -> re.Pattern[str]:
        """A pattern, made when a text first has a sign of it."""
        found = self._shapes.get(pattern)
        if found is None:
            found = self._shapes[pattern] = re.compile(pattern)
        return found

    def row(self, number: int) -> Row:
        """The row of a number."""
        if number not in self._made:
            topic, _, entry = self._entries[number].decode().partition("\t")
            self._made[number] = row_of(topic, entry)
        return self._made[number]


def _taken() -> tuple[Lines, word_search.Filed, list[tuple[str, int, list[str]]]]:
    """All entries, each after its topic; their words with the numbers of the entries; their patterns, each with the
    number of the entry and the characters that it needs."""
    entries: list[str] = []
    words: dict[str, list[int]] = {}
    shaped: list[tuple[str, int, list[str]]] = []
    for number, (topic, entry) in enumerate(opposites.entries()):
        entries.append(f"{topic}\t{entry}")
        for cue in split(entry.split("\t", 3)[2]):
            if cue[0] == "/":
                shaped.append((shape := bare(cue), number, sorted(needed(shape))))
            else:
                words.setdefault(cue, []).append(number)
    return packed(entries), filed(words), shaped


@cache
def _table() -> _Table:
    return _Table()


def cues(source: Chinese) -> Cues:
    """Concepts that a Chinese text names, each with its first place and whether that is a plain word, which come before
    patterns."""
    table = _table()
    out: dict[str, tuple[Row, tuple[int, int], bool]] = {}
    for word, start, end in table.search.find(source.text, source.twos):
        for row in table.named(word):
            out.setdefault(row.name, (row, (start, end), True))
    for shape, number in table.shaped.of(source.twos):
        row = table.row(number)
        if row.name not in out and (hit := table.shape(shape).search(source.text)):
            out[row.name] = row, hit.span(), False
    return tuple(out.values())
