"""Names written out before their abbreviation."""

from __future__ import annotations

import pytest

from align.checks.expansion import CHECK
from align.records import Alignment


def said(target: str) -> list[str]:
    return [
        target[f.target_span.start : f.target_span.end]
        for f in CHECK.run(Alignment.of_pair("好", target))
        if f.target_span
    ]


@pytest.mark.parametrize(
    "target",
    [
        "the Ministry of Industry and Information Technology (MIIT)",
        "the State Administration for Market Regulation (SAMR)",
        "in Tsinghua University (THU)",
        "the International Committee of the Red Cross (ICRC)",
        "the Brazilian Football Confederation (CBF)",
        "the chairman (NDRC)",
        "It rained (HTTP) on Monday.",
        "(NSA) and (CIA)",
        "the State-owned Assets Supervision and Administration Commission (SASAC)",
        "Hypertext Transfer Protocol (HTTP)",
        "Doctors Without Borders (MSF)",
    ],
)
def test_what_can_be_read_off_or_is_another_language_passes(target: str) -> None:
    assert said(target) == []


def test_a_lost_word_is_seen() -> None:
    target = "Yesterday the Ministry of Industry and Technology (MIIT) said so."
    assert said(target) == ["Ministry of Industry and Technology (MIIT)"]
    assert said("The Central Meteorological (CMA) office") == ["Central Meteorological (CMA)"]
