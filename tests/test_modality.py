"""What must, may, need not and must not be done: 无需登记, "must not register"."""

from __future__ import annotations

import pytest

from align import api


def told(source: str, target: str) -> list[str]:
    return [f.message for f in api.review_text(source, target).findings if "be done" in f.message]


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("访客无需填写表格。", "Visitors must not fill in the form.", "need not be done, by “must not fill”"),
        ("司机必须检查轮胎。", "Drivers can check the tyres.", "must be done, by “can check”"),
        ("会员须在入口处出示会员卡。", "Members need not show their cards at the entrance.", "must be done"),
        ("游客不得触摸展品。", "Visitors need not touch the exhibits.", "must not be done"),
        ("读者可以续借图书。", "Readers must renew the books.", "may be done, by “must renew”"),
    ],
)
def test_another_duty_is_told(source: str, target: str, message: str) -> None:
    assert any(message in one for one in told(source, target))


def test_one_fault_is_told_once() -> None:
    found = api.review_text("会员须在入口处出示会员卡。", "Members need not show their cards at the entrance.").findings
    assert [f.check for f in found if f.severity != "note"] == ["direction"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("访客无需填写表格。", "Visitors do not have to fill in the form."),
        ("司机必须检查轮胎。", "Drivers are required to check the tyres."),
        ("游客不得触摸展品。", "No visitor shall touch the exhibits."),
        ("乘客必须出示车票才可以上车。", "Passengers may board only after they have shown their tickets."),
        ("必须填写的表格可以在网上下载。", "The form that must be filled in can be downloaded."),
        ("应用商店可以搜索软件。", "You can search for software in the app store."),
    ],
)
def test_the_same_duty_is_left_alone(source: str, target: str) -> None:
    assert told(source, target) == []
