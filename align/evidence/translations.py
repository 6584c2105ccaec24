"""A dictionary of hashes of Chinese words and the English words that may render them.

Pairs of a Chinese word (1-4 characters) and an English stem are stored as sorted 32-bit hashes, about 1.7 MB. The rate
of false matches is about 1 in 10,000. training/lexicon.py builds it from dictionary glosses and from word probabilities
estimated on parallel text (IBM model 1, Brown et al. 1993).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.data import BUILT
from align.kept import kept
from align.text.english import irregular

PATH = BUILT / "translations.npy"
LONGEST = 4  # characters of a Chinese word
_STEP, _MASK = np.uint64(0x01000193), np.uint64(0xFFFFFFFF)
_INFLECTION = re.compile(r"(?:(?<=[a-z]{3})(?:ing|ed|es|s)|(?<=[a-z]{2}i)es)$")
_SUFFIX = re.compile(
    r"(?<=[a-z]{3})(?:ations?|ating|ated|ates?|itions?|ions?|ments?|nesses|ness|ities|ity|edly|ingly|ances?|ences?|ously|"
    r"fully|ively|ically|ally|ers?|ors?|ives?|able|ible|ful|ous|ial|ical|al|ic|ed|ly|ies|es|s|e|y|i|t)$"
)
_IRREGULAR = irregular("stem")


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Cut a word to a crude stem of at most seven letters, the same for its inflected and derived forms."""
    low = _IRREGULAR.get(word.lower(), word.lower())
    cut = low if low.endswith(("ss", "us", "is")) else _INFLECTION.sub("", low)
    cut = _SUFFIX.sub("", _SUFFIX.sub("", cut))
    if len(cut) > 3 and cut[-1] == cut[-2]:
        cut = cut[:-1]
    return cut[:7]


def hashes(text: str) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.int64]]:
    """Hash all runs of 1-4 characters: hash, start, length, three arrays of one size. Runs that are no Chinese
    word have a hash too; the dictionary does not know it."""
    table = runs(text)
    starts, lengths = _places(len(table))
    return table[starts, lengths - 1], starts, lengths


def runs(text: str) -> NDArray[np.uint32]:
    """(characters, 4): the hashes of :func:`hashes` by the place where a run begins and its length less one; 0 where
    the text ends before the run does."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32).astype(np.uint64)
    out = np.zeros((len(codes), LONGEST), np.uint32)
    value = codes
    for length in range(1, min(LONGEST, len(codes)) + 1):
        if length > 1:
            value = (value[:-1] * _STEP + codes[length - 1 :]) & _MASK
        out[: len(value), length - 1] = (value ^ np.uint64(length)) * _STEP & _MASK
    return out


def _places(size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Start and length of all runs of 1-4 characters of a text of that size, short ones first."""
    sizes = [max(0, size - length + 1) for length in range(1, LONGEST + 1)]
    starts = np.concatenate([np.arange(n) for n in sizes])
    return starts, np.repeat(np.arange(1, LONGEST + 1), sizes)


def word_code(word: str) -> int:
    """Hash of one Chinese word of 1-4 characters."""
    codes, _, lengths = hashes(word)
    return int(codes[lengths == len(word)][0])


def stem_code(word: str) -> int:
    """Hash of the stem of an English word."""
    return zlib.crc32(stem(word).encode("utf-8", "replace"))


def mix(chinese: NDArray[np.uint32], stems: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Hash pairs of a Chinese word and an English stem, given by their hashes; the two broadcast against each other."""
    x = chinese.astype(np.uint64) * np.uint64(0x9E3779B1) ^ stems.astype(np.uint64) * np.uint64(0x85EBCA77)
    x ^= x >> np.uint64(29)
    return ((x * np.uint64(0xBF58476D1CE4E5B9)) >> np.uint64(32)).astype(np.uint32)


@cache
def _table() -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Load the sorted hashes, and a bit set of their first 22 bits, in which most look-ups end."""
    table = np.load(PATH)
    first = kept("translations", (PATH, Path(__file__)), lambda: _beginnings(table).tobytes())
    return table, np.frombuffer(first, np.uint8)


def _beginnings(table: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """A bit for each number of 22 bits: whether a hash begins so."""
    there = np.zeros(1 << 22, np.bool_)
    there[table >> 10] = True
    return np.packbits(there, bitorder="little")


def known(chinese: NDArray[np.uint32], english: Sequence[str]) -> NDArray[np.bool_]:
    """Return (n, m): whether the Chinese word with hash i has English word j as a rendering."""
    stems = np.array([stem_code(word) for word in english], np.uint32)
    return known_pairs(chinese[:, None], stems)


def known_pairs(chinese: NDArray[np.uint32], stems: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Return whether the Chinese word with a hash has the English word with the stem hash beside it as a rendering; the
    two broadcast against each other."""
    return _known(mix(chinese, stems))


def _known(asked: NDArray[np.uint32]) -> NDArray[np.bool_]:
    table, first = _table()
    found: NDArray[np.bool_] = (first[asked >> 13] >> (asked >> 10 & 7).astype(np.uint8) & 1).view(np.bool_)
    maybe = asked[found]
    found[found] = table[np.minimum(np.searchsorted(table, maybe), len(table) - 1)] == maybe
    return found
