"""The check repeat."""

from __future__ import annotations

import pytest

from align.checks import repeat
from tests.checks.support import found, marked


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("They sell tea tea.", ["tea tea"]),
        ("They moved to Wuhan Wuhan.", ["Wuhan Wuhan"]),
        ("It rose to 16 16.", ["16 16"]),
        ("They sell tea tea tea tea.", ["tea tea tea tea"]),
        ("They walk in the park in the park.", ["in the park in the park"]),
        ("He had had enough of that that day.", []),
        ("Step by step, step by step.", []),
        ("Every shop sells tea, and every teahouse sells cake.", []),
    ],
)
def test_repeat(target: str, words: list[str]) -> None:
    assert marked(repeat.CHECK, "他们卖茶。", target) == words


def test_a_reduplicated_name_is_right() -> None:
    assert not found(repeat.CHECK, "他住在沃拉沃拉。", "He lives in Walla Walla.")


def test_a_clause_that_comes_back_is_marked_unless_the_source_repeats_it() -> None:
    target = "The new school has three floors and a garden. The new school has three floors and a garden."
    assert found(repeat.CHECK, "新学校有三层楼和一个花园。", target)
    assert not marked(repeat.CHECK, "新学校有三层楼和花园。新学校有三层楼和花园。", target)


def test_rows_of_a_menu_or_table_repeat_nothing() -> None:
    assert found(repeat.CHECK, "转到库存税 > 库存税明细。", "Go to Stock tax > Stock tax details.") == []
    assert found(repeat.CHECK, "是是是是", "Yes yes yes yes") == []
    assert found(repeat.CHECK, "可以跳过这一行。", "You may skip row_count=row_count here.") == []


def test_a_sentence_that_follows_itself() -> None:
    assert marked(repeat.CHECK, "票价八元。", "The fare is 8 yuan. The fare is 8 yuan.") == ["The fare is 8 yuan."]
    assert marked(repeat.CHECK, "算了算了。", "Let it go. Let it go.") == []
    assert marked(repeat.CHECK, "别怕，别怕！", "Don't be afraid! Don't be afraid!") == []


def test_a_term_before_a_dash_is_explained_behind_it() -> None:
    assert not found(repeat.CHECK, "茶叶盒 – 茶叶盒用来装茶叶。", "Tea box – Tea boxes hold the tea leaves.")
    assert not found(repeat.CHECK, "采购订单 – 采购订单已处理。", "Purchase order – Purchase order has been processed.")
    assert not found(repeat.CHECK, "已取消已取消已取消", "Cancelled Cancelled Cancelled")
    assert found(repeat.CHECK, "采购订单已处理。", "Purchase order purchase order has been processed.")


def test_a_label_before_an_article_is_no_repetition() -> None:
    assert not found(repeat.CHECK, "乙方应向甲方支付押金。", "Party B shall pay Party A a deposit.")
