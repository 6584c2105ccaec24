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


def test_the_way_of_a_long_file_is_that_of_all_its_labels(found: Found) -> None:
    rows = [f"打开文件{n},Open file {n}" for n in range(300)] + ["移动项目,move item"]
    (one,) = found("t.csv", "source,target\n" + "\n".join(rows) + "\n", "title_case")
    assert one.message == "300 of 301 labels begin with a capital"
