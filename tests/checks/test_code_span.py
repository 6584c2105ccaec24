"""Code in running text."""

from __future__ import annotations

from align.checks import code_span
from tests.checks.support import found


def test_a_command_that_was_changed_and_one_that_was_kept() -> None:
    (one,) = found(code_span.CHECK, "先运行 pip install demo 再重启。", "Run pip install demos first, then restart.")
    assert one.severity == "error" and one.target_span
    assert not found(code_span.CHECK, "先运行 pip install demo 再重启。", "Run pip install demo first, then restart.")
