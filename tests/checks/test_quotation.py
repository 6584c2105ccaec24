"""The check quotation."""

from __future__ import annotations

from align.checks import quotation
from tests.checks.support import found


def test_lost_quotation_is_a_note() -> None:
    (finding,) = found(
        quotation.CHECK, "他说：“我们会按时完成全部工程建设任务。”", "He said they would finish on time."
    )
    assert finding.severity == "note"
