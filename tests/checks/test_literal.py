"""Idioms taken by the letter."""

from __future__ import annotations

import pytest

from align.checks.literal import CHECK
from align.evidence.literal import literal
from align.names.recognition import Chinese
from tests.checks.support import found


@pytest.mark.parametrize(
    ("zh", "en", "taken"),
    [
        ("他们的意见五花八门。", "Their views are five flowers and eight gates.", "five flowers and eight gates"),
        ("他们的意见五花八门。", "Their views are of all sorts.", ""),
        ("我昨天被炒了鱿鱼。", "Yesterday they fried me a squid.", "fried me a squid"),
        ("我昨天被炒了鱿鱼。", "Yesterday they sacked me.", ""),
        ("别在纸上谈兵了。", "Stop talking of soldiers on paper.", "talking of soldiers on paper"),
        ("别在纸上谈兵了。", "Stop being an armchair strategist.", ""),
        ("他自相矛盾。", "He said it with a spear in his hand.", ""),  # one word is chance
        ("五花八门", "", ""),
        ("", "five flowers and eight gates", ""),
    ],
)
def test_figures(zh: str, en: str, taken: str) -> None:
    found = list(literal(Chinese(zh), en.lower()))
    assert [en[slice(*one.target)] for one in found] == ([taken] if taken else [])
    assert all(one.meaning for one in found)


def test_a_gloss_that_says_it_is_literal_is_no_fault() -> None:
    zh = "“熊孩子”指不守规矩的小孩。"
    assert not found(CHECK, zh, 'Xiong haizi, literally "bear child", is an unruly child.')
    assert found(CHECK, zh, "A bear child is an unruly child.")
