"""A judge over the checks that look at single words: is their suspicion borne out by what the second reader read?

Each check has its own trust, learnt on findings of which raters and translators said whether they are right
(training/reader/calibrate.py); on top come its confidence, the readings of the marked words on both sides, and that of
the pair. The confidence of the finding becomes the judge's; severity follows it.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from align.evidence.reader.spans import odds, table
from align.records import Finding, Pair, Passage, Reading, Severity, Span

JUDGED = ("addition", "direction", "foreign_name", "grammar", "mismatch", "negation", "omission")
# Confidence below which a finding is dropped, from which it is a warning, and from which it keeps the rank of an error.
# Chosen on one half of the published translations, by document (benchmarks/reader.py).
DROP, WARNING, ERROR = 0.15, 0.4, 0.7
UNREAD = -5.3  # log odds where a side has no marked words


def judged(finding: Finding, pair: Pair, reading: Reading) -> Finding | None:
    """The finding as the judge sees it, None where it is dropped; others than those of word-level checks, and those
    about a whole side, stay as they are."""
    weights, trust = table().get("judge"), table().get(f"judge.{finding.check}")
    if finding.check not in JUDGED or weights is None or trust is None or _whole(finding, pair):
        return finding
    z = trust[0] + sum(w * x for w, x in zip(weights, measure(finding, pair, reading), strict=True))
    sure = round(1 / (1 + math.exp(-max(-30.0, min(30.0, z)))), 3)
    if sure < DROP:
        return None
    severity: Severity = "note" if sure < WARNING else "warning"
    if finding.severity == "note" or (finding.severity == "error" and sure >= ERROR):
        severity = finding.severity
    return replace(finding, severity=severity, confidence=sure)


def measure(finding: Finding, pair: Pair, reading: Reading) -> tuple[float, ...]:
    """What the judge weighs: log odds of the check's own confidence, of the highest and the mean reading of the marked
    English, of the highest reading of the marked Chinese, of the pair, and of the highest reading anywhere in it."""
    english, chinese = (
        place(side, span) for side, span in ((pair.target, finding.target_span), (pair.source, finding.source_span))
    )
    highest = float(reading.target_wrong.max()) if len(reading.target_wrong) else 0.0
    return (
        odds(finding.confidence),
        odds(reading.highest(1, *english)) if english else UNREAD,
        odds(reading.mean(1, *english)) if english else UNREAD,
        odds(reading.highest(0, *chinese)) if chinese else UNREAD,
        odds(reading.score),
        odds(highest),
    )


def place(side: Passage, span: Span | None) -> tuple[int, int] | None:
    """A span of the document as offsets in the text of a pair's side; None where it lies outside."""
    if span is None:
        return None
    inside = [
        (at + max(span.start, start) - start, at + min(span.end, start + length) - start)
        for at, start, length in side.pieces
        if span.start < start + length and start < span.end
    ]
    return (inside[0][0], inside[-1][1]) if inside else None


def _whole(finding: Finding, pair: Pair) -> bool:
    """Return whether the finding marks a whole side, or a side without any counterpart."""
    if not pair.source.text or not pair.target.text:
        return True
    return finding.check == "mismatch" and finding.target_span == pair.target.whole


def joined(quality: float, score: float) -> float:
    """Quality 0..1 of a pair with the score of its reading (0..1, high: wrong): a mean of the quality and of what pairs
    of that score are usually worth; weight and curve are learnt on scores of raters. Without a table the quality."""
    rows = table()
    if "quality.score" not in rows or quality <= 0:
        return quality
    usual = float(np.interp(score, rows["quality.score"], rows["quality.value"]))
    weight = rows["quality.weight"][0]
    return round((1 - weight) * quality + weight * usual, 6)
