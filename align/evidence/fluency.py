"""Estimate for each word of an English text whether a word is missing before it and whether it belongs there.

A small convolutional network over words, trained on damaged copies of good sentences (training/fluency.py); numpy
alone, about 1.5 MB, loaded at first use.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, count
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.data import BUILT
from align.data.arrays import arrays
from align.lazy import lazy

WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)*|\d+(?:[.,]\d+)*|[^\w\s]|\w")
SHAPES = ("lower", "Title", "UPPER", "Mixed", "number", "year", "mark", "other")
PATH = BUILT / "fluency.npz"
_SPACED = re.compile(rf"\s*(?:{WORD.pattern})")
_KEPT = 8192  # words whose rows are kept, 640 bytes each: of the words of an archive nine in ten came before
_TOGETHER = 32  # texts whose words go through the network together
_WINDOW = 4096  # words of one text that do: those of a longer one would not fit into the caches of the processor
_SEEN = 16  # words to each side that the network looks at: the sum of its dilations, and the word before


def shape(word: str) -> int:
    """Return the number of a word's shape in :data:`SHAPES`, from 1."""
    if word.isascii() and word.isalpha() and word.islower():  # most are
        return 1
    if word[0].isdigit():
        return 6 if len(word) == 4 and word.isdigit() and word[0] in "12" else 5
    if not word[0].isalpha():
        return 7
    if not word.isascii() and not any("a" <= c.lower() <= "z" for c in word):
        return 8
    if word.islower():
        return 1
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return 2
    return 3 if word.isupper() else 4


def numbers(words: Sequence[str], index: Mapping[str, int], buckets: int) -> tuple[list[int], list[int]]:
    """Return word and shape numbers; a word outside of the list is one of ``buckets`` by its last three letters."""
    ids, shapes = [], []
    for word in words:
        low = word.lower().replace("’", "'")
        found = index.get(low)
        if found is None:
            tail = "0" if low[0].isdigit() else low[-3:]
            found = 1 + len(index) + zlib.crc32(tail.encode("utf-8", "replace")) % buckets
        ids.append(found)
        shapes.append(shape(word))
    return ids, shapes


@dataclass(frozen=True)
class WordFluency:
    """The judgement of the model on each of the n words of a text: where they begin and end, (n,), the probabilities
    0..1 that something is missing before the word and that the word does not belong, (n,), and the highest of each (0
    for no words)."""

    text: str
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    missing: NDArray[np.float32]
    wrong: NDArray[np.float32]
    most_missing: float
    most_wrong: float

    @lazy
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Offsets of each word in the text, half-open."""
        return tuple(zip(self.begins.tolist(), self.ends.tolist(), strict=True))

    @lazy
    def words(self) -> tuple[str, ...]:
        """The words themselves."""
        return tuple([self.text[a:b] for a, b in self.spans])

    @property
    def fluency(self) -> float:
        """0..1: how likely no word is missing and none out of place, geometric mean over words; 1 for no words."""
        if not len(self.begins):
            return 1.0
        return float(np.exp((np.log1p(-self.missing) + np.log1p(-self.wrong)).mean()))


class _Rows(NamedTuple):
    """The output of the first layer for words: it looks at single words, so that each distinct one is computed once.

    ``rows`` (m, 4w): what the word gives to the word on its right, to itself and to the word on its left, and what goes
    past the layer. ``own`` (m,): its length; ``spaced`` (m,): that with the white space before it."""

    rows: NDArray[np.float32]
    own: NDArray[np.int64]
    spaced: NDArray[np.int64]


class _First:
    """The first layer: words with the white space before them -> rows."""

    def __init__(self, data: Mapping[str, NDArray[Any]]) -> None:
        words = bytes(data["words"]).decode("utf-8").split("\n")
        self._index, self._buckets = dict(zip(words, count(1))), int(data["buckets"])
        self._table, self._scale, self._shapes = data["table"], data["scale"][:, None], data["shapes"]
        self._kernel = np.concatenate([*np.split(data["first"], 3), data["short"]], axis=1)
        width = data["short"].shape[1]
        self._bias = np.zeros(4 * width, np.float32)
        self._bias[width : 2 * width] = data["biases"][0]
        self._lock = Lock()
        self._met: dict[str, int] = {}  # words that came before, and the number of their rows
        self._kept = np.empty((0, 4 * width), np.float32)

    def __call__(self, spaced: Sequence[str]) -> _Rows:
        """Rows of distinct words, each with the white space before it."""
        words = [word.lstrip() for word in spaced]
        with self._lock:
            rows = self._rows(words)
        return _Rows(rows, np.array(list(map(len, words)), np.int64), np.array(list(map(len, spaced)), np.int64))

    def _rows(self, words: Sequence[str]) -> NDArray[np.float32]:
        met = self._met
        new = list(dict.fromkeys(word for word in words if word not in met))
        if len(met) + len(new) > len(self._kept):
            self._met = met = {}
            new = list(dict.fromkeys(words))
            self._kept = np.empty((max(_KEPT, len(new)), self._kernel.shape[1]), np.float32)
        if new:
            first = len(met)
            self._work_out(new, self._kept[first : first + len(new)])
            met.update(zip(new, range(first, first + len(new)), strict=True))
        found: NDArray[np.float32] = self._kept[list(map(met.__getitem__, words))]
        return found

    def _work_out(self, words: Sequence[str], rows: NDArray[np.float32]) -> None:
        """Fill in the rows of words."""
        ids, shapes = numbers(words, self._index, self._buckets)
        vectors = self._table[ids] * self._scale[ids]
        vectors += self._shapes[shapes]
        for row, vector in zip(rows, vectors, strict=True):
            np.dot(vector, self._kernel, out=row)  # one by one: a row must not depend on the other words of the group
        rows += self._bias


@dataclass(frozen=True)
class _Model:
    first: _First
    layers: NDArray[np.float32]
    biases: NDArray[np.float32]
    dilations: tuple[int, ...]
    hidden: NDArray[np.float32]
    hidden_bias: NDArray[np.float32]
    out: NDArray[np.float32]
    out_bias: NDArray[np.float32]

    def logits(self, parts: NDArray[np.float32], sizes: Sequence[int]) -> NDArray[np.float32]:
        """(n, 2) logits, missing before and wrong, of the words of several texts of so many words each; a text does not
        see its neighbours. ``parts`` (n, 4w): rows of the first layer, overwritten."""
        starts = np.concatenate(([0], np.cumsum(sizes)))
        count, width = len(parts), parts.shape[1] // 4
        x, parts = parts[:, 3 * width :], parts[:, : 3 * width]
        y = np.empty((count, width), np.float32)
        for n, d in enumerate(self.dilations):
            if n:  # weights from a word to the word d to the right, to itself, and d to the left
                np.matmul(x, self.layers[n - 1], out=parts)
            head, tail = _rims(starts, d)
            parts[tail, :width] = 0
            parts[head, 2 * width :] = 0
            np.add(parts[:, width : 2 * width], self.biases[n], out=y)
            if d < count:
                y[d:] += parts[:-d, :width]
                y[:-d] += parts[d:, 2 * width :]
            x += np.maximum(y, 0, out=y)
        last = x @ self.hidden
        last[starts[1:] - 1, :width] = 0
        y = last[:, width:] + self.hidden_bias
        y[1:] += last[:-1, :width]
        result: NDArray[np.float32] = np.maximum(y, 0, out=y) @ self.out + self.out_bias
        return result


def _rims(starts: NDArray[np.int64], d: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows of the first ``d`` and of the last ``d`` words of each text; ``starts`` ends with the number of rows."""
    first, last, step = starts[:-1, None], starts[1:, None], np.arange(d)
    return np.minimum(first + step, last - 1).ravel(), np.maximum(last - 1 - step, first).ravel()


@cache
def _model() -> _Model:
    data = arrays(PATH)
    return _Model(
        _First(data),
        np.ascontiguousarray(np.concatenate(np.split(data["layers"], 3, axis=1), axis=2)),
        np.concatenate((np.zeros_like(data["biases"][:1]), data["biases"][1:])),  # the first has added its own
        tuple(int(d) for d in data["dilations"]),
        np.ascontiguousarray(np.concatenate(np.split(data["hidden"], 2), axis=1)),
        data["hidden_bias"],
        data["out"],
        data["out_bias"],
    )


def slips(text: str) -> WordFluency:
    """Return the words of one English text with the probabilities of a slip at each: a word missing, or wrong."""
    return read([text])[0]


def read(texts: Sequence[str]) -> list[WordFluency]:
    """Return the words of several English texts, as :func:`slips` does of one, in one run of the network."""
    found = [_SPACED.findall(text.rstrip()) for text in texts]  # blanks at the end would be tried one by one
    distinct = {word: number for number, word in enumerate(dict.fromkeys(chain.from_iterable(found)))}
    known = _model().first(list(distinct)) if distinct else None
    out: list[WordFluency] = []
    for first in range(0, len(texts), _TOGETHER):
        some = slice(first, first + _TOGETHER)
        out += _read(texts[some], found[some], distinct, known)
    return out


def _logits(known: _Rows, words: NDArray[np.int64], sizes: Sequence[int]) -> NDArray[np.float32]:
    """(n, 2) logits of the words of several texts (:meth:`_Model.logits`); those of long texts window by window, each
    with the words around it that the network sees."""
    if max(sizes) <= _WINDOW:
        return _model().logits(known.rows[words], sizes)
    out = np.empty((len(words), 2), np.float32)
    start = 0
    for size in sizes:
        end = start + size
        for first in range(start, end, _WINDOW):
            last, low = min(first + _WINDOW, end), max(first - _SEEN, start)
            part = known.rows[words[low : min(last + _SEEN, end)]]
            out[first:last] = _model().logits(part, [len(part)])[first - low : last - low]
        start = end
    return out


def _read(
    texts: Sequence[str], found: Sequence[Sequence[str]], distinct: Mapping[str, int], known: _Rows | None
) -> list[WordFluency]:
    """``found``: the words of each text with the white space before them; ``distinct``: their rows in ``known``."""
    sizes = list(map(len, found))
    some = [n for n in sizes if n]
    odds: NDArray[np.float32] = np.zeros((0, 2), np.float32)
    begins = ends = np.zeros(0, np.int64)
    most: Iterator[list[float]] = iter(())
    if known is not None and some:
        rows = np.fromiter(map(distinct.__getitem__, chain.from_iterable(found)), np.int64, sum(sizes))
        odds = (1 / (1 + np.exp(-_logits(known, rows, some)))).astype(np.float32, copy=False)
        starts = np.cumsum([0, *some[:-1]])
        most = iter(np.maximum.reduceat(odds, starts).tolist())
        spaced = known.spaced[rows]
        ends = np.cumsum(spaced)
        ends -= np.repeat(ends[starts] - spaced[starts], some)
        begins = ends - known.own[rows]
    missing, wrong = np.ascontiguousarray(odds.T)
    out, at = [], 0
    for text, size in zip(texts, sizes, strict=True):
        highest = next(most) if size else [0.0, 0.0]
        own = slice(at, at + size)
        out.append(WordFluency(text, begins[own], ends[own], missing[own], wrong[own], *highest))
        at += size
    return out
