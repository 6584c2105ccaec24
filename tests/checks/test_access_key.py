"""Access keys of a menu."""

from __future__ import annotations

from tests.checks.conftest import Found
from tests.checks.support import xliff


def test_access_keys_of_one_menu(found: Found) -> None:
    units = "".join(
        f'<trans-unit id="menu.file.{n}"><source>{zh}</source><target>{en}</target></trans-unit>'
        for n, (zh, en) in enumerate(
            [("保存(&amp;S)", "&amp;Save"), ("发送(&amp;E)", "&amp;Send"), ("打开(&amp;O)", "Open")]
        )
    )
    findings = found("a.xlf", xliff(units), "access_key")
    assert [f.bead for f in findings] == [1, 2]
