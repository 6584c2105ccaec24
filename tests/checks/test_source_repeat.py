"""The check source_repeat."""

from __future__ import annotations

from unittest.mock import Mock

import pytest

from align.checks import source_repeat
from align.text import segmenter
from tests.checks.support import article, found


def test_a_sentence_that_comes_back_is_reported_once() -> None:
    line = "山区通了高铁以后，村民们的出行方便多了。"
    findings = list(source_repeat.CHECK.run(article(line, "产业也兴旺起来。", line)))
    assert [f.bead for f in findings] == [2]


def test_reduplication_is_no_repeat() -> None:
    assert found(source_repeat.CHECK, "大家高高兴兴地研究研究。") == []


def test_words_that_meet_are_no_repeat() -> None:
    assert not found(source_repeat.CHECK, "我现在在码头。")
    assert not found(source_repeat.CHECK, "这是为了了解水情。")
    assert not found(source_repeat.CHECK, "应书面通知承租人，承租人应在三日内答复。")
    assert not found(source_repeat.CHECK, "请选择另一种茶叶品种的茶叶品种。")
    assert found(source_repeat.CHECK, "这是寄给你的的包裹。")
    assert found(source_repeat.CHECK, "他住在在海边。")


def test_a_text_is_cut_once_however_often_a_word_is_doubled(monkeypatch: pytest.MonkeyPatch) -> None:
    cut = Mock(side_effect=segmenter.words)
    monkeypatch.setattr(source_repeat, "cut_words", cut)
    assert len(found(source_repeat.CHECK, "这是寄给你的的包裹，" * 40)) >= 40
    assert cut.call_count == 1
