"""The check date."""

from __future__ import annotations

from dataclasses import replace

import pytest

from align.api import review_text
from align.checks import date
from align.embed import bundled
from align.evidence.links import make_linker
from align.evidence.weigh import weighed
from align.numbers.quantities import quantities
from align.records import Alignment, Lang
from tests.checks.support import found, words


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
    [finding] = found(date.CHECK, source, target)
    assert (finding.severity, words(finding, target), finding.suggestions) == ("error", put, (wanted,))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("展览从5月6日到6月5日。", "The show runs from May 6 to June 5."),
        ("展览5月6日开幕，10月5日闭幕。", "It opens on May 6 and closes on October 5."),
    ],
)
def test_days_that_only_look_turned(source: str, target: str) -> None:
    assert found(date.CHECK, source, target) == []


def test_a_day_that_an_editor_put_into_another_sentence_is_not_missing() -> None:
    zh = "央行宣布，自12月16日起下调存款准备金率。\n释放资金约1万亿元。\n"
    zh += "每年降低成本约110亿元。\n这是今年第二次下调。\n"
    en = "China's central bank will cut the reserve ratio.\nIt releases about 1 trillion yuan.\n"
    en += "It will save some 11 billion yuan a year.\nThe cut, effective from {}, is the second this year.\n"
    told, other = (
        [f for f in review_text(zh, en.format(day)).findings if f.check == "date"] for day in ("Dec 16", "Dec 18")
    )
    assert told == [] and other[0].severity == "warning"


DAYS_ZH = (
    "受冷涡影响，6月14日夜间至15日上午，澜川市普降暴雨。\n石门乡降雨最多。\n"
    "指挥部于15日凌晨2时提升应急响应。\n供电已恢复。\n"
)
DAYS_EN = (
    "Torrential rain hit Lanchuan {when}, caused by a cold vortex.\nShimen township had the most rain.\n"
    "The headquarters raised its emergency response at {hour}.\nPower has been restored.\n"
)


@pytest.mark.parametrize(
    ("when", "hour", "severities"),
    [
        ("on Sunday and into Monday", "2 am", ["note"]),
        ("from the night of June 14 to June 15", "2 am on June 15", []),
        ("from the night of June 14 to June 15", "2 am on June 16", ["warning"]),
    ],
)
def test_a_newspaper_need_not_repeat_what_day_it_is(when: str, hour: str, severities: list[str]) -> None:
    review = review_text(DAYS_ZH, DAYS_EN.format(when=when, hour=hour))
    assert [f.severity for f in review.findings if f.check == "date"] == severities


def test_the_wrong_month_is_one_finding() -> None:
    target = "It opens on July 17."
    [finding] = found(date.CHECK, "9月17日开幕。", target)
    assert words(finding, target) == "July" and finding.suggestions == ("September",)


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


def test_a_person_is_no_month() -> None:
    assert not found(date.CHECK, "April 已经交了报表。", "April has handed in the report.")
    assert found(date.CHECK, "四月交报表。", "The report is due in May.")


@pytest.mark.parametrize(
    ("source", "target", "marked"),
    [
        ("请于4月30日前提交材料。", "Please submit the documents after April 30.", "after April 30"),
        ("甲方应于每月10日前付款。", "Party A shall pay after the 10th of each month.", "after the 10th"),
        ("2012年以前，这里是农田。", "After 2012 this was farmland.", "After 2012"),
        ("本办法自5月1日起施行。", "These measures apply until May 1.", "until May 1"),
    ],
)
def test_the_other_side_of_a_date(source: str, target: str, marked: str) -> None:
    (finding,) = found(date.CHECK, source, target)
    assert finding.target_span
    assert target[finding.target_span.start : finding.target_span.end] == marked


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("请于4月30日前提交材料。", "Please submit the documents by April 30."),
        ("5月1日后方可开工。", "Work may not begin before May 1."),
        ("5月1日前不得开工。", "Work shall begin only after May 1."),
        ("五天前他来过。", "He was here five days ago."),
    ],
)
def test_the_same_side_of_a_date(source: str, target: str) -> None:
    assert not found(date.CHECK, source, target)


def test_another_weekday_is_an_error_wherever_it_stands() -> None:
    source = "周一闭馆（国家法定节假日除外）"
    (finding,) = review_text(source, "Closed on Sundays (except public holidays)").findings
    assert (finding.check, finding.severity) == ("date", "error")
    assert not review_text(source, "Closed on Mondays (except public holidays)").findings


def test_another_quarter_is_an_error_wherever_it_stands() -> None:
    source = "预计2025年第一季度毛利率将环比下降1至2个百分点"
    target = "Gross margin will fall by 1 to 2 percentage points quarter on quarter in the fourth quarter of 2025"
    (finding,) = [f for f in review_text(source, target).findings if f.severity == "error"]
    assert (finding.check, finding.message) == (
        "date",
        "第一季度 is the 1st quarter; the translation has “fourth quarter”",
    )
    assert not [f for f in review_text(source, target.replace("fourth", "first")).findings if f.check == "date"]


def test_a_day_that_is_left_out_is_one_finding() -> None:
    """Year, month and day that stand together are one fault; a weekday beside them, and another day, are others."""
    [finding] = found(date.CHECK, "本馆于2019年3月12日开放。", "The museum was opened.")
    assert finding.message == "2019年3月12日 (March 12, 2019) has no counterpart in the translation"
    assert finding.suggestions == ("March 12, 2019",)
    [finding] = found(date.CHECK, "展览3月12日开幕。", "The show opens.")
    assert finding.message == "3月12日 (March 12) has no counterpart in the translation"
    two = found(date.CHECK, "展览3月12日开幕，5月6日闭幕。", "The show opens and closes.")
    assert [f.suggestions for f in two] == [("March 12",), ("May 6",)]


def test_a_number_after_a_month_of_the_chinese_is_its_day_only_beside_it() -> None:
    target = "The draft will be submitted to a session of the 13th committee from Oct. 26 to 30."
    messages = [f.message for f in found(date.CHECK, "草案10月将提请十三届委员会会议审议。", target)]
    assert not any("October 13" in message for message in messages)


@pytest.mark.parametrize(
    ("text", "lang", "values"),
    [
        ("It is open from 9 to 11 a.m.", "en", [540, 660]),
        ("The deadline is 8/7/2019.", "en", [8, 7, 2019]),
        ("the 1914-18 war", "en", [1914, 1918]),
        ("from the 18th to the 19th century", "en", [1700, 1800]),
        ("on July 3 and 5", "en", [7, 3, 5]),
        ("营业时间为下午3时至5时。", "zh", [900, 300]),
        ("0时30分开始", "zh", [30]),
        ("24时结束", "zh", [1440]),
    ],
)
def test_ranges_of_dates_and_times_are_read_from_end_to_end(text: str, lang: Lang, values: list[int]) -> None:
    assert [q.value for q in quantities(text, lang)] == values


def test_hours_of_opening_on_both_sides() -> None:
    source = "营业时间为下午3时至5时。"
    assert found(date.CHECK, source, "It is open from 3 to 5 p.m.") == []
    [other] = found(date.CHECK, source, "It is open from 3 to 6 p.m.")
    assert other.severity == "error"
