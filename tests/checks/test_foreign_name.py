"""The check foreign_name."""

from __future__ import annotations

from align.checks import foreign_name
from tests.checks.support import found


def test_a_missing_foreign_name_is_shown_in_the_chinese() -> None:
    (finding,) = found(foreign_name.CHECK, "会议在内罗毕举行。", "The meeting was held in.")
    assert finding.target_span is None and finding.source_span is not None
    assert finding.severity == "warning"


def test_the_years_of_the_republic_are_no_country() -> None:
    assert not found(
        foreign_name.CHECK, "中华民国证券公会通过规则。", "The Taiwan Securities Association adopted the rules."
    )
    assert not found(foreign_name.CHECK, "芬兰商务部发布公告。", "The ministry has issued a notice.")  # implied
    assert not found(foreign_name.CHECK, "荷兰商蓝石公司设立分公司。", "Bluestone Ltd opened a branch.")
    assert not found(foreign_name.CHECK, "自中华民国一百零二年八月九日施行。", "In force from August 9, 2013.")
    assert found(foreign_name.CHECK, "中华民国政府发表声明。", "A statement was published yesterday.")


def test_english_has_a_pronoun_or_another_word_for_a_name() -> None:
    assert not found(foreign_name.CHECK, "默克尔随后飞往里斯本。", "She then flew to Lisbon.")
    assert not found(foreign_name.CHECK, "希腊多年来反对这一决定。", "Athens has opposed the decision for years.")
    assert not found(foreign_name.CHECK, "强尼·英格力打开了降落伞。", "Johnny English opened his parachute.")
    assert not found(foreign_name.CHECK, "高通量的水泵很耗电。", "High-throughput pumps need much electricity.")
    assert found(foreign_name.CHECK, "默克尔随后飞往里斯本。", "Then flew to Lisbon.")
    assert found(foreign_name.CHECK, "凡尔纳预言过潜艇。", "Wells foresaw submarines in his novels.")
