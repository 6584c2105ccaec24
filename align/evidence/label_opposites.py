"""Opposites in labels: the English names the contrary of what the dictionary knows the Chinese to mean.

In a label every word counts, so no link between the words is needed. The table pairs English words (enable, disable);
what the Chinese means is looked up in the dictionary, so that any Chinese word for it will do. A Chinese label with a
word of denial is left to the tables of contrasts: 取消静音 is no *mute*.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from align.data import rows
from align.evidence import translations
from align.evidence.opposites import english_pattern, split
from align.names.recognition import Chinese
from align.records import Offsets
from align.text.scripts import HAN_RUN
from align.text.spans import just_before
from align.text.word_keys import Keys, entry_keys

_DENIED = re.compile("[不未无没非别勿免禁反停必失]|取消|解除|撤销|退出|去除")
_SWITCHED_OFF = re.compile("(?:关闭|关掉|停用|禁用|移出|去掉)$")  # 关闭静音 is "unmute"
_AGE = re.compile(r"\b(?:year|month|week|day)s?[ -]old\b")  # 一个8岁的孩子: no age is the opposite of young
_WORD = re.compile(r"[a-z]{2,}")
WORDS = 5  # of an English label; the dictionary has a stray rendering for some word of most longer texts
Side = tuple[str, tuple[str, ...]]  # the cell of a table, and its single words


@cache
def _sides() -> tuple[list[tuple[Side, Side]], dict[str, list[int]]]:
    """Both directions of every row, the wrong side and the right side; and which of them a text may have by a key of
    it (:mod:`align.text.word_keys`), "" for any text."""
    sides: list[tuple[Side, Side]] = []
    for cells in rows("ui_opposites.tsv"):
        one, other = ((cell, _single(cell)) for cell in cells)
        sides += [(one, other), (other, one)]
    found: dict[str, list[int]] = {}
    for number, ((wrong, _), _) in enumerate(sides):
        keys = entry_keys(split(wrong))
        for key in ("",) if keys is None else keys:
            found.setdefault(key, []).append(number)
    return sides, found


def _single(cell: str) -> tuple[str, ...]:
    return tuple(word for entry in split(cell) if _WORD.fullmatch(word := entry.rstrip("*")))


def opposite(label: Chinese, low: str, keys: Keys) -> tuple[Offsets, Offsets] | None:
    """A Chinese word of a label and the English that is its contrary: spans; ``low``: the English in lower case,
    ``keys``: its words and their beginnings."""
    source = label.text
    if low.count(" ") >= WORDS:
        return None
    low = _AGE.sub(lambda age: " " * len(age[0]), low)
    sides, found = _sides()
    there = found.keys() & {"", *keys}
    numbers = sorted({number for key in there for number in found[key]})
    if not numbers or _DENIED.search(source) or low.count(" ") >= WORDS:
        return None
    codes, starts, lengths = translations.hashes(source)
    every = codes  # single characters too may justify the English: 分列, "column"
    if len(source) > 1:  # one character of several is too often a part of another word
        codes, starts, lengths = codes[lengths > 1], starts[lengths > 1], lengths[lengths > 1]
    for (wrong, bad), (right, good) in (sides[number] for number in numbers):
        hit = english_pattern(wrong).search(low)
        if hit is None or not good or english_pattern(right).search(low):
            continue
        said = set(_WORD.findall(hit[0])) - set(_WORD.findall(right))
        if translations.known(codes, bad).any() or translations.known(every, list(said)).any():
            continue
        meant = np.flatnonzero(translations.known(codes, good).any(axis=1))
        spans = [(int(starts[n]), int(starts[n] + lengths[n])) for n in meant]
        words = [span for span in spans if HAN_RUN.fullmatch(source, *span) and label.is_word(*span)]
        words = [span for span in words if not just_before(_SWITCHED_OFF, source, span[0])]
        if words:
            return max(words, key=lambda span: span[1] - span[0]), hit.span()
    return None
