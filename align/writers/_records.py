"""Records -> plain dictionaries of the public JSON interface. Shared by the JSON-like writers."""

from __future__ import annotations

import json
from typing import Any

from align.records import Document, Review, Span
from align.writers._located_findings import UNITS, where

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode  # ``json.dumps`` makes one for every call


def line(row: dict[str, Any]) -> bytes:
    """A row as a line of JSON, in UTF-8."""
    return _encode(row).encode("utf-8", "backslashreplace") + b"\n"


def rounded(value: float | None, digits: int = 4) -> float | None:
    """Four digits are enough for people and make the bytes independent of the last bit."""
    return None if value is None else round(float(value), digits) + 0.0


def place_dict(document: Document | None, span: Span | None) -> dict[str, Any] | None:
    """{"line", "column", "start", "end", "text"}, and "unit" where the format has units and no lines; None without a
    span. The line in a file of numbered units is the number of the unit."""
    if document is None or span is None:
        return None
    place, unit = document.place(span), where(document, span)[0]
    named = {"unit": unit} if unit else {}
    return named | {
        "line": document.row(span.start) + 1 if document.path.lower().endswith(UNITS) else place.line,
        "column": place.column,
        "start": place.start,
        "end": place.end,
        "text": place.text,
    }


def finding_dict(review: Review, number: int) -> dict[str, Any]:
    """FINDING of the interface (DESIGN section 5); "note" and "decision" only where there are any."""
    finding = review.findings[number]
    alignment = review.alignment
    out: dict[str, Any] = {
        "check": finding.check,
        "severity": finding.severity,
        "category": finding.category,
        "bead": finding.bead,
        "source": place_dict(alignment.source, finding.source_span),
        "target": place_dict(alignment.target, finding.target_span),
        "message": finding.message,
        "suggestions": list(finding.suggestions),
        "confidence": rounded(finding.confidence, 3),
        "fingerprint": review.fingerprints[number],
    }
    if finding.note:
        out["note"] = finding.note
    decision = review.decision(number)
    if not decision.is_open:
        out["decision"] = {"state": decision.state, "reason": decision.reason, "author": decision.author}
    return out
