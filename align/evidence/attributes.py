"""Two attributes that have changed places: 新任市长会见退休的消防员, "the retired mayor met new firefighters".

All words are there, and each attribute stands before the other's thing. The dictionary tells which Chinese words the
English ones render; an exchange is told where the Chinese has one attribute directly before each of two things, the
English has them before one another's, and each of the four words renders one place of the Chinese only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

import numpy as np

from align.evidence import translations
from align.names.recognition import Chinese
from align.records import Offsets
from align.text.english import english_words
from align.text.negation import antonyms

LONGEST = 80  # characters of a Chinese text; a longer one says more of more things
_MARK = re.compile(r"[^\w\s-]")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_GAP = re.compile("[的之色]?")  # between an attribute and its thing, which may be a compound (财务总监)
_COMPOUND = 2  # characters of the first part of such a compound
_BETWEEN = 1  # English words between an attribute and its thing: a small stone bridge
_ALONE = frozenset("新旧老小大红黄蓝绿白黑灰高矮长短宽窄厚薄冷热干湿")  # attributes of one character
_STOP = frozenset(
    "the a an of in on at to for by with and or from as is are was were be its his her their this that".split()
)


class Exchange(NamedTuple):
    """Two attributes in each other's place: their places in the Chinese, and that of the first one in the English."""

    one: Offsets
    two: Offsets
    target: Offsets


class _Said(NamedTuple):
    """An attribute and its thing in the English, with the places of the Chinese that they render."""

    attribute: Offsets
    thing: Offsets
    place: Offsets
    until: int  # where the thing ends in the English


def crossed(source: Chinese, low: str) -> Iterator[Exchange]:
    """Attributes that have changed places; ``low``: the English in lower case, of the same length."""
    if len(source.text) > LONGEST:
        return
    words = list(_WORD.finditer(low))
    phrases = list(_phrases(words))
    if len({attribute for attribute, _ in phrases}) < 2:
        return  # 7 of 10 pairs end here, before anything is looked up
    said = list(_said(words, phrases, source))
    for first in said:
        for second in said:
            if first.place[0] < second.until and second.place[0] < first.until:
                continue  # two words before one thing: the default internal encoding
            if first.attribute[1] <= second.thing[0] <= second.attribute[0] and _is_crossed(source.text, first, second):
                yield Exchange(first.attribute, second.attribute, first.place)
                return


def _is_crossed(source: str, first: _Said, second: _Said) -> bool:
    """Return whether the Chinese has the attribute of each right before the thing of the other."""
    one, two = (first.attribute, second.thing), (second.attribute, first.thing)
    return one[1][1] <= two[0][0] and all(_belongs(source, *pair) for pair in (one, two))


def _belongs(source: str, attribute: Offsets, thing: Offsets) -> bool:
    between = source[attribute[1] : thing[0]]
    bare = between.removeprefix("的")
    return thing[0] >= attribute[1] and (_GAP.fullmatch(between) is not None or _is_compound(bare))


def _is_compound(between: str) -> bool:
    return len(between) <= _COMPOUND and re.fullmatch("[一-鿿]*", between) is not None and "的" not in between


def _phrases(words: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Numbers of an English word that may be an attribute, and of one behind it that may be its thing."""
    for place, word in enumerate(words):
        things: list[int] = []
        for behind in range(place + 1, min(len(words), place + 2 + _BETWEEN) if word[0] not in _STOP else 0):
            if words[behind][0] in _STOP or _MARK.search(word.string, word.end(), words[behind].start()):
                break
            things.append(behind)
        if things and _is_attribute(word[0]):
            yield from ((place, behind) for behind in things)


def _is_attribute(word: str) -> bool:
    return word in english_words("attribute") or bool(antonyms(word, "a"))


def _said(words: Sequence[re.Match[str]], phrases: Sequence[tuple[int, int]], source: Chinese) -> Iterator[_Said]:
    """The phrases of which both words render one place of the Chinese each, and not the same."""
    forms = [word[0] for word in words]
    own = _rendered(source, forms, {attribute for attribute, _ in phrases})
    if len(own) < 2:
        return
    things = _rendered(source, forms, {thing for attribute, thing in phrases if attribute in own})
    for place, behind in phrases:
        if place in own and behind in things and own[place] != things[behind]:
            yield _Said(own[place], things[behind], words[place].span(), words[behind].end())


def _rendered(source: Chinese, words: Sequence[str], asked: Set[int]) -> dict[int, Offsets]:
    """The one place of the Chinese that a word renders, by its number, for the words whose numbers are asked for; none
    for a word that renders several, or that the English has twice."""
    often = Counter(words)
    single = [k for k in sorted(asked) if often[words[k]] == 1]
    codes, starts, lengths = translations.hashes(source.text)
    if not len(codes) or not single:
        return {}
    known = translations.known(codes, [words[k] for k in single])
    out: dict[int, Offsets] = {}
    for column, k in enumerate(single):
        spans = [(int(starts[row]), int(starts[row] + lengths[row])) for row in np.flatnonzero(known[:, column])]
        spans = [s for s in spans if source.is_word(*s) and (s[1] - s[0] > 1 or source.text[s[0]] in _ALONE)]
        longest = [s for s in spans if not any(t != s and t[0] <= s[0] and s[1] <= t[1] for t in spans)]
        if len(longest) == 1:
            out[k] = longest[0]
    return out
