"""Below the sentence: where the content of each clause is on the other side of its bead, or just beside it.

English regroups clauses: one comma sentence becomes two sentences, a clause moves into the next. What is missing in a
bead is only left out if it is not in the neighbourhood either. For each word of a clause the best cosine among
the words of a stretch of the other side (late interaction; Khattab and Zaharia 2020), weighed by the word's weight.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from align.pair.side import LIGHT
from align.pair.token_evidence import SEEN, SURE
from align.records import Alignment, Bead, Clause, Document, FloatArray, Sentence, Span, TokenEncoder, Tokens

REACH = 3  # sentences on each side of a bead that are looked at
ENOUGH = 0.5  # share found inside from which on the neighbours are not looked at
MOST = 200  # clauses of a sentence; what comes after them is one more
LARGE = 4_000_000  # cosines of a bead above which nothing is looked for
NEAR = 4_000  # words of the sentences near a bead above which nothing is looked for there
SHORT = 5.0  # weight of words below which a piece between marks is part of the next clause
_ENDS = {
    "zh": re.compile(r"[，。；！？：,;!?]+[”’」』）)]*|——+|……"),
    "en": re.compile(r"(?<![,;:!?—])[,;:!?—]+[\"'”’)]*(?=\s|$)|\.[\"'”’)]*(?=\s|$)|—|\s–\s|\.\.\."),
}


@dataclass(frozen=True)
class _Text:
    """The sentences of one side: their tokens that carry meaning, in a row. ``start``, ``end`` (k,) offsets in the
    document, ``first`` (n + 1,) where each sentence begins, ``clause`` (k,) running number of the clause of each,
    ``spans`` the span of each clause, ``clauses`` (n + 1,) where the clauses of each sentence begin."""

    ids: NDArray[np.int32]
    weight: FloatArray
    first: NDArray[np.int64]
    clause: NDArray[np.int64]
    spans: list[Span]
    clauses: list[int]


def with_clauses(alignment: Alignment, encoder: TokenEncoder) -> Alignment:
    """The alignment of an article with the clauses of its beads, also of those with one side only, whose sentences may
    be next door. Furniture stays as it is, and so do the rows of a table, which have no neighbours to look at."""
    source, target, beads = alignment.source, alignment.target, alignment.beads
    if alignment.id is not None or alignment.listed or source is None or target is None or source.unit == "segment":
        return alignment
    texts = _text(source, alignment.source_sentences, encoder), _text(target, alignment.target_sentences, encoder)
    found = [bead if bead.furniture else replace(bead, clauses=tuple(_clauses(bead, texts, encoder))) for bead in beads]
    for number, bead in enumerate(found):
        if not bead.furniture and not bead.clauses and bead.kind != "0-0":
            alignment.leave_out("too long to look for its clauses in the pairs beside it", number)
    return replace(alignment, beads=tuple(found), chosen=None)


def _text(document: Document, sentences: Sequence[Sentence], encoder: TokenEncoder) -> _Text:
    """Tokens and clauses of all sentences."""
    texts = [document.read[s.start : s.end] for s in sentences]
    found = encoder.tokens(texts)
    clause, spans, starts, ids, weights, first = [], list[Span](), [0], [], [], [0]
    for sentence, text, tokens in zip(sentences, texts, found, strict=True):
        weight = encoder.weights(tokens.ids)
        kept = np.flatnonzero(weight >= LIGHT)
        cuts = _cuts(text, document.lang, tokens, weight)
        number = np.searchsorted(np.array(cuts[1:]), tokens.starts[kept], side="right")
        clause.append(np.minimum(number, len(cuts) - 2) + len(spans))
        spans += [_trimmed(text, a, b, sentence.start) for a, b in itertools.pairwise(cuts)]
        starts.append(len(spans))
        ids.append(tokens.ids[kept])
        weights.append(weight[kept])
        first.append(first[-1] + len(kept))
    return _Text(
        np.concatenate(ids) if ids else np.zeros(0, np.int32),
        np.concatenate(weights) if weights else np.zeros(0, np.float32),
        np.array(first),
        np.concatenate(clause) if clause else np.zeros(0, np.int64),
        spans,
        starts,
    )


def _cuts(text: str, lang: Literal["zh", "en"] | str, tokens: Tokens, weight: FloatArray) -> list[int]:
    """Return the offsets at which the clauses of a sentence begin, and its end; a piece of little weight belongs to the
    next."""
    out = [0]
    running = np.concatenate(([0.0], np.cumsum(weight)))
    for match in _ENDS["zh" if lang == "zh" else "en"].finditer(text):
        end = match.end()
        a, b = np.searchsorted(tokens.starts, (out[-1], end)).tolist()
        if running[b] - running[a] >= SHORT and end < len(text):
            out.append(end)
            if len(out) == MOST:
                break
    a = int(np.searchsorted(tokens.starts, out[-1]))
    if len(out) > 1 and running[-1] - running[a] < SHORT:
        out.pop()
    return [*out, max(len(text), out[-1] + 1)]


def _trimmed(text: str, start: int, end: int, offset: int) -> Span:
    body = text[start:end]
    left = len(body) - len(body.lstrip())
    return Span(offset + start + left, offset + max(start + len(body.rstrip()), start + left))


def _clauses(bead: Bead, texts: tuple[_Text, _Text], encoder: TokenEncoder) -> Iterator[Clause]:
    """The clauses of both sides of a bead with what is found of them inside and, where that is little, nearby."""
    ids = [
        text.ids[int(text.first[start]) : int(text.first[end])]
        for text, (start, end) in zip(texts, (bead.source, bead.target), strict=True)
    ]
    if len(ids[0]) * len(ids[1]) > LARGE:
        return
    left, right = map(encoder.vectors, ids)
    cosines = left @ right.T
    look = _Look(encoder, texts[0], texts[1], bead.source, bead.target)
    yield from look.clauses("source", cosines, left)
    look = _Look(encoder, texts[1], texts[0], bead.target, bead.source)
    yield from look.clauses("target", cosines.T, right)


@dataclass(frozen=True)
class _Look:
    """One side of a bead, sentences ``own``, and the sentences of the other side that belong to it."""

    encoder: TokenEncoder
    ours: _Text
    theirs: _Text
    own: tuple[int, int]
    other: tuple[int, int]

    def clauses(self, side: Literal["source", "target"], cosines: FloatArray, vectors: FloatArray) -> Iterator[Clause]:
        """The clauses of this side, from the cosines (own words, words of the other side) inside the bead."""
        first, last = int(self.ours.first[self.own[0]]), int(self.ours.first[self.own[1]])
        numbers, starts = _distinct(self.ours.clause[first:last])
        weight = self.ours.weight[first:last]
        inside, place = self._stands(cosines, self.other, starts, weight)
        known = dict(zip(numbers, range(len(numbers)), strict=True))
        ends = [*starts[1:], last - first]
        for number in range(self.ours.clauses[self.own[0]], self.ours.clauses[self.own[1]]):
            row = known.get(number)
            if row is None:  # marks and small words alone
                yield Clause(side, self.ours.spans[number], 1.0)
                continue
            share, nearby, best = inside[row], 0.0, place[row]
            if share < ENOUGH:
                some = slice(starts[row], ends[row])
                nearby, there = self._nearby(vectors[some], weight[some])
                best = there if nearby > share else best
            found = self.theirs.spans[best] if best is not None else None
            yield Clause(side, self.ours.spans[number], round(share, 3), round(nearby, 3), found)

    def _stands(
        self, cosines: FloatArray, other: tuple[int, int], starts: list[int], weight: FloatArray
    ) -> tuple[list[float], list[int | None]]:
        """Of clauses whose words begin at ``starts``: the share found in some sentences of the other side, and the
        clause there that holds most; None where there are no words."""
        if not cosines.size:
            return [0.0] * len(starts), [None] * len(starts)
        first, last = int(self.theirs.first[other[0]]), int(self.theirs.first[other[1]])
        numbers, cuts = _distinct(self.theirs.clause[first:last])
        best = np.maximum.reduceat(cosines, cuts, axis=1)
        best = np.concatenate((best, best.max(axis=1, keepdims=True)), axis=1)
        seen = np.clip((best - SEEN) / (SURE - SEEN), 0, 1) * weight[:, None]
        shares = np.add.reduceat(seen, starts, axis=0) / np.add.reduceat(weight, starts)[:, None]
        return shares[:, -1].tolist(), [numbers[k] for k in shares[:, :-1].argmax(axis=1).tolist()]

    @cached_property
    def _near(self) -> tuple[list[int], FloatArray, tuple[list[int], list[int]]]:
        """Return what is near the bead on the other side: numbers of the sentences that have words, the vectors of all
        words there, and the clauses of these (:func:`_distinct`)."""
        low, high = max(self.other[0] - REACH, 0), min(self.other[1] + REACH, len(self.theirs.first) - 1)
        first = self.theirs.first
        numbers = [n for n in (*range(low, self.other[0]), *range(self.other[1], high)) if first[n] < first[n + 1]]
        if sum(int(first[n + 1] - first[n]) for n in numbers) > NEAR:
            numbers = []
        places = [np.arange(first[n], first[n + 1]) for n in numbers]
        flat = np.concatenate(places) if places else np.zeros(0, np.int64)
        return numbers, self.encoder.vectors(self.theirs.ids[flat]), _distinct(self.theirs.clause[flat])

    def _nearby(self, vectors: FloatArray, weight: FloatArray) -> tuple[float, int | None]:
        """The share of a clause found in the best sentence near the bead, and the clause there that holds most."""
        sentences, near, (numbers, cuts) = self._near
        if not sentences:
            return 0.0, None
        clauses = np.maximum.reduceat(vectors @ near.T, cuts, axis=1)
        starts = np.searchsorted(numbers, [self.theirs.clauses[n] for n in sentences])
        best = np.concatenate((clauses, np.maximum.reduceat(clauses, starts, axis=1)), axis=1)
        seen = np.clip((best - SEEN) / (SURE - SEEN), 0, 1) * weight[:, None]
        shares = np.add.reduceat(seen, [0], axis=0)[0] / np.add.reduceat(weight, [0])
        whole = shares[len(numbers) :]
        place = int(whole.argmax())
        if whole[place] <= 0:
            return 0.0, None
        first, last = int(starts[place]), int(starts[place + 1]) if place + 1 < len(starts) else len(numbers)
        return float(whole[place]), numbers[first + int(shares[first:last].argmax())]


def _distinct(numbers: NDArray[np.int64]) -> tuple[list[int], list[int]]:
    """The distinct numbers of a rising row, and where each begins."""
    starts = np.flatnonzero(np.diff(numbers, prepend=-1))
    return numbers[starts].tolist(), starts.tolist()
