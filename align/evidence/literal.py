"""Figures of speech that the English takes by the letter: 五花八门, "five flowers and eight gates".

The table (training/literal.py, after CC-CEDICT) has idioms and figurative words with what they mean and what their
characters mean one by one. A figure is taken literally where English words are close together for most of its
characters, of which none belongs to its meaning, and where no English word renders the meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np

from align.data import Met, lines
from align.evidence.translations import LONGEST, known, stem, word_code
from align.names.recognition import Chinese
from align.text.english import LOW_WORD, function_words, irregular
from align.text.spelling import inflected
from align.text.word_search import positions

LEAST = 3  # English words for the characters of an idiom of four or more; of a shorter word all of them
IDIOM = 4  # characters
ROOM = 4  # English words that may be between those of an idiom, and between those of a word less two
_BETWEEN = ("", "了", "过", "着")  # 炒了鱿鱼
_FORMS = irregular("literal")


class Literal(NamedTuple):
    """A figure and the English that takes it by the letter: spans; and what it means."""

    source: tuple[int, int]
    target: tuple[int, int]
    meaning: str


@dataclass(frozen=True)
class _Figure:
    """A row of the table."""

    word: str
    row: str

    @cached_property
    def meaning(self) -> str:
        """Its meaning, in the words of the dictionary."""
        return self.row.split("\t")[2]

    @cached_property
    def meant(self) -> frozenset[str]:
        """Stems of what it means."""
        return frozenset(map(stem, content(self.meaning)))

    @cached_property
    def parts(self) -> tuple[frozenset[str], ...]:
        """The meanings of each part by itself."""
        return tuple(map(meanings, self.row.split("\t")[1].split()))

    @cached_property
    def letters(self) -> tuple[frozenset[str], ...]:
        """The meanings of each part that the whole does not have."""
        return tuple(frozenset(w for w in part if stem(w) not in self.meant) for part in self.parts)

    @cached_property
    def said(self) -> frozenset[str]:
        """Words of the literal meaning that the dictionary gives."""
        return frozenset(w for w in content(self.row.split("\t")[3]) if stem(w) not in self.meant)

    @cached_property
    def betrays(self) -> frozenset[str]:
        """Stems of the meaning that no part has, nor the literal meaning ("old" in an old cow that eats young grass):
        one of them in the English, and the figure is rendered."""
        said = set(map(stem, LOW_WORD.findall(self.row.split("\t")[3].lower())))
        return self.meant - said - {stem(w) for part in self.parts for w in part}


def content(gloss: str) -> list[str]:
    """The words of a gloss that mean something by themselves.

    >>> content("to talk about soldiers on paper")
    ['talk', 'soldiers', 'paper']
    """
    return [w for w in LOW_WORD.findall(gloss.lower()) if w not in function_words("gloss") and len(w) > 1]


def meanings(part: str) -> frozenset[str]:
    """Return the meanings of a character, or part of a word, by itself: English words."""
    return frozenset((lines("characters.tsv").find(part) or "").split())


class _Figures(Met):
    """Figures by what the Chinese may have for them; and for their first two characters the lengths, longest first."""

    def __init__(self) -> None:
        super().__init__("literal.tsv")
        self._rows: dict[str, str] = {}
        self._made: dict[str, _Figure] = {}  # of those that a text had: few
        self.lengths: dict[str, list[int]] = {}
        self.heads: set[str] = set()  # those first two characters

    def _read(self, char: str) -> None:
        for row in self._lines.beginning(char):
            self._add(row)

    def _add(self, row: str) -> None:
        word = row[: row.index("\t")]
        for between in _BETWEEN if len(word) < IDIOM else ("",):
            form = word[0] + between + word[1:]
            self._rows[form] = row
            sizes = self.lengths.get(form[:2], [])
            if len(form) not in sizes:
                self.lengths[form[:2]] = sorted((*sizes, len(form)), reverse=True)  # a thread may read the old list
                self.heads.add(form[:2])

    def find(self, form: str) -> _Figure | None:
        """The figure that is written so; None where none is."""
        row = self._rows.get(form)
        if row is None:
            return None
        if row not in self._made:
            self._made[row] = _Figure(row[: row.index("\t")], row)
        return self._made[row]


@cache
def _figures() -> _Figures:
    return _Figures()


def literal(source: Chinese, low: str) -> Iterator[Literal]:
    """Figures of the Chinese that the English takes by the letter; ``low``: the English in lower case. A saying of five
    characters and more is itself wherever it is: 老牛吃嫩草 is in no list of words."""
    words: list[re.Match[str]] | None = None
    for start, end, figure in _candidates(source.text, source.twos):
        if words is None:
            words = list(LOW_WORD.finditer(low.replace("’", "'")))
        place = _taken(figure, [match[0] for match in words])
        if place is not None and (len(figure.word) > IDIOM or source.is_word(start, end)):
            yield Literal((start, end), (words[place[0]].start(), words[place[1]].end()), figure.meaning)


def _candidates(source: str, twos: frozenset[str]) -> Iterator[tuple[int, int, _Figure]]:
    """Figures of a text, the longest at each place."""
    figures = _figures().of(source)
    lengths = figures.lengths
    done = 0
    for at in sorted({at for two in figures.heads & twos for at in positions(source, two)}):
        for size in lengths.get(source[at : at + 2], ()) if at >= done else ():
            figure = figures.find(source[at : at + size])
            if figure is not None:
                done = at + size
                yield at, done, figure
                break


def forms(word: str) -> frozenset[str]:
    """A lower-case English word and what it may be inflected from."""
    bare = word.removesuffix("'s")
    return frozenset((bare, _FORMS.get(bare, bare), *inflected(bare)))


def _taken(figure: _Figure, words: Sequence[str]) -> tuple[int, int] | None:
    """First and last number of the English words that take a figure by the letter; None where it is rendered."""
    own = [forms(word) for word in words]
    if any(stem(form) in figure.betrays for these in own for form in these):
        return None
    place = _close(figure, own)
    return None if place is None or _known(figure, words, own) else place


def _close(figure: _Figure, words: Sequence[frozenset[str]]) -> tuple[int, int] | None:
    """The shortest span of English words that renders most parts of the figure, if it renders enough of them."""
    idiom = len(figure.word) >= IDIOM
    room = max(1, len(figure.parts)) + (ROOM if idiom else ROOM - 2)
    hits = [(n, own) for n, own in enumerate(words) if any(own & part for part in (*figure.parts, figure.said))]
    found: list[tuple[int, int, int]] = []
    for n, _ in hits:
        window = [(m, own) for m, own in hits if n <= m < n + room]
        letters, both = _matched(window, figure.letters), _matched(window, figure.parts)
        said = {m for m, own in window if own & figure.said} if idiom else set()
        enough = len(letters | said) >= LEAST if idiom else len(letters) >= 2 and len(both) >= len(figure.parts)
        if enough:
            places = sorted(letters | said | (set() if idiom else both))
            found.append((-len(places), places[-1] - places[0], places[0]))
    if not found:
        return None
    _, width, first = min(found)
    return first, first + width


def _matched(window: Sequence[tuple[int, frozenset[str]]], parts: Sequence[frozenset[str]]) -> set[int]:
    """Numbers of the words that render parts, each a part that no word before it renders."""
    used: set[int] = set()
    found: set[int] = set()
    for number, own in window:
        part = next((p for p, words in enumerate(parts) if p not in used and own & words), None)
        if part is not None:
            used.add(part)
            found.add(number)
    return found


def _known(figure: _Figure, words: Sequence[str], same: Sequence[frozenset[str]]) -> bool:
    """Return whether a word other than the literal ones is a rendering in the dictionary of parallel texts."""
    if len(figure.word) > LONGEST:
        return False
    letters = figure.said.union(*figure.letters)
    rest = [word for word, own in zip(words, same, strict=True) if not own & letters]
    return bool(rest) and bool(known(np.array([word_code(figure.word)], np.uint32), rest).any())
