"""Findings by the name that a person has of them: a fingerprint, or a place with or without a check."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from align import registry
from align.errors import AlignError, InputError, counted
from align.files import open_input
from align.inputs import pairs_by_name
from align.records import Document, Finding, Review, Span
from align.review_json import reviews_in
from align.session import Session
from align.waivers.files import FINGERPRINT

_PLACE = re.compile(r"(.+?)(?::|, (?:paragraph|row) )(\d{1,9})(?::(\d{1,9}))?\Z", re.DOTALL)
_REVIEW = '"align-qa/review/1"'  # is in what ``align check --format json`` writes


@dataclass(frozen=True)
class Wanted:
    """The names of findings: a fingerprint; or a path with line, column (from 1, 0: any) and check ('': any)."""

    fingerprint: str = ""
    path: str = ""
    line: int = 0
    column: int = 0
    check: str = ""

    def meets(self, review: Review, number: int) -> bool:
        """Return whether finding ``number`` of a review is selected."""
        finding = review.findings[number]
        if self.check and finding.check != self.check and not finding.check.startswith(f"{self.check}/"):
            return False
        if self.fingerprint:
            return review.fingerprints[number] == self.fingerprint
        return any(self._covers(*side) for side in _sides(review, finding))

    def _covers(self, document: Document, span: Span) -> bool:
        place = document.place(span)
        same = os.path.normpath(document.path) == os.path.normpath(self.path)
        return same and place.line == self.line and self.column in (0, place.column)


def wanted(name: str, check: str = "") -> Wanted | None:
    """A fingerprint or ``FILE:LINE[:COLUMN]`` as such; None for anything else."""
    if FINGERPRINT.match(name):
        return Wanted(name, check=check)
    place = _PLACE.match(name)
    if place and Path(place[1]).exists():
        return Wanted("", place[1], int(place[2]), int(place[3] or 0), check)
    return None


def locate(session: Session, one: Wanted, paths: Sequence[str] = ()) -> tuple[Review, list[int]]:
    """The review and the numbers of the findings in it that are meant. ``paths``: the texts to look through, or a
    review in JSON; where none is named, the text of the place with its translation beside it, else the texts below the
    current folder, those that changed last first. InputError where there is no such finding."""
    looked = 0
    for texts in [list(paths)] if paths else _texts(one):
        looked += 1
        try:
            for review in _reviews(session, texts):
                numbers = [n for n in range(len(review.findings)) if one.meets(review, n)]
                if numbers:
                    return review, numbers
        except AlignError:
            if paths or one.path:
                raise
    name = one.fingerprint or f"{one.path}:{one.line}" + (f":{one.column}" if one.column else "")
    what = f"no finding of {one.check}" if one.check else "no such finding"
    where = "in the texts that were named" if paths else f"in {counted(looked, 'text')}"
    raise InputError(name, f"{what} {where}", "name the text behind it; 'align check' shows places")


def _texts(one: Wanted) -> Iterator[list[str]]:
    extensions = {e for reader in registry.readers() for e in reader.extensions}
    folder = Path(one.path).parent if one.path else Path()
    files = folder.iterdir() if one.path else folder.rglob("*")
    names = [str(f) for f in files if f.suffix.lower() in extensions and f.is_file() and not _hidden(f)]
    pairs = [[name for name in pair if name] for pair in pairs_by_name(sorted(names))]
    if one.path:
        path = os.path.normpath(one.path)
        yield next((both for both in pairs if path in map(os.path.normpath, both)), [one.path])
        return
    pairs.sort(key=lambda both: max(os.stat(name).st_mtime for name in both), reverse=True)
    yield from pairs


def _reviews(session: Session, texts: Sequence[str]) -> Iterator[Review]:
    """Review some texts; a review that was kept in JSON is read and not made again."""
    if len(texts) == 1 and texts[0].lower().endswith(".json"):
        source = open_input(texts[0])
        if _REVIEW.encode() in source.head:
            yield from reviews_in(source.data(), texts[0])
            return
    yield from session.reviews(texts)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _sides(review: Review, finding: Finding) -> Iterator[tuple[Document, Span]]:
    alignment = review.alignment
    for document, span in ((alignment.target, finding.target_span), (alignment.source, finding.source_span)):
        if document is not None and span is not None:
            yield document, span
