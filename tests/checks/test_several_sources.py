"""One text for several entries."""

from __future__ import annotations

from tests.checks.conftest import Found


def test_one_text_for_several_entries(found: Found) -> None:
    table = "source,target\n供应商,Supplier\n客户,Supplier\n仓库,Warehouse\n删除,Delete\n移除,Delete\n"
    findings = found("t.csv", table, "several_sources", "wrong_entry")
    assert [f.bead for f in findings] == [1]


def test_opposites_of_one_character_have_two_texts(found: Found) -> None:
    table = "source,target\n入库单,Goods receipt\n出库单,Goods receipt\n桌子,Table\n已收货,Shipped\n已发货,Shipped\n"
    findings = found("t.csv", table, "several_sources")
    assert [(f.bead, f.severity) for f in findings] == [(1, "warning"), (3, "warning")]
    assert findings[0].message == "“Goods receipt” is also the text of 入库单 (segment 1), the opposite of 出库单"


def test_words_for_one_command_share_it(found: Found) -> None:
    assert not found("t.csv", "source,target\n提交,Submit\n递交,Submit\n取消,Cancel\n", "several_sources")
