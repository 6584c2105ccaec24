"""Findings and their severity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from align.records.texts import Span

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")  # worst first


@dataclass(frozen=True)
class Finding:
    """Something a person should look at. ``category`` follows MQM; ``note`` explains at length what ``message``
    says in a line; ``term`` groups findings of one term or name in reports."""

    check: str
    severity: Severity
    category: str
    bead: int | None
    source_span: Span | None
    target_span: Span | None
    message: str
    suggestions: tuple[str, ...] = ()
    confidence: float = 1.0
    note: str = ""
    term: str = ""
