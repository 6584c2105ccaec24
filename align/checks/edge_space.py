"""Blanks at the ends of an entry: programs join strings, so they count."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.records import Alignment, Check, Document, Finding, Pair, Passage
from align.strings.raw import sides
from align.strings.resource import holds_entries, row_of, verbatim

_DOC = """\
An entry that begins or ends with a blank does so because a program puts something beside it.

**Found**: a blank at the beginning or the end that only one side has; two blanks between words of the translation.

**Accepted**: a blank after a mark that is full-width in the Chinese (名称：, *Name: *); line breaks, which have a check
of their own.

MQM: locale-convention/whitespace.
"""
_DOUBLE = re.compile(r"(?<=[A-Za-z0-9.,:;!?])  +(?=[A-Za-z0-9])")
_WIDE = "：，；、。！？（）“”"


def _run(alignment: Alignment) -> Iterator[Finding]:
    if not holds_entries(alignment.source):
        return
    pairs = [pair for pair in alignment.pairs() if pair.source.text and pair.target.text]
    if not any(map(_has_blanks, alignment.documents)):
        return
    rows = [-1, *(row_of(alignment, pair) for pair in pairs), -1]
    for number, pair in enumerate(pairs, 1):
        ours, theirs = (verbatim(alignment, pair, source=side).strip("\r\n") for side in (True, False))
        if alignment.source.inline:  # type: ignore[union-attr]
            marked = [side.text for side in sides(alignment.source, alignment.target, pair)]
            if marked != [ours.strip(), theirs.strip()]:  # with tags at the ends nothing is known but what they enclose
                ours, theirs = marked
        if not ours.strip() or not theirs.strip():
            continue
        double = _double(pair.target) if "  " in theirs else None  # two characters that break a line are none
        if double and not _DOUBLE.search(pair.source.text):
            yield pair.finding(CHECK, "two blanks between words", target=double, severity="note", confidence=0.8)
        first, last = _begins(ours), _ends(ours)
        alone = [rows[near] != rows[number] or rows[number] < 0 for near in (number - 1, number + 1)]
        if alone[0] and first != _begins(theirs):
            yield _finding(pair, "begins", more=not first, start=True)
        if alone[1] and last != _ends(theirs) and not (_ends(theirs) and ours[-1] in _WIDE):
            yield _finding(pair, "ends", more=not last, start=False)


def _has_blanks(document: Document) -> bool:
    """Return whether an entry of a file may have a blank at an end, or two in a row."""
    text = document.text
    if document.inline or any(block.facts or (block.start, block.end) != (0, len(text)) for block in document.blocks):
        return True
    return text != text.strip() or "  " in text


def _double(side: Passage) -> tuple[int, int] | None:
    """The first two blanks in a row; blanks on both sides of mark-up are none."""
    tags = [side.pieces[number][0] for number in side.seams]
    spans = (match.span() for match in _DOUBLE.finditer(side.text))
    return next(((start, end) for start, end in spans if not any(start < at < end for at in tags)), None)


def _begins(text: str) -> bool:
    return re.match(r"[ \t\xa0\u3000]", text) is not None


def _ends(text: str) -> bool:
    return re.search(r"[ \t\xa0\u3000]$", text) is not None


def _finding(pair: Pair, what: str, *, more: bool, start: bool) -> Finding:
    text = pair.target.text
    words = text.split()
    if not words:
        span = pair.target.whole
    elif start:
        span = pair.target.span(text.index(words[0]), text.index(words[0]) + len(words[0]))
    else:
        span = pair.target.span(text.rindex(words[-1]), len(text))
    one, other = ("the translation", "the source") if more else ("the source", "the translation")
    message = f"{one} {what} with a blank, {other} does not"
    return pair.finding(CHECK, message, target=span, confidence=0.85)


CHECK = Check(
    id="edge_space",
    severity="warning",
    category="locale-convention/whitespace",
    doc=_DOC,
    run=_run,
    rank=3,
    good=((" 次", " times"), ("名称：", "Name: "), ("确定", "OK")),
    bad=((" 次", "times", "times"), ("第 ", "No.", "No."), ("确定", " OK", "OK")),
)
