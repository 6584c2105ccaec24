"""Decisions of people about a review, and menders of formats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Edit:
    """A new wording for a span of the translation: ``start`` and ``end`` are offsets in the text of the document as the
    review has it, ``before`` is what was there then."""

    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True)
class Verdict:
    """The decision of a person about one finding, known by its fingerprint; ``state`` is accepted or dismissed."""

    fingerprint: str
    state: str
    reason: str = ""
    author: str = ""
    expires: str = ""


@dataclass(frozen=True)
class Decisions:
    """All that a person did with the review of one text: ``path`` as the review names its translation."""

    path: str
    edits: tuple[Edit, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True)
class Change:
    """A block of the translation (paragraph, cell, segment) before and after; ``occurrence`` counts equal blocks from
    0. ``label`` names its place for people."""

    before: str
    after: str
    occurrence: int = 0
    label: str = ""


@dataclass(frozen=True)
class Mender:
    """A format that takes corrections: ``apply(data, path, changes)`` gives the bytes of the corrected file, the rest
    of it as it was. InputError where a block is no longer where the review found it."""

    name: str
    extensions: tuple[str, ...]
    apply: Callable[[bytes, str, Sequence[Change]], bytes] = field(repr=False)
    doc: str = ""
