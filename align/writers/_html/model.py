"""The content of the page: sheets (an article, or the segments of one table), rows and numbered findings."""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from align.records import SEVERITIES, Decision, Document, Finding, Pair, PairScore, Review, Severity, Span
from align.wording import Words, spoken, words

# the text of the document is that of the file
_AS_IT_STANDS = ("", ".txt", ".text", ".md", ".markdown", ".rst", ".adoc")


@dataclass(frozen=True)
class Item:
    """A finding with its number on the page. ``key`` is ``sheet-number`` and makes the ids ``f…`` and ``m…``."""

    key: str
    order: int
    review: Review
    finding: Finding
    fingerprint: str
    decision: Decision
    row: int | None


@dataclass(frozen=True)
class Row:
    """A pair with its number on the page (from 1) and the findings that it shows."""

    number: int
    review: Review
    pair: Pair
    score: PairScore
    items: tuple[Item, ...]

    @property
    def worst(self) -> Severity | None:
        """The worst severity of an open finding here."""
        shown = {i.finding.severity for i in self.items if i.decision.is_open}
        return next((s for s in SEVERITIES if s in shown), None)


@dataclass(frozen=True)
class Sheet:
    """One article; or all segments of one table, which come as a review each."""

    index: int
    reviews: tuple[Review, ...]

    @property
    def path(self) -> str:
        """Path of the source, or of the target where there is no source."""
        return self.reviews[0].path

    @property
    def words(self) -> Words:
        """The words of the language that it is shown in."""
        return words(self.reviews[0].lang)

    @property
    def single(self) -> Review | None:
        """The review, where it is one."""
        return self.reviews[0] if len(self.reviews) == 1 else None

    @cached_property
    def content_hash(self) -> str:
        """16 hex digits over the side that stays while people mend the other: decisions are kept under it."""
        digest = hashlib.sha256()
        for review in self.reviews:
            document = review.alignment.source or review.alignment.target
            digest.update((document.text if document else "").encode("utf-8", "replace") + b"\x1f")
        return digest.hexdigest()[:16]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All findings, in order."""
        out: list[Item] = []
        first = 1
        for review in self.reviews:
            for number, finding in enumerate(review.findings):
                row = None if finding.bead is None else first + finding.bead
                key = f"{self.index}-{len(out)}"
                decision = review.decision(number)
                out.append(Item(key, len(out) + 1, review, finding, review.fingerprints[number], decision, row))
            first += len(review.alignment.beads)
        return tuple(out)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All pairs, in order."""
        by_row: dict[int | None, list[Item]] = {}
        for item in self.items:
            by_row.setdefault(item.row, []).append(item)
        out: list[Row] = []
        for review in self.reviews:
            scores = review.scores.pairs
            for pair in review.alignment.pairs():
                score = scores[pair.number] if pair.number < len(scores) else PairScore(pair.bead.similarity)
                number = len(out) + 1
                out.append(Row(number, review, pair, score, tuple(by_row.get(number, ()))))
        return tuple(out)

    @property
    def sides(self) -> tuple[bool, bool]:
        """Return whether there is a source, and whether there is a target."""
        return (
            any(r.alignment.source is not None for r in self.reviews),
            any(r.alignment.target is not None for r in self.reviews),
        )

    @property
    def whole(self) -> dict[str, object]:
        """The data with which the page corrects the translation: its path, its text, and whether that is the file as it
        is (``plain``). Empty where there is no translation, or a row each is a text of its own."""
        target = self.single.alignment.target if self.single else None
        if target is None:
            return {}
        plain = not target.lines and Path(target.path).suffix.lower() in _AS_IT_STANDS
        return {"path": target.path, "text": target.text, "plain": plain}

    def marks(self, side: str) -> dict[tuple[int, int], list[tuple[Span, Item]]]:
        """(row, piece) -> spans to be marked there on one side, in document offsets.

        Findings are looked up by offset and not by bead: a finding on the whole article marks its words, too.
        """
        out: dict[tuple[int, int], list[tuple[Span, Item]]] = {}
        first, count = 1, 0
        for review in self.reviews:
            pieces = sorted(
                (run.start, run.end, first + pair.number, number)
                for pair in review.alignment.pairs()
                for number, run in enumerate((pair.source if side == "source" else pair.target).runs)
            )
            starts = [p[0] for p in pieces]
            for item in self.items[count : count + len(review.findings)]:
                span = item.finding.source_span if side == "source" else item.finding.target_span
                if span is None:
                    continue
                at = max(bisect.bisect_right(starts, span.start) - 1, 0)
                while at < len(pieces) and pieces[at][0] < max(span.end, span.start + 1):
                    begin, end, row, number = pieces[at]
                    if span.start <= end and (span.end > begin or span.start == begin):
                        cut = Span(max(span.start, begin), min(span.end, end))
                        if len(cut) or not len(span):
                            out.setdefault((row, number), []).append((cut, item))
                    at += 1
            first += len(review.alignment.beads)
            count += len(review.findings)
        return out


def sheets(reviews: Iterable[Review]) -> Iterator[Sheet]:
    """Neighbouring segments of one file make one sheet, every article its own."""
    held: list[Review] = []
    index = 0
    for review in spoken(reviews):
        segment = review.alignment.id is not None and len(review.alignment.beads) <= 1
        if held and not (segment and held[-1].alignment.id is not None and held[-1].path == review.path):
            yield Sheet(index, tuple(held))
            index += 1
            held = []
        held.append(review)
    if held:
        yield Sheet(index, tuple(held))


def document_of(review: Review, side: str) -> Document | None:
    """The document of one side."""
    return review.alignment.source if side == "source" else review.alignment.target
