"""A text that a file spells with escapes: new words go in, all that is not changed keeps its spelling."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from align.menders._word_diff import Step, steps


class Unit(NamedTuple):
    """A stretch of a file and the characters it stands for: ``\\\\u4e2d`` and 中; of no characters: marks between two
    lines of one string."""

    raw: str
    shown: str


def units(raw: str, pattern: re.Pattern[str], shown: Callable[[re.Match[str]], str]) -> list[Unit]:
    """Split a raw text into units: what ``pattern`` matches is an escape, the rest is plain."""
    out: list[Unit] = []
    at = 0
    for match in pattern.finditer(raw):
        if match.start() > at:
            out.append(Unit(raw[at : match.start()], raw[at : match.start()]))
        out.append(Unit(match.group(), shown(match)))
        at = match.end()
    if at < len(raw):
        out.append(Unit(raw[at:], raw[at:]))
    return out


def shown_of(found: Sequence[Unit]) -> str:
    """The decoded text of the units."""
    return "".join(unit.shown for unit in found)


def respelt(found: Sequence[Unit], after: str, write: Callable[[str], str]) -> str:
    """The raw text with the new wording: kept words in their old spelling, new ones as ``write`` spells them."""
    spoken = [unit for unit in found if unit.shown]
    own: list[list[Step]] = [[] for _ in spoken]
    for step in steps([unit.shown for unit in spoken], after):
        own[step.piece].append(step)
    if not spoken:
        return "".join(unit.raw for unit in found) + write(after)
    parts = iter(own)
    return "".join(_unit(unit, next(parts), write) if unit.shown else unit.raw for unit in found)


def _unit(unit: Unit, own: Sequence[Step], write: Callable[[str], str]) -> str:
    if unit.raw == unit.shown:
        return "".join(write(s.text) if s.kind == "insert" else s.text for s in own if s.kind != "delete")
    kept = "".join(s.text for s in own if s.kind == "keep")
    if kept == unit.shown:  # whole, and words before or behind it
        at = next(n for n, s in enumerate(own) if s.kind == "keep")
        return (
            "".join(write(s.text) for s in own[:at] if s.kind == "insert")
            + unit.raw
            + "".join(write(s.text) for s in own[at:] if s.kind == "insert")
        )
    return "".join(write(s.text) for s in own if s.kind != "delete")
