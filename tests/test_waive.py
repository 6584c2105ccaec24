"""align waive and align explain: findings by fingerprint, by place, by check."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.conftest import Run

BAD = "郑州市图书馆周末照常开放。\nThe Chengzhou City Library will stay open at weekends as usual.\n"


def fingerprint(align: Run, *paths: str) -> str:
    findings = json.loads(align("check", *paths, "--format", "json").stdout)["findings"]
    return next(f["fingerprint"] for f in findings if f["check"] == "places/zhengzhou")


def test_a_finding_is_waived_by_its_fingerprint_wherever_its_text_is(align: Run, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "bad.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "other.txt").write_text("天气好。\nThe weather is fine.\n", encoding="utf-8")
    name = fingerprint(align, "deep/bad.txt")
    done = align("waive", name, "--reason", "a pen name", "--author", "Li")
    assert done.returncode == 0 and "Chengzhou" in done.stderr and "1 waiver written" in done.stderr
    again = align("check", "deep/bad.txt")
    assert (again.returncode, "1 waived" in again.stdout) == (0, True)
    assert "waived already" in align("waive", name, "--reason", "a pen name").stderr


def test_a_finding_is_waived_by_its_place_and_check(align: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "align-waivers.toml").write_text("# ours\n", encoding="utf-8")
    for place, check in (("bad.txt:2:5", "number"), ("bad.txt:1:9", "places"), ("bad.txt:7", "")):
        done = align("waive", place, "--check", check, "--reason", "x")
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1) and "no " in done.stderr
    done = align("waive", "bad.txt:2", "--check", "places", "--reason", 'said "so"', "--expires", "2090-01-31")
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "align-waivers.toml").read_text(encoding="utf-8")
    assert written.startswith("# ours\n") and written.count("[[waiver]]") == 1 and "expires = 2090-01-31" in written
    assert align("check", "bad.txt").returncode == 0


def test_a_pair_of_files_is_found_from_one_of_them(align: Run, tmp_path: Path) -> None:
    zh, en = BAD.strip().split("\n")
    (tmp_path / "a.zh.txt").write_text(zh, encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(en, encoding="utf-8")
    assert align("waive", "a.en.txt:1:5", "--reason", "a pen name").returncode == 0
    assert align("check", "a.zh.txt", "a.en.txt").returncode == 0


def test_what_waive_cannot_use_is_one_line(align: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    for arguments, found in (
        (["bad.txt:2:5"], "--reason"),
        (["bad.txt", "--reason", "x"], "no fingerprint"),
        (["0123456789abcdef", "--reason", "x"], "no such finding"),
        (["bad.txt:2:5", "--reason", "x", "--expires", "soon"], "2030-12-31"),
    ):
        done = align("waive", *arguments)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
        assert found in done.stderr
    assert not (tmp_path / "align-waivers.toml").exists()


def test_explain_tells_of_checks_rules_and_findings(align: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    assert "number" in align("explain", "number").stdout
    assert "Zhengzhou" in align("explain", "places/zhengzhou").stdout
    name = fingerprint(align, "bad.txt")
    for which in (name, "bad.txt:2:5"):
        told = align("explain", which).stdout
        assert "bad.txt:2:5: error places/zhengzhou" in told and name in told
        assert "suggested   Zhengzhou" in told and "align waive" in told
    unknown = align("explain", "nubmer")
    assert (unknown.returncode, len(unknown.stderr.splitlines())) == (2, 1) and "number" in unknown.stderr


def test_places_in_office_files_are_those_that_people_see(align: Run, tmp_path: Path) -> None:
    import docx
    import openpyxl

    zh, en = BAD.strip().split("\n")
    document = docx.Document()
    for text in (zh, en):
        document.add_paragraph(text)
    document.save(str(tmp_path / "a.docx"))
    book = openpyxl.Workbook()
    for row in (("中文", "English"), ("天气好。", "The weather is fine."), (zh, en)):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    for name, place in (("a.docx", "a.docx, paragraph 2:5"), ("a.xlsx", "a.xlsx, row 3:5")):
        assert f"{place}: error places/zhengzhou" in align("check", name).stdout
        assert align("waive", place, "--reason", "a pen name").returncode == 0
        assert align("check", name).returncode == 0
        (tmp_path / "align-waivers.toml").unlink()  # it names the words: it holds for both files


def test_a_kept_review_is_looked_through_without_checking_again(align: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    assert align("check", "bad.txt", "-o", "kept.json").returncode == 1
    name = fingerprint(align, "bad.txt")
    (tmp_path / "bad.txt").rename(tmp_path / "elsewhere.bin")
    done = align("waive", name, "kept.json", "--reason", "a pen name")
    assert done.returncode == 0 and "1 waiver written" in done.stderr
    assert "Chengzhou" in align("explain", name, "kept.json").stdout
    assert "no such finding" in align("waive", "0" * 16, "kept.json", "--reason", "x").stderr


def test_every_text_is_looked_through(align: Run, tmp_path: Path) -> None:
    """The text that is meant was changed before three hundred others."""
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    os.utime(tmp_path / "bad.txt", (1, 1))
    name = fingerprint(align, "bad.txt")
    for number in range(300):
        (tmp_path / f"empty{number}.csv").write_text("zh,en\n", encoding="utf-8")
    assert align("waive", name, "--reason", "a pen name").returncode == 0


@pytest.mark.parametrize(
    "folders", [("zh", "en"), ("docs/zh", "docs/en"), ("zh/guide/a", "en/guide/a"), ("zh-CN", ".")]
)
def test_the_other_file_is_found_in_the_folder_of_the_other_language(
    align: Run, tmp_path: Path, folders: tuple[str, str]
) -> None:
    for folder, text in zip(folders, BAD.strip().split("\n"), strict=True):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / "b.txt").write_text(text, encoding="utf-8")
    here, there = (os.path.normpath(f"{folder}/b.txt") for folder in folders)
    assert align("waive", f"{there}:1:5", "--reason", "a pen name").returncode == 0
    assert align("check", here, there).returncode == 0


def test_a_place_without_lines_is_named_as_a_check_shows_it(align: Run, tmp_path: Path) -> None:
    texts = {"zh.json": '{"a": {"b": "共三项"}, "c": "两天"}', "en.json": '{"a": {"b": "4 items"}, "c": "Five days"}'}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    shown = align("check", "zh.json", "en.json").stdout
    assert "en.json, a.b:1: " in shown
    for place in ("en.json, a.x:1", "en.json, a.b:9"):
        assert "no such finding" in align("waive", place, "--reason", "x").stderr
    assert align("waive", "en.json, a.b:1", "--reason", "x").returncode == 0
    left = align("check", "zh.json", "en.json").stdout
    assert "a.b" not in left and "en.json, c:1: " in left
