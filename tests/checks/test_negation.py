"""The check negation."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import Mock

import numpy as np
import pytest

from align.api import review_text
from align.checks import negation
from align.evidence import negation_excuses
from align.evidence.weigh import weighed
from align.records import Alignment, Links, Tokens
from align.text import spans
from tests.checks.support import found, words


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("他难道不是我们的朋友吗？", "He is our friend."),
        ("这些措施不可避免。", "These measures are inevitable."),
        ("除非下雨，比赛照常。", "The match goes ahead if it is dry."),
        ("他不是第一次来。", "This is hardly his first visit."),
        ("不少人来了。", "Many people came."),
        ("没有人不知道。", "Everybody knows."),
        ("这不只是我们的看法。", "We are not the only ones who think so."),
        ("模块不仅能读，还能写。", "The module doesn't just read, it can write as well."),
        ("确保进程没有错误行为。", "Make sure that the process is not misbehaving."),
        ("函数体内不要缩进。", "Do not indent in the body of the function."),
        ("申报内容有不实者，处罚款。", "Whoever files false reports is fined."),
        ("他累得无法走路。", "He is too tired to walk home."),
        ("请求头 DNT (Do Not Track) 表明偏好。", "The header DNT (Do Not Track) states a preference."),
        ("罚款由主管机关在五万元之内决定。", "The authority sets the fine, which shall not exceed 50,000 yuan."),
        ("入学前的儿童免费。", "Children who have not yet entered school go free."),
        ("你已经吃过了吧？", "You have eaten, haven't you?"),
        ("我完全同意您的看法。", "I couldn't agree more."),
        ("这无法阻止旧文件被清除。", "This does not prevent old files from being removed."),
        ("收货尚未开票。", "The receipt has not been invoiced."),
        ("停止探视，每次不得逾七日。", "Visits are suspended for a maximum of seven days."),
        ("盯着人看不礼貌。", "It is rude to stare."),
        ("未经授权者不得入内。", "Entry by the unauthorised is an offence."),
        ("孕妇不宜食用。", "It is inadvisable in pregnancy."),
        ("保险人免除责任。", "The insurer is released from liability."),
        ("风还没停。", "The wind is still blowing."),
        ("不可否认，这座桥很美。", "Undeniably, the bridge is beautiful."),
        ("这是无糖饮料。", "It is a sugar-free drink."),
    ],
)
def test_negation_that_needs_none(source: str, target: str) -> None:
    assert not found(negation.CHECK, source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("该公司没有盈利。", "The company made a profit."),
        ("他们从未见过大海。", "They have seen the sea."),
        ("他参加了会议。", "He never attended the meeting."),
        ("金额达到五万元。", "The amount does not reach 50,000 yuan."),
        ("他喝了很多酒，然后开车回家。", "He drank a lot and then did not drive home."),
        ("出锅前不宜加醋。", "Add vinegar before serving."),
    ],
)
def test_negation_lost_or_added(source: str, target: str) -> None:
    assert found(negation.CHECK, source, target)


def test_without_is_added_more_freely_than_not() -> None:
    assert [
        f.severity for f in found(negation.CHECK, "转租者处罚款。", "Whoever sublets without permission is fined.")
    ] == ["warning"]
    assert [f.severity for f in found(negation.CHECK, "公司按时交货。", "The firm did not deliver on time.")] == [
        "error"
    ]


@pytest.mark.parametrize(
    ("target", "piece", "marked"),
    [
        ("He attended meetings in spring.", "attend", "attended"),  # the better part of a word: all of it
        ("He looks at conversations.", "vers", None),  # a small part of one: none
        ("He travelled to Kunming often.", "Kunming", None),  # nobody denies a name
    ],
)
def test_whole_words_are_marked_or_none(target: str, piece: str, marked: str | None) -> None:
    def links(_: str, __: str) -> Links:
        ours = Tokens(np.arange(1, dtype=np.int32), np.array([3], np.int32), np.array([5], np.int32))
        starts = np.array([target.index(piece)], np.int32)
        theirs = Tokens(np.arange(1, dtype=np.int32), starts, starts + np.int32(len(piece)))
        return Links(ours, theirs, np.ones(1, np.float32), np.ones(1, np.float32), np.full((1, 1), 0.9, np.float32))

    (finding,) = negation.CHECK.run(weighed(replace(Alignment.of_pair("他没有参加活动。", target), linker=links)))
    span = finding.target_span
    assert (span and target[span.start : span.end]) == marked


@pytest.mark.parametrize("likeness", [0.9, 0.0])
def test_as_many_negations_as_the_chinese_has_are_enough(likeness: float) -> None:
    source = "任何人不得在保护区内建厂。"
    target = (
        "The protection zone along the river was drawn up ten years ago after long talks between farmers and the "
        "province, and no factories are allowed there."
    )

    def links(_: str, __: str) -> Links:
        ours = Tokens(np.arange(2, dtype=np.int32), np.array([3, 6], np.int32), np.array([5, 8], np.int32))
        starts = np.array([target.index("protection"), target.index("no factories")], np.int32)
        theirs = Tokens(np.arange(2, dtype=np.int32), starts, starts + np.array([10, 2], np.int32))
        similarity = np.array([[0.0, likeness], [0.9, 0.0]], np.float32)
        return Links(ours, theirs, np.ones(2, np.float32), np.ones(2, np.float32), similarity)

    alignment = replace(Alignment.of_pair(source, target), linker=links)
    assert not list(negation.CHECK.run(weighed(alignment)))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("这种酸奶无糖。", "This yoghurt is sugar-free."),
        ("她记不得他的名字。", "She has forgotten his name."),
        ("伤者经抢救无效死亡。", "The injured man died in spite of all efforts."),
    ],
)
def test_terms_that_deny_nothing(source: str, target: str) -> None:
    assert found(negation.CHECK, source, target) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("车间里没有备用零件了。", "There are spare parts in the workshop."),
        ("新章程尚未生效。", "The new statutes have come into force."),
    ],
)
def test_words_that_only_look_like_the_denial(source: str, target: str) -> None:
    assert [f.check for f in review_text(f"{source}\n{target}\n").findings if f.severity != "note"] == ["negation"]


@pytest.mark.parametrize(
    ("source", "target"),
    [("请勿关闭阀门。", "Keep the valve open."), ("他从不失约。", "He always keeps his appointments.")],
)
def test_the_contrary_said_without_a_denial(source: str, target: str) -> None:
    checks = ("negation", "direction")
    assert not [f for f in review_text(f"{source}\n{target}\n").findings if f.check in checks]


def test_a_prohibition_that_became_a_permission_is_one_finding() -> None:
    told = review_text("驾驶人不得酒后驾车。", "Drivers can drive after drinking.").findings
    checks = [f.check for f in told if f.severity != "note"]
    assert len(checks) == 1 and checks[0] in ("direction", "negation")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("我们并不反对这项计划。", "We oppose this plan."),
        ("该公司没有违反规定。", "The company violated the rules."),
        ("他没有拒绝邀请。", "He refused the invitation."),
    ],
)
def test_a_word_of_negative_sense_that_is_denied_renders_no_denial(source: str, target: str) -> None:
    assert found(negation.CHECK, source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("参数数量不匹配。", "The number of parameters mismatches."),
        ("这里不安全。", "It is unsafe here."),
        ("他没有拒绝邀请。", "He accepted the invitation."),
    ],
)
def test_a_denial_that_the_word_itself_holds(source: str, target: str) -> None:
    assert not found(negation.CHECK, source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("他的腿几乎不能动。", "He can hardly move his leg."),
        ("山里没有什么商店。", "The mountains had little in the way of shops."),
        ("我宁愿饿着而不吃这个。", "I would rather go hungry than eat this."),
        ("牛奶没有了。", "We have run out of milk."),
        ("这个问题还未解决的部分归他管。", "He is in charge of the part that is still open."),
        ("病例未充分报告。", "Cases are underreported."),
        ("水温变化不大。", "The change in the water's temperature was modest."),
        ("断电后数据不会丢失。", "The data is preserved when the power is cut."),
        ("罐子必须盖好，否则茶叶会受潮。", "Cover the jar: without it the tea gets damp."),
        ("这座桥在过去修过吗？", "Hasn't the bridge been mended in the past?"),
        ("一切皆有可能。", "Nothing is impossible."),
        ("今天不修，明天就塌。", "Mend it today or it falls tomorrow."),
        ("他逾期未缴纳房租。", "He was late with the rent."),
        ("孩子们连书包都懒得收。", "The children could not be bothered to put their bags away."),
    ],
)
def test_english_denies_in_other_words(source: str, target: str) -> None:
    assert not found(negation.CHECK, source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("他几乎每天都去钓鱼。", "He almost never goes fishing."),
        ("山里没有商店。", "The mountains have shops."),
        ("店里的货架已经装好。", "The shelves in the shop have not been put up."),
    ],
)
def test_plain_denials_are_still_missed(source: str, target: str) -> None:
    assert found(negation.CHECK, source, target)


def test_a_text_is_searched_as_often_whatever_the_number_of_its_negations(monkeypatch: pytest.MonkeyPatch) -> None:
    search = Mock(side_effect=spans.beginnings)
    monkeypatch.setattr(negation_excuses, "beginnings", search)
    searched = []
    for times in (1, 50):
        search.reset_mock()
        found(negation.CHECK, "甲公司不认可这份报告，" * times, "Company A endorses the report, " * times)
        searched.append(search.call_count)
    assert searched[0] == searched[1] > 0


@pytest.mark.parametrize(
    ("source", "target", "word"),
    [
        ("他不抽烟，也不喝酒。", "He smokes and does not drink.", "smokes"),
        ("本品不含糖，也不含防腐剂。", "This product contains sugar and no preservatives.", "sugar"),
    ],
)
def test_one_of_two_denials_is_lost(source: str, target: str, word: str) -> None:
    (finding,) = [f for f in review_text(source, target).findings if f.check == "negation"]
    assert words(finding, target) == word


def test_one_not_denies_all_of_a_list() -> None:
    source, target = "未登记、未投保的车辆", "Vehicles that have not been registered or insured"
    assert not [f for f in review_text(source, target).findings if f.check == "negation"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("请勿拔下电源线。", "Unplug the power cord."),
        ("切勿停用监控。", "Disable the monitoring."),
        ("不要删除此目录。", "Please delete this folder."),
        ("严禁拆除封条。", "Remove the seal."),
    ],
)
def test_a_forbidden_command_that_is_given(source: str, target: str) -> None:
    assert [f.severity for f in found(negation.CHECK, source, target)] == ["error"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("请勿拔下电源线。", "Do not unplug the power cord."),
        ("请勿关闭电源。", "Leave the power on."),
        ("禁止停车。", "Stop parking here."),
        ("勿忘带伞。", "Remember your umbrella."),
        ("请勿在室内吸烟。", "Smoke outside only."),
        ("你饮唔饮茶？", "Do you drink tea?"),
        ("有冇水？", "Is there any water?"),
    ],
)
def test_forbidden_in_other_words(source: str, target: str) -> None:
    assert not found(negation.CHECK, source, target)


@pytest.mark.parametrize(
    ("source", "target"), [("佢唔會返嚟。", "He will come back."), ("請保持窗戶關閉。", "Do not keep the window shut.")]
)
def test_cantonese_and_kept(source: str, target: str) -> None:
    assert found(negation.CHECK, source, target)


@pytest.mark.parametrize(
    ("source", "target", "word"),
    [
        # an antonym that is a rendering of the denied word as well, and a prefix that is none
        ("经理没有把合同借给任何人看。", "The manager lent the contract to people to read.", "contract"),
        ("该报告未描述详细的部署步骤。", "The report describes the detailed deployment steps.", "detailed"),
        # "not" denies a word of the other clause
        (
            "本公司不保证上述资料完整，也不代表赞同其观点。",
            "We guarantee that the above information is complete, but do not endorse its views.",
            "affirms it",
        ),
    ],
)
def test_what_does_not_deny_it_is_no_excuse(source: str, target: str, word: str) -> None:
    found = [f for f in review_text(source, target).findings if f.check == "negation"]
    assert [f.severity for f in found] != [] and word in found[0].message


def test_before_renders_what_is_not_yet_done() -> None:
    source, target = "货物未经核对即行装运。", "The goods were shipped before they had been checked."
    assert not [f for f in review_text(source, target).findings if f.check == "negation"]


@pytest.mark.parametrize(
    ("source", "target", "count"),
    [
        ("会员可以停车。", "Members cannot park.", 1),
        ("会员可以免费停车。", "Members cannot park for free.", 1),
        ("停车免费。", "There is no charge for parking.", 0),
        ("此处禁止停车。", "No parking here.", 0),
    ],
)
def test_what_is_free_or_parked_denies_nothing(source: str, target: str, count: int) -> None:
    assert len(found(negation.CHECK, source, target)) == count


@pytest.mark.parametrize(
    ("source", "target", "count"),
    [
        ("该墓未被盗扰。", "The tomb had escaped looting.", 0),
        ("该墓未被盗扰。", "The tomb had been looted.", 1),
    ],
)
def test_what_escapes_something_does_not_suffer_it(source: str, target: str, count: int) -> None:
    assert len(found(negation.CHECK, source, target)) == count
