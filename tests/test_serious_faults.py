"""Faults of one word that turn a sentence round, each beside the right sentence: rows and frames of several tables."""

from __future__ import annotations

import pytest

from align import api

PAIRS = (
    ("部分线路已基本恢复。", "Some lines have largely been restored.", "Some lines have fully been restored."),
    ("全体船员都获救了。", "All the crew were rescued.", "Some of the sailors were rescued."),
    ("大多数农户签了合同。", "Most farmers signed the contract.", "A few farmers signed the contract."),
    ("每人限领两张门票。", "Everyone can get at most two tickets.", "Everyone can get no fewer than two tickets."),
    ("每逢周末他都去钓鱼。", "He goes fishing every weekend.", "He goes fishing every week."),
    ("幼儿不宜食用此类零食。", "Infants should not eat such snacks.", "Infants may eat such snacks."),
    ("违约方应当赔偿守约方。", "The breaching party shall compensate the non-breaching party.",
     "The non-breaching party shall compensate the breaching party."),
    ("演出快要开始了。", "The show is about to begin.", "The show has already started."),
    ("零件不够装两台机器。", "The parts are not enough for two machines.", "The parts are enough for two machines."),
    ("他一分钟能折十只纸鹤。", "He can fold ten paper cranes a minute.", "He can fold ten paper cranes an hour."),
    ("一直雷声大雨点小。", "It has all been talk.", "It has always been loud thunder and small raindrops."),
    ("该办法将自五月起施行。", "The measures will come into force in May.", "The measures came into force in May."),
    ("本条例不适用于旧船。", "These rules do not apply to old ships.", "These rules apply to old ships."),
    ("谈判并没有失败。", "The talks have not failed.", "The talks have failed."),
    ("这种怀疑毫无根据。", "The suspicion is groundless.", "The suspicion is well founded."),
    ("棉价创下五年来新低。", "Cotton hit a five-year low.", "Cotton hit a five-year high."),
    ("城区的事故率比郊区高两倍。", "The accident rate in the city is three times that in the suburbs.",
     "The accident rate in the suburbs is three times that in the city."),
    ("他早就把信寄出去了。", "He posted the letter long ago.", "He will soon post the letter."),
    ("医生建议饭后服药。", "The doctor advised taking it after meals.", "The medicine must be taken after meals."),
    ("狗咬伤了邮递员。", "The dog bit the postman.", "The postman bit the dog."),
    ("须在五个工作日内付款。", "Payment is due within five working days.", "Payment is due within five days."),
)  # fmt: skip


@pytest.mark.parametrize(("source", "right", "wrong"), PAIRS)
def test_the_fault_is_found_and_the_right_sentence_is_left_alone(source: str, right: str, wrong: str) -> None:
    told = [[f for f in api.review_text(source, en).findings if f.severity != "note"] for en in (right, wrong)]
    assert not told[0] and told[1]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("新船的油耗比旧船少一半。", "The new ship uses half as much oil as the old one."),
        ("旧书比新书便宜一半。", "Used books cost half as much as new ones."),
    ],
)
def test_half_as_much_is_right_for_half_less(source: str, target: str) -> None:
    assert "roles" not in {f.check for f in api.review_text(source, target).findings}
