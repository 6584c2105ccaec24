"""Acts and qualities of one scene with what is taken for them, in sentences of our own."""

from __future__ import annotations

import pytest

from align.checks import another_thing
from tests.checks.support import found

_PAIRS = (
    (
        "协会为灾区募集了两百万元。",
        "The association raised two million yuan.",
        "The association donated two million yuan.",
    ),
    ("警方查封了三家地下赌场。", "Police sealed off three illegal casinos.", "Police inspected three illegal casinos."),
    ("公司先垫付了医药费。", "The firm advanced the medical bills.", "The firm reimbursed the medical bills."),
    ("凶手去年被枪决。", "The murderer was shot last year.", "The murderer was hanged last year."),
    ("双方敲定了交货日期。", "The two sides settled the delivery date.", "The two sides drafted the delivery date."),
    ("老人把金表典当了。", "The old man pawned the gold watch.", "The old man bought the gold watch."),
    ("班长说服了所有同学。", "The monitor convinced all his classmates.", "The monitor stopped all his classmates."),
    ("孩子们大声朗读课文。", "The children read the text aloud.", "The children copied out the text."),
    ("他瞥见门口有个影子。", "He glimpsed a shadow at the door.", "He stared at a shadow at the door."),
    ("伤员在床上呻吟。", "The wounded man was groaning in bed.", "The wounded man was snoring in bed."),
    ("全场起立鼓掌。", "The whole house rose and applauded.", "The whole house rose and saluted."),
    ("奶奶在灯下缝补袜子。", "Grandma darned socks under the lamp.", "Grandma knitted socks under the lamp."),
    ("小船横渡海峡。", "The boat crossed the strait.", "The boat drifted along the strait."),
    ("老鼠的尸体已经发臭。", "The dead mouse already stank.", "The dead mouse was already tender."),
)


@pytest.mark.parametrize(("source", "right", "wrong"), _PAIRS)
def test_another_act_of_the_scene_is_told(source: str, right: str, wrong: str) -> None:
    assert not found(another_thing.CHECK, source, right, linked=True)
    assert found(another_thing.CHECK, source, wrong, linked=True)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("他们拆除旧厂房，修建新车间。", "They tore down the old plant and built a new workshop."),
        ("法院批准延期审理。", "The court granted an adjournment."),
        ("他不信任新来的经理。", "He distrusted the new manager."),
        ("母亲为儿子的前途发愁。", "The mother was anxious about her son's future."),
    ],
)
def test_right_renderings_are_left_alone(source: str, target: str) -> None:
    assert not found(another_thing.CHECK, source, target, linked=True)


def test_an_act_in_a_longer_sentence_must_be_linked() -> None:
    source = "在一九九七年成立、总部位于港口区的水手协会，每年夏天都会为受灾渔民及其家属募集善款，并定期公布账目。"
    target = (
        "The sailors' association, founded in 1997 and based in the harbour district, helps stricken fishermen and "
        "their families every summer, and it regularly publishes what was donated."
    )
    assert not found(another_thing.CHECK, source, target)
