"""The check truncation."""

from __future__ import annotations

import pytest

from align.checks import truncation
from tests.checks.support import found


@pytest.mark.parametrize(
    ("source", "target", "broken"),
    [
        ("村里修了路，还修了桥。", "The village has built a road and the", True),
        ("村里修了路，还修了桥。", "The village has built a road,", True),
        ("村里修了路，还修了桥。", "The village has built a road and...", True),
        ("村里修了路……", "The village has built a road...", False),
        ("村里修路", "The village builds a road", False),
        ("这是做什么用的？", "What is this thing here used for", False),
    ],
)
def test_truncation(source: str, target: str, broken: bool) -> None:
    assert bool(found(truncation.CHECK, source, target)) is broken


def test_a_comma_behind_one_clause_is_that_of_a_list() -> None:
    assert [f.severity for f in found(truncation.CHECK, "现任职务。", "The present post,")] == ["warning"]
    assert [f.severity for f in found(truncation.CHECK, "他站起来，走了出去。", "He stood up slowly,")] == ["error"]
