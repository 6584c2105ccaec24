"""The check mismatch."""

from __future__ import annotations

import pytest

from align.checks import mismatch
from tests.checks.support import found


def test_a_headline_that_shares_its_figure_belongs_to_the_sentence() -> None:
    source = "暴雨致多条道路中断 澜川市紧急转移群众3200余人"
    assert found(mismatch.CHECK, source, "Over 3,200 evacuated as rainstorms batter Lanchuan", linked=True) == []
    other = found(mismatch.CHECK, source, "Over 100 novels on display as book fair opens", linked=True)
    assert [f.severity for f in other] == ["error"]


def test_the_translation_of_another_sentence_is_an_error() -> None:
    target = "The company published its annual report in London on Friday."
    assert [f.severity for f in found(mismatch.CHECK, "孩子们在河边钓鱼，老人在树下下棋。", target, linked=True)] == [
        "error"
    ]


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("规划研究处，下设三个小组办公。", "Department of Policy, consisting of three sections.", "warning"),
        ("孩子们在河边钓鱼，老人在树下下棋。", "The company published its report on Friday.", "error"),
    ],
)
def test_only_a_pair_far_from_what_is_usual_is_a_stranger(source: str, target: str, severity: str) -> None:
    assert [f.severity for f in found(mismatch.CHECK, source, target, linked=True)] == [severity]
