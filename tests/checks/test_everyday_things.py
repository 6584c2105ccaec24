"""Everyday things, fields of forms and states of labels that stand for one another."""

from __future__ import annotations

import pytest

from align.checks import another_thing
from tests.checks.conftest import Found
from tests.checks.support import found


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("鹅在河里游。", "The ducks are swimming in the river.", "ducks"),
        ("喝杯茶吧。", "Have a cup of coffee.", "coffee"),
        ("太阳出来了。", "The moon came out.", "moon"),
        ("房东涨了房租。", "The tenant raised the rent.", "tenant"),
        ("山上有座庙。", "There is a tower on the hill.", "tower"),
        ("屏幕亮度", "Screen contrast", "contrast"),
        ("请选择城市", "Please select a country", "country"),
        ("英镑", "Euro", "Euro"),
    ],
)
def test_another_one_of_its_kind(source: str, target: str, words: str) -> None:
    (one,) = found(another_thing.CHECK, source, target)
    span = one.target_span
    assert span is not None and target[span.start : span.end] == words and one.severity == "warning"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("牛仔裤很贵。", "These jeans cost more than a sheep."),
        ("他骑马去县城。", "He rode to the county town."),
        ("另一方面，山脚下有水。", "On the other hand, there is water."),
        ("我们乘船去岛上。", "We sailed to the island."),
        ("美元走强。", "The dollar rose against the euro."),
        ("他写信给编辑。", "He wrote a letter to the editor."),
        ("桌上有一杯水。", "There is a glass of water on the table."),
    ],
)
def test_free_renderings(source: str, target: str) -> None:
    assert not found(another_thing.CHECK, source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("有货", "Out of stock"),
        ("已开启", "Off"),
        ("待发货", "Shipped"),
        ("开灯", "Turn off the light"),
        ("始终允许", "Allow once"),
        ("制冷", "Heating"),
        ("收款人", "Payer"),
        ("贷款利率上调", "The lending rate was cut"),
    ],
)
def test_states_of_labels(found: Found, source: str, target: str) -> None:
    assert found("t.csv", f"source,target\n{source},{target}\n", "direction")


@pytest.mark.parametrize(
    ("source", "target"),
    [("待收货", "Shipped"), ("待审核", "Pending review"), ("已关闭", "Switched off"), ("上班", "Clock in")],
)
def test_right_states_of_labels(found: Found, source: str, target: str) -> None:
    assert not found("t.csv", f"source,target\n{source},{target}\n", "direction")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("外交部发言人回答了提问。", "The foreign minister answered questions."),
        ("县委书记来到现场。", "The county head came to the scene."),
        ("国务委员会见代表团。", "The premier met the delegation."),
        ("证监会处罚了该公司。", "The central bank fined the company."),
        ("海关总署公布数据。", "The tax administration published the data."),
    ],
)
def test_offices_and_agencies(source: str, target: str) -> None:
    assert found(another_thing.CHECK, source, target)
