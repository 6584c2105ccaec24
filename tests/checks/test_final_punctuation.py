"""The check final_punctuation."""

from __future__ import annotations

import pytest

from align.checks import final_punctuation
from tests.checks.support import found, marked


def test_final_punctuation_follows_the_source() -> None:
    assert marked(final_punctuation.CHECK, "雨停了。", "The rain has stopped") == ["stopped"]
    assert marked(final_punctuation.CHECK, "雨停了吗？", "The rain has stopped.") == ["."]
    assert marked(final_punctuation.CHECK, "雨停了", "Rain over") == []


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("昨夜的暴雨终于停了。", "After two days and a night the heavy rain has stopped", "warning"),
        ("大桥今日通车。", "Bridge Opened to Traffic in the City of Nanjing Today", "note"),
        ("精准的故障告警和负载画像。", "Precise alarms for faults and precise profiles of load", "note"),
    ],
)
def test_a_full_stop_is_missed_behind_prose(source: str, target: str, severity: str) -> None:
    assert [f.severity for f in found(final_punctuation.CHECK, source, target)] == [severity]
