"""Formats in and out: what comes in arrives whole, what goes out can be read back, hostile input is one line."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from align import files, registry
from align.config import Settings
from align.errors import InputError
from align.files import from_bytes
from align.inputs import pick
from align.pipeline import Engine
from align.records import Article, Document, Review, Span

PAIRS = [
    ("郑州市图书馆周末照常开放。", "The Chengzhou City Library will stay open at weekends."),
    ("全市今年新建学校二十所。", "The city is building twenty new schools this year."),
    ("地铁五号线年底通车。", "Metro Line 5 opens at the end of the year."),
]


def one(data: bytes, name: str) -> Article:
    (article,) = pick(from_bytes(data, name))
    return article


def pairs(article: Article) -> list[tuple[str, str]]:
    assert article.source is not None and article.target is not None
    left, right = article.source, article.target
    return [
        (left.prose(a.start, a.end), right.prose(b.start, b.end))
        for a, b in zip(left.blocks, right.blocks, strict=True)
    ]


def tmx(body: str = "") -> bytes:
    units = "".join(
        f'<tu tuid="{i}"><tuv xml:lang="en-US"><seg>{en}</seg></tuv><tuv xml:lang="zh-CN"><seg>{zh}</seg></tuv></tu>'
        for i, (zh, en) in enumerate(PAIRS)
    )
    head = '<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">'
    return f'{head}<tmx version="1.4"><body>{units}{body}</body></tmx>'.encode()


def xliff12() -> bytes:
    units = "".join(
        f'<trans-unit id="{i}"><source>{zh[:2]}<g id="1">{zh[2:]}</g><ph id="2">&lt;br/&gt;</ph></source>'
        f"<target>{en}</target></trans-unit>"
        for i, (zh, en) in enumerate(PAIRS)
    )
    return (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="zh" '
        f'target-language="en" datatype="plaintext"><body>{units}</body></file></xliff>'
    ).encode()


def xliff20() -> bytes:
    units = "".join(
        f'<unit id="u{i}"><segment><source>{zh}</source><target>{en}</target></segment></unit>'
        for i, (zh, en) in enumerate(PAIRS)
    )
    return (
        '<xliff version="2.0" srcLang="zh" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0">'
        f'<file id="f">{units}</file></xliff>'
    ).encode()


def po() -> bytes:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    return (head + "\n\n".join(f'msgid "{en}"\nmsgstr "{zh}"' for zh, en in PAIRS) + "\n").encode()


def table(separator: str, head: str = "") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    if head:
        writer.writerow(head.split())
    writer.writerows([(str(i), zh, en) for i, (zh, en) in enumerate(PAIRS)])
    return out.getvalue().encode("utf-8-sig")


def xlsx(rows: list[tuple[str, ...]] | None = None) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Cover sheet"])
    sheet = book.create_sheet("Texts")
    for row in rows or [("中文", "英文"), *PAIRS]:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def docx(as_table: bool) -> bytes:
    from docx import Document

    document = Document()
    if as_table:
        grid = document.add_table(rows=0, cols=2)
        for pair in PAIRS:
            cells = grid.add_row().cells
            cells[0].text, cells[1].text = pair
    else:
        for zh, en in PAIRS:
            document.add_paragraph(zh)
            document.add_paragraph(en)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def srt(both: bool) -> bytes:
    cues = [
        f"{i}\n00:00:0{i},000 --> 00:00:0{i},900\n<i>{zh}</i>\n{en if both else ''}".rstrip()
        for i, (zh, en) in enumerate(PAIRS, 1)
    ]
    return ("\n\n".join(cues) + "\n").encode()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.tmx", tmx),
        ("a.xlf", xliff12),
        ("b.xlf", xliff20),
        ("a.po", po),
        ("a.csv", lambda: table(",", "id source target")),
        ("b.csv", lambda: table(";")),
        ("a.tsv", lambda: table("\t")),
        ("a.xlsx", xlsx),
        ("a.docx", lambda: docx(True)),
        ("a.srt", lambda: srt(True)),
        ("noname", tmx),
        ("noname", xliff12),
        ("noname", xlsx),
        ("noname", po),
        ("noname", lambda: srt(True)),
        ("noname", lambda: "".join(f"{zh}\t{en}\n" for zh, en in PAIRS).encode()),
    ],
)
def test_paired_formats_arrive_whole(name: str, make: Callable[[], bytes]) -> None:
    article = one(make(), name)
    assert article.paired
    assert pairs(article) == PAIRS
    assert article.source is not None
    assert article.source.blocks[0].label


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", docx(False)),
        ("a.md", "\n\n".join(x for p in PAIRS for x in p).encode()),
        ("a.html", ("<!doctype html><body>" + "".join(f"<p>{x}</p>" for p in PAIRS for x in p)).encode()),
    ],
)
def test_alternating_formats(name: str, data: bytes) -> None:
    article = one(data, name)
    assert not article.paired
    assert pairs(article) == PAIRS


def test_markdown_keeps_places_and_hides_markup() -> None:
    text = "---\ntitle: x\n---\n# **全市**新闻\n\n- [图书馆](http://a.b/c(d))开放。\n\n```\n代码\n```\n\n两行\n一段。\n"
    article = one(text.encode(), "a.md")
    assert article.source is not None
    source = article.source
    blocks = [source.prose(b.start, b.end) for b in source.blocks]
    assert source.text == text
    assert len(source.read) == len(text)
    assert [b.replace(" ", "") for b in blocks] == ["全市新闻", "图书馆开放。", "两行\n一段。"]
    assert source.place(_span(source, "图书馆")).line == 6


def _span(document: Document, words: str) -> Span:
    at = document.text.index(words)
    return Span(at, at + len(words))


def test_html_leaves_out_scripts_and_menus() -> None:
    page = (
        "<html><head><title>新闻</title><script>var 变量 = 1</script></head><nav><a>首页</a></nav>"
        "<p>第一段<b>重要</b>。</p><p onclick='x()'>第二段&lt;b&gt;。</p><footer>版权</footer></html>"
    )
    article = one(page.encode(), "a.html")
    assert article.source is not None
    source = article.source
    body = [source.prose(block.start, block.end) for block in source.blocks if block.kind == "text"]
    assert body[:3] == ["新闻", "第一段重要。", "第二段<b>。"] and "首页" not in body
    assert "变量" not in source.text


def test_wrapped_lines_become_paragraphs() -> None:
    english = (
        "The city library will stay open at weekends during the whole of this\n"
        "summer, and it will offer courses for children and for the elderly in\n"
        "every district, the municipal government said on Monday in a notice that\n"
        "was published on its website. New opening hours begin on the first of\n"
        "July and hold until the end of August.\n"
    )
    article = one(english.encode(), "a.txt")
    assert article.target is not None
    assert len(article.target.blocks) == 1
    review = Engine(Settings()).review(article)
    assert len(review.alignment.target_sentences) == 2
    assert "\n" not in review.alignment.pairs()[0].target.text


def test_a_heading_above_short_lines_stays_alone() -> None:
    english = (
        "The little harbour museum reopens in May\n"
        "After a winter of repairs everybody may come in again.\n"
        "Contact: Mr Ding\nAddress: 3 Quay Street\nPostcode: 200001\nFax: 020-123456\n"
    )
    article = one(english.encode(), "a.txt")
    assert article.target is not None
    assert len(article.target.blocks) == 6


def test_traditional_is_checked_like_simplified() -> None:
    article = one(
        "鄭州市圖書館週末照常開放，歡迎市民前來閱讀。\nThe Chengzhou City Library will stay open.\n".encode("big5"),
        "a.txt",
    )
    review = Engine(Settings()).review(article)
    found = [f for f in review.findings if f.check == "places/zhengzhou"]
    assert found and found[0].source_span is not None
    assert article.source is not None
    assert article.source.words(found[0].source_span) in ("鄭州", "鄭州市")


BOMB = "".join(
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">',
        *(f'<!ENTITY {c} "{("&" + p + ";") * 10}">' for p, c in zip("abcdefg", "bcdefgh", strict=True)),
        "]>",
    ]
)


def zip_bomb(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, b"0" * 300_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.tmx", f"<?xml version='1.0'?>{BOMB}<tmx>&h;</tmx>".encode(), "entities"),
        ("a.xlf", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xliff>&e;</xliff>', "entities"),
        ("a.tmx", b"<tmx><body>", "no XML"),
        ("a.tmx", b"<html/>", "no <tmx>"),
        ("a.tmx", b"<tmx><body/></tmx>", "no segment"),
        ("a.xlf", b"<xliff/>", "no segment"),
        ("a.xlsx", b"PK\x03\x04 xl/ broken", "broken"),
        ("a.docx", b"PK\x03\x04 word/ broken", "broken"),
        ("a.csv", b"a,b\n1,2\n", "no Chinese and no English column"),
        ("a.csv", b"", "no row"),
        ("a.po", b"hello", "msgid"),
        ("a.srt", b"hello", "no cue"),
        ("a.html", b"<p></p>", "no text"),
        ("a.html", b"<html>" + b"<b>" * 5000 + "中".encode(), "inside each other"),
        ("a.md", b"\n\n", "no text"),
        ("a.xlsx", xlsx([("a", "b")]), "no Chinese column"),
    ],
)
def test_broken_and_hostile_input_is_one_clear_line(name: str, data: bytes, found: str) -> None:
    with pytest.raises(InputError) as error:
        list(pick(from_bytes(data, name)))
    assert found in str(error.value)
    assert name in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(("name", "inside"), [("a.xlsx", "xl/workbook.xml"), ("a.docx", "word/document.xml")])
def test_zip_bombs_are_not_unpacked(name: str, inside: str) -> None:
    with pytest.raises(InputError, match="unpacks to"):
        list(pick(from_bytes(zip_bomb(inside), name)))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.tmx", "a.html"])
def test_a_line_of_100_mb_is_one_clear_line(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes("郑".encode() * (100 * 2**20 // 3))
    code = (  # a process of its own, because the memory of children is that of the largest so far
        "import resource, subprocess, sys\n"
        "command = [sys.executable, '-m', 'align', 'check', sys.argv[1]]\n"
        "done = subprocess.run(command, stderr=subprocess.PIPE, text=True)\n"
        "print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
        "sys.stderr.write(done.stderr)"
    )
    command = [sys.executable, "-c", code, name]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    status, peak = map(int, done.stdout.split())
    assert status == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert name in done.stderr
    assert peak < 2**20  # KiB: 1 GiB


@pytest.fixture(scope="module")
def review() -> Review:
    rows = [*PAIRS, ("=1+1 的结果是二。", '=HYPERLINK("http://x")')]
    return Engine(Settings()).review(one(xlsx([("中文", "英文"), *rows]), "a.xlsx"))


def written(name: str, *reviews: Review) -> bytes:
    return b"".join(registry.writer(name).write(list(reviews)))


def test_csv_comes_back_and_holds_no_formula(review: Review) -> None:
    table = list(csv.reader(io.StringIO(written("csv", review).decode("utf-8-sig"))))
    assert len(table) == 1 + len(review.findings)
    assert all(len(row) == len(table[0]) for row in table)
    assert not any(cell[:1] in ("=", "+", "-", "@") for row in table for cell in row)
    assert any("Chengzhou" in row for row in table)


def test_xlsx_comes_back_and_holds_no_formula(review: Review) -> None:
    from openpyxl import load_workbook

    data = written("xlsx", review)
    assert data == written("xlsx", review)
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Findings", "Pairs"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert book["Findings"].freeze_panes == "A2"
    assert book["Findings"].auto_filter.ref
    assert book["Pairs"].max_row == 1 + len(review.alignment.beads)


@pytest.mark.slow
def test_xlsx_opens_in_an_office_suite(review: Review, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    assert soffice, "libreoffice-calc-nogui is needed: see .ci/run"
    (tmp_path / "r.xlsx").write_bytes(written("xlsx", review))
    command = [soffice, "--headless", f"-env:UserInstallation=file://{tmp_path}/p", "--convert-to", "csv", "r.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    assert "Chengzhou" in (tmp_path / "r.csv").read_text(encoding="utf-8")


def test_tmx_comes_back(review: Review) -> None:
    data = written("tmx", review)
    assert (
        pairs(one(data, "b.tmx")) == [(zh, en) for zh, en in pairs(one(data, "b.tmx"))]
        and pairs(one(data, "b.tmx"))[:3] == PAIRS
    )
    root = fromstring(data, forbid_dtd=False)
    assert root.get("version") == "1.4"
    header = root.find("header")
    assert header is not None
    assert {"creationtool", "segtype", "o-tmf", "adminlang", "srclang", "datatype"} <= set(header.keys())
    assert any("Chengzhou" in (note.text or "") for note in root.iter("note"))


@pytest.mark.parametrize("make", [xliff12, xliff20])
def test_xliff_goes_back_with_notes_and_nothing_else_changed(make: Callable[[], bytes]) -> None:
    data = make()
    review = Engine(Settings()).review(one(data, "a.xlf"))
    out = written("xliff", review)
    fromstring(out)
    assert pairs(one(out, "a.xlf")) == PAIRS
    assert b"Chengzhou" in out and b"note" in out
    import re

    without = re.sub(rb"<notes>.*?</notes>|<note [^>]*>.*?</note>", b"", out)
    assert without == data


def test_other_articles_become_xliff(review: Review) -> None:
    out = written("xliff", review)
    assert pairs(one(out, "b.xlf"))[:3] == PAIRS


def test_tbx_lists_terms_with_accepted_renderings_only(review: Review) -> None:
    root = fromstring(written("tbx", review))
    terms = [t.text for t in root.iter() if t.tag.endswith("term")]
    assert "郑州" in terms or "郑州市" in terms
    assert "Zhengzhou" in terms
    assert "Chengzhou" not in terms


def test_every_writer_takes_every_kind_of_review(review: Review, henan: Path) -> None:
    chinese = Engine(Settings()).review(one("第一段。\n第二段。\n".encode(), "zh.txt"))
    english = Engine(Settings()).review(one(b"One sentence only stands here.\n", "en.txt"))
    article = Engine(Settings()).review(one(henan.read_bytes(), "h.txt"))
    for name in registry.writer_names():
        data = written(name, review, chinese, english, article)
        assert data
        data.decode("utf-8") if name != "xlsx" else None
        if name in ("json", "sarif", "rdjson"):
            json.loads(data)


def test_archive_limits_are_checked_before_reading() -> None:
    files.check_archive(xlsx(), "a.xlsx", "workbook")


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0c", "\x1e"])
def test_a_message_holds_what_ends_a_line_elsewhere(mark: str) -> None:
    messages = ((f"图书馆{mark}周六开放。", f"The library{mark} opens."), ("学校", "School"))
    text = "\n".join(f'msgid "{zh}"\nmsgstr "{en}"\n' for zh, en in messages)
    article = one(f'msgid ""\nmsgstr ""\n\n{text}'.encode(), "a.po")
    assert [zh.split() for zh, _ in pairs(article)] == [zh.split() for zh, _ in messages]


def test_what_a_web_page_shows_besides_its_paragraphs() -> None:
    page = (
        '<html><head><meta name="description" content="页面的说明"></head><body><p>正文 <b>很 </b>长。</p>'
        '<pre class="highlight">不读的代码</pre><p translate="no">不翻译的话</p><input type="submit" value="提交">'
        '<p>前面<!-- align-qa: ignore number --><span class="notranslate">Foo</span>后面<!-- 注释 --></p></body></html>'
    )
    article = one(page.encode(), "a.html")
    assert article.source
    said = [article.source.prose(block.start, block.end) for block in article.source.blocks]
    assert said == ["页面的说明", "正文 很 长。", "提交", "前面后面"]
    assert article.meta["skipped"] == ("code block", *['element with translate="no"'] * 2)
