"""The check number."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from align.api import review_text
from align.checks import number
from align.evidence.weigh import weighed
from align.records import Alignment, Links, Tokens
from tests.checks.support import found, words


def _links(source: str, target: str) -> Links:
    """A toy linker: the words 甲/apples and 乙/pears are alike, nothing else is."""

    def tokens(text: str, words: tuple[str, ...]) -> Tokens:
        found = sorted((text.index(w), text.index(w) + len(w), i) for i, w in enumerate(words) if w in text)
        starts, ends, ids = (np.array(x, np.int32) for x in zip(*found, strict=True))
        return Tokens(ids, starts, ends)

    ours, theirs = tokens(source, ("苹果", "梨子")), tokens(target, ("apples", "pears"))
    similarity = (ours.ids[:, None] == theirs.ids[None, :]).astype(np.float32)
    return Links(ours, theirs, np.ones(2, np.float32), np.ones(2, np.float32), similarity)


def test_the_message_explains_the_value() -> None:
    target = "Output reached 30 billion yuan."
    [finding] = found(number.CHECK, "产值达30亿元。", target)
    assert finding.message == "30亿元 = 3 billion yuan; the translation has 30 billion yuan"
    assert words(finding, target) == "30 billion" and finding.suggestions == ("3 billion",)
    assert finding.severity == "error" and finding.confidence > 0.8


def test_figures_are_written_for_people() -> None:
    [finding] = found(number.CHECK, "耕地面积为17.9亿亩。", "Farmland covers 1.9 billion mu.")
    assert finding.message == "17.9亿亩 = 1.79 billion mu; the translation has 1.9 billion mu"
    assert finding.suggestions == ("1.79 billion",)
    [finding] = found(number.CHECK, "须经2/3以上代表同意。", "One third of the deputies must agree.")
    assert finding.suggestions == ("two-thirds",)


def test_exchanged_numbers_need_the_words_around_them() -> None:
    source = "他们摘了53筐苹果和24筐梨子。"
    wrong, right = (
        "They picked 24 baskets of apples and 53 of pears.",
        "They picked 53 baskets of apples and 24 of pears.",
    )
    assert found(number.CHECK, source, wrong) == []
    for target, count in ((wrong, 2), (right, 0)):
        alignment = replace(Alignment.of_pair(source, target), linker=_links)
        assert len(list(number.CHECK.run(weighed(alignment)))) == count


def test_a_number_that_moved_to_the_next_sentence_is_not_missing() -> None:
    zh = "共有418名学生参加了比赛。\n其中女生占多数，她们来自各个年级。\n"
    en = "Many students took part in the competition.\nMost of the 418 were girls, and they came from all grades.\n"
    assert [f for f in review_text(zh, en).findings if f.check == "number"] == []


def test_the_same_digits_on_another_power_of_ten_are_an_error() -> None:
    [finding] = found(number.CHECK, "全县育苗九十万株。", "Nurseries in the county raised 9 million seedlings.")
    assert finding.severity == "error"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("请翻到第十四章。", "Please turn to Chapter 41."),
        ("见第二十五条。", "See Article 52."),
    ],
)
def test_the_number_of_a_chapter_is_one_finding(source: str, target: str) -> None:
    [finding] = found(number.CHECK, source, target)
    assert finding.source_span is not None and finding.target_span is not None


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("他六点一刻到家。", "He gets home at a quarter past six."),
        ("球队打进了八分之一决赛。", "The team reached the last sixteen."),
        ("铅含量不到百万分之二。", "It holds less than two parts per million of lead."),
        ("后摄像头为6400万像素。", "The rear camera has 64 megapixels."),
        ("她年近七旬。", "She is nearly seventy."),
    ],
)
def test_values_said_in_another_way(source: str, target: str) -> None:
    assert found(number.CHECK, source, target) == []


def test_prizes_and_classes_are_counted() -> None:
    [finding] = found(number.CHECK, "她获得了二等奖。", "She won first prize.")
    assert finding.suggestions == ("2nd",)
    assert not found(number.CHECK, "她获得了一等奖。", "She won the top prize.")
