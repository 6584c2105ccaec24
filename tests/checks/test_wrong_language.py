"""The check wrong_language."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.checks import wrong_language
from align.config import Settings
from align.inputs import read_all
from align.pipeline import Engine
from tests.checks.support import found


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("路修好了。", "路修好了。"),
        ("路修好了。", "道路は修理されました。"),
        ("路修好了。", "Дорога уже отремонтирована."),
        ("孩子们在学校里学习。", "Los niños aprenden en la escuela con sus maestros."),
        ("我们卖新鲜的鱼。", "Vendemos pescado y mariscos."),
        ("关门", "문 닫기"),
        ("请先阅读使用条款。", "Por favor, leia primeiro os termos de uso."),
        ("保存文档", "Baocun wendang"),
        ("明天去市场。", "Ngày mai đi chợ."),
        ("孩子们在学校里学习。", "Die Kinder lernen in der Schule und sie sind nicht allein."),
    ],
)
def test_wrong_language(source: str, target: str) -> None:
    assert [f.severity for f in found(wrong_language.CHECK, source, target)] == ["error"]


def test_english_with_foreign_names_is_english() -> None:
    target = "The mayor of La Paz and the singer Los Lobos met in El Alto on Friday."
    assert not found(wrong_language.CHECK, "拉巴斯市长周五会见了歌手。", target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("宫保鸡丁", "Gongbao jiding"),
        ("胡安·德拉克鲁斯", "Fray Juan de la Cruz"),
        ("奶油蘑菇饭", "Risotto ai funghi"),
        ("设 α 与 β 相等。", "α = β"),
    ],
)
def test_names_of_dishes_and_letters_are_no_other_language(source: str, target: str) -> None:
    assert not found(wrong_language.CHECK, source, target)


def test_labels_of_a_file_tell_their_language_together(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    rows = [
        "打开,Öffnen",
        "文件,Datei",
        "关闭窗口,Fenster schließen",
        "删除,Löschen",
        "显示更多,Mehr anzeigen",
        "下一页,Nächste Seite",
    ]
    table.write_text("source,target\n" + "\n".join(rows) + "\n", encoding="utf-8")
    (article,) = read_all([str(table)])
    told = [f for f in Engine(Settings()).review(article).findings if f.check == "wrong_language"]
    assert len(told) >= 4 and all("another language" in f.message for f in told)


def test_drugs_are_no_other_language(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    rows = [
        "卡托普利,Captopril",
        "氨氯地平,Amlodipine",
        "辛伐他汀,Simvastatin",
        "左氧氟沙星,Levofloxacin",
        "雷贝拉唑,Rabeprazole",
    ]
    rows += ["甲硝唑,Metronidazole", "格列美脲,Glimepiride", "缬沙坦,Valsartan", "罗红霉素,Roxithromycin"]
    table.write_text("source,target\n" + "\n".join(rows) + "\n", encoding="utf-8")
    (article,) = read_all([str(table)])
    assert not [f for f in Engine(Settings()).review(article).findings if f.check == "wrong_language"]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("German", "外面很冷。\tEs ist kalt draußen.\n我不知道。\tIch weiß es nicht.\n他在睡觉。\tEr schläft.\n"),
        ("French", "保存\tEnregistrer\n打开文件\tOuvrir le fichier\n关闭\tFermer\n设置\tParamètres\n"),
        ("Spanish", "天气好，去公园。\tHace buen tiempo, vamos al parque.\n她没有来。\tElla no vino a la fiesta.\n"),
    ],
)
def test_rows_too_short_to_tell_their_language_tell_it_together(tmp_path: Path, name: str, rows: str) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(f"source\ttarget\n{rows}", encoding="utf-8")
    (review,) = Engine(Settings()).reviews(read_all([str(path)]))
    told = [f.message for f in review.findings if f.check == "wrong_language"]
    assert f"the translation is not in English but in {name}" in told and len(told) == rows.count("\n")


@pytest.mark.parametrize(
    "rows",
    [
        "兰蔻\tLancôme\n雀巢\tNestlé\n爱马仕\tHermès\n赛琳\tCéline\n",
        "参赛者：García、Nguyễn、Müller。\tContestants: García, Nguyễn and Müller.\n歌手颁了奖。\tA singer gave it.\n",
    ],
)
def test_names_of_other_languages_are_no_language(tmp_path: Path, rows: str) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(f"source\ttarget\n{rows}", encoding="utf-8")
    (review,) = Engine(Settings()).reviews(read_all([str(path)]))
    assert not [f for f in review.findings if f.check == "wrong_language"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("保存文件", "TODO"),
        ("他走了。", "???"),
        ("保存文件", "[Translate me]"),
        ("狗在门口睡着了。", "Pies śpi przy drzwiach domu."),
    ],
)
def test_what_stands_in_the_place_of_a_translation(source: str, target: str) -> None:
    assert found(wrong_language.CHECK, source, target)


@pytest.mark.parametrize(("source", "target"), [("待定", "TBD"), ("待办", "To-do"), ("某某", "XXX"), ("？？", "??")])
def test_what_renders_a_text_that_is_still_to_come(source: str, target: str) -> None:
    assert not found(wrong_language.CHECK, source, target)
