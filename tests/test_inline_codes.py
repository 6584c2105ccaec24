"""Codes of translation tools in and between the sentences of a unit: each belongs to one sentence, and is no space."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.errors import counted
from align.files import from_bytes
from align.inputs import pick
from tests.conftest import Run

XLIFF = '<xliff version="1.2"><file source-language="zh" target-language="en"><body>{}</body></file></xliff>'
UNIT = '<trans-unit id="{}"><source>{}</source><target>{}</target></trans-unit>'
RIGHT = {
    "closed between sentences that touch": (
        '<g id="1">共有九项。</g>请看说明。',
        '<g id="1">There are nine items.</g> Please read the manual.',
    ),
    "opened there": ('打开文件。<g id="1">保存文件。</g>', 'Open the file. <g id="1">Save the file.</g>'),
    "a code between sentences": ('打开文件。<x id="1"/>保存文件。', 'Open the file.<x id="1"/> Save the file.'),
    "a code in another sentence": ('打开文件。请按<x id="1"/>保存。', 'Open <x id="1"/> the file. Press it to save.'),
    "a code before a comma": ('您好<x id="1"/>，请进。', 'Hello <x id="1"/>, please come in.'),
    "a code between words": ('免费使用<x id="1"/>天', 'Free for <x id="1"/> days'),
}


@pytest.mark.parametrize("texts", RIGHT.values(), ids=RIGHT)
def test_codes_that_are_right_are_no_findings(align: Run, tmp_path: Path, texts: tuple[str, str]) -> None:
    (tmp_path / "a.xlf").write_text(XLIFF.format(UNIT.format(1, *texts)), encoding="utf-8")
    done = align("check", "a.xlf", "--select", "markup,placeholder,typography,edge_space", "--fail-on", "note")
    assert done.returncode == 0, done.stdout


def test_a_code_that_is_lost_is_one_finding_in_a_unit_of_two_sentences(align: Run, tmp_path: Path) -> None:
    texts = '共有九项。<bpt id="1">{</bpt>重要<ept id="1">}</ept>', 'Nine items. <bpt id="1">{</bpt>Important'
    (tmp_path / "a.xlf").write_text(XLIFF.format(UNIT.format(1, *texts)), encoding="utf-8")
    done = align("check", "a.xlf", "--select", "markup,placeholder")
    assert done.stdout.count("error markup") == 1 and "<bpt> is not closed" in done.stdout


def test_a_blank_at_the_beginning_of_an_entry_of_two_sentences_is_told_once(align: Run, tmp_path: Path) -> None:
    (tmp_path / "zh.json").write_text('{"a": " 打开文件。保存文件。", "b": "确定"}', encoding="utf-8")
    (tmp_path / "en.json").write_text('{"a": "Open the file. Save the file.", "b": "OK"}', encoding="utf-8")
    done = align("check", "zh.json", "en.json", "--select", "edge_space")
    assert done.stdout.count("warning edge_space") == 1


def test_units_of_two_files_with_the_same_id_keep_their_own_notes(align: Run, tmp_path: Path) -> None:
    body = (
        UNIT.format(1, "保存文件", "Save the file")
        + '</body></file><file source-language="zh" target-language="en"><body>'
    )
    (tmp_path / "a.xlf").write_text(XLIFF.format(body + UNIT.format(1, "共三项", "4 items")), encoding="utf-8")
    done = align("check", "a.xlf", "-f", "xliff", "--fail-on", "never")
    first, second = done.stdout.split("</trans-unit>")[:2]
    assert "<note" not in first and "<note" in second


def test_simplified_chinese_goes_before_traditional_and_what_is_left_out_is_counted() -> None:
    tuv = '<tuv xml:lang="{}"><seg>{}</seg></tuv>'
    units = [[("zh-TW", "儲存"), ("zh-CN", "保存"), ("en", "Save")], [("de", "Sichern"), ("en", "Save")]]
    body = "".join("<tu>" + "".join(tuv.format(*one) for one in unit) + "</tu>" for unit in [*units, units[1]])
    (article,) = pick(from_bytes(f'<tmx version="1.4"><body>{body}</body></tmx>'.encode(), "a.tmx"))
    assert [document.text for document in article.documents] == ["保存", "Save"]
    assert sorted(article.meta["skipped"]) == [
        "unit without Chinese", "unit without Chinese", "variant beside another one of its language"
    ]  # fmt: skip


def test_counts_are_in_the_plural_where_words_follow_the_noun() -> None:
    assert counted(2, "entry that is not to be translated") == "2 entries that are not to be translated"
    assert counted(3, "unit without Chinese") == "3 units without Chinese"
    assert counted(1, "fuzzy entry") == "1 fuzzy entry" and counted(2, "key") == "2 keys"
