"""Addresses, telephone numbers and codes."""

from __future__ import annotations

from align.checks import code
from tests.checks.support import found


def test_a_number_of_a_train_and_an_address() -> None:
    (one,) = found(code.CHECK, "他乘坐G25次列车。", "He took train G52.")
    assert one.message == "the code G25 is missing in the translation"
    assert not found(code.CHECK, "请写信到 desk@example.org。", "Write to desk@example.org.")
