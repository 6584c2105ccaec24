"""A dictionary without words: could this Chinese word be rendered by that English one?

Pairs of a Chinese word (1-4 characters) and an English stem are kept as sorted 32-bit hashes, mapped into memory: about
1.5 MB, nothing to load. A hash that is there by chance comes about once in ten thousand questions. training/lexicon.py
builds it from dictionary glosses and from word probabilities mined from parallel text (IBM model 1, Brown et al. 1993).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PATH = Path(__file__).with_name("translations.npy")
LONGEST = 4  # characters of a Chinese word
_INFLECTION = re.compile(r"(?:(?<=[a-z]{3})(?:ing|ed|es|s)|(?<=[a-z]{2}i)es)$")
_SUFFIX = re.compile(
    r"(?<=[a-z]{3})(?:ations?|ating|ated|ates?|itions?|ions?|ments?|nesses|ness|ities|ity|edly|ingly|ances?|ences?|ously|"
    r"fully|ively|ically|ally|ers?|ors?|ives?|able|ible|ful|ous|ial|ical|al|ic|ed|ly|ies|es|s|e|y|i|t)$"
)
_IRREGULAR = dict(
    part.split(":")
    for part in (
        ": was:be were:be is:be are:be been:be has:have had:have did:do done:do went:go gone:go made:make said:say "
        "told:tell saw:see seen:see took:take taken:take gave:give given:give came:come became:become began:begin "
        "begun:begin wrote:write written:write spoke:speak spoken:speak broke:break broken:break bought:buy "
        "brought:bring thought:think taught:teach caught:catch sold:sell held:hold kept:keep left:leave lost:lose "
        "met:meet paid:pay rose:rise risen:rise fell:fall fallen:fall grew:grow grown:grow knew:know known:know "
        "led:lead built:build sent:send spent:spend won:win ran:run drove:drive driven:drive chose:choose "
        "chosen:choose found:find felt:feel heard:hear stood:stand understood:understand men:man women:woman "
        "children:child people:person lives:life wives:wife feet:foot better:good best:good worse:bad worst:bad "
        "died:die dying:die dead:die death:die"
    ).split()
)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A crude stem: inflected and derived forms of a word fall together, at most seven letters."""
    low = _IRREGULAR.get(word.lower(), word.lower())
    cut = low if low.endswith(("ss", "us", "is")) else _INFLECTION.sub("", low)
    cut = _SUFFIX.sub("", _SUFFIX.sub("", cut))
    if len(cut) > 3 and cut[-1] == cut[-2]:
        cut = cut[:-1]
    return cut[:7]


def code(words: Iterable[str]) -> NDArray[np.uint32]:
    """Hashes of Chinese words."""
    return np.array([zlib.crc32(w.encode("utf-8", "replace")) for w in words], np.uint32)


def mix(chinese: NDArray[np.uint32], stems: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Hashes of pairs, element by element."""
    x = chinese.astype(np.uint64) * np.uint64(0x9E3779B1) ^ stems.astype(np.uint64) * np.uint64(0x85EBCA77)
    x ^= x >> np.uint64(29)
    return ((x * np.uint64(0xBF58476D1CE4E5B9)) >> np.uint64(32)).astype(np.uint32)


@cache
def _table() -> NDArray[np.uint32]:
    table: NDArray[np.uint32] = np.load(PATH, mmap_mode="r")
    return table


def known(chinese: Iterable[str], english: Iterable[str]) -> NDArray[np.bool_]:
    """(n, m): does Chinese word i have English word j as a rendering?"""
    left, right = code(chinese), code(stem(w) for w in english)
    if not len(left) or not len(right):
        return np.zeros((len(left), len(right)), np.bool_)
    asked = mix(np.repeat(left, len(right)), np.tile(right, len(left)))
    table = _table()
    at = np.minimum(np.searchsorted(table, asked), len(table) - 1)
    found: NDArray[np.bool_] = table[at] == asked
    return found.reshape(len(left), len(right))


def substrings(text: str, start: int, end: int) -> list[str]:
    """Chinese words that may stand in ``text`` and share a character with ``text[start:end]``: 2-4 characters, and the
    stretch itself."""
    out = {text[start:end]} if end - start <= LONGEST else set()
    for a in range(max(0, start - LONGEST + 1), end):
        for b in range(max(a + 2, start + 1), min(len(text), a + LONGEST) + 1):
            out.add(text[a:b])
    return sorted(w for w in out if all("\u4e00" <= c <= "\u9fff" for c in w))
