"""The nouns of align-qa. Read this file first.

Conventions, used everywhere:

* Offsets are code points from 0 in the text of the *file as read* (for tables, TMX and the like: in the text that the
  reader laid out, one segment a line); spans are half-open.
* Sentences and beads count from 0 in code and JSON and from 1 on screen; lines and columns count from 1.
* Similarity is a cosine -1..1, quality and confidence 0..1, chrF, BLEU and TER 0..100 (TER may pass 100).
* ``None`` means "not measured", never 0.0.

A check sees an :class:`Alignment`, loops over ``alignment.pairs()`` and works on ``pair.source.text`` and
``pair.target.text`` with offsets *in those texts*; ``pair.source.span(a, b)`` turns them into a :class:`Span` of the
document, which is what a :class:`Finding` carries.
"""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int32]
Lang = Literal["zh", "en"]
Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")  # worst first
BlockKind = Literal["text", "furniture"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points in a document's text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Do the two share at least one code point?"""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a table cell or a subtitle cue: a span of the document that no sentence crosses.

    ``label`` names its place in the file for people where a line number would not (``row 17``, ``tu 5``).
    ``group`` is equal for blocks of the two sides that the file itself lays side by side (alternating lines, table
    rows); None where the file does not say.
    """

    start: int
    end: int
    kind: BlockKind = "text"
    label: str = ""
    group: int | None = None


@dataclass(frozen=True)
class Place:
    """Where a span stands, for people: line and column from 1, offsets in that line from 0, and the words."""

    line: int
    column: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Document:
    """One side of a text. ``text`` never changes after the reader. Both sides of an alternating file share one text.

    ``unit`` "segment": a single already paired segment, all of it "line 1", whatever line breaks it holds.
    """

    path: str
    lang: Lang
    text: str
    blocks: tuple[Block, ...]
    unit: Literal["file", "segment"] = "file"

    @cached_property
    def _line_starts(self) -> list[int]:
        if self.unit == "segment":
            return [0]
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def place(self, span: Span) -> Place:
        """Line, column and words of a span; a span over a line end is cut at the end of its first line."""
        row = bisect.bisect_right(self._line_starts, span.start) - 1
        first = self._line_starts[row]
        last = self._line_starts[row + 1] - 1 if row + 1 < len(self._line_starts) else len(self.text)
        end = min(span.end, last)
        return Place(row + 1, span.start - first + 1, span.start - first, end - first, self.text[span.start : end])


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of the document, and the number of the block it stands in. No copy of the text."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences of the two sides that translate each other, as half-open ranges of sentence numbers.

    ``(3, 3)`` is an empty side. ``moved``: found away from the monotone path (a reordered passage). ``furniture``: a
    line of the page and not of the article (责任编辑, 扫一扫); nobody expects a translation of it.
    """

    source: tuple[int, int]
    target: tuple[int, int]
    similarity: float | None = None
    moved: bool = False
    furniture: bool = False

    @property
    def kind(self) -> str:
        """``2-1``: two source sentences, one target sentence."""
        return f"{self.source[1] - self.source[0]}-{self.target[1] - self.target[0]}"


@dataclass(frozen=True)
class Passage:
    """One side of a bead as one string, and the way back into the document.

    ``pieces`` are ``(offset in text, start in document, length)``; between two pieces stands one space, or nothing in
    Chinese.
    """

    text: str
    pieces: tuple[tuple[int, int, int], ...]

    def span(self, start: int, end: int) -> Span:
        """Offsets of this text -> span of the document; a span over two pieces is cut at the end of the first."""
        for at, origin, length in self.pieces:
            if start < at + length:
                begin = max(start, at)
                return Span(origin + begin - at, origin + max(min(end, at + length), begin) - at)
        at, origin, length = self.pieces[-1] if self.pieces else (0, 0, 0)
        return Span(origin + length, origin + length)

    @property
    def whole(self) -> Span:
        """The span of the first piece's start to its end (all of the passage where it is in one piece)."""
        return self.span(0, len(self.text))


@dataclass(frozen=True)
class Pair:
    """One bead with its texts. An empty side is a passage with the text ''."""

    number: int
    bead: Bead
    source: Passage
    target: Passage


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of one text: piece numbers and code-point offsets, all int32 of shape (k,)."""

    ids: IntArray
    starts: IntArray
    ends: IntArray


@dataclass(frozen=True)
class Links:
    """Token-level evidence of one pair: which token finds a counterpart on the other side (late interaction).

    Token offsets are offsets in ``pair.source.text`` and ``pair.target.text``. ``similarity`` is float32 (k, l),
    cosines of token vectors; weights are token norms (k,), (l,): how much of the meaning a token carries.
    """

    source: Tokens
    target: Tokens
    source_weight: FloatArray
    target_weight: FloatArray
    similarity: FloatArray

    @cached_property
    def source_best(self) -> FloatArray:
        """(k,) best similarity of each source token to any target token; 0 where there is no target."""
        return (
            self.similarity.max(axis=1) if self.similarity.shape[1] else np.zeros(len(self.source_weight), np.float32)
        )

    @cached_property
    def target_best(self) -> FloatArray:
        """(l,) best similarity of each target token to any source token; 0 where there is no source."""
        return (
            self.similarity.max(axis=0) if self.similarity.shape[0] else np.zeros(len(self.target_weight), np.float32)
        )


class Encoder(Protocol):
    """Texts -> unit vectors."""

    @property
    def name(self) -> str:
        """A name for people."""

    @property
    def fingerprint(self) -> str:
        """16 hex digits over weights and tokenizer."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """(n, d) float32, rows of unit length; a zero row for a text without tokens."""


class TokenEncoder(Encoder, Protocol):
    """An encoder that also gives tokens, their vectors and weights."""

    def tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """Tokens of each text."""

    def vectors(self, ids: IntArray) -> FloatArray:
        """(k, d) float32 unit vectors."""

    def weights(self, ids: IntArray) -> FloatArray:
        """(k,) float32 token weights."""


Linker = Callable[[str, str], Links]


@dataclass(frozen=True)
class Profile:
    """What the house knows of its texts, and the checks need: ``home`` province or city in Chinese ("河南"), document
    type ("news"), spelling ("us", "gb" or "any"), and thresholds by name (``omission.error`` -> 0.8)."""

    home: str = ""
    doctype: str = "news"
    spelling: str = "any"
    thresholds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Alignment:
    """Two documents, their sentences and the beads between them. One side may be None: nothing to compare with."""

    source: Document | None
    target: Document | None
    source_sentences: tuple[Sentence, ...]
    target_sentences: tuple[Sentence, ...]
    beads: tuple[Bead, ...]
    id: str | None = None
    profile: Profile = field(default_factory=Profile)
    linker: Linker | None = field(default=None, compare=False, repr=False)

    def pairs(self) -> tuple[Pair, ...]:
        """All beads with their texts, in order."""
        return self._pairs

    @cached_property
    def _pairs(self) -> tuple[Pair, ...]:
        return tuple(
            Pair(
                number,
                bead,
                passage(self.source, self.source_sentences[slice(*bead.source)]),
                passage(self.target, self.target_sentences[slice(*bead.target)]),
            )
            for number, bead in enumerate(self.beads)
        )

    def links(self, pair: Pair) -> Links | None:
        """Token links of a pair, computed once and kept; None where there is no token encoder."""
        if self.linker is None:
            return None
        if pair.number not in self._links:
            self._links[pair.number] = self.linker(pair.source.text, pair.target.text)
        return self._links[pair.number]

    @cached_property
    def _links(self) -> dict[int, Links]:
        return {}

    @staticmethod
    def of_pair(
        source: str, target: str, *, path: str = "-", id: str | None = None, profile: Profile | None = None
    ) -> Alignment:
        """An alignment of one already paired segment (one bead, offsets in the segments)."""
        sides = [
            Document(path, "zh", source, (Block(0, len(source)),), "segment"),
            Document(path, "en", target, (Block(0, len(target)),), "segment"),
        ]
        sentences = [(Sentence(0, len(text), 0),) if text.strip() else () for text in (source, target)]
        bead = Bead((0, len(sentences[0])), (0, len(sentences[1])))
        return Alignment(sides[0], sides[1], sentences[0], sentences[1], (bead,), id, profile or Profile())


def passage(document: Document | None, sentences: Sequence[Sentence]) -> Passage:
    """The text of some sentences as one string; neighbours in one block keep what stands between them."""
    if document is None or not sentences:
        return Passage("", ())
    runs: list[list[int]] = []
    block = -1
    for sentence in sentences:
        if runs and sentence.block == block:
            runs[-1][1] = sentence.end
        else:
            runs.append([sentence.start, sentence.end])
        block = sentence.block
    glue = " " if document.lang == "en" else ""
    pieces: list[tuple[int, int, int]] = []
    parts: list[str] = []
    at = 0
    for start, end in runs:
        if parts:
            parts.append(glue)
            at += len(glue)
        pieces.append((at, start, end - start))
        parts.append(document.text[start:end])
        at += end - start
    return Passage("".join(parts), tuple(pieces))


@dataclass(frozen=True)
class Finding:
    """Something a person should look at. ``category`` follows MQM; ``note`` explains at length what ``message``
    says in a line; ``term`` groups findings of one term or name in reports."""

    check: str
    severity: Severity
    category: str
    bead: int | None
    source_span: Span | None
    target_span: Span | None
    message: str
    suggestions: tuple[str, ...] = ()
    confidence: float = 1.0
    note: str = ""
    term: str = ""


Example = (
    tuple[str, str] | tuple[str, str, str]
)  # source, target, and in a bad one the words to be marked (either side)


@dataclass(frozen=True)
class Check:
    """A check: what it is called, what it says, how it runs, and examples that prove it.

    ``rank`` orders explanations of the same words: 0 rules, 1 numbers and names, 3 other specific checks, 5 typography,
    7 omission and addition, 9 whole-pair mismatch; a finding gives way to one of a lower rank on the same words.
    ``doc`` is the text of its page in docs/checks (Markdown).
    """

    id: str
    severity: Severity
    category: str
    doc: str
    run: Callable[[Alignment], Iterator[Finding]] = field(repr=False)
    good: tuple[Example, ...] = ()
    bad: tuple[Example, ...] = ()
    rank: int = 3


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


State = Literal["open", "waived", "baseline"]


@dataclass(frozen=True)
class Decision:
    """What the desk decided about a finding: open, waived (with reason and author), or known from a baseline.

    ``expires`` is the last day of a waiver (ISO date, "" for ever); ``origin`` says where it was written (file and
    line, or "inline" and line)."""

    state: State = "open"
    reason: str = ""
    author: str = ""
    expires: str = ""
    origin: str = ""


@dataclass(frozen=True)
class Review:
    """All that a writer gets. ``decisions`` run parallel to ``findings`` (empty: all open). ``signature`` says what
    made it: version, encoder and its fingerprint, rule-pack hash, settings. ``tables`` carry article-wide facts for
    reports (``renderings``: one row a term and rendering)."""

    alignment: Alignment
    scores: Scores
    findings: tuple[Finding, ...]
    signature: Mapping[str, str] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    tables: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    meta: Mapping[str, Any] = field(default_factory=dict, compare=False)  # of the article, for writers of its format

    @property
    def path(self) -> str:
        """Path of the source, or of the target where there is no source."""
        document = self.alignment.source or self.alignment.target
        return document.path if document else "-"

    def decision(self, number: int) -> Decision:
        """The decision on finding ``number``."""
        return self.decisions[number] if number < len(self.decisions) else Decision()

    def open_findings(self) -> Iterator[Finding]:
        """Findings that nobody has waived."""
        return (f for i, f in enumerate(self.findings) if self.decision(i).state == "open")

    @cached_property
    def fingerprints(self) -> tuple[str, ...]:
        """One a finding: a hash of content (check, marked words, and the sentence they stand in), never of line
        numbers, so that a waiver survives moved paragraphs; equal findings in one sentence are told apart by count."""
        seen: dict[str, int] = {}
        out = []
        for finding in self.findings:
            key = _content_key(self.alignment, finding)
            seen[key] = seen.get(key, 0) + 1
            out.append(hashlib.sha256(f"{key}\x1f{seen[key]}".encode("utf-8", "replace")).hexdigest()[:16])
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


@dataclass(frozen=True)
class Article:
    """What a reader found: one text with its translation (either side may be missing).

    ``paired``: block i of the source belongs to block i of the target (tables, TMX, .jsonl); otherwise the aligner
    decides. ``reference``: reference translation by block for paired input, or one whole text. ``meta`` is what a
    writer of the same format needs to write findings back.
    """

    source: Document | None
    target: Document | None
    paired: bool = False
    id: str | None = None
    reference: tuple[str, ...] | None = None
    meta: Mapping[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Input:
    """A file or stdin as a reader gets it. ``head``: the first 64 KiB; ``open()`` gives a fresh binary stream of lines;
    ``data()`` all bytes, within the size limit (InputError above it)."""

    path: str
    head: bytes
    lines: Callable[[], Iterable[bytes]] = field(repr=False)
    data: Callable[[], bytes] = field(repr=False)


@dataclass(frozen=True)
class Reader:
    """A format that comes in. ``detect(input)`` is 0..1: how sure it is that this is its format."""

    name: str
    extensions: tuple[str, ...]
    detect: Callable[[Input], float] = field(repr=False)
    read: Callable[[Input], Iterator[Article]] = field(repr=False)
    doc: str = ""


@dataclass(frozen=True)
class Writer:
    """A format that goes out: reviews -> chunks of bytes, streamed where the format allows it."""

    name: str
    extensions: tuple[str, ...]
    write: Callable[[Iterable[Review]], Iterator[bytes]] = field(repr=False)
    doc: str = ""
