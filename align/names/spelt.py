"""English words that are the pinyin of what the Chinese beside them says: Henan for 河南, Chen Hui for 陈辉."""

from __future__ import annotations

import re

from align.names.pinyin import fold, known_readings, openings, spellings
from align.text.scripts import HAN_RUN

SIZES = range(2, 5)  # characters of a name
_WORD = re.compile(r"\S+")


def is_spelt(word: str, source: str) -> bool:
    """Return whether two to four characters in a row of a Chinese text are read as the letters of a word."""
    letters = fold(word)
    if len(letters) < len(SIZES):
        return False
    for run in HAN_RUN.finditer(source):
        text = run[0]
        for at, char in enumerate(text):
            if letters[0] in openings(char):
                names = {text[at : at + size] for size in SIZES}
                if any(letters in (*known_readings(name), *spellings(name)) for name in names):
                    return True
    return False


def without_spelt(source: str, target: str, start: int, end: int) -> tuple[int, int]:
    """The span ``[start, end)`` of the English without words with a capital at both of its ends that are the pinyin of
    some of the Chinese; an empty span where nothing else is left."""
    words = list(_WORD.finditer(target, start, end))
    if len(words) > 1 and all(word[0][:1].isupper() for word in words) and is_spelt(target[start:end], source):
        return start, start
    while words and words[0][0][:1].isupper() and is_spelt(words[0][0], source):
        del words[0]
    while words and words[-1][0][:1].isupper() and is_spelt(words[-1][0], source):
        del words[-1]
    return (words[0].start(), words[-1].end()) if words else (start, start)
