"""The check source_characters."""

from __future__ import annotations

import pytest

from align.checks import source_characters
from tests.checks import support
from tests.checks.conftest import Found
from tests.checks.support import article, marked_source


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
    assert marked_source(source_characters.CHECK, source) == words


def test_a_quotation_over_two_sentences_is_closed() -> None:
    assert not list(source_characters.CHECK.run(article("他说：“我们走吧。", "天快黑了。”")))


def test_rows_of_a_table_close_their_own_marks(found: Found) -> None:
    rows = "source,target\n他说：“我们走吧。,He said we should go.\n天快黑了。”,It was getting dark.\n"
    assert [f.bead for f in found("t.csv", rows, "source_characters")] == [0, 1]


def test_calls_and_cut_quotations_lose_nothing() -> None:
    assert marked_source(source_characters.CHECK, "调用 openDoor() 开门。") == []
    assert marked_source(source_characters.CHECK, "他写的书（）很厚。") == ["（）"]
    assert not support.found(source_characters.CHECK, "“船晚点了。", '"The ship is late.')
    assert support.found(source_characters.CHECK, "他说“船晚点了。", "He said the ship was late.")
