"""What is done and what is to come: 已签署, "will sign"; 即将退役, "has already retired"."""

from __future__ import annotations

import pytest

from align import api


def told(source: str, target: str) -> list[str]:
    said = ("has happened", "is going on")
    return [
        f.message for f in api.review_text(source, target).findings if f.message.endswith((*said, "is still to come"))
    ]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("双方已签署合作协议。", "The two sides will sign a cooperation agreement."),
        ("公司已偿还到期的债券。", "The company will repay the maturing bonds."),  # 的 behind the object, not the verb
        ("警方已冻结他名下的账户。", "The police will freeze the accounts in his name."),
        (
            "队长即将退役，下周将踢最后一场比赛。",
            "The captain has already retired and will play his last match next week.",
        ),
        ("技术人员正在升级服务器。", "Technicians have upgraded the servers."),
        ("工人们正在粉刷教室的外墙。", "The workers painted the outside of the classrooms."),
        ("他曾在这所中学任教。", "He has been teaching at this school."),
        ("学校还将招聘二十名教师。", "The school also hired twenty teachers."),
        ("月底前将新增三百个座位。", "Three hundred seats were added before the end of the month."),
    ],
)
def test_another_tense_is_told(source: str, target: str) -> None:
    assert told(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("双方已签署合作协议。", "The two sides have signed a cooperation agreement."),
        ("已签署的协议将于下月生效。", "The agreement that was signed will take effect next month."),
        ("双方均已确认出席。", "Both sides have confirmed that they will attend."),
        (
            "队长即将退役，他已经签了约当教练。",
            "The captain is about to retire and has already signed on as a coach.",
        ),
        ("技术人员正在升级服务器。", "The servers are being upgraded."),
        ("他正在修改论文的时候，停电了。", "The power failed while he revised his thesis."),
        ("他未曾在这所中学任教。", "He has not been teaching at this school."),
        ("九号线将于年底通车。", "Line 9 opens at the end of the year."),
        ("他还将文件交给母亲。", "He also gave his mother the document."),
    ],
)
def test_the_same_tense_is_left_alone(source: str, target: str) -> None:
    assert told(source, target) == []
