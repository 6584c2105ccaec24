import pytest

from align.names.pinyin import abroad, fold, person, readings, spell, spellings, surname_reading, wade_giles
from align.names.renderings import is_pinyin


@pytest.mark.parametrize(
    ("surname", "reading"),
    [("单", "shan"), ("解", "xie"), ("仇", "qiu"), ("曾", "zeng"), ("欧阳", "ouyang"), ("区", "ou")],
)
def test_surnames_have_readings_of_their_own(surname: str, reading: str) -> None:
    assert surname_reading(surname) == reading


@pytest.mark.parametrize(
    ("zh", "en"),
    [("西安", "Xi'an"), ("郑州", "Zhengzhou"), ("吕梁", "Lüliang"), ("嵩山", "Songshan"), ("延安", "Yan'an")],
)
def test_spelling_with_capital_and_apostrophe(zh: str, en: str) -> None:
    assert spell(zh) == en


def test_person_as_a_newspaper_writes_it() -> None:
    assert person("单", "雄信") == "Shan Xiongxin"
    assert person("司马", "光") == "Sima Guang"


def test_all_readings_of_a_polyphone_are_tried() -> None:
    assert {"zhangchun", "changchun"} <= set(spellings("长春"))
    assert "chongqing" in spellings("重庆")
    assert spellings("单田", surname=True)[0].startswith("shan")


def test_spellings_are_limited() -> None:
    assert len(spellings("长重行乐都解")) <= 48


@pytest.mark.parametrize(
    ("pinyin", "wg"),
    [
        ("zhong", "chung"),
        ("xie", "hsieh"),
        ("cai", "tsai"),
        ("guo", "kuo"),
        ("deng", "teng"),
        ("qian", "chien"),
        ("xu", "hsu"),
    ],
)
def test_wade_giles(pinyin: str, wg: str) -> None:
    assert wade_giles(pinyin) == wg


def test_surnames_abroad() -> None:
    assert "chan" in abroad("陈")
    assert "nguyen" in abroad("阮")
    assert "park" in abroad("朴")


def test_fold_takes_letters_only() -> None:
    assert fold("Lü-Liáng's") == "luliangs"
    assert fold("北京") == ""


def test_unknown_characters_have_no_reading() -> None:
    assert readings("A") == ()
    assert "?" in spell("西A")


def test_the_table_agrees_with_pypinyin() -> None:
    pypinyin = pytest.importorskip("pypinyin")
    chars = "的一是不了人在有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    for char in chars:
        ways = {w.replace("ü", "v") for w in pypinyin.pinyin(char, style=pypinyin.Style.NORMAL, heteronym=True)[0]}
        assert readings(char)[0] in ways, char


def test_the_shape_of_pinyin_is_judged_in_proportion_to_the_word() -> None:
    assert is_pinyin("zhengzhou")
    assert is_pinyin("xian")
    assert not is_pinyin("smith")
    assert not is_pinyin("ie" * 4000 + "x")
