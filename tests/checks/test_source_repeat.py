"""The check source_repeat."""

from __future__ import annotations

from align.checks import source_repeat
from align.records import Alignment, Bead, Block, Document, Sentence
from tests.checks.support import found


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


def test_a_sentence_that_comes_back_is_reported_once() -> None:
    line = "山区通了高铁以后，村民们的出行方便多了。"
    findings = list(source_repeat.CHECK.run(article(line, "产业也兴旺起来。", line)))
    assert [f.bead for f in findings] == [2]


def test_reduplication_is_no_repeat() -> None:
    assert found(source_repeat.CHECK, "大家高高兴兴地研究研究。") == []
