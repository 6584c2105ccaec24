"""Inline waivers: a comment in the article, for formats that have comments (HTML, Markdown)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from align.records import Document, Finding, Review, Span

_INLINE = re.compile(r"<!--\s*align-qa:\s*allow\s+([\w*][\w./*-]*(?:\s*,\s*[\w*][\w./*-]*)*)(.*?)-->", re.S)


@dataclass(frozen=True)
class Comment:
    """``<!-- align-qa: allow CHECK, CHECK reason -->``: waives on its own line where that holds other text, else on the
    next line that holds some. ``region``: the span it covers."""

    document: Document
    line: int
    checks: tuple[str, ...]
    reason: str
    region: Span

    def covers(self, review: Review, finding: Finding) -> bool:
        """Is the finding of one of the named checks (``*``: any), with words in the region?"""
        if "*" not in self.checks and finding.check not in self.checks:
            return False
        alignment = review.alignment
        spans = ((alignment.source, finding.source_span), (alignment.target, finding.target_span))
        return any(d is self.document and s is not None and s.overlaps(self.region) for d, s in spans)


def inline_comments(review: Review) -> Iterator[Comment]:
    """All inline waivers of the two texts, for formats that have comments (HTML, Markdown)."""
    for document in (review.alignment.source, review.alignment.target):
        if document is None or "<!--" not in document.text:
            continue
        text = document.text
        for match in _INLINE.finditer(text):
            checks = tuple(part.strip() for part in match[1].split(","))
            reason = " ".join(match[2].split()).lstrip("-–—: ")
            start = text.rfind("\n", 0, match.start()) + 1
            end = _line_end(text, match.end())
            if not (text[start : match.start()] + text[match.end() : end]).strip():
                following = re.compile(r"\S").search(text, end)
                start, end = end, _line_end(text, following.start()) if following else end
            yield Comment(document, document.place(Span(*match.span())).line, checks, reason, Span(start, end))


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
