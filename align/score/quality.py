"""Quality of a pair, 0..1: how a human MQM rater would judge it (judgements: Freitag et al. 2021).

Two small networks look at a pair. One sees every token of both sides: similarity to its counterpart and to what is
usual for it, the probability that it is omitted or added, fluency of the English around it. It looks at the two
neighbours as well and pools what it sees over the pair (sum, mean, maximum). The other sees the source alone, as the
mean of its token vectors, and estimates how hard that is to translate. Numpy alone, about 0.1 MB. What the checks found
is applied on top and can only lower the value, so that a pair with a worse error never scores higher than the same pair
without it. Trained by training/quality.py; figures in docs/scores.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from align.data import BUILT
from align.data.arrays import arrays
from align.records import BoolArray, Finding, FloatArray, Links
from align.text.scripts import han_count

PATH = BUILT / "quality.npz"
COVERED = 0.6  # cosine; a token whose best counterpart is below it counts as not found (calibrated on WMT22 MQM)
PENALTY = {"error": 0.7, "warning": 0.25, "note": 0.02}  # of a finding of confidence 1, in units of log quality
FLOOR = 0.1  # share of the quality that no number of findings takes away
USUAL = 60  # English words; in a longer sentence findings weigh less
MEASURED = 18  # so many columns of Signals.source_rows are read
LIMIT = 4.0  # standardised inputs are cut off here
WHOLE = 6  # so many numbers are measured of the pair as a whole
_TOGETHER = 16  # pairs that go through the network together


class Signals(Protocol):
    """The measures of each token of a pair; rows follow the tokens of ``links``.

    ``source_rows`` and ``target_rows`` are (k, 18) and (n, 18) or wider; column 0 is the best similarity, column 5
    the weight. ``uncovered``, ``unsupported`` are probabilities 0..1 that a token has no counterpart.
    """

    @property
    def links(self) -> Links: ...
    @property
    def source_rows(self) -> FloatArray: ...
    @property
    def target_rows(self) -> FloatArray: ...
    @property
    def uncovered(self) -> FloatArray: ...
    @property
    def unsupported(self) -> FloatArray: ...
    @property
    def source_judged(self) -> BoolArray: ...
    @property
    def target_judged(self) -> BoolArray: ...
    @property
    def strange(self) -> BoolArray: ...


def inputs(several: Sequence[Signals]) -> tuple[FloatArray, FloatArray, FloatArray]:
    """The inputs of the network for several pairs: source tokens (k, 20) and target tokens (n, 21), those of the pairs
    one below the other; the pairs (b, 6 + d): lengths, uncovered weight, and the mean of the vectors of the source's
    tokens."""
    sizes = [s.links.similarity.shape for s in several]
    k, n = np.array(sizes, np.float64).T
    xs, xt = np.empty((int(k.sum()), MEASURED + 2), np.float32), np.empty((int(n.sum()), MEASURED + 3), np.float32)
    xs[:, :MEASURED] = np.concatenate([s.source_rows for s in several])[:, :MEASURED]
    xt[:, :MEASURED] = np.concatenate([s.target_rows for s in several])[:, :MEASURED]
    xs[:, MEASURED] = np.concatenate([s.uncovered for s in several])
    xs[:, MEASURED + 1] = np.concatenate([s.source_judged for s in several])
    xt[:, MEASURED] = np.concatenate([s.unsupported for s in several])
    xt[:, MEASURED + 1] = np.concatenate([s.target_judged for s in several])
    xt[:, MEASURED + 2] = np.concatenate([s.strange for s in several])
    before = np.cumsum([(0, 0), *sizes[:-1]], axis=0)
    meant = np.stack([s.links.source_mean for s in several if s.links.source_mean is not None])
    whole = np.empty((len(several), WHOLE + meant.shape[1]), np.float32)
    whole[:, 0], whole[:, 1], whole[:, 2] = np.log(k + 1) - 3, np.log(n + 1) - 3, np.log((n + 1) / (k + 1))
    for column, x, limit, at in ((3, xs, 0.6, 0), (4, xs, 0.75, 0), (5, xt, 0.6, 1)):
        whole[:, column] = np.add.reduceat(x[:, 5] * (x[:, 0] < limit), before[:, at]) / 20
    whole[:, WHOLE:] = meant
    return xs, xt, whole


@dataclass(frozen=True)
class Layer:
    """A matrix and what is added."""

    weights: FloatArray
    bias: FloatArray

    def __call__(self, x: FloatArray) -> FloatArray:
        out: FloatArray = x @ self.weights
        out += self.bias
        return out


@dataclass(frozen=True)
class Side:
    """The network of the tokens of one side: inputs are standardised (``x * scale + shift``) and cut off at ``LIMIT``,
    then a layer over each token and one over it and its two neighbours."""

    scale: FloatArray
    shift: FloatArray
    tokens: Layer
    near: Layer

    def __call__(self, x: FloatArray, sizes: NDArray[np.int64]) -> FloatArray:
        """(b, 3w): sum, mean and maximum over the tokens of each of b pairs, ``sizes`` (b,) tokens of each one after
        the other in ``x``, which is overwritten."""
        x *= self.scale
        x += self.shift
        np.minimum(np.maximum(x, -LIMIT, out=x), LIMIT, out=x)
        h = self.tokens(x)
        np.maximum(h, 0, out=h)
        ends = np.cumsum(sizes)
        starts, width = ends - sizes, h.shape[1]
        parts = h @ self.near.weights  # weights from a token to the next one, to itself, and to the one before
        parts[ends - 1, :width] = 0
        parts[starts, 2 * width :] = 0
        around = parts[:, width : 2 * width] + self.near.bias
        around[1:] += parts[:-1, :width]
        around[:-1] += parts[1:, 2 * width :]
        h += np.maximum(around, 0, out=around)
        total = np.add.reduceat(h, starts, axis=0)
        return np.concatenate((total / 10, total / sizes[:, None], np.maximum.reduceat(h, starts, axis=0)), axis=1)


@dataclass(frozen=True)
class Model:
    """The network, and the curve from its judgement to quality. Several networks that were trained apart are side by
    side in the matrices, the last layer takes their mean; beside them in ``joint`` is the one that sees of the pair
    only its source and estimates how hard that is to translate."""

    source: Side
    target: Side
    joint: Layer
    out: Layer
    judged: FloatArray
    quality: FloatArray

    def judge(self, several: Sequence[Signals]) -> FloatArray:
        """(b,) judgements of pairs with tokens on both sides; higher is better, no fixed range."""
        xs, xt, whole = inputs(several)
        sizes = np.array([s.links.similarity.shape for s in several], np.int64)
        hidden = self.joint(np.concatenate((self.source(xs, sizes[:, 0]), self.target(xt, sizes[:, 1]), whole), axis=1))
        judged: FloatArray = self.out(np.maximum(hidden, 0, out=hidden))[:, 0]
        return judged

    def __call__(self, several: Sequence[Signals]) -> list[float]:
        """Qualities 0..1 before findings."""
        out: list[float] = []
        for first in range(0, len(several), _TOGETHER):
            judged = self.judge(several[first : first + _TOGETHER])
            out += np.interp(judged, self.judged, self.quality).tolist()
        return out


@cache
def model() -> Model:
    """The shipped model."""
    return read(PATH)


def read(path: Path) -> Model:
    """The model in a file."""
    parts: dict[str, FloatArray] = {name: values.astype(np.float32) for name, values in arrays(path).items()}

    def layer(name: str) -> Layer:
        return Layer(parts[name], parts[f"{name}_bias"])

    def beside(name: str) -> Layer:  # weights for the token before, the token, the next: side by side
        before, own, after = np.split(parts[name], 3)
        return Layer(np.ascontiguousarray(np.concatenate((before, own, after), axis=1)), parts[f"{name}_bias"])

    source, target = (
        Side(parts[f"{side}_scale"], parts[f"{side}_shift"], layer(side), beside(f"{side}_near"))
        for side in ("source", "target")
    )
    return Model(source, target, layer("joint"), layer("out"), parts["judged"], parts["quality"])


class Base(NamedTuple):
    """Measures of a pair: quality 0..1 before findings, coverage 0..1 of source and target."""

    quality: float
    source: float
    target: float


def estimates(several: Sequence[Signals]) -> list[Base]:
    """Return the measures of pairs with tokens on both sides; quality 0 for a target without words."""
    if not several:
        return []
    source = _covered([s.links.source_weight for s in several], [s.links.source_best for s in several])
    target = _covered([s.links.target_weight for s in several], [s.links.target_best for s in several])
    found = model()(several)
    return [
        Base(quality if words else 0.0, a, b) for quality, (a, _), (b, words) in zip(found, source, target, strict=True)
    ]


def _covered(weights: Sequence[FloatArray], best: Sequence[FloatArray]) -> list[tuple[float, bool]]:
    """Return for each pair the weighted share of covered tokens, and whether it has any weight."""
    starts = np.cumsum([0, *(len(w) for w in weights[:-1])])
    weight = np.concatenate(weights)
    total = np.add.reduceat(weight, starts, dtype=np.float64)
    near = np.add.reduceat(weight * (np.concatenate(best) >= COVERED), starts, dtype=np.float64)
    return list(zip((near / np.maximum(total, 1e-9)).tolist(), (total > 0).tolist(), strict=True))


def estimate(source: str, target: str, base: float, findings: Sequence[Finding]) -> float:
    """Quality 0..1 of a pair with its findings; ``base`` is the result of :func:`estimates`."""
    return lowered(base * _translated(source, target), findings, target.count(" ") + 1)


def _translated(source: str, target: str) -> float:
    """1 for a target without Chinese, 0 for one that is all Chinese: words left as they were are no translation."""
    han = han_count(target)
    if not han or not han_count(source):
        return 1.0
    letters = sum(c.isascii() and c.isalpha() for c in target) / 3  # an English word is worth two characters
    return (letters / (letters + han)) ** 2


def lowered(base: float, findings: Sequence[Finding], words: int = 0) -> float:
    """The quality after what the checks found in a pair of so many English words: every finding lowers it, a worse or
    surer one more. The second finding of one check on one term counts half, the third a quarter: it is the same
    mistake; and in a long sentence one mistake weighs less. However many there are, ``FLOOR`` of the quality stays."""
    if not findings:
        return base
    groups: dict[tuple[str, str], list[float]] = {}
    for f in findings:
        groups.setdefault((f.check, f.term or f.message), []).append(PENALTY[f.severity] * f.confidence)
    total = sum(p * 0.5**i for found in groups.values() for i, p in enumerate(sorted(found, reverse=True)))
    return base * (FLOOR + (1 - FLOOR) * math.exp(-total / max(1.0, words / USUAL)))
