"""Judge the findings of checks that look at single words by what the second reader read.

Each check has its own trust, learnt on findings of which raters and translators said whether they are right
(training/reader/calibrate.py); on top come its confidence, the readings of the marked words on both sides, that of the
pair, and the manner of the translation. What comes out is the confidence of the finding; its severity follows by the
limits of all checks. A lost or added *not* and a turned direction are no freedom, and the reader seldom sees them: when
it judged these, too, .55 of the negations of HW-TSC were told, without it .69, at no more false alarms.
"""

from __future__ import annotations

from align.evidence.reader import spans
from align.evidence.reader.table import chance, odds, table
from align.records import Finding, Pair, Passage, Reading, Span

JUDGED = ("addition", "foreign_name", "grammar", "mismatch", "omission")  # right in a free text, wrong in a literal one


def sure(finding: Finding, rest: tuple[float, ...]) -> float:
    """The probability 0..1 that a finding is right. Its confidence is how likely it was before the pair was read;
    ``rest`` is what was measured of it then (:func:`measure`, but for the first figure)."""
    weights = table()["judge"]
    trust = table()[f"judge.{finding.check}"]
    z = trust[0] + sum(w * x for w, x in zip(weights, (odds(finding.confidence), *rest), strict=False))
    return chance(z)


def is_judged(finding: Finding, pair: Pair) -> bool:
    """Return whether the judge knows the check of a finding, and the finding is not about a whole side."""
    known = finding.check in JUDGED and "judge" in table() and f"judge.{finding.check}" in table()
    return known and not _whole(finding, pair)


def measure(finding: Finding, pair: Pair, reading: Reading) -> tuple[float, ...] | None:
    """Measure what the judge weighs: log odds of the check's own confidence, whether the English is marked, and what is
    measured of the marked words (:func:`align.evidence.reader.spans.measure`) and of the manner of the translation;
    None where no words are marked."""
    for side, passage, span in ((1, pair.target, finding.target_span), (0, pair.source, finding.source_span)):
        words = place(passage, span)
        if words is not None:
            links = pair.weighed.links if pair.weighed is not None else None
            measured = spans.measure(reading, passage.text, links, side, words)
            return odds(finding.confidence), float(side), *measured, *_manner(pair)
    return None


def _manner(pair: Pair) -> tuple[float, ...]:
    return () if pair.evidence.manner is None else pair.evidence.manner.measured


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
