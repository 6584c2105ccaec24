"""The check untranslated."""

from __future__ import annotations

import pytest

from align.checks import untranslated
from tests.checks.support import found, marked


def test_untranslated_underlines_the_same_words_in_the_source() -> None:
    (finding,) = found(untranslated.CHECK, "村口有一座石拱桥。", "At the entrance there is a 石拱桥.")
    assert finding.source_span is not None and finding.target_span is not None
    assert (finding.source_span.start, finding.source_span.end) == (5, 8)
    assert (finding.target_span.start, finding.target_span.end) == (27, 30)


def test_a_single_character_in_brackets_is_no_gloss() -> None:
    assert marked(untranslated.CHECK, "展出一百件农具。", "A hundred tools (件) are shown.") == ["件"]
    assert marked(untranslated.CHECK, "豫信链上线。", "Yuxin Chain (豫信链) is online.") == []
    assert marked(untranslated.CHECK, "他姓赵。", "His surname is Zhao (赵).") == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("点击“打印”。", "Click 打印 (Print)."),
        ("门上写着“推”。", 'The door says "推", meaning "push".'),
        ("界面语言：中文", "Interface language: 中文"),
    ],
)
def test_words_of_the_screen_and_names_of_languages(source: str, target: str) -> None:
    assert marked(untranslated.CHECK, source, target) == []


def test_unquoted_words_are_left_in_chinese() -> None:
    assert marked(untranslated.CHECK, "水泵在地下室。", "The 水泵 (pump) is in the basement.") == ["水泵"]


def test_sentences_on_how_characters_are_written_show_them() -> None:
    assert marked(untranslated.CHECK, "繁体的“门”写作“門”。", "The traditional form of 门 is 門.") == []
    assert marked(untranslated.CHECK, "他会写汉字。", "He can write 汉字.") == ["汉字"]
    assert marked(untranslated.CHECK, "点击“是”。", "Click 是.") == ["是"]


@pytest.mark.parametrize(
    ("source", "target", "count"),
    [
        ("老师念道：“床前明月光。”", "He recited, “床前明月光” – “Bright moonlight before my bed.”", 0),
        ("“好”由“女”和“子”组成。", 'The character 好 is made up of 女 "woman" and 子 "child".', 0),
        ("俗话说：“滴水穿石。”", "As the saying goes, “滴水穿石” – dripping water wears through stone.", 0),
        ("余额为{余额}元。", "The balance is {余额} yuan.", 0),
        ("余额为{余额}元。", "The {余额} is 余额 yuan.", 1),
        ("按确定键。", 'Press the 确定 key, then "Save".', 1),
        ("他姓王。", "His 姓 – his family name – is Wang.", 1),
    ],
)
def test_chinese_that_is_explained_behind_it(source: str, target: str, count: int) -> None:
    assert len(found(untranslated.CHECK, source, target)) == count
