"""What a check does with thousands of slips in one line: how often it measures, and that it still tells of them."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest

from align.checks.truncation import _last_clause
from align.names.initials import wrong_initials
from align.strings import alike
from align.strings.alike import Likeness
from align.text.sentences import split


def test_texts_are_compared_once_and_only_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = []

    class Counted(SequenceMatcher[str]):
        def __init__(self, junk: None, one: str, other: str) -> None:
            measured.append((one, other))
            super().__init__(junk, one, other)

    monkeypatch.setattr(alike, "SequenceMatcher", Counted)
    likeness = Likeness()
    assert likeness("abcd", "abce") == likeness("abcd", "abce") == 0.75
    assert len(measured) == 1
    texts = [f"https://example.org/{n:060}" for n in range(2000)]
    assert all(0 <= likeness(texts[0], text) <= 1 for text in texts)
    assert len(measured) < 1000


def test_a_wrong_initial_is_told_as_often_as_both_sides_have_it() -> None:
    zh, en = "乔治·沃克·布什。", "George C. Bush. "
    assert len(list(wrong_initials(zh, en))) == 1
    assert len(list(wrong_initials(zh * 300, en * 200))) == 200


def test_the_last_clause() -> None:
    texts = ("春天来了，花开了。”", "春天来了", "", "，", "一；二", "一！！", "一，二」 ")
    assert [_last_clause(text) for text in texts] == [5, 0, 0, 1, 2, 2, 2]


def test_sentences_between_thousands_of_brackets_and_marks() -> None:
    assert len(split("One (a. b) two. " * 50, "en")) == 50
    assert len(split("He left!!! " * 50, "en")) == 50
    assert split("!" * 5000 + "a", "en") == [(0, 5001)]
    assert len(split("他（说。好）走了。" * 50, "zh")) == 50
