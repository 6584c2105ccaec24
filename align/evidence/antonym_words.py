"""English words that stand in place of their antonyms: the dictionary renders a Chinese word by the antonym only.

A word speaks where WordNet knows an antonym of it, the dictionary renders a Chinese word of the source by that antonym
and none by the word itself, no other English word renders that Chinese word, and the links let the two belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from align.evidence.opposites import TIED, tie
from align.evidence.translations import hashes, known, word_code
from align.records import Links
from align.text.english import english_words
from align.text.negation import antonyms
from align.text.scripts import HAN_RUN
from align.text.segmenter import cut
from align.text.spelling import inflected

_WORD = re.compile(r"(?<![\w'’-])[a-z]{3,}(?![\w'’-])")
_DENIED = re.compile("[不没無无未非别勿免否唔冇难]")
LONGEST = 400  # characters of a text in which single words can be judged


@lru_cache(maxsize=32768)
def _contrary(word: str) -> tuple[str, ...]:
    """Antonyms of a lower-case word and of the forms it may be inflected from."""
    if word in english_words("many_antonyms"):
        return ()
    forms = (word, *inflected(word))
    found = {other for form in forms for other in antonyms(form)}
    return tuple(sorted(other for other in found if not any(_affixed(form, other) for form in forms)))


def _affixed(word: str, other: str) -> bool:
    """Return whether one is the other with a prefix or suffix: those are matters of negation."""
    return word[-4:] in other or other[-4:] in word or word[:5] == other[:5]


def in_place(source: str, low: str, links: Links) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """A Chinese word and the antonym of its rendering in its place: spans. ``low``: the English in lower case."""
    if len(source) > LONGEST or _DENIED.search(source):
        return
    words = [(m[0], m.span()) for m in _WORD.finditer(low)]
    suspects = [(word, span, others) for word, span in words if (others := _contrary(word))]
    if not suspects:
        return
    tokens = _tokens(source)
    if not tokens:
        return
    contraries = list(dict.fromkeys(other for _, _, own in suspects for other in own))
    codes = np.array([word_code(source[start:end]) for start, end in tokens], np.uint32)
    rendered = known(codes, [*contraries, *{word for word, _ in words}])
    open_to = np.flatnonzero(~rendered[:, len(contraries) :].any(axis=1))  # Chinese words that no English word renders
    contrary = rendered[open_to, : len(contraries)]
    telling = {contraries[column] for column in np.flatnonzero(contrary.any(axis=0)).tolist()}
    for word, span, own in suspects:
        if telling.isdisjoint(own) or known(hashes(source)[0], [word, *inflected(word)]).any():
            continue
        columns = [contraries.index(other) for other in own if other in telling]
        for place in open_to[contrary[:, columns].any(axis=1)].tolist():
            if tie(links, tokens[place], span) >= TIED:
                yield tokens[place], span
                break


def _tokens(source: str) -> list[tuple[int, int]]:
    """Spans of the Chinese words of two to four characters."""
    return [
        (run.start() + a, run.start() + b)
        for run in HAN_RUN.finditer(source)
        for a, b in cut(run[0])
        if 2 <= b - a <= 4
    ]
