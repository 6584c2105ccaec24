"""Reviewdog Diagnostic Format (rdjson): comments and suggested changes in code review on any host."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from align.records import Review, Writer
from align.wording import spoken
from align.writers._located_findings import NAME, Flat, Spot, listed, open_ones

_SEVERITY = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}
_OFFERED = 3  # suggestions of a finding


def write(reviews: Iterable[Review]) -> Iterator[bytes]:
    """One object with a diagnostic an open finding; columns count UTF-8 bytes from 1, as the format wants it."""
    yield json.dumps({"source": {"name": NAME}})[:-1].encode() + b', "diagnostics": ['
    yield from listed(_diagnostic(found) for review in spoken(reviews) for found in open_ones(review))
    yield b"\n]}\n"


def _diagnostic(found: Flat) -> dict[str, Any]:
    finding = found.finding
    out: dict[str, Any] = {
        "message": f"{finding.message}\n{finding.note}".strip(),
        "location": _location(found.spot) if found.spot else {"path": found.path},
        "severity": _SEVERITY[finding.severity],
        "code": {"value": finding.check},
    }
    if found.spot and finding.target_span and finding.suggestions and found.spot.exact:
        spot_range = _range(found.spot)
        out["suggestions"] = [{"range": spot_range, "text": s} for s in finding.suggestions[:_OFFERED]]
    for source in found.spots[1:]:
        out["relatedLocations"] = [{"message": f"source: {source.words}", "location": _location(source)}]
    return out


def _location(spot: Spot) -> dict[str, Any]:
    out: dict[str, Any] = {"path": spot.document.path.replace("\\", "/")}
    if spot.place:
        out["range"] = _range(spot)
    return out


def _range(spot: Spot) -> dict[str, Any]:
    place = spot.document.place(spot.span)
    if not spot.exact:
        return {"start": {"line": place.line}, "end": {"line": place.line}}
    start, end = (spot.bytes_before(spot.span.start + n) for n in (0, place.end - place.start))
    return {"start": {"line": place.line, "column": start + 1}, "end": {"line": place.line, "column": end + 1}}


WRITER = Writer("rdjson", (), write, "Comments and suggested changes in code review, by reviewdog.")
