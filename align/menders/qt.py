"""Qt Linguist .ts: the translation of a message."""

from __future__ import annotations

from collections.abc import Sequence

from align.menders._xml_text import Spelling, mended
from align.records import Change, Mender


def apply(data: bytes, path: str, changes: Sequence[Change]) -> bytes:
    """The file with new translations; every other byte is kept."""
    return mended(data, path, changes, Spelling(_is_translation))


def _is_translation(name: str, attributes: dict[str, str], around: Sequence[str]) -> bool:
    alone = name == "translation" and attributes.get("variants") != "yes"
    return (alone or name == "numerusform") and "message" in around


MENDER = Mender("qt", (".ts",), apply, "Qt Linguist: the translation is replaced, everything else stays byte for byte.")
