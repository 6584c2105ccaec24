"""Translations that an editor made a text of its own of: shortened, put in another order, with words of explanation.

Newspapers do so (*transediting*, Stetting 1989). What such a version leaves out or adds is mostly meant; what it says
wrongly is as wrong as elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from align.records import Alignment, Finding

# Checks whose findings mark one side alone where something is left out or added
_ONE_SIDED = frozenset("addition date foreign_name latin_lost left_out name number omission put_in unit".split())
SHARE, LEAST = 0.15, 4  # sentences without a translation from which a text is probably an edited version


def as_edited(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings of an edited version: what is left out or added is a note."""
    return tuple([replace(f, severity="note") if _is_one_sided(f) else f for f in findings])


def _is_one_sided(finding: Finding) -> bool:
    alone = finding.source_span is None or finding.target_span is None
    return alone and finding.check in _ONE_SIDED


def hint(alignment: Alignment, findings: Sequence[Finding]) -> tuple[str, ...]:
    """A line for people whose text lacks so many sentences that it is probably an edited version; none for others."""
    pairs = alignment.all_pairs()
    lone = {p.number for p in pairs if p.source.text and not p.target.text and not p.bead.furniture}
    lost = {f.bead for f in findings if f.check == "omission" and f.bead in lone and f.severity != "note"}
    if alignment.id is not None or alignment.listed or len(lost) < max(LEAST, SHARE * len(pairs)):
        return ()
    remedy = 'an edited version? completeness = "edited" in align.toml makes notes of what it leaves out'
    return (f"{len(lost)} of {len(pairs)} sentences have no translation; {remedy}",)
