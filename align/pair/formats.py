"""Beads as lines of text: for other aligners' tools, for spreadsheets, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from align.records import Bead


def beads_lines(beads: Sequence[Bead]) -> Iterator[str]:
    """``[0,1]:[2]`` a bead, sentence numbers from 0 (the format of Vecalign and Bertalign)."""
    for bead in beads:
        yield f"{_numbers(bead.source)}:{_numbers(bead.target)}"


def tsv_lines(beads: Sequence[Bead], source: Sequence[str], target: Sequence[str]) -> Iterator[str]:
    """Number from 1, kind, similarity, source, target, with a header; tabs and line breaks become spaces."""
    yield "bead\tkind\tsimilarity\tsource\ttarget"
    for number, bead in enumerate(beads, 1):
        kind = bead.kind + (" moved" if bead.moved else "")
        texts = _joined(source, bead.source, ""), _joined(target, bead.target, " ")
        yield "\t".join((str(number), kind, _figure(bead), *(_cell(text) for text in texts)))


def jsonl_lines(beads: Sequence[Bead], source: Sequence[str], target: Sequence[str]) -> Iterator[str]:
    """One JSON object a bead: number, kind, similarity, moved, and for both sides sentence numbers and texts."""
    for number, bead in enumerate(beads):
        row = {
            "number": number,
            "kind": bead.kind,
            "similarity": None if bead.similarity is None else round(bead.similarity, 4),
            "moved": bead.moved,
            "source": {"sentences": list(range(*bead.source)), "text": _joined(source, bead.source, "")},
            "target": {"sentences": list(range(*bead.target)), "text": _joined(target, bead.target, " ")},
        }
        yield json.dumps(row, ensure_ascii=False)


def _numbers(span: tuple[int, int]) -> str:
    return "[" + ",".join(map(str, range(*span))) + "]"


def _joined(texts: Sequence[str], span: tuple[int, int], glue: str) -> str:
    return glue.join(text.strip() for text in texts[span[0] : span[1]])


def _figure(bead: Bead) -> str:
    return "" if bead.similarity is None else f"{bead.similarity:.3f}"


def _cell(text: str) -> str:
    """One line, and nothing that a spreadsheet takes for a formula."""
    flat = " ".join(text.split())
    return "'" + flat if flat[:1] in ("=", "+", "-", "@") else flat
