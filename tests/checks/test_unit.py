"""The check unit."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.checks import number, unit
from align.evidence.weigh import weighed
from align.records import Alignment
from tests.checks.support import found
from tests.conftest import Run


@pytest.mark.parametrize(
    ("source", "target", "count"),
    [
        ("成码率达到每秒47.06千比特。", "The key rate reached 47.06 kilobits a second.", 0),
        ("成码率达到每秒47.06千比特。", "The key rate reached 47.06 megabits a second.", 1),
        ("文件大小为20千字节。", "The file is 20 kilobytes.", 0),
        ("文件大小为20千字节。", "The file is 20 MB.", 1),
    ],
)
def test_bits_and_bytes_by_the_thousand(source: str, target: str, count: int) -> None:
    assert len([f for check in (unit.CHECK, number.CHECK) for f in found(check, source, target)]) == count


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


@pytest.mark.parametrize(
    ("source", "target", "put"),
    [
        ("钟点工的时薪由二十五元涨到三十元。", "The daily pay of cleaners rose from 25 yuan to 30 yuan.", "daily"),
        ("国际金价突破每盎司2400美元。", "Gold broke through $2,400 per gram.", "per gram"),
        ("草莓十五块钱一斤。", "Strawberries are 15 yuan per kilo.", "per kilo"),
        ("贷款年利率为4.35%。", "The monthly interest rate on the loan is 4.35 percent.", "monthly"),
        ("该车百公里油耗六升。", "The car consumes 6 liters per kilometer.", "per kilometer"),
        ("草莓十五块钱一斤。", "Strawberries are 15 yuan per half-kilo.", ""),
        ("草莓十五块钱一斤。", "Strawberries are 15 yuan a pound.", ""),
        ("停车费每小时五元，当日封顶四十元。", "Parking costs 5 yuan per hour and at most 40 yuan a day.", ""),
        ("该车百公里油耗六升。", "The car consumes 6 liters per 100 kilometers.", ""),
        ("每升高一百米，气温下降0.6度。", "Every hundred meters up, the temperature falls 0.6 degrees.", ""),
    ],
)
def test_a_rate_of_the_same_figure_has_the_same_base(source: str, target: str, put: str) -> None:
    findings = [f for f in found(unit.CHECK, source, target) if f.message.startswith("the rate is")]
    assert [target[f.target_span.start : f.target_span.end] for f in findings if f.target_span] == (
        [put] if put else []
    )


def test_the_dollar_of_a_text_in_traditional_characters_is_a_note(align: Run, tmp_path: Path) -> None:
    english = "The registration fee is 150 dollars.\n"
    (tmp_path / "t.txt").write_text(f"掛號費一百五十元。\n{english}", encoding="utf-8")
    (tmp_path / "s.txt").write_text(f"挂号费一百五十元。\n{english}", encoding="utf-8")
    assert "warning unit" not in align("check", "t.txt").stdout
    assert "warning unit" in align("check", "s.txt").stdout
