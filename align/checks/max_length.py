"""Strings that do not fit: longer than their file or the settings allow."""

from __future__ import annotations

from collections.abc import Iterator

from align.records import Alignment, Check, Finding, Pair
from align.strings.resource import facts, holds_entries, is_short, verbatim
from align.text.columns import columns

_DOC = """\
The length of a translated string against its limit.

**Found**: a translation longer than the file allows (`maxwidth` and `sizeRestriction` of XLIFF, *max length* in
comments of Android, ARB and PO files, a column *max length* or 字数限制 of a table: error), or than the settings
allow: `max_length.characters` under `[thresholds]` for all short strings, `max_length.ratio` for its width against
that of the source (a Chinese character is two wide).

**Accepted**: everything, where neither the file nor the settings set a limit.

MQM: design/length.
"""
CHARACTERS, RATIO = "max_length.characters", "max_length.ratio"


def _run(alignment: Alignment) -> Iterator[Finding]:
    if not holds_entries(alignment.source):
        return
    thresholds = alignment.profile.thresholds
    if thresholds.keys().isdisjoint((CHARACTERS, RATIO)) and not _has_facts(alignment):
        return
    for pair in alignment.pairs():
        if not pair.source.text or not pair.target.text:
            continue
        text = verbatim(alignment, pair, source=False).strip()
        limit = facts(alignment, pair, "max-length")
        if limit.isdigit() and len(text) > int(limit):
            yield _finding(pair, int(limit), f"{len(text)} characters, the file allows {limit}", error=True)
        elif not is_short(pair.source.text):
            continue
        elif CHARACTERS in thresholds and len(text) > thresholds[CHARACTERS]:
            most = int(thresholds[CHARACTERS])
            yield _finding(pair, most, f"{len(text)} characters, the settings allow {most}", error=False)
        elif RATIO in thresholds and columns(text) > thresholds[RATIO] * columns(pair.source.text):
            most = int(thresholds[RATIO] * columns(pair.source.text))
            yield _finding(pair, most, f"{columns(text)} wide, {most} would do", error=False)


def _has_facts(alignment: Alignment) -> bool:
    """Return whether the file states anything about an entry."""
    return any(block.facts for document in alignment.documents for block in document.blocks)


def _finding(pair: Pair, limit: int, message: str, *, error: bool) -> Finding:
    over = min(limit, max(len(pair.target.text) - 1, 0))
    return pair.finding(
        CHECK, message, target=(over, len(pair.target.text)), severity="error" if error else "warning", confidence=0.95
    )


CHECK = Check(
    id="max_length",
    severity="error",
    category="design/length",
    doc=_DOC,
    run=_run,
    rank=3,
    good=(("设置", "Settings"),),
)
