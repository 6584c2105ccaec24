"""Faults of the source: digits, characters, repeats, furniture."""

from __future__ import annotations

from dataclasses import replace

import pytest

from align.checks import source_characters, source_digits, source_furniture, source_repeat
from align.records import Alignment, Bead, Block, Check, Document, Finding, Sentence


def found(check: Check, source: str) -> list[Finding]:
    return list(check.run(Alignment.of_pair(source, "")))


def marked(check: Check, source: str) -> list[str]:
    spans = [f.source_span for f in found(check, source)]
    return [source[s.start : s.end] for s in spans if s]


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


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("本报记者李明月日从市政府获悉。", ["月日"]),
        ("年，小城成为节点城市。", ["年"]),
        ("年月，小城发布了三年规划。", ["年月"]),
        ("首批家企业签约入驻。", ["首批家"]),
        ("产量同比增长%。", ["增长%"]),
        ("《行动计划（-年）》发布。", ["-年"]),
        ("请填写出生年月日。", []),
        ("五月三日开幕，今年年底结束。", []),
        ("某月某日，他收到一封信。", []),
        ("产量增长12%，达到500个。", []),
    ],
)
def test_stripped_digits(source: str, words: list[str]) -> None:
    assert marked(source_digits.CHECK, source) == words


def test_a_likely_year_needs_company() -> None:
    assert found(source_digits.CHECK, "未来的年区块链大会在海边举行。") == []
    certain = list(source_digits.CHECK.run(article("未来的年区块链大会在海边举行。", "月日，大会开幕。")))
    assert [f.bead for f in certain] == [0, 1]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("他读完了《三国演义。", ["《"]),
        ("他说：“我们走吧。", ["“"]),
        ("书名是《》。", ["《》"]),
        ("桥己经修好。", ["己"]),
        ("会议于9月8曰召开。", ["曰"]),
        ("我们去了，的公园很美。", ["的"]),
        ("他买了苹果和。", ["和"]),
        ("他积极参与。了解以后，天气更加暖和。", []),
        ("包括：1)书；2)笔。", []),
    ],
)
def test_lost_characters(source: str, words: list[str]) -> None:
    assert marked(source_characters.CHECK, source) == words


def test_a_quotation_over_two_sentences_is_closed() -> None:
    assert not list(source_characters.CHECK.run(article("他说：“我们走吧。", "天快黑了。”")))


def test_a_sentence_that_comes_back_is_reported_once() -> None:
    line = "山区通了高铁以后，村民们的出行方便多了。"
    findings = list(source_repeat.CHECK.run(article(line, "产业也兴旺起来。", line)))
    assert [f.bead for f in findings] == [2]


def test_reduplication_is_no_repeat() -> None:
    assert found(source_repeat.CHECK, "大家高高兴兴地研究研究。") == []


def test_furniture_beads_are_noted_and_nothing_else() -> None:
    base = article("山区通了高铁。", "责任编辑：赵小川")
    beads = (base.beads[0], replace(base.beads[1], furniture=True))
    findings = list(source_furniture.CHECK.run(replace(base, beads=beads)))
    assert [(f.bead, f.severity) for f in findings] == [(1, "note")]
