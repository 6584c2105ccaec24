"""Corrections in the formats of localisers: what was asked is changed, every other byte stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from align import mend, registry
from align.config import Settings
from align.inputs import read_all
from align.pipeline import Engine
from align.records import Change, Edit

ANDROID = """<?xml version="1.0" encoding="utf-8"?>
<!-- kept -->
<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2">
    <string name="hello" >{}</string>
    <string name="ok">OK</string>
    <plurals name="files"><item quantity="one">%d file</item>
        <item quantity="other">%d file&#115; &amp; more</item></plurals>
    <string-array name="days"><item>Monday</item><item>Sunday</item></string-array>
</resources>
"""
ANDROID_ZH = """<resources><string name="ok">确定</string><string name="hello">你好，%1$s，欢迎回来</string>
<plurals name="files"><item quantity="other">%d 个文件和更多</item></plurals>
<string-array name="days"><item>星期一</item><item>星期日</item></string-array></resources>"""
STRINGS = '/* kept */\n"ok" = "OK";\n"hello"   =  "Hello, \\"%@\\"\\nwelcome bakc\\U2026"; // note\n'
STRINGS_ZH = '"hello" = "你好，“%@”\\n欢迎回来…";\n"ok" = "确定";\n'
JSON = '{\n  "a" : {"ok": "OK", "list": ["One", "Tow\\u2026"]},\n\t"b":"Say \\"OK\\"\\nbakc",  "n": 1 }\n'
JSON_ZH = '{"b": "说“好”\\n回", "a": {"list": ["一", "二…"], "ok": "好"}}'
PROPERTIES = "# kept\nok = OK\r\nhello:Welcome \\\n    bakc, caf\\u00e9\\t{0}\nlast=x"
PROPERTIES_ZH = "hello=欢迎回来，咖啡馆\\t{0}\nok=确定\nlast=末\n"
CATALOGUE = """{"sourceLanguage" : "zh-Hans", "version" : "1.0", "strings" : {
  "好" : {"localizations" : {"en" : {"stringUnit" : {"state" : "translated", "value" : "Okey"}}}},
  "%lld 项" : {"localizations" : {"en" : {"variations" : {"plural" : {
     "one" : {"stringUnit" : {"state" : "translated", "value" : "%lld item"}},
     "other" : {"stringUnit" : {"state" : "translated", "value" : "%lld item"}}}}}}}}}
"""
PO = (
    'msgid ""\nmsgstr ""\n"Language: en\\n"\n\nmsgid "欢迎回来"\nmsgstr ""\n"Welcome "\n"bakc, \\"friend\\"\\n"\n'
    '"and more"\n\n#~ msgid "旧"\n#~ msgstr "old"\n'
)
QT = """<!DOCTYPE TS><TS version="2.1" sourcelanguage="zh_CN" language="en_US"><context><name>Main</name>
<message><location line="3"/><source>欢迎回来</source><translation>Welcome bakc &amp; more</translation></message>
<message numerus="yes"><source>%n 个文件</source><translation><numerusform>%n fiel</numerusform>
<numerusform>%n files</numerusform></translation></message></context></TS>
"""
RESX = """<root><data name="a" xml:space="preserve"><value>Welcome bakc &lt;b&gt;now&lt;/b&gt;</value>
<comment>c</comment></data>
<data name="b"><value>OK</value></data></root>"""
RESX_ZH = """<root><data name="b"><value>好</value></data>
<data name="a"><value>现在&lt;b&gt;欢迎&lt;/b&gt;</value></data></root>"""
DICT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><!-- kept --><dict>
\t<key>files</key>
\t<dict>
\t\t<key>NSStringLocalizedFormatKey</key><string>%#@n@</string>
\t\t<key>n</key>
\t\t<dict><key>NSStringFormatSpecTypeKey</key><string>NSStringPluralRuleType</string>
\t\t\t<key>NSStringFormatValueTypeKey</key><string>d</string>
\t\t\t<key>one</key><string>%d fiel &amp; one fold&#101;r</string>
\t\t\t<key>other</key><string >{}</string></dict>
\t</dict>
</dict></plist>
"""
DICT_EN, DICT_ZH = (
    DICT.format("%d files &#38; folders"),
    DICT.format("%d 个文件和文件夹").replace("%d fiel &amp; one fold&#101;r", "%d 个文件和一个文件夹"),
)
TMX = """<tmx version="1.4"><header srclang="zh"/><body>
<tu tuid="1"><tuv xml:lang="zh"><seg>欢迎<bpt i="1">b</bpt>回来<ept i="1">b</ept></seg></tuv>
<tuv xml:lang="en"><seg>Welcome <bpt i="1">b</bpt>bakc<ept i="1">b</ept> &#x2026;</seg></tuv></tu></body></tmx>"""
XLIFF = """<xliff version="1.2"><file source-language="zh" target-language="en"><body>
<trans-unit id="1"><source>欢迎回来</source>
<target state="translated">Welcome <x id="1"/>bakc &#x2026; <![CDATA[<a & b>]]></target>
</trans-unit></body></file></xliff>"""

CASES = {
    "android": (
        "values/strings.xml",
        ANDROID.format("\\u0048ello, <b>%1$s</b>, it\\'s\n        welcome bakc &lt;3"),
        "values-zh/strings.xml",
        ANDROID_ZH,
        [("bakc", "back"), ("Sunday", "Saturday")],
    ),
    "android-quoted": (
        "values/strings.xml", ANDROID.format('"  Hello, it\'s bakc  "'), "values-zh/strings.xml", ANDROID_ZH,
        [("bakc", "back"), ("more", "less")],
    ),
    "strings": ("en.lproj/L.strings", STRINGS, "zh-Hans.lproj/L.strings", STRINGS_ZH, [("bakc", "back")]),
    "json": ("en.json", JSON, "zh.json", JSON_ZH, [("Tow", "Two"), ("bakc", "back")]),
    "arb": ("app_en.arb", '{"@@locale": "en", "ok": "Okey", "@ok": {"description": "Okey"}}', "app_zh.arb",
            '{"@@locale": "zh", "ok": "好"}', [("Okey", "Okay")]),
    "properties": ("m_en.properties", PROPERTIES, "m_zh.properties", PROPERTIES_ZH, [("bakc", "back")]),
    "catalogue": ("L.xcstrings", CATALOGUE, "", "", [("Okey", "Okay")]),
    "po": ("en.po", PO, "", "", [("bakc", "back")]),
    "qt": ("app.ts", QT, "", "", [("bakc", "back"), ("fiel", "file")]),
    "resx": ("S.resx", RESX, "S.zh.resx", RESX_ZH, [("bakc", "back")]),
    "stringsdict": ("en.lproj/L.stringsdict", DICT_EN, "zh-Hans.lproj/L.stringsdict", DICT_ZH, [("fiel ", "file ")]),
    "tmx": ("a.tmx", TMX, "", "", [("bakc", "back")]),
    "xliff": ("a.xlf", XLIFF, "", "", [("bakc", "back")]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_only_what_was_asked_is_changed(name: str, tmp_path: Path, engine: Engine) -> None:
    path, text, other, chinese, words = CASES[name]
    paths = [tmp_path / p for p in (path, other) if p]
    for place, content in zip(paths, (text, chinese), strict=False):
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content.encode("utf-8"))
    (article,) = read_all([str(p) for p in paths])
    found = engine.review(article)
    target = found.alignment.target
    assert target is not None
    edits, expected = [], text
    for before, after in words:
        at = target.text.index(before)
        edits.append(Edit(at, at + len(before), before, after))
        expected = expected.replace(before, after, 1)
    out = mend.corrected(found, edits, text.encode("utf-8"))
    assert out.decode("utf-8") == expected
    same = [Edit(e.start, e.end, e.before, e.before) for e in edits]
    assert mend.corrected(found, same, text.encode("utf-8")) == text.encode("utf-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_the_encoding_stays(encoding: str) -> None:
    mender = next(m for m in registry.menders() if m.name == "strings")
    change = [Change('Hello, "%@" welcome bakc…', 'Hello, "%@" welcome “back”…', 0, "hello")]
    out = mender.apply(STRINGS.encode(encoding), "a.strings", change).decode(encoding)
    assert out == STRINGS.replace("bakc", "“back”")


def test_new_words_are_written_as_the_format_writes_them() -> None:
    def apply(name: str, text: str, before: str, after: str, key: str = "a") -> str:
        mender = next(m for m in registry.menders() if m.name == name)
        return mender.apply(text.encode(), f"a{mender.extensions[0]}", [Change(before, after, 0, key)]).decode()

    android = apply("resources", '<resources><string name="a">Do it</string></resources>', "Do it", "Don't <do> it")
    assert ">Don\\'t &lt;do&gt; it<" in android
    assert apply("json", '{"a": "x"}', "x", 'x "é"') == '{"a": "x \\"\\u00e9\\""}'
    assert apply("properties", "a=x", "x", "x é\\") == "a=x \\u00e9\\\\"
    assert apply("strings", '"a" = "x";', "x", 'x "y"') == '"a" = "x \\"y\\"";'


def test_equal_texts_are_told_apart_by_their_keys() -> None:
    mender = next(m for m in registry.menders() if m.name == "json")
    text = '{"a": {"x": "Open"}, "b": {"x": "Open"}}'
    out = mender.apply(text.encode(), "en.json", [Change("Open", "Opened", 0, "b.x")]).decode()
    assert out == '{"a": {"x": "Open"}, "b": {"x": "Opened"}}'


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(Settings())
