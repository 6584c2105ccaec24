"""Untranslated text, wrong language, repeats, truncation, mojibake, typography, capitals, final punctuation."""

from __future__ import annotations

import pytest

from align.checks import (
    capitals,
    encoding_damage,
    final_punctuation,
    repeat,
    truncation,
    typography,
    untranslated,
    wrong_language,
)
from align.evidence.weigh import weighed
from align.records import Alignment, Check, Finding


def found(check: Check, source: str, target: str) -> list[Finding]:
    return list(check.run(weighed(Alignment.of_pair(source, target))))


def marked(check: Check, source: str, target: str) -> list[str]:
    spans = [f.target_span for f in found(check, source, target)]
    return [target[s.start : s.end] for s in spans if s]


def test_untranslated_underlines_the_same_words_in_the_source() -> None:
    (finding,) = found(untranslated.CHECK, "村口有一座石拱桥。", "At the entrance there is a 石拱桥.")
    assert finding.source_span is not None and finding.target_span is not None
    assert (finding.source_span.start, finding.source_span.end) == (5, 8)
    assert (finding.target_span.start, finding.target_span.end) == (27, 30)


def test_a_single_character_in_brackets_is_no_gloss() -> None:
    assert marked(untranslated.CHECK, "展出一百件农具。", "A hundred tools (件) are shown.") == ["件"]
    assert marked(untranslated.CHECK, "豫信链上线。", "Yuxin Chain (豫信链) is online.") == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("路修好了。", "路修好了。"),
        ("路修好了。", "道路は修理されました。"),
        ("路修好了。", "Дорога уже отремонтирована."),
        ("孩子们在学校里学习。", "Los niños aprenden en la escuela con sus maestros."),
        ("孩子们在学校里学习。", "Die Kinder lernen in der Schule und sie sind nicht allein."),
    ],
)
def test_wrong_language(source: str, target: str) -> None:
    assert [f.severity for f in found(wrong_language.CHECK, source, target)] == ["error"]


def test_english_with_foreign_names_is_english() -> None:
    target = "The mayor of La Paz and the singer Los Lobos met in El Alto on Friday."
    assert not found(wrong_language.CHECK, "拉巴斯市长周五会见了歌手。", target)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("They sell tea tea.", ["tea tea"]),
        ("They moved to Wuhan Wuhan.", ["Wuhan Wuhan"]),
        ("It rose to 16 16.", ["16 16"]),
        ("They sell tea tea tea tea.", ["tea tea tea tea"]),
        ("They walk in the park in the park.", ["in the park in the park"]),
        ("He had had enough of that that day.", []),
        ("Step by step, step by step.", []),
        ("Every shop sells tea, and every teahouse sells cake.", []),
    ],
)
def test_repeat(target: str, words: list[str]) -> None:
    assert marked(repeat.CHECK, "他们卖茶。", target) == words


def test_a_reduplicated_name_is_right() -> None:
    assert not found(repeat.CHECK, "他住在沃拉沃拉。", "He lives in Walla Walla.")


def test_a_clause_that_comes_back_is_marked_unless_the_source_repeats_it() -> None:
    target = "The new school has three floors and a garden. The new school has three floors and a garden."
    assert found(repeat.CHECK, "新学校有三层楼和一个花园。", target)
    assert not marked(repeat.CHECK, "新学校有三层楼和花园。新学校有三层楼和花园。", target)


@pytest.mark.parametrize(
    ("source", "target", "broken"),
    [
        ("村里修了路，还修了桥。", "The village has built a road and the", True),
        ("村里修了路，还修了桥。", "The village has built a road,", True),
        ("村里修了路，还修了桥。", "The village has built a road and...", True),
        ("村里修了路……", "The village has built a road...", False),
        ("村里修路", "The village builds a road", False),
        ("这是做什么用的？", "What is this thing here used for", False),
    ],
)
def test_truncation(source: str, target: str, broken: bool) -> None:
    assert bool(found(truncation.CHECK, source, target)) is broken


def test_mojibake_is_repaired() -> None:
    (finding,) = found(encoding_damage.CHECK, "咖啡馆关门了。", "The cafÃ© is closed.")
    assert finding.suggestions == ("é",)


def test_damage_in_the_source_is_the_fault_of_the_source() -> None:
    (finding,) = found(encoding_damage.CHECK, "咖啡\ufffd馆关门了。", "The café is closed.")
    assert finding.target_span is None and finding.category == "source-error/encoding"


def test_markup_on_both_sides_is_what_the_text_is_about() -> None:
    assert not found(encoding_damage.CHECK, "用 &amp; 代替。", "Write &amp; instead.")
    assert found(encoding_damage.CHECK, "猫和狗。", "Cats &amp; dogs.")


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("He came，she left.", ["，"]),
        ("He came , and left.", [" ,"]),
        ("He came .", [" ."]),
        ("He came.She left with him.", ["."]),
        ("He do n't know.", ["do n't"]),
        ("He came~ and left.", ["~"]),
        ("About ２０ people came.", ["２０"]),
        ("See www.a.com/b,c_d or mail a@b.com, e.g. at 3.5 p.m.", []),
        ("Made by Huaxin Co., Ltd. (the “firm”) in 1,000 towns...", []),
    ],
)
def test_typography(target: str, words: list[str]) -> None:
    assert marked(typography.CHECK, "他来了。", target) == words


def test_capitals_are_notes() -> None:
    notes = found(capitals.CHECK, "雨停了。", "the rain has stopped.")
    assert [(f.severity, f.suggestions) for f in notes] == [("note", ("The",))]
    assert not found(capitals.CHECK, "手机很贵。", "iPhones are expensive.")
    assert not found(capitals.CHECK, "雨停了", "rain over")


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("昨夜的暴雨终于停了。", "the heavy rain of last night has stopped at last.", "warning"),
        ("在杭州，我们遇到了许多朋友。", "in hangzhou we met many friends of our parents.", "warning"),
        ("推动两地的合作。", "and promoted cooperation between the two places.", "note"),
        ("两地合作的经验。", "the experience of both places in working together.", "note"),
    ],
)
def test_a_whole_sentence_without_its_capital_is_worth_a_look(source: str, target: str, severity: str) -> None:
    assert [f.severity for f in found(capitals.CHECK, source, target)] == [severity]


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("昨夜的暴雨终于停了。", "After two days and a night the heavy rain has stopped", "warning"),
        ("大桥今日通车。", "Bridge Opened to Traffic in the City of Nanjing Today", "note"),
        ("精准的故障告警和负载画像。", "Precise alarms for faults and precise profiles of load", "note"),
    ],
)
def test_a_full_stop_is_missed_behind_prose(source: str, target: str, severity: str) -> None:
    assert [f.severity for f in found(final_punctuation.CHECK, source, target)] == [severity]


def test_final_punctuation_follows_the_source() -> None:
    assert marked(final_punctuation.CHECK, "雨停了。", "The rain has stopped") == ["stopped"]
    assert marked(final_punctuation.CHECK, "雨停了吗？", "The rain has stopped.") == ["."]
    assert marked(final_punctuation.CHECK, "雨停了", "Rain over") == []


def test_nothing_to_compare_with_is_no_finding() -> None:
    alone = Alignment.of_pair("雨停了。", "")
    for check in (m.CHECK for m in (untranslated, wrong_language, repeat, truncation, typography, capitals)):
        assert list(check.run(weighed(alone))) == []


def test_spaces_before_punctuation_are_one_finding_where_they_are_a_habit() -> None:
    text = "In the old town , bakers , tailors and smiths work side by side ."
    [finding] = found(typography.CHECK, "老城里，面包师、裁缝和铁匠并肩工作。", text)
    assert "4 places" in finding.message or "3 places" in finding.message
    assert len(found(typography.CHECK, "他来了，她走了。", "He came , she left .")) == 2


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("现在 socket.Server 类可以继承。", "The class socket.Server can now be inherited."),
        ("调用扩展中的 readrows(text)。", "Call readrows(text) of the extension."),
        ("以 ( lenX , lenY ) 为中心缩放。", "Scales it by factors from ( lenX , lenY ) outwards."),
    ],
)
def test_code_is_set_as_in_the_source(source: str, target: str) -> None:
    assert found(typography.CHECK, source, target) == []


def test_rows_of_a_menu_or_table_repeat_nothing() -> None:
    assert found(repeat.CHECK, "转到库存税 > 库存税明细。", "Go to Stock tax > Stock tax details.") == []
    assert found(repeat.CHECK, "是是是是", "Yes yes yes yes") == []
    assert found(repeat.CHECK, "可以跳过这一行。", "You may skip row_count=row_count here.") == []


def test_a_comma_behind_one_clause_is_that_of_a_list() -> None:
    assert [f.severity for f in found(truncation.CHECK, "现任职务。", "The present post,")] == ["warning"]
    assert [f.severity for f in found(truncation.CHECK, "他站起来，走了出去。", "He stood up slowly,")] == ["error"]


def test_a_tag_in_the_source_alone_may_be_what_it_is_about() -> None:
    source = "把结果写进<div>里。"
    assert [f.severity for f in found(encoding_damage.CHECK, source, "Write the result to the div.")] == ["warning"]


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
