"""Numbers that Chinese gives without a figure, and those of eras and old measures."""

from __future__ import annotations

import pytest

from align.numbers.agreement import compare
from align.numbers.quantity import WEAK


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("豆腐两块五一斤。", "Tofu is 2.5 yuan a jin."),
        ("苹果三块八每斤。", "Apples are 3.8 yuan per jin."),
        ("他花了八毛钱。", "He spent 80 fen."),
        ("八毛五分", "85 cents"),
        ("二两米饭", "100 grams of rice"),
        ("半斤牛肉", "250 grams of beef"),
        ("他走了二十里路。", "He walked ten kilometres."),
        ("第1/2页", "Page 1 of 2"),
        ("第4/6集", "Episode 4 of 6"),
        ("三七开", "a seventy-thirty split"),
        ("四六分账", "a 40/60 split"),
        ("打对折", "50% off"),
        ("光绪二十六年，义和团进京。", "In 1900 the Boxers entered Beijing."),
        ("昭和六十年", "1985"),
        ("大年三十", "Chinese New Year's Eve"),
    ],
)
def test_agree(source: str, target: str) -> None:
    assert not [d for d in compare(source, target).differences if d.target or (d.source and d.source.firm > WEAK)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("豆腐两块五一斤。", "Tofu is 5.2 yuan a jin."),
        ("他花了八毛钱。", "He spent 60 fen."),
        ("五五分账", "a 40/60 split"),
        ("全场半价", "60% off everything"),
        ("第1/2页", "Page 1 of 3"),
        ("光绪二十六年，义和团进京。", "In 1890 the Boxers entered Beijing."),
        ("他走了二十里路。", "He walked 30 kilometres."),
        ("半斤牛肉", "200 grams of beef"),
    ],
)
def test_disagree(source: str, target: str) -> None:
    assert compare(source, target).differences
