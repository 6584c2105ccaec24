"""Actions, qualities, degrees and relations with what is taken for them, in sentences of our own."""

from __future__ import annotations

import pytest

from align.checks import direction
from tests.checks.support import found

_PAIRS = (
    ("渡轮因大雾停航两天。", "The ferry was suspended", "The ferry resumed service", "resumed"),
    ("北线要塞昨夜失守。", "The northern fort fell last night.", "The northern fort held last night.", "held"),
    ("他涉嫌盗窃。", "He is suspected of theft.", "He was convicted of theft.", "convicted"),
    ("董事会仍在考虑迁址。", "The board is still considering a move.", "The board has decided to move.", "has decided"),
    ("海关没收了两个箱子。", "Customs seized two boxes.", "Customs returned two boxes.", "returned"),
    ("茶园旁的小溪浑浊。", "The stream by the tea garden is muddy.", "The stream by the tea garden is clear.", "clear"),
    ("新来的厨师十分谦虚。", "The new cook is very modest.", "The new cook is very arrogant.", "arrogant"),
    (
        "柜子里的瓷碗完好无损。",
        "The bowls in the cupboard were intact.",
        "The bowls in the cupboard were broken.",
        "broken",
    ),
    ("奶奶摇了摇头。", "Grandma shook her head.", "Grandma nodded.", "nodded"),
    ("两人在五月订婚。", "The two got engaged in May.", "The two got married in May.", "got married"),
    ("蓝队险胜红队。", "The blues edged out the reds.", "The blues thrashed the reds.", "thrashed"),
    ("他不小心踩坏了玩具。", "He accidentally trod on the toy.", "He deliberately trod on the toy.", "deliberately"),
    ("事故由轮胎漏气引起。", "The accident was caused by a flat tyre.", "The accident led to a flat tyre.", "led to"),
    ("这箱苹果来自山东。", "The apples are from Shandong.", "The apples are bound for Shandong.", "bound"),
    ("这种松树常绿。", "This kind of pine is evergreen.", "This kind of pine is deciduous.", "deciduous"),
    ("两条线互相垂直。", "The two lines are perpendicular.", "The two lines are parallel.", "parallel"),
    ("凡满十六岁者均可参加。", "Everyone over sixteen may join.", "Some people over sixteen may join.", "Some"),
    (
        "他从邻居家借了一把锯。",
        "He borrowed a saw from the neighbour.",
        "He returned a saw to the neighbour.",
        "returned",
    ),
    ("先把函数名的后缀去掉。", "First strip the suffix of the name.", "First strip the prefix of the name.", "prefix"),
)


def _marks(source: str, target: str) -> list[str]:
    spans = (f.target_span for f in found(direction.CHECK, source, target))
    return [target[span.start : span.end] for span in spans if span]


@pytest.mark.parametrize(("source", "right", "wrong", "word"), _PAIRS)
def test_an_opposite_or_a_neighbour_is_told(source: str, right: str, wrong: str, word: str) -> None:
    assert not _marks(source, right)
    told = _marks(source, wrong)
    assert told and word.split(" ")[0] in " ".join(told)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("他毫不犹豫地答应了。", "He agreed without the slightest hesitation."),
        ("这条消息引起恐慌，她却很冷静。", "The news caused panic, but she stayed calm."),
        ("队员不得不放弃训练。", "The players had no choice but to give up training."),
        ("检方撤诉，法院随即结案。", "The prosecution dropped the suit, and the court closed the case."),
        ("他先提交申请，后又撤回。", "He submitted the application and later withdrew it."),
        ("她由无名小卒变成知名演员。", "She went from an unknown to a famous actress."),
    ],
)
def test_what_the_chinese_justifies_is_left_alone(source: str, target: str) -> None:
    assert not _marks(source, target)
