"""Opposites in labels: the English names the contrary of what the dictionary knows the Chinese to mean.

In a label every word counts, so no link between the words is needed. The table pairs English words (enable, disable);
what the Chinese means is asked of the dictionary, so that any Chinese word for it will do. A Chinese label with a word
of denial is left to the tables of contrasts: 取消静音 is no *mute*.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from align.data import rows
from align.evidence import translations
from align.evidence.opposites import english_pattern, is_word, split
from align.text.english import LETTERS, small_words
from align.text.scripts import HAN_RUN

_DENIED = re.compile("[不未无没非别勿免禁反停必]|取消|解除|撤销|退出|去除")
_WORD = re.compile(r"[a-z]{2,}")
Span = tuple[int, int]
Side = tuple[str, tuple[str, ...]]  # the cell of a table, and its single words


@cache
def _sides() -> tuple[tuple[frozenset[str], Side, Side], ...]:
    """Both directions of every row: how words of the wrong side begin, the wrong side, the right side."""
    out = []
    for cells in rows("ui_opposites.tsv"):
        one, other = ((cell, _single(cell)) for cell in cells)
        out += [(beginnings(one[0]), one, other), (beginnings(other[0]), other, one)]
    return tuple(out)


def beginnings(cell: str) -> frozenset[str]:
    """First two letters of the words that the English entries of a cell begin with; none where an entry may begin with
    others. A text none of whose words begins so has none of the entries."""
    found = {entry.lower()[:2] for entry in split(cell)}
    return frozenset(found) if all(len(head) == 2 and LETTERS.issuperset(head) for head in found) else frozenset()


def _single(cell: str) -> tuple[str, ...]:
    return tuple(word for entry in split(cell) if _WORD.fullmatch(word := entry.rstrip("*")))


def opposite(source: str, low: str) -> tuple[Span, Span] | None:
    """A Chinese word of a label and the English that is its contrary: spans; ``low``: the English in lower case."""
    if _DENIED.search(source):
        return None
    codes, starts, lengths = translations.hashes(source)
    if len(source) > 1:  # one character of several is too often a part of another word
        codes, starts, lengths = codes[lengths > 1], starts[lengths > 1], lengths[lengths > 1]
    there = {word[:2] for word in small_words(low)}
    for heads, (wrong, bad), (right, good) in _sides():
        if heads and heads.isdisjoint(there):
            continue
        found = english_pattern(wrong).search(low)
        if found is None or not good or english_pattern(right).search(low):
            continue
        said = set(_WORD.findall(found[0])) - set(_WORD.findall(right))
        if translations.known(codes, [*said, *bad]).any():
            continue
        meant = np.flatnonzero(translations.known(codes, good).any(axis=1))
        spans = [(int(starts[n]), int(starts[n] + lengths[n])) for n in meant]
        words = [span for span in spans if HAN_RUN.fullmatch(source, *span) and is_word(source, *span)]
        if words:
            return max(words, key=lambda span: span[1] - span[0]), found.span()
    return None
