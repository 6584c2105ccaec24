"""A bead with its texts, and the one way to make a finding about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol, TypedDict, Unpack

from align.lazy import lazy
from align.records.findings import Finding, Severity
from align.records.texts import Bead, Clause, Passage, Span

if TYPE_CHECKING:  # the pair carries what a later step measures; records load nothing of it
    from align.evidence.weigh import Evidence

Where = tuple[int, int] | Span | None  # offsets in the text of a pair, or a span of the document


class Named(Protocol):
    """The part of a check or rule that a finding needs."""

    @property
    def id(self) -> str:
        """Name of the check."""

    @property
    def severity(self) -> Severity:
        """Severity of its findings unless they state their own."""

    @property
    def category(self) -> str:
        """MQM category of its findings unless they state their own."""


class Details(TypedDict, total=False):
    """Further fields of a :class:`Finding`."""

    severity: Severity
    category: str
    suggestions: tuple[str, ...]
    confidence: float
    note: str
    term: str


@dataclass(frozen=True)
class Pair:
    """One bead with its texts. An empty side is a passage with the text ''. ``weighed``: what the step *weigh* measured
    of the pair; None before it."""

    number: int
    bead: Bead
    source: Passage
    target: Passage
    weighed: Evidence | None = field(default=None, compare=False, repr=False)

    @lazy
    def evidence(self) -> Evidence:
        """The evidence of the pair: links, coverage, fluency, names. LookupError before the step *weigh*."""
        if self.weighed is None:
            raise LookupError("nothing was measured of this pair: use align.evidence.weigh.weighed(alignment)")
        return self.weighed

    def with_evidence(self, evidence: Evidence | None) -> Pair:
        """The pair with this evidence."""
        return Pair(self.number, self.bead, self.source, self.target, evidence)

    @property
    def regrouped(self) -> bool:
        """Whether all clauses of a pair with one side only are in the beads beside it: nothing was left out."""
        clauses = self.bead.clauses
        return any(c.strayed for c in clauses) and all(c.strayed or c.inside == 1.0 for c in clauses)

    def strayed(self, side: Literal["source", "target"], start: int, end: int) -> Clause | None:
        """The clause around offsets of this side's text, if it is in a neighbouring bead and not in this one: what
        is missing here is not left out, and what is too much is not made up."""
        passage = self.source if side == "source" else self.target
        span = passage.span(start, end)
        around = (clause for clause in self.bead.clauses if clause.side == side and clause.span.overlaps(span))
        return next((clause for clause in around if clause.strayed), None)

    def finding(
        self, check: Named, message: str, *, source: Where = None, target: Where = None, **details: Unpack[Details]
    ) -> Finding:
        """A finding of ``check`` about this pair.

        ``source`` and ``target``: the marked words as half-open offsets in ``self.source.text`` and
        ``self.target.text`` (or as a :class:`Span` of the document); None marks nothing on that side. Severity and
        category are those of the check unless ``details`` states others.
        """
        spans = _span(self.source, source), _span(self.target, target)
        return finding(check, message, self.number, spans, **details)


def _span(side: Passage, where: Where) -> Span | None:
    return side.span(*where) if isinstance(where, tuple) else where


def finding(
    check: Named, message: str, bead: int | None, spans: tuple[Span | None, Span | None], **details: Unpack[Details]
) -> Finding:
    """A finding of ``check`` about a bead, or about the whole article (None); ``spans``: the marked words of source and
    translation. Severity and category are those of the check unless ``details`` states others."""
    known: Details = {"severity": check.severity, "category": check.category, **details}
    return Finding(check.id, bead=bead, source_span=spans[0], target_span=spans[1], message=message, **known)
