"""Findings one by one with their place, as the formats of other checkers want them. Shared by several writers."""

from __future__ import annotations

import bisect
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from align.records import Decision, Document, Finding, Place, Review, Span

NAME = "align-qa"
_ROWS = (".xlsx", ".xlsm")  # formats in which people see rows, and no lines
UNITS = (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".tmx", ".ts")  # … and numbered units
_PARAGRAPHS = (".docx", ".pptx", ".epub")  # … and paragraphs


@dataclass(frozen=True)
class Spot:
    """Words of one side. ``place`` is None in an already paired segment: its offsets say nothing about the file."""

    document: Document
    span: Span
    label: str

    @property
    def place(self) -> Place | None:
        """Line and column, where lines are lines of the file."""
        return self.document.place(self.span) if self.document.unit == "file" else None

    @property
    def exact(self) -> bool:
        """Return whether columns are those of the file: its text was not laid out anew, out of cells, entries or XML.
        Only there a program can mark the words, or put others in their place."""
        own = self.document
        return own.unit == "file" and not own.lines and not own.path.lower().endswith((*_ROWS, *_PARAGRAPHS, ".pdf"))

    @property
    def words(self) -> str:
        """The marked words in one line."""
        return self.document.words(self.span)

    def bytes_before(self, offset: int) -> int:
        """UTF-8 bytes from the start of the line to an offset of the document."""
        place = self.document.place(self.span)
        start = self.span.start - place.start
        return len(self.document.text[start:offset].encode("utf-8", "replace"))


@dataclass(frozen=True)
class Flat:
    """A finding. ``spots`` holds the translation first, because that is the text people mend."""

    path: str
    finding: Finding
    fingerprint: str
    decision: Decision
    spots: tuple[Spot, ...]
    segment: str

    @property
    def spot(self) -> Spot | None:
        """The words that are shown where only one place can be: those of the translation, else of the source."""
        return self.spots[0] if self.spots else None

    @property
    def place(self) -> Place | None:
        """Line and column of these words, where lines are lines of the file."""
        return self.spot.place if self.spot else None

    @property
    def message(self) -> str:
        """The message with its first suggestion."""
        hint = f" (suggested: {self.finding.suggestions[0]})" if self.finding.suggestions else ""
        return " ".join((self.finding.message + hint).split())

    @property
    def words(self) -> str:
        """Source words → target words."""
        return " → ".join(spot.words for spot in reversed(self.spots))


def flat(review: Review) -> Iterator[Flat]:
    """All findings of a review, in order; those without words are on the whole of their pair."""
    alignment = review.alignment
    for number, finding in enumerate(review.findings):
        sides = [(alignment.target, finding.target_span), (alignment.source, finding.source_span)]
        if finding.bead is not None and not any(span for _, span in sides):
            pair = alignment.pairs()[finding.bead]
            sides = [
                (d, p.whole if p.text else None) for (d, _), p in zip(sides, (pair.target, pair.source), strict=True)
            ]
        spots = tuple(Spot(d, s, label(d, s)) for d, s in sides if d is not None and s is not None)
        path = spots[0].document.path if spots else review.path
        yield Flat(path, finding, review.fingerprints[number], review.decision(number), spots, alignment.id or "")


def open_ones(review: Review) -> Iterator[Flat]:
    """Findings of a review that nobody has waived, in order."""
    return (one for one in flat(review) if one.decision.is_open)


def listed(items: Iterable[object]) -> Iterator[bytes]:
    """Items of a list in JSON, a line each, as they come; the brackets around them are not among it."""
    for number, item in enumerate(items):
        yield (b",\n" if number else b"\n") + json.dumps(item, ensure_ascii=False).encode("utf-8", "replace")


def notes(review: Review) -> dict[int, list[str]]:
    """Open findings by pair, each as one line for the note field of a translation tool."""
    out: dict[int, list[str]] = {}
    for one in open_ones(review):
        f = one.finding
        if f.bead is not None:
            words = f" [{one.words}]" if one.words else ""
            hint = f" → {f.suggestions[0]}" if f.suggestions else ""
            out.setdefault(f.bead, []).append(f"{f.severity} {f.check}: {f.message}{words}{hint}")
    return out


def label(document: Document, span: Span) -> str:
    """The name of the block (``row 17``), where lines would not help."""
    return next((b.label for b in document.blocks if b.label and b.start <= span.start <= b.end), "")


def where(document: Document, span: Span) -> tuple[str, int, int]:
    """The name of the place where people see no lines: units of the format (``unit a.3``), rows of a workbook,
    paragraphs with text of a document (``paragraph 3``), else ''; line and column, which then are those of the file."""
    place = document.place(span)
    at = bisect.bisect_right(document.blocks, span.start, key=lambda b: b.start) - 1
    block = document.blocks[at] if at >= 0 else None
    name = block.label if block and block.kind == "text" and span.start <= block.end else ""
    if document.path.lower().endswith(_PARAGRAPHS) and not name:
        return f"paragraph {place.line}", place.line, place.column
    seen = name.startswith(("row ", "line ")) and not document.path.lower().endswith((*_ROWS, *_PARAGRAPHS))
    return ("" if seen else name), place.line, place.column


def uri(path: str) -> str:
    """A relative reference, or a file URI for an absolute path; never another scheme."""
    slashes = path.replace("\\", "/")
    escaped = quote(slashes, safe="/~", errors="replace")
    return f"file://{escaped}" if slashes.startswith("/") else escaped
