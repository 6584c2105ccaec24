"""The mark at the end of a label."""

from __future__ import annotations

import pytest

from align.checks import ending_mark
from tests.checks import support
from tests.checks.conftest import Found


def test_a_label(found: Found) -> None:
    for row in ("邮箱：,E-mail",):
        table = f"source,target\n{row}\n仓库已满,The warehouse is full\n"
        assert [f.bead for f in found("t.csv", table, "ending_mark")] == [0]


@pytest.mark.parametrize(
    ("source", "target", "mended"),
    [
        ("各位来宾：", "Dear guests,", "Dear guests:"),
        ("是否继续？", "Do you want to go on.", "Do you want to go on?"),
        ("“是否继续？”", "“Do you want to go on.”", "“Do you want to go on?”"),
        ("正在保存……", "Saving", "Saving…"),
    ],
)
def test_a_suggestion_takes_the_place_of_the_marked_words(source: str, target: str, mended: str) -> None:
    [finding] = support.found(ending_mark.CHECK, source, target)
    assert finding.target_span is not None
    assert target[: finding.target_span.start] + finding.suggestions[0] + target[finding.target_span.end :] == mended
