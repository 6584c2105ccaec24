"""Words that qualify a statement (预计, 仅限, 原则上), and whether the English says them too: a table and the links.

A row of ``data/tables/qualifiers/words.tsv`` names what a Chinese word says and the English that renders it: some
render it wherever they are, some only in the clause of what is qualified ("will" for 可能). Without any of them the
word is lost, provided that what it qualifies is there: the links must find a word that is beside it in the English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from align import data
from align.evidence.negation_links import LINKED, clause, sentence_part
from align.evidence.opposites import bare, chinese_pattern, english_pattern, needed, split
from align.names.recognition import Chinese
from align.records import Links
from align.text.english import function_words
from align.text.scripts import IDEOGRAPH
from align.text.segmenter import words
from align.text.signs import Filed
from align.text.word_keys import EntryPattern

REACH = 8  # characters beside the word in which what it qualifies is looked for
FARTHER = 0.01  # cosine that a link must be better for each character that it is farther away


class Lost(NamedTuple):
    """A qualifying word and the English that it should qualify: spans in the two texts."""

    row: Row
    source: tuple[int, int]
    target: tuple[int, int]


@dataclass(frozen=True)
class Row:
    """A row of the table: name, meaning in English, and its four cells."""

    name: str
    says: str
    cells: tuple[str, ...]

    @cached_property
    def chinese(self) -> re.Pattern[str]:
        """The words that qualify."""
        return chinese_pattern(self.cells[0])

    @cached_property
    def anywhere(self) -> EntryPattern:
        """English that renders it wherever it is."""
        return english_pattern(self.cells[1])

    @cached_property
    def near(self) -> EntryPattern:
        """English that may render it in the clause of what is qualified."""
        return english_pattern(self.cells[2])

    @cached_property
    def needless(self) -> re.Pattern[str]:
        """Chinese in which it needs no rendering."""
        return chinese_pattern(self.cells[3])


def rows(table: str = "words") -> Iterator[Row]:
    """All rows of a table, in the order of the file."""
    return (Row(name, says, (*cells,)) for name, says, *cells in data.rows(f"qualifiers/{table}.tsv"))


CONDITIONS = 80  # Chinese characters of a sentence whose condition is looked for


def unsaid(chinese: Chinese, low: str, table: str) -> Iterator[tuple[Row, tuple[int, int]]]:
    """Words that set a condition (除非, 未经许可: the table ``conditions``) or join two statements (不仅…还:
    ``joined``) of which the English has nothing anywhere, each with its span. What they belong to need not be there:
    mostly the whole clause is gone."""
    source = chinese.text
    if len(source) > CONDITIONS:
        return
    for row in _table(table).of(chinese.twos):
        found = row.chinese.search(source)
        if found is None or row.anywhere.search(low):
            continue
        end = found.start() if table == "joined" else found.end()  # what ends a frame may begin a word: 还有
        if _whole(source, found.start(), end):
            yield row, found.span()


@lru_cache(maxsize=3)
def _table(name: str) -> Filed[Row]:
    """A table of words, filed by what a text with one of them holds."""
    return Filed(((row, [bare(cue) for cue in split(row.cells[0])]) for row in rows(name)), needed)


def lost(chinese: Chinese, low: str, links: Links) -> Iterator[Lost]:
    """Qualifying words that the English leaves out; ``low``: the English in lower case, of the same length."""
    source = chinese.text
    for row in _table("words").of(chinese.twos):
        found = list(row.chinese.finditer(source))
        if not found or row.anywhere.search(low) or row.needless.search(source):
            continue
        match = next((m for m in found if _whole(source, *m.span())), None)
        place = None if match is None else _qualified(source, low, match.span(), links)
        if match is None or place is None:
            continue
        first, last = clause(low, *place)
        if not row.near.search(low, first, last):
            yield Lost(row, match.span(), place)


def _whole(source: str, start: int, end: int) -> bool:
    """Return whether the characters are no part of another word (约 in 续约)."""
    return not any(a < start < b or a < end < b for a, b in words(source))


def _qualified(source: str, low: str, span: tuple[int, int], links: Links) -> tuple[int, int] | None:
    """The English word that renders what is qualified: of the words beside the qualifying one in its clause that have a
    link to more than a small word, the one with the best link, and the nearer the better."""
    first, last = sentence_part(source, *span)
    small = function_words("denied") | function_words("grammar")
    best: tuple[float, int] | None = None
    for row, (start, end) in enumerate(zip(links.source.starts.tolist(), links.source.ends.tolist(), strict=True)):
        beside = max(first, span[0] - REACH) <= start and end <= min(last, span[1] + REACH)
        if not beside or (start < span[1] and span[0] < end) or not IDEOGRAPH.search(source, start, end):
            continue
        if (cosine := float(links.source_best[row])) < LINKED:
            continue
        column, away = int(links.similarity[row].argmax()), max(start - span[1], span[0] - end)
        word = low[links.target.starts[column] : links.target.ends[column]].strip()
        near = cosine - FARTHER * away
        if word not in small and (best is None or near > best[0]):
            best = near, column
    return None if best is None else (int(links.target.starts[best[1]]), int(links.target.ends[best[1]]))
