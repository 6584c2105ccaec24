"""The check source_digits."""

from __future__ import annotations

import pytest

from align.api import review_text
from align.checks import source_digits
from tests.checks.support import article, found, marked_source


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
    assert marked_source(source_digits.CHECK, source) == words


def test_a_likely_year_needs_company() -> None:
    assert found(source_digits.CHECK, "未来的年区块链大会在海边举行。") == []
    certain = list(source_digits.CHECK.run(article("未来的年区块链大会在海边举行。", "月日，大会开幕。")))
    assert [f.bead for f in certain] == [0, 1]


def test_the_mark_is_the_word_that_lacks_its_number() -> None:
    """Neither the next word (中国) nor the mark behind it; and the message shows no half words."""
    [day, year] = review_text("记者李明月日从会上获悉，在年中国桥梁展上，本市获奖。").findings
    assert [f.message for f in (day, year)] == [
        "a number is missing at “月日”: the source lost its digits",
        "a number is missing at “年”: the source lost its digits",
    ]
