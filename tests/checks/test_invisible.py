"""Characters that nobody sees."""

from __future__ import annotations

from tests.checks.conftest import Found


def test_a_label(found: Found) -> None:
    for row in ("打开文件,Open\u200b file",):
        table = f"source,target\n{row}\n仓库已满,The warehouse is full\n"
        assert [f.bead for f in found("t.csv", table, "invisible")] == [0]
