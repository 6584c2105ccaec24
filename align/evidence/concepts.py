"""The concepts of the table of contrasts (:mod:`align.evidence.opposites`) that a Chinese text names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path

from align.evidence import opposites
from align.evidence.opposites import Cues, Row, bare, needed, row_of, split
from align.kept import Lines, Numbered, is_command, kept, packed
from align.names.recognition import Chinese
from align.text import signs as text_signs
from align.text import word_search
from align.text.signs import OFTEN, Filed, signs
from align.text.word_search import WordSearch, filed


class _Table:
    """The rows by their Chinese: the search for all words, and the patterns, each with the number of its row. A row is
    made of its entry when a text first has a word of it: an article meets few of 4,900."""

    def __init__(self) -> None:
        depends = (
            *sorted(opposites.FOLDER.glob("*.tsv")),
            *(Path(code) for code in (__file__, opposites.__file__, word_search.__file__, text_signs.__file__)),
        )
        # Of each pattern the signs that it needs; to derive them takes a command that keeps them 0.1 s, once
        exact = is_command()
        entries, words, shaped = kept("opposites", depends, partial(_taken, signs if exact else needed))
        self._entries = Numbered(entries)
        self._made: dict[int, Row] = {}
        self._named: dict[str, tuple[Row, ...]] = {}
        self.search = WordSearch(words)
        self._shapes: dict[str, re.Pattern[str]] = {}
        own = {shape: found for shape, _, found in shaped}
        things = [((shape, number), [shape]) for shape, number, _ in shaped]
        self.shaped = Filed(things, own.__getitem__, 0 if exact else OFTEN)

    def named(self, word: str) -> tuple[Row, ...]:
        """The rows that have a word."""
        found = self._named.get(word)
        if found is None:
            found = self._named[word] = tuple([self.row(number) for number in self.search.numbers(word)])
        return found

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


Shaped = list[tuple[str, int, list[str]]]


def _taken(signs_of: Callable[[str], Iterable[str]]) -> tuple[Lines, word_search.Filed, Shaped]:
    """All entries, each after its topic; their words with the numbers of the entries; their patterns, each with the
    number of the entry and the signs of which a text with it has one."""
    entries: list[str] = []
    words: dict[str, list[int]] = {}
    shaped: Shaped = []
    for number, (topic, entry) in enumerate(opposites.entries()):
        entries.append(f"{topic}\t{entry}")
        for cue in split(entry.split("\t", 3)[2]):
            if cue[0] == "/":
                shaped.append((shape := bare(cue), number, sorted(signs_of(shape))))
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
