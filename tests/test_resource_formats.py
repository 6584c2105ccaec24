"""The formats of localisers, books and slides: real, broken and hostile input."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from align.errors import InputError
from align.files import from_bytes
from align.inputs import pick, read_pair
from align.records import Article, Input
from tests.conftest import Run

ANDROID_ZH = '<resources><string name="a">每天重复</string><string name="k" translatable="false">x</string></resources>'
ANDROID_EN = '<resources><string name="a">Don\\\'t <b>repeat</b> daily</string></resources>'
PAIRS = {
    "nested JSON": (
        ("zh.json", '{"menu": {"save": "保存文件", "quit": "退出"}}'),
        ("en.json", '{"menu": {"quit": "Quit", "save": "Save the file"}}'),
        [("menu.save", "保存文件", "Save the file"), ("menu.quit", "退出", "Quit")],
    ),
    "ARB": (
        ("app_zh.arb", '{"@@locale": "zh", "hi": "你好", "@hi": {"description": "greeting"}}'),
        ("app_en.arb", '{"@@locale": "en", "hi": "Hello"}'),
        [("hi", "你好", "Hello")],
    ),
    "YAML of Rails": (
        ("zh-CN.yml", 'zh-CN:\n  save: "保存"\n  no: 否\n'),
        ("en.yml", "en:\n  save: Save\n  no: no\n"),
        [("save", "保存", "Save"), ("no", "否", "no")],
    ),
    "properties": (
        ("m_zh.properties", "open=\\u6253\\u5f00\nlong = 关闭\\\n  项目\n"),
        ("m_en.properties", "# comment\nopen=Open\nlong: Close project\n"),
        [("open", "打开", "Open"), ("long", "关闭项目", "Close project")],
    ),
    "strings": (
        ("zh-Hans.lproj/L.strings", '/* c */\n"save" = "保存";\n"q" = "退\\"出";\n'),
        ("en.lproj/L.strings", '"save" = "Save"; // c\n"q" = "Quit";\n'),
        [("save", "保存", "Save"), ("q", '退"出', "Quit")],
    ),
    "Android": (
        ("values-zh/strings.xml", ANDROID_ZH),
        ("values/strings.xml", ANDROID_EN),
        [("a", "每天重复", "Don't repeat daily")],
    ),
    "resx": (
        ("R.zh-CN.resx", '<root><data name="A"><value>保存</value></data><data name="B" type="x"/></root>'),
        ("R.resx", '<root><data name="A"><value>Save</value></data></root>'),
        [("A", "保存", "Save")],
    ),
    "tables of one language": (
        ("zh.csv", "key,text\na.b,保存文件。\nc.d,退出\n"),
        ("en.csv", "key,text\na.b,Save the file.\nc.d,Quit\n"),
        [("a.b", "保存文件。", "Save the file."), ("c.d", "退出", "Quit")],
    ),
}


def given(name: str, data: str | bytes) -> Input:
    return from_bytes(data.encode() if isinstance(data, str) else data, name)


def rows(article: Article) -> list[tuple[str, str, str]]:
    assert article.source is not None and article.target is not None
    sides = [[(b.label, d.prose(b.start, b.end)) for b in d.blocks] for d in (article.source, article.target)]
    return [(key, zh, en) for (key, zh), (_, en) in zip(*sides, strict=True)]


@pytest.mark.parametrize("name", PAIRS)
def test_two_files_are_paired_by_key(name: str) -> None:
    zh, en, expected = PAIRS[name]
    for one, two in ((zh, en), (en, zh)):
        (article,) = read_pair(given(*one), given(*two))
        assert article.paired
        assert sorted(rows(article)) == sorted(expected)


def test_a_key_that_one_file_lacks_has_an_empty_side_and_plurals_share_the_general_form() -> None:
    zh = '<resources><plurals name="d"><item quantity="other">%d 天</item></plurals><string name="a">保存</string>'
    en = '<resources><plurals name="d"><item quantity="one">%d day</item><item quantity="other">%d days</item>'
    (article,) = read_pair(given("zh.xml", zh + "</resources>"), given("en.xml", en + "</plurals></resources>"))
    assert rows(article) == [("d.other", "%d 天", "%d days"), ("a", "保存", ""), ("d.one", "%d 天", "%d day")]


CATALOGUE = {"Open": {"localizations": {"zh-Hans": {"stringUnit": {"value": "打开"}}}}}
QT = (
    '<!DOCTYPE TS><TS version="2.1" language="zh_CN"><context><name>M</name>'
    "<message><source>Open</source><translation>打开</translation></message>"
    '<message><source>Old</source><translation type="unfinished">旧</translation></message>'
    '<message><source>Gone</source><translation type="vanished">没了</translation></message></context></TS>'
)
ASS = (
    "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    "Dialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,{\\an8}打开\\NOpen\n"
)
ALONE = {
    "a.json": '{"zh": {"a": "打开"}, "en": {"a": "Open"}}',
    "b.json": '{"a": {"zh-CN": "打开", "en-US": "Open"}}',
    "c.json": '[{"id": 7, "zh": "打开", "en": "Open"}]',
    "d.xcstrings": json.dumps({"sourceLanguage": "en", "strings": CATALOGUE}),
    "e.strings": '"Open" = "打开";',
    "f.ts": QT,
    "g.ass": ASS,
}


@pytest.mark.parametrize("name", ALONE)
def test_one_file_with_both_languages(name: str) -> None:
    (article,) = pick(given(name, ALONE[name]))
    assert [row[1:] for row in rows(article)] == [("打开", "Open")]


def test_unfinished_and_untranslatable_entries_are_left_out_and_counted() -> None:
    (qt,) = pick(given("f.ts", QT))
    assert qt.meta["skipped"] == ("unfinished message",)
    unit = '<trans-unit id="{}"{}><source>版本</source><target>{}</target></trans-unit>'
    body = unit.format(1, "", "Version") + unit.format(2, ' translate="no"', "版本")
    (xliff,) = pick(given("a.xlf", f'<xliff version="1.2"><file><body>{body}</body></file></xliff>'))
    assert rows(xliff) == [("unit 1", "版本", "Version")]
    (po,) = pick(given("a.po", 'msgid "版本"\nmsgstr "Version"\n\n#, fuzzy\nmsgid "打开"\nmsgstr "Close"\n'))
    assert rows(po) == [("line 1", "版本", "Version")] and po.meta["skipped"] == ("fuzzy entry",)


def zipped(**members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return stream.getvalue()


def test_books_and_slides() -> None:
    book = zipped(**{
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="O/p.opf"/></rootfiles></container>',
        "O/p.opf": '<package><item id="a" href="a.xhtml"/><spine><itemref idref="a"/></spine></package>',
        "O/a.xhtml": "<html><body><p>你好。</p><p>Hello there.</p></body></html>",
    })  # fmt: skip
    slide = '<s xmlns:a="x"><a:p><a:r><a:t>水库</a:t></a:r></a:p><a:p><a:r><a:t>Reservoir</a:t></a:r></a:p></s>'
    for name, data in (("b.epub", book), ("b.pptx", zipped(**{"ppt/slides/slide1.xml": slide}))):
        (article,) = pick(given(name, data))
        assert article.source is not None and article.target is not None


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
BOMB = "a: &a [水, 水, 水, 水, 水, 水, 水, 水, 水]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
)
REFUSED: dict[str, tuple[str, str | bytes, str]] = {
    "broken JSON": ("a.json", '{"a": }', "no JSON"),
    "deep JSON": ("a.json", "[" * 100_000, "nested too deeply"),
    "a review": ("r.json", '{"schema": "align-qa/review/1"}', "align report"),
    "JSON without text": ("a.json", "[1, 2]", "no entry with text"),
    "half a character": ("a.json", '{"a": "\\ud800水"}', "U\\+D800"),
    "broken YAML": ("a.yml", "a: [水\nb: ]", "no YAML"),
    "aliases that multiply": ("a.yml", BOMB, "aliases that repeat each other"),
    "no semicolon": ("a.strings", '"a" = "水"\n"b" = "门";', "semicolon"),
    "an open quotation mark": ("a.strings", '"a" = "水;\n', "not closed"),
    "a broken escape": ("a.properties", "a=\\u12\n", "four hex digits"),
    "entities": (
        "strings.xml",
        '<!DOCTYPE r [<!ENTITY a "水">]><resources><string name="a">&a;</string></resources>',
        "entit",
    ),
    "other XML": ("a.resx", "<other/>", "no <resources>"),
    "a string left open": ("a.po", 'msgid ""\nmsgstr ""\n\nmsgid "水\nmsgstr "Water"\n', "not closed"),
    "a catalogue in French": (
        "a.po",
        'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "水"\nmsgstr "Eau"\n',
        "language fr",
    ),
    "other languages": ("a.ts", '<TS language="ja_JP" sourcelanguage="zh_CN"/>', "languages"),
    "old Word": ("a.doc", OLD, "docx"),
    "old Excel": ("a.xls", OLD, "xlsx"),
    "no Word": ("a.docx", zipped(x="y"), "word/document.xml is missing"),
    "a broken workbook": ("a.xlsx", zipped(x="y"), "no workbook"),
    "a broken book": ("a.epub", zipped(x="y"), "container.xml is missing"),
    "no slides": ("a.pptx", zipped(x="y"), "no slide"),
    "a broken PDF": ("a.pdf", b"%PDF-1.4 broken", "the PDF is broken"),
    "no PDF": ("a.pdf", b"hello", "no PDF"),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.filterwarnings("ignore")
def test_broken_and_hostile_files_are_refused_in_a_line(name: str) -> None:
    path, data, said = REFUSED[name]
    with pytest.raises(InputError, match=said) as caught:
        list(pick(given(path, data)))
    assert "Error" not in str(caught.value) and "\n" not in str(caught.value)


def test_subtitles_in_cues_of_the_same_time() -> None:
    cue = "{}\n00:00:0{},000 --> 00:00:0{},000\n{}\n\n"
    cues = [(1, "门开了"), (1, "The door"), (3, "他走了"), (3, "opened and he left.")]
    turns = "".join(cue.format(n, at, at + 1, text) for n, (at, text) in enumerate(cues, 1))
    blocks = "".join(
        cue.format(n, at, at + 1, text) for n, (at, text) in enumerate(sorted(cues, key=lambda c: c[1] < "z"), 1)
    )
    for text in (turns, blocks):
        (article,) = pick(given("a.srt", text))
        assert [(zh, en) for _, zh, en in rows(article)] == [("门开了\n他走了", "The door\nopened and he left.")]


def test_cues_without_empty_lines_between_them() -> None:
    cue = "{0}\n00:00:0{0},000 --> 00:00:0{0},900\n{1}\n{2}\n"
    text = cue.format(1, "门开了。", "The door opened.") + cue.format(2, "他走了。", "He left.")
    (article,) = pick(given("a.srt", text))
    assert [(zh, en) for _, zh, en in rows(article)] == [("门开了。", "The door opened."), ("他走了。", "He left.")]


def test_a_sheet_is_read_whole_whatever_it_says_of_its_size() -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (("简体中文", "English"), ("保存", "Save"), ("退出", "Quit")):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    packed = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'<dimension ref="A1:B3"/>', b'<dimension ref="A1:B2"/>'))
    (article,) = pick(given("a.xlsx", packed.getvalue()))
    assert [row[1:] for row in rows(article)] == [("保存", "Save"), ("退出", "Quit")]


PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def test_po_files_whose_messages_are_keys_are_paired_by_key() -> None:
    entry = 'msgctxt "{}"\nmsgid "menu.open"\nmsgstr "{}"\n\nmsgid "files"\nmsgid_plural "files_plural"\n{}\n'
    zh = PO + entry.format("main", "打开", 'msgstr[0] "%d个文件"')
    en = PO + entry.format("main", "Open", 'msgstr[0] "%d file"\nmsgstr[1] "%d files"')
    (article,) = read_pair(given("en.po", en), given("zh.po", zh))
    assert rows(article) == [
        ("main.menu.open", "打开", "Open"),
        ("files.other", "%d个文件", "%d files"),
        ("files.one", "%d个文件", "%d file"),
    ]
    (alone,) = pick(given("zh.po", zh))
    assert alone.source is not None and alone.target is None


def test_an_english_catalogue_beside_a_translated_one_is_read_by_itself() -> None:
    zh = PO + 'msgid "Open the file"\nmsgstr "打开文件"\n'
    en = PO + 'msgid "Open the file"\nmsgstr "Open the file"\n'
    both, alone = read_pair(given("zh.po", zh), given("en.po", en))
    assert rows(both) == [("line 5", "打开文件", "Open the file")]
    assert alone.source is None and "holds both languages" in alone.meta["notes"][0]


def test_plurals_of_i18next_without_a_number_are_forms_of_one_entry(align: Run, tmp_path: Path) -> None:
    pairs = {
        "v4": ('{"a_other": "{{count}}条消息"}', '{"a_one": "one message", "a_other": "{{count}} messages"}'),
        "v3": ('{"a_0": "{{count}}条消息"}', '{"a": "one message", "a_plural": "{{count}} messages"}'),
    }
    for zh, en in pairs.values():
        (article,) = read_pair(given("zh.json", zh), given("en.json", en))
        assert {(own, other) for _, own, other in rows(article)} == {
            ("{{count}}条消息", "one message"),
            ("{{count}}条消息", "{{count}} messages"),
        }
        for name, text in (("zh.json", zh), ("en.json", en)):
            (tmp_path / name).write_text(text, encoding="utf-8")
        assert align("check", "zh.json", "en.json", "--fail-on", "note").returncode == 0


def test_messages_of_icu_are_read_by_their_general_case(align: Run, tmp_path: Path) -> None:
    zh = '{"n": "{count, plural, other{{count}项}}", "x": "{folder}中有{n, plural, other{#条新消息，共3条}}。"}'
    en = (
        '{"n": "{count, plural, =0{No items} one{1 item} other{# items}}",'
        ' "x": "You have {n, plural, one{# new message, 3 in all} other{# new messages, 3 in all}} in {folder}."}'
    )
    for name, text in (("zh.json", zh), ("en.json", en), ("wrong.json", en.replace("messages, 3", "messages, 4"))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert align("check", "zh.json", "en.json", "--fail-on", "note").returncode == 0
    done = align("check", "zh.json", "wrong.json")
    assert "3; the translation has 4" in done.stdout and done.stdout.count(": error") == 1 and not done.stderr


def test_a_branch_that_tells_its_number_does_not_hide_another_argument(align: Run, tmp_path: Path) -> None:
    (tmp_path / "zh.json").write_text('{"n": "{count, plural, other{{name}的{count}项}}"}', encoding="utf-8")
    en = '{"n": "{count, plural, one{1 item} other{{count} items of {name}}}"}'
    (tmp_path / "en.json").write_text(en, encoding="utf-8")
    done = align("check", "zh.json", "en.json", "--select", "placeholder")
    assert "{name} is missing in “1 item”" in done.stdout and "{count}" not in done.stdout.split("missing")[0][-20:]


def test_tables_of_one_language_each_are_paired_by_their_column_of_keys() -> None:
    zh, en = given("zh.csv", "key,zh\na,打开文件\nSave,保存\n"), given("en.csv", "key,en\nSave,Save\na,Open the file\n")
    (article,) = read_pair(zh, en)
    assert rows(article) == [("a", "打开文件", "Open the file"), ("Save", "保存", "Save")]
    (glossary,) = pick(given("a.csv", "Name,中文\napple,苹果\nbottle,水瓶\n"))
    assert [row[1:] for row in rows(glossary)] == [("苹果", "apple"), ("水瓶", "bottle")]
