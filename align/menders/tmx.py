"""TMX: the English segment of a unit."""

from __future__ import annotations

from collections.abc import Sequence

from align.menders._xml_text import Spelling, mended
from align.records import Change, Mender

_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})  # their content is code, not text


def apply(data: bytes, path: str, changes: Sequence[Change]) -> bytes:
    """The memory with new segments; notes, attributes and inline tags stay."""
    return mended(data, path, changes, Spelling(_is_segment, _CODES))


def _is_segment(name: str, _: dict[str, str], around: Sequence[str]) -> bool:
    return name == "seg" and "tuv" in around


MENDER = Mender("tmx", (".tmx",), apply, "TMX: the segment is replaced, everything else stays byte for byte.")
