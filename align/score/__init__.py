"""Alignment -> scores: similarity, coverage, length, quality.

Coverage is the weighted share of a side's tokens that find a counterpart on the other side (late interaction, Khattab
& Zaharia 2020): not the cosine of two sentence vectors but what is missing is the signal of quality.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from align.records import Alignment, Finding, FloatArray, Links, Pair, PairScore, Review, Scores

COVERED = 0.6  # cosine; a token whose best counterpart is below it counts as not found (calibrated on WMT22 MQM)
MQM = {"error": 5.0, "warning": 1.0, "note": 0.1}  # weights of MQM: major 5, minor 1 (Lommel et al. 2014)
_PENALTY = {"error": 0.25, "warning": 0.08, "note": 0.01}


def scores(alignment: Alignment, findings: Sequence[Finding]) -> Scores:
    """Scores of every bead and of the whole article. Beads with an empty side have no scores but a quality of 0."""
    rows = [_measure(alignment, pair) for pair in alignment.pairs()]
    lengths = _length_z([r[2] for r in rows])
    worst: dict[int, float] = {}
    for finding in findings:
        if finding.bead is not None:
            worst[finding.bead] = worst.get(finding.bead, 0.0) + _PENALTY[finding.severity] * finding.confidence
    pairs = []
    for number, (bead, (source, target, _), z) in enumerate(zip(alignment.beads, rows, lengths, strict=True)):
        quality = None
        if bead.furniture or alignment.source is None or alignment.target is None:
            quality = None
        elif bead.similarity is None:
            quality = 0.0
        elif source is not None and target is not None:
            quality = _quality(source, target, worst.get(number, 0.0))
        pairs.append(PairScore(bead.similarity, source, target, z, quality))
    return Scores(tuple(pairs), _summary(alignment, pairs, findings))


def _measure(alignment: Alignment, pair: Pair) -> tuple[float | None, float | None, float | None]:
    links = alignment.links(pair) if pair.source.text and pair.target.text else None
    if links is None:
        return None, None, None
    ratio = math.log(max(len(pair.target.text), 1) / max(len(pair.source.text), 1))
    return (*coverage(links), ratio)


def coverage(links: Links, threshold: float = COVERED) -> tuple[float, float]:
    """(source, target) 0..1: weighted share of tokens whose best counterpart is at least ``threshold``."""
    return _share(links.source_weight, links.source_best, threshold), _share(
        links.target_weight, links.target_best, threshold
    )


def _share(weight: FloatArray, best: FloatArray, threshold: float) -> float:
    total = float(weight.sum())
    return float(weight[best >= threshold].sum()) / total if total > 0 else 0.0


def _length_z(ratios: Sequence[float | None]) -> list[float | None]:
    """z-score of the log length ratio within the article, by median and MAD; None below five pairs."""
    known = np.array([r for r in ratios if r is not None])
    if len(known) < 5:
        return [None] * len(ratios)
    middle = float(np.median(known))
    spread = max(1.4826 * float(np.median(np.abs(known - middle))), 0.05)
    return [None if r is None else (r - middle) / spread for r in ratios]


def _quality(source: float, target: float, penalty: float) -> float:
    base = 1 / (1 + math.exp(-(6 * source + 3 * target - 4.5)))
    return max(0.0, min(1.0, base)) * math.exp(-penalty)


def _summary(alignment: Alignment, pairs: Sequence[PairScore], findings: Sequence[Finding]) -> dict[str, float | None]:
    """Quality: mean over pairs by length, with a 95 % interval; MQM-style penalty per 1,000 English words."""
    weights, values = [], []
    words = 0
    for pair, score in zip(alignment.pairs(), pairs, strict=True):
        words += pair.target.text.count(" ") + 1 if pair.target.text else 0
        if score.quality is not None:
            weights.append(float(max(len(pair.source.text), len(pair.target.text) // 3, 1)))
            values.append(score.quality)
    out: dict[str, float | None] = {"quality": None}
    if values:
        mean, low, high = _interval(np.array(values), np.array(weights))
        out = {"quality": mean, "quality_low": low, "quality_high": high}
    if words and alignment.source is not None:
        out["penalty"] = 0.0
        for finding in findings:
            points = 1000 * MQM[finding.severity] / words
            kind = f"penalty/{finding.category.split('/')[0]}"
            out["penalty"] = (out["penalty"] or 0.0) + points
            out[kind] = (out.get(kind) or 0.0) + points
    return out


def _interval(values: NDArray[np.float64], weights: NDArray[np.float64]) -> tuple[float, float | None, float | None]:
    """Weighted mean and its 95 % interval (normal approximation, effective sample size after Kish 1965)."""
    share = weights / weights.sum()
    mean = float(share @ values)
    size = 1 / float(share @ share)
    if len(values) < 5:
        return mean, None, None
    spread = math.sqrt(float(share @ (values - mean) ** 2) * size / max(size - 1, 1)) / math.sqrt(size)
    return mean, max(0.0, mean - 1.96 * spread), min(1.0, mean + 1.96 * spread)


def worst(review: Review, count: int) -> list[tuple[int, float]]:
    """(bead, quality) of the pairs with the lowest quality, worst first."""
    known = [(n, p.quality) for n, p in enumerate(review.scores.pairs) if p.quality is not None]
    return [(n, q) for n, q in sorted(known, key=lambda x: (x[1], x[0]))[:count]]


def verdict(review: Review, limits: Mapping[str, float] | None = None) -> str:
    """``pass``, ``review`` or ``fail``: below ``quality.fail`` (0.35) it fails; an open error, or a quality below
    ``quality.pass`` (0.6), wants a reviewer. "" where there is no quality."""
    limits = limits if limits is not None else review.alignment.profile.thresholds
    quality = review.scores.summary.get("quality")
    if quality is None:
        return ""
    if quality < limits.get("quality.fail", 0.35):
        return "fail"
    errors = any(f.severity == "error" for f in review.open_findings())
    return "review" if errors or quality < limits.get("quality.pass", 0.6) else "pass"
