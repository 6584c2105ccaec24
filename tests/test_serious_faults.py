"""Serious errors of one word or phrase: kin and trades of other sets, tense, conditions, attributes left out."""

from __future__ import annotations

import pytest

from align import api


def told(source: str, target: str) -> list[tuple[str, str]]:
    found = api.review_text(source, target).findings
    return [(f.check, f.severity) for f in found if f.severity != "note"]


@pytest.mark.parametrize(
    ("source", "target", "check"),
    [
        (
            "她的姑姑在县城开了一家裁缝铺。",
            "Her mother-in-law runs a tailor's shop in the county town.",
            "another_thing",
        ),
        ("这名会计承认自己撒了谎。", "The secretary admitted that she had lied.", "another_thing"),
        (
            "我们沿着小路走到一座石桥前，停下来休息。",
            "We followed the path to a wooden bridge and stopped to rest.",
            "direction",
        ),
        ("一匹白马慢慢走过。", "A black horse walked slowly past.", "direction"),
        (
            "除非天气好转，否则渡轮明天不会开航。",
            "If the weather improves, the ferry will not sail tomorrow.",
            "direction",
        ),
        (
            "因为缺少零件，这家工厂从上个月起停产。",
            "The factory has been shut since last month despite a shortage of parts.",
            "direction",
        ),
        ("我已经把文件发给你了，你查一下邮箱。", "I will send you the file; check your mailbox.", "direction"),
        (
            "警方终于在邻县的一间旅馆里找到了那个男孩。",
            "The police will finally find the boy in a hotel in a neighbouring county.",
            "direction",
        ),
        (
            "专家认为，这种病毒可能通过空气传播。",
            "Experts believe that the virus must spread through the air.",
            "direction",
        ),
        ("两个孩子都考上了大学。", "One of the children got into university.", "direction"),
        ("在第二个路口左转。", "Turn right at the second junction.", "direction"),
        ("航班到现在还没有起飞。", "The flight has now taken off.", "negation"),
        ("他可以出院了。", "He cannot leave hospital.", "negation"),
        ("只有持有当地驾照的游客才可以租用摩托车。", "Only tourists can rent motorcycles.", "left_out"),
        ("请先关闭电源并拔下插头。", "Turn off the power and unplug it for at least ten minutes.", "number"),
    ],
)
def test_a_serious_error_is_told(source: str, target: str, check: str) -> None:
    assert check in [name for name, _ in told(source, target)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("她的姑姑在县城开了一家裁缝铺。", "Her aunt runs a tailor's shop in the county town."),
        ("她的继母待她很好。", "Her stepmother was kind to her."),
        (
            "这名会计承认，她曾多次伪造公司的账目。",
            "The accountant admitted that she had falsified the accounts many times.",
        ),
        ("石桥镇的居民慢慢散去。", "The residents of Shiqiao slowly drifted away."),
        ("除非天气好转，否则渡轮明天不会开航。", "If the weather does not improve, the ferry will not sail tomorrow."),
        ("除非下雨，否则比赛照常举行。", "The match will go ahead unless it rains."),
        ("他们打算下个月结婚。", "They plan to get married next month."),
        (
            "大坝将于明年建成，届时可为两百万人供水。",
            "The dam will be completed next year and will supply water to two million people.",
        ),
        ("两家公司都没有回应置评请求。", "Neither of the two companies responded to requests for comment."),
        ("别忘了带伞。", "Don't forget your umbrella."),
        ("他坐了一会儿就走了。", "He sat for a while and then left."),
    ],
)
def test_a_right_translation_is_left_alone(source: str, target: str) -> None:
    assert told(source, target) == []
