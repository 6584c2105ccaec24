"""How the second reader's reading of a pair joins its quality.

Raters add up the errors of a segment. So what tells most is not how sure the reader is that something is wrong (its
score orders the held-out segments of WMT22 by a Kendall's τ of .15) but how many words it expects to be wrong, the sum
of their probabilities (.28 there, .33 on WMT21, .47 on WMT23). A linear function of such figures is learnt on raters'
scores (training/reader/value.py). The mean of its rank and of that of the quality before is the rank of the quality: as
many pairs lie below each value as before.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from align.evidence.reader.table import odds, table
from align.records import FloatArray, Reading

Rows = Mapping[str, Sequence[float]]  # of the table: "quality…"
DOUBTFUL = 3  # so many of the most doubtful pieces are looked at by themselves
SHARE, FULL = 0.5, 0.1  # what a reading counts for, and the rank of the quality from which it does in full
LEAST = 0.1  # added to a number of words before its logarithm


def measured(reading: Reading) -> tuple[float, ...]:
    """Nine figures of a reading: the log odds of the score; of both sides, the translation first, the log odds of the
    mean probability that a piece is wrong and of that of the most doubtful pieces, the logarithm of the number of
    pieces expected to be wrong, and of the number of pieces."""
    return odds(reading.score), *_side(reading.target_wrong), *_side(reading.source_wrong)


def _side(wrong: FloatArray) -> tuple[float, float, float, float]:
    if not len(wrong):
        return 0.0, 0.0, math.log(LEAST), 0.0
    total = float(wrong.sum())
    doubtful = float(np.sort(wrong)[-DOUBTFUL:].mean())
    return odds(total / len(wrong)), odds(doubtful), math.log(total + LEAST), math.log(len(wrong) + 1)


def joined(quality: float, reading: Reading) -> float:
    """Quality 0..1 of a pair that was read, out of the quality before; that one where nothing was learnt."""
    rows = table()
    if "quality" not in rows or quality <= 0:
        return quality
    judged = sum(w * x for w, x in zip(rows["quality"], (*measured(reading), 1.0), strict=True))
    return round(with_rank(rows, quality, judged), 6)


def with_rank(rows: Rows, quality: float, judged: float) -> float:
    """Quality 0..1 out of the quality before and what the figures of the reading add up to."""
    return float(np.interp(mean_rank(rows, quality, judged), rows["quality.both"], rows["quality.value"]))


def mean_rank(rows: Rows, quality: float, judged: float) -> float:
    """The mean of two ranks: of the quality among all qualities, of a reading among all readings. What the reader says
    of two sentences that are hardly a translation of each other is guesswork: there the reading counts for less."""
    ranks = rows["quality.rank"]
    before = float(np.interp(quality, rows["quality.value"], ranks))
    share = SHARE * min(1.0, max(0.0, before) / FULL) ** 2
    return (1 - share) * before + share * float(np.interp(judged, rows["quality.read"], ranks))
