"""Where the names of two texts are, looked up by their letters: in one pass of a text, not one for each name."""

from __future__ import annotations

import itertools
from collections.abc import Collection

from align.names.capitalised import English, Word
from align.names.pinyin import spellings


def once(piece: str, text: str) -> bool:
    """Return whether a piece stands in a text and nowhere else in it; what comes again is mostly found soon."""
    first = text.find(piece)
    return first >= 0 and text.find(piece, first + len(piece)) < 0


def single_names(text: English) -> dict[str, list[Word]]:
    """The words of a text with a capital, by their letters."""
    out: dict[str, list[Word]] = {}
    for word in text.words:
        out.setdefault(word.folded, []).append(word)
    return out


def full_names(text: English) -> dict[str, list[Word]]:
    """Two words side by side, by their letters, surname first or last: Wang Fang, Fang Wang."""
    out: dict[str, list[Word]] = {}
    for one, two in itertools.pairwise(text.words):
        if text.text[one.end : two.start] == " ":
            both = one._replace(end=two.end, text=text.text[one.start : two.end], folded=one.folded + two.folded)
            for letters in {both.folded, two.folded + one.folded}:
                out.setdefault(letters, []).append(both)
    return out


def read_at(words: Collection[str], source: str) -> dict[str, list[int]]:
    """Find the two or three characters of a Chinese text that are read as one of these words: word -> their places,
    those of two characters first."""
    out: dict[str, list[int]] = {}
    known: dict[str, list[str]] = {}
    for size in (2, 3):
        for at in range(len(source) - size + 1):
            piece = source[at : at + size]
            if piece not in known:
                known[piece] = [way for way in spellings(piece) if way in words]
            for way in known[piece]:
                out.setdefault(way, []).append(at)
    return out
