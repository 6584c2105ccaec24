"""Clauses that are left out."""

from __future__ import annotations

import pytest

from align.checks.left_out import CHECK
from tests.checks.support import found


@pytest.mark.parametrize(
    ("zh", "en", "clause"),
    [
        ("这家工厂生产自行车，仓库设在码头附近。", "This factory produces bicycles.", "仓库设在码头附近"),
        (
            "这家工厂生产自行车，仓库设在码头附近。",
            "This factory produces bicycles and its warehouse is near the wharf.",
            "",
        ),
        (
            "会议由副县长主持，各镇长参加了会议。",
            "The deputy county head chaired the meeting.",
            "各镇长参加了会议",
        ),
        (
            "这款手机电池耐用，屏幕清晰，但是价格偏高。",
            "It has a lasting battery and a clear screen.",
            "但是价格偏高",
        ),
        ("该药应在医生指导下使用，孕妇禁用。", "Use this medicine as directed by a doctor.", "孕妇禁用"),
        ("网络开小差了，请稍后再试。", "Connection hiccup. Please try again later.", ""),
        ("北约成员国讨论了预算，没有达成一致意见。", "NATO discussed the budget.", ""),  # an acronym
    ],
)
def test_a_clause_left_out(zh: str, en: str, clause: str) -> None:
    spans = [f.source_span for f in found(CHECK, zh, en, linked=True)]
    assert [zh[span.start : span.end] for span in spans if span] == ([clause] if clause else [])
