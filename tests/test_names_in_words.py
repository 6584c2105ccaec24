"""Names of lands inside words, bodies of other fields, and readings of names."""

from __future__ import annotations

import pytest

from align.checks import foreign_name, name
from align.evidence.weigh import weighed
from align.names.fields import other_fields
from align.records import Alignment, Check, Finding


def _found(check: Check, zh: str, en: str) -> list[Finding]:
    return list(check.run(weighed(Alignment.of_pair(zh, en))))


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("妹妹只吃意大利面。", "My sister eats nothing but spaghetti."),
        ("花园里有两棵法国梧桐。", "There are two plane trees in the garden."),
        ("他喝希腊酸奶。", "He has yoghurt."),
        ("我们点了扬州炒饭。", "We ordered fried rice."),
    ],
)
def test_a_land_in_a_word_or_before_a_dish_may_go(zh: str, en: str) -> None:
    assert [*_found(name.CHECK, zh, en), *_found(foreign_name.CHECK, zh, en)] == []


def test_a_land_in_which_something_happens_may_not_go() -> None:
    assert _found(foreign_name.CHECK, "决赛在肯尼亚举行。", "The final was held in.")


@pytest.mark.parametrize(
    ("zh", "en", "wanted"),
    [
        ("省林业局发布公告。", "Then the Health Commission issued a notice.", ("林业局", "Health Commission")),
        ("中国作家协会成立了。", "In May the Football Association was set up.", ("作家协会", "Football Association")),
        ("省林业局发布公告。", "The Provincial Forestry Bureau issued a notice.", None),
        ("市教体局发布公告。", "The Municipal Bureau of Education and Sports issued a notice.", None),
        ("部里开了会。", "The Ministry of Finance held a meeting.", None),
    ],
)
def test_a_body_of_another_field(zh: str, en: str, wanted: tuple[str, str] | None) -> None:
    found = [(zh[slice(*swap.source)], en[slice(*swap.target)]) for swap in other_fields(zh, en)]
    assert found == ([] if wanted is None else [wanted])


@pytest.mark.parametrize(
    ("zh", "en", "wanted"),
    [
        ("记者单小梅报道。", "Dan Xiaomei reports.", "Shan Xiaomei"),
        ("教授解东明说。", "Professor Jie Dongming said.", "Xie Dongming"),
        ("教授解东明说。", "Professor Xie Dongming said.", ""),
    ],
)
def test_a_surname_is_read_as_a_surname(zh: str, en: str, wanted: str) -> None:
    found = _found(name.CHECK, zh, en)
    assert [finding.suggestions for finding in found] == ([(wanted,)] if wanted else [])


def test_what_is_suggested_for_a_place_is_its_own_reading() -> None:
    (finding,) = _found(name.CHECK, "列车昨天抵达重庆。", "The train arrived in yesterday.")
    assert finding.suggestions == ("Chongqing",)
