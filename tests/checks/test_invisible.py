"""Characters that nobody sees."""

from __future__ import annotations

from tests.checks.conftest import Found


def test_a_label(found: Found) -> None:
    for row in ("打开文件,Open\u200b file",):
        table = f"source,target\n{row}\n仓库已满,The warehouse is full\n"
        assert [f.bead for f in found("t.csv", table, "invisible")] == [0]


def test_an_override_of_the_direction_in_running_text(found: Found) -> None:
    text = "请登录。\nPlease log\u202e in.\n门锁坏了。\nThe lock\u200b is broken.\n"
    assert [f.bead for f in found("a.txt", text, "invisible")] == [0]
