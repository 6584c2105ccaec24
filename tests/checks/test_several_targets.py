"""Several texts for one entry."""

from __future__ import annotations

from tests.checks.conftest import Found


def test_several_texts_for_one_entry(found: Found) -> None:
    table = (
        "source,target\n订单备注,Order note\n订单备注,Order note\n订单备注,Purchase remark\n取消,Cancel\n取消,cancel\n"
    )
    (one,) = found("t.csv", table, "several_targets")
    assert (one.bead, one.severity, one.suggestions) == (2, "warning", ("Order note",))
