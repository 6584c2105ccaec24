"""SARIF, JUnit, GitHub annotations, rdjson, Markdown: valid, placed right, and safe from what articles hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from align.records import Alignment, Decision, Review
from align.registry import writer
from tests import made
from tests.conftest import Run
from tests.test_html import HOSTILE

FORMATS = ("sarif", "junit", "github", "rdjson", "markdown")
REVIEW = made.article(found=made.FOUND)
WAIVED = made.article(found=made.FOUND, decisions=(Decision("waived", "so published", "Wang", "", "w.toml:3"),))
INLINE = made.article(found=made.FOUND, decisions=(Decision("waived", "quoted", "", "", "inline, line 1"),))


def made_of(words: str) -> Review:
    found = {"check": "names", "bead": 0, "src": words, "tgt": words, "message": words, "note": words}
    return made.article(
        ((f"他说{words}。", f"He said {words}."),), ({**found, "suggestions": (words,)},), f"{words}.txt"
    )


def out(name: str, *reviews: Review) -> str:
    return b"".join(writer(name).write(iter(reviews))).decode("utf-8")


def segment(source: str, target: str, **found: Any) -> Review:
    alignment = Alignment.of_pair(source, target, path="memory.jsonl", id="s17")
    return Review(alignment, made.article().scores, (made.finding(alignment, "dates", 0, **found),))


@pytest.mark.parametrize("name", FORMATS)
def test_streamed_and_the_same_every_time(name: str) -> None:
    assert out(name, REVIEW, WAIVED) == out(name, made.article(found=made.FOUND), WAIVED)
    read: list[int] = []

    def reviews() -> Iterator[Review]:
        for number in range(3):
            read.append(number)
            yield REVIEW

    chunks = iter(writer(name).write(reviews()))
    if name != "markdown":  # a page that sorts needs all
        while not read:
            next(chunks)
        assert read == [0]


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_and_nothing_found(name: str) -> None:
    for reviews in ((), (made.article(()),), (made.article(),)):
        text = out(name, *reviews)
        if name in ("sarif", "rdjson"):
            json.loads(text)
        elif name == "junit":
            ElementTree.fromstring(text)


# -- SARIF -----------------------------------------------------------------------------------------------------------


def sarif(*reviews: Review) -> dict[str, Any]:
    from jsonschema import Draft202012Validator, FormatChecker

    data = json.loads(out("sarif", *reviews))
    schema = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(data)
    (run,) = data["runs"]
    return run


def test_sarif_is_valid_against_the_schema() -> None:
    one_sided = made.article(
        [(zh, "") for zh, _ in made.PAIRS], ({"check": "source-digits", "bead": 1, "src": "120万"},)
    )
    run = sarif(REVIEW, WAIVED, INLINE, one_sided, segment("三", "3", src="三"), *map(made_of, HOSTILE))
    names = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(names) == len(set(names))
    for result in run["results"]:
        assert names[result["ruleIndex"]] == result["ruleId"]
    assert all(rule["help"]["text"] for rule in run["tool"]["driver"]["rules"])


def test_sarif_places_are_columns_of_the_file() -> None:
    run = sarif(REVIEW)
    assert REVIEW.alignment.target
    text = REVIEW.alignment.target.text.split("\n")
    first = run["results"][0]
    region = first["locations"][0]["physicalLocation"]["region"]
    assert text[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == "Sunday"
    other = first["relatedLocations"][0]["physicalLocation"]["region"]
    assert text[other["startLine"] - 1][other["startColumn"] - 1 : other["endColumn"] - 1] == "周六"
    assert first["message"]["text"] == "Saturday in the source, Sunday here (suggested: Saturday)"
    assert run["columnKind"] == "unicodeCodePoints"
    article = run["results"][-1]["locations"][0]["physicalLocation"]
    assert article == {"artifactLocation": {"uri": "news/library.txt"}}


def test_sarif_fingerprints_are_of_content() -> None:
    moved = made.article((("新。", "New."), *made.PAIRS), [dict(f, bead=f["bead"] + 1) for f in made.FOUND[:6]])
    prints = [[r["partialFingerprints"] for r in sarif(review)["results"]] for review in (REVIEW, moved)]
    assert prints[0][:6] == prints[1]


def test_sarif_suppressions_and_segments() -> None:
    assert sarif(WAIVED)["results"][0]["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "so published, Wang"}
    ]
    assert sarif(INLINE)["results"][0]["suppressions"][0]["kind"] == "inSource"
    (location,) = sarif(segment("三", "3", src="三"))["results"][0]["locations"]
    assert location["logicalLocations"][0]["name"] == "s17" and "region" not in location["physicalLocation"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/新闻.txt", "a%20b/%E6%96%B0%E9%97%BB.txt"),
        ("javascript:x", "javascript%3Ax"),
        ("/x/y", "file:///x/y"),
        ("a\\b", "a/b"),
    ],
)
def test_sarif_paths_are_relative_references(path: str, uri: str) -> None:
    review = made.article(found=made.FOUND[:1], path=path)
    assert sarif(review)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


# -- JUnit -----------------------------------------------------------------------------------------------------------


def test_junit_counts_what_it_tells() -> None:
    root = ElementTree.fromstring(out("junit", REVIEW, WAIVED, made.article(path="clean.txt")))
    suites = root.findall("testsuite")
    assert [(s.get("tests"), s.get("failures"), s.get("skipped")) for s in suites] == [
        ("7", "3", "0"), ("7", "2", "1"), ("1", "0", "0"),
    ]  # fmt: skip
    for suite in suites:
        assert len(suite.findall("testcase")) == int(suite.get("tests") or 0)
        assert len(suite.findall(".//failure")) == int(suite.get("failures") or 0)
    case = suites[0].findall("testcase")[0]
    assert case.get("name", "").startswith("2:45 dates ") and case.get("line") == "2"
    assert case.find("failure").get("type") == "error"  # type: ignore[union-attr]
    names = [c.get("name") for c in suites[0].findall("testcase")]
    assert len(set(names)) == len(names)


# -- GitHub ----------------------------------------------------------------------------------------------------------


def test_github_annotations() -> None:
    lines = out("github", WAIVED).splitlines()
    assert len(lines) == 6
    assert lines[0] == (
        "::error file=news/library.txt,line=4,endLine=4,col=23,endColumn=29,title=numbers::120万 is 1.2 million "
        "(suggested: 1.2 million) [120万 → 120,000]"
    )
    assert [line.split(" ")[0] for line in lines] == [
        "::error", "::warning", "::notice", "::warning", "::error", "::notice",
    ]  # fmt: skip


def test_github_commands_cannot_be_smuggled_in() -> None:
    words = "100%\r\n::error file=x::boo, a:b"
    text = out("github", made_of(words))
    assert text.count("\n") == 1 and text.count("\r") == 0
    properties = text.split("::")[1]
    assert "%3A%3Aerror file=x" in properties and "a%3Ab" in properties


# -- rdjson ----------------------------------------------------------------------------------------------------------


def test_rdjson_columns_are_bytes_and_suggestions_replace_the_marked_words() -> None:
    found = (
        {"check": "names", "bead": 0, "src": "嵩山", "tgt": "Yishan", "suggestions": ("Songshan",), "note": "sōng"},
    )
    review = made.article((("在嵩山脚下。", "At the foot – of Yishan."),), found)
    data = json.loads(out("rdjson", review))
    (one,) = data["diagnostics"]
    assert review.alignment.target
    line = review.alignment.target.text.split("\n")[one["location"]["range"]["start"]["line"] - 1].encode()
    start, end = (one["location"]["range"][k]["column"] - 1 for k in ("start", "end"))
    assert line[start:end] == b"Yishan"
    assert one["suggestions"] == [{"range": one["location"]["range"], "text": "Songshan"}]
    assert one["relatedLocations"][0]["location"]["range"]["start"] == {"line": 1, "column": 4}
    assert (one["severity"], one["code"]["value"], one["message"]) == ("ERROR", "names", "names here\nsōng")


def test_rdjson_leaves_out_what_is_waived_and_ranges_of_segments() -> None:
    assert len(json.loads(out("rdjson", WAIVED))["diagnostics"]) == 6
    (one,) = json.loads(out("rdjson", segment("三", "3", src="三")))["diagnostics"]
    assert one["location"] == {"path": "memory.jsonl"} and "suggestions" not in one


# -- Markdown --------------------------------------------------------------------------------------------------------


def tokens(text: str) -> list[Any]:
    from markdown_it import MarkdownIt

    found = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        found += [token, *(token.children or ())]
    return found


def test_markdown_lists_the_worst_first() -> None:
    text = out("markdown", WAIVED)
    assert text.startswith("### Translation check: 2 errors, 2 warnings, 2 notes\n\n1 more is waived or known.\n")
    order = [line.split("|")[1].split()[1] for line in text.splitlines() if line.startswith("| ") and "<sub>" in line]
    assert order == ["error", "error", "warning", "warning", "note", "note"]
    assert "**120万** → **120,000**" in text and "1.2 million" in text
    assert sum(t.type == "table_open" for t in tokens(text)) == 2


def test_markdown_stays_short() -> None:
    found = [{"check": f"c{n}", "bead": 0, "src": "周六", "severity": ("note", "error")[n % 2]} for n in range(300)]
    text = out("markdown", made.article(found=found))
    assert text.count("❌") == 100 and text.count("ℹ️") == 0
    assert "and 200 more findings" in text and len(text) < 65536


@pytest.mark.parametrize("words", [*HOSTILE, "a|b `c` *d* [e](http://f.g) @mention www.h.i #1", "<!-- x\n\n# y"])
def test_markdown_is_only_text(words: str) -> None:
    text = out("markdown", made_of(words))
    found = tokens(text)
    kinds = {t.type for t in found}
    assert not kinds & {"link_open", "image", "code_inline", "html_block", "em_open", "fence"}
    html = {t.content for t in found if t.type == "html_inline"}
    assert html <= {"<sub>", "</sub>", "<!-- -->"}
    assert [t.tag for t in found if t.type == "heading_open"] == ["h3"]
    assert "@mention" not in text and "www.h" not in text
    rows = sum(t.type == "tr_open" for t in found)
    assert rows == 4 and sum(t.type == "td_open" for t in found) == 10


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_break_no_format(name: str, words: str) -> None:
    text = out(name, made_of(words))
    if name in ("sarif", "rdjson"):
        json.loads(text)
    elif name == "junit":
        ElementTree.fromstring(text)


def test_a_workbook_that_cannot_be_finished_is_one_line(align_process: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("今天下雨。\nIt is raining today.\n", encoding="utf-8")
    for arguments in (["a.txt", "nothing.txt", "-o", "x.xlsx"], ["a.txt", "-f", "xlsx", "-o", "none/x.xlsx"]):
        done = align_process("check", *arguments)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
        assert "Traceback" not in done.stderr


def test_a_chinese_workbook_comes_back(align: Run, tmp_path: Path) -> None:
    import openpyxl

    text = "郑州市图书馆周末照常开放。\nThe Chengzhou City Library will stay open at weekends as usual.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    align("check", "a.txt", "-o", "a.json")
    assert align("report", "a.json", "-o", "a.xlsx", "--lang", "zh").returncode == 0
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = book.worksheets[0]
    head = [cell.value for cell in sheet[1]]
    assert book.sheetnames == ["问题", "句对"] and {"文件", "严重程度", "处理", "指纹"} <= set(head)
    assert sheet.data_validations.dataValidation[0].formula1 == '"未处理,已接受,已忽略"'
    row = dict(zip(head, sheet[2], strict=True))
    assert (row["严重程度"].value, row["处理"].value) == ("错误", "未处理") and "应为" in row["说明"].value
    row["处理"].value, row["理由"].value, row["姓名"].value = "已忽略", "笔名", "李"
    book.save(tmp_path / "done.xlsx")
    done = align("apply", "a.json", "-d", "done.xlsx", "--waivers", "w.toml", "--todo", "t.md")
    assert done.returncode == 0, done.stderr
    assert 'reason = "笔名"' in (tmp_path / "w.toml").read_text(encoding="utf-8")
