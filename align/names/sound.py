"""Likeness of sound between an English name and Chinese characters: a channel model learnt from 22 k pairs of names.

Every syllable emits 0 to 5 letters with a learnt probability (``training/make_sounds.py``; the channel of Knight and
Graehl, 1998); the score compares that with letters drawn at random.
"""

from __future__ import annotations

import math
from functools import cache

from align.data import BUILT
from align.names.pinyin import readings

LONGEST = 5  # letters a syllable may stand for
LETTER = 2.75  # nats a letter of a name costs without knowing the Chinese (entropy of letters)
UNSEEN = -6.5  # log probability of letters never seen for a syllable, and as much again a letter


class _Table(dict[str, dict[str, float]]):
    """Syllable -> letters -> log probability; each line is read when its syllable is first asked for."""

    def __init__(self) -> None:
        text = (BUILT / "sounds.txt").read_text(encoding="utf-8")
        self._lines = dict(line.split("\t") for line in text.splitlines())

    def __missing__(self, syllable: str) -> dict[str, float]:
        pairs = (cell.rsplit(":", 1) for cell in self._lines.get(syllable, "").split(" ") if cell)
        found = self[syllable] = {letters.strip("-"): -int(cost) / 10 for letters, cost in pairs}
        return found


@cache
def _table() -> _Table:
    return _Table()


def _emissions(char: str) -> dict[str, float]:
    return _table()[(readings(char) or ("?",))[0]]


def may_begin(char: str, letter: str) -> bool:
    """Return whether a foreign name transcribed with this first character may begin with that letter (2 % do)."""
    table = _emissions(char)
    return not table or any(chunk[:1] == letter and cost > -3.9 for chunk, cost in table.items())


def likeness(zh: str, word: str, part: bool = False) -> float:
    """Measure how much better than chance the Chinese explains the folded word, in nats a letter: about 1 for a true
    pair, below 0 for strangers. ``part``: some stretch of the Chinese may do. -9 for an empty side."""
    size = len(word)
    if not zh or not size:
        return -9.0
    chunks = [
        [(j, word[i:j], UNSEEN - 1.5 * (j - i), LETTER * (j - i)) for j in range(i, min(i + LONGEST, size) + 1)]
        for i in range(size + 1)
    ]
    row = [0.0] + [-math.inf] * size
    best = -math.inf
    for char in zh:
        seen = _emissions(char).get
        after = [-math.inf] * (size + 1)
        for i, score in enumerate(row):
            if score == -math.inf:
                continue
            for end, chunk, unseen, letters in chunks[i]:
                gain = score + seen(chunk, unseen) + letters
                if gain > after[end]:
                    after[end] = gain
        if part:
            best = max(best, after[size])
            after[0] = 0.0
        row = after
    return (best if part else row[size]) / size
