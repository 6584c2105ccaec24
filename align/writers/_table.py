"""Findings as rows of a table: shared by CSV and XLSX."""

from __future__ import annotations

from collections.abc import Iterator

from align.records import Review
from align.text.normal import NOT_IN_XML
from align.writers._located_findings import flat
from align.writers._records import rounded

HEADS_SAID = {
    "file": "file", "place": "place", "bead": "bead", "severity": "severity", "check": "check", "category": "category",
    "message": "message", "source words": "source words", "target words": "target words", "suggestions": "suggestions",
    "confidence": "confidence", "source": "source", "target": "target", "quality": "quality", "decision": "decision",
    "reason": "reason", "name": "your name", "fingerprint": "fingerprint", "kind": "kind", "similarity": "similarity",
    "findings": "findings",
}  # fmt: skip
HEAD = tuple(HEADS_SAID)[:-3]  # kind, similarity and findings are heads of other sheets
STATES_SAID = {
    "open": "open", "accepted": "accepted", "dismissed": "dismissed", "waived": "waived", "baseline": "in the baseline",
}  # fmt: skip
_FORMULA = "=+-@＝＋－＠"  # what spreadsheets take for the beginning of a formula, full-width in some locales


def rows(review: Review) -> Iterator[tuple[str | float | int | None, ...]]:
    """One row a finding, in the order of :data:`HEAD`; ``bead`` counts from 1."""
    pairs, alignment = review.alignment.pairs(), review.alignment
    for number, one in enumerate(flat(review)):
        finding = one.finding
        place = next((s.label or (f"{s.place.line}:{s.place.column}" if s.place else "") for s in one.spots), "")
        pair = pairs[finding.bead] if finding.bead is not None else None
        score = review.scores.pairs[pair.number] if pair and pair.number < len(review.scores.pairs) else None
        yield (
            one.path,
            place or one.segment,
            None if pair is None else pair.number + 1,
            finding.severity,
            finding.check,
            finding.category,
            finding.message,
            *review.marked_words(finding, 500),
            " | ".join(finding.suggestions),
            rounded(finding.confidence, 3),
            pair.source.original(alignment.source) if pair else "",
            pair.target.original(alignment.target) if pair else "",
            rounded(score.quality if score else None),
            review.decision(number).state,
            review.decision(number).reason,
            review.decision(number).author,
            one.fingerprint,
        )


def harmless(value: str | float | int | None) -> str | float | int | None:
    """A text that no spreadsheet takes for a formula, without characters that XML forbids."""
    if not isinstance(value, str):
        return value
    text = NOT_IN_XML.sub("\ufffd", value)
    first = text.lstrip()[:1]
    return "'" + text if text[:1] in ("\t", "\r", "\n") or (first and first in _FORMULA) else text
