"""Is this English? Where is a word missing, which word does not belong?

A small convolutional network over words, trained on broken copies of good sentences (training/fluency.py); numpy alone,
about 1.5 MB, loaded when first asked for.
"""

from __future__ import annotations

import re
import threading
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.data import BUILT

WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)*|\d+(?:[.,]\d+)*|[^\w\s]|\w")
SHAPES = ("lower", "Title", "UPPER", "Mixed", "number", "year", "mark", "other")
PATH = BUILT / "fluency.npz"
_SPACED = re.compile(rf"\s*(?:{WORD.pattern})")
_WORDS = 16384  # words of which is kept what the first layer makes of them
_KEPT, _TOGETHER = 4096, 32  # texts whose slips are kept; texts whose words go through the network together
_ALONE = threading.RLock()  # what is remembered of words is written by one thread at a time
_memo: dict[str, Slips] = {}


def shape(word: str) -> int:
    """1-based number of a word's shape in :data:`SHAPES`."""
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
    """Word and shape numbers; a word outside of the list is one of ``buckets`` by its last three letters."""
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
class Slips:
    """What the model thinks of each of the n words of a text: where they begin and end, (n,), the probabilities 0..1
    that something is missing before the word and that the word does not belong, (n,), and the highest of each (0 for
    no words)."""

    text: str
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    missing: NDArray[np.float32]
    wrong: NDArray[np.float32]
    most_missing: float
    most_wrong: float

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where each word stands in the text, half-open."""
        return tuple(zip(self.begins.tolist(), self.ends.tolist(), strict=True))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words themselves."""
        return tuple([self.text[a:b] for a, b in self.spans])

    @property
    def fluency(self) -> float:
        """0..1: how likely no word is missing and none out of place, geometric mean over words; 1 for no words."""
        if not len(self.begins):
            return 1.0
        return float(np.exp((np.log1p(-self.missing) + np.log1p(-self.wrong)).mean()))


class _First(dict[str, int]):
    """The first layer looks at single words, so what it makes of one is remembered: words, with the white space before
    them -> the row of ``rows`` (what the word says to the word on its right, to itself and to the word on its left, and
    what goes past the layer), of ``own`` (its length) and of ``spaced`` (that with the white space)."""

    def __init__(self, data: Mapping[str, NDArray[Any]]) -> None:
        words = bytes(data["words"]).decode("utf-8").split("\n")
        self._index, self._buckets = {w: i + 1 for i, w in enumerate(words)}, int(data["buckets"])
        self._table, self._scale, self._shapes = data["table"], data["scale"][:, None], data["shapes"]
        self._kernel = np.concatenate([*np.split(data["first"], 3), data["short"]], axis=1)
        width = data["short"].shape[1]
        self._bias = np.zeros(4 * width, np.float32)
        self._bias[width : 2 * width] = data["biases"][0]
        self._fresh: list[str] = []
        self.rows = np.zeros((0, 4 * width), np.float32)
        self.own = self.spaced = np.zeros(0, np.int64)

    def numbers(self, words: Sequence[str]) -> NDArray[np.int64]:
        """(n,) rows of words."""
        if len(self) > _WORDS:
            self._empty()
        try:
            found = np.fromiter(map(self.__getitem__, words), np.int64, len(words))
            if self._fresh:
                self._learn([word.lstrip() for word in self._fresh], [len(word) for word in self._fresh])
                self._fresh.clear()
        except BaseException:  # words without rows must not stay
            self._empty()
            raise
        return found

    def _empty(self) -> None:
        self.clear()
        self._fresh.clear()
        if len(self.rows) > 2 * _WORDS:  # grown by a very long text
            self.rows, self.own, self.spaced = self.rows[:0].copy(), self.own[:0].copy(), self.spaced[:0].copy()

    def __missing__(self, word: str) -> int:
        self._fresh.append(word)
        row = self[word] = len(self)
        return row

    def _learn(self, words: Sequence[str], spaced: Sequence[int]) -> None:
        ids, shapes = numbers(words, self._index, self._buckets)
        vectors = self._table[ids] * self._scale[ids]
        vectors += self._shapes[shapes]
        first, last = len(self) - len(words), len(self)
        if last > len(self.rows):
            size = max(2 * last, 256)
            self.rows = np.concatenate((self.rows[:first], np.empty((size - first, self.rows.shape[1]), np.float32)))
            self.own, self.spaced = (
                np.concatenate((x[:first], np.empty(size - first, np.int64))) for x in (self.own, self.spaced)
            )
        for row, vector in zip(self.rows[first:last], vectors, strict=True):
            np.dot(vector, self._kernel, out=row)  # one by one: a row must not depend on what else was new with it
        self.rows[first:last] += self._bias
        self.own[first:last], self.spaced[first:last] = [len(word) for word in words], spaced


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

    def logits(self, rows: NDArray[np.int64], sizes: Sequence[int]) -> NDArray[np.float32]:
        """(n, 2) logits, missing before and wrong, of the words (rows of the first layer) of several texts of so many
        words each; a text does not see its neighbours."""
        starts = np.concatenate(([0], np.cumsum(sizes)))
        parts = self.first.rows[rows]
        count, width = len(parts), parts.shape[1] // 4
        x, parts = parts[:, 3 * width :], parts[:, : 3 * width]
        y = np.empty((count, width), np.float32)
        for n, d in enumerate(self.dilations):
            if n:  # what a word says to the word d to the right, to itself, and d to the left
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
    with np.load(PATH) as data:
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


def slips(text: str) -> Slips:
    """Words of an English text with the probabilities of a slip at each."""
    if text not in _memo:
        prepare((text,))
    return _memo[text]


def forget() -> None:
    """Forget the slips that are kept."""
    _memo.clear()


def prepare(texts: Sequence[str]) -> None:
    """Read texts in one go and keep what was found for :func:`slips`."""
    fresh = list(dict.fromkeys(text for text in texts if text not in _memo))
    if len(_memo) + len(fresh) > _KEPT:
        _memo.clear()
    for first in range(0, len(fresh), _TOGETHER):
        with _ALONE:
            _read(fresh[first : first + _TOGETHER])


def _read(texts: Sequence[str]) -> None:
    found = [_SPACED.findall(text.rstrip()) for text in texts]  # blanks at the end would be tried one by one
    sizes = list(map(len, found))
    known = [n for n in sizes if n]
    odds: NDArray[np.float32] = np.zeros((0, 2), np.float32)
    begins = ends = np.zeros(0, np.int64)
    most: Iterator[list[float]] = iter(())
    if known:
        model = _model()
        rows = model.first.numbers(list(chain.from_iterable(found)))
        odds = (1 / (1 + np.exp(-model.logits(rows, known)))).astype(np.float32, copy=False)
        starts = np.cumsum([0, *known[:-1]])
        most = iter(np.maximum.reduceat(odds, starts).tolist())
        spaced = model.first.spaced[rows]
        ends = np.cumsum(spaced)
        ends -= np.repeat(ends[starts] - spaced[starts], known)
        begins = ends - model.first.own[rows]
    missing, wrong = np.ascontiguousarray(odds.T)
    at = 0
    for text, size in zip(texts, sizes, strict=True):
        highest = next(most) if size else [0.0, 0.0]
        own = slice(at, at + size)
        _memo[text] = Slips(text, begins[own], ends[own], missing[own], wrong[own], *highest)
        at += size
