"""Tables and memories too large for one article: their rows come one by one, the same for any number of jobs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest

from align.batch import units
from align.batch.run import Plan, run
from align.config import Config
from align.errors import InputError
from align.files import open_input
from align.readers import table, tmx
from align.session import Session

PAIRS = [
    ("全市今年新建学校二十所。", "The city is building twenty new schools this year."),
    ("郑州市图书馆周末照常开放。", "Chengzhou City Library will stay open at weekends as usual."),
    ("他说：“地铁五号线年底通车。”", '"Metro Line 5 opens at the end of the year," he said.'),
]


def rows(count: int) -> list[tuple[str, str]]:
    return [(PAIRS[n % 3][0], f"{PAIRS[n % 3][1]} ({n})") for n in range(count)]


def tsv(path: Path, count: int) -> Path:
    lines = ["key\tsource\ttarget", *(f"k{n}\t{zh}\t{en}" for n, (zh, en) in enumerate(rows(count)))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def csv(path: Path, count: int) -> Path:
    lines = [f'"{zh}","{en.replace(chr(34), chr(34) * 2)}"' for zh, en in rows(count)]
    path.write_text("\n".join(lines), encoding="gb18030")
    return path


def memory(path: Path, count: int) -> Path:
    made = (
        f'<tu tuid="u{n}"><tuv xml:lang="en-US"><seg>{escape(en)}</seg></tuv>'
        f'<tuv xml:lang="zh-CN"><seg>{escape(zh)}</seg></tuv></tu>'
        for n, (zh, en) in enumerate(rows(count))
    )
    path.write_text(f'<tmx version="1.4"><header/><body>{"".join(made)}</body></tmx>', encoding="utf-8")
    return path


def exchange(path: Path, count: int) -> Path:
    made = (
        f'<trans-unit id="u{n}"><source>{escape(zh)}</source><target>{escape(en)}</target></trans-unit>'
        for n, (zh, en) in enumerate(rows(count))
    )
    head = '<xliff version="1.2"><file source-language="zh-CN" target-language="en"><body><group>'
    path.write_text(f"{head}{''.join(made)}</group></body></file></xliff>", encoding="utf-8")
    return path


def workbook(path: Path, count: int) -> Path:
    book = openpyxl.Workbook()
    for row in (("key", "source", "target"), *((f"k{n}", zh, en) for n, (zh, en) in enumerate(rows(count)))):
        book.active.append(row)
    book.save(path)
    return path


MAKERS = {"t.tsv": tsv, "t.csv": csv, "t.tmx": memory, "t.xlf": exchange, "t.xlsx": workbook}


def plan(paths: list[Path], out: Path, **more: object) -> Plan:
    return Plan([str(p) for p in paths], out, Session(Config(())), **more)  # type: ignore[arg-type]


def contents(out: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(out)): p.read_bytes()
        for p in sorted(out.rglob("*"))
        if p.is_file() and ".units" not in p.parts
    }


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of some hundred bytes are large, and pieces are of four rows."""
    monkeypatch.setattr(units, "LARGE", 400)
    monkeypatch.setattr(units, "UNPACKED", 1)
    monkeypatch.setattr(units, "SHARD", 4)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", MAKERS)
def test_large_files_are_tables(name: str, tmp_path: Path) -> None:
    source = MAKERS[name](tmp_path / name, 10)
    shards = list(units.units([(str(source), None)]))
    assert [u.first for u in shards if isinstance(u, units.Unit)] == [1, 5, 9]
    outcome = run(plan([source], tmp_path / "out"))
    assert [(row["pairs"], row["result"]) for row in outcome.rows] == [(10, f"tables/{Path(name).stem}.jsonl")]
    lines = (tmp_path / "out" / outcome.rows[0]["result"]).read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    first = {"t.tsv": 2, "t.csv": 1, "t.tmx": "u0", "t.xlf": "u0", "t.xlsx": 2}[name]
    assert told[0]["id"] == first
    assert [any((f["target"] or {}).get("text") == "Chengzhou" for f in row["findings"]) for row in told[:3]] == [
        False,
        True,
        False,
    ]


@pytest.mark.usefixtures("small")
def test_jobs_and_a_second_run_make_no_difference(tmp_path: Path) -> None:
    paths = [make(tmp_path / name, 21) for name, make in MAKERS.items()]
    results = []
    for jobs in (1, 2, 4):
        run(plan(paths, tmp_path / str(jobs), jobs=jobs))
        results.append(contents(tmp_path / str(jobs)))
    assert results[0] == results[1] == results[2]
    again = run(plan(paths, tmp_path / "2", jobs=2))
    assert (again.done, contents(tmp_path / "2")) == (0, results[0])


def batch(paths: list[Path], out: Path, *more: str) -> subprocess.Popen[bytes]:
    """A batch of small pieces in a process of its own."""
    code = "from align.batch import units; units.LARGE, units.UNPACKED, units.SHARD = 400, 1, 4\n"
    code += "from align.cli.app import main; main()"
    arguments = ["batch", *map(str, paths), "--out", str(out), "--fail-on", "never", *more]
    return subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL, start_new_session=True)


def test_a_killed_batch_goes_on(tmp_path: Path) -> None:
    paths = [make(tmp_path / name, 30) for name, make in MAKERS.items()]
    assert batch(paths, tmp_path / "calm").wait() == 0
    out = tmp_path / "killed"
    process = batch(paths, out)
    while process.poll() is None and not list((out / ".units").glob("*/[0-9a-f]*")):
        time.sleep(0.01)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    kept = {path: path.stat().st_mtime_ns for path in (out / ".units").glob("*/[0-9a-f]*")}
    assert kept
    assert batch(paths, out, "--resume").wait() == 0
    assert all(path.stat().st_mtime_ns == when for path, when in kept.items())
    assert contents(out) == contents(tmp_path / "calm")


def streamed(read: Callable[..., Iterable[dict[str, object]]], path: Path, text: str) -> list[dict[str, object]]:
    path.write_text(text, encoding="utf-8")
    return list(read(open_input(str(path)), []))


def test_cells_in_quotation_marks(tmp_path: Path) -> None:
    found = streamed(
        table.stream, tmp_path / "a.csv", '中文,English\n"他说，\n""好""。","He said ""fine""."\n再见,Bye\n'
    )
    assert [(r["id"], r["source"], r["target"]) for r in found] == [
        (2, '他说，\n"好"。', 'He said "fine".'),
        (3, "再见", "Bye"),
    ]
    found = streamed(table.stream, tmp_path / "a.tsv", '中文句子\tEnglish\n再见\t"Bye\n你好吗\tHow are you?\n')
    assert [r["target"] for r in found] == ['"Bye', "How are you?"]
    with pytest.raises(InputError, match="not closed"):
        streamed(table.stream, tmp_path / "b.csv", '中文,English\n再见,"Bye\n你好吗,How are you?\n')


def test_english_sources_change_sides(tmp_path: Path) -> None:
    found = streamed(table.stream, tmp_path / "a.tsv", "source\ttarget\nHow are you?\t你好吗？\nBye for now\t\n")
    assert [(r["source"], r["target"]) for r in found] == [("你好吗？", "How are you?")]


def test_what_cannot_be_streamed_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no Chinese column"):
        streamed(table.stream, tmp_path / "a.tsv", "How are you?\tGood day to you\n" * 3)
    entity = '<!DOCTYPE tmx [<!ENTITY a "b">]><tmx><body><tu><tuv xml:lang="zh"><seg>&a;</seg></tuv></tu></body></tmx>'
    with pytest.raises(InputError, match="entities are not read"):
        streamed(tmx.stream, tmp_path / "a.tmx", entity)
    with pytest.raises(InputError, match="no XML"):
        streamed(tmx.stream, tmp_path / "b.tmx", "<tmx><body><tu>")
    with pytest.raises(InputError, match="no Chinese"):
        streamed(tmx.stream, tmp_path / "c.tmx", "<tmx><body><tu></tu></body></tmx>")
