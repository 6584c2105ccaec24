"""The check unit."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.checks import unit
from align.evidence.weigh import weighed
from align.records import Alignment
from tests.checks.support import found
from tests.conftest import Run


def test_dollars_for_the_yuan_of_another_place_are_no_sure_error() -> None:
    assert found(unit.CHECK, "附加费不超过五千元。", "The additional fee shall not exceed NT$5,000.") == []
    [finding] = found(unit.CHECK, "附加费不超过五千元。", "The additional fee shall not exceed $5,000.")
    assert finding.severity == "warning" and finding.confidence < 0.5
    [finding] = found(unit.CHECK, "附加费不超过五千元。", "The additional fee shall not exceed US$5,000.")
    assert finding.severity == "error"


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("项目获得50亿美元贷款。", "The project has got a loan of 5 billion euros.", "US$5 billion"),
        ("螺丝长2.4厘米。", "The screw is 2.4 mm long.", "2.4 cm"),
        ("列车时速350公里。", "The train runs at 350 mph.", "350 km/h"),
    ],
)
def test_units_are_suggested_as_they_are_printed(source: str, target: str, wanted: str) -> None:
    (finding,) = unit.CHECK.run(weighed(Alignment.of_pair(source, target)))
    assert finding.suggestions == (wanted,)


def test_a_unit_is_told_once() -> None:
    [finding] = found(unit.CHECK, "项目获得50亿美元贷款。", "The project has got a loan of 5 billion euros.")
    assert finding.message.endswith("the translation has another currency: 5 billion euros")
    [finding] = found(unit.CHECK, "这条路长10公里。", "The road is 10 mi long.")
    assert finding.message.endswith("the translation has another unit: 10 mi (miles)")


def test_the_dollar_of_a_text_in_traditional_characters_is_a_note(align: Run, tmp_path: Path) -> None:
    english = "The registration fee is 150 dollars.\n"
    (tmp_path / "t.txt").write_text(f"掛號費一百五十元。\n{english}", encoding="utf-8")
    (tmp_path / "s.txt").write_text(f"挂号费一百五十元。\n{english}", encoding="utf-8")
    assert "warning unit" not in align("check", "t.txt").stdout
    assert "warning unit" in align("check", "s.txt").stdout
