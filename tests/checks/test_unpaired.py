"""Brackets and quotation marks without their other half."""

from __future__ import annotations

from tests.checks.conftest import Found


def test_a_label(found: Found) -> None:
    for row in (
        "文件（只读）,File (read-only",
        "点击“保存”,Click the ”Save' button",
    ):
        table = f"source,target\n{row}\n仓库已满,The warehouse is full\n"
        assert [f.bead for f in found("t.csv", table, "unpaired")] == [0]
