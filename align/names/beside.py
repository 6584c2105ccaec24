"""Persons who are named beside another one, of whom the English names the other alone: 赵敏和孙浩, "Zhao Min"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from align.data import either
from align.names.capitalised import English
from align.names.missing import Gap, linked
from align.names.recognition import Chinese, Name
from align.names.renderings import explained, rendered
from align.records import Links

_JOINED = re.compile("、|[和与跟及]|以及")  # what may be between two names of a list
SURE = 0.8  # that a word of the shape of a name is one: beside a name that the English spells it is
# Who may stand for the other one: they, the couple, her husband, both, the three friends
_FOR_HIM = re.compile(rf"(?i)\b(?:{either('english_words.tsv', 'for_another')})\b")


def left_out_beside(source: Chinese, text: English, links: Links | None) -> Iterator[Gap]:
    """Persons of China without a rendering, right beside one whom the English spells, where nothing else in the English
    may be they. Source of the method: names of a list are dropped whole, and vouch for each other."""
    persons = [name for name in source.names if name.kind == "person"]
    if len(persons) < 2 or _FOR_HIM.search(text.text):
        return
    if any(not word.acronym and not explained(word, source) for word in text.names):
        return
    told: set[int] = set()
    for one, other in pairwise(persons):
        if not _JOINED.fullmatch(source.text[one.end : other.start]):
            continue
        there = rendered(one, text), rendered(other, text)
        if there[0] == there[1]:
            continue
        name = other if there[0] else one
        if name.start in told or _are_alike(one, other):
            continue
        if links is None or not linked(links, text, name):
            told.add(name.start)
            yield Gap(name._replace(sure=max(SURE, name.sure)), name.start, name.end, None)


def _are_alike(one: Name, other: Name) -> bool:
    """Return whether two names share a character, which one rendering may be of."""
    return not set(one.text).isdisjoint(other.text)
