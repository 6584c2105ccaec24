"""Corrections that may become rules, and those that may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.rules.load.index import rule_files
from align.rules.tools.trust import refusal, still_used
from tests.conftest import Run

GOOD = [
    ("位于郑州的嵩山实验室揭牌。", "嵩山实验室", "Songshan Laboratory", "Yishan Laboratory"),
    ("该公司总部位于合肥。", "合肥", "Hefei", "Hofei"),
    ("会议讨论了碳排放问题。", "碳排放", "carbon emissions", "charcoal discussions"),
    ("汽车装有激光雷达。", "激光雷达", "lidar", "laser radar"),
    ("区块链产业发展。", "区块链", "blockchain", "block chain"),
]
HARMFUL = [
    ("这根管长3厘米。", "厘米", "cm", "mm"),
    ("金融技术发展很快。", "技术", "technology", "financial"),
    ("他三月去北京。", "三月", "March", "May"),
    ("共有300人参加。", "300人", "300 people", "200 people"),
    ("他在家里工作。", "在家里", "at", "in"),
    ("我们发展经济。", "发展", "develop", "grow"),
    ("天气很好。", "天气", "library", "museum"),
]


@pytest.mark.parametrize(("source", "term", "right", "wrong"), GOOD)
def test_names_and_terms_may_become_rules(source: str, term: str, right: str, wrong: str) -> None:
    assert refusal(source, term, right, wrong) == ""


@pytest.mark.parametrize(("source", "term", "right", "wrong"), HARMFUL)
def test_what_would_do_harm_is_refused(source: str, term: str, right: str, wrong: str) -> None:
    assert refusal(source, term, right, wrong)


def test_words_that_the_corrected_text_has_are_not_forbidden() -> None:
    assert still_used("Ma Zhiyuan", ["The poet was Ma Zhiyuan.", "He left."])
    assert not still_used("Ma Zhiyuan", ["The poet was Ma.", "Zhiyuan left."])


def test_learning_from_words_at_the_end_of_a_sentence(align: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("画展在合肥开幕。\nThe art show opened in Hofei\n", encoding="utf-8")
    (tmp_path / "good.txt").write_text("画展在合肥开幕。\nThe art show opened in Hefei, Anhui\n", encoding="utf-8")
    done = align("rules", "learn", "bad.txt", "good.txt")
    assert done.returncode == 0, done.stderr


def test_words_that_have_moved_are_no_rule(align: Run, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("院长上周参观了工厂。\nThe dean visited the plant last week.\n", "utf-8")
    (tmp_path / "new.txt").write_text("院长上周参观了工厂。\nLast week the plant was visited by the dean.\n", "utf-8")
    done = align("rules", "learn", "old.txt", "new.txt")
    assert done.returncode == 0 and "reject" not in done.stdout


def test_texts_without_a_common_sentence_are_told(align: Run, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("桥很长。\nThe bridge is long.\n", "utf-8")
    (tmp_path / "new.txt").write_text("路很窄。\nThe road is narrow.\n", "utf-8")
    assert "no Chinese sentence" in align("rules", "learn", "old.txt", "new.txt").stderr


def test_a_rule_file_named_twice_counts_once(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    house = tmp_path / "house.toml"
    house.write_text('[hoist]\nsource = ["卷扬机"]\naccept = ["hoist"]\n', "utf-8")
    assert len(rule_files([house, tmp_path / "sub" / ".." / "house.toml", tmp_path / "." / "house.toml"])) == 1
