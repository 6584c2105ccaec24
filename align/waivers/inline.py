"""Inline waivers: a comment in the article, for formats that have comments (HTML, Markdown, MDX)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from align.records import Document, Finding, Review, Span

_NAME = r"[\w*](?:(?!-->|\*/\})[\w./*-])*+"
_INLINE = re.compile(
    rf"(?:<!--|\{{/\*)\s*+align-qa:\s*+allow\s++({_NAME}(?:\s*+,\s*+{_NAME})*+)(.{{0,1000}}?)(?:-->|\*/\}})", re.S
)
_TEXT = re.compile(r"\S")


@dataclass(frozen=True)
class Comment:
    """``<!-- align-qa: allow CHECK, CHECK reason -->``, in MDX ``{/* … */}``: waives on its own line where that holds
    other text, else on the next line that holds some, and for the whole pair of which that line is a part. ``region``:
    that line."""

    documents: tuple[Document, ...]
    line: int
    checks: tuple[str, ...]
    reason: str
    region: Span

    def covers(self, review: Review, finding: Finding) -> bool:
        """Return whether the finding is of a named check (``*``: any) and in the pair or the words of this line."""
        if "*" not in self.checks and finding.check not in self.checks:
            return False
        return any(span.overlaps(self.region) for span in self._spans(review, finding))

    def _spans(self, review: Review, finding: Finding) -> Iterator[Span]:
        alignment = review.alignment
        pair = alignment.pairs()[finding.bead] if finding.bead is not None else None
        for document, side, span in (
            (alignment.source, "source", finding.source_span),
            (alignment.target, "target", finding.target_span),
        ):
            if not any(document is d for d in self.documents):
                continue
            if span is not None:
                yield span
            if pair is not None:
                passage = pair.source if side == "source" else pair.target
                yield from passage.runs


def inline_comments(review: Review) -> Iterator[Comment]:
    """All inline waivers of the two texts, for formats that have comments (HTML, Markdown)."""
    sides = [d for d in review.alignment.documents if "align-qa:" in d.text]
    if len(sides) == 2 and sides[0].text == sides[1].text:
        yield from _of_text(sides[0], tuple(sides))
        return
    for document in sides:
        yield from _of_text(document, (document,))


def _of_text(document: Document, documents: tuple[Document, ...]) -> Iterator[Comment]:
    text = document.text
    for match in _INLINE.finditer(text):
        checks = tuple(part.strip() for part in match[1].split(","))
        reason = " ".join(match[2].split()).lstrip("-–—: ")
        start = text.rfind("\n", 0, match.start()) + 1
        end = _line_end(text, match.end())
        if not (text[start : match.start()] + text[match.end() : end]).strip():
            following = _TEXT.search(text, end)
            start, end = end, _line_end(text, following.start()) if following else end
        yield Comment(documents, document.place(Span(*match.span())).line, checks, reason, Span(start, end))


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
