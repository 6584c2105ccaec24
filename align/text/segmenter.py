"""Chinese words: a small dictionary of common words, the best way to cut a text into them, and the only door to jieba.

jieba's own dictionary takes most of a second to load, so the checks use :func:`cut` on the common half of that
dictionary (60 k words, read in some milliseconds); :func:`tagged_words` is there for work that is not in a hurry.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import repeat
from operator import add
from typing import Any

from align.data import Met, Words
from align.errors import EncoderError
from align.text.scripts import HAN_RUN

TOTAL = math.log(6.0e7)  # words in the counts of jieba's dictionary
UNSEEN = -21.0  # log probability of a character that no word of the dictionary explains

Edge = tuple[int, float, object]  # end, log probability, what it is


class _Common(Met):
    """Common words; names are not among them."""

    def __init__(self) -> None:
        super().__init__("words.txt")  # character -> level and words of each level that begin with it
        self.chances: dict[str, float] = {}  # word -> log probability
        self.reach: dict[str, int] = {}  # first two characters -> length of the longest word that begins so, from 3

    def _read(self, char: str) -> None:
        reach = self.reach
        for line in filter(None, (self._lines.find(char) or "").split("\t")):
            level, *words = line.split(" ")
            self.chances.update(dict.fromkeys(words, chance(int(level))))
            for word in [word for word in words if len(word) > 2]:  # few
                if len(word) > reach.get(word[:2], 2):
                    reach[word[:2]] = len(word)

    def all(self) -> dict[str, float]:
        """All words and their log probabilities."""
        return self.of("".join(char for char, _ in self._lines)).chances


@cache
def _common() -> _Common:
    return _Common()


def common() -> dict[str, float]:
    """All common words and their log probabilities; for tests and training."""
    return _common().all()


def is_common(word: str) -> bool:
    """Return whether this is a common Chinese word."""
    return word in _common().of(word[:1]).chances


def chance_of(word: str) -> float:
    """Log probability of a common word; minus infinity of any other."""
    return _common().of(word[:1]).chances.get(word, -math.inf)


def chance(level: int) -> float:
    """Log probability of a word of a level of the list; each stands for words twice as frequent as those before."""
    return (level + 0.5) * math.log(2) - TOTAL


@cache
def english() -> AbstractSet[str]:
    """English words that are written small: 37 k lower-case words."""
    return Words("english.txt")


def cut(run: str) -> list[tuple[int, int]]:
    """The likeliest cut of a run of Chinese characters into common words, start and end of each: Viterbi over a unigram
    model (as jieba does it). :func:`align.text.batch_segmenter.cuts` is there for names, and for many runs."""
    table, size = _common().of(run), len(run)
    seen = table.chances.get
    # The tables are large, and most look-ups miss the processor's cache: as few as can be, in one go.
    twos = list(map(add, run, run[1:]))
    chances, pairs, longer = map(seen, run, repeat(UNSEEN)), map(seen, twos), map(table.reach.get, twos)
    best = [0.0] + [-1e9] * size
    came = [0] * (size + 1)  # where the best last word before each place begins
    places = zip(chances, [*pairs, None], [*longer, None], strict=False)
    for start, (alone, known, far) in enumerate(places):
        score, end = best[start], start + 1
        if score + alone > best[end]:
            best[end], came[end] = score + alone, start
        if known is not None and score + known > best[start + 2]:
            best[start + 2], came[start + 2] = score + known, start
        if far is not None:
            for end in range(start + 3, min(start + far, size) + 1):
                known = seen(run[start:end])
                if known is not None and score + known > best[end]:
                    best[end], came[end] = score + known, start
    out, end = [], size
    while end > 0:
        out.append((came[end], end))
        end = came[end]
    return out[::-1]


def words(text: str, holding: re.Pattern[str] | None = None) -> list[tuple[int, int]]:
    """Spans of the Chinese words of a text, by the small dictionary; ``holding``: only of the runs where this is
    found."""
    runs = HAN_RUN.finditer(text)
    if holding is not None:
        runs = (run for run in runs if holding.search(run[0]))
    return [(m.start() + a, m.start() + b) for m in runs for a, b in cut(m[0])]


def _jieba() -> Any:
    """The library. EncoderError where it is not installed."""
    import logging

    try:
        import jieba
    except ImportError:
        remedy = "pip install 'align-qa[terms]', or pip install jieba"
        raise EncoderError("terms of an article", "need jieba, which is not installed", remedy) from None
    jieba.setLogLevel(logging.WARNING)
    return jieba


def tagged_words(texts: Iterable[str], terms: Iterable[str]) -> list[list[tuple[str, str]]]:
    """Words by jieba with their part of speech (tags of ICTCLAS: n, v, a …), ``terms`` as further nouns."""
    tokenizer = _jieba().Tokenizer()
    from jieba.posseg import POSTokenizer

    for term in terms:
        tokenizer.add_word(term, tag="nz")
    tagger = POSTokenizer(tokenizer)
    return [[(pair.word, pair.flag) for pair in tagger.cut(text)] for text in texts]
