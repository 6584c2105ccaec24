"""Several texts for one entry."""

from __future__ import annotations

from tests.checks.conftest import Found


def test_several_texts_for_one_entry(found: Found) -> None:
    table = (
        "source,target\n订单备注,Order note\n订单备注,Order note\n订单备注,Purchase remark\n取消,Cancel\n取消,cancel\n"
    )
    (one,) = found("t.csv", table, "several_targets")
    assert (one.bead, one.severity, one.suggestions) == (2, "warning", ("Order note",))


def test_entries_far_apart_in_a_file_are_compared(found: Found) -> None:
    between = [f"甲{n},First {n}" for n in range(300)]
    rows = ["订单备注,Order note", "订单备注,Order note", *between, "订单备注,Purchase remark"]
    (one,) = found("t.csv", "source,target\n" + "\n".join(rows) + "\n", "several_targets")
    assert (one.bead, one.suggestions) == (302, ("Order note",))


def test_another_context_is_a_note(found: Found) -> None:
    entry = 'msgctxt "{}"\nmsgid "{}"\nmsgstr "{}"\n'
    rows = [("verb", "复制", "Copy"), ("biology", "复制", "Replication"), ("verb", "订单", "Order")]
    (one,) = found("a.po", "\n".join(entry.format(*row) for row in rows), "several_targets")
    assert (one.bead, one.severity) == (1, "note")
