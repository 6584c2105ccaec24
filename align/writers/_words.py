"""Texts that several formats for people share: severities, and counts of findings."""

from __future__ import annotations

from collections.abc import Mapping

from align.records import SEVERITIES
from align.wording import Words

SEVERITIES_SAID = {"error": "error", "warning": "warning", "note": "note"}
NOUNS_SAID = {"error": "error|errors", "warning": "warning|warnings", "note": "note|notes"}
_COUNTS_SAID = {
    "error": "{n:,} error|{n:,} errors",
    "warning": "{n:,} warning|{n:,} warnings",
    "note": "{n:,} note|{n:,} notes",
}


def noun(severity: str, count: int, t: Words) -> str:
    """``error`` or ``errors``: what is beside the number."""
    return t(NOUNS_SAID[severity], n=count)


def counted(total: Mapping[str, int], t: Words, *, empty: bool = False) -> str:
    """Return ``2 errors, 1 note``; ``empty``: list severities with a count of 0, too."""
    parts = [t(_COUNTS_SAID[s], n=total.get(s, 0)) for s in SEVERITIES if empty or total.get(s, 0)]
    return t(", ").join(parts) or t("nothing to report")
