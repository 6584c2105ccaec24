"""What a piece is made of: characters, letter n-grams, stems, pinyin syllables.

While it learns, the vector of a piece is its own row plus the mean-like sum of the rows of its parts (Bojanowski et al.
2017, "Enriching word vectors with subword information"); at export the sum is folded into one row, so that a rare word
or name starts from what its parts mean, at no cost for the reader of the model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

SUFFIXES = (
    *("ization", "isation", "ations", "ation", "ingly", "ness", "ment", "ments", "ings", "ing", "edly"),
    *("ies", "ied", "ers", "er", "est", "ed", "es", "ly", "s", "'s", "e", "y"),
)


@dataclass(frozen=True)
class Parts:
    """Compressed rows: piece t has the parts ``ids[starts[t]:starts[t + 1]]``."""

    ids: np.ndarray
    starts: np.ndarray
    count: int  # number of distinct parts


def build(pieces: list[str], sounds: Mapping[str, str]) -> Parts:
    """Parts of every piece; a part that only one piece has is left out (it would be the piece's own row again)."""
    listed = [list(parts(piece, sounds)) for piece in pieces]
    times = Counter(part for found in listed for part in set(found))
    number = {part: n for n, part in enumerate(sorted(p for p, c in times.items() if c >= 2))}
    rows = [[number[p] for p in found if p in number] for found in listed]
    starts = np.concatenate([[0], np.cumsum([len(r) for r in rows])]).astype(np.int64)
    return Parts(np.asarray([n for r in rows for n in r], np.int64), starts, len(number))


def parts(piece: str, sounds: Mapping[str, str]) -> Iterator[str]:
    """Names of the parts of one piece."""
    if "\u3400" <= piece[0] <= "\u9fff":
        yield from (f"c:{c}" for c in piece)
        if len(piece) > 2:
            yield from (f"b:{piece[i : i + 2]}" for i in range(len(piece) - 1))
        yield from (f"p:{sounds[c]}" for c in piece if c in sounds)
        yield f"h:{piece[0]}"
        yield f"t:{piece[-1]}"
    elif piece.isalpha() and piece.isascii():
        framed = f"<{piece}>"
        for length in (3, 4, 5):
            yield from (f"n:{framed[i : i + length]}" for i in range(len(framed) - length + 1))
        if len(piece) > 3:
            yield f"s:{stem(piece)}"
        yield from (f"p:{s}" for s in spelled(piece, frozenset(sounds.values())))


def stem(word: str) -> str:
    """A word without its ending: crude, but equal for most forms of a word."""
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


def spelled(word: str, syllables: frozenset[str]) -> list[str]:
    """The word as pinyin syllables, longest first with a way back; empty where it is not pinyin."""
    if not word:
        return []
    for length in range(min(6, len(word)), 0, -1):
        if word[:length] in syllables:
            if length == len(word):
                return [word]
            rest = spelled(word[length:], syllables)
            if rest:
                return [word[:length], *rest]
    return []
