"""Bodies that are called by two names in one article: 乡村振兴局, "Rural Revitalization Administration", then "Village
Rejuvenation Office".

Names of bodies show themselves on both sides by their last word (局, Administration) and by capitals, so two places are
enough and no links are needed: only sentences count that have one such name on either side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.records import Pair
from align.text.english import ARTICLES, english_words, function_words, words_of
from align.text.scripts import HAN

_ZH = re.compile(f"[{HAN}]{{2,12}}(?:局|委员会|办公室|管委会|研究院|研究所|协会|中心|指挥部|监察组)(?![长势部面员])")
_LEAST = 4  # code points of a name
_LOOSE = frozenset("从由向在对与和及据经被把将是为到给让请去来了的该各")


class Called(NamedTuple):
    """A body in one sentence: pair, source offsets, target offsets, the English name and its telling words."""

    pair: Pair
    start: int
    end: int
    hit: tuple[int, int]
    text: str
    content: frozenset[str]


def two_names(pairs: Sequence[Pair]) -> Iterator[tuple[str, Called, Called]]:
    """The Chinese name, a place with another English name than its first one, and that first place."""
    if len(pairs) < 2:
        return
    first: dict[str, Called] = {}
    ends: dict[str, list[Called]] = {}  # by what a shared name must end in
    for one in (found for pair in pairs if (found := _called(pair)) is not None):
        zh = one.pair.source.text[one.start : one.end]
        alike = ends.setdefault(zh[-_LEAST:], [])
        for other in alike:
            shared = _tail(zh, other.pair.source.text[other.start : other.end])
            if len(shared) < _LEAST:
                continue
            known = first.setdefault(shared, other)
            if _differ(known.content, one.content):
                yield shared, one._replace(start=one.end - len(shared)), known
            break
        else:
            alike.append(one)


def _called(pair: Pair) -> Called | None:
    ours = list(_ZH.finditer(pair.source.text))
    if len(ours) != 1:
        return None
    theirs = list(_names(pair.target.text))
    if len(theirs) != 1:
        return None
    (start, end), content = theirs[0]
    return Called(pair, *ours[0].span(), (start, end), pair.target.text[start:end], content)


def _names(target: str) -> Iterator[tuple[tuple[int, int], frozenset[str]]]:
    """Names of bodies in an English text: runs of capitals of at least three words, or two that tell something."""
    words, small = words_of(target), function_words("in_name")
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and (words.raw[end][0].isupper() or (end > at and words.keys[end] in small)):
            end += 1
            if end < len(words) and (words.breaks[end] or words.commas[end]):
                break
        last = end
        at += words.keys[at] in ARTICLES and end > at + 1
        while last > at and words.keys[last - 1] in small:
            last -= 1
        keys = words.keys[at:last]
        if last > at and not english_words("body").isdisjoint(keys):
            content = frozenset(keys) - english_words("over_body")
            if len(content) > 1:
                yield (words.starts[at], words.ends[last - 1]), content
        at = max(end, at + 1)


def _tail(one: str, other: str) -> str:
    """Return the common ending of two names, without the words that lead to them."""
    size = 0
    while size < min(len(one), len(other)) and one[-1 - size] == other[-1 - size]:
        size += 1
    tail = one[len(one) - size :]
    while tail and tail[0] in _LOOSE:
        tail = tail[1:]
    return tail


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether these are two names, not one and a shorter way to say it: at least two words of the one are not
    in the other, or they call the same another kind of body (Bureau, Administration)."""
    if one <= other or other <= one:
        return False
    return min(len(one - other), len(other - one)) > 1 or (one ^ other) <= english_words("body")
