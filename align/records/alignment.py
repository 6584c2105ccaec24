"""Two documents and the beads between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from align.lazy import lazy
from align.records.findings import Finding
from align.records.links import Linker, Links, linkable
from align.records.occurrences import Occurrences
from align.records.pairs import Pair
from align.records.texts import Bead, Block, Document, Passage, Sentence, Span

NAMED = 10  # pairs that a line on what was left out names
_LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")


MACHINE, PEOPLE, UNKNOWN = TRANSLATORS = ("machine", "people", "unknown")  # who translated a text
FULL, EDITED = COMPLETENESS = ("full", "edited")  # what a translation has to have of its source
TRANSLATED_BY = "translated-by"  # the fact of a block that says so of its entry


@dataclass(frozen=True)
class Profile:
    """The facts about the texts of a house that checks need: ``home`` province or city in Chinese ("河南"), document
    type ("news"), spelling ("us", "gb" or "any"), thresholds by name (``omission.error`` -> 0.8), the dialects of
    placeholders that its strings have (none named: all), and who translated the texts (one of ``TRANSLATORS``)."""

    home: str = ""
    doctype: str = "news"
    spelling: str = "any"
    thresholds: Mapping[str, float] = field(default_factory=dict)
    placeholders: tuple[str, ...] = ()
    translated_by: str = UNKNOWN


@dataclass(frozen=True)
class Alignment:
    """Two documents, their sentences and the beads between them. One side may be None: nothing to compare with.
    ``listed``: the pairs are entries of a list, and nothing is compared between them (see :class:`Article`)."""

    source: Document | None
    target: Document | None
    source_sentences: tuple[Sentence, ...]
    target_sentences: tuple[Sentence, ...]
    beads: tuple[Bead, ...]
    id: str | None = None
    profile: Profile = field(default_factory=Profile)
    linker: Linker | None = field(default=None, compare=False, repr=False)
    own: Callable[[str], bool] | None = field(default=None, compare=False, repr=False)
    listed: bool = False
    chosen: tuple[Pair, ...] | None = field(default=None, compare=False, repr=False)
    counted: Counter[str] = field(default_factory=Counter, compare=False, repr=False)
    left_out: dict[str, list[int]] = field(default_factory=dict, compare=False, repr=False)
    occurring: list[Occurrences] = field(default_factory=list, compare=False, repr=False)

    def leave_out(self, what: str, pair: int | None = None) -> None:
        """Keep that there was too much of something to look at all of it: people get a note. ``what``: in words, the
        same for all pairs; ``pair``: where it is one that was too long."""
        self.left_out.setdefault(what, []).extend(() if pair is None else (pair,))

    def limits(self) -> tuple[str, ...]:
        """A line on each thing that was not looked at, with the pairs; of a row of a table without its number, so that
        a table has one line for all."""
        if self.id is not None:
            return tuple(f"in some rows: {what}" for what in self.left_out)
        return tuple(f"{_numbered(pairs)}: {what}" if pairs else what for what, pairs in self.left_out.items())

    def times(self, sentence: str) -> int:
        """Count a source sentence in the article, without the white space around it. They are counted once
        for all parts of the alignment."""
        if not self.counted and self.source is not None:
            read = self.source.read
            self.counted.update(read[s.start : s.end].strip() for s in self.source_sentences)
        return self.counted[sentence]

    def everywhere(self, words: str) -> tuple[int, int]:
        """Count words in the two documents as a whole, as ``str.count`` does; 0 in one that is not there. What was
        counted is known to all parts of the alignment."""
        if not self.occurring:
            self.occurring.extend(Occurrences(side.text if side else "") for side in (self.source, self.target))
        return self.occurring[0].count(words), self.occurring[1].count(words)

    def is_own(self, word: str) -> bool:
        """Return whether this lower-case English word is listed in the user's settings, or part of a rendering that a
        rule accepts. False where nobody knows."""
        return self.own is not None and self.own(word)

    def beside_lone(self, number: int, side: Literal["source", "target"]) -> bool:
        """Return whether a neighbour of bead ``number`` holds sentences of this side alone, and no furniture."""
        near = [self.beads[at] for at in (number - 1, number + 1) if 0 <= at < len(self.beads)]
        empty = [(b.target, b.source) if side == "source" else (b.source, b.target) for b in near if not b.furniture]
        return any(none[0] == none[1] and some[0] < some[1] for none, some in empty)

    @property
    def documents(self) -> list[Document]:
        """The sides that are there, the source first."""
        return [document for document in (self.source, self.target) if document is not None]

    def marked(self, finding: Finding) -> list[tuple[Document, Span]]:
        """The words that a finding marks, those of the translation first."""
        sides = ((self.target, finding.target_span), (self.source, finding.source_span))
        return [(document, span) for document, span in sides if document is not None and span is not None]

    def pairs(self) -> tuple[Pair, ...]:
        """Return all beads with their texts, in order; of a part (:meth:`with_pairs`) its own."""
        return self._pairs if self.chosen is None else self.chosen

    def all_pairs(self) -> tuple[Pair, ...]:
        """Return all beads of the article with their texts, of a part, too; none carries evidence. A pair is in the
        place of its number."""
        return self._pairs

    @lazy
    def _pairs(self) -> tuple[Pair, ...]:
        source, target, ours, theirs = self.source, self.target, self.source_sentences, self.target_sentences
        return tuple(
            [
                Pair(
                    number,
                    bead,
                    passage(source, ours[bead.source[0] : bead.source[1]]),
                    passage(target, theirs[bead.target[0] : bead.target[1]]),
                )
                for number, bead in enumerate(self.beads)
            ]
        )

    def with_pairs(self, pairs: tuple[Pair, ...], beads: tuple[Bead, ...] | None = None) -> Alignment:
        """Return the same documents with these pairs, and with new ``beads`` where given."""
        made = object.__new__(Alignment)  # three times a row of an archive: ``replace`` would take five times as long
        made.__dict__.update(self.__dict__, chosen=pairs)
        if beads is not None:
            made.__dict__["beads"] = beads
            made.__dict__.pop("_pairs", None)
        return made

    def links(self, pair: Pair) -> Links | None:
        """Token links of a pair: those it carries, else linked anew. None where there is no token encoder, or the texts
        are too long (:data:`~align.records.links.LARGEST`)."""
        source, target = pair.source.text, pair.target.text
        if pair.weighed is not None:
            return pair.weighed.links
        if self.linker is None or not source or not target or not linkable(source, target):
            return None
        return self.linker(source, target)

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


def _numbered(pairs: Sequence[int]) -> str:
    """Return ``pairs 3, 9 and 12 more``, counted from 1."""
    found = sorted({number + 1 for number in pairs})
    some = ", ".join(f"{number:,}" for number in found[:NAMED])
    more = f" and {len(found) - NAMED:,} more" if len(found) > NAMED else ""
    return f"pair{'s' if len(found) > 1 else ''} {some}{more}"


def passage(document: Document | None, sentences: Sequence[Sentence]) -> Passage:
    """The text of some sentences as one string, without mark-up; neighbours in one block keep what is between."""
    if document is None or not sentences:
        return Passage("", ())
    text = document.read
    if len(sentences) == 1 and not document.inline:  # by far the most usual case: a row of a table
        start, end = sentences[0].start, sentences[0].end
        if text.find("\n", start, end) < 0:
            return Passage(text[start:end], ((0, start, end - start),))
    runs: list[list[int]] = []
    block = -1
    for sentence in sentences:
        if runs and sentence.block == block:
            runs[-1][1] = sentence.end
        else:
            runs.append([sentence.start, sentence.end])
        block = sentence.block
    lines = [line for run in runs for line in _lines(text, *run)]
    return _put_together(document, lines)


def _put_together(document: Document, lines: Sequence[tuple[int, int]]) -> Passage:
    """Lines as one string: a space between them in English; their mark-up cut out."""
    text, glue = document.read, " " if document.lang == "en" else ""
    pieces: list[tuple[int, int, int]] = []
    parts: list[str] = []
    seams: set[int] = set()
    at = 0
    for line in lines:
        stretches = _framed(document.stretches(*line), *line) if document.inline else (line,)
        for number, (start, end) in enumerate(stretches):
            new = number and any(mark.breaks for mark in document.inline_in(pieces[-1][1] + pieces[-1][2], start))
            if number and not new:
                seams.add(len(pieces))
            elif parts:
                parts.append(glue)
                at += len(glue)
            pieces.append((at, start, end - start))
            parts.append(text[start:end])
            at += end - start
    return Passage("".join(parts), tuple(pieces), frozenset(seams))


def _framed(stretches: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Stretches with empty ones at the ends of the line where mark-up is there: it is part of the passage."""
    before = [(start, start)] if stretches and stretches[0][0] > start else []
    behind = [(end, end)] if stretches and stretches[-1][1] < end else []
    return before + stretches + behind


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A run of text without its line breaks and the white space around them."""
    if text.find("\n", start, end) < 0:
        return [(start, end)]
    return [m.span() for m in _LINE.finditer(text, start, end)] or [(start, end)]
