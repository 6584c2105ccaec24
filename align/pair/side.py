"""One side of a text as numbers: tokens, vectors that add up, lengths. What every later step of the aligner reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.pair import marks
from align.records import Encoder, FloatArray, IntArray, TokenEncoder, Tokens

_BATCH = 4096  # sentences a call of the tokenizer: bounds the memory that its output takes
_SLICE = 128  # sentences whose token vectors are in memory at once
LONGEST = 512  # tokens of a sentence that are compared one by one: a line of 100,000 would take 15 GB
LIGHT = 1.2  # weight of a token below which it counts for nothing: a third of all tokens, a twentieth of their weight


@dataclass(frozen=True)
class Words:
    """Tokens of all sentences: numbers (k,), weights (k,), and (sentences + 1,) where each sentence begins."""

    ids: IntArray
    weight: FloatArray
    starts: NDArray[np.int64]


@dataclass(frozen=True)
class Cut:
    """Tokens of some neighbouring sentences: ``ids`` the distinct ones, sorted; ``inverse`` (k,) for each token its
    place in ``ids``; ``weight`` (k,); ``starts`` (sentences + 1,) where each sentence begins."""

    ids: IntArray
    inverse: NDArray[np.int64]
    weight: FloatArray
    starts: NDArray[np.int64]


@dataclass(frozen=True)
class Side:
    """``n`` sentences of one side.

    ``ids`` (k,) token numbers of all sentences in a row, ``offsets`` (n + 1,) where each sentence begins in them,
    ``sums`` (n, d) vectors that add up: the vector of several sentences is the sum of theirs; ``mass`` (n,) sum of
    token weights, ``length`` (n,) code points.
    """

    texts: tuple[str, ...]
    ids: IntArray
    offsets: IntArray
    weight: FloatArray
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
        starts = np.concatenate(([0], np.cumsum(here)))[self.offsets]
        size = np.diff(starts)
        if size.max(initial=0) > LONGEST:
            rank = np.arange(int(starts[-1])) - np.repeat(starts[:-1], size)
            here = here.copy()
            here[np.flatnonzero(here)[rank >= LONGEST]] = False
            starts = np.concatenate(([0], np.minimum(size, LONGEST).cumsum()))
        return Words(self.ids[here], self.weight[here], starts)

    @cached_property
    def mass(self) -> FloatArray:
        """(n,) sum of the weights of the tokens of each sentence that carry meaning, at least a little."""
        total = np.concatenate(([0.0], np.cumsum(np.where(self.content, self.weight, 0), dtype=np.float64)))
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

    def cut(self, start: int, end: int) -> Cut:
        """The words of the sentences ``start <= i < end``."""
        words = self.words
        starts = words.starts[start : end + 1]
        some = slice(int(starts[0]), int(starts[-1]))
        distinct, inverse = np.unique(words.ids[some], return_inverse=True)
        return Cut(distinct, inverse.astype(np.int64), words.weight[some], starts - starts[0])

    def part(self, start: int, end: int) -> Side:
        """The sentences ``start <= i < end`` as a side of their own."""
        a, b = int(self.offsets[start]), int(self.offsets[end])
        offsets = self.offsets[start : end + 1] - a
        return Side(self.texts[start:end], self.ids[a:b], offsets, self.weight[a:b], self.sums[start:end])


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
    ids, counts, weights = [], [], []
    for start in range(0, len(texts), _BATCH):
        part = tokens.tokens(texts[start : start + _BATCH])
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
    return Side(tuple(texts), _join(ids, np.int32), offsets, _join(weights, np.float32), _stack(sums))


def _sums(tokens: TokenEncoder, flat: IntArray, counts: NDArray[np.int64]) -> Iterator[FloatArray]:
    """Summed vectors of the sentences, some at a time: how often each token is in each, times its vector."""
    ends = np.concatenate(([0], np.cumsum(counts)))
    for start in range(0, len(counts), _SLICE):
        here = counts[start : start + _SLICE]
        distinct, inverse = np.unique(flat[ends[start] : ends[start + len(here)]], return_inverse=True)
        cells = np.repeat(np.arange(len(here)) * len(distinct), here) + inverse
        often = np.bincount(cells, minlength=len(here) * len(distinct)).reshape(len(here), len(distinct))
        yield (often * tokens.weights(distinct)).astype(np.float32) @ tokens.vectors(distinct)


def _join(parts: list[IntArray] | list[FloatArray], kind: type[np.generic]) -> Any:
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
