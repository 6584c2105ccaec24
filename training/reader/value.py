"""Fit how the second reader's reading joins the quality of a pair: rows ``quality*`` of align/data/built/reader.tsv.

The quality before has seen the raters' scores of all sets, so it must come from a cross-validation, or nothing is left
for the reading to tell: ``python -m training.quality --save cv.json`` first. Learnt on the documents that the reader
was never trained on: the rank of each segment within its set, by ridge regression, each set counted by the square root
of its size.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.stats import rankdata
from sklearn.linear_model import Ridge

from align.evidence.reader.network import Reader
from align.evidence.reader.quality import measured
from align.evidence.reader.table import odds
from align.score.quality import model
from training.quality_sets import SETS
from training.reader import marks

PENALTY = 30.0  # of the squares of the weights of standardised figures
STEPS = 21  # knots of the curve to quality


@dataclass(frozen=True)
class Rated:
    """Segments that raters scored: figures (n, k), quality before (n,), MQM (n,), the set and document of each."""

    figures: np.ndarray
    quality: np.ndarray
    mqm: np.ndarray
    sets: Sequence[str]
    documents: Sequence[str]


def rated(shared: Path, reader: Reader, judged: Path, limit: int) -> Rated:
    """The held-out segments of all sets, at most ``limit`` of each, read and with the cross-validated quality."""
    known: dict[str, float] = json.loads(judged.read_text(encoding="utf-8"))
    curve, rows, names = model(), [], []
    for name in SETS:
        found = [r for r in marks.segments(shared / "eval/dev", name, True) if f"{name}|{r['id']}" in known]
        rows += found[:limit]
        names += [name] * len(found[:limit])
    keys = [f"{name}|{r['id']}" for name, r in zip(names, rows, strict=True)]
    quality = np.interp([known[key] for key in keys], curve.judged, curve.quality)
    readings = reader.read([(r["source"], r["target"]) for r in rows])
    figures = [(odds(float(q)), *measured(reading)) for q, reading in zip(quality, readings, strict=True)]
    documents = [f"{name} {r['doc'].partition('_doc')[0]}" for name, r in zip(names, rows, strict=True)]
    return Rated(np.array(figures), quality, np.array([r["mqm_score"] for r in rows], float), names, documents)


def weights(some: Rated, chosen: np.ndarray) -> np.ndarray:
    """(k + 1,): weights of the figures, and the constant, learnt on the ``chosen`` segments."""
    rank, worth = np.empty(len(some.mqm)), np.empty(len(some.mqm))
    for name in set(some.sets):
        own = np.array([s == name for s in some.sets])
        rank[own], worth[own] = rankdata(-some.mqm[own]) / own.sum(), own.sum() ** -0.5
    x, worth = some.figures[chosen], worth[chosen]
    middle, spread = x.mean(0), x.std(0) + 1e-9
    fitted = Ridge(alpha=PENALTY * worth.mean()).fit((x - middle) / spread, rank[chosen], sample_weight=worth)
    own = fitted.coef_ / spread
    return np.append(own, fitted.intercept_ - own @ middle)


def rows(some: Rated) -> dict[str, list[float]]:
    """The rows of the table: weights, and the curve by which as many pairs lie below a quality as before."""
    found = weights(some, np.arange(len(some.mqm)))
    judged = some.figures @ found[:-1] + found[-1]
    steps = np.linspace(0, 1, STEPS)
    below, values = np.quantile(judged, steps), np.quantile(some.quality, steps)
    edge = 2 * (below[-1] - below[0]) / STEPS  # beyond what was seen the curve goes on to the ends of the scale
    return {
        "quality": found.tolist(),
        "quality.judged": [float(below[0] - edge), *below.tolist(), float(below[-1] + edge)],
        "quality.value": [0.01, *values.tolist(), 0.98],
    }
