"""English words that are the pinyin of what the Chinese beside them says: Henan for 河南, Chen Hui for 陈辉."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.names.pinyin import fold, known_readings, readings, spellings
from align.text.scripts import HAN_RUN

SIZES = range(2, 5)  # characters of a name
LETTERS = 3  # of its pinyin at least: shorter words (He, An) are English as often
_WORD = re.compile(r"\S+")


def is_spelt(word: str, source: str) -> bool:
    """Return whether two to four characters in a row of a Chinese text are read as the letters of a word."""
    letters = fold(word)
    if len(letters) < LETTERS:
        return False
    for run in HAN_RUN.finditer(source):
        text = run[0]
        for at, char in enumerate(text[:-1]):
            if any(way[0] == letters[0] for way in readings(char)):
                names = {name for size in SIZES if "某" not in (name := text[at : at + size])}  # 黄某某: surnamed Huang
                if any(letters in (*known_readings(name), *spellings(name)) for name in names):
                    return True
    return False


def without_spelt(source: str, target: str, start: int, end: int) -> tuple[int, int]:
    """The span ``[start, end)`` of the English without names at both of its ends that are the pinyin of some of the
    Chinese, and without what joins them; an empty span where nothing else is left."""
    words = list(_WORD.finditer(target, start, end))
    whole = len(words)
    while words and (size := _name([word[0] for word in words[:2]], source)):
        del words[:size]
    while words and (size := _name([word[0] for word in words[-2:]][::-1], source)):
        del words[-size:]
        while words and (not any(map(str.isalnum, words[-1][0])) or words[-1][0] == "and"):
            del words[-1]
    if len(words) == whole:
        return start, end
    return (words[0].start(), words[-1].end()) if words else (start, start)


def _name(words: Sequence[str], source: str) -> int:
    """The number of words, the first one or two, that are the pinyin of a name of the Chinese; 0 for none."""
    names = len(words) == 2 and all(word.lstrip('(“"')[:1].isupper() for word in words)
    if names and any(is_spelt("".join(pair), source) for pair in (words, words[::-1])):
        return 2
    return int(words[0][:1].isupper() and is_spelt(words[0], source))
