"""Is this English? Where is a word missing, which word does not belong?

A small convolutional network over words, trained on broken copies of good sentences (training/fluency.py); numpy alone,
about 1.3 MB, loaded when first asked for.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)*|\d+(?:[.,]\d+)*|[^\w\s]|\w")
SHAPES = ("lower", "Title", "UPPER", "Mixed", "number", "year", "mark", "other")
PATH = Path(__file__).with_name("fluency.npz")


def shape(word: str) -> int:
    """1-based number of a word's shape in :data:`SHAPES`."""
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
    for low, kind in map(_lowered, words):
        found = index.get(low)
        if found is None:
            tail = "0" if low[0].isdigit() else low[-3:]
            found = 1 + len(index) + zlib.crc32(tail.encode()) % buckets
        ids.append(found)
        shapes.append(kind)
    return ids, shapes


@lru_cache(maxsize=32768)
def _lowered(word: str) -> tuple[str, int]:
    """A word as the index has it, and its shape."""
    return word.lower().replace("’", "'"), shape(word)


@dataclass(frozen=True)
class Slips:
    """What the model thinks of each word of a text: spans, and probabilities 0..1 that something is missing before
    the word and that the word does not belong."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    missing: NDArray[np.float32]
    wrong: NDArray[np.float32]

    @property
    def fluency(self) -> float:
        """0..1: how likely no word is missing and none out of place, geometric mean over words; 1 for no words."""
        if not self.words:
            return 1.0
        return float(np.exp((np.log1p(-self.missing) + np.log1p(-self.wrong)).mean()))


@dataclass(frozen=True)
class _Model:
    index: dict[str, int]
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
    buckets: int

    def logits(self, words: Sequence[str]) -> NDArray[np.float32]:
        """(n, 2) logits: missing before, wrong."""
        ids, shapes = numbers(words, self.index, self.buckets)
        x = self.table[ids] * self.scale[ids] + self.shapes[shapes]
        n, width = x.shape
        for kernel, bias, d in zip(self.layers, self.biases, self.dilations, strict=True):
            parts = x @ kernel  # what each word says to the word d to the right, to itself, and d to the left
            y = parts[:, width : 2 * width] + bias
            if d < n:
                y[d:] += parts[:-d, :width]
                y[:-d] += parts[d:, 2 * width :]
            x += np.maximum(y, 0, out=y)
        parts = x @ self.hidden
        y = parts[:, width:] + self.hidden_bias
        y[1:] += parts[:-1, :width]
        result: NDArray[np.float32] = np.maximum(y, 0, out=y) @ self.out + self.out_bias
        return result


@cache
def _model() -> _Model:
    with np.load(PATH) as data:
        words = bytes(data["words"]).decode("utf-8").split("\n")
        return _Model(
            {w: i + 1 for i, w in enumerate(words)},
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
            int(data["buckets"]),
        )


@lru_cache(maxsize=512)
def slips(text: str) -> Slips:
    """Words of an English text with the probabilities of a slip at each."""
    found = list(WORD.finditer(text))
    words = tuple(m.group() for m in found)
    if not words:
        empty = np.zeros(0, np.float32)
        return Slips((), (), empty, empty)
    odds = 1 / (1 + np.exp(-_model().logits(words)))
    return Slips(words, tuple(m.span() for m in found), odds[:, 0].astype(np.float32), odds[:, 1].astype(np.float32))
