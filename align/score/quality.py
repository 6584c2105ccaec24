"""Quality of a pair, 0..1: how a human MQM rater would judge it (judgements: Freitag et al. 2021).

A small network looks at every token of both sides: similarity to its counterpart and to what is usual for it, the
probability that it is omitted or added, fluency of the English around it, what it and its counterpart mean. It looks
at the two neighbours as well, pools what it sees over the pair (sum, mean, maximum) and judges the whole; numpy alone,
about 1 MB. What the checks found is applied on top and can only lower the value, so that a pair with a worse error
never scores higher than the same pair without it. Trained by training/quality.py; figures in docs/scores.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from align.records import Finding, FloatArray, Links
from align.text.scripts import han_count

PATH = Path(__file__).with_name("quality.npz")
PENALTY = {"error": 0.35, "warning": 0.12, "note": 0.02}  # of a finding of confidence 1, in units of log quality
FLOOR = 0.1  # share of the quality that no number of findings takes away
USUAL = 25  # English words; in a longer sentence findings weigh less
MEASURED = 18  # so many columns of Signals.source_rows are read
LIMIT = 4.0  # standardised inputs are cut off here
Bools = NDArray[np.bool_]


class Signals(Protocol):
    """What was measured of each token of a pair; rows follow the tokens of ``links``.

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
    def source_judged(self) -> Bools: ...
    @property
    def target_judged(self) -> Bools: ...
    @property
    def strange(self) -> Bools: ...


def inputs(signals: Signals, meaning: NDArray[np.int8]) -> tuple[FloatArray, FloatArray, FloatArray]:
    """What the network sees of a pair: source tokens (k, 20 + 2d), target tokens (n, 21 + 2d), the pair (6,).

    ``meaning`` (vocabulary, d): a token's vector in few dimensions."""
    links, width = signals.links, meaning.shape[1]
    own, other = meaning[links.source.ids], meaning[links.target.ids]
    k, n = links.similarity.shape
    xs, xt = np.empty((k, MEASURED + 2 + 2 * width), np.float32), np.empty((n, MEASURED + 3 + 2 * width), np.float32)
    xs[:, :MEASURED], xt[:, :MEASURED] = signals.source_rows[:, :MEASURED], signals.target_rows[:, :MEASURED]
    xs[:, MEASURED], xs[:, MEASURED + 1] = signals.uncovered, signals.source_judged
    xt[:, MEASURED], xt[:, MEASURED + 1], xt[:, MEASURED + 2] = (
        signals.unsupported,
        signals.target_judged,
        signals.strange,
    )
    xs[:, -2 * width : -width], xs[:, -width:] = own, other[links.similarity.argmax(axis=1)]
    xt[:, -2 * width : -width], xt[:, -width:] = other, own[links.similarity.argmax(axis=0)]
    source, target = xs[:, 0], xt[:, 0]
    whole = (
        math.log(k + 1) - 3,
        math.log(n + 1) - 3,
        math.log((n + 1) / (k + 1)),
        float(xs[:, 5] @ (source < 0.6)) / 20,
        float(xs[:, 5] @ (source < 0.75)) / 20,
        float(xt[:, 5] @ (target < 0.6)) / 20,
    )
    return xs, xt, np.array(whole, np.float32)


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
    """What happens to the tokens of one side: inputs are standardised (``x * scale + shift``) and cut off at ``LIMIT``,
    then a layer over each token and one over it and its two neighbours."""

    scale: FloatArray
    shift: FloatArray
    tokens: Layer
    near: Layer

    def __call__(self, x: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Sum, mean and maximum over the tokens; ``x`` is overwritten."""
        x *= self.scale
        x += self.shift
        np.minimum(np.maximum(x, -LIMIT, out=x), LIMIT, out=x)
        h = self.tokens(x)
        np.maximum(h, 0, out=h)
        k, width = h.shape
        wide = np.zeros((k, 3 * width), np.float32)
        wide[1:, :width], wide[:, width : 2 * width], wide[:-1, 2 * width :] = h[:-1], h, h[1:]
        around = self.near(wide)
        h += np.maximum(around, 0, out=around)
        total = h.sum(axis=0)
        return total / 10, total / k, h.max(axis=0)


@dataclass(frozen=True)
class Model:
    """The network, and the curve from its judgement to quality. Several networks that were trained apart stand side by
    side in the matrices; the last layer takes their mean."""

    meaning: NDArray[np.int8]
    source: Side
    target: Side
    joint: Layer
    out: Layer
    judged: FloatArray
    quality: FloatArray

    def judge(self, signals: Signals) -> float:
        """The judgement of a pair, higher is better, no fixed range."""
        xs, xt, whole = inputs(signals, self.meaning)
        hidden = self.joint(np.concatenate((*self.source(xs), *self.target(xt), whole)))
        return float(self.out(np.maximum(hidden, 0, out=hidden))[0])

    def __call__(self, signals: Signals) -> float:
        """Quality 0..1 before findings."""
        return float(np.interp(self.judge(signals), self.judged, self.quality))


@cache
def model() -> Model:
    """The shipped model."""
    return read(PATH)


def read(path: Path) -> Model:
    """The model in a file."""
    with np.load(path) as data:
        table = data["meaning"]
        parts: dict[str, FloatArray] = {n: data[n].astype(np.float32) for n in data.files if n != "meaning"}

    def layer(name: str) -> Layer:
        return Layer(parts[name], parts[f"{name}_bias"])

    source, target = (
        Side(parts[f"{side}_scale"], parts[f"{side}_shift"], layer(side), layer(f"{side}_near"))
        for side in ("source", "target")
    )
    return Model(table, source, target, layer("joint"), layer("out"), parts["judged"], parts["quality"])


def estimate(source: str, target: str, signals: Signals, findings: Sequence[Finding]) -> float:
    """Quality 0..1 of a pair with its findings."""
    base = 0.0 if signals.links.target_weight.sum() <= 0 else model()(signals)
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
    groups: dict[tuple[str, str], list[float]] = {}
    for f in findings:
        groups.setdefault((f.check, f.term or f.message), []).append(PENALTY[f.severity] * f.confidence)
    total = sum(p / 2**i for found in groups.values() for i, p in enumerate(sorted(found, reverse=True)))
    return base * (FLOOR + (1 - FLOOR) * math.exp(-total / max(1.0, words / USUAL)))
