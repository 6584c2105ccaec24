"""Capitals of labels, by the usage of their file."""

from __future__ import annotations

from tests.checks.conftest import Found


def test_the_way_of_a_file(found: Found) -> None:
    rows = [
        "打开文件,Open file",
        "保存文件,Save file",
        "关闭窗口,Close window",
        "删除项目,Delete item",
        "移动项目,move item",
    ]
    findings = found("t.csv", "source,target\n" + "\n".join(rows) + "\n", "title_case")
    assert [(f.bead, f.severity) for f in findings] == [(4, "note")]
