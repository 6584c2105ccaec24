"""The mark at the end of a label."""

from __future__ import annotations

from tests.checks.conftest import Found


def test_a_label(found: Found) -> None:
    for row in ("邮箱：,E-mail",):
        table = f"source,target\n{row}\n仓库已满,The warehouse is full\n"
        assert [f.bead for f in found("t.csv", table, "ending_mark")] == [0]
