"""The checks of numbers, dates, units and codes: what they say, mark and suggest."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from align.api import review_text
from align.checks import code, date, number, unit
from align.embed import bundled
from align.evidence.links import make_linker
from align.evidence.weigh import weighed
from align.numbers.codes import codes
from align.records import Alignment, Check, Finding, Links, Tokens

CHECKS = (number.CHECK, date.CHECK, unit.CHECK, code.CHECK)


def run(check: Check, source: str, target: str) -> list[Finding]:
    return list(check.run(weighed(Alignment.of_pair(source, target))))


def marked(finding: Finding, target: str) -> str:
    assert finding.target_span
    return target[finding.target_span.start : finding.target_span.end]


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.id)
def test_good_examples_pass(check: Check) -> None:
    for example in check.good:
        assert run(check, example[0], example[1]) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.id)
def test_bad_examples_are_marked(check: Check) -> None:
    for source, target, words in (e for e in check.bad if len(e) == 3):
        spans = [(target, f.target_span) for f in run(check, source, target)]
        spans += [(source, f.source_span) for f in run(check, source, target)]
        assert any(words in text[s.start : s.end] for text, s in spans if s), (source, target)


def test_the_message_explains_the_value() -> None:
    target = "Output reached 30 billion yuan."
    [finding] = run(number.CHECK, "产值达30亿元。", target)
    assert finding.message == "30亿元 = 3 billion yuan; the translation has 30 billion yuan"
    assert marked(finding, target) == "30 billion" and finding.suggestions == ("3 billion",)
    assert finding.severity == "error" and finding.confidence > 0.8


def test_figures_are_written_for_people() -> None:
    [finding] = run(number.CHECK, "耕地面积为17.9亿亩。", "Farmland covers 1.9 billion mu.")
    assert finding.message == "17.9亿亩 = 1.79 billion mu; the translation has 1.9 billion mu"
    assert finding.suggestions == ("1.79 billion",)
    [finding] = run(number.CHECK, "须经2/3以上代表同意。", "One third of the deputies must agree.")
    assert finding.suggestions == ("two-thirds",)


@pytest.mark.parametrize(
    ("source", "target", "put", "wanted"),
    [
        ("会议定于8月7日在郑州召开。", "The meeting is to be held on August 17 in Zhengzhou.", "17", "7"),
        ("比赛4月12日开始。", "On the 21st of April the contest starts.", "21st", "12"),
        ("展览将持续到5月6日。", "The show will run until June 5.", "June 5", "May 6"),
        ("2月3日起生效。", "Effective from 2 March.", "2 March", "February 3"),
    ],
)
def test_a_wrong_day_of_the_year_is_one_error(source: str, target: str, put: str, wanted: str) -> None:
    [finding] = run(date.CHECK, source, target)
    assert (finding.severity, marked(finding, target), finding.suggestions) == ("error", put, (wanted,))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("展览从5月6日到6月5日。", "The show runs from May 6 to June 5."),
        ("展览5月6日开幕，10月5日闭幕。", "It opens on May 6 and closes on October 5."),
    ],
)
def test_days_that_only_look_turned(source: str, target: str) -> None:
    assert run(date.CHECK, source, target) == []


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
    assert not [f for check in (number.CHECK, date.CHECK) for f in run(check, source, target)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("一季度销售额增长。", "Sales grew in the April-June period."),
        ("他六十出头。", "He is in his early fifties."),
    ],
)
def test_other_quarters_and_ages(source: str, target: str) -> None:
    assert [f for check in (number.CHECK, date.CHECK) for f in run(check, source, target)]


def test_the_wrong_month_is_one_finding() -> None:
    target = "It opens on July 17."
    [finding] = run(date.CHECK, "9月17日开幕。", target)
    assert marked(finding, target) == "July" and finding.suggestions == ("September",)


def test_the_unit_is_named() -> None:
    [finding] = run(unit.CHECK, "公路长50公里。", "The road is 50 miles long.")
    assert "kilometres" in finding.message and "miles" in finding.message
    assert run(number.CHECK, "公路长50公里。", "The road is 50 miles long.") == []


def test_one_side_only_is_silent() -> None:
    for check in CHECKS:
        assert run(check, "共5200家企业，电话0371-65901234。", "") == []
        assert run(check, "", "There are 5,200 companies.") == []


def test_english_against_english_does_not_crash() -> None:
    for check in CHECKS:
        run(check, "There were 20 of them in May 2019.", "There were 20 of them in May 2019.")


def _links(source: str, target: str) -> Links:
    """A toy linker: the words 甲/apples and 乙/pears are alike, nothing else is."""

    def tokens(text: str, words: tuple[str, ...]) -> Tokens:
        found = sorted((text.index(w), text.index(w) + len(w), i) for i, w in enumerate(words) if w in text)
        starts, ends, ids = (np.array(x, np.int32) for x in zip(*found, strict=True))
        return Tokens(ids, starts, ends)

    ours, theirs = tokens(source, ("苹果", "梨子")), tokens(target, ("apples", "pears"))
    similarity = (ours.ids[:, None] == theirs.ids[None, :]).astype(np.float32)
    return Links(ours, theirs, np.ones(2, np.float32), np.ones(2, np.float32), similarity)


def test_exchanged_numbers_need_the_words_around_them() -> None:
    source = "他们摘了53筐苹果和24筐梨子。"
    wrong, right = (
        "They picked 24 baskets of apples and 53 of pears.",
        "They picked 53 baskets of apples and 24 of pears.",
    )
    assert run(number.CHECK, source, wrong) == []
    for target, count in ((wrong, 2), (right, 0)):
        alignment = replace(Alignment.of_pair(source, target), linker=_links)
        assert len(list(number.CHECK.run(weighed(alignment)))) == count


@pytest.mark.parametrize(
    ("source", "target", "count"),
    [
        ("她于2001年加入乐团，一直演奏到2019年。", "She played until 2019 after joining the orchestra in 2001.", 0),
        (
            "她于2001年加入球队，一直效力到2019年。",
            "She played for the team until 2019 after joining the team in 2001.",
            0,
        ),
        ("她于2001年加入球队，2019年退役。", "She joined the team in 2019 and retired in 2001.", 2),
    ],
)
def test_a_year_keeps_to_its_clause(source: str, target: str, count: int) -> None:
    alignment = replace(Alignment.of_pair(source, target), linker=make_linker(bundled()))
    assert len(list(date.CHECK.run(weighed(alignment)))) == count


def test_codes_are_found() -> None:
    assert [c.plain for c in codes("乘Ｚ164次列车，致电(0371)6590-1234")] == ["z164", "037165901234"]
    assert codes("a 5-year plan, the 20th, 30km, mid-2020, 3pm") == ()


def test_dollars_for_the_yuan_of_another_place_are_no_sure_error() -> None:
    assert run(unit.CHECK, "附加费不超过五千元。", "The additional fee shall not exceed NT$5,000.") == []
    [finding] = run(unit.CHECK, "附加费不超过五千元。", "The additional fee shall not exceed $5,000.")
    assert finding.severity == "warning" and finding.confidence < 0.5
    [finding] = run(unit.CHECK, "附加费不超过五千元。", "The additional fee shall not exceed US$5,000.")
    assert finding.severity == "error"


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("项目获得50亿美元贷款。", "The project has got a loan of 5 billion euros.", "US$5 billion"),
        ("螺丝长2.4厘米。", "The screw is 2.4 mm long.", "2.4 cm"),
        ("列车时速350公里。", "The train runs at 350 mph.", "350 km/h"),
    ],
)
def test_units_are_suggested_as_they_are_printed(source: str, target: str, wanted: str) -> None:
    (finding,) = unit.CHECK.run(weighed(Alignment.of_pair(source, target)))
    assert finding.suggestions == (wanted,)


def test_a_number_that_moved_to_the_next_sentence_is_not_missing() -> None:
    zh = "共有418名学生参加了比赛。\n其中女生占多数，她们来自各个年级。\n"
    en = "Many students took part in the competition.\nMost of the 418 were girls, and they came from all grades.\n"
    found = [f for f in review_text(zh, en).findings if f.check == "number"]
    assert found == []
