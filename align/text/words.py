"""Chinese words: a small dictionary of common words, the best way to cut a text into them, and the only door to jieba.

jieba's own dictionary takes most of a second to load, so the checks use :func:`cut` on the common half of that
dictionary (60 k words, read in some milliseconds); :func:`jieba_words` is there for work that is not in a hurry.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from itertools import repeat
from operator import add
from pathlib import Path

from align.text.scripts import HAN

_DATA = Path(__file__).with_name("data")
HAN_RUN = re.compile(f"[{HAN}]+")
TOTAL = math.log(6.0e7)  # words in the counts of jieba's dictionary
_CHARACTERS = 0x31350  # code points up to the last of HAN
UNSEEN = -21.0  # log probability of a character that no word of the dictionary explains

Entry = tuple[float, object]  # log probability, what it is (None: a common word)
Edge = tuple[int, float, object]  # end, log probability, what it is


@cache
def common() -> dict[str, Entry]:
    """Common words (names are not among them): word -> (log probability, None)."""
    out: dict[str, Entry] = {}
    for line in (_DATA / "words.txt").read_text(encoding="utf-8").splitlines():
        level, _, words = line.partition("\t")
        out.update(zip(words.split(" "), repeat(((int(level) + 0.5) * math.log(2) - TOTAL, None))))
    return out


@cache
def reach() -> dict[str, int]:
    """First two characters -> length of the longest word or name of all tables that begins so (from 3)."""
    out: dict[str, int] = {}
    for line in (_DATA / "reach.txt").read_text(encoding="utf-8").splitlines():
        length, _, heads = line.partition("\t")
        out.update(dict.fromkeys(map(add, heads[::2], heads[1::2]), int(length)))
    return out


@cache
def english() -> frozenset[str]:
    """English words that are written small: 26 k lower-case words."""
    return frozenset((_DATA / "english.txt").read_text(encoding="utf-8").split())


class Lexicon:
    """Words to cut by. ``chances``: code point -> log probability of the character as a word."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.entries = entries
        self.chances = [UNSEEN] * _CHARACTERS
        for char in [word for word in entries if len(word) == 1]:
            self.chances[ord(char)] = entries[char][0]


@cache
def plain() -> Lexicon:
    """The common words."""
    return Lexicon(common())


def cut(
    run: str,
    lexicon: Lexicon | None = None,
    edges: Callable[[str, int], Iterable[Edge]] | None = None,
    starts: Collection[str] = (),
) -> list[tuple[int, int, object]]:
    """The likeliest cut of a run of Chinese characters: (start, end, what), ``what`` None for a common word.

    Viterbi over a unigram model (as jieba does it) of ``lexicon`` (default: the common words); ``edges(run, start)``
    adds words that stand in no list, such as the names of persons, where a character of ``starts`` stands.
    """
    table = lexicon or plain()
    seen, size = table.entries.get, len(run)
    # The tables are large, and most look-ups miss the processor's cache: as few as can be, in one go.
    twos = list(map(add, run, run[1:]))
    chances, pairs, longer = map(table.chances.__getitem__, map(ord, run)), map(seen, twos), map(reach().get, twos)
    best = [0.0] + [-1e9] * size
    came = [0] * (size + 1)  # where the best last word before each place begins, and what it is
    kinds: list[object] = [None] * (size + 1)
    places = zip(run, chances, [*pairs, None], [*longer, None], strict=False)
    for start, (char, chance, known, far) in enumerate(places):
        score, end = best[start], start + 1
        if score + chance > best[end]:
            best[end], came[end], kinds[end] = score + chance, start, None
        if known is not None and score + known[0] > best[start + 2]:
            best[start + 2], came[start + 2], kinds[start + 2] = score + known[0], start, known[1]
        if far is not None:
            for end in range(start + 3, min(start + far, size) + 1):
                known = seen(run[start:end])
                if known is not None and score + known[0] > best[end]:
                    best[end], came[end], kinds[end] = score + known[0], start, known[1]
        if char in starts and edges is not None:
            for end, chance, what in edges(run, start):
                if score + chance > best[end]:
                    best[end], came[end], kinds[end] = score + chance, start, what
    out, end = [], size
    while end > 0:
        out.append((came[end], end, kinds[end]))
        end = came[end]
    return out[::-1]


def words(text: str, holding: re.Pattern[str] | None = None) -> list[tuple[int, int]]:
    """Spans of the Chinese words of a text, by the small dictionary; ``holding``: only of the runs where this is
    found."""
    runs = HAN_RUN.finditer(text)
    if holding is not None:
        runs = (run for run in runs if holding.search(run[0]))
    return [(m.start() + a, m.start() + b) for m in runs for a, b, _ in cut(m[0])]


def jieba_words(texts: Iterable[str], terms: Iterable[str] = ()) -> list[list[str]]:
    """Words by jieba with its full dictionary and ``terms`` as further words: for lexicons and learnt rules."""
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    for term in terms:
        tokenizer.add_word(term)
    return [list(tokenizer.cut(text)) for text in texts]
