"""What used to be lost or misread without a word: keys that stand twice, merged cells, shortcodes, tags in segments."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from align.files import from_bytes, open_input
from align.inputs import pick, read_pair
from align.readers import xlsx
from align.records import Article
from tests.conftest import Run

TWICE = {
    "a.json": '{"menu": {"open": "打开", "save": "保存", "open": "开启"}, "list": [{"a": "甲"}, {"a": "乙"}]}',
    "a.yaml": "menu:\n  open: 打开\n  save: 保存\n  open: 开启\n",
    "a.properties": "menu.open=打开\nmenu.save=保存\nmenu.open=开启\n",
    "a.strings": '"menu.open" = "打开";\n"menu.save" = "保存";\n"menu.open" = "开启";\n',
}


def read(name: str, text: str) -> Article:
    (article,) = pick(from_bytes(text.encode(), name))
    return article


@pytest.mark.parametrize("name", TWICE)
def test_a_key_that_stands_twice_is_told_and_the_last_text_counts(name: str) -> None:
    article = read(name, TWICE[name])
    assert article.meta["notes"] == (f"{name}: more than one text for 1 key, the last one counts: menu.open",)
    assert article.source and "开启" in article.source.text and "打开" not in article.source.text
    other = TWICE[name].replace("打开", "x").replace("开启", "Open").replace("保存", "Save")
    other = other.replace("甲", "A").replace("乙", "B")
    one, two = (from_bytes(text.encode(), f"{lang}/{name}") for lang, text in (("zh", TWICE[name]), ("en", other)))
    (pair,) = read_pair(one, two)
    assert len(pair.meta["notes"]) == 2 and pair.target and pair.target.text.startswith("Open\nSave")


def test_keys_that_stand_once_have_no_note() -> None:
    article = read("a.json", '{"a": {"x": "打开"}, "b": {"x": "打开"}, "list": [{"x": "甲"}, {"x": "乙"}]}')
    assert not article.meta["notes"]


def test_the_notes_of_both_languages_in_one_file(align: Run, tmp_path: Path) -> None:
    text = '{"zh": {"a": "打开文件", "a": "关闭文件"}, "en": {"a": "Close the file"}}'
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    done = align("check", "a.json")
    assert done.returncode == 0 and done.stderr.count("the last one counts: zh.a") == 1


def workbook(path: Path) -> Path:
    """A table with a category over two rows, a heading over all columns, a Chinese text beside two English ones."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("类别", "中文", "English"),
        ("菜单", "打开文件", "Open the file"),
        (None, "关闭窗口", "Close the window"),
        ("第一章 概述", None, None),
        ("正文", "我们明天去北京。后天回来。", "We go to Beijing tomorrow."),
        (None, None, "We come back the day after."),
        ("正文", "谢谢。", "Thank you."),
    ):
        sheet.append(row)
    for cells in ("A2:A3", "A4:C4", "B5:B6"):
        sheet.merge_cells(cells)
    book.save(path)
    return path


def test_merged_cells_of_a_workbook(align: Run, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx")
    (article,) = pick(open_input(str(path)))
    assert article.source and article.target
    assert [block.label for block in article.source.blocks] == ["row 2", "row 3", "row 5", "row 7"]
    assert article.target.text.split("\n")[2] == "We go to Beijing tomorrow. We come back the day after."
    (note,) = article.meta["notes"]
    assert note.endswith("1 row merged over both columns, not checked: row 4")
    done = align("check", "a.xlsx", "--fail-on", "warning")
    assert done.returncode == 0 and "row 4" in done.stderr
    told: list[str] = []
    list(xlsx.stream(open_input(str(path)), told))
    assert told[-1].endswith("3 groups of merged cells, whose rows are read one by one")


PAGE = """\
<html><body><p>[vc_row full_width="stretch"][vc_column_text]</p><h2>{0}</h2>
<p>[caption id="a_12" width="300"]<img src="a.jpg" alt="{1}"/>{2}[/caption]</p>
<p>{3}[button link="/{4}/visit" size="large"]{5}[/button]</p>
<p>[/vc_column_text][/vc_row]</p><p>[contact-form-7 id="123" title="{6}"]</p><p>{7}[1]{8}</p></body></html>
"""
ZH = ("公司新闻", "新厂房", "新厂房昨天落成。", "欢迎访问展厅，", "zh", "立即预约", "联系我们", "参见附录", "和[注]。")
EN = (
    "Company news", "The new plant", "The new plant was completed yesterday.", "Welcome to our exhibition hall; ", "en",
    "book now", "Contact us", "See appendix ", " and the [note].",
)  # fmt: skip


def test_shortcodes_are_mark_up(align: Run, tmp_path: Path) -> None:
    article = read("a.html", PAGE.format(*ZH))
    assert article.source
    said = [article.source.prose(block.start, block.end) for block in article.source.blocks]
    assert said == ["公司新闻", "新厂房", "新厂房昨天落成。", "欢迎访问展厅，立即预约", "参见附录[1]和[注]。"]
    (tmp_path / "a.zh.html").write_text(PAGE.format(*ZH), encoding="utf-8")
    (tmp_path / "a.en.html").write_text(PAGE.format(*EN), encoding="utf-8")
    assert "nothing to report" in align("check", "a.zh.html", "a.en.html").stdout
    (tmp_path / "a.en.html").write_text(PAGE.format(*EN).replace("[/button]", ""), encoding="utf-8")
    assert "[/button] is not closed" in align("check", "a.zh.html", "a.en.html").stdout


def test_shortcodes_in_plain_text_and_strings(align: Run, tmp_path: Path) -> None:
    text = '[gallery ids="1,2"]\n图片来自会场。\nThe pictures are from the venue.\n'
    article = read("a.txt", text)
    assert [len(document.blocks) for document in article.documents] == [1, 1]
    (tmp_path / "a.csv").write_text('source,target\n"[map city=""北京""]地图",Map\n', encoding="utf-8")
    assert "markup" in align("check", "a.csv", "--fail-on", "never").stdout


def test_tags_in_a_segment_are_those_of_a_table(align: Run, tmp_path: Path) -> None:
    zh, en = "请点击<b>保存</b>按钮，然后<br>重启。", "Click the <b>Save</b> button,<br>then restart."
    (tmp_path / "a.jsonl").write_text(f'{{"id": 1, "source": "{zh}", "target": "{en}"}}\n', encoding="utf-8")
    article = read("a.jsonl", f'{{"source": "{zh}", "target": "{en}"}}')
    assert article.target and [mark.text for mark in article.target.inline] == ["<b>", "</b>", "<br>"]
    assert '"findings": []' in align("check", "a.jsonl", "--format", "jsonl").stdout
    (tmp_path / "a.jsonl").write_text(
        f'{{"id": 1, "source": "{zh}", "target": "{en.replace("</b>", "")}"}}\n', encoding="utf-8"
    )
    assert '"markup"' in align("check", "a.jsonl", "--format", "jsonl").stdout


def test_sections_of_xhtml_are_text() -> None:
    head = "<html xmlns='http://www.w3.org/1999/xhtml'><body>"
    page = (
        f"{head}<p><![CDATA[水 < 油。]]></p><script>//<![CDATA[\nx\n//]]></script><p>Water < oil.</p><p><![CDATA[火</p>"
    )
    article = read("a.xhtml", page)
    assert article.source and article.source.text.startswith("水 < 油。") and "x" not in article.source.text


def test_how_characters_are_read_is_no_text_of_a_page() -> None:
    ruby = "<ruby>工<rp>(</rp><rt>gōng</rt><rp>)</rp>厂<rt>chǎng</rt></ruby>"
    article = read("a.html", f"<p>这家{ruby}很大。</p>")
    assert article.source and article.source.text == "这家工厂很大。" and not article.source.inline
