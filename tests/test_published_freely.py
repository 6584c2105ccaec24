"""Right translations as they are published, of many kinds of text: nothing loud is said about them; and what they
resemble is still told.

Every line is of our own making.
"""

from __future__ import annotations

import json

import pytest

from align.api import review_text

QUIET = """
半场战罢，北京首钢以61比48领先13分。|Beijing Shougang were 61-48 up at the half.
客队以72比70险胜2分。|The visitors won by two points, 72-70.
末节山西队打出12比0。|Shanxi opened the fourth quarter with a 12-0 run.
国奥队1比0取胜。|The under-23s won 1-0.
北京时间昨晚，皇马主场取胜。|Real Madrid won at home last night.
换边再战，主队连进两球。|After the interval the home side scored twice in quick succession.
拨款5000亿元。|The allocation is half a trillion yuan.
该问题由主管部门答复。|That is for the competent authorities to answer.
内需不足，市场不振。|Domestic demand is weak and the market sluggish.
外资今日净买入三亿元。|Foreign investors bought 300 million yuan of shares on balance today.
CPI连续第23个月上涨。|Consumer prices climbed for the 23rd month running.
“少说两句吧。”|"Pack it in."
把帽子戴上。|Put your hat on, will you?
她把那点心思都写在脸上了。|You can see it all in her face.
“放心，我不会说的。”|"Don't worry. My lips are sealed."
三十年河东，三十年河西。|Every dog has its day.
小店照常营业，大家悄悄离开了。|The shop stayed open, and everyone left without a word.
刑期从判决执行之日起计算。|The term shall run from the day on which the judgment is enforced.
一种水杯，其特征在于，包括杯体和杯盖。|A cup comprising a body and a lid.
与现有技术相比，本装置耗电更少。|The device uses less power.
检查后两小时方可进食。|Wait two hours after the test before eating.
拔牙后两小时方可进食。|Wait two hours before eating.
水温以37℃左右为宜。|The water should be about body temperature.
咨询电话：021-5544 7788|Enquiries: +86 21 5544 7788
古人用盐使肉不腐。|Salt was used to keep the meat from decay.
烤箱预热至180度。|Preheat the oven to 180 °C (350 °F).
加香油拌匀。|Dress with sesame oil.
蒸饭时切忌掀盖。|Keep the lid on while the rice steams.
用不完的颜料要密封。|Seal leftover paint tightly.
老街不可不去。|Do not miss the old street.
头几天不要洗头。|Skip washing your hair for the first few days.
老板是个爽快人。|The guesthouse is run by a straight-talking man.
拒绝假货。|Say no to fakes.
库存紧张|Almost gone
预计周五送达|Arriving Friday
公子，请留步。|Sir, a moment, please.
天网恢恢,疏而不漏。|You can run but you can't hide.
考上了985，真不容易|Getting into a top university was no mean feat
九五新相机出售，95新|Camera for sale, almost mint
这话对我造成一万点暴击。|That one really hurt.
上班 = 受罪。|Work = misery.
潜艇可以到达6000米以下的深海。|The submarine can go more than 6,000 metres down.
他常说多行不义必自毙。|Those who do much evil bring ruin on themselves, he would say.
今年夏天平均气温比往年高出2℃。|This summer was 2 °C hotter than usual.
辛苦啦|Props to you all
小白鸽飞走了。|The little white dove flew away.
我找不到家了。|I can't find my way home.
设备适用于-20℃至50℃的环境。|Operating temperature: −20 to 50 °C
超时每分钟收费五角。|Each extra minute costs 0.5 yuan.
折旧采用年限平均法。|Depreciation is on a straight-line basis.
该厂首季盈利八千元。|The factory made 8,000 yuan in the first quarter.
这种虾生活在2000米以下的海底。|The shrimp lives more than 2,000 metres down.
他穿着一件月白色的长衫。|He wore a long gown of pale blue.
"""
TOLD = """
半场战罢，北京首钢以61比48领先13分。|Beijing Shougang were 61-48 up at the half, leading by 15 points.
国奥队1比0取胜。|The ten of them won 1-0 in 23 minutes.
大家悄悄离开了。|Nobody left quietly.
把帽子戴上。|Do you put your hat on?
他穿着一件白色的长衫。|He wore a long blue gown.
烤箱预热至180度。|Preheat the oven to 180 °C (450 °F).
咨询电话：021-5544 7788|Enquiries: +86 21 5544 8877
蒸饭时切忌掀盖。|Lift the lid while the rice steams.
检查后请卧床休息。|Rest in bed before the test.
这口井在300米以下。|The well is more than 300 metres away.
设备适用于5℃至50℃的环境。|Operating temperature: −5 to 50 °C
货物须堆在3米以下的地方。|Stack the goods more than three metres high.
工厂连续第23个月盈利。|Snow fell on the mountains and the road to the ski resort was closed.
"""


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(source, target) for source, _, target in (line.partition("|") for line in text.strip().splitlines())]


def test_nothing_is_said_about_free_renderings() -> None:
    loud = [
        (source, finding.check, finding.message)
        for source, target in _pairs(QUIET)
        for finding in review_text(source, target).findings
        if finding.severity != "note"
    ]
    assert loud == [], json.dumps(loud, ensure_ascii=False)


@pytest.mark.parametrize("source, target", _pairs(TOLD))
def test_what_they_resemble_is_told(source: str, target: str) -> None:
    assert any(f.severity != "note" for f in review_text(source, target).findings), (source, target)
