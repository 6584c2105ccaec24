"""Dates and times are read part by part."""

from __future__ import annotations

import pytest

from align.numbers.quantities import quantities


def parts(text: str, lang: str) -> list[tuple[str, float]]:
    return [(q.kind, q.value) for q in quantities(text, lang)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019年3月5日", [("year", 2019), ("month", 3), ("day", 5)]),
        ("二〇一九年三月五日", [("year", 2019), ("month", 3), ("day", 5)]),
        ("2022-2025年", [("year", 2022), ("year", 2025)]),
        ("民国二十五年三月一日", [("year", 1936), ("month", 3), ("day", 1)]),
        ("中华民国98年", [("year", 2009)]),
        ("他九八年毕业", [("year", 98)]),
        ("零八年夏天", [("year", 8)]),
        ("学了五六年", [("number", 5)]),
        ("5、6月", [("month", 5), ("month", 6)]),
        ("七八月", [("month", 7), ("month", 8)]),
        ("十一二月", [("month", 11), ("month", 12)]),
        ("下午3点半", [("time", 15 * 60 + 30)]),
        ("晚上11时05分", [("time", 23 * 60 + 5)]),
        ("凌晨2时", [("time", 120)]),
        ("14:20", [("time", 860)]),
        ("周三", [("weekday", 3)]),
        ("星期日", [("weekday", 7)]),
        ("第三季度", [("quarter", 3)]),
        ("上半年", [("part", 1)]),
        ("上世纪80年代", [("decade", 1980)]),
        ("18世纪", [("century", 1700)]),
        ("“十四五”规划", [("plan", 14)]),
        ("十五个月", [("number", 15)]),
        ("3个月", [("number", 3)]),
        ("2019-03-05", [("year", 2019), ("month", 3), ("day", 5)]),
    ],
)
def test_chinese(text: str, expected: list[tuple[str, float]]) -> None:
    assert parts(text, "zh") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("March 5, 2019", [("month", 3), ("day", 5), ("year", 2019)]),
        ("5 March 2019", [("day", 5), ("month", 3), ("year", 2019)]),
        ("the 5th of March", [("day", 5), ("month", 3)]),
        ("Mar. 5th", [("month", 3), ("day", 5)]),
        ("2022-2025", [("year", 2022), ("year", 2025)]),
        ("3:30 p.m.", [("time", 930)]),
        ("half past three in the afternoon", [("time", 930)]),
        ("at 3pm", [("time", 900)]),
        ("quarter to nine", [("time", 525)]),
        ("10 o'clock in the morning", [("time", 600)]),
        ("on Wednesday", [("weekday", 3)]),
        ("the third quarter", [("quarter", 3)]),
        ("the first half", [("part", 1)]),
        ("the 1980s", [("decade", 1980)]),
        ("the 18th century", [("century", 1700)]),
        ("the 14th Five-Year Plan", [("plan", 14)]),
        ("one-quarter to one-fifth", [("number", 1), ("fraction", 0.25), ("fraction", 0.2)]),
        ("It may rain, they march on.", []),
        ("in April or May", [("month", 4), ("month", 5)]),
        ("the Long March", []),
    ],
)
def test_english(text: str, expected: list[tuple[str, float]]) -> None:
    assert parts(text, "en") == [(k, pytest.approx(v)) for k, v in expected]


def test_an_hour_without_its_half_may_be_either() -> None:
    assert quantities("7点半", "zh")[0].also == (19 * 60 + 30,)
    assert quantities("7时", "zh")[0].also == ()  # hours to 24
    assert quantities("晚会在7时开始", "zh")[0].also == (19 * 60,)
    assert quantities("19时", "zh")[0].also == ()
    assert quantities("晚7时", "zh")[0].value == 19 * 60


def test_days_of_every_week_are_days_and_times_a_week_are_none() -> None:
    def kinds(text: str) -> list[tuple[str, float]]:
        return [(q.kind, q.value) for q in quantities(text, "zh")]

    assert ("weekday", 4) in kinds("集市每周四举行。") and ("weekday", 7) in kinds("每周日闭馆。")
    for text in ("每周三次", "每周三到四次", "每周四课时", "每周日均客流"):
        assert "weekday" not in [kind for kind, _ in kinds(text)]
