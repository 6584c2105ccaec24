"""Several checks at once."""

from __future__ import annotations

import pytest

from align.checks import (
    acronym,
    addition,
    another_name,
    capitals,
    code,
    date,
    direction,
    foreign_name,
    grammar,
    latin_lost,
    mismatch,
    name,
    negation,
    number,
    omission,
    quotation,
    repeat,
    truncation,
    typography,
    unit,
    untranslated,
    wrong_language,
)
from align.evidence.weigh import weighed
from align.records import Alignment, Check, Document
from tests.checks.support import found

VALUES = (number.CHECK, date.CHECK, unit.CHECK, code.CHECK)
NAMES = (
    name.CHECK,
    foreign_name.CHECK,
    acronym.CHECK,
    latin_lost.CHECK,
    another_name.CHECK,
    negation.CHECK,
    direction.CHECK,
    quotation.CHECK,
)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("孩子们在河边钓鱼。", "The children are fishing by the river."),
        ("村里修了一条新路。", "The village has built a new road."),
        ("老师给学生们讲了一个故事。", "The teacher told the students a story."),
        ("工厂去年生产了五万辆自行车。", "The factory produced 50,000 bicycles last year."),
    ],
)
def test_plain_translations_are_left_alone(source: str, target: str) -> None:
    for check in (omission.CHECK, addition.CHECK, mismatch.CHECK, grammar.CHECK):
        assert found(check, source, target, linked=True) == []


def test_without_vectors_word_checks_are_silent() -> None:
    target = "The company published its annual report in London on Friday."
    for check in (omission.CHECK, addition.CHECK, mismatch.CHECK):
        assert found(check, "孩子们在河边钓鱼。", target) == []


def test_nothing_to_compare_with_is_no_finding() -> None:
    alone = Alignment.of_pair("雨停了。", "")
    for check in (m.CHECK for m in (untranslated, wrong_language, repeat, truncation, typography, capitals)):
        assert list(check.run(weighed(alone))) == []


def test_idioms_names_and_bullets_are_no_slips() -> None:
    assert found(repeat.CHECK, "应随时巡查。", "The guard walks about from time to time to prevent thefts.") == []
    assert found(repeat.CHECK, "显示帮助", "help Help is shown on demand.") == []
    assert found(repeat.CHECK, "工具 - 工具的衍生品", "Silver Hammer Kit - Silver Hammer Kit derivations") == []
    assert found(truncation.CHECK, "应用可以自动扩展。", "The applications can be scaled by the machine. -") == []
    assert found(truncation.CHECK, "用 list -a 查看全部", "See all of them with the command list -a") == []
    assert [
        f.severity
        for f in found(truncation.CHECK, "依法订定之办法，其修正程序。", "the procedures for amending rules,")
    ] == ["warning"]


@pytest.mark.parametrize("check", NAMES, ids=lambda c: c.id)
@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("", ""),
        ("", "Nothing here."),
        ("郑州没有下降《红楼梦》。", ""),
        ("The cat sat.", "The cat did not sit."),
        ("。。。", "..."),
        ("𠀀", "�"),
    ],
)
def test_empty_foreign_and_odd_sides(check: Check, source: str, target: str) -> None:
    for finding in found(check, source, target):
        assert finding.severity == "note"


@pytest.mark.parametrize("check", NAMES, ids=lambda c: c.id)
def test_a_chinese_article_alone_is_left_alone(check: Check) -> None:
    pair = Alignment.of_pair("记者张伟没有去郑州。", "")
    alone = Alignment(pair.source, None, pair.source_sentences, (), pair.beads)
    assert isinstance(alone.source, Document)
    assert list(check.run(weighed(alone))) == []


def test_the_address_of_a_site_is_its_name() -> None:
    assert found(foreign_name.CHECK, "水价下调-新华网", "Water prices fall - news.cn") == []
    assert found(foreign_name.CHECK, "水价下调-新华网", "Water prices fall - the site") != []
    assert found(code.CHECK, "水价下调-新华网", "Water prices fall - news.cn") == []
    assert found(code.CHECK, "水价下调", "Water prices fall - news.cn") != []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("京东去年盈利。", "JD.com made a profit last year."),
        ("他在厦门出生。", "He was born in Amoy."),
        ("英国选手夺冠。", "The rower won the title."),
        ("城外碧水环绕。", "The city is surrounded by clear water."),
    ],
)
def test_names_by_which_english_goes_and_words_that_are_none(source: str, target: str) -> None:
    assert not [f for c in (name.CHECK, foreign_name.CHECK) for f in found(c, source, target)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("一季度销售额增长。", "Sales grew in the January-March period."),
        ("第四季度销售回升。", "Sales recovered from October to December."),
        ("前三季度出口增长。", "Exports grew in the January-September period."),
        ("上半年，出口增长。", "Exports grew between January and June."),
        ("他六十出头。", "He is in his early sixties."),
        ("她年近五十。", "She is in her late 40s."),
    ],
)
def test_quarters_by_their_months_and_ages_by_their_decades(source: str, target: str) -> None:
    assert not [f for check in (number.CHECK, date.CHECK) for f in found(check, source, target)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("一季度销售额增长。", "Sales grew in the April-June period."),
        ("他六十出头。", "He is in his early fifties."),
    ],
)
def test_other_quarters_and_ages(source: str, target: str) -> None:
    assert [f for check in (number.CHECK, date.CHECK) for f in found(check, source, target)]


def test_the_unit_is_named() -> None:
    [finding] = found(unit.CHECK, "公路长50公里。", "The road is 50 miles long.")
    assert "kilometres" in finding.message and "miles" in finding.message
    assert found(number.CHECK, "公路长50公里。", "The road is 50 miles long.") == []


def test_one_side_only_is_silent() -> None:
    for check in VALUES:
        assert found(check, "共5200家企业，电话0371-65901234。", "") == []
        assert found(check, "", "There are 5,200 companies.") == []


def test_english_against_english_is_no_error() -> None:
    text = "There were 20 of them in May 2019."
    assert not [f for check in VALUES for f in found(check, text, text) if f.severity == "error"]
