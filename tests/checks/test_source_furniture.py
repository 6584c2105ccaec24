"""The check source_furniture."""

from __future__ import annotations

from dataclasses import replace

from align.checks import source_furniture
from align.records import Alignment, Bead, Block, Document, Sentence


def article(*lines: str) -> Alignment:
    """A Chinese article without translation, a sentence a line."""
    text, at = "\n".join(lines), 0
    sentences, blocks = [], []
    for number, line in enumerate(lines):
        blocks.append(Block(at, at + len(line)))
        sentences.append(Sentence(at, at + len(line), number))
        at += len(line) + 1
    document = Document("a.txt", "zh", text, tuple(blocks))
    beads = tuple(Bead((i, i + 1), (0, 0)) for i in range(len(lines)))
    return Alignment(document, None, tuple(sentences), (), beads)


def test_furniture_beads_are_noted_and_nothing_else() -> None:
    base = article("山区通了高铁。", "责任编辑：赵小川")
    beads = (base.beads[0], replace(base.beads[1], furniture=True))
    findings = list(source_furniture.CHECK.run(replace(base, beads=beads)))
    assert [(f.bead, f.severity) for f in findings] == [(1, "note")]
