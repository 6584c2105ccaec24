"""The check quotation."""

from __future__ import annotations

from align.checks import quotation
from tests.checks.support import found


def test_lost_quotation_is_a_note() -> None:
    (finding,) = found(
        quotation.CHECK, "他说：“我们会按时完成全部工程建设任务。”", "He said they would finish on time."
    )
    assert finding.severity == "note"


def test_a_label_is_set_off_by_its_capital() -> None:
    assert not found(quotation.CHECK, "把模式设为“手动”。", "Set the mode to Manual.")
    assert not found(quotation.CHECK, "参见“ISO规范”。", "See the ISO specification.")
    assert found(quotation.CHECK, "他说“好人有好报”。", "He said that the good are rewarded.")
