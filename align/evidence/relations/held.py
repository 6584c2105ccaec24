"""How much of a stretch of the Chinese a stretch of the English renders, by the word links of a pair.

A link is sure where the two words are near each other and neither has a much better counterpart elsewhere; names count
by their spelling. So a stretch of several clauses can be asked for, which needs no word to be the only one of its kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from align.data import kinds
from align.evidence.roles import by_spelling
from align.names.capitalised import English
from align.names.recognition import Chinese
from align.names.renderings import keys
from align.records import BoolArray, FloatArray, Links, Offsets, Tokens
from align.text.english import function_words
from align.text.scripts import HAN_RUN, LETTERS
from align.text.spans import meet

LEAST = 0.35  # cosine of a sure link; pairs of unrelated words stay below .3
BEST = 0.85  # of the best cosine of either word: a link below that is another word's
NAME = 1.5  # words that a name counts for which both sides spell alike


class Placed(NamedTuple):
    """How much of two stretches is where it belongs, ``one`` and ``two``, how much in the place of the other, and how
    much anywhere."""

    one: float
    two: float
    one_in_two: float
    two_in_one: float
    one_all: float
    two_all: float

    @property
    def share(self) -> float:
        """What part of the words of either stretch that the English renders is in the place of the other, not in its
        own; of the two the less."""
        return min(
            (self.one_in_two - self.one) / max(self.one_all, 1e-6),
            (self.two_in_one - self.two) / max(self.two_all, 1e-6),
        )


@dataclass(frozen=True)
class Held:
    """Sure links of a pair. ``sure``: (k, l) cosines, 0 where a link is none; ``weight``: (k,) of the Chinese tokens,
    0..1; ``names``: spans of names that both sides have."""

    links: Links
    sure: FloatArray
    weight: FloatArray
    names: tuple[tuple[Offsets, Offsets], ...]

    @staticmethod
    def of(source: Chinese, text: English, links: Links) -> Held:
        """The sure links of a pair with tokens on both sides."""
        cosines = links.similarity
        # A word whose own counterpart is another one claims nothing: 房东 is the landlord, and leaves "tenant" to 租客
        claims = cosines >= np.maximum(LEAST, BEST * links.source_best[:, None])
        good = claims & (cosines >= BEST * np.where(claims, cosines, 0).max(axis=0, initial=0.0))
        starts, ends = links.target.starts.tolist(), links.target.ends.tolist()
        small, more = function_words("unlinked"), function_words("grammar")
        tokens = [text.text[a:b].lower() for a, b in zip(starts, ends, strict=True)]
        empty = [
            w in small or w in more or w.endswith("ly") or not (w.isalpha() or LETTERS.fullmatch(w)) for w in tokens
        ]
        good[:, empty] = False
        spelt = (*(((a.source, a.source + 2), (a.start, a.end)) for a in by_spelling(source, text)),)
        spelt += tuple(_repeated(source, text))
        for (start, end), (first, last) in spelt:
            good[links.source.touching(start, end)] = False
            good[:, links.target.touching(first, last)] = False
        middling = float(np.sort(links.source_weight)[len(links.source_weight) // 2]) or 1.0
        weight = np.minimum(links.source_weight / middling, 1.0).astype(np.float32)
        return Held(links, np.where(good, cosines, np.float32(0)), weight, spelt)

    def of_parties(self, source: Chinese) -> Held:
        """The links of words for those who may act, and of names."""
        ends, never = tuple(kinds("chinese_words.tsv")["party_end"]), kinds("chinese_words.tsv")["no_party"]
        tokens, text = self.links.source, source.text
        acts = np.zeros(len(tokens.starts), np.bool_)
        words = [(run.start() + a, run.start() + b) for run in HAN_RUN.finditer(text) for a, b in source.words_in(run)]
        # 租客, 买主: two characters that the segmenter leaves apart
        words += [(a, d) for (a, b), (c, d) in pairwise(words) if b == c and d - a == 2]
        for start, end in (*words, *zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)):
            word = text[start:end]
            if word.endswith(ends) and word not in never:
                acts[tokens.touching(start, end) if end - start > 1 else tokens.starts == start] = True
        return replace(self, sure=np.where(acts[:, None], self.sure, np.float32(0)))

    def compare(self, ours: tuple[Offsets, Offsets], theirs: tuple[Offsets, Offsets]) -> Placed:
        """Return how much of each of two stretches of the Chinese stands in each of two of the English, in words of
        middling weight: first in first, second in second, first in second, second in first. An English word that may
        render a word of either stretch tells nothing."""
        rows = [self.links.source.touching(*span) for span in ours]
        columns = [_inside(self.links.target, span) for span in theirs]
        claimed = [self.sure[own].max(axis=0, initial=0.0) > 0 for own in rows]
        told = ~(claimed[0] & claimed[1])
        cells = ((0, 0), (1, 1), (0, 1), (1, 0))
        inside = (self._held(rows[a], columns[b] & told) + self._named(ours[a], theirs[b]) for a, b in cells)
        everywhere = 0, int(self.links.target.ends.max(initial=0))
        return Placed(
            *inside, *(self._held(own, told) + self._named(at, everywhere) for own, at in zip(rows, ours, strict=True))
        )

    def linked(self, source: Offsets, target: Offsets) -> bool:
        """Return whether a word of the Chinese span is surely linked to one of the English span."""
        rows, columns = self.links.source.touching(*source), self.links.target.touching(*target)
        return bool(self.sure[rows, columns].any())

    def _held(self, rows: slice, columns: BoolArray) -> float:
        found = self.sure[rows]
        return float((found * columns).max(axis=1) @ self.weight[rows]) if len(found) and columns.any() else 0.0

    def _named(self, source: Offsets, target: Offsets) -> float:
        there = {ours for ours, theirs in self.names if meet(ours, source) and meet(theirs, target)}
        return NAME * len(there)


def _repeated(source: Chinese, text: English) -> Iterator[tuple[Offsets, Offsets]]:
    """Names that come more than once on a side: each place with each word."""
    for name in source.names:
        wanted = {key for way in name.renderings for key in keys(way)}
        found = [word for word in text.words if word.folded in wanted]
        if found and (source.text.count(name.text) > 1 or len(found) > 1):
            yield from (((name.start, name.end), (word.start, word.end)) for word in found)


def _inside(tokens: Tokens, span: Offsets) -> BoolArray:
    found: BoolArray = (tokens.starts < span[1]) & (tokens.ends > span[0])
    return found
