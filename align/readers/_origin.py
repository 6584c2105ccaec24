"""What a file says of the translator of a unit: a machine, and nobody has approved or changed it since.

Sources: XLIFF 1.2, *state-qualifier* and *approved* (docs.oasis-open.org/xliff/v1.2/os/xliff-core.html); XLIFF 2.1,
module Translation Candidates (docs.oasis-open.org/xliff/xliff-core/v2.1); origins and confirmation levels of Trados
Studio (developers.rws.com); ``m:trans-origin`` and ``m:confirmed`` of Phrase (developers.phrase.com/en/guides/mxliff);
``creationid="MT!"``, by which Moses and Okapi mark units of TMX.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.records import MACHINE, TRANSLATED_BY
from align.xml_stream import attribute, children, words_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Facts = tuple[tuple[str, str], ...]
BY_MACHINE: Facts = ((TRANSLATED_BY, MACHINE),)
_QUALIFIERS = ("leveraged-mt", "mt-suggestion")  # of XLIFF 1.2; they say how the text came into its state
_APPROVED = ("final", "signed-off")
_DONE = ("translated", "reviewed", "final")  # of XLIFF 2: somebody or something has taken the candidate
_ORIGINS, _UNCONFIRMED = ("mt", "nmt", "amt"), ("", "draft", "unspecified")  # of Trados: neural, adaptive
_MARKS = ("mt", "mt!")


def of_unit(unit: Element, target: Element | None) -> Facts:
    """Facts of a ``trans-unit`` of XLIFF 1.2."""
    if target is None or attribute(unit, "approved") == "yes":
        return ()
    raw = attribute(target, "state-qualifier") in _QUALIFIERS and attribute(target, "state") not in _APPROVED
    phrase = attribute(unit, "trans-origin") == "mt" and attribute(unit, "confirmed") == "0"
    trados = [seg for defs in children(unit, "seg-defs") for seg in children(defs, "seg")]
    return BY_MACHINE if raw or phrase or (trados and all(map(_is_raw, trados))) else ()


def _is_raw(segment: Element) -> bool:
    """Return whether a segment of Trados is as a machine made it: what is edited has another origin."""
    return attribute(segment, "origin") in _ORIGINS and attribute(segment, "conf").lower() in _UNCONFIRMED


def of_segment(unit: Element, segment: Element, target: Element | None) -> Facts:
    """Facts of a ``segment`` of XLIFF 2: its text is that of a candidate by a machine, and none has taken it."""
    if target is None or attribute(segment, "state") in _DONE:
        return ()
    candidates = [match for held in children(unit, "matches") for match in children(held, "match")]
    texts = [words_of(text) for c in candidates if attribute(c, "type") == "mt" for text in children(c, "target")]
    return BY_MACHINE if words_of(target) in texts else ()


def of_memory(unit: Element, variant: Element, source_language: str) -> Facts:
    """Facts of a ``tu`` of TMX with its English variant; ``source_language``: that of the memory, '' where unknown.
    What the unit says of its maker is meant of its translation."""
    into_english = not (attribute(unit, "srclang") or source_language).lower().startswith("en")
    for element in (variant, unit) if into_english else (variant,):
        made, changed = attribute(element, "creationid").lower(), attribute(element, "changeid").lower()
        if made:
            return BY_MACHINE if made in _MARKS and changed in ("", made) else ()
    return ()
