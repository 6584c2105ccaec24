"""The check double_negation."""

from __future__ import annotations

import pytest

from align.checks import double_negation, negation
from tests.checks.support import found


@pytest.mark.parametrize(
    ("source", "target", "marked"),
    [
        ("这不仅仅是游戏。", "This is not more than a game.", "not more than"),
        ("这是可能的。", "It is not impossible.", "not impossible"),
        ("司机没有受伤。", "The driver was not unhurt.", "not unhurt"),
        ("她的怀疑不无根据。", "Her suspicion has no grounds.", "no"),
        ("他不能不来。", "He cannot come.", "cannot"),
    ],
)
def test_negations_that_cancel_on_one_side(source: str, target: str, marked: str) -> None:
    told = found(double_negation.CHECK, source, target)
    assert [target[f.target_span.start : f.target_span.end] for f in told if f.target_span] == [marked]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("司机没有受伤。", "The driver was unhurt."),
        ("我们不得不承认失败。", "We have to admit defeat."),
        ("他不能不来。", "He cannot but come."),
        ("门没有上锁，也没有关好。", "The door was not unlocked but was not properly shut either."),
        ("她未能出席。", "She could not attend."),
    ],
)
def test_what_denies_as_often_as_the_chinese(source: str, target: str) -> None:
    assert not found(double_negation.CHECK, source, target)


def test_two_negations_are_told_once() -> None:
    assert not found(negation.CHECK, "这是可能的。", "It is not impossible.")
