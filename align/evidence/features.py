"""Compute the 19 features of each token of a pair that the networks of ``coverage`` weigh."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.evidence import fluency
from align.evidence.nearest_tokens import nearest_counterparts
from align.records import BoolArray, FloatArray, Links, Tokens

FEATURES = 19


@dataclass(frozen=True)
class Measured:
    """Of one pair: which tokens are judged on the two sides, which target tokens are strange, the nearest counterpart
    of each source token; the features of all tokens, (k, 19) and (n, 19); by how much similarities stay behind what is
    usual, mean over the judged tokens of both sides, and how many those are."""

    left: BoolArray
    right: BoolArray
    strange: BoolArray
    partner: NDArray[np.int64]
    source_rows: FloatArray
    target_rows: FloatArray
    lack: float
    words: int


def measure(
    pairs: Sequence[tuple[Links, str]], slips: Sequence[fluency.WordFluency], usual: FloatArray
) -> list[Measured]:
    """Measure pairs with tokens on both sides. ``slips``: of each target. ``usual`` has six columns a token
    number: usual best similarity, how often it was seen (log), how often without counterpart, whether it is looked at
    as a source and as a target token, and how much it is used like an adjective or adverb."""
    left, right = _Side([p.source for p, _ in pairs]), _Side([p.target for p, _ in pairs])
    missing, wrong, whole = _on_tokens(slips, right)
    found = nearest_counterparts([p.similarity for p, _ in pairs], [missing[at] for at in right.slices])
    for (links, _), contact in zip(pairs, found, strict=True):
        links.keep_best(contact.source_best, contact.target_best)
    ratio = [math.log((len(s.begins) + 1) / (k + 1)) for s, k in zip(slips, left.sizes, strict=True)]
    weights = [np.concatenate(w) for w in zip(*((p.source_weight, p.target_weight) for p, _ in pairs), strict=True)]
    xs = _table(left, [c.source_best for c in found], [c.source_free for c in found], usual, weights[0])
    xt = _table(right, [c.target_best for c in found], [c.target_free for c in found], usual, weights[1])
    xs[:, 12], xs[:, 15] = np.concatenate([c.near for c in found]), left.ends - left.starts
    xs[:, 13] = left.each([s.most_missing for s in slips])
    xt[:, 12], xt[:, 13], xt[:, 15] = wrong, missing, _titles(right, [target for _, target in pairs])
    for side, table in ((left, xs), (right, xt)):
        table[:, 14], table[:, 16] = side.each(ratio), np.log(side.each(side.sizes) + 1)
    strange = (~whole | ((xt[:, 15] > 0) & (right.starts > 0))) & (weights[1] > 0)
    looked = usual[left.ids, 3] > 0, whole & (usual[right.ids, 4] > 0)
    behind = left.sums(xs[:, 2] * looked[0]) + right.sums(xt[:, 2] * looked[1])
    words = left.sums(looked[0]) + right.sums(looked[1])
    lack = zip((behind / np.maximum(words, 1)).tolist(), words.astype(int).tolist(), strict=True)
    return [
        Measured(looked[0][a], looked[1][b], strange[b], c.partner, xs[a], xt[b], *by)
        for a, b, c, by in zip(left.slices, right.slices, found, lack, strict=True)
    ]


class _Side:
    """The tokens of one side of all pairs, one after the other."""

    def __init__(self, tokens: Sequence[Tokens]) -> None:
        self.sizes = [len(t.ids) for t in tokens]
        self.ends_at: NDArray[np.int64] = np.cumsum(self.sizes)
        self.starts_at: NDArray[np.int64] = self.ends_at - np.array(self.sizes)
        self.slices = [slice(a, b) for a, b in zip(self.starts_at.tolist(), self.ends_at.tolist(), strict=True)]
        self.ids = np.concatenate([t.ids for t in tokens])
        self.starts = np.concatenate([t.starts for t in tokens])
        self.ends = np.concatenate([t.ends for t in tokens])

    def sums(self, values: FloatArray | BoolArray) -> NDArray[np.float64]:
        """Add up one value a token to one a pair."""
        total: NDArray[np.float64] = np.add.reduceat(values, self.starts_at, dtype=np.float64)
        return total

    def each(self, values: Sequence[float] | FloatArray) -> FloatArray:
        """Repeat one value a pair for each of its tokens."""
        return np.repeat(np.asarray(values, np.float32), self.sizes)


def _table(
    side: _Side, best: Sequence[FloatArray], free: Sequence[FloatArray], usual: FloatArray, weight: FloatArray
) -> FloatArray:
    """Compute the columns that are the same on both sides: 0-11, 17 and 18."""
    known = usual[side.ids]
    nearest, unclaimed, expected = np.concatenate(best), np.concatenate(free), known[:, 0]
    lack = expected - nearest
    out = np.zeros((len(side.ids), FEATURES), np.float32)
    out[:, 17], out[:, 18], out[:, 6] = known[:, 2], known[:, 5], known[:, 1]
    out[:, 0], out[:, 1], out[:, 2] = nearest, expected, lack
    out[:, 3], out[:, 4], out[:, 5] = unclaimed, nearest - unclaimed, weight
    out[1:, 7], out[:-1, 8] = lack[:-1], lack[1:]
    out[side.starts_at, 7] = out[side.ends_at - 1, 8] = 0
    behind = side.sums(lack * weight) / (side.sums(weight) + 1e-3)
    out[:, 9] = side.each(behind.tolist())
    out[:, 10] = np.minimum(expected - unclaimed, 1)
    out[:, 11] = _repeated(side)
    return out


def _repeated(side: _Side) -> BoolArray:
    """Return which tokens occur more than once in their text."""
    keys = side.ids + np.repeat(np.arange(len(side.sizes), dtype=np.int64) << 32, side.sizes)
    order = np.argsort(keys, kind="stable")
    same = keys[order[1:]] == keys[order[:-1]]
    out = np.zeros(len(keys), np.bool_)
    out[order[1:][same]] = out[order[:-1][same]] = True
    return out


def _on_tokens(slips: Sequence[fluency.WordFluency], side: _Side) -> tuple[FloatArray, FloatArray, BoolArray]:
    """Fluency of the word that each target token is in, and whether the token is a whole word."""
    shift, counts = np.arange(len(slips), dtype=np.int64) << 32, [len(s.begins) for s in slips]
    own, words = np.repeat(shift, side.sizes), np.repeat(shift, counts)
    if not len(words):
        zero = np.zeros(len(side.ids), np.float32)
        return zero, zero, np.zeros(len(zero), np.bool_)
    begins, ends = (np.concatenate(v) + words for v in zip(*((s.begins, s.ends) for s in slips), strict=True))
    starts = side.starts + own
    word = np.searchsorted(begins, starts, side="right") - 1
    first = np.repeat(np.cumsum(counts) - counts, side.sizes)  # a token before the first word goes with that
    has = np.repeat(np.asarray(counts) > 0, side.sizes)
    word = np.clip(np.maximum(word, first), 0, len(begins) - 1)
    whole = (begins[word] == starts) & (ends[word] == side.ends + own)
    missing, wrong = (np.concatenate(v) for v in zip(*((s.missing, s.wrong) for s in slips), strict=True))
    return np.where(has, missing[word], np.float32(0)), np.where(has, wrong[word], np.float32(0)), whole


def _titles(side: _Side, targets: Sequence[str]) -> FloatArray:
    """1 for a target token that begins with a capital letter."""
    sizes = np.array([len(t) for t in targets])
    codes = np.frombuffer("".join(targets).encode("utf-32-le", "replace"), np.uint32)
    first = codes[side.starts + np.repeat(np.cumsum(sizes) - sizes, side.sizes)]
    capital: FloatArray = ((first >= 65) & (first <= 90)).astype(np.float32)
    return capital
