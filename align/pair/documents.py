"""Beads of two documents: rows that the file pairs itself, and furniture of the page beside what was aligned."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from align.pair.aligner import align_sentences
from align.records import Alignment, Article, Bead, Document, Encoder, Sentence, TokenEncoder

Sentences = Sequence[Sentence]
TOGETHER = 500  # rows that are aligned in one go; of 8,000 the search would take 1.6 GB


def body_of(document: Document | None, found: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of a document that are no furniture of its page."""
    return [s for s in found if document and document.blocks[s.block].kind == "text"]


def layout_of(document: Document | None, body: Sequence[Sentence]) -> tuple[list[int], list[int | None]]:
    """Paragraph number and group of each sentence, from the layout of the file."""
    return [s.block for s in body], [document.blocks[s.block].group if document else None for s in body]


def with_furniture(alignment: Alignment, beads: Sequence[Bead], source: int, target: int) -> list[Bead]:
    """Furniture put where it is on the page, a bead each, the rest in the order of the aligner. ``source`` and
    ``target``: how many sentences of each side are none."""
    loose = [Bead((i, i + 1), (0, 0), None, furniture=True) for i in range(source, len(alignment.source_sentences))]
    loose += [Bead((0, 0), (i, i + 1), None, furniture=True) for i in range(target, len(alignment.target_sentences))]

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


def row_beads(
    article: Article, source: Sentences, target: Sentences, encoder: Encoder, tokens: TokenEncoder
) -> tuple[Bead, ...]:
    """Block i with block i, an empty cell as an empty side. Rows of several sentences are aligned inside, many in one
    go: no bead leaves its row. Numbers of beads are those of ``source`` and ``target``."""
    if len(source) == len(target) == 1 and all(d and len(d.blocks) == 1 for d in (article.source, article.target)):
        return (Bead((0, 1), (0, 1)),)
    blocks = max(len(d.blocks) if d else 0 for d in (article.source, article.target))
    rows = list(zip(_ranges(source, blocks), _ranges(target, blocks), strict=True))
    sizes = [(a[1] - a[0], b[1] - b[0]) for a, b in rows]
    inside = [n for n, both in enumerate(sizes) if min(both) > 0 and max(both) > 1]
    parts: dict[int, list[Bead]] = {}
    for first in range(0, len(inside), TOGETHER):
        some = inside[first : first + TOGETHER]
        cut = _cut(article, (source, target), [rows[n] for n in some], encoder, tokens)
        parts.update(zip(some, cut, strict=True))
    whole = ([Bead(*row)] if n not in parts else parts[n] for n, row in enumerate(rows))
    return tuple(bead for beads in whole for bead in beads)


def _ranges(sentences: Sentences, blocks: int) -> list[tuple[int, int]]:
    """Of each block the range of its sentences."""
    counts = [0] * blocks
    for sentence in sentences:
        counts[sentence.block] += 1
    ends = list(itertools.accumulate(counts, initial=0))
    return list(itertools.pairwise(ends))


def _cut(
    article: Article,
    sides: tuple[Sentences, Sentences],
    rows: Sequence[tuple[tuple[int, int], tuple[int, int]]],
    encoder: Encoder,
    tokens: TokenEncoder,
) -> list[list[Bead]]:
    """Beads inside each of some rows."""
    texts: list[list[str]] = []
    numbers: list[list[int]] = []
    groups: list[list[int]] = []
    for side, (document, found) in enumerate(zip((article.source, article.target), sides, strict=True)):
        own = [(row, n) for row, ranges in enumerate(rows) for n in range(*ranges[side])]
        groups.append([row for row, _ in own])
        numbers.append([n for _, n in own])
        texts.append([document.prose(found[n].start, found[n].end) if document else "" for n in numbers[side]])
    beads = align_sentences(
        texts[0], texts[1], encoder, token_encoder=tokens, source_groups=groups[0], target_groups=groups[1], hard=True
    )
    out: list[list[Bead]] = [[] for _ in rows]
    for bead in beads:
        ends = [(groups[0], numbers[0], bead.source), (groups[1], numbers[1], bead.target)]
        held = {group[n] for group, _, (a, b) in ends for n in range(a, b)}
        if len(held) == 1:
            row = held.pop()
            left, right = (_original_range(own, span, rows[row][k]) for k, (_, own, span) in enumerate(ends))
            out[row].append(Bead(left, right))
    return [_complete(beads, row) for beads, row in zip(out, rows, strict=True)]


def _original_range(numbers: Sequence[int], span: tuple[int, int], row: tuple[int, int]) -> tuple[int, int]:
    """Map a range of the aligned sentences to the numbers of all sentences; an empty one keeps its place in the row."""
    a, b = span
    if a < b:
        return numbers[a], numbers[b - 1] + 1
    at = numbers[a] if a < len(numbers) and row[0] <= numbers[a] < row[1] else row[1]
    return at, at


def _complete(beads: list[Bead], row: tuple[tuple[int, int], tuple[int, int]]) -> list[Bead]:
    """The beads of a row if they hold each of its sentences once, else the row as one bead."""
    held = [n for b in beads for n in range(*b.source)], [n for b in beads for n in range(*b.target)]
    good = all(sorted(found) == list(range(*span)) for found, span in zip(held, row, strict=True))
    return beads if good else [Bead(*row)]
