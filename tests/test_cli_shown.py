"""What commands show on the screen beside findings: terms, blocks, links of words, scores."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run

ZH = ("区块链产业在河南发展。", "区块链技术服务实体经济。", "图书馆周六开放。")
EN = (
    "The blockchain industry develops in Henan.",
    "Blockchain technology serves the real economy.",
    "The library opens on Saturday.",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.zh.txt").write_text("\n".join(ZH), encoding="utf-8")
    (tmp_path / "a.en.txt").write_text("\n".join(EN), encoding="utf-8")
    return tmp_path


def test_terms_on_the_screen(align: Run, folder: Path) -> None:
    done = align("terms", "a.zh.txt", "a.en.txt")
    assert done.returncode == 0
    (line,) = [line for line in done.stdout.splitlines() if "区块链 " in line]
    assert line.split()[:3] == ["2", "×", "区块链"] and "blockchain" in line.lower()


def test_inspect_goes_through_folders_and_names_what_no_reader_knows(align: Run, folder: Path) -> None:
    (folder / "notes.odt").write_bytes(b"?")
    (folder / ".hidden.txt").write_text("不读", encoding="utf-8")
    (folder / "rows.jsonl").write_text('{"source": "开放", "target": "open"}\n', encoding="utf-8")
    done = align("inspect", str(folder), "--all")
    assert done.returncode == 0 and ".hidden" not in done.stdout
    assert "a.zh.txt" in done.stdout and "  Chinese: 3 blocks" in done.stdout and "paired rows" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("not read, no reader for such names:")
    (folder / "empty").mkdir()
    nothing = align("inspect", str(folder / "empty"))
    assert (nothing.returncode, len(nothing.stderr.splitlines())) == (2, 1)


def test_inspect_shows_the_first_blocks_of_a_long_text(align: Run, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("\n".join(f"这是第{n}段正文。" for n in range(30)), encoding="utf-8")
    assert "  … 10 more blocks (--all)" in align("inspect", "long.txt").stdout


def test_pair_tells_what_was_linked(align: Run, folder: Path) -> None:
    plain, told = (align("pair", "a.zh.txt", "a.en.txt", *more).stdout.splitlines() for more in ((), ("--explain",)))
    assert len(plain) == 9 and len(told) == 12
    assert [line for line in told if line in plain] == plain and "图书馆" in told[11]


def test_two_translations_are_scored_against_a_reference(align: Run, folder: Path) -> None:
    worse = (EN[0], "Technology serves an economy of something.", "It opens on Sunday.")
    for name, english in (("b.txt", EN), ("c.txt", worse)):
        text = "".join(f"{zh}\n{en}\n" for zh, en in zip(ZH, english, strict=True))
        (folder / name).write_text(text, encoding="utf-8")
    done = align("score", "b.txt", "c.txt", "--reference", "a.en.txt")
    assert done.returncode == 0, done.stderr
    lines = [line for line in done.stdout.splitlines() if " first " in line]
    assert [line.split()[0] for line in lines] == ["BLEU", "chrF++", "TER"]
    assert "2 articles, mean quality" in done.stdout and "  BLEU 100.0" in done.stdout
    assert align("score", "b.txt", "-f", "html", "-o", "s.html").returncode == 0
    assert (folder / "s.html").read_bytes().startswith(b"<!doctype html>")
    assert "no translation here" in align("score", "a.zh.txt").stdout


def test_a_table_of_thousands_says_what_is_quicker(align: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it begins; not where the setting says so already, and not for an article."""
    from align.cli import check

    monkeypatch.setattr(check, "_MANY", 2)
    rows = "".join(f"第{n}座桥已建成。\tBridge No. {n} has been built.\n" for n in range(1, 5))
    (tmp_path / "memory.tsv").write_text(f"source\ttarget\n{rows}", encoding="utf-8")
    said = align("check", "memory.tsv").stderr
    assert "memory.tsv: 4 texts, each of which is read twice" in said and "suspicious" in said
    (tmp_path / "align.toml").write_text('second_reader = "suspicious"\n', encoding="utf-8")
    assert "read twice" not in align("check", "memory.tsv").stderr


@pytest.mark.parametrize(("times", "places"), [(3, 0), (4, 1)])
def test_a_third_finding_of_a_kind_is_shown_in_full_unless_there_are_more(
    align: Run, tmp_path: Path, times: int, places: int
) -> None:
    """A line with one place is no shorter than the finding."""
    pairs = "".join(f"第{n}天，郑州下雨。\nIt rained in Chengzhou on day {n}.\n" for n in range(1, times + 1))
    (tmp_path / "a.txt").write_text(pairs, encoding="utf-8")
    shown = align("check", "a.txt", "--select", "places").stdout
    assert shown.count("more: error places/zhengzhou") == places
    assert shown.count("[Chengzhou]") == (times if not places else 2)


def test_a_sentence_without_translation_is_no_pair(align: Run, folder: Path) -> None:
    (folder / "a.en.txt").write_text("\n".join(EN[:2]), encoding="utf-8")
    done = align("check", "a.zh.txt", "a.en.txt")
    assert done.stdout.splitlines()[0].endswith(": 2 pairs of sentences")
    assert "<dt>pairs</dt><dd>2</dd>" in align("check", "a.zh.txt", "a.en.txt", "--format", "html").stdout
