"""Where a finding is: lines of the file in every format that has lines; columns where they are those of the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from align.files import from_bytes
from align.inputs import pick, read_pair
from align.records import Article, Document, Input, Span
from tests.conftest import Run

JSON_ZH = '{\n "menu": {\n  "open": "打开文件",\n  "count_other": "{{n}}个文件",\n\n  "late": "下午3点开会"\n }\n}\n'
JSON_EN = (
    '{\n "menu": {\n  "late": "The meeting is at 4 pm",\n  "open": "Open the file",\n  "count_one": "{{n}} file",\n'
    '  "count_other": "{{n}} files"\n }\n}\n'
)
SPACE = 'xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2"'
PLACE = '<xliff:g id="n">%1$s</xliff:g>'
ANDROID = f'<?xml version="1.0"?>\n<resources {SPACE}>\n<!-- x -->\n{{}}</resources>'
ZH_XML = ANDROID.format(f'<string name="a">\n  {PLACE}，欢迎</string>\n<string name="b">保存</string>\n')
EN_XML = ANDROID.format(f'<string name="b">Save</string>\n<string name="a">Welcome, {PLACE}</string>\n')
XLIFF = """<?xml version="1.0"?>
<xliff version="1.2"><file source-language="zh" target-language="en"><body>
<trans-unit id="u1">
<source>共8项。</source>
<target>
9 items in all.</target>
</trans-unit></body></file></xliff>
"""
TMX = """<tmx version="1.4"><body><tu>
<tuv xml:lang="en"><seg>Save</seg></tuv>
<tuv xml:lang="zh">
<seg>保存</seg></tuv></tu></body></tmx>
"""
QT = """<TS language="zh_CN"><context><name>W</name>
<message><source>Save</source>
<translation>保存</translation></message></context></TS>
"""
PAGE = """<!DOCTYPE html>
<html><head>
<title>关于我们</title>
<script>
var a = 1;
</script></head><body>
<p>
  公司成立于1998年，<br>
  总部位于杭州。</p>
<img alt="大门"
 src="a.png">
<p>员工<b>300</b>人。</p></body></html>
"""


def given(name: str, text: str) -> Input:
    return from_bytes(text.encode(), name)


def lines(document: Document | None) -> list[tuple[str, int]]:
    assert document is not None
    spans = [Span(b.start, b.end) for b in document.blocks]
    return [(document.words(s), document.place(s).line) for s in spans if s.start < s.end]


def both(article: Article) -> tuple[list[int], list[int]]:
    left, right = ([n for _, n in lines(document)] for document in (article.source, article.target))
    return left, right


def test_entries_of_json_keep_the_lines_of_either_file_in_any_order_of_keys() -> None:
    (article,) = read_pair(given("zh.json", JSON_ZH), given("en.json", JSON_EN))
    assert lines(article.target) == [
        ("Open the file", 4), ("{{n}} files", 6), ("The meeting is at 4 pm", 3), ("{{n}} file", 5)
    ]  # fmt: skip
    assert both(article)[0] == [3, 4, 6, 4]
    labels = [block.label for block in article.target.blocks] if article.target else []
    assert labels == ["menu.open", "menu.count_other", "menu.late", "menu.count_one"]


def test_android_strings_that_mark_placeholders_as_xliff_does_are_android_strings() -> None:
    (article,) = read_pair(given("values-zh/strings.xml", ZH_XML), given("values/strings.xml", EN_XML))
    assert [block.label for block in article.documents[0].blocks] == ["a", "b"]
    assert both(article) == ([4, 6], [5, 4])


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [("a.xlf", XLIFF, ([4], [5])), ("a.tmx", TMX, ([4], [2])), ("a.ts", QT, ([3], [2]))],
)
def test_both_sides_of_a_unit_have_their_own_lines(name: str, text: str, expected: tuple[list[int], list[int]]) -> None:
    (article,) = pick(given(name, text))
    assert both(article) == expected


def test_json_counts_the_units_of_xliff_and_programs_get_lines(align: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xlf").write_text(XLIFF, encoding="utf-8")
    findings = json.loads(align("check", "a.xlf", "-f", "json", "--select", "number").stdout)["findings"]
    (found,) = [one for one in findings if one["target"]]
    assert (found["target"]["unit"], found["target"]["line"]) == ("unit u1", 1)
    assert "file=a.xlf,line=5,endLine=5,title=number" in align("check", "a.xlf", "-f", "github").stdout


def test_string_catalogues_tell_the_line_of_each_text_and_of_a_key_without_one() -> None:
    unit = {"stringUnit": {"state": "translated", "value": "删除照片"}}
    other = {"stringUnit": {"state": "translated", "value": "刪除照片"}}
    strings = {"Delete photos": {"localizations": {"zh-HK": other, "zh-Hans": unit}}, "Move": {}}
    text = json.dumps({"sourceLanguage": "en", "strings": strings}, ensure_ascii=False, indent=1)
    (article,) = pick(given("L.xcstrings", text))
    rows = text.split("\n")
    assert lines(article.source) == [("删除照片", next(n for n, row in enumerate(rows, 1) if "删除照片" in row))]
    assert [n for _, n in lines(article.target)] == [4, next(n for n, row in enumerate(rows, 1) if '"Move"' in row)]
    assert article.meta["skipped"] == ("variant beside another one of its language",)


def test_arguments_of_a_string_catalogue_are_read() -> None:
    def forms(**texts: str) -> dict[str, object]:
        units = {name: {"stringUnit": {"value": text}} for name, text in texts.items()}
        return {"variations": {"plural": units}}

    zh = {"stringUnit": {"value": "%#@n@已删除"}, "substitutions": {"n": forms(other="%arg个文件")}}
    en = {"stringUnit": {"value": "%#@n@ deleted"}, "substitutions": {"n": forms(one="%arg file", other="%arg files")}}
    text = json.dumps({"sourceLanguage": "en", "strings": {"k": {"localizations": {"zh-Hans": zh, "en": en}}}})
    (article,) = pick(given("L.xcstrings", text))
    left, right = (d.text.split("\n") for d in article.documents)
    assert sorted(zip((b.label for b in article.documents[0].blocks), left, right, strict=True)) == [
        ("k", "%#@n@已删除", "%#@n@ deleted"),
        ("k, n.one", "%arg个文件", "%arg file"),
        ("k, n.other", "%arg个文件", "%arg files"),
    ]


def test_blocks_of_a_page_have_the_lines_on_which_their_text_begins() -> None:
    (article,) = pick(given("a.html", PAGE))
    assert lines(article.source) == [
        ("关于我们", 3), ("公司成立于1998年，", 8), ("总部位于杭州。", 9), ("大门", 11), ("员工300人。", 12)
    ]  # fmt: skip


def test_programs_get_columns_and_changes_only_where_columns_are_those_of_the_file(
    align: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("zh.json", JSON_ZH), ("en.json", JSON_EN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "a.txt").write_text("下午3点开会。\nThe meeting is at 4 pm.\n", encoding="utf-8")
    laid = [align("check", "zh.json", "en.json", "-f", name).stdout for name in ("github", "sarif", "rdjson")]
    assert "file=en.json,line=3,endLine=3,title=date::" in laid[0]
    (result,) = json.loads(laid[1])["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region["startLine"] == 3 and "startColumn" not in region and "fixes" not in result
    (told,) = json.loads(laid[2])["diagnostics"]
    assert told["location"]["range"] == {"start": {"line": 3}, "end": {"line": 3}} and "suggestions" not in told
    plain = [align("check", "a.txt", "-f", name).stdout for name in ("github", "sarif", "rdjson")]
    assert "line=2,endLine=2,col=" in plain[0] and '"fixes"' in plain[1] and '"suggestions"' in plain[2]
