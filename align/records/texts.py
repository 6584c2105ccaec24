"""Spans, documents, sentences, beads, passages."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal

from align.lazy import lazy

Lang = Literal["zh", "en"]
BlockKind = Literal["text", "furniture"]
STANDS = 0.5  # share of a clause's content from which on it counts as rendered in a place
APART = 0.15  # by how much more of a clause must be beside its bead than in it
_CLOSES = re.compile(r"</|<e(?:pt|x|c)\b")  # elements; XLIFF 1.2 and 2.x
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points in a document's text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Return whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Return whether the other lies in this one, or is equal to it."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a table cell or a subtitle cue: a span of the document that no sentence crosses.

    ``label`` names its place in the file for people where a line number would not (``row 17``, ``tu 5``).
    ``group`` is equal for blocks of the two sides that the file itself lays side by side (alternating lines, table
    rows); None where the file does not say. ``facts`` are what the file says of the entry, by name: ``format`` of its
    placeholders (c, python, python-brace, qt, icu …), ``max-length`` in code points, ``verbatim`` the entry as it
    is where its line breaks or blanks at the ends are not in the text of the document, ``plural`` (one, other …),
    ``translated-by`` machine or people, ``cell`` row and column of a table in running text.
    """

    start: int
    end: int
    kind: BlockKind = "text"
    label: str = ""
    group: int | None = None
    facts: tuple[tuple[str, str], ...] = ()

    def fact(self, name: str) -> str:
        """Return the file's value for the entry under that name; '' without one."""
        return next((value for key, value in self.facts if key == name), "")


InlineKind = Literal["code", "comment", "image", "link", "mark", "math", "note", "placeholder", "tag"]


@dataclass(frozen=True, slots=True)
class Inline:
    """A piece of mark-up inside a block: nothing to any check of prose, neither a character nor a space.

    ``start`` and ``end`` are offsets in the document; equal ones where the reader lays out the text without its mark-up
    (XLIFF, TMX, DOCX, HTML): there the mark-up was. ``text`` is the mark-up as the file has it (``**``, ``<b>``,
    ``](guide.md)``, ``<x id="1"/>``, ``{\\i1}``). ``value`` is what it carries and both languages share: the code
    between backquotes, the address of a link or image, the name of a tag or placeholder.
    """

    start: int
    end: int
    kind: InlineKind
    text: str
    value: str = ""

    @property
    def breaks(self) -> bool:
        """Return whether a new line begins here (``<br>``): the words before and behind it do not touch."""
        return self.kind == "tag" and self.text[:3].lower() in ("<br", "[br") and not self.text[3:4].isalnum()

    @property
    def closes(self) -> bool:
        """Return whether it ends what another piece of mark-up has begun (``</b>``, ``<ept id="1">``)."""
        return _CLOSES.match(self.text) is not None


@dataclass(frozen=True)
class Place:
    """The place of a span for people: line and column from 1, offsets in that line from 0, and its words."""

    line: int
    column: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Document:
    """One side of a text. ``text`` never changes after the reader. Both sides of an alternating file share one text.

    ``unit`` "segment": a single already paired segment, all of it "line 1". ``reading``: the text as checks read it, of
    the same length: Traditional characters as Simplified ones, mark-up as spaces. ``lines``: where the text is not that
    of the file (a table), the number in the file of each of its lines, as a spreadsheet or an editor counts them.
    ``inline``: mark-up inside the blocks, in order of place, no two over each other; checks read the text without it.
    """

    path: str
    lang: Lang
    text: str
    blocks: tuple[Block, ...]
    unit: Literal["file", "segment"] = "file"
    reading: str = ""
    lines: tuple[int, ...] = ()
    inline: tuple[Inline, ...] = ()

    @property
    def read(self) -> str:
        """The text as checks read it, mark-up of ``inline`` still in it."""
        return self.reading or self.text

    @lazy
    def _inline_starts(self) -> list[int]:
        return [i.start for i in self.inline]

    def inline_in(self, start: int, end: int) -> tuple[Inline, ...]:
        """The mark-up that begins between two offsets, both included; that of no length may be at the end."""
        if not self.inline:
            return ()
        first = bisect.bisect_left(self._inline_starts, start)
        last = bisect.bisect_right(self._inline_starts, end)
        return tuple(i for i in self.inline[first:last] if i.start < end or i.end == i.start)

    def inline_of(self, start: int, end: int) -> tuple[Inline, ...]:
        """The mark-up of a sentence: as :meth:`inline_in`, but what stands between it and a sentence that touches it
        belongs to one of them: to the one before where it closes something, else to the one behind."""
        found = self.inline_in(start, end)
        if not found or (found[0].start > start and found[-1].end < end):
            return found
        before, behind = (0 <= at < len(self.text) and not self.text[at].isspace() for at in (start - 1, end))
        others = ((start, True) if before else None, (end, False) if behind else None)
        return tuple(m for m in found if m.start < m.end or (m.start, m.closes) not in others)

    def stretches(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the half-open spans of a span without its mark-up, in order, none empty."""
        out = []
        for mark in self.inline_in(start, end):
            if mark.start > start:
                out.append((start, mark.start))
            start = max(start, mark.end)
        if start < end:
            out.append((start, end))
        return out

    def prose(self, start: int, end: int) -> str:
        """The text of a span as checks read it, without mark-up."""
        return "".join([self.read[a:b] for a, b in self.stretches(start, end)]) if self.inline else self.read[start:end]

    @lazy
    def _line_starts(self) -> list[int]:
        if self.unit == "segment":
            return [0]
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def row(self, offset: int) -> int:
        """The number of the line of the text, from 0, in which an offset is."""
        return bisect.bisect_right(self._line_starts, offset) - 1

    def place(self, span: Span) -> Place:
        """Line, column and words of a span; a span over a line end is cut at the end of its first line."""
        row = self.row(span.start)
        first = self._line_starts[row]
        last = self._line_starts[row + 1] - 1 if row + 1 < len(self._line_starts) else len(self.text)
        end = min(span.end, last)
        line = self.lines[row] if row < len(self.lines) else row + 1
        return Place(line, span.start - first + 1, span.start - first, end - first, self.text[span.start : end])

    def words(self, span: Span, limit: int = 60) -> str:
        """The words of a span in one line of at most ``limit`` code points; unpaired surrogates become U+FFFD."""
        text = _SURROGATE.sub("\ufffd", " ".join(self.text[span.start : span.end].split()))
        return text if len(text) <= limit else text[: limit - 1] + "…"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of the document, and the number of the block it is in. No copy of the text."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of one side of a bead, and where its content is on the other side.

    ``span`` is a span of its document, ``place`` that of the clause of the other document that holds most of it; None
    where none holds any. ``inside``: share 0..1 of its content found on the other side of the bead; ``nearby``: found
    in one of the three sentences before and behind that (0 where nobody looked: enough is found inside).
    """

    side: Literal["source", "target"]
    span: Span
    inside: float
    nearby: float = 0.0
    place: Span | None = None

    @property
    def strayed(self) -> bool:
        """Return whether the clause is in a neighbouring bead rather than in its own."""
        return self.nearby >= STANDS and self.nearby > self.inside + APART


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences of the two sides that translate each other, as half-open ranges of sentence numbers.

    ``(3, 3)`` is an empty side. ``moved``: found away from the monotone path (a reordered passage). ``furniture``: a
    line of the page and not of the article (责任编辑, 扫一扫); nobody expects a translation of it. ``clauses``: of both
    sides, in order; empty where nobody looked below the sentence.
    """

    source: tuple[int, int]
    target: tuple[int, int]
    similarity: float | None = None
    moved: bool = False
    furniture: bool = False
    clauses: tuple[Clause, ...] = ()

    @property
    def kind(self) -> str:
        """``2-1``: two source sentences, one target sentence."""
        return f"{self.source[1] - self.source[0]}-{self.target[1] - self.target[0]}"


@dataclass(frozen=True)
class Passage:
    """One side of a bead as one string, and the way back into the document.

    ``pieces`` are ``(offset in text, start in document, length)``; between two pieces is one space, or nothing in
    Chinese. ``seams`` are the numbers of those pieces before which is mark-up only: they go on in the same line.
    """

    text: str
    pieces: tuple[tuple[int, int, int], ...]
    seams: frozenset[int] = frozenset()

    def span(self, start: int, end: int) -> Span:
        """Offsets of this text -> span of the document, mark-up between its words included; a span over two lines is
        cut at the end of the first."""
        first = max(bisect.bisect_right(self.pieces, start, key=itemgetter(0)) - 1, 0) if len(self.pieces) > 8 else 0
        for number in range(first, len(self.pieces)):
            at, origin, length = self.pieces[number]
            if start < at + length:
                begin = max(start, at)
                last = number
                while end > self.pieces[last][0] + self.pieces[last][2] and last + 1 in self.seams:
                    last += 1
                stop, onset, size = self.pieces[last]
                return Span(origin + begin - at, max(onset + min(end - stop, size), origin + begin - at))
        at, origin, length = self.pieces[-1] if self.pieces else (0, 0, 0)
        return Span(origin + length, origin + length)

    @property
    def runs(self) -> tuple[Span, ...]:
        """Spans of the document, one a line: pieces with the mark-up between them."""
        out: list[Span] = []
        for number, (_, start, length) in enumerate(self.pieces):
            first = out.pop().start if number in self.seams else start
            out.append(Span(first, start + length))
        return tuple(out)

    def original(self, document: Document | None) -> str:
        """The passage as it is in the document, with its mark-up, where checks read it in another form."""
        if document is None or not self.pieces or not (document.reading or self.seams):
            return self.text
        runs = self.runs
        if len(runs) == 1:
            return document.text[runs[0].start : runs[0].end]
        firsts = [at for number, (at, _, _) in enumerate(self.pieces) if number not in self.seams]
        ends = [at + size for number, (at, _, size) in enumerate(self.pieces) if number + 1 not in self.seams]
        glues = ["", *(self.text[end:first] for end, first in zip(ends, firsts[1:], strict=False))]
        return "".join(g + document.text[r.start : r.end] for g, r in zip(glues, runs, strict=True))

    @property
    def whole(self) -> Span:
        """The span of the first line, mark-up at its ends included (all of the passage where it is in one line)."""
        return self.runs[0] if self.seams else self.span(0, len(self.text))
