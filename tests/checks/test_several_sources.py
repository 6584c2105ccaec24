"""One text for several entries."""

from __future__ import annotations

from tests.checks.conftest import Found


def test_one_text_for_several_entries(found: Found) -> None:
    table = "source,target\n供应商,Supplier\n客户,Supplier\n仓库,Warehouse\n删除,Delete\n移除,Delete\n"
    findings = found("t.csv", table, "several_sources", "wrong_entry")
    assert [f.bead for f in findings] == [1]
