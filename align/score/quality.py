"""Quality of a pair, 0..1: how a human MQM rater would judge it, by a small network over measured evidence.

Evidence (Freitag et al. 2021 for the judgements): token coverage both ways at several thresholds, similarity of the sentence
vectors, lengths, probabilities that words are uncovered or unsupported, and the fluency model's opinion of the English.
What the checks found is applied on top and can only lower the value, so that a pair with a worse error never scores
higher than the same pair without it. Trained by training/quality.py; figures in docs/scores.md.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.records import Finding, FloatArray, Links
from align.text.fluency import slips
from align.text.scripts import han_count

PATH = Path(__file__).parent / "quality.json"
THRESHOLDS = (0.3, 0.45, 0.6, 0.75)
PENALTY = {"error": 0.35, "warning": 0.12, "note": 0.0}  # of a finding of confidence 1, in units of log quality
Floats = NDArray[np.float32]
NAMES = (
    *(f"uncovered {t}" for t in THRESHOLDS),
    *(f"unsupported {t}" for t in THRESHOLDS),
    *(f"uncovered share {t}" for t in THRESHOLDS),
    *(f"unsupported share {t}" for t in THRESHOLDS),
    "similarity", "source best", "target best", "source worst", "target worst", "cross", "monotone",
    "log source", "log target", "log ratio", "log ratio squared", "source mass", "target mass", "mass ratio",
    "omitted sum", "omitted max", "omitted share", "added sum", "added max", "added share", "lack",
    "missing sum", "missing max", "wrong sum", "wrong max", "fluency", "fluency total",
    "digits", "latin in source", "capitals", "rare source", "rare target", "clauses", "question", "quotes",
    "sentences ratio", "repeated",
)  # fmt: skip


@dataclass(frozen=True)
class Signals:
    """Word-level probabilities of a pair from the checks: source tokens without counterpart, target tokens without source,
    and by how much similarities fall short of what is usual for these words."""

    uncovered: FloatArray
    unsupported: FloatArray
    lack: float


def features(source: str, target: str, similarity: float, links: Links, signals: Signals | None) -> Floats:
    """Evidence of one pair, float32 of shape (len(NAMES),)."""
    sw, tw, sb, tb = links.source_weight, links.target_weight, links.source_best, links.target_best
    mass = [float(w[b < t].sum()) for w, b in ((sw, sb), (tw, tb)) for t in THRESHOLDS]
    total = float(sw.sum()), float(tw.sum())
    shares = [m / max(total[i // len(THRESHOLDS)], 1e-6) for i, m in enumerate(mass)]
    ratio = math.log((total[1] + 1) / (total[0] + 1))
    best = _average(sb, sw), _average(tb, tw)
    worst = _worst(sb, sw), _worst(tb, tw)
    length = math.log(len(source) + 1), math.log(len(target) + 1)
    bend = length[1] - length[0] - 1.15
    return np.array(
        [
            *mass, *shares,
            similarity, *best, *worst, *_order(links),
            *length, bend, bend * bend, *total, ratio,
            *_word_signals(signals),
            *_fluency(target),
            *_surface(source, target, links),
        ],
        np.float32,
    )  # fmt: skip


def _average(best: FloatArray, weight: FloatArray) -> float:
    return float(best @ weight) / max(float(weight.sum()), 1e-6)


def _worst(best: FloatArray, weight: FloatArray) -> float:
    """Weighted mean over the worst quarter of the tokens."""
    if not len(best):
        return 0.0
    order = np.argsort(best, kind="stable")[: max(1, len(best) // 4)]
    return _average(best[order], weight[order])


def _order(links: Links) -> tuple[float, float]:
    """How far strong links lie from the diagonal, and how many neighbours keep their order."""
    if min(links.similarity.shape) < 2:
        return 0.0, 1.0
    forward = links.similarity.argmax(axis=1)
    strong = np.flatnonzero(links.source_best > 0.45)
    if len(strong) < 2:
        return 0.0, 1.0
    k, m = links.similarity.shape
    away = np.abs(strong / k - forward[strong] / m)
    return float(away.mean()), float((np.diff(forward[strong]) > 0).mean())


def _word_signals(signals: Signals | None) -> list[float]:
    if signals is None:
        return [0.0] * 7
    out = []
    for p in (signals.uncovered, signals.unsupported):
        total = float(p.sum())
        out += [total, float(p.max()) if len(p) else 0.0, total / max(len(p), 1)]
    return [*out, signals.lack]


def _fluency(target: str) -> list[float]:
    found = slips(target)
    if not found.words:
        return [0.0] * 6
    missing, wrong = found.missing, found.wrong
    fluency = math.log(max(found.fluency, 1e-6))
    sums = float(missing.sum()), float(missing.max()), float(wrong.sum()), float(wrong.max())
    return [*sums, fluency, fluency * len(found.words)]


def _surface(source: str, target: str, links: Links) -> list[float]:
    """Counts that tell what kind of text it is."""
    words = target.split()
    capitals = sum(w[:1].isupper() for w in words[1:])
    digits = sum(c.isdigit() for c in source)
    latin = sum(c.isascii() and c.isalpha() for c in source)
    rare = [float(np.sort(w)[-3:].mean()) if len(w) else 0.0 for w in (links.source_weight, links.target_weight)]
    clauses = sum(source.count(c) for c in "，,；;、：")
    stops = sum(source.count(c) for c in "。！？!?"), sum(target.count(c) for c in ".!?")
    lower = [w.lower() for w in words]
    repeated = len(lower) - len(set(lower))
    return [
        math.log1p(digits), math.log1p(latin), capitals / max(len(words), 1), *rare, math.log1p(clauses),
        float("？" in source or "?" in source), float("“" in source or "「" in source),
        math.log((stops[1] + 1) / (stops[0] + 1)), repeated / max(han_count(source), 1),
    ]  # fmt: skip


@dataclass(frozen=True)
class Model:
    """Mean and scale of the features, and the networks: (weights, bias) a layer, averaged over the networks."""

    mean: Floats
    scale: Floats
    nets: tuple[tuple[tuple[Floats, Floats], ...], ...]

    def __call__(self, x: Floats) -> NDArray[np.float32]:
        """Quality 0..1 of each row, before findings."""
        h0 = np.clip((x - self.mean) * self.scale, -4, 4)
        out = np.zeros(len(x), np.float32)
        for net in self.nets:
            h = h0
            for number, (weights, bias) in enumerate(net):
                h = h @ weights + bias
                if number + 1 < len(net):
                    h = np.tanh(h)
            out += h[:, 0]
        result: NDArray[np.float32] = 1 / (1 + np.exp(-out / len(self.nets)))
        return result


@cache
def model() -> Model:
    """The shipped model."""
    data = json.loads(PATH.read_bytes())

    def array(values: object) -> Floats:
        return np.array(values, np.float32)

    nets = tuple(tuple((array(w), array(b)) for w, b in net) for net in data["nets"])
    return Model(array(data["mean"]), array(data["scale"]), nets)


def lowered(base: float, findings: Sequence[Finding]) -> float:
    """The quality after what the checks found: every finding lowers it, a worse or surer one more."""
    return base * math.exp(-sum(PENALTY[f.severity] * f.confidence for f in findings))
