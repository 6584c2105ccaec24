"""Names as Taiwan spells them: Tongyong and Wade-Giles."""

from __future__ import annotations

import pytest

from align import review_text
from align.names.pinyin import spelt_in_taiwan, tongyong


@pytest.mark.parametrize(
    ("hanyu", "other"),
    [
        ("zhong", "jhong"),
        ("qian", "cian"),
        ("xin", "sin"),
        ("zhi", "jhih"),
        ("liu", "liou"),
        ("gui", "guei"),
        ("ma", "ma"),
    ],
)
def test_syllables_in_tongyong(hanyu: str, other: str) -> None:
    assert tongyong(hanyu) == other


def test_both_systems_with_and_without_the_generic() -> None:
    assert {"jhonghua", "chunghua", "jhonghualu"} <= spelt_in_taiwan("中华路")


@pytest.mark.parametrize("road", ["Jhonghua", "Chunghua", "Zhonghua"])
def test_a_road_in_taiwan_is_no_fault(road: str) -> None:
    found = review_text("他住在中华路。", f"He lives on {road} Road.").findings
    assert not [f for f in found if f.check == "name" and f.severity != "note"]


def test_a_slip_is_still_one() -> None:
    found = review_text("他住在中华路。", "He lives on Zhanghua Road.").findings
    assert [f for f in found if f.check == "name"]
