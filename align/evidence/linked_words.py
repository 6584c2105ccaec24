"""Find the English words that token links tie to some Chinese words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.records import FloatArray, Links
from align.text.english import Words, function_words

MIN_COSINE = 0.35  # of a word to the term; below it a link is chance (pairs of unrelated words stay below .3)


@dataclass(frozen=True, slots=True)
class Linked:
    """Words ``start`` to ``end`` (half-open word numbers) and how strongly the best of them is linked (cosine)."""

    start: int
    end: int
    strength: float


@dataclass(frozen=True)
class Linkage:
    """English words and the token links of their pair. ``word``, ``token`` (m,): numbers of the words and of the tokens
    that overlap, in order of the words."""

    words: Words
    links: Links
    word: NDArray[np.int64]
    token: NDArray[np.int64]

    @staticmethod
    def of(words: Words, links: Links) -> Linkage:
        """The linkage of a pair."""
        first = np.searchsorted(links.target.ends, words.starts, "right")
        counts = np.maximum(np.searchsorted(links.target.starts, words.ends, "left") - first, 0)
        word = np.repeat(np.arange(len(words)), counts)
        token = np.arange(len(word)) + np.repeat(first - np.cumsum(counts) + counts, counts)
        return Linkage(words, links, word, token)

    def by_word(self, values: FloatArray) -> list[float]:
        """The greatest of the token values in each word; 0 for a word without tokens."""
        out = np.zeros(len(self.words), np.float32)
        np.maximum.at(out, self.word, values[self.token])
        found: list[float] = out.tolist()
        return found

    def rendering(self, spans: Sequence[tuple[int, int]], claimed: Collection[int] = ()) -> Linked | None:
        """The run of English words linked best to the source spans (offsets), better than to the rest of the source.

        None where no word is linked clearly, or where the tokens of the encoder cut through the ends of a span: then
        the characters are probably no word here (大理 in 光大理财).
        """
        words, links = self.words, self.links
        if not links.similarity.size or not len(words):
            return None
        inside = np.zeros(len(links.source_weight), bool)
        for start, end in spans:
            touched = links.source.touching(start, end)
            if touched.start == touched.stop or _cut(links, touched, start, end):
                continue
            inside[touched] = True
        if not inside.any() or inside.all():
            return None
        own = self.by_word(links.similarity[inside].max(axis=0))
        rest = self.by_word(links.similarity[~inside].max(axis=0))
        good = [
            n not in claimed
            and own[n] >= MIN_COSINE
            and own[n] > rest[n]
            and words.keys[n] not in function_words("unlinked")
            for n in range(len(words))
        ]
        runs = _word_ranges(words, good)
        if not runs:
            return None
        best = max(runs, key=lambda run: sum(own[n] for n in range(*run)))
        return Linked(*best, max(own[n] for n in range(*best)))


def linked_words(
    words: Words, links: Links, spans: Sequence[tuple[int, int]], claimed: Collection[int] = ()
) -> Linked | None:
    """The run of English words linked best to the source spans; see :meth:`Linkage.rendering`."""
    return Linkage.of(words, links).rendering(spans, claimed)


def _cut(links: Links, touched: slice, start: int, end: int) -> bool:
    """Return whether a token crosses one end of the span. A token that contains the whole span is allowed."""
    first, last = int(links.source.starts[touched.start]), int(links.source.ends[touched.stop - 1])
    return (first < start) != (last > end) or (first < start and touched.stop - touched.start > 1)


def _word_ranges(words: Words, good: Sequence[bool]) -> list[tuple[int, int]]:
    """Ranges of linked words; up to two of "of", "and", "the", "for" between linked words belong to the range."""
    runs: list[tuple[int, int]] = []
    start = last = -1
    for number in range(len(words)):
        if start >= 0 and words.breaks[number]:
            runs.append((start, last + 1))
            start = -1
        if good[number]:
            if start < 0:
                start = number
            last = number
        elif start >= 0 and (words.keys[number] not in function_words("in_run") or number - last > 2):
            runs.append((start, last + 1))
            start = -1
    if start >= 0:
        runs.append((start, last + 1))
    return runs


def linked_source(words: Words, links: Links, hit: tuple[int, int]) -> tuple[int, int] | None:
    """Offsets of the run of source tokens linked best to words ``hit`` (half-open), better than to the rest of the
    translation; None where none is linked clearly. The mirror of :func:`linked_words`."""
    if not links.similarity.size or hit[0] >= hit[1]:
        return None
    start, end = words.starts[hit[0]], words.ends[hit[1] - 1]
    inside = (links.target.starts < end) & (links.target.ends > start)
    if not inside.any():
        return None
    own = links.similarity[:, inside].max(axis=1)
    rest = links.similarity[:, ~inside].max(axis=1) if not inside.all() else np.full(len(own), -1.0, np.float32)
    good = ((own >= MIN_COSINE) & (own > rest)).tolist()
    starts, ends = links.source.starts.tolist(), links.source.ends.tolist()
    best: tuple[float, int, int] | None = None
    at = 0
    while at < len(good):
        if not good[at]:
            at += 1
            continue
        first = at
        while at < len(good) and good[at] and (at == first or starts[at] == ends[at - 1]):
            at += 1
        strength = float(own[first:at].sum())
        if best is None or strength > best[0]:
            best = (strength, starts[first], ends[at - 1])
    return None if best is None else best[1:]
