"""Streams of large files: limits, ids, notes, memory, and the same findings as in an article."""

from __future__ import annotations

import tracemalloc
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pypdf
import pytest

from align import files, xml_stream
from align.config import Settings
from align.errors import InputError
from align.files import open_input
from align.inputs import pick
from align.pipeline import Engine
from align.readers import _streams, jsonl, table, tmx, xliff, xlsx
from tests.test_streams import exchange, memory, rows, streamed, tsv


def sheet(path: Path, body: str, **parts: str) -> Path:
    """A workbook of one sheet as other programs write it: no sizes, strings in a table of their own."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = '<Relationship Id="{}" Type="' + kinds + '/{}" Target="{}"/>'
    links = relation.format("r1", "worksheet", "worksheets/sheet1.xml") + relation.format(
        "r2", "sharedStrings", "sharedStrings.xml"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", f'<workbook><sheets><sheet name="a" r:id="r1" xmlns:r="{kinds}"/></sheets>'
                         "</workbook>")  # fmt: skip
        archive.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{links}</Relationships>")
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{body}</sheetData></worksheet>")
        for name, content in parts.items():
            archive.writestr(f"xl/{name}.xml", content)
    return path


def cell(place: str, text: str, kind: str = "str") -> str:
    return f'<c r="{place}" t="{kind}"><v>{text}</v></c>'


def pairs_of(found: Iterable[dict[str, Any]]) -> list[tuple[Any, str, str]]:
    return [(row["id"], row["source"], row["target"]) for row in found]


def test_a_workbook_as_other_programs_write_it(tmp_path: Path) -> None:
    runs = "<r><t>你</t></r><r><t>好吗</t></r><rPh><t>ni</t></rPh>"
    texts = ("<t>中文</t>", "<t>English</t>", runs, "<t>How are you?_x000D_Well_x005F_x000D_</t>")
    strings = "".join(f"<si>{t}</si>" for t in texts)
    first = f"<row>{cell('A1', '0', 's')}<c t='s'><v>1</v></c></row>"
    body = f'{first}<row r="900">{cell("B900", "3", "s")}{cell("A900", "2", "s")}</row>'
    body += '<row r="1000"><c r="A1000" t="inlineStr"><is><t>再见了</t></is></c><c r="B1000"><f>A1</f></c></row>'
    path = sheet(tmp_path / "a.xlsx", body, sharedStrings=f"<sst>{strings}</sst>")
    notes: list[str] = []
    assert pairs_of(xlsx.stream(open_input(str(path)), notes)) == [
        (900, "你好吗", "How are you?\rWell_x000D_"),
        (1000, "再见了", ""),
    ]
    assert len(notes) == 1 and "formulas without their values: 1" in notes[0]


def test_what_is_wrong_with_a_large_workbook_is_one_line(tmp_path: Path) -> None:
    row = f'<row r="1">{cell("A1", "你好吗")}{cell("B1", "How are you?")}</row>'
    for name, body, found in (
        ("far row", row + '<row r="2000000000"/>', "a row with the number 2,000,000,000"),
        ("far column", row + f'<row r="2">{cell("ZZZ2", "x")}</row>', "a cell with the name ZZZ2"),
        ("string", row + f'<row r="2">{cell("A2", "7", "s")}</row>', "it is broken"),
        ("cut off", row + "<row>", "it is broken"),
        ("number", row + f'<row r="x">{cell("A2", "7")}</row>', "it is broken"),
    ):
        path = sheet(tmp_path / f"{name}.xlsx", body, sharedStrings="<sst/>")
        with pytest.raises(InputError, match=found):
            list(xlsx.stream(open_input(str(path)), []))
        with pytest.raises(InputError, match=found):
            list(xlsx.read(open_input(str(path))))


def test_xml_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_stream, "MOST", 200_000)
    monkeypatch.setattr(xml_stream, "WIDE", 2_000)
    for inside, found in (
        ("<g>" * 2000, "1,000 deep"),
        (f"<trans-unit><source>{'<x/>' * 2_100}</source></trans-unit>", "2,000 elements in one unit"),
        (f"<trans-unit><source>{'中' * 200_000}</source></trans-unit>", "200,000 bytes in one unit"),
        (f"<!-- {'x' * 300_000} -->", "200,000 bytes in one unit"),
    ):
        with pytest.raises(InputError, match=found):
            streamed(xliff.stream, tmp_path / "a.xlf", f'<xliff version="1.2"><file><body>{inside}')
    with pytest.raises(InputError, match="no <xliff>"):
        streamed(xliff.stream, tmp_path / "a.xlf", "<html/>")
    with pytest.raises(InputError, match="languages fr to de"):
        streamed(xliff.stream, tmp_path / "a.xlf", '<xliff><file source-language="fr" target-language="de"/></xliff>')


def test_units_of_an_exchange_file(tmp_path: Path) -> None:
    unit = '<unit id="a"><segment><source>How are you?</source>{}</segment><segment id="s">{}</segment></unit>'
    second = "<source>Bye for now</source><target>再见了</target>"
    text = unit.format("<target>你好吗？</target>", second) + '<group translate="no">' + unit.format("", second)
    notes: list[str] = []
    path = tmp_path / "a.xlf"
    path.write_text(f'<xliff srcLang="en" trgLang="zh"><file>{text}</group><unit id="b"><segment><source>No one'
                    "</source></segment></unit></file></xliff>", encoding="utf-8")  # fmt: skip
    assert pairs_of(xliff.stream(open_input(str(path)), notes)) == [
        ("a, segment 1", "你好吗？", "How are you?"),
        ("a, segment s", "再见了", "Bye for now"),
    ]
    assert [note.removeprefix(f"{path}: ") for note in notes] == [
        "1 segment without a translation, not checked",
        "2 units not to be translated, not checked",
    ]


def test_a_memory_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = memory(tmp_path / "a.tmx", 30)
    monkeypatch.setattr(files, "MAX_LINE", 1_000)
    assert len(list(tmx.stream(open_input(str(path)), []))) == 30


@pytest.mark.parametrize("kind", ["xlf", "xlsx", "tmx"])
def test_large_and_small_files_have_the_same_findings(kind: str, tmp_path: Path) -> None:
    pairs = [
        ('郑州市<g id="1">图书馆</g>开放。', 'Zhengzhou <g id="1">City</g> Library is open.'),
        ("郑州市图书馆开放。", 'The <g id="2">Chengzhou</g> Library is open.'),
        ("图书馆有三十人。", "There are 40 people in the library, which is more than before."),
    ]
    if kind == "xlsx":
        head = f'<row r="1">{cell("A1", "中文")}{cell("B1", "English")}{cell("C1", "max length")}</row>'
        body = "".join(
            f"<row>{cell(f'A{n}', escape(zh))}{cell(f'B{n}', escape(en))}{cell(f'C{n}', '40')}</row>"
            for n, (zh, en) in enumerate(pairs, 2)
        )
        path = sheet(tmp_path / "a.xlsx", head + body)
    elif kind == "xlf":
        units_ = (f'<trans-unit maxwidth="40" size-unit="char"><source>{zh}</source><target>{en}</target></trans-unit>'
                  for zh, en in pairs)  # fmt: skip
        path = tmp_path / "a.xlf"
        path.write_text(f"<xliff><file><body>{''.join(units_)}</body></file></xliff>", encoding="utf-8")
    else:
        path = tmp_path / "a.tmx"
        variant = '<tuv xml:lang="{}"><seg>{}</seg></tuv>'
        units_ = (f"<tu>{variant.format('zh', zh)}{variant.format('en', en)}</tu>" for zh, en in pairs)
        body = "".join(units_).replace("g id=", "ph id=").replace("</g>", "</ph>")
        path.write_text(f"<tmx><body>{body}</body></tmx>", encoding="utf-8")
    reader = {"xlf": xliff, "xlsx": xlsx, "tmx": tmx}[kind]
    engine = Engine(Settings(second_reader="never"))
    (whole,) = engine.reviews(reader.read(open_input(str(path))))
    lines = b"".join(map(files.json_line, reader.stream(open_input(str(path)), [])))
    each = engine.reviews(jsonl.read(files.from_bytes(lines, "a.jsonl")))
    seen = [(f.check, f.message) for review in each for f in review.findings]
    assert sorted(seen) == sorted((f.check, f.message) for f in whole.findings)
    expected = {"xlsx": {"max_length"}, "xlf": {"markup", "max_length"}, "tmx": {"markup"}}[kind]
    assert expected < {check for check, _ in seen}


@pytest.mark.parametrize("kind", ["xlf", "xlsx", "tmx", "tsv"])
def test_memory_does_not_grow_with_the_file(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_streams, "_SAMPLE", 50)
    monkeypatch.setattr("align.workbook._KEPT", 2**14)
    peaks = []
    for count in (500, 5_000):
        path = tmp_path / f"a.{kind}"
        if kind == "xlsx":
            strings = "".join(f"<si><t>{escape(t)}</t></si>" for row in rows(count) for t in row)
            body = "".join(f"<row>{cell(f'A{n}', str(2 * n - 2), 's')}{cell(f'B{n}', str(2 * n - 1), 's')}</row>"
                           for n in range(1, count + 1))  # fmt: skip
            sheet(path, body, sharedStrings=f"<sst>{strings}</sst>")
        else:
            {"xlf": exchange, "tmx": memory, "tsv": tsv}[kind](path, count)
        reader = {"xlf": xliff, "xlsx": xlsx, "tmx": tmx, "tsv": table}[kind]
        list(zip(range(3), reader.stream(open_input(str(path)), []), strict=False))  # whatever is loaded once
        tracemalloc.start()
        number = sum(1 for _ in reader.stream(open_input(str(path)), []))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert number == count
    assert peaks[1] < 1.5 * peaks[0] + 100_000


def pdf(path: Path, content: bytes, pages: int, kids: str) -> Path:
    """A PDF of pages that share one content; ``kids``: what is listed as pages, from object 4 on."""
    packed = zlib.compress(content)
    font = "/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {kids.count('R')} >>".encode(),
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed),
        *[f"<< /Type /Page /Parent 2 0 R /Contents 3 0 R {font} >>".encode()] * pages,
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    path.write_bytes(out + b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table) + end.encode())
    return path


def test_a_small_pdf_is_no_large_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = b"BT /F 12 Tf (The city library opens on Sunday.) Tj ET "
    shared = pdf(tmp_path / "a.pdf", line * 200, 30, " ".join(f"{4 + n} 0 R" for n in range(30)))
    with pytest.raises(InputError, match="more than 3 times as much text"):
        list(pick(open_input(str(shared))))
    again = pdf(tmp_path / "b.pdf", line, 1, "4 0 R " * 30)
    (article,) = pick(replace(open_input(str(again)), whole=True))
    assert article.target is not None and article.target.text.count("opens on Sunday") == 1
    monkeypatch.setattr("align.readers.pdf._MAX_STREAM", 10_000)
    large = pdf(tmp_path / "c.pdf", line * 1_000, 1, "4 0 R")
    with pytest.raises(InputError, match="broken"):
        list(pick(open_input(str(large))))
    assert len(pypdf.PdfReader(large).pages[0].extract_text()) > 10_000  # the limit is ours alone
