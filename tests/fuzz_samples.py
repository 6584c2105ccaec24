"""Sound inputs of every format, which the fuzzer damages."""

from __future__ import annotations

import io
import json
import zipfile

from tests.test_resource_formats import ALONE, PAIRS

ZH = "9月8日，河南省工信厅在郑州市发布30亿元计划，不得超过120万人。"
EN = "On September 8, the Henan department in Zhengzhou published a plan of 3 billion yuan for 1.2 million people."
TEXTS = {
    "a.txt": f"{ZH}\n{EN}\n责任编辑：李明\n",
    "a.rst": f"标题\n====\n\n{ZH} **重点** ``code`` :ref:`甲 <a>`\n\n.. note:: {EN}\n\n::\n\n    code\n\n- {EN}\n\n"
    "+----+---+\n| 甲 | A |\n+----+---+\n\n==  ==\n乙  B\n==  ==\n",
    "a.adoc": f"= 标题\n:a: b\n\n{ZH} *重点* `code` <<a,甲>> https://a.b[丙]\n\nNOTE: {EN}\n\n----\ncode\n----\n\n"
    f"* {EN}\n\n|===\n|甲 |A\n|乙 |B\n|===\n",
    "a.md": f"# 标题\n\n{ZH} **重点** `code` [链接](x.md)\n\n# Title\n\n"
    f"{EN} **Mark** `code` [link](x.md)\n\n| 甲 | A |\n|---|---|\n| 乙 | B |\n",
    "a.html": f"<html><body><!-- x --><p lang=zh>{ZH}<b>粗</b></p><p>{EN}<br>More.</p><img alt='图'></body></html>",
    "a.csv": f'source,target\n{ZH},"{EN}"\n"甲\n乙",A b c\n',
    "a.tsv": f"中文\tEnglish\n{ZH}\t{EN}\n",
    "a.jsonl": json.dumps({"id": 1, "source": ZH, "target": EN}, ensure_ascii=False) + "\n",
    "a.po": f'msgid ""\nmsgstr ""\n\n#, fuzzy\nmsgid "{ZH}"\nmsgstr "{EN}"\n\n'
    'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "一"\n',
    "a.tmx": f'<tmx version="1.4"><header srclang="zh"/><body><tu><tuv xml:lang="zh">'
    f'<seg>{ZH}</seg></tuv><tuv xml:lang="en"><seg>{EN}<ph x="1"/></seg></tuv></tu></body></tmx>',
    "a.xlf": f'<xliff version="1.2"><file source-language="zh" target-language="en"><body>'
    f'<trans-unit id="1"><source>{ZH}</source><target>{EN}<g id="1">x</g></target></trans-unit></body></file></xliff>',
    "a.srt": f"1\n00:00:01,000 --> 00:00:02,000\n{ZH}\n{EN}\n\n2\n00:00:03,000 --> 00:00:04,000\n- 好。\n- Good.\n",
    "a.json": json.dumps({"a": {"b": ZH, "c": "保存"}, "d": [EN]}, ensure_ascii=False),
    "a.strings": f'"{ZH}" = "{EN}";\n/* c */ "保存" = "Save";\n',
    "strings.xml": f'<resources><string name="a">{ZH}</string>'
    '<plurals name="b"><item quantity="one">%d 个</item></plurals></resources>',
    "a.properties": f"a={ZH}\nb=\\u4fdd\\u5b58 \\\n  x\n",
}  # fmt: skip
GIVEN = (  # what a person says of the beads of a.txt, in each of its forms, and places that go together
    ("beads", b"[0]:[0]\n[]:[]\n"),
    ("jsonl", b'{"source": [0], "target": [0]}\n'),
    ("tsv", f"source\ttarget\n{ZH}\t{EN}\n".encode()),
    ("anchors", "1 = 2\n[0]:[0]\n/9月/ = /September/\n".encode()),
)
_TERM = (
    "<langSet xml:lang='zh'><tig><term>郑州</term></tig></langSet>"
    "<langSet xml:lang='en'><tig><term>Zhengzhou</term></tig></langSet>"
)
GLOSSARIES = (
    ("a.csv", b"zh,en,status\n\xe9\x83\x91\xe5\xb7\x9e,Zhengzhou,preferred\n"),
    ("a.tbx", f"<martif><text><body><termEntry>{_TERM}</termEntry></body></text></martif>".encode()),
    ("a.tmx", TEXTS["a.tmx"].encode()),
)  # fmt: skip
WAIVERS = (
    b'[[waiver]]\nfingerprint = "0123456789abcdef"\ncheck = "number"\nreason = "x"\nauthor = "y"\n'
    b'expires = 2030-12-31\npath = "a.txt"\nsource = "z"\ntarget = "t"\n'
)
BASELINE = b"# align-qa baseline 1: fingerprint, check, path, words\n0123456789abcdef\tnumber\ta.txt\twords\n"


def files() -> dict[str, bytes]:
    """A sample of every format, by file name."""
    alone = {name: text.encode() for name, text in ALONE.items()}
    return {**{name: text.encode() for name, text in TEXTS.items()}, **alone, **_archives()}


def pairs() -> list[tuple[tuple[str, bytes], tuple[str, bytes]]]:
    """A text and its translation in two files, in the formats that have one language a file."""
    both = [((zh[0], zh[1].encode()), (en[0], en[1].encode())) for zh, en, _ in PAIRS.values()]
    return [*both, (("a.zh.txt", ZH.encode()), ("a.en.txt", EN.encode()))]


def _archives() -> dict[str, bytes]:
    from docx import Document
    from openpyxl import Workbook

    word, book = Document(), Workbook()
    for text in (ZH, EN):
        word.add_paragraph(text)
    for row in (["中文", "English"], [ZH, EN]):
        book.active.append(row)
    out = {"a.docx": io.BytesIO(), "a.xlsx": io.BytesIO()}
    word.save(out["a.docx"])
    book.save(out["a.xlsx"])
    return {**{name: data.getvalue() for name, data in out.items()}, **_books()}


def _books() -> dict[str, bytes]:
    page = f"<html><body><p>{ZH}</p><p>{EN}</p></body></html>"
    root = '<container><rootfiles><rootfile full-path="O/p.opf"/></rootfiles></container>'
    package = '<package><item id="a" href="a.xhtml"/><spine><itemref idref="a"/></spine></package>'
    slide = f'<s xmlns:a="x"><a:p><a:r><a:t>{ZH}</a:t></a:r></a:p><a:p><a:r><a:t>{EN}</a:t></a:r></a:p></s>'
    members = {
        "a.epub": {"META-INF/container.xml": root, "O/p.opf": package, "O/a.xhtml": page},
        "a.pptx": {"ppt/slides/slide1.xml": slide},
    }
    out = {}
    for name, texts in members.items():
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for place, text in texts.items():
                archive.writestr(place, text)
        out[name] = stream.getvalue()
    return out
