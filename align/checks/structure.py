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
            yield _differs(kind, ours, theirs)
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


def _differs(kind: str, ours: Sequence[Part], theirs: Sequence[Part]) -> Finding:
    """One finding: how many, and the first that has no counterpart."""
    one = other = None
    steps = SequenceMatcher(None, [_like(p) for p in ours], [_like(p) for p in theirs], False).get_opcodes()
    for what, a, b, c, d in steps:
        if what != "equal" and (b - a > d - c) == (len(ours) > len(theirs)) and b - a != d - c:
            one = ours[a + (d - c)] if b - a > d - c else None
            other = theirs[c + (b - a)] if d - c > b - a else None
            break
    if one is None and other is None:
        one, other = (ours[-1], None) if len(ours) > len(theirs) else (None, theirs[-1])
    found = one or other
    words = " ".join(found.text.split())[:40] if found else ""
    message = f"{len(ours)} {_MANY[kind]} in the source, {len(theirs)} in the translation: the first at “{words}”"
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
