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
