"""Beads of two documents: rows that the file pairs itself, and furniture of the page beside what was aligned."""

from __future__ import annotations

from collections.abc import Sequence

from align.records import Alignment, Article, Bead, Document, Sentence


def body_of(document: Document | None, found: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of a document that are no furniture of its page."""
    return [s for s in found if document and document.blocks[s.block].kind == "text"]


def layout_of(document: Document | None, body: Sequence[Sentence]) -> tuple[list[int], list[int | None]]:
    """Paragraph number and group of each sentence: what the layout of the file says."""
    return [s.block for s in body], [document.blocks[s.block].group if document else None for s in body]


def with_furniture(alignment: Alignment, beads: Sequence[Bead], loose: Sequence[Bead]) -> list[Bead]:
    """Furniture beads put where they stand on the page, the rest in the order of the aligner."""

    def start(bead: Bead, side: str) -> int:
        found = alignment.source_sentences if side == "source" else alignment.target_sentences
        first, last = bead.source if side == "source" else bead.target
        return found[first].start if last > first else -1

    out = list(beads)
    for bead in loose:
        side = "source" if bead.source[1] > bead.source[0] else "target"
        here = start(bead, side)
        at = max((i + 1 for i, b in enumerate(out) if -1 < start(b, side) < here), default=0)
        out.insert(at, bead)
    return out


def row_beads(article: Article, source: Sequence[Sentence], target: Sequence[Sentence]) -> tuple[Bead, ...]:
    """Block i with block i; an empty cell is an empty side."""
    blocks = max(len(d.blocks) if d else 0 for d in (article.source, article.target))
    if blocks == len(source) == len(target) == 1:  # a row of a table
        return (Bead((0, 1), (0, 1)),)
    left, right = ({s.block: i for i, s in enumerate(side)} for side in (source, target))
    beads, i, j = [], 0, 0
    for block in range(blocks):
        a, b = left.get(block), right.get(block)
        here = (i if a is None else a, i if a is None else a + 1), (j if b is None else b, j if b is None else b + 1)
        i, j = here[0][1], here[1][1]
        beads.append(Bead(*here))
    return tuple(beads)
