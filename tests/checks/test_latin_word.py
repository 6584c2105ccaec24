"""Latin words of a label."""

from __future__ import annotations

from tests.checks.conftest import Found


def test_a_label(found: Found) -> None:
    for row in ("支持 HTTP 与 FTP 协议,Supports the HTTP protocol",):
        table = f"source,target\n{row}\n仓库已满,The warehouse is full\n"
        assert [f.bead for f in found("t.csv", table, "latin_word")] == [0]
