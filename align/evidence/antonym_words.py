"""English words that are in place of their antonyms: the dictionary renders a Chinese word by the antonym only.

A word is reported where WordNet knows an antonym of it, the dictionary renders a Chinese word of the source by that
antonym and none by the word itself, no other English word renders that Chinese word, and the links let the two belong
together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from align.evidence.opposites import tie
from align.evidence.translations import hashes, known, known_pairs, runs, stem_code
from align.records import Links
from align.text.english import english_words, small_words
from align.text.negation import antonyms
from align.text.scripts import HAN_RUN
from align.text.segmenter import cut
from align.text.spelling import inflected

_WORD = re.compile(r"(?<![\w'’-])[a-z]{3,}(?![\w'’-])")
_DENIED = re.compile("[不没無无未非别勿免否唔冇难]")
# Link from which the two are in one place; below, glosses like "not serious" speak of the antonym and mean the word
SURE = 0.28
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
    places = np.array(tokens)
    codes = runs(source)[places[:, 0], places[:, 1] - places[:, 0] - 1]
    contrary = known(codes, contraries)
    open_to = np.flatnonzero(contrary.any(axis=1))
    if not len(open_to):
        return
    rendered = known(codes[open_to], list({word for word, _ in words})).any(axis=1)
    open_to = open_to[~rendered]  # Chinese words that no English word renders
    contrary = contrary[open_to]
    telling = {contraries[column] for column in np.flatnonzero(contrary.any(axis=0)).tolist()}
    for word, span, own in suspects:
        if telling.isdisjoint(own) or known(hashes(source)[0], [word, *inflected(word)]).any():
            continue
        columns = [contraries.index(other) for other in own if other in telling]
        for place in open_to[contrary[:, columns].any(axis=1)].tolist():
            if tie(links, tokens[place], span) >= SURE:
                yield tokens[place], span
                break


def may_have(pairs: Sequence[tuple[str, str]]) -> list[bool]:
    """Return for each pair of a group whether :func:`in_place` may find anything: whether the dictionary renders any
    two to four characters of the Chinese by an antonym of any English word. ``pairs``: the Chinese, the English in
    lower case."""
    words = {
        number: set(small_words(low))
        for number, (source, low) in enumerate(pairs)
        if len(source) <= LONGEST and not _DENIED.search(source)
    }
    suspects = {word: own for word in set().union(*words.values()) if (own := _contrary(word))}
    asked = {
        number: tuple({other for word in there for other in suspects[word]})
        for number, own in words.items()
        if (there := own & suspects.keys())
    }
    out = [False] * len(pairs)
    if not asked:
        return out
    table = runs("\0".join(pairs[number][0] for number in asked) + "\0")[:, 1:]  # what holds a zero is no word
    owner = np.repeat(np.arange(len(asked)), [len(pairs[number][0]) + 1 for number in asked])
    counts = np.array([len(own) for own in asked.values()])
    times = counts[owner]  # each place of a text is compared with each antonym
    within = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    stems = np.array([stem_code(word) for own in asked.values() for word in own], np.uint32)
    chosen = np.repeat((np.cumsum(counts) - counts)[owner], times) + within
    hits = known_pairs(np.repeat(table, times, axis=0), stems[chosen, None]).any(axis=1)
    numbers = list(asked)
    for place in set(np.repeat(owner, times)[hits].tolist()):
        out[numbers[place]] = True
    return out


def _tokens(source: str) -> list[tuple[int, int]]:
    """Spans of the Chinese words of two to four characters."""
    return [
        (run.start() + a, run.start() + b)
        for run in HAN_RUN.finditer(source)
        for a, b in cut(run[0])
        if 2 <= b - a <= 4
    ]
