"""All words of a fixed list in a text, the longest at each place: by looking up two characters at a time.

A pattern with thousands of alternatives is tried one by one at every place of a text; this takes a tenth of the time.
Most texts hold no word at all: their pairs of characters show that. What begins alike is filed together, in a line that
is taken apart when a text first has that beginning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from operator import add

OFTEN = 200  # texts after which a set of all beginnings is worth its time and room
Filed = tuple[str, str]  # the beginnings of words, a line each, and beside each what begins so


def filed(words: Mapping[str, Sequence[int]]) -> Filed:
    """Words with numbers, such as those of the rows that have them, by their first two characters; of a beginning the
    longest first. No word is empty or has a blank in it."""
    heads: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        heads.setdefault(word[:2], []).append(" ".join((word, *map(str, words[word]))))
    return "\n".join(heads), "\n".join(map("\t".join, heads.values()))


class WordSearch:
    """The search for some words."""

    def __init__(self, words: Filed) -> None:
        self._lines = dict(zip(*(column.split("\n") for column in words), strict=True)) if words[0] else {}
        self._met: dict[str, tuple[str, ...]] = {}  # beginnings that were met, and what begins so
        self._numbers: dict[str, tuple[int, ...]] = {}  # of the words that begin so
        self._begin: frozenset[str] | None = None
        self._left = OFTEN

    @classmethod
    def of(cls, words: Iterable[str]) -> WordSearch:
        """The search for words without numbers, none of them empty."""
        return cls(filed(dict.fromkeys(words, ())))

    def find(self, text: str, twos: frozenset[str] | None = None) -> Iterator[tuple[str, int, int]]:
        """Words of a text from left to right, not overlapping, with start and end. ``twos``: its characters and pairs
        of characters, where somebody took them together."""
        there = self._beginnings(twos_of(text) if twos is None else twos)
        if not there:
            return
        behind, known, lines = 0, self._met.get, self._lines
        for at in sorted({at for head in there for at in positions(text, head)}):
            if at < behind:
                continue
            for head in (text[at : at + 2], text[at]):
                for word in known(head) or (self._take(head) if head in lines else ()):
                    if text.startswith(word, at):
                        behind = at + len(word)
                        yield word, at, behind
                        break
                if at < behind:
                    break

    def _beginnings(self, twos: frozenset[str]) -> Set[str]:
        if self._begin is not None:
            return self._begin & twos
        self._left -= 1
        if not self._left:
            self._begin = frozenset(self._lines)
        return self._lines.keys() & twos

    def numbers(self, word: str) -> tuple[int, ...]:
        """The numbers of a word; () of one that is not there."""
        if word not in self._numbers:
            self._take(word[:2])
        return self._numbers.get(word, ())

    def _take(self, head: str) -> tuple[str, ...]:
        """The words of a beginning, from its line."""
        line = self._lines.get(head)
        if line is None:
            return ()
        entries = [entry.split(" ") for entry in line.split("\t")]
        for word, *numbers in entries:
            self._numbers[word] = tuple(map(int, numbers))
        found = self._met[head] = tuple([word for word, *_ in entries])
        return found


def twos_of(text: str) -> frozenset[str]:
    """The characters of a text and its pairs of neighbouring characters: what a table of words may have in it."""
    return frozenset((*text, *map(add, text, text[1:])))


def positions(text: str, piece: str) -> Iterator[int]:
    """Return the offsets of a piece in a text, overlapping ones too."""
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)
