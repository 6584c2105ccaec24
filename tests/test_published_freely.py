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
他穿着一件月白色的长衫。|He wore a long gown of pale blue.
"""
TOLD = """
半场战罢，北京首钢以61比48领先13分。|Beijing Shougang were 61-48 up at the half, leading by 15 points.
国奥队1比0取胜。|The ten of them won 1-0 in 23 minutes.
大家悄悄离开了。|Nobody left quietly.
把帽子戴上。|Do you put your hat on?
他穿着一件白色的长衫。|He wore a long blue gown.
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
