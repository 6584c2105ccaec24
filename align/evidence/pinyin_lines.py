"""Lines that spell the Chinese in pinyin where a translation is due: Laoban yiqian shi yumin."""

from __future__ import annotations

import re

from align.names.pinyin import fold, readings
from align.strings.commands import begins_with_command

LATIN_WORD = re.compile(r"[a-z\u00c0-\u024f\u1e00-\u1eff]+")
_LEAST_SPELT, _COMMAND = 3, 2  # words of a line in pinyin, and of one whose Chinese begins with a command: 保存文件
_BEGUN, _SYLLABLE = 60, 6  # characters at the head of a text that show its first syllable, and letters of the longest


def is_spelt(source: str, target: str) -> bool:
    """Return whether the English spells the Chinese syllable by syllable; a row of names in capitals may."""
    if not _is_begun(source, fold(target[:_BEGUN])) or not _is_read(source, fold(target)):
        return False
    words = target.split()
    least = _COMMAND if begins_with_command(source) else _LEAST_SPELT
    if len(words) < least or 2 * sum(word[:1].islower() for word in words) < len(words):
        return False
    return len(set(LATIN_WORD.findall(target.lower()))) != 1  # 哈哈哈, "Ha ha ha"


def _is_begun(source: str, letters: str) -> bool:
    """Return whether the first Chinese character may be read as a text begins; ``letters``: its first ones."""
    first = next(filter(readings, source), "儿")  # may be a mere r
    return first == "儿" or len(letters) < _SYLLABLE or letters.startswith(readings(first))


def _is_read(source: str, letters: str) -> bool:
    """Return whether readings of the Chinese characters, one after the other, are these small letters."""
    places = {0}
    for char in source:
        if read := readings(char):
            spelt = {at + len(one) for at in places for one in read if letters.startswith(one, at)}
            places = spelt | ({at + 1 for at in places if letters.startswith("r", at)} if char == "儿" else set())
            if not places:
                return False
    return len(letters) in places
