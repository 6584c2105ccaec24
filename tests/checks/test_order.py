"""Order and completeness: sentences that changed places, sentences that stand twice or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from align.checks import omission, order, repeat
from align.embed import bundled
from align.evidence.links import make_linker
from align.evidence.weigh import weighed
from align.records import Alignment, Bead, Block, Check, Document, Finding, Sentence

LINKER = make_linker(bundled())


def found(check: Check, source: str, target: str) -> list[Finding]:
    return list(check.run(weighed(replace(Alignment.of_pair(source, target), linker=LINKER))))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("桥上没有灯。河水很深。", "The river is deep. There are no lamps on the bridge."),
        (
            "茶馆十点开门。老板姓孙。院里有树。",
            "The owner's name is Sun. The teahouse opens at ten. There are trees in the yard.",
        ),
    ],
)
def test_sentences_that_changed_places_are_told_once(source: str, target: str) -> None:
    (finding,) = found(order.CHECK, source, target)
    assert finding.severity == "note" and finding.source_span and finding.target_span


def test_sentences_in_their_order_are_left_alone() -> None:
    assert found(order.CHECK, "桥上没有灯。河水很深。", "There are no lamps on the bridge. The river is deep.") == []


def test_a_sentence_that_stands_twice_is_one_finding() -> None:
    source = "食堂早上六点半开门，晚上八点以后不再供应。"
    once = "The canteen opens at 6.30 in the morning, and no food is served after 8 p.m."
    (finding,) = found(repeat.CHECK, source, f"{once} {once}")
    assert finding.target_span and len(finding.target_span) > 0.9 * len(once)


def lone(sources: list[str], targets: list[str], beads: list[Bead]) -> list[Finding]:
    """Omissions of an article of one line a sentence."""
    sides = []
    for lang, lines in (("zh", sources), ("en", targets)):
        text, at = "\n".join(lines), 0
        sentences, blocks = [], []
        for number, line in enumerate(lines):
            sentences.append(Sentence(at, at + len(line), number))
            blocks.append(Block(at, at + len(line)))
            at += len(line) + 1
        sides.append((Document("-", lang, text, tuple(blocks)), tuple(sentences)))  # type: ignore[arg-type]
    (source, ours), (target, theirs) = sides
    alignment = Alignment(source, target, ours, theirs, tuple(beads), linker=LINKER)
    return [f for f in omission.CHECK.run(weighed(alignment)) if f.target_span is None]


def test_a_sentence_beside_one_without_a_source_may_be_rendered_freely() -> None:
    sources, targets = ["水库已经放水。", "此事来之不易。"], ["The reservoir has been drained.", "Nobody expected it."]
    beads = [Bead((0, 1), (0, 1)), Bead((1, 2), (1, 1)), Bead((2, 2), (1, 2))]
    assert [f.severity for f in lone(sources, targets, beads)] == ["warning"]
    assert [f.severity for f in lone(sources, targets[:1], beads[:2])] == ["error"]
