"""Findings by the name that a person has of them: a fingerprint, or a place with or without a check."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from align import registry
from align.errors import AlignError, InputError, counted, one_line
from align.files import open_input
from align.records import Document, Review, Span
from align.review_json import reviews_in
from align.session import Session
from align.text.file_names import pairs_by_name
from align.waivers.files import FINGERPRINT
from align.writers._located_findings import where

_PLACE = re.compile(r"(.+?)(?::|, (?:paragraph|row) )(\d{1,9})(?::(\d{1,9}))?\Z", re.DOTALL)
_COLUMN = re.compile(r":\d{1,9}\Z")
_LEVELS = 4  # folders around a text in which the language may be named
_REVIEW = '"align-qa/review/1"'  # is in what ``align check --format json`` writes


@dataclass(frozen=True)
class Wanted:
    """The names of findings: a fingerprint; or a path with line (or ``unit``, the name of a place without lines),
    column (from 1, 0: any) and check ('': any)."""

    fingerprint: str = ""
    path: str = ""
    line: int = 0
    column: int = 0
    check: str = ""
    unit: str = ""

    def meets(self, review: Review, number: int) -> bool:
        """Return whether finding ``number`` of a review is selected."""
        finding = review.findings[number]
        if self.check and finding.check != self.check and not finding.check.startswith(f"{self.check}/"):
            return False
        if self.fingerprint:
            return review.fingerprints[number] == self.fingerprint
        return any(self._covers(*side) for side in review.alignment.marked(finding))

    def _covers(self, document: Document, span: Span) -> bool:
        unit, line, column = where(document, span)
        same = os.path.normpath(document.path) == os.path.normpath(self.path)
        here = one_line(unit) == self.unit if self.unit else line == self.line
        return same and here and self.column in (0, column)


def wanted(name: str, check: str = "") -> Wanted | None:
    """A fingerprint, ``FILE:LINE[:COLUMN]`` or ``FILE, UNIT[:COLUMN]`` as such; None for anything else."""
    if FINGERPRINT.match(name):
        return Wanted(name, check=check)
    place = _PLACE.match(name)
    if place and Path(place[1]).exists():
        return Wanted("", place[1], int(place[2]), int(place[3] or 0), check)
    cuts = [match.start() for match in re.finditer(", ", name)]
    at = next((cut for cut in cuts if Path(name[:cut]).is_file()), None)
    if at is None:
        return None
    unit = _COLUMN.sub("", name[at + 2 :])
    column = int(name[at + 2 + len(unit) + 1 :] or 0)
    return Wanted("", name[:at], 0, column, check, unit)


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
    place = f"{one.path}, {one.unit}" if one.unit else f"{one.path}:{one.line}"
    name = one.fingerprint or place + (f":{one.column}" if one.column else "")
    what = f"no finding of {one.check}" if one.check else "no such finding"
    searched = "in the texts that were named" if paths else f"in {counted(looked, 'text')}"
    remedy = "" if paths else "name the Chinese text and its translation behind it; "
    raise InputError(name, f"{what} {searched}", f"{remedy}'align check' shows places")


def _texts(one: Wanted) -> Iterator[list[str]]:
    files = {*Path(one.path).parent.iterdir(), *_beside(Path(one.path))} if one.path else Path().rglob("*")
    names = [str(f) for f in files if f.suffix.lower() in registry.extensions() and f.is_file() and not _hidden(f)]
    pairs = [[name for name in pair if name] for pair in pairs_by_name(sorted(names))]
    if one.path:
        path = os.path.normpath(one.path)
        yield from [both for both in pairs if path in map(os.path.normpath, both)] or [[one.path]]
        return
    pairs.sort(key=lambda both: max(os.stat(name).st_mtime for name in both), reverse=True)
    yield from pairs


def beside(path: str) -> str | None:
    """The file with the other language of a text, by the names of both; None where there is none."""
    if not Path(path).is_file():
        return None
    own = os.path.normpath(path)
    return next((name for both in _texts(Wanted("", path)) for name in both if os.path.normpath(name) != own), None)


def _beside(path: Path) -> Iterator[Path]:
    """Files of the same name in the folders that stand beside one of those around it, and in those around it:
    ``zh/guide/a.md`` of ``en/guide/a.md``."""
    below = Path(path.name)
    for folder in [*path.parents][:_LEVELS]:
        yield from (other / below for other in _folders(folder.parent) if (other / below).is_file())
        if (folder.parent / below).is_file():
            yield folder.parent / below
        below = folder.name / below


def _folders(folder: Path) -> list[Path]:
    try:
        return [child for child in folder.iterdir() if child.is_dir() and not _hidden(child)]
    except OSError:
        return []


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
