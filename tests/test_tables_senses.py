"""Wrong senses: idioms taken by the letter, words that turn a sentence round, and words of two senses."""

from __future__ import annotations

import pytest

from align.checks import direction, literal
from align.evidence.weigh import weighed
from align.records import Alignment


def marked(source: str, target: str) -> list[str]:
    """The English that the checks of opposites and of idioms mark."""
    alignment = weighed(Alignment.of_pair(source, target))
    findings = [*direction.CHECK.run(alignment), *literal.CHECK.run(alignment)]
    return [target[f.target_span.start : f.target_span.end] for f in findings if f.target_span]


@pytest.mark.parametrize(
    ("zh", "wrong", "words", "right"),
    [
        ("他连开了两天夜车。", "He took the night train for two days.", "night train", "He sat up late for two days."),
        ("别拖大家的后腿。", "Do not pull everybody's hind legs.", "hind legs", "Do not hold everybody back."),
        ("她上台露了一手。", "She showed a hand on the stage.", "a hand", "She showed what she could do."),
        ("这个消息不胫而走。", "The news walked off.", "walked", "The news spread like wildfire."),
        ("恶霸鱼肉百姓。", "The bully fed fish to the people.", "fish", "The bully preyed on the people."),
        ("夜市好不热闹。", "The night market was not lively.", "not lively", "The night market was abuzz."),
        ("争吵在所难免。", "Quarrels can be avoided.", "can be avoided", "Quarrels are hard to avoid."),
        ("不料下雨了。", "As expected, it rained.", "As expected", "Unexpectedly, it rained."),
        ("此药味道不逊于糖。", "It is inferior to sugar.", "inferior to", "It is in no way inferior to sugar."),
        ("边境冲突升级。", "The border conflict was upgraded.", "upgraded", "The border conflict escalated."),
        ("两本账有出入。", "The two books have an entrance.", "entrance", "The two books do not agree."),
        ("村支部书记病了。", "The village clerk is ill.", "clerk", "The village Party secretary is ill."),
        ("新药下月上市。", "The new drug will go public.", "go public", "The new drug will be on sale next month."),
        ("家父是木匠。", "Your father is a joiner.", "Your father", "My father is a joiner."),
    ],
)
def test_a_wrong_sense_is_found_and_the_right_one_is_not(zh: str, wrong: str, words: str, right: str) -> None:
    assert any(words in found for found in marked(zh, wrong)), marked(zh, wrong)
    assert marked(zh, right) == []


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("他开车走夜路。", "He drove at night."),
        ("天气炎热，七月流火。", "It is scorching hot in July."),
        ("铁路部门增开列车，两条线路并轨。", "The railways ran more trains, and the two tracks were merged."),
        ("气温升级为橙色预警，系统升级。", "The system was upgraded."),
        ("黄牛在田里耕地。", "An ox is ploughing the field."),
        ("他喝了一碗鸡汤。", "He drank a bowl of chicken broth."),
        ("饮水量约二百五十毫升。", "Drink about 250 millilitres of water."),
    ],
)
def test_the_other_sense_is_left_alone(zh: str, en: str) -> None:
    assert marked(zh, en) == []


def test_a_word_of_the_literal_meaning_does_not_render_a_figure() -> None:
    assert marked("这真是老牛吃嫩草。", "This is an old cow eating young grass.")
    assert marked("这真是老牛吃嫩草。", "This is a romance with a much older man.") == []


def test_a_wrong_sense_is_told_as_such() -> None:
    told = direction.CHECK.run(weighed(Alignment.of_pair("他又吃了闭门羹。", "He had soup again.")))
    assert [finding.message for finding in told] == ["“闭门羹” does not mean “soup”"]
