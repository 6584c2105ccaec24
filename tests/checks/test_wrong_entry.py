"""The text of another entry."""

from __future__ import annotations

from tests.checks.conftest import Found


def test_the_text_of_a_neighbour(found: Found) -> None:
    table = (
        "source,target\n存为草稿,Save as draft\n绑定手机号,Change profile photo\n更换头像照片,Change profile photo\n"
    )
    assert [f.bead for f in found("t.csv", table, "wrong_entry", "several_sources")] == [1]
