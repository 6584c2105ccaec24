"""What published translations taught: right English of which a check once said that it was wrong, and the fault beside
it that the check still sees."""

from __future__ import annotations

import pytest

from align import registry
from align.evidence.confidence import curves
from align.evidence.reader.judge import JUDGED
from tests.checks.support import found

CHECKS = {check.id: check for check in registry.checks()}

RIGHT = """
date|我们要为下一季度做准备。|We must prepare for next quarter.
date|你这个星期一直在忙什么？|What have you been busy with all week?
date|这座塔建于二十世纪的 80 年代。|The tower was built in the 1980s.
direction|这支队伍后来被老对手击败。|The team was later defeated by its old rivals.
date|火车下午五点四十从南京站发车。|The train leaves Nanjing at 5:40 p.m.
date|手术从上午九点一直做到下午两点。|The operation lasted from 9 a.m. to 2 p.m.
direction|遇到暴雨，景区将暂停开放。|The scenic area will close in heavy rain.
direction|能借给我一把伞吗？|Can I borrow an umbrella?
direction|这种药一天吃两次。|Take the medicine twice a day.
direction|未经书面同意的修改均无效。|No change without written consent shall be effective.
double_negation|那只猫不抓老鼠。|That cat does not catch mice.
double_negation|这不是新措施的直接结果。|This is not an immediate result of the new measures.
foreign_name|他们在红石湖边露营。|They camped at Redstone Lake.
foreign_name|医生给他开了利巴韦林。|The doctor prescribed ribavirin.
foreign_name|莫卧儿皇帝建造了这座陵墓。|The Mughal emperor built the tomb.
gender|汤姆觉得玛丽不会来，是吗？|Tom thinks Mary is not coming, does he?
latin_lost|多因素认证（Multi-Factor Authentication）更安全。|MFA is safer.
line_break|已知$x$的值。|We know $\\textrm{x}\\right$ by now.
negation|她问我喜欢不喜欢那首歌。|She asked me if I liked that song.
negation|在没有收到回信之前，他一直等着。|He waited until an answer came.
negation|您可以选择不接收邮件。|You can opt out of the mails.
negation|这个村子没有蚊子。|The village is free of mosquitoes.
roles|她喜欢在茶里加牛奶。|She likes milk in her tea.
spelling|国王戴着一顶小王冠。|The king wore a circlet and a doublet.
"""
WRONG = """
date|一季度利润增长。|Profit grew in the second quarter.|quarter
date|双方星期一签约。|The two sides signed on Tuesday.|Tuesday
direction|这支队伍击败了老对手。|The team was defeated by its old rivals.|defeated by
direction|合同届满前三个月，双方协商续约。|The two sides discuss renewal three months after the contract expires.|after
direction|法院驳回了上诉。|The court allowed the appeal.|allowed the appeal
direction|两人均未戴安全帽。|One of the two was not wearing a safety helmet.|One of the two
direction|谁说女子不如男？|Women are inferior to men.|Women
direction|这本书我读了三遍。|I have read this book twice.|twice
direction|球队连续六轮不败。|The team went six rounds without a win.|without a win
direction|除周一外，博物馆每天开放。|The museum is open every day including Monday.|including
another_thing|晚饭吃的是豆腐。|We had potatoes for supper.|potatoes
negation|本店不接受信用卡，只收现金。|We take cash and credit cards.|不
roles|他宁可挨饿，也不愿求人。|He would rather beg than starve.|rather
latin_lost|用户可以用 Amazon 登录。|Users can sign in with their account.|Amazon
spelling|机制是这样运作的。|The mechanims works like this.|mechanims
"""


def cases(text: str) -> list[list[str]]:
    """The cells of each line."""
    return [line.split("|") for line in text.strip().splitlines()]


@pytest.mark.parametrize(("check", "source", "target"), cases(RIGHT))
def test_right_english_is_left_alone(check: str, source: str, target: str) -> None:
    assert not found(CHECKS[check], source, target, linked=True)


@pytest.mark.parametrize(("check", "source", "target", "words"), cases(WRONG))
def test_the_fault_beside_it_is_seen(check: str, source: str, target: str, words: str) -> None:
    (one,) = found(CHECKS[check], source, target, linked=True)
    assert words in one.message or words in target


def test_only_what_the_second_reader_judges_has_other_curves_without_it() -> None:
    alone, read = curves(read=False), curves()
    assert alone.keys() == read.keys()
    assert {check for check in alone if alone[check] != read[check]} == set(JUDGED) & alone.keys()
