"""The parts of a Markdown document: as many headings, code blocks, rows, images, notes and keys in the translation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from align.records import Alignment, Check, Finding, Severity, Span, finding
from align.strings.outline import Part, markdown_texts, outline

_DOC = """\
The headings of both documents are laid side by side, and so are code blocks, rows of tables, list items, images,
references to notes, and the keys of the front matter.

**Found**: a heading that is missing, that only the translation has or that is of another level, where the numbers of
headings differ; a missing code block, row, image, note or key.

**Accepted**: the same parts in another order; a document whose two languages stand in one file; other formats, which
have checks of their own.

MQM: accuracy/omission/structure.
"""
_MANY = {"heading": "headings", "code block": "code blocks", "table row": "table rows", "list item": "list items",
         "image": "images", "note": "references to notes", "key": "keys of the front matter"}  # fmt: skip
_WARNS = frozenset(("heading", "code block", "table row"))


def _run(alignment: Alignment) -> Iterator[Finding]:
    texts = markdown_texts(alignment)
    if texts is None:
        return
    parts = [outline(text) for text in texts]
    for kind in _MANY:
        ours, theirs = ([p for p in own if p.kind == kind] for own in parts)
        if kind == "key":
            yield from _keys(ours, theirs)
        elif len(ours) != len(theirs) and (ours or theirs):
            source = len(ours) > len(theirs)
            alone = _alone(alignment, ours if source else theirs, source)
            one, other = ((alone, None) if source else (None, alone)) if alone else _first(ours, theirs)
            yield _differs(kind, (len(ours), len(theirs)), one, other)
        elif kind == "heading":
            yield from _levels(ours, theirs)


def _keys(ours: Sequence[Part], theirs: Sequence[Part]) -> Iterator[Finding]:
    names = {p.mark for p in theirs}
    for part in ours if theirs else ():
        if part.mark not in names:
            message = f"the key “{part.mark}” of the front matter is missing in the translation"
            yield _finding(message, part, None, "note", 0.8)


def _levels(ours: Sequence[Part], theirs: Sequence[Part]) -> Iterator[Finding]:
    for one, other in zip(ours, theirs, strict=True):
        if one.mark != other.mark:
            message = f"a heading of level {one.mark[1]} in the source, of level {other.mark[1]} in the translation"
            yield _finding(message, one, other, "warning", 0.8)
            return  # what follows is shifted


def _alone(alignment: Alignment, parts: Sequence[Part], source: bool) -> Part | None:
    """The first part whose sentence is paired with nothing."""
    sentences = alignment.source_sentences if source else alignment.target_sentences
    lone: list[int] = []
    for bead in alignment.beads:
        (first, end), other = (bead.source, bead.target) if source else (bead.target, bead.source)
        if other[0] == other[1]:
            lone += [sentence.start for sentence in sentences[first:end]]
    return next((part for part in parts if any(part.start <= at < part.end for at in lone)), None)


def _first(ours: Sequence[Part], theirs: Sequence[Part]) -> tuple[Part | None, Part | None]:
    """The first part that has no counterpart, by the features of the parts alone."""
    steps = SequenceMatcher(None, [_like(p) for p in ours], [_like(p) for p in theirs], False).get_opcodes()
    for what, a, b, c, d in steps:
        if what != "equal" and (b - a > d - c) == (len(ours) > len(theirs)) and b - a != d - c:
            return (ours[a + (d - c)] if b - a > d - c else None), (theirs[c + (b - a)] if d - c > b - a else None)
    return (ours[-1], None) if len(ours) > len(theirs) else (None, theirs[-1])


def _differs(kind: str, counts: tuple[int, int], one: Part | None, other: Part | None) -> Finding:
    """One finding: how many, and the first that has no counterpart."""
    found = one or other
    words = " ".join(found.text.split())[:40] if found else ""
    message = f"{counts[0]} {_MANY[kind]} in the source, {counts[1]} in the translation: the first at “{words}”"
    return _finding(message, one, other, "warning" if kind in _WARNS else "note", 0.75)


def _like(part: Part) -> str:
    """The features that both sides must share: level, language, code, address; of a row its number of cells."""
    if part.kind == "code block":
        return part.mark + "".join(c for c in part.text if c.isascii() and not c.isspace())[:40]
    if part.kind == "table row":
        return str(part.text.count("|"))
    return part.mark


def _finding(message: str, ours: Part | None, theirs: Part | None, severity: Severity, confidence: float) -> Finding:
    spans = Span(ours.start, ours.end) if ours else None, Span(theirs.start, theirs.end) if theirs else None
    category = f"accuracy/{'omission' if ours or not theirs else 'addition'}/structure"
    return finding(CHECK, message, None, spans, severity=severity, category=category, confidence=confidence)


CHECK = Check(
    id="structure",
    severity="warning",
    category="accuracy/omission/structure",
    doc=_DOC,
    run=_run,
    rank=2,
)
