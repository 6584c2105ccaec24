"""Findings, checks, scores, decisions: what a review is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from align.hashing import sha256
from align.records.alignment import Alignment
from align.records.findings import SEVERITIES, Finding, Severity
from align.records.needs import Needs
from align.records.texts import Document, Span

NEVER = "never"  # besides the severities, a level from which no finding fails a run


def fails(severity: str, level: str) -> bool:
    """Return whether an open finding of that severity fails a run. ``level``: error, warning, note or never."""
    return level != NEVER and SEVERITIES.index(severity) <= SEVERITIES.index(level)


Example = (
    tuple[str, str] | tuple[str, str, str]
)  # source, target, and in a bad one the words to be marked (either side)


@dataclass(frozen=True)
class Check:
    """A check: its name, its text for people, how it runs, and examples that prove it.

    ``rank`` orders explanations of the same words: 0 rules, 1 numbers and names, 3 other specific checks, 5 typography,
    7 omission and addition, 9 whole-pair mismatch; a finding gives way to one of a lower rank on the same words.
    ``doc`` is the text of its page in docs/checks (Markdown). ``words``: the check judges words by their similarity, so
    that its findings about figures, which are compared as values, are dropped. ``threshold``: confidence 0..1 from
    which its warnings are warnings (below it they are notes), where that is not the usual one; ``note_threshold``: the
    same for its notes (below it nothing is told); a desk sets its own as ``ID.warning``. ``error_threshold``:
    confidence of its own from which a finding is an error, whatever was measured of the check as a whole.
    ``scope``: "pair" for a check that judges each pair by itself and sees the pairs of an article in
    groups, each pair with its whole evidence; "article" for one that compares pairs with each other: it sees all of
    them at once, with links and names as their evidence; "reading" for
    one that sees of a group the pairs that the second reader has read. ``needs``: characters without which a check of
    pairs finds nothing.
    """

    id: str
    severity: Severity
    category: str
    doc: str
    run: Callable[[Alignment], Iterator[Finding]] = field(repr=False)
    good: tuple[Example, ...] = ()
    bad: tuple[Example, ...] = ()
    rank: int = 3
    words: bool = False
    threshold: float | None = None
    error_threshold: float | None = None
    note_threshold: float | None = None
    scope: Literal["pair", "reading", "article"] = "pair"
    needs: Needs | None = None


@dataclass(frozen=True)
class PairScore:
    """Scores of one bead. Coverage is the share 0..1 of a side's meaning that is found on the other side;
    ``length_z`` is the log length ratio as a z-score within the article."""

    similarity: float | None = None
    coverage_source: float | None = None
    coverage_target: float | None = None
    length_z: float | None = None
    quality: float | None = None
    reference: Mapping[str, float] = field(default_factory=dict)  # bleu, chrf, ter


@dataclass(frozen=True)
class Scores:
    """Scores of an article: ``pairs`` in bead order; ``summary`` by name (quality, quality_low, quality_high, bleu,
    chrf, ter, penalty …); ``signatures`` of sacrebleu by metric."""

    pairs: tuple[PairScore, ...] = ()
    summary: Mapping[str, float | None] = field(default_factory=dict)
    signatures: Mapping[str, str] = field(default_factory=dict)

    def rounded(self) -> Scores:
        """Return all figures rounded to four digits, so that a review survives writing and reading."""
        pairs = [
            PairScore(
                _four(p.similarity),
                _four(p.coverage_source),
                _four(p.coverage_target),
                _four(p.length_z),
                _four(p.quality),
                {k: round(v, 4) for k, v in p.reference.items()} if p.reference else p.reference,
            )
            for p in self.pairs
        ]
        return Scores(tuple(pairs), {k: _four(v) for k, v in self.summary.items()}, self.signatures)


def _four(value: float | None) -> float | None:
    return None if value is None else round(float(value), 4) + 0.0


State = Literal["open", "waived", "baseline"]


@dataclass(frozen=True)
class Decision:
    """The decision of the desk about a finding: open, waived (with reason and author), or known from a baseline.

    ``expires`` is the last day of a waiver (ISO date, "" for ever); ``origin``: where it was written (file and
    line, or "inline" and line)."""

    state: State = "open"
    reason: str = ""
    author: str = ""
    expires: str = ""
    origin: str = ""

    @property
    def is_open(self) -> bool:
        """Return whether nobody has decided anything."""
        return self.state == "open"


class LateTables(Mapping[str, tuple[Mapping[str, Any], ...]]):
    """Article-wide tables that are made when they are asked for: most formats show none. ``make``: name -> what makes
    the rows of an alignment."""

    def __init__(
        self, make: Mapping[str, Callable[[Alignment], Iterator[Mapping[str, Any]]]], alignment: Alignment
    ) -> None:
        self._make, self._alignment = make, alignment
        self._made: dict[str, tuple[Mapping[str, Any], ...]] = {}

    def __getitem__(self, name: str) -> tuple[Mapping[str, Any], ...]:
        if name not in self._made:
            self._made[name] = tuple(self._make[name](self._alignment))
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._make)

    def __len__(self) -> int:
        return len(self._make)

    def __reduce__(self) -> tuple[type[dict[str, Any]], tuple[dict[str, Any]]]:
        return dict, (dict(self),)  # to another process go the rows


@dataclass(frozen=True, repr=False)
class Review:
    """All that a writer gets. ``decisions`` run parallel to ``findings`` (empty: all open). ``signature``: what made
    it: version, encoder and its fingerprint, rule-pack hash, settings. ``tables`` carry article-wide facts for
    reports (``renderings``: one row a term and rendering). ``fail_on``: the severity from which on an open finding
    fails a run (error, warning, note, or never)."""

    alignment: Alignment
    scores: Scores
    findings: tuple[Finding, ...]
    signature: Mapping[str, str] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    tables: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    meta: Mapping[str, Any] = field(default_factory=dict, compare=False)  # of the article, for writers of its format
    fail_on: str = field(default="error", compare=False)
    lang: str = field(default="en", compare=False)  # of the interface: what reports, workbooks and terminals are in

    def __repr__(self) -> str:
        """Return what a shell shows: ``<Review of a.txt: 1 error, 2 notes, quality 0.71>``."""
        count = Counter(finding.severity for finding in self.open_findings())
        parts = [f"{count[name]} {name}{'s' if count[name] != 1 else ''}" for name in SEVERITIES if count[name]]
        quality = self.scores.summary.get("quality")
        parts += [f"quality {quality:.2f}"] if quality is not None else []
        return f"<Review of {self.path}: {', '.join(parts) or 'nothing to report'}>"

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the open findings as a table."""
        from html import escape  # a table of 2,200 entities, which no other step needs

        rows = []
        for finding in self.open_findings():
            cells = (finding.severity, finding.check, *self.marked_words(finding), finding.message)
            words = "".join(f"<td>{escape(cell)}</td>" for cell in (*cells, ", ".join(finding.suggestions[:3])))
            rows.append(f"<tr>{words}</tr>")
        head = "".join(f"<th>{name}</th>" for name in ("severity", "check", "zh", "en", "message", "suggested"))
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>" if rows else ""
        return f"<p>{escape(repr(self))}</p>{table}"

    def fails(self, number: int) -> bool:
        """Return whether finding ``number`` is open and at or above ``fail_on``."""
        return self.decision(number).is_open and fails(self.findings[number].severity, self.fail_on)

    @property
    def path(self) -> str:
        """Path of the source, or of the target where there is no source."""
        document = self.alignment.source or self.alignment.target
        return document.path if document else "-"

    def marked_words(self, finding: Finding, limit: int = 60) -> tuple[str, str]:
        """The words that a finding marks in the source and in the translation, as Document.words; '' for none."""
        sides = ((self.alignment.source, finding.source_span), (self.alignment.target, finding.target_span))
        source, target = (side.words(span, limit) if side and span else "" for side, span in sides)
        return source, target

    def decision(self, number: int) -> Decision:
        """The decision on finding ``number``."""
        return self.decisions[number] if number < len(self.decisions) else Decision()

    def open_findings(self) -> Iterator[Finding]:
        """Findings that nobody has waived."""
        if not self.decisions:
            return iter(self.findings)
        return (f for i, f in enumerate(self.findings) if self.decision(i).is_open)

    def to_json(self) -> str:
        """The review as the JSON that ``align check --format json`` writes; ``align report`` renders it again."""
        from align.writers.json import WRITER  # upward on purpose: the one method for people who start from a review

        return b"".join(WRITER.write([self])).decode("utf-8")

    @cached_property
    def fingerprints(self) -> tuple[str, ...]:
        """One a finding: a hash of content (check, marked words, and the sentence they are in), never of line
        numbers, so that a waiver survives moved paragraphs; equal findings in one sentence differ by their count."""
        seen: dict[str, int] = {}
        out = []
        for finding in self.findings:
            key = _content_key(self.alignment, finding)
            seen[key] = seen.get(key, 0) + 1
            out.append(sha256(f"{key}\x1f{seen[key]}".encode("utf-8", "replace")).hexdigest()[:16])
        return tuple(out)


def _content_key(alignment: Alignment, finding: Finding) -> str:
    def words(document: Document | None, span: Span | None) -> str:
        return document.text[span.start : span.end] if document and span else ""

    context = ""
    if finding.bead is not None and finding.bead < len(alignment.beads):
        pair = alignment.pairs()[finding.bead]
        context = "".join(pair.source.text.split()) + "\x1e" + "".join(pair.target.text.split())
    marked = words(alignment.source, finding.source_span), words(alignment.target, finding.target_span)
    return "\x1f".join((finding.check, *marked, context))
