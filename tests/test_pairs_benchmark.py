"""The benchmark of pairs that differ by one fault."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import pairs

ROWS = (
    ("会议于3月5日召开。", "The meeting was held on March 5.", "The meeting was held on March 6."),
    ("会议很成功。", "The meeting went well.", "The meeting went quickly."),
    ("他买了三本书。", "He bought four books.", "He bought four books."),
)


def test_faults_are_told_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("".join("\t".join(row) + "\n" for row in ROWS), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["pairs", str(path), "--list", "--second-reader", "never"])
    pairs.main()
    said = capsys.readouterr().out
    assert said.splitlines()[-1] == "1 of 3 found, 1 right ones flagged"  # what stands on both sides is no find
    assert "missed   会议很成功。" in said and "flagged  他买了三本书。" in said


def test_a_row_of_two_cells_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("一\tone\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["pairs", str(path)])
    with pytest.raises(SystemExit):
        pairs.main()
    assert "pairs.tsv:1: 2 cells" in capsys.readouterr().err
