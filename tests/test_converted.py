"""Measures on another scale or at another rate: found equal where they are, and told where they are not."""

from __future__ import annotations

import pytest

from align.api import review_text

EQUAL = (
    ("从村口到镇上二十里山路。", "It was over six miles from the village to the town."),
    ("方圆百里之内，没人不认识他。", "Everyone within thirty miles knew him."),
    ("他体重八十公斤。", "He weighs 176 pounds."),
    ("宝宝出生时重3.6公斤。", "The baby weighed 7 pounds 15 ounces at birth."),
    ("气温骤降至零下二十摄氏度。", "The temperature plunged to minus four degrees Fahrenheit."),
    ("夜里气温降到零下10摄氏度。", "At night it fell to 14 degrees Fahrenheit."),
    ("体温三十八度五以上者，不得入内。", "No one with a temperature above 101.3°F will be admitted."),
    ("平均气温可能上升三摄氏度以上。", "Temperatures could rise by more than 5.4 degrees Fahrenheit."),
    ("气温将下降八到十摄氏度。", "It will be 14 to 18 degrees Fahrenheit colder."),
    ("公司拟每10股派发现金红利3元。", "The company proposes a dividend of 0.30 yuan per share."),
    ("该病每十万人中有12人患病。", "The disease affects 120 people per million."),
    ("这片果园亩产苹果五千斤。", "The orchard yields 37.5 tonnes of apples per hectare."),
    ("影片全长一百四十二分钟。", "The film runs for two hours and twenty-two minutes."),
    ("下半场第七十三分钟，主队扳平。", "Seventeen minutes from time, the home side levelled."),
    ("下半场第55分钟，他打进一球。", "He scored ten minutes into the second half."),
    ("该车百公里加速仅需三点九秒。", "It does 0-62 mph in 3.9 seconds."),
    ("现在差一刻九点。", "It is a quarter to nine."),
    ("八点差五分，铃响了。", "The bell rang at five to eight."),
    ("该基金年化收益率四点二个百分点。", "The fund returned an annualized 4.2 percent."),
    ("院墙高三丈，猫都爬不上去。", "The wall was thirty feet high; not even a cat could climb it."),
    ("全班四十八人，有三分之二戴眼镜。", "Of the 48 pupils, 32 wear glasses."),
    ("这辆车才跑了三万多公里。", "There are barely 20,000 miles on the clock."),
    ("她减了二十斤。", "She lost over twenty pounds."),
    ("明天最高气温三十五度。", "Highs of 95 tomorrow."),
    ("该地区每平方公里不足十人。", "The region has fewer than 26 people per square mile."),
    ("一个月工资才三十六块五。", "A month's wages came to thirty-six yuan fifty."),
    ("他比我大两轮。", "He is 24 years older than me."),
    ("农历八月十五，阖家团圆。", "On Mid-Autumn night, families gather."),
    ("五月初五，全村都包粽子。", "At the Dragon Boat Festival the whole village makes rice dumplings."),
    ("烤箱预热至一百八十度。", "Preheat the oven to 350°F."),
    ("第八十九分钟，老将一锤定音。", "With a minute of normal time left, the veteran settled it."),
    ("两队激战一百二十分钟。", "The match went to extra time."),
)
OTHER = (
    ("烤箱温度设为180度。", "Set the oven to 450°F."),
    ("第七十九分钟，老将一锤定音。", "With a minute of normal time left, the veteran settled it."),
    ("第八十九分钟，老将一锤定音。", "With the score level, the veteran settled it."),
    ("全班四十八人，有三分之二戴眼镜。", "Of the 48 pupils, 23 wear glasses."),
    ("全班四十八人，有三分之二戴眼镜。", "Of the 48 pupils, 16 wear glasses."),
    ("这辆车才跑了三万多公里。", "There are barely 30,000 miles on the clock."),
    ("村子离县城四十里。", "The village is twenty miles from the county town."),
    ("这辆车才跑了三万公里。", "There are barely 12,000 miles on the clock."),
    ("她减了二十斤。", "She lost twenty pounds."),
    ("她减了二十斤。", "She lost over forty pounds."),
    ("明天最高气温三十五度。", "Highs of 53 tomorrow."),
    ("该地区每平方公里不足十人。", "The region has fewer than 62 people per square mile."),
    ("一个月工资才三十六块五。", "A month's wages came to sixty-three yuan fifty."),
    ("农历八月十五，阖家团圆。", "On the fifteenth of May, families gather."),
    ("院墙高三丈，猫都爬不上去。", "The wall was sixty feet high; not even a cat could climb it."),
    ("现在差一刻九点。", "It is a quarter past nine."),
    ("毛利率提高了四点二个百分点。", "The gross margin rose 4.2 percent."),
    ("该车百公里加速仅需三点九秒。", "It does 0-62 mph in 9.3 seconds."),
    ("从村口到镇上二十里山路。", "It was over nine miles from the village to the town."),
    ("方圆三百里之内，没人不认识他。", "Everyone within thirty miles knew him."),
    ("他体重八十公斤。", "He weighs 167 pounds."),
    ("他体重八十公斤。", "He weighs 80 pounds."),
    ("宝宝出生时重3.6公斤。", "The baby weighed 6 pounds 15 ounces at birth."),
    ("气温骤降至零下二十摄氏度。", "The temperature plunged to four degrees Fahrenheit."),
    ("夜里气温降到零下10摄氏度。", "At night it fell to minus 14 degrees Fahrenheit."),
    ("体温三十八度五以上者，不得入内。", "No one with a temperature above 103.1°F will be admitted."),
    ("平均气温可能上升三摄氏度以上。", "Temperatures could rise by more than 6.4 degrees Fahrenheit."),
    ("平均气温可能上升三摄氏度以上。", "Temperatures could rise to more than 5.4 degrees Fahrenheit."),
    ("气温将下降八到十摄氏度。", "It will be 14 to 28 degrees Fahrenheit colder."),
    ("公司拟每10股派发现金红利3元。", "The company proposes a dividend of 0.03 yuan per share."),
    ("公司拟每10股派发现金红利3元。", "The company proposes a dividend of 3 yuan per share."),
    ("该病每十万人中有12人患病。", "The disease affects 12 people per million."),
    ("这片果园亩产苹果五千斤。", "The orchard yields 3.75 tonnes of apples per hectare."),
    ("影片全长一百四十二分钟。", "The film runs for two hours and forty-two minutes."),
    ("下半场第七十三分钟，主队扳平。", "Seven minutes from time, the home side levelled."),
    ("下半场第55分钟，他打进一球。", "He scored fifteen minutes into the second half."),
)


@pytest.mark.parametrize(("source", "target"), EQUAL)
def test_one_measure_on_two_scales_is_the_same(source: str, target: str) -> None:
    assert not [f for f in review_text(source, target).findings if f.check in ("number", "unit", "date")]


@pytest.mark.parametrize(("source", "target"), OTHER)
def test_another_measure_is_told(source: str, target: str) -> None:
    assert any(finding.check in ("number", "unit", "date") for finding in review_text(source, target).findings)
