"""Document -> sentences."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Sequence

from align.records import Document, Inline, Sentence
from align.text.sentences import split

_DASHES = ("-", "–", "—", ">>")


def sentences(document: Document, *, whole_blocks: bool = False) -> tuple[Sentence, ...]:
    """Sentences of all text blocks in order, then furniture, a block each (last, so that no bead reaches over it).

    ``whole_blocks``: the input is already segmented (tables, --pre-split), one block is one sentence.
    """
    body: list[Sentence] = []
    furniture: list[Sentence] = []
    for number, block in enumerate(document.blocks):
        text = document.read[block.start : block.end]
        if block.kind == "furniture":
            furniture.append(Sentence(block.start, block.end, number))
            continue
        if not whole_blocks:
            body += [Sentence(a, b, number) for a, b in _sentences(document, block.start, block.end)]
        elif text and not text.isspace():
            body.append(Sentence(block.start, block.start + len(text), number))
    return (*body, *furniture)


def each_block(document: Document) -> tuple[Sentence, ...]:
    """Every block a sentence, empty ones too: line numbers are what programs count on."""
    return tuple(Sentence(block.start, block.end, number) for number, block in enumerate(document.blocks))


def _sentences(document: Document, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences of a block. Mark-up is no text to the splitter; what opens before a sentence or closes
    behind it belongs to it."""
    marks = document.inline_in(start, end)
    if not marks:
        text = document.read[start:end]
        return [(start + a, start + b) for a, b in split(text, document.lang) if text[a:b].strip()]
    breaks = [mark for mark in marks if mark.breaks and start < mark.start and mark.end < end]
    if breaks:  # each line by itself
        edges = [start, *(edge for mark in breaks for edge in (mark.start, mark.end)), end]
        parts = zip(edges[0::2], edges[1::2], strict=True)
        return [span for a, b in parts if a < b for span in _sentences(document, a, b)]
    stretches = document.stretches(start, end)
    text = document.prose(start, end)
    firsts = list(itertools.accumulate((b - a for a, b in stretches), initial=0))
    out: list[tuple[int, int]] = []
    for a, b in split(text, document.lang):
        if text[a:b].strip():
            at, last = (bisect.bisect_right(firsts, offset) - 1 for offset in (a, b - 1))
            out.append((stretches[at][0] + a - firsts[at], stretches[last][0] + b - firsts[last]))
    return _with_marks(marks, out)


def _with_marks(marks: Sequence[Inline], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences with the mark-up between them: what opens belongs to the next one, all else to the one before."""
    at = 0
    for mark, opens in zip(marks, _opening(marks), strict=True):
        while at < len(spans) and spans[at][1] < mark.end:
            at += 1
        before, inside = at - 1, at < len(spans) and spans[at][0] <= mark.start
        if inside or not spans:
            continue
        if at < len(spans) and (opens or before < 0):
            spans[at] = (mark.start, spans[at][1])
        elif before >= 0:
            spans[before] = (spans[before][0], mark.end)
    return spans


def _opening(marks: Sequence[Inline]) -> list[bool]:
    """Find pieces of mark-up that open something: the first of two equal ones, a bracket of a link, a tag without
    slash."""
    out: list[bool] = []
    held: list[str] = []
    for mark in marks:
        if mark.text.strip() in _DASHES:  # of a speaker: nothing closes it
            opens = True
        elif mark.kind in ("mark", "code", "math"):
            opens = mark.text not in held
            held.append(mark.text) if opens else held.remove(mark.text)
        else:
            opens = not mark.text.startswith(("]", "</"))
        out.append(opens)
    return out
