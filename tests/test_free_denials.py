"""Denials that good translations say without a negative word, and others that the same words must not hide."""

from __future__ import annotations

import pytest

from align.api import review_text

FREE = (
    ("由于缺乏直接证据，陪审团未能达成一致裁决。", "For want of direct evidence, the jury failed to reach a verdict."),
    ("这种蘑菇有毒，采食者切勿大意。", "This mushroom is poisonous; foragers must not be careless."),
    ("这颗彗星要等到七十六年以后才回归。", "The comet will not be back for another seventy-six years."),
    ("患者左侧肢体无力,言语含糊。", "The patient had weakness in the left limbs and slurred speech."),
    ("院子里的积水已经没过了门槛。", "The water in the courtyard had risen above the threshold."),
    ("修复了按钮文字看不清的问题。", "Fixed an issue that made button text hard to read."),
    ("该变量未初始化就被使用。", "The variable is used before it is initialised."),
    ("她笑了笑，没有接他的话。", "She smiled and let his remark pass."),
    ("那把伞早已破得不能用了。", "That umbrella had long been past use."),
    ("要是没有那场雨，我们一辈子也不会认识。", "But for that rain, we would never have met."),
    ("他从未想过自己会成为父亲。", "Fatherhood was the last thing he had ever imagined."),
    ("承租人不得擅自转租房屋。", "The Tenant may sublet the premises only with the Landlord's consent."),
    ("请勿在浏览器中关闭本页。", "Keep this page open in your browser."),
    ("账号注销后，所有数据将被删除，无法找回。", "Deleting your account permanently erases all data."),
    ("别开枪，自己人！", "Hold your fire! We are on your side!"),
    ("疑罪从无是一项基本原则。", "That the accused must be given the benefit of the doubt is a basic principle."),
)
LOST = (
    ("由于缺乏证据，他被释放了。", "With plenty of evidence, he was released."),
    ("由于缺乏资金，工程停工了。", "The work stopped because of the funds."),
    ("这是不可能的。", "It is not impossible."),
    ("七十六年后他会回来。", "Seventy-six years later he will not be back."),
    ("他没过考试。", "He passed the exam."),
    ("该变量未初始化就被使用。", "The variable is used after it is initialised."),
    (
        "该变量未初始化就被使用，编译器却没有报错。",
        "The variable is initialised, yet the compiler raises no complaint.",
    ),
    ("他没有理会大家的劝告。", "He followed everyone's advice."),
    ("这把伞不能用了。", "This umbrella can be used."),
    ("要是没有那场雨，我们不会认识。", "If there had been that rain, we would never have met."),
    ("承租人不得擅自转租房屋。", "The Tenant may sublet the premises."),
    ("请勿在浏览器中关闭本页。", "Close this page in your browser."),
    ("账号注销后，所有数据将被删除，无法找回。", "All data will be erased and you can recover them."),
    ("别动，有蛇！", "Move, there is a snake!"),
    ("别开枪！", "Fire!"),
)
_CHECKS = ("negation", "double_negation", "direction", "qualifier")


def _told(source: str, target: str) -> list[str]:
    findings = review_text(source, target).findings
    return [f.message for f in findings if f.check in _CHECKS and f.severity in ("error", "warning")]


@pytest.mark.parametrize(("source", "target"), FREE)
def test_a_denial_is_said_without_a_negative_word(source: str, target: str) -> None:
    assert _told(source, target) == []


@pytest.mark.parametrize(("source", "target"), LOST)
def test_a_lost_or_added_denial_is_told_all_the_same(source: str, target: str) -> None:
    assert _told(source, target)
