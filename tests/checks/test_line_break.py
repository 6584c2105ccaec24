"""Line breaks at the ends of entries."""

from __future__ import annotations

from tests.checks.conftest import Found
from tests.checks.support import PO


def test_a_break_at_the_end(found: Found) -> None:
    po = PO + 'msgid "完成\\n"\nmsgstr "Done"\n\nmsgid "甲：\\n乙"\nmsgstr "A:\\nB"\n'
    assert [f.bead for f in found("a.po", po, "line_break")] == [0]
