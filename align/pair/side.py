"""One side of a text as numbers: tokens, vectors that add up, lengths. What every later step of the aligner reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.distinct import distinct
from align.pair import marks
from align.records import Encoder, FloatArray, IntArray, TokenEncoder, Tokens

_BATCH = 4096  # sentences a call of the tokenizer: bounds the memory that its output takes
_SLICE = 128  # sentences whose token vectors are in memory at once
LONGEST = 512  # tokens of a sentence that are compared one by one: a line of 100,000 would take 15 GB
LIGHT = 1.2  # weight of a token below which it counts for nothing: a third of all tokens, a twentieth of their weight
OFTEN = 0.05  # share of the other sentences with a token up to which it counts in full
FEW = 20  # sentences that a text is taken to have besides: a short one says little about how common its words are
FLOOR = 0.05  # of its weight that a token keeps that is everywhere
SHORT = 6.0  # weight of words below which a piece between marks is not a clause of its own


@dataclass(frozen=True)
class Words:
    """Tokens of all sentences: numbers (k,), weights (k,) in this text and ``anywhere``, (sentences + 1,) where each
    sentence begins; ``opening`` and ``closing`` (k,): in the first, in the last clause of its sentence."""

    ids: IntArray
    weight: FloatArray
    anywhere: FloatArray
    starts: NDArray[np.int64]
    opening: NDArray[np.bool_]
    closing: NDArray[np.bool_]


@dataclass(frozen=True)
class Cut:
    """Tokens of some neighbouring sentences: ``ids`` the distinct ones, sorted; ``inverse`` (k,) for each token its
    place in ``ids``; ``weight``, ``opening`` and ``closing`` (k,) as in Words; ``starts`` (sentences + 1,)."""

    ids: IntArray
    inverse: NDArray[np.int64]
    weight: FloatArray
    starts: NDArray[np.int64]
    opening: NDArray[np.bool_]
    closing: NDArray[np.bool_]


@dataclass(frozen=True)
class Side:
    """``n`` sentences of one side.

    ``ids`` (k,) token numbers of all sentences in a row, ``offsets`` (n + 1,) where each sentence begins in them,
    ``weight`` (k,) as the encoder weighs them, ``telling`` (k,) less of it for tokens that many sentences of the text
    hold, ``breaks`` (k,) which are marks between clauses; ``sums`` (n, d) vectors that add up: the vector of several
    sentences is the sum of theirs; ``mass`` (n,) sum of token weights, ``length`` (n,) code points.
    """

    texts: tuple[str, ...]
    ids: IntArray
    offsets: IntArray
    weight: FloatArray
    telling: FloatArray
    breaks: NDArray[np.bool_]
    sums: FloatArray

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def content(self) -> NDArray[np.bool_]:
        """(k,) which tokens carry meaning: the others (the, of, 的, commas) find a counterpart everywhere."""
        return np.asarray(self.weight >= LIGHT)

    @cached_property
    def words(self) -> Words:
        """The tokens that carry meaning, of each sentence the first :data:`LONGEST`."""
        here = self.content
        before = np.concatenate(([0], np.cumsum(here)))
        starts = before[self.offsets]
        size = np.diff(starts)
        owner = np.repeat(np.arange(len(size)), size)
        at = np.flatnonzero(here)
        first, last = self._clauses
        opening, closing = at < first[owner], at >= last[owner]
        if size.max(initial=0) > LONGEST:
            kept = np.arange(len(at)) - starts[owner] < LONGEST
            at, opening, closing = at[kept], opening[kept], closing[kept]
            starts = np.concatenate(([0], np.minimum(size, LONGEST).cumsum()))
        return Words(self.ids[at], self.telling[at], self.weight[at], starts, opening, closing)

    @property
    def _clauses(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """(n,) the token at which the first clause of each sentence ends, and that at which its last one begins: at the
        first and at the last mark with words enough on its outer side; else the whole sentence is one clause."""
        running = np.concatenate(([0.0], np.cumsum(np.where(self.content, self.weight, 0), dtype=np.float64)))
        first, last = self.offsets[1:].astype(np.int64), self.offsets[:-1].astype(np.int64)
        at = np.flatnonzero(self.breaks)
        owner = np.searchsorted(self.offsets, at, side="right") - 1
        ends = running[at] - running[self.offsets[owner]] >= SHORT
        begins = running[self.offsets[owner + 1]] - running[at] >= SHORT
        np.minimum.at(first, owner[ends], at[ends])
        np.maximum.at(last, owner[begins], at[begins] + 1)
        return first, last

    @cached_property
    def mass(self) -> FloatArray:
        """(n,) sum of the weights of the tokens of each sentence that carry meaning, at least a little."""
        total = np.concatenate(([0.0], np.cumsum(np.where(self.content, self.telling, 0), dtype=np.float64)))
        return np.asarray(np.maximum(np.diff(total[self.offsets]), 1e-3), np.float32)

    @cached_property
    def length(self) -> FloatArray:
        """(n,) code points of each sentence, without white space at its ends, at least 1."""
        return np.array([max(len(text.strip()), 1) for text in self.texts], np.float32)

    @cached_property
    def norms(self) -> FloatArray:
        """(7, n + 1) norm of the summed vectors of the 1..7 sentences that end at each boundary; at least 1e-6."""
        n = len(self)
        out = np.full((7, n + 1), 1e-6, np.float32)
        run = np.zeros_like(self.sums)
        for a in range(1, min(n, 7) + 1):
            run = run[:-1] + self.sums[a - 1 :] if a > 1 else self.sums
            out[a - 1, a:] = np.maximum(norm(run), 1e-6)
        return out

    @cached_property
    def flags(self) -> FloatArray:
        """(n, 10) marks at the ends of each sentence, see :func:`align.pair.marks.flags`."""
        return marks.flags(self.texts)

    @cached_property
    def counts(self) -> FloatArray:
        """(n, 7) marks within each sentence, see :func:`align.pair.marks.counts`."""
        return marks.counts(self.texts)

    @cached_property
    def turns(self) -> FloatArray:
        """(n + 1,) whether another speaks from each boundary on, see :func:`align.pair.marks.turns`."""
        return marks.turns(self.texts, self.flags)

    def cut(self, start: int, end: int) -> Cut:
        """The words of the sentences ``start <= i < end``."""
        words = self.words
        starts = words.starts[start : end + 1]
        some = slice(int(starts[0]), int(starts[-1]))
        found, inverse = distinct(words.ids[some])
        own = words.weight[some], starts - starts[0], words.opening[some], words.closing[some]
        return Cut(found, inverse, *own)

    def part(self, start: int, end: int) -> Side:
        """The sentences ``start <= i < end`` as a side of their own."""
        a, b = int(self.offsets[start]), int(self.offsets[end])
        offsets = self.offsets[start : end + 1] - a
        weights = self.weight[a:b], self.telling[a:b]
        return Side(self.texts[start:end], self.ids[a:b], offsets, *weights, self.breaks[a:b], self.sums[start:end])


def unit(vectors: FloatArray) -> FloatArray:
    """Rows of length 1; a zero row stays zero."""
    return np.asarray(vectors / np.maximum(norm(vectors), 1e-9)[:, None], np.float32)


def summed(side: Side, start: NDArray[np.int64], end: NDArray[np.int64]) -> FloatArray:
    """(k, d) summed vectors of runs of sentences, none of them empty."""
    out = side.sums[start]
    size = end - start
    for k in range(1, int(size.max(initial=1))):
        longer = np.flatnonzero(size > k)
        out[longer] += side.sums[start[longer] + k]
    return out


def norm(vectors: FloatArray) -> FloatArray:
    """(k,) lengths of vectors."""
    return np.asarray(np.sqrt(np.einsum("nd,nd->n", vectors, vectors)))


def make_side(texts: Sequence[str], tokens: TokenEncoder, sentences: Encoder | None = None) -> Side:
    """A side from a token encoder. ``sentences``: another encoder whose sentence vectors take the place of the summed
    token vectors; they are weighted by the number of code points so that they add up to something sensible."""
    sums: list[FloatArray] = []
    ids, counts, weights, breaks = [], [], [], []
    for start in range(0, len(texts), _BATCH):
        part = tokens.tokens(texts[start : start + _BATCH])
        breaks.append(marks.breaks(texts[start : start + _BATCH], [t.starts for t in part]))
        flat = np.concatenate([t.ids for t in part]) if part else np.zeros(0, np.int32)
        count = np.array([len(t.ids) for t in part], np.int64)
        weight = tokens.weights(flat)
        ids.append(flat)
        counts.append(count)
        weights.append(weight)
        if sentences is None:
            sums.extend(_sums(tokens, flat, count))
    if sentences is not None:
        size = np.array([max(len(text), 1) for text in texts], np.float32)
        sums.append(np.asarray(sentences.encode(list(texts)), np.float32) * size[:, None])
    offsets = np.concatenate(([0], np.cumsum(np.concatenate(counts or [np.zeros(0, np.int64)])))).astype(np.int32)
    every, weight = _join(ids, np.int32), _join(weights, np.float32)
    return Side(
        tuple(texts), every, offsets, weight, _telling(every, offsets, weight), _join(breaks, np.bool_), _stack(sums)
    )


def _telling(ids: IntArray, offsets: IntArray, weight: FloatArray) -> FloatArray:
    """Weights of tokens, less for those that many other sentences hold (Sparck Jones 1972): the name of the hero is
    found wherever one looks."""
    n = len(offsets) - 1
    owner = np.repeat(np.arange(n, dtype=np.int64), np.diff(offsets))
    held, _ = distinct(owner << 32 | ids)
    often = np.bincount(held & 0xFFFFFFFF, minlength=1)
    share = (often - 1) / (n + FEW)  # a sentence does not make its own words common
    factor = np.log(np.maximum(share, 1e-9)) / np.log(OFTEN)
    return np.asarray(weight * np.clip(factor, FLOOR, 1)[ids], np.float32)


def _sums(tokens: TokenEncoder, flat: IntArray, counts: NDArray[np.int64]) -> Iterator[FloatArray]:
    """Summed vectors of the sentences, some at a time: how often each token is in each, times its vector."""
    ends = np.concatenate(([0], np.cumsum(counts)))
    for start in range(0, len(counts), _SLICE):
        here = counts[start : start + _SLICE]
        found, inverse = distinct(flat[ends[start] : ends[start + len(here)]])
        cells = np.repeat(np.arange(len(here)) * len(found), here) + inverse
        often = np.bincount(cells, minlength=len(here) * len(found)).reshape(len(here), len(found))
        yield (often * tokens.weights(found)).astype(np.float32) @ tokens.vectors(found)


def _join(parts: list[Any], kind: type[np.generic]) -> Any:
    return np.concatenate(parts) if parts else np.zeros(0, kind)


def _stack(parts: list[FloatArray]) -> FloatArray:
    return np.concatenate(parts) if parts else np.zeros((0, 1), np.float32)


class WholeSentences:
    """An encoder without token vectors, dressed as one with: every text is a single token. The aligner then works on
    sentence cosines and lengths alone."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, int] = {}
        self._rows: list[FloatArray] = []
        self._sizes: list[float] = []
        self.name, self.fingerprint, self.dimensions = encoder.name, encoder.fingerprint, encoder.dimensions

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """Sentence vectors of the encoder itself."""
        return self._encoder.encode(texts)

    def tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """One token a text, none for an empty one."""
        fresh = list(dict.fromkeys(text for text in texts if text not in self._known))
        if fresh:
            for text, row in zip(fresh, self._encoder.encode(fresh), strict=True):
                self._known[text] = len(self._rows)
                self._rows.append(np.asarray(row, np.float32))
                self._sizes.append(float(max(len(text), 1)))
        return [self._token(text) for text in texts]

    def _token(self, text: str) -> Tokens:
        one = np.zeros(1 if text.strip() else 0, np.int32)
        return Tokens(one + self._known[text], one, one + len(text))

    def vectors(self, ids: IntArray) -> FloatArray:
        """(k, d) the sentence vectors."""
        return np.stack([self._rows[i] for i in ids]) if len(ids) else np.zeros((0, self.dimensions), np.float32)

    def weights(self, ids: IntArray) -> FloatArray:
        """(k,) code points."""
        return np.array([self._sizes[i] for i in ids], np.float32)
