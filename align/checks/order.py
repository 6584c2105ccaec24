"""Sentences that are in another order in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from align.each_pair import on_running
from align.records import Check, Finding, FloatArray, Links, Pair, Tokens
from align.text.scripts import IDEOGRAPH, LATIN_WORD

LEAST, BETTER = 0.3, 0.15  # cosine of two sentences that belong together; by how much the exchange has to fit better
_ENDS, _LAST = frozenset("。！？!?"), "。！？!?”’」』） "
_ENDS_ZH = re.compile(r"[^。！？!?]+[。！？!?]*[”’」』）]*")
_ENDS_EN = re.compile(r"\s*(?P<text>(?:[^.!?]|[.!?](?=\S))+[.!?]*[\"”’)]*)")


class _Part(NamedTuple):
    """The tokens of a sentence: their numbers, their weights, and the sum of those (0 where it has none)."""

    own: slice
    weights: FloatArray
    sum: np.float32


def _judge(pair: Pair) -> Iterator[Finding]:
    if pair.bead.moved:
        message = "this sentence stands in another place than in the Chinese"
        yield pair.finding(CHECK, message, source=pair.source.whole, target=pair.target.whole, confidence=0.7)
    elif exchanged := _exchanged(pair):
        source, target = exchanged
        message = "two sentences have changed places: this one comes before the other in the Chinese"
        yield pair.finding(CHECK, message, source=source, target=target, confidence=0.7)


def _exchanged(pair: Pair) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Two neighbouring sentences of a pair that fit better the other way round: the place of the first in the Chinese
    and where it is in the English."""
    links = pair.evidence.links
    if links is None:
        return None
    if not _ENDS.intersection(pair.source.text.rstrip(_LAST)):
        return None  # as most are: one sentence
    ours = [m.span() for m in _ENDS_ZH.finditer(pair.source.text) if IDEOGRAPH.search(m.group())]
    if not 2 <= len(ours) <= 8:
        return None
    theirs = [
        (m.start() + m.group().find(m.group().strip()), m.end())
        for m in _ENDS_EN.finditer(pair.target.text)
        if LATIN_WORD.search(m.group())
    ]
    if len(ours) != len(theirs):
        return None
    left = [_tokens(links.source, links.source_weight, place) for place in ours]
    right = [_tokens(links.target, links.target_weight, place) for place in theirs]
    for i in range(len(ours) - 1):
        j = i + 1
        crossed = _fit(links, left[i], right[j]), _fit(links, left[j], right[i])
        if min(crossed) < LEAST:
            continue
        if sum(crossed) - _fit(links, left[i], right[i]) - _fit(links, left[j], right[j]) >= 2 * BETTER:
            return ours[i], theirs[j]
    return None


def _tokens(side: Tokens, weights: FloatArray, place: tuple[int, int]) -> _Part:
    """The tokens of a sentence, which stand one behind the other."""
    own = slice(int(side.starts.searchsorted(place[0])), int(side.ends.searchsorted(place[1], "right")))
    return _Part(own, weights[own], weights[own].sum())


def _fit(links: Links, source: _Part, target: _Part) -> float:
    """Mean likeness of the words of two sentences, both ways, -1..1."""
    if not source.sum or not target.sum:
        return 0.0
    part = links.similarity[source.own, target.own]
    there = float((source.weights * part.max(axis=1)).sum() / source.sum)
    back = float((target.weights * part.max(axis=0)).sum() / target.sum)
    return (there + back) / 2


CHECK = Check(
    id="order",
    severity="note",
    category="accuracy/order",
    doc="""Sentences whose order in the English is not that of the Chinese.

**Finds** sentences whose translation stands in another place of the article, and neighbouring sentences of one passage
that have changed places.

**Accepts** clauses that are put in another order within a sentence, and sentences that were put together or split.

**Limits.** A note: translators change the order on purpose. Needs the bundled token vectors.
""",
    run=on_running(_judge),
    good=(
        ("茶馆十点开门。老板姓孙。", "The teahouse opens at ten. The owner's name is Sun."),
        ("孩子们在河边钓鱼。", "The children are fishing by the river."),
    ),
    bad=(
        (
            "茶馆十点开门。老板姓孙。",
            "The owner's name is Sun. The teahouse opens at ten.",
            "The teahouse opens at ten",
        ),
    ),
    rank=4,
)
