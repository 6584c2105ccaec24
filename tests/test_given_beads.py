"""What a person says about the beads: corrected files come back, anchors hold, faults are told with their place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from align.config import Config
from align.errors import InputError
from align.pair.guide import Guide
from align.records import Alignment
from align.session import Session

ZH = "孩子们在河边钓鱼。老人坐在树下看书。\n傍晚下起了大雨，大家都跑回家了。\n第二天天气很好。\n"
EN = (
    "The children were fishing by the river. The old man sat under a tree reading.\nIn the evening it rained.\n"
    "Everyone ran home. The next day the weather was fine.\n"
)


@pytest.fixture
def texts(tmp_path: Path) -> list[str]:
    for name, text in (("a.zh.txt", ZH), ("a.en.txt", EN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [str(tmp_path / "a.zh.txt"), str(tmp_path / "a.en.txt")]


@pytest.fixture
def aligned(texts: list[str], tmp_path: Path) -> Callable[..., Alignment]:
    def align(content: str = "", *, anchors: str = "", pre_split: bool = False) -> Alignment:
        files = {}
        for name, text in (("beads", content), ("anchors", anchors)):
            if text:
                (tmp_path / name).write_text(text, encoding="utf-8")
                files[name] = str(tmp_path / name)
        guide = Guide.of(files.get("anchors"), files.get("beads"), pre_split=pre_split)
        engine, article = Session(Config(())).guided(texts, guide)
        return engine.align(article)

    return align


def kinds(alignment: Alignment) -> list[tuple[str, str]]:
    return [(pair.source.text, pair.target.text) for pair in alignment.pairs()]


def test_numbers_are_taken_as_they_are(aligned: Callable[..., Alignment]) -> None:
    found = aligned("[0]:[0]\n[1]:[1]\n[2]:[2,3]\n[3]:[4]\n")
    assert [bead.kind for bead in found.beads] == ["1-1", "1-1", "1-2", "1-1"]
    assert all(bead.similarity is not None for bead in found.beads)


def test_a_table_may_join_part_and_move(aligned: Callable[..., Alignment]) -> None:
    rows = [
        ("孩子们在河边钓鱼。老人坐在树下看书。", EN.split("\n")[0]),
        ("傍晚下起了大雨，", "In the evening it rained."),
        ("大家都跑回家了。", "Everyone ran home."),
        ("第二天天气很好。", "The next day the weather was fine."),
    ]
    table = "bead\tkind\tsimilarity\tsource\ttarget\n" + "".join(
        f"{n}\t\t\t{s}\t{t}\n" for n, (s, t) in enumerate(rows, 1)
    )
    assert kinds(aligned(table)) == rows
    swapped = [rows[0], (rows[1][0], rows[2][1]), (rows[2][0], rows[1][1]), rows[3]]
    table = "bead\tkind\tsimilarity\tsource\ttarget\n" + "".join(f"1\t\t\t{s}\t{t}\n" for s, t in swapped)
    found = aligned(table)
    assert [bead.moved for bead in found.beads] == [False, False, True, False]
    assert kinds(found) == swapped


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[0]:[0]\n[1]:[1]\n[2]:[2,3]\n", "stands in no row"),
        ("[0]:[0]\n[0]:[1]\n[1,2,3]:[2,3,4]\n", "earlier row"),
        ("[0]:[0]\n[9]:[1]\n", "source sentence 9"),
        ("[0,2]:[0]\n", "no run"),
        ("[0]-[0]\n", "beads:1"),
        ("bead\tkind\tsimilarity\tsource\ttarget\n1\t\t\t他们走了。\tThey left.\n", "row 2"),
        ("Once upon a time\n", "no file of beads"),
        ('{"source": 1}\n', "source.sentences"),
        ("bead\tkind\tsimilarity\tsource\ttarget\n", "no beads"),
    ],
)
def test_faults_are_told_with_their_place(aligned: Callable[..., Alignment], content: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        aligned(content)


def test_what_pair_writes_comes_back(texts: list[str], tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from align.cli.app import command_line

    runner, app = CliRunner(), command_line()
    beads = {}
    for name in ("beads", "jsonl", "tsv", "xlsx"):
        out = tmp_path / f"out.{name}"
        result = runner.invoke(app, ["pair", *texts, "--format", name, "--output", str(out)])
        assert result.exit_code == 0, result.output
        again = runner.invoke(app, ["pair", *texts, "--beads", str(out), "--format", "jsonl"])
        assert again.exit_code == 0, again.output
        beads[name] = [json.loads(line)["target"]["text"] for line in again.stdout.splitlines()]
    assert beads["beads"] == beads["jsonl"] == beads["tsv"] == beads["xlsx"]
    checked = runner.invoke(app, ["check", *texts, "--beads", str(tmp_path / "out.tsv"), "--format", "json"])
    assert len(json.loads(checked.stdout)["beads"]) == len(beads["tsv"])


def test_lines_and_patterns_hold(aligned: Callable[..., Alignment]) -> None:
    found = aligned(anchors="# the third lines begin together\n3 = 3\n")
    assert all((bead.source[1] <= 3) == (bead.target[1] <= 3) for bead in found.beads if bead.kind != "0-1")
    found = aligned(anchors="/^第二/ = /^Everyone/\n")
    assert found.beads[-1].source[1] == 4
    assert not any(bead.source[0] < 3 < bead.source[1] for bead in found.beads)


def test_a_bead_of_anchors_is_one_bead(aligned: Callable[..., Alignment]) -> None:
    found = aligned(anchors="[1,2]:[1,2,3]\n")
    assert ((1, 3), (1, 4)) in [(bead.source, bead.target) for bead in found.beads]
    assert sum(b - a for bead in found.beads for a, b in (bead.source, bead.target)) == 9


@pytest.mark.parametrize(
    ("anchors", "told"),
    [
        ("1 = 3\n2 = 1\n", "crosses"),
        ("77 = 1\n", "line 77"),
        ("/^第/ = /^Chapter/\n", "matches 1 lines of the source and 0"),
        ("/(/ = /x/\n", "no regular expression"),
        ("/[[a]/ = /x/\n", "no regular expression: Possible nested set"),
        ("[0]:[]\n", "two sides"),
        ("hello\n", "no anchor"),
    ],
)
def test_anchors_that_cannot_hold(aligned: Callable[..., Alignment], anchors: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        aligned(anchors=anchors)


def test_pre_split_lines_are_sentences(aligned: Callable[..., Alignment]) -> None:
    found = aligned("[0]:[0]\n[1]:[1,2]\n[2]:[]\n", pre_split=True)
    assert [bead.kind for bead in found.beads] == ["1-1", "1-2", "1-0"]
