"""Figures that make one value together, and numerals that count nothing: what is wrong about them is still found."""

from __future__ import annotations

import pytest

from align.numbers.agreement import compare


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("共1 024个节点参与测试。", "A total of 1,042 nodes took part in the test."),
        ("判处有期徒刑二年六个月。", "He was sentenced to thirty-six months in prison."),
        ("她以11秒03获得亚军。", "She came second in 11.30 seconds."),
        ("公司连续六年第一。", "The company has come first for the seventh year running."),
        ("处三年以上七年以下有期徒刑。", "Imprisonment of not more than three years but not less than seven years."),
        ("仓库里有三百箱苹果。", "There are apples in the warehouse, and 30 of the boxes are red."),
        ("半个月后他回来了。", "He came back three weeks later."),
        ("价格涨到四块八。", "The price rose to 4.5 yuan."),
        ("两点一刻在门口见。", "Meet me at the gate at a quarter past three."),
        ("最低气温零下5度。", "The lowest temperature was 5 degrees, below the average."),
    ],
)
def test_another_value_is_a_difference(source: str, target: str) -> None:
    assert any(d.problem in ("value", "bound", "missing", "sign") for d in compare(source, target).differences)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("此地无银三百两。", "A clumsy denial is as good as a confession."),
        ("三个臭皮匠，顶个诸葛亮。", "Many minds make light work of it."),
        ("这真是竹篮子打水八次——一场空。", "It all came to nothing."),
        (
            "近二十人到场，附近5家商店歇业。",
            "Nearly twenty people came, and fewer than six shops nearby, five in all, were closed.",
        ),
    ],
)
def test_what_counts_nothing_is_missed_by_nobody(source: str, target: str) -> None:
    assert not [
        d
        for d in compare(source, target).differences
        if d.problem in ("value", "bound", "missing") and d.source and d.source.firm
    ]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("加四分之三杯面粉。", "Add ¾ cup of flour."),
        ("他贡献了6½次擒杀。", "He added 6½ sacks."),
        ("影片长两个半小时。", "The film is 2½ hours long."),
        ("管径为一又四分之三英寸。", "The pipe is 1 3/4 inches wide."),
        ("走了三又三分之一公里。", "They walked three and a third kilometres."),
        ("首届比赛在河边举行。", "The 1st race was held by the river."),
        ("夜里低于冰点十度。", "At night it was ten degrees below freezing."),
    ],
)
def test_parts_of_a_whole_and_signs_agree(source: str, target: str) -> None:
    assert not compare(source, target).differences


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("加四分之三杯面粉。", "Add ¼ cup of flour."),
        ("管径为一又四分之三英寸。", "The pipe is 2 3/4 inches wide."),
        ("最低零下三度。", "The lowest was 3 degrees."),
    ],
)
def test_another_part_of_a_whole_is_a_difference(source: str, target: str) -> None:
    assert compare(source, target).differences


def test_a_range_from_below_zero_ends_above_it() -> None:
    found = compare("气温在零下五度到零上三度之间。", "It is between minus 5 and 3 degrees.")
    assert not any(d.problem == "sign" for d in found.differences)


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("水费按每立方米三元二角计收。", "Water is charged at 3.2 yuan per cubic meter.", False),
        ("全票五元三角五分。", "The full fare is 5.35 yuan.", False),
        ("全票三元五角。", "The full fare is three yuan and five jiao.", False),
        ("全票三元五角。", "The full fare is 3.6 yuan.", True),
    ],
)
def test_a_price_has_its_tenths(source: str, target: str, told: bool) -> None:
    assert bool(compare(source, target).differences) == told
