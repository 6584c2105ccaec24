"""Is this English? Where is a word missing, which word does not belong?

A small convolutional network over words, trained on broken copies of good sentences (training/fluency.py); numpy alone,
about 1.3 MB, loaded when first asked for.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)*|\d+(?:[.,]\d+)*|[^\w\s]|\w")
SHAPES = ("lower", "Title", "UPPER", "Mixed", "number", "year", "mark", "other")
PATH = Path(__file__).with_name("fluency.npz")
_WORDS = 65536  # words whose numbers are kept
_SHAPE = 4  # bits of a shape in a code
_KEPT, _TOGETHER = 4096, 8  # texts whose slips are kept; texts whose words go through the network together
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
            found = 1 + len(index) + zlib.crc32(tail.encode()) % buckets
        ids.append(found)
        shapes.append(shape(word))
    return ids, shapes


@dataclass(frozen=True)
class Slips:
    """What the model thinks of each word of a text: spans, and probabilities 0..1 that something is missing before
    the word and that the word does not belong, and the highest of each (0 for no words)."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    missing: NDArray[np.float32]
    wrong: NDArray[np.float32]
    most_missing: float
    most_wrong: float

    @property
    def fluency(self) -> float:
        """0..1: how likely no word is missing and none out of place, geometric mean over words; 1 for no words."""
        if not self.words:
            return 1.0
        return float(np.exp((np.log1p(-self.missing) + np.log1p(-self.wrong)).mean()))


class _Codes(dict[str, int]):
    """Word -> its number and shape in one integer, remembered."""

    def __init__(self, index: Mapping[str, int], buckets: int) -> None:
        self._index, self._buckets = index, buckets

    def __missing__(self, word: str) -> int:
        (number,), (kind,) = numbers((word,), self._index, self._buckets)
        if len(self) >= _WORDS:
            self.clear()
        code = self[word] = number << _SHAPE | kind
        return code


@dataclass(frozen=True)
class _Model:
    table: NDArray[np.int8]
    scale: NDArray[np.float32]
    shapes: NDArray[np.float32]
    layers: NDArray[np.float32]
    biases: NDArray[np.float32]
    dilations: tuple[int, ...]
    hidden: NDArray[np.float32]
    hidden_bias: NDArray[np.float32]
    out: NDArray[np.float32]
    out_bias: NDArray[np.float32]
    codes: _Codes

    def logits(self, words: Sequence[str], sizes: Sequence[int]) -> NDArray[np.float32]:
        """(n, 2) logits, missing before and wrong, of the words of several texts of so many words each; a text does
        not see its neighbours."""
        codes = np.fromiter(map(self.codes.__getitem__, words), np.int64, len(words))
        ids, shapes = codes >> _SHAPE, codes & (1 << _SHAPE) - 1
        starts = np.concatenate(([0], np.cumsum(sizes)))
        x = self.table[ids] * self.scale[ids]
        x += self.shapes[shapes]
        count, width = x.shape
        parts, y = np.empty((count, 3 * width), np.float32), np.empty_like(x)
        for kernel, bias, d in zip(self.layers, self.biases, self.dilations, strict=True):
            np.matmul(x, kernel, out=parts)  # what a word says to the word d to the right, to itself, and d to the left
            head, tail = _rims(starts, d)
            parts[tail, :width] = 0
            parts[head, 2 * width :] = 0
            np.add(parts[:, width : 2 * width], bias, out=y)
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
        words = bytes(data["words"]).decode("utf-8").split("\n")
        index, buckets = {w: i + 1 for i, w in enumerate(words)}, int(data["buckets"])
        return _Model(
            data["table"],
            data["scale"][:, None],
            data["shapes"],
            np.ascontiguousarray(np.concatenate(np.split(data["layers"], 3, axis=1), axis=2)),
            data["biases"],
            tuple(int(d) for d in data["dilations"]),
            np.ascontiguousarray(np.concatenate(np.split(data["hidden"], 2), axis=1)),
            data["hidden_bias"],
            data["out"],
            data["out_bias"],
            _Codes(index, buckets),
        )


def slips(text: str) -> Slips:
    """Words of an English text with the probabilities of a slip at each."""
    if text not in _memo:
        prepare((text,))
    return _memo[text]


def prepare(texts: Sequence[str]) -> None:
    """Read texts in one go and keep what was found for :func:`slips`."""
    fresh = list(dict.fromkeys(text for text in texts if text not in _memo))
    if len(_memo) + len(fresh) > _KEPT:
        _memo.clear()
    for first in range(0, len(fresh), _TOGETHER):
        _read(fresh[first : first + _TOGETHER])


def _read(texts: Sequence[str]) -> None:
    words, spans, sizes = [], [], []
    for text in texts:
        found = list(WORD.finditer(text))
        words.append(tuple([m[0] for m in found]))
        spans.append(tuple([m.span() for m in found]))
        sizes.append(len(found))
    known = [n for n in sizes if n]
    odds: NDArray[np.float32] = np.zeros((0, 2), np.float32)
    most: Iterator[list[float]] = iter(())
    if known:
        logits = _model().logits(list(chain.from_iterable(words)), known)
        odds = (1 / (1 + np.exp(-logits))).astype(np.float32, copy=False)
        starts = np.cumsum([0, *known[:-1]])
        most = iter(np.maximum.reduceat(odds, starts).tolist())
    missing, wrong = np.ascontiguousarray(odds.T)
    at = 0
    for text, own, places, size in zip(texts, words, spans, sizes, strict=True):
        highest = next(most) if size else [0.0, 0.0]
        _memo[text] = Slips(own, places, missing[at : at + size], wrong[at : at + size], *highest)
        at += size
