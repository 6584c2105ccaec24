"""Alignment -> scores: similarity, coverage, length, quality.

Coverage is the weighted share of a side's tokens that find a counterpart on the other side (late interaction, Khattab
& Zaharia 2020): not the cosine of two sentence vectors but what is missing is the signal of quality.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from align.records import Alignment, Finding, FloatArray, Links, Pair, PairScore, Review, Scores
from align.score.quality import COVERED, Base, estimate

_FEW = 5  # pairs, fewer of which have no distribution of lengths
MQM = {"error": 5.0, "warning": 1.0, "note": 0.1}  # weights of MQM: major 5, minor 1 (Lommel et al. 2014)


def scores(alignment: Alignment, findings: Sequence[Finding], bases: Sequence[Base | None] = ()) -> Scores:
    """Scores of every bead and of the whole article. A bead with an empty side has no scores but a quality of 0.

    ``bases``: of each bead coverage and the quality before findings (:func:`align.score.quality.estimates`); None, or
    nothing, where they were not measured: then the pair has no quality.
    """
    found: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.bead is not None:
            found.setdefault(finding.bead, []).append(finding)
    both = alignment.source is not None and alignment.target is not None
    measured = []
    for number, pair in enumerate(alignment.pairs()):
        base = bases[number] if bases else None
        source, target, ratio = _measure(alignment, pair, base)
        judged = None
        if both and not pair.bead.furniture:
            judged = _judge(pair, base.quality if base else None, found.get(number, ()))
        measured.append((pair.bead.similarity, source, target, ratio, judged))
    lengths = _length_z([m[3] for m in measured]) if len(measured) >= _FEW else [None] * len(measured)
    pairs = [PairScore(m[0], m[1], m[2], z, m[4]) for m, z in zip(measured, lengths, strict=True)]
    return Scores(tuple(pairs), _summary(alignment, pairs, findings))


def _judge(pair: Pair, base: float | None, findings: Sequence[Finding]) -> float | None:
    """Quality of a pair: 0 where a side is empty or has no words, None where nothing was measured."""
    if not pair.source.text or not pair.target.text:
        return 0.0
    return None if base is None else estimate(pair.source.text, pair.target.text, base, findings)


def _measure(alignment: Alignment, pair: Pair, base: Base | None) -> tuple[float | None, float | None, float | None]:
    if not pair.source.text or not pair.target.text:
        return None, None, None
    ratio = math.log(len(pair.target.text) / len(pair.source.text))
    if base is not None:
        return base.source, base.target, ratio
    links = alignment.links(pair)
    return (None, None, None) if links is None else (*coverage(links), ratio)


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
    told = [r for r in ratios if r is not None]
    if len(told) < _FEW:
        return [None] * len(ratios)
    middle = _median(told)
    spread = max(1.4826 * _median([abs(r - middle) for r in told]), 0.05)
    return [None if r is None else (r - middle) / spread for r in ratios]


def _median(values: Sequence[float]) -> float:
    """(That of numpy would load ``numpy.ma``, 12 ms at every start.)"""
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _summary(alignment: Alignment, pairs: Sequence[PairScore], findings: Sequence[Finding]) -> dict[str, float | None]:
    """Quality: mean over pairs by length, with a 95 % interval; MQM-style penalty per 1,000 English words."""
    weights, values = [], []
    words = 0
    for pair, score in zip(alignment.pairs(), pairs, strict=True):
        words += pair.target.text.count(" ") + 1 if pair.target.text else 0
        if score.quality is not None:
            weights.append(weight(pair))
            values.append(score.quality)
    out: dict[str, float | None] = {"quality": None}
    if len(values) == 1:
        out = {"quality": values[0], "quality_low": None, "quality_high": None}
    elif values:
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


def weight(pair: Pair) -> float:
    """Return the weight of a pair in the quality of an article or archive: its length in Chinese characters."""
    return float(max(len(pair.source.text), len(pair.target.text) // 3, 1))


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


def verdict(review: Review) -> str:
    """``pass``, ``review`` or ``fail``: below ``quality.fail`` (0.35) it fails; an open error, or a quality below
    ``quality.pass`` (0.6), wants a reviewer. "" where there is no quality."""
    limits = review.alignment.profile.thresholds
    quality = review.scores.summary.get("quality")
    if quality is None:
        return ""
    if quality < limits.get("quality.fail", 0.35):
        return "fail"
    errors = any(f.severity == "error" for f in review.open_findings())
    return "review" if errors or quality < limits.get("quality.pass", 0.6) else "pass"
