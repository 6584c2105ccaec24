"""One name of the Chinese under two names in one sentence: 苗春生 … 苗春生, "Miao … Mao"; 柏河 … 柏河, "Bohe … Cypress
River".

A name that comes twice in the Chinese and is rendered by its pinyin once can be named otherwise the second time, by a
pronoun or not at all. So the other name must be there: a word in pinyin that no characters of the Chinese are read
as and that is a slip or two away from the right one, or capitalised words that say what its characters mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from align.evidence.literal import forms, meanings
from align.names.capitalised import English, Word, is_plain
from align.names.pinyin import readings, spellings, syllables
from align.names.recognition import Chinese, chinese_of
from align.names.renderings import is_pinyin, pinyin_in
from align.text.edit_distance import within
from align.text.scripts import HAN_RUN

SLIPS = 2  # letters by which two spellings of one name may differ
LENGTHS = (2, 3)  # characters of a name that no list need know
SHORT = 3  # letters of a syllable in which one letter may differ


class Second(NamedTuple):
    """A name with its place in the Chinese, the right word for it, and the words that name it otherwise."""

    source: tuple[int, int]
    right: Word
    target: tuple[int, int]


def second_spellings(source: Chinese, text: English) -> Iterator[Second]:
    """Names that the English spells or renders in another way the second time."""
    for unit, right, surname in _units(source, text):
        other = _misspelt(source, text, right, surname) or _by_meaning(unit, text)
        if other is not None:
            at = source.text.find(unit, source.text.find(unit) + len(unit))
            yield Second((at, at + len(unit)), right, other)


def _units(source: Chinese, text: English) -> Iterator[tuple[str, Word, bool]]:
    """The names that the Chinese has more often than the English has their pinyin: surnames of persons, and characters
    that a capitalised word spells; with that word, and whether it is a surname."""
    surnames = [n.text[: n.surname] for n in source.names if n.surname] if text.words else []  # 黄 in 黄河 is none
    strange = any(not is_plain(word.folded) for word in text.words)
    if not surnames and not strange:
        return
    often = Counter(surnames)
    own = dict.fromkeys(often, True)
    if strange and source.repeats:
        own |= {unit: False for size in LENGTHS for unit in _repeated(source.text, size)}
    for unit, surname in own.items():
        ways = frozenset(spellings(unit, surname))
        right = [word for word in text.words if word.folded in ways]
        known = surname or (right and not is_plain(right[0].folded))
        if known and 0 < len(right) < (often[unit] if surname else source.text.count(unit)):
            yield unit, right[0], surname


def _repeated(source: str, size: int) -> Iterator[str]:
    """Stretches of so many characters that come twice."""
    pieces = [source[at : at + size] for at in range(len(source) - size + 1)]
    if len(set(pieces)) < len(pieces):
        yield from (piece for piece, often in Counter(pieces).items() if often > 1 and HAN_RUN.fullmatch(piece))


def _misspelt(source: Chinese, text: English, right: Word, surname: bool) -> tuple[int, int] | None:
    """A word in pinyin that nothing in the Chinese is read as, and that resembles the right one."""
    most = 1 if surname and min(len(right.folded), SHORT) == len(right.folded) else SLIPS
    for word in text.capitals:
        key = word.folded
        if key[0] != right.folded[0] or key == right.folded or is_plain(key) or not within(key, right.folded, most):
            continue
        shaped = key in syllables() if surname else is_pinyin(key)
        if (
            shaped
            and not pinyin_in(key, source)
            and not _read(key, source)
            and not any(zh in source.text for zh in chinese_of(key))
        ):
            return word.start, word.end
    return None


def _read(key: str, source: Chinese) -> bool:
    """Return whether a character of the Chinese has this reading."""
    return any(key in readings(char) for char in source.text)


def _by_meaning(unit: str, text: English) -> tuple[int, int] | None:
    """Adjacent capitalised words that translate the characters of the name."""
    wanted = [meanings(char) for char in unit]
    words = text.words
    for first in range(len(words) - len(unit) + 1):
        own = words[first : first + len(unit)]
        beside = all(b.start - a.end == 1 for a, b in pairwise(own))
        if beside and all(forms(word.folded) & meaning for word, meaning in zip(own, wanted, strict=True)):
            return own[0].start, own[-1].end
    return None
