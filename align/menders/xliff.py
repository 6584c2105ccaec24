"""XLIFF 1.2 and 2.x: the target of a unit, with its state."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.menders._xml_text import Element, Spelling, mended
from align.records import Change, Mender

_CODES = frozenset({"bpt", "ept", "it", "ph", "x", "bx", "ex", "sc", "ec", "cp"})
_STATE = re.compile(rb"""\sstate\s*=\s*(?:"[^"]*"|'[^']*')""")


def apply(data: bytes, path: str, changes: Sequence[Change]) -> bytes:
    """The file with new targets; a changed one gets state="translated", for somebody will read it again."""
    return mended(data, path, changes, Spelling(_is_target, _CODES, mark=_state))


def _is_target(name: str, _: dict[str, str], around: Sequence[str]) -> bool:
    return name == "target" and "alt-trans" not in around


def _state(data: bytes, element: Element) -> list[tuple[int, int, bytes]]:
    """In 1.2 the target has the state, in 2.x the segment around it."""
    segment = next(((start, end) for name, start, end in element.path if name == "segment"), element.tag)
    tag = data[segment[0] : segment[1]]
    new = b' state="translated"'
    if found := _STATE.search(tag):
        return [(segment[0] + found.start(), segment[0] + found.end(), new)]
    end = segment[1] - (2 if tag.endswith(b"/>") else 1)
    return [(end, end, new)]


MENDER = Mender(
    "xliff", (".xlf", ".xliff", ".sdlxliff", ".mqxliff"), apply,
    'XLIFF: the target is replaced and marked state="translated"; everything else stays byte for byte.',
)  # fmt: skip
