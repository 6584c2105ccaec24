"""Fit how the second reader's reading joins the quality of a pair: rows ``quality*`` of align/data/built/reader.tsv.

The quality before has seen the raters' scores of all sets, so it must come from a cross-validation, or nothing is left
for the reading to tell: ``python -m training.quality --save cv.json`` first. Learnt on the documents that the reader
was never trained on: the rank of each segment within its set from the figures of its reading alone, by ridge
regression, each set counted by the square root of its size. One regression over reading and quality was no better than
the plain mean of the two ranks (τ over five sets .357, the mean .368, the quality alone .352), nor were trees and
support vectors (.340 to .350).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.stats import kendalltau, rankdata
from sklearn.linear_model import Ridge

from align.evidence.reader.network import Reader
from align.evidence.reader.quality import mean_rank, measured, with_rank
from align.score.quality import model
from training.quality_sets import SETS
from training.reader import marks

PENALTY = 30.0  # of the squares of the weights of standardised figures
STEPS, END = 21, 0.1  # knots of the curves; the share by which they go on beyond what was seen


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
    figures = [measured(reading) for reading in readings]
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


def rows(some: Rated, chosen: np.ndarray | None = None) -> dict[str, list[float]]:
    """The rows of the table: weights, and the curves by which the ranks of reading and quality become one quality, so
    that as many pairs lie below each value as before. Learnt on the ``chosen`` segments, on all where none are."""
    chosen = np.arange(len(some.mqm)) if chosen is None else chosen
    found = weights(some, chosen)
    judged = some.figures[chosen] @ found[:-1] + found[-1]
    steps = np.linspace(0, 1, STEPS)
    table = {
        "quality": found.tolist(),
        "quality.rank": _open(steps, -END, 1 + END),
        "quality.read": _open(np.quantile(judged, steps), *_beyond(judged)),
        "quality.value": _open(np.quantile(some.quality[chosen], steps), 0.0, 1.0),
    }
    both = [mean_rank(table, float(q), float(j)) for q, j in zip(some.quality[chosen], judged, strict=True)]
    return table | {"quality.both": _open(np.quantile(both, steps), -END, 1 + END)}


def _open(inner: np.ndarray, first: float, last: float) -> list[float]:
    """A curve with its ends."""
    return [first, *inner.tolist(), last]


def _beyond(judged: np.ndarray) -> tuple[float, float]:
    """Where the curve ends on both sides of what was seen."""
    edge = float(np.ptp(judged)) * END
    return float(judged.min()) - edge, float(judged.max()) + edge


def agreement(some: Rated, folds: int = 5) -> dict[str, tuple[float, float]]:
    """Kendall's τ with the raters of each set, of the quality before and of that with the reading, each document joined
    by what was learnt on the others."""
    names = sorted(set(some.documents))
    fold = np.array([names.index(d) % folds for d in some.documents])
    after = np.empty(len(some.mqm))
    for number in range(folds):
        learnt = {name: tuple(row) for name, row in rows(some, np.flatnonzero(fold != number)).items()}
        for at in np.flatnonzero(fold == number):
            judged = float(some.figures[at] @ learnt["quality"][:-1] + learnt["quality"][-1])
            after[at] = with_rank(learnt, float(some.quality[at]), judged)
    own = {name: np.array([s == name for s in some.sets]) for name in SETS}
    return {
        name: (float(kendalltau(some.quality[at], -some.mqm[at])[0]), float(kendalltau(after[at], -some.mqm[at])[0]))
        for name, at in own.items()
        if at.any()
    }
