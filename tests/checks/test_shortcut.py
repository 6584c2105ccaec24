"""Keys to press."""

from __future__ import annotations

from align.checks import shortcut
from tests.checks.support import found


def test_another_key_and_another_name_of_the_same() -> None:
    (one,) = found(shortcut.CHECK, "按 Ctrl+S 保存。", "Press Ctrl+D to save.")
    assert one.severity == "error" and one.suggestions == ("Ctrl+S",)
    assert not found(shortcut.CHECK, "按退格键删除。", "Press Backspace to delete.")
