"""Corrections: decisions in, the corrected file in its own format out."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from align import files, inputs, mend, registry, review
from align.decisions import read
from align.errors import InputError
from align.records import Change, Decisions, Edit
from align.review_json import review_from
from tests import made
from tests.conftest import Run

ZH, EN, BETTER = "市图书馆周六开放。", "The city library opens on Sunday.", "The city library opens on Saturday."
CHANGE = (Change(EN, BETTER),)


def mender(name: str) -> Any:
    return next(m for m in registry.menders() if m.name == name)


def edit_of(text: str, before: str, after: str) -> Edit:
    at = text.index(before)
    return Edit(at, at + len(before), before, after)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_text_is_corrected_in_place(tmp_path: Path, encoding: str, ending: str) -> None:
    path = tmp_path / "a.txt"
    data = ending.join([ZH, EN, "", "馆长说,新馆很好。", "The director said the new library was good.", ""]).encode(
        encoding
    )
    path.write_bytes(data)
    found = review(path)
    assert found.alignment.target is not None
    edit = edit_of(found.alignment.target.text, "Sunday", "Saturday")
    assert mend.corrected(found, [edit], data).decode(encoding) == data.decode(encoding).replace("Sunday", "Saturday")


def test_a_text_that_has_changed_since_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{ZH}\n{EN}\n", encoding="utf-8")
    found = review(path)
    assert found.alignment.target is not None
    edit = edit_of(found.alignment.target.text, "Sunday", "Saturday")
    with pytest.raises(InputError, match="has changed"):
        mend.corrected(found, [edit], f"{ZH}\n{EN} And more.\n".encode())


def test_edits_that_overlap_or_do_not_fit_are_refused() -> None:
    found = made.article()
    assert found.alignment.target is not None
    text = found.alignment.target.text
    one, other = edit_of(text, "on Sunday"[3:], "Saturday"), edit_of(text, "from Sunday", "since Saturday")
    with pytest.raises(InputError, match="two edits"):
        mend.corrected(found, [one, other], text.encode())
    with pytest.raises(InputError, match="does not have"):
        mend.corrected(found, [Edit(0, 3, "xyz", "abc")], text.encode())


TMX = f"""<?xml version="1.0" encoding="utf-8"?>
<tmx version="1.4"><header srclang="zh"/><body><!-- kept -->
<tu tuid='a&gt;b'><tuv xml:lang="zh"><seg>{ZH}</seg></tuv>
<tuv xml:lang="en"><seg>The <bpt i="1">&lt;b></bpt>city<ept i="1"/> library opens on Sunday.</seg></tuv></tu>
</body></tmx>"""
XLIFF = f"""<xliff version="1.2"><file source-language="zh" target-language="en"><body>
<trans-unit id="1"><source>{ZH}</source><target state="new" >The <g id="1">city</g> library opens on Sunday.</target>
<alt-trans><target>{EN}</target></alt-trans></trans-unit>
<trans-unit id="2"><source>甲&amp;乙</source><target>A &amp; B</target></trans-unit></body></file></xliff>"""


def test_tmx_keeps_every_other_byte() -> None:
    out = mender("tmx").apply(TMX.encode(), "a.tmx", CHANGE).decode()
    assert out == TMX.replace("Sunday", "Saturday")


def test_xliff_gets_the_target_and_its_state() -> None:
    out = mender("xliff").apply(XLIFF.encode("utf-16"), "a.xlf", CHANGE).decode("utf-16")
    expected = XLIFF.replace('state="new"', 'state="translated"').replace(
        "Sunday.</target>\n<alt", "Saturday.</target>\n<alt"
    )
    assert out == expected
    changed = mender("xliff").apply(XLIFF.encode(), "a.xlf", [Change("A & B", "A < B & C")]).decode()
    assert '<target state="translated">A &lt; B &amp; C</target>' in changed


def test_xliff_2_has_its_state_at_the_segment() -> None:
    segment = f'<segment id="s"><source>{ZH}</source><target>{EN}</target></segment>'
    text = f'<xliff version="2.0"><unit>{segment}</unit></xliff>'
    out = mender("xliff").apply(text.encode(), "a.xlf", CHANGE).decode()
    assert out == text.replace('<segment id="s"', '<segment id="s" state="translated"').replace(EN, BETTER)


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><tmx><tuv><seg>&a;</seg></tuv></tmx>'
    with pytest.raises(InputError, match="entities"):
        mender("tmx").apply(bomb.encode(), "a.tmx", CHANGE)


def test_po_keeps_other_entries() -> None:
    text = f'#, fuzzy\nmsgid "{ZH}"\nmsgstr "{EN}"\n\nmsgid "两行"\nmsgstr ""\n"one\\n"\n"two \\"2\\""\n'
    assert mender("po").apply(text.encode(), "a.po", CHANGE).decode() == text.replace(EN, BETTER)
    out = mender("po").apply(text.encode(), "a.po", [Change('one two "2"', 'one "two" 2')]).decode()
    assert out.endswith('msgstr ""\n"one\\n\\""\n"two\\" 2"\n')


def test_tables_keep_other_rows() -> None:
    text = f'源文,译文\r\n{ZH},"{EN}"\r\n"甲,乙"  ,x\r\n{ZH},{EN}\r\n'
    out = mender("table").apply(text.encode(), "a.csv", [Change(EN, BETTER + " Yes, it does.", 1)]).decode()
    assert out == text[: text.rindex(EN)] + f'"{BETTER} Yes, it does."\r\n'
    rows = f'{{"source": "{ZH}", "target": "{EN}", "id": 1}}\n\n{{"target":"x"}}\n'
    assert mender("jsonl").apply(rows.encode(), "a.jsonl", CHANGE).decode() == rows.replace(EN, BETTER)


def test_a_workbook_keeps_its_formats() -> None:
    from openpyxl import Workbook, load_workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    for row in (["Chinese", "English"], [ZH, EN], [EN, "no translation"]):
        sheet.append(row)
    sheet["B2"].font = Font(bold=True)
    data = io.BytesIO()
    book.save(data)
    changes = [Change(EN, "=" + BETTER), Change("no translation", "none")]
    out = load_workbook(io.BytesIO(mender("xlsx").apply(data.getvalue(), "a.xlsx", changes))).active
    assert [[c.value for c in row] for row in out.iter_rows()] == [
        ["Chinese", "English"],
        [ZH, "=" + BETTER],
        [EN, "none"],
    ]
    assert out["B2"].font.bold and out["B2"].data_type == "s"


def test_word_documents_get_tracked_changes(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph(ZH)
    paragraph = document.add_paragraph("The city library ")
    paragraph.add_run("opens on Sunday").bold = True
    paragraph.add_run(".")
    document.save(str(tmp_path / "a.docx"))
    data = (tmp_path / "a.docx").read_bytes()
    out = mender("docx").apply(data, "a.docx", [Change(EN, "The new city library opens on Saturday.")])
    xml = zipfile.ZipFile(io.BytesIO(out)).read("word/document.xml").decode()
    assert xml.count("<w:del ") == 1 and xml.count("<w:ins ") == 2
    assert ">Sunday</w:delText>" in xml and ">Saturday</w:t>" in xml
    (tmp_path / "b.docx").write_bytes(out)
    assert Document(str(tmp_path / "b.docx")).paragraphs[0].text == ZH
    assert out == mender("docx").apply(data, "a.docx", [Change(EN, "The new city library opens on Saturday.")])


@pytest.mark.parametrize("name", [m.name for m in registry.menders()])
def test_what_is_no_file_of_its_format_is_one_line(name: str) -> None:
    for data in (b"", b"PK\x03\x04", b"<a", "甲乙丙丁\n".encode()):
        with pytest.raises(InputError):
            mender(name).apply(data, f"a{mender(name).extensions[0]}", CHANGE)


@pytest.mark.parametrize("place", [0, 2])  # where members say that they are encrypted, and how they are packed
@pytest.mark.parametrize("name", ["docx", "xlsx", "pptx", "epub"])
def test_archives_that_cannot_be_unpacked_are_one_line(name: str, place: int) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for part in ("word/document.xml", "xl/workbook.xml", "ppt/slides/slide1.xml", "META-INF/container.xml"):
            archive.writestr(part, "<w:document/>")
    odd = bytearray(data.getvalue())
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        start = odd.find(mark)
        while start >= 0:
            odd[start + at + place] = 99 if place else 1
            start = odd.find(mark, start + 4)
    with pytest.raises(InputError):
        list(inputs.pick(files.from_bytes(bytes(odd), f"a.{name}")))
    for one in registry.menders():
        if one.name == name:
            with pytest.raises(InputError):
                one.apply(bytes(odd), f"a.{name}", CHANGE)


def test_decisions_say_what_is_wrong_with_them() -> None:
    good = {"schema": "align-qa/decisions/1", "documents": [{"path": "a", "edits": [], "findings": []}]}
    assert read(json.dumps(good).encode(), "d.json") == (Decisions("a"),)
    bad: list[object] = [
        [], {}, good | {"schema": "x"}, good | {"documents": [{}]}, good | {"documents": [{"path": 1}]},
        good | {"documents": [{"path": "a", "edits": [{"start": 2, "end": 1, "before": "", "after": ""}]}]},
        good | {"documents": [{"path": "a", "findings": [{"fingerprint": "x", "state": "accepted"}]}]},
    ]  # fmt: skip
    for entry in bad:
        with pytest.raises(InputError, match=r"d\.json"):
            read(json.dumps(entry).encode(), "d.json")


@pytest.mark.parametrize("strange", ["\0", "\a", "\ud800", "\uffff"])
def test_an_edit_puts_in_text_alone(strange: str) -> None:
    def decisions(before: str) -> bytes:
        edit = {"start": 0, "end": len(before), "before": before, "after": f"x{strange}"}
        documents = [{"path": "a.xlf", "edits": [edit]}]
        return json.dumps({"schema": "align-qa/decisions/1", "documents": documents}).encode()

    with pytest.raises(InputError, match=rf"puts in U\+{ord(strange):04X}, which is no text"):
        read(decisions("y"), "d.json")
    assert read(decisions(f"y{strange}"), "d.json")  # it was there before


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
@pytest.mark.parametrize("new", ["two\nlines", "two\rlines", 'a "word"', "a,b", "a\tb"])
def test_a_new_cell_stays_in_its_row(name: str, new: str) -> None:
    separator = "," if name.endswith(".csv") else "\t"
    text = f"source{separator}target\n{ZH}{separator}old\nx{separator}y\n"
    out = mender("table").apply(text.encode(), name, [Change("old", new)]).decode()
    rows = list(csv.reader(io.StringIO(out, newline=""), delimiter=separator))
    assert rows == [["source", "target"], [ZH, new], ["x", "y"]]


def test_apply_on_the_command_line(align: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{ZH}\n{EN}\n", encoding="utf-8")
    assert align("check", "a.txt", "-f", "json", "-o", "r.json").returncode in (0, 1)
    found = review_from(json.loads((tmp_path / "r.json").read_text(encoding="utf-8")), "r.json")
    assert found.alignment.target is not None and found.findings
    edit = edit_of(found.alignment.target.text, "Sunday", "Saturday")
    verdict = {"fingerprint": found.fingerprints[0], "state": "dismissed", "reason": "quoted", "author": "Li"}
    document = {"path": "a.txt", "edits": [vars(edit)], "findings": [verdict]}
    (tmp_path / "d.json").write_text(json.dumps({"schema": "align-qa/decisions/1", "documents": [document]}))
    done = align("apply", "r.json", "-d", "d.json", "--waivers", "align-waivers.toml", "--todo", "todo.md")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.corrected.txt").read_text(encoding="utf-8") == f"{ZH}\n{BETTER}\n"
    assert found.fingerprints[0] in (tmp_path / "align-waivers.toml").read_text()
    assert (tmp_path / "todo.md").read_text(encoding="utf-8").startswith("# Open points: a.txt")
    assert align("check", "a.corrected.txt").returncode == 0
    wrong = align("apply", "r.json", "-d", "r.json")
    assert wrong.returncode == 2 and wrong.stderr.count("\n") == 1


def test_files_are_opened_as_everywhere() -> None:
    with pytest.raises(InputError, match="cannot be read"):
        files.open_input("/nowhere/decisions.json")


def test_a_findings_workbook_comes_back(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    found = made.article(found=made.FOUND)
    book = load_workbook(io.BytesIO(b"".join(registry.writer("xlsx").write([found]))))
    sheet = book["Findings"]
    head = [cell.value for cell in sheet[1]]
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"open,accepted,dismissed"'
    for row, state in ((2, "dismissed"), (3, "accept")):
        sheet.cell(row, head.index("decision") + 1, state)
        sheet.cell(row, head.index("reason") + 1, "quoted")
        sheet.cell(row, head.index("name") + 1, "Li")
    book.save(tmp_path / "f.xlsx")
    (own,) = read((tmp_path / "f.xlsx").read_bytes(), "f.xlsx")
    assert mend.belongs(found, own) and [v.state for v in own.verdicts] == ["dismissed", "accepted"]
    (waiver,) = mend.waivers(found, own)
    assert (waiver.reason, waiver.author) == ("quoted", "Li")


@pytest.mark.parametrize("text", ["=1", "\n=1", " =1", "＝1", "＠x", "\t+1", "-1"])
def test_no_cell_becomes_a_formula(text: str) -> None:
    from align.writers._table import harmless

    assert str(harmless(text)).startswith("'")


def test_formats_that_take_no_corrections_say_so(tmp_path: Path) -> None:
    page = f"<html><body><p>{ZH}</p><p>{EN}</p></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    found = review(tmp_path / "a.html")
    assert found.alignment.target is not None
    edit = edit_of(found.alignment.target.text, "Sunday", "Saturday")
    with pytest.raises(InputError, match="takes no corrections"):
        mend.corrected(found, [edit], page.encode())
