"""The check name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from align.api import review_text
from align.checks import name
from align.evidence.weigh import weighed
from align.records import Alignment
from tests.checks.support import found, linker


@pytest.mark.parametrize(("place", "told"), [("", 1), (", said Ren Xiaotong, who wrote the paper first", 0)])
def test_a_name_that_an_editor_put_into_another_sentence_is_not_missing(place: str, told: int) -> None:
    zh = "论文第一作者任晓彤介绍，团队从2019年开始采集样品。\n样品来自23个湖泊。\n“我们每天要走十几公里。”她回忆道。\n"
    en = "The team began to take samples in 2019.\nThey came from 23 lakes.\n"
    en += f'"We walked more than 10 kilometers a day"{place}.\n'
    assert len([f for f in review_text(zh, en).findings if f.check == "name"]) == told


@pytest.mark.parametrize(("put", "marked"), [("A Brazilian-born striker", []), ("A Hangzhou striker", ["Hangzhou"])])
def test_the_people_of_a_land_are_in_the_place_of_no_town(put: str, marked: list[str]) -> None:
    target = f"{put} headed the hosts in front, but Su Xiaolei levelled."
    told = found(name.CHECK, "此后海州队加强控制，苏晓蕾主罚任意球破门，将比分扳平。", target, linked=True)
    assert [target[f.target_span.start : f.target_span.end] for f in told if f.target_span] == marked


def test_links_do_not_vouch_for_another_great_city() -> None:
    target = "The Chongqing municipal government issued a notice."
    align = replace(Alignment.of_pair("成都市政府发布了公告。", target), linker=linker())
    (finding,) = name.CHECK.run(weighed(align))
    span = finding.target_span
    assert span is not None and (target[span.start : span.end], finding.severity) == ("Chongqing", "error")


def test_the_words_in_place_are_marked() -> None:
    (finding,) = found(name.CHECK, "代表团抵达洛阳。", "The delegation arrived in Loyan.")
    assert finding.target_span is not None
    assert "The delegation arrived in Loyan."[finding.target_span.start : finding.target_span.end] == "Loyan"
    assert finding.suggestions == ("Luoyang",)
    assert finding.severity == "error"


@pytest.mark.parametrize(
    ("source", "target", "put"),
    [
        ("记者刘志远昨日采访了他。", "Liu Zhigang, a reporter, interviewed him yesterday.", "Liu Zhigang"),
        ("教授陈静表示赞同。", "Professor Zhao Jing agreed.", "Zhao Jing"),
        ("李克强总理出席会议。", "Premier Li Qiang attended the meeting.", "Li Qiang"),
        ("发言人郭嘉昆回应了提问。", "State Spokesperson Guo Min's answer followed.", "Guo Min"),
    ],
)
def test_another_person_of_that_surname_or_given_name(source: str, target: str, put: str) -> None:
    (finding,) = found(name.CHECK, source, target)
    span = finding.target_span
    assert span is not None and (target[span.start : span.end], finding.severity) == (put, "error")


def test_a_person_whom_the_search_for_names_does_not_see() -> None:
    (finding,) = found(name.CHECK, "委员长赵乐际主持会议。", "Zhao Leqi presided over the meeting.")
    assert (finding.severity, finding.suggestions) == ("error", ("Zhao Leji",))  # everybody knows him
    (finding,) = found(name.CHECK, "委员长赵乐阶主持会议。", "Zhao Leqi presided over the meeting.")
    assert (finding.severity, finding.suggestions) == ("warning", ("Zhao Lejie",))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("记者刘志远采访了刘志刚。", "Liu Zhiyuan interviewed Liu Zhigang."),
        ("记者刘志远采访了刘志刚。", "The reporter interviewed Liu Zhigang."),
        ("教授王建国表示赞同。", "Professor Jianguo Wang agreed."),
        ("教授王建国表示赞同。", "Professor Wang Chien-kuo agreed."),
        ("教授何文表示赞同。", "Professor He Wen agreed. He Can wait."),
        ("记者(郭军 徐婧)报道。", "Guo Jun Xu Jing report."),
        ("新华社兰州5月2日电（记者方小雨）墓里有战国铜器。", "LANZHOU -- The tomb held Warring States bronzes."),
        ("阮氏金银女士强调。", "Ms. Ruan Jinyin stressed this."),
    ],
)
def test_whole_names_that_are_explained(source: str, target: str) -> None:
    assert not found(name.CHECK, source, target)


def test_a_second_wrong_spelling_is_found_beside_a_right_one() -> None:
    marks = found(
        name.CHECK, "郑州发展很快，郑州市民很高兴。", "Zhengzhou develops fast, and the people of Chengzhou are glad."
    )
    assert ["Chengzhou" in f.message for f in marks] == [True]


def test_a_word_spelt_instead_of_translated() -> None:
    (finding,) = found(name.CHECK, "他在本科毕业后工作。", "He worked after graduating from Benko.")
    assert finding.category == "accuracy/untranslated"


def test_an_english_side_without_capitals_is_compared() -> None:
    """A surname of several readings beside no capitalised word ended the check in an error."""
    assert all(f.check == "name" for f in found(name.CHECK, "单雄信表示支持。", "they had to postpone it."))


def test_another_person_is_marked_with_the_surname() -> None:
    target = "Zheng Wei was absent; he had authorised Sun Yujie in writing to vote on his behalf."
    findings = review_text("郑伟缺席，书面委托钱文斌代为表决。", target).findings
    assert "钱文斌 is Qian Wenbin; the translation has Sun Yujie" in [f.message for f in findings]


@pytest.mark.parametrize(
    ("source", "target", "put"),
    [
        ("鲁迅在仙台学医。", "Lu Xin studied medicine in Sendai.", "Lu Xin"),
        ("展厅里有齐白石画的虾。", "In the gallery are the shrimps of Ji Baishi.", "Ji Baishi"),
        ("屠呦呦发现了青蒿素。", "Tu Yaoyao discovered artemisinin.", "Tu Yaoyao"),
        ("记者采访了退休教师孟桂芝。", "The reporter interviewed the retired teacher Deng Guizhi.", "Deng Guizhi"),
        ("鲁迅在仙台学医。", "Lu Hsun studied medicine in Sendai.", ""),
        ("苏轼被贬到黄州。", "Su Dongpo was banished to Huangzhou.", ""),
        ("李安执导了这部影片。", "Ang Lee directed the film.", ""),
    ],
)
def test_well_known_persons_have_their_own_name(source: str, target: str, put: str) -> None:
    findings = [f for f in found(name.CHECK, source, target, linked=True) if f.target_span]
    assert [target[f.target_span.start : f.target_span.end] for f in findings if f.target_span] == (
        [put] if put else []
    )


@pytest.mark.parametrize(
    ("source", "target", "lost"),
    [
        ("赵敏和孙浩昨天结婚了。", "Zhao Min got married yesterday.", "孙浩"),
        ("出席会议的有李明、张伟和王芳。", "Li Ming and Wang Fang attended the meeting.", "张伟"),
        ("赵敏和孙浩昨天结婚了。", "Zhao Min married her boss yesterday.", ""),
        ("赵敏和孙浩是同事。", "Zhao Min and her colleague Hao work together.", ""),
        ("王丽和王强是姐弟。", "Wang Li is his elder sister.", ""),
    ],
)
def test_a_person_beside_one_who_is_named(source: str, target: str, lost: str) -> None:
    assert [finding.term for finding in found(name.CHECK, source, target)] == ([lost] if lost else [])
