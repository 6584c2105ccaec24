"""Batch: order, cache, resume after kill -9, bad files, processes."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from align.batch import units, work
from align.batch.names import output_names
from align.batch.run import Plan, run
from align.batch.store import Result, Store
from align.config import Config, Layer
from align.errors import InputError, OutputError
from align.files import open_input
from align.inputs import pick
from align.pipeline import Engine
from align.records import Article
from align.session import Session

PAIRS = [
    ("全市今年新建学校二十所。", "The city is building twenty new schools this year."),
    ("郑州市图书馆周末照常开放。", "Chengzhou City Library will stay open at weekends as usual."),
    ("地铁五号线年底通车。", "Metro Line 5 opens to traffic at the end of the year."),
]


def table(path: Path, rows: int) -> Path:
    lines = [
        json.dumps({"id": i, "source": PAIRS[i % 3][0], "target": f"{PAIRS[i % 3][1]} ({i})"}, ensure_ascii=False)
        for i in range(rows)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def archive(folder: Path) -> Path:
    folder.mkdir()
    for number in range(3):
        text = "\n".join(x for pair in PAIRS[: number + 1] for x in pair)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    (folder / "split.zh.txt").write_text("\n".join(zh for zh, _ in PAIRS), encoding="utf-8")
    (folder / "split.en.txt").write_text("\n".join(en for _, en in PAIRS), encoding="utf-8")
    return folder


def plan(paths: list[Path], out: Path, *, layers: tuple[Layer, ...] = (), **more: object) -> Plan:
    return Plan([str(p) for p in paths], out, Session(Config(layers)), **more)  # type: ignore[arg-type]


def contents(out: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(out)): p.read_bytes()
        for p in sorted(out.rglob("*"))
        if p.is_file() and ".units" not in p.parts
    }


def test_articles_and_translations_of_a_folder(tmp_path: Path) -> None:
    outcome = run(plan([archive(tmp_path / "in")], tmp_path / "out"))
    assert [Path(r["path"]).name for r in outcome.rows] == ["0.txt", "1.txt", "2.txt", "split.zh.txt"]
    assert [r["pairs"] for r in outcome.rows] == [1, 2, 3, 3]
    review = json.loads((tmp_path / "out/reviews/split.zh.json").read_text())
    assert any(f["target"] and f["target"]["text"] == "Chengzhou" for f in review["findings"])


def test_second_run_does_nothing_and_writes_the_same(tmp_path: Path) -> None:
    paths = [archive(tmp_path / "in"), table(tmp_path / "t.jsonl", 7)]
    first = run(plan(paths, tmp_path / "out"))
    before = contents(tmp_path / "out")
    second = run(plan(paths, tmp_path / "out"))
    assert (first.reused, second.done) == (0, 0)
    assert second.reused == first.done
    assert contents(tmp_path / "out") == before


def test_processes_make_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units, "SHARD", 3)
    paths = [archive(tmp_path / "in"), table(tmp_path / "t.jsonl", 20)]
    run(plan(paths, tmp_path / "one", jobs=1))
    run(plan(paths, tmp_path / "two", jobs=2))
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_table_keeps_order_and_ids_over_shards(tmp_path: Path) -> None:
    source = table(tmp_path / "t.jsonl", 10)
    shards = list(units.units([(str(source), None)], shard=4))
    assert [u.first for u in shards if isinstance(u, units.Unit)] == [1, 5, 9]
    run(plan([source], tmp_path / "out"))
    rows = [json.loads(x) for x in (tmp_path / "out/tables/t.jsonl").read_text().splitlines()]
    assert [r["id"] for r in rows] == list(range(10))


def test_a_unit_does_not_depend_on_what_was_done_before(tmp_path: Path) -> None:
    settings = Config(()).settings("t.jsonl")
    one, other = (units.Unit("t.jsonl", strange(tmp_path / "t.jsonl", 30, seed).read_bytes(), 1) for seed in (5, 6))
    first = work.run(one, settings)
    work.run(other, settings)
    assert work.run(one, settings) == first


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads that give way to each other all the time."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def strange(path: Path, rows: int, seed: int = 3) -> Path:
    """Pairs with words that were not met before."""
    rng = random.Random(seed)
    words = (" ".join("".join(rng.choices("abdeilmnorst", k=rng.randint(3, 8))) for _ in range(9)) for _ in range(rows))
    lines = [json.dumps({"id": i, "source": PAIRS[i % 3][0], "target": f"The {w}."}) for i, w in enumerate(words)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.usefixtures("restless")
def test_units_in_several_threads_come_out_as_one_after_the_other(tmp_path: Path) -> None:
    lines = strange(tmp_path / "t.jsonl", 400).read_bytes().splitlines(keepends=True)
    settings = Config((Layer("here", {"second_reader": "never"}),)).settings("t.jsonl")
    pieces = [units.Unit("t.jsonl", b"".join(lines[at : at + 100]), at + 1) for at in range(0, 400, 100)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda unit: work.run(unit, settings), pieces))
    assert together == [work.run(unit, settings) for unit in pieces]


@pytest.mark.usefixtures("restless")
def test_reviews_in_several_threads(tmp_path: Path) -> None:
    def said(articles: Iterable[Article]) -> list[tuple[float | None, list[tuple[str, str]]]]:
        found = Engine(Config(()).settings("t.jsonl")).reviews(articles)
        return [(r.scores.pairs[0].quality, [(f.check, f.message) for f in r.findings]) for r in found]

    rows = list(pick(open_input(str(strange(tmp_path / "t.jsonl", 120)))))
    some = [rows[at : at + 30] for at in range(0, 120, 30)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(said, some))
    with ThreadPoolExecutor(4) as pool:  # the door for one alignment at a time
        engine = Engine(Config(()).settings("t.jsonl"))
        alone = pool.map(lambda row: engine.examine(engine.align(row), row), rows[:40])
        counts = [sum(f.check != "meaning" for f in r.findings) for r in alone]  # how sure a doubt is hangs on all rows
        assert counts == [sum(check != "meaning" for check, _ in m) for one in together for _, m in one][:40]
    for one, rest in zip(together, map(said, some), strict=True):
        assert [messages for _, messages in one] == [messages for _, messages in rest]
        assert [q for q, _ in one] == pytest.approx([q for q, _ in rest], abs=1e-3)


def test_what_a_reader_left_out_is_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    row = "会议在北京举行。\tThe meeting was held in Beijing.\tThe meeting took place in Beijing.\n"
    for n in range(22):
        (tmp_path / f"in/t{n:02}.tsv").write_text(row * 2, encoding="utf-8")
    command = [sys.executable, "-m", "align", "batch", "in", "--out", "out", "--jobs", "1"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told = done.stderr.splitlines()
    assert len(told) == 21 and told[0].startswith(f"align: in{os.sep}t00.tsv: columns ") and "… 2 more in" in told[20]
    rows = [json.loads(x) for x in (tmp_path / "out/summary.jsonl").read_text().splitlines()]
    assert all(len(row["notes"]) == 1 and row["path"] in row["notes"][0] for row in rows)


def test_bad_files_and_lines_do_not_stop_the_others(tmp_path: Path) -> None:
    folder = archive(tmp_path / "in")
    (folder / "broken.txt").write_bytes(b"\x7fELF\0\0\0")
    (folder / "empty.txt").write_bytes(b"")
    source = table(tmp_path / "t.jsonl", 3)
    with source.open("a") as stream:
        stream.write('{"oops"\n')
    outcome = run(plan([folder, source], tmp_path / "out"))
    assert len(outcome.rows) == 5
    assert len(outcome.failed) == 3
    failed = (tmp_path / "out/failed.txt").read_text()
    assert "broken.txt" in failed and "empty.txt" in failed and "t.jsonl:4" in failed
    rows = (tmp_path / "out/tables/t.jsonl").read_text().splitlines()
    assert json.loads(rows[3])["line"] == 4


def test_missing_path_and_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "hollow").mkdir()
    for path in (tmp_path / "none", tmp_path / "hollow"):
        with pytest.raises(InputError, match=path.name):
            run(plan([path], tmp_path / "out"))


def test_unfinished_batch_wants_resume(tmp_path: Path) -> None:
    source = table(tmp_path / "t.jsonl", 3)
    (tmp_path / "out/.units").mkdir(parents=True)
    (tmp_path / "out/.units/unfinished").touch()
    with pytest.raises(InputError, match="--resume"):
        run(plan([source], tmp_path / "out"))
    run(plan([source], tmp_path / "out", resume=True))
    run(plan([source], tmp_path / "out"))


def test_names_never_collide_and_never_leave_the_folder() -> None:
    names = output_names(["a/x.txt", "b/x.txt", "c/.hidden", "../x.txt"])
    assert len(set(names.values())) == 4
    assert not any("/" in n or n.startswith(".") for n in names.values())


def test_names_are_free_short_and_differ_in_more_than_case() -> None:
    long = "漫长的标题" * 40
    paths = ["a.txt", "b/a.txt", "A.txt", f"a-{'0' * 8}.txt", f"{long}.txt", f"{long}x.txt", "caf\udce9.txt"]
    paths.append(f"{output_names(paths)['b/a.txt']}.txt")  # a file that bears the name of another's result
    names = list(output_names(paths).values())
    assert len({name.casefold() for name in names}) == len(paths)
    assert all(len(f".{name}.json".encode()) <= 255 for name in names)


def test_a_file_that_is_named_twice_is_done_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(archive(tmp_path / "in"))
    rows = run(Plan(["0.txt", "./0.txt", "."], tmp_path / "out", Session(Config(())))).rows
    assert [r["path"] for r in rows].count("0.txt") == 1 and len(rows) == 4


def test_what_is_passed_over_is_listed(tmp_path: Path) -> None:
    folder = archive(tmp_path / "in")
    (folder / "deep").mkdir()
    for name in ("contract.rar", "deep/README", "align.toml", "~$draft.docx"):  # the last is kept by Word
        (folder / name).write_text("")
    outcome = run(plan([folder], tmp_path / "out"))
    told = (tmp_path / "out/skipped.txt").read_text().splitlines()
    assert outcome.skipped == told and len(told) == 2
    assert told[0].endswith("contract.rar: skipped, no reader for .rar files")
    assert told[1].endswith("README: skipped, no reader for names without an ending")


def test_a_folder_without_texts_names_what_it_holds(tmp_path: Path) -> None:
    for name in ("a.rtf", "b.odt"):
        (tmp_path / name).write_text("")
    with pytest.raises(InputError, match=r"not a\.rtf, b\.odt"):
        units.find([str(tmp_path)])


@pytest.mark.parametrize("damage", ["cut", "head", "bit", "empty", "noise"])
def test_a_damaged_unit_is_done_again(tmp_path: Path, damage: str) -> None:
    paths = [archive(tmp_path / "in"), table(tmp_path / "t.jsonl", 5)]
    first = run(plan(paths, tmp_path / "out"))
    before = contents(tmp_path / "out")
    for unit in (tmp_path / "out/.units").glob("??/*"):
        data = unit.read_bytes()
        flipped = bytearray(data)
        flipped[-20] ^= 4
        damaged = {"cut": data[:-9], "head": data.split(b"\n")[0], "bit": flipped, "empty": b"", "noise": b"\0[{"}
        unit.write_bytes(bytes(damaged[damage]))
    second = run(plan(paths, tmp_path / "out"))
    assert (second.reused, second.done) == (0, first.done)
    assert contents(tmp_path / "out") == before


def test_a_unit_under_the_name_of_another_is_done_again(tmp_path: Path) -> None:
    folder = archive(tmp_path / "in")
    first = run(plan([folder], tmp_path / "out"))
    before = contents(tmp_path / "out")
    found = sorted((tmp_path / "out/.units").glob("??/*"))
    for unit, data in zip(found, [path.read_bytes() for path in found[1:] + found[:1]], strict=True):
        unit.write_bytes(data)
    found[0].unlink()
    os.mkfifo(found[0])  # nobody writes to it
    second = run(plan([folder], tmp_path / "out"))
    assert (second.reused, second.done) == (0, first.done)
    assert contents(tmp_path / "out") == before


def test_names_that_are_no_utf8_and_rows_with_half_a_character(tmp_path: Path) -> None:
    folder = archive(tmp_path / "in")
    odd = os.fsencode(folder) + b"/caf\xe9.txt"
    try:
        with open(odd, "w", encoding="utf-8") as stream:
            stream.write("\n".join(PAIRS[0]))
    except OSError:
        pytest.skip("the file system takes no such name")
    rows = [
        '{"id": "\\ud800", "source": "天气好。", "target": "Fine."}',
        f'{{"id": {"9" * 5000}, "source": "天气好。"}}',
    ]
    (tmp_path / "t.jsonl").write_text("\n".join(rows), encoding="utf-8")
    outcome = run(plan([folder, tmp_path / "t.jsonl"], tmp_path / "out"))
    assert len(outcome.rows) >= 5
    assert all("\n" not in line for line in outcome.failed)
    assert not any("fault in align-qa" in line for line in outcome.failed), outcome.failed


def test_a_lone_carriage_return_is_no_end_of_a_row(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_bytes(b'{"id": 1, "source": "\xe5\xa5\xbd", \r "target": "Good."}\r\n')
    outcome = run(plan([tmp_path / "t.jsonl"], tmp_path / "out"))
    assert (outcome.failed, outcome.rows[0]["pairs"]) == ([], 1)


def test_long_rows_make_short_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units, "MAX_SHARD", 300)
    source = table(tmp_path / "t.jsonl", 10)
    pieces = [u for u in units.units([(str(source), None)]) if isinstance(u, units.Unit)]
    assert len(pieces) > 1 and b"".join(u.data for u in pieces) == source.read_bytes()
    assert all(len(u.data) <= 300 for u in pieces)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
@pytest.mark.parametrize(("how", "code"), [("SIGKILL", -9), ("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
def test_workers_end_with_their_parent(tmp_path: Path, how: str, code: int) -> None:
    source = table(tmp_path / "t.jsonl", 60_000)
    command = [sys.executable, "-m", "align", "batch", str(source), "--out", str(tmp_path / "out"), "--jobs", "2"]
    with (tmp_path / "told").open("wb") as told:
        parent = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=told,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job ignores it
        )
    while len(children(parent.pid)) < 3:  # two workers and the tracker of their resources
        assert parent.poll() is None
        time.sleep(0.05)
    workers = children(parent.pid)
    number = getattr(signal, how)
    if how == "SIGINT":
        os.killpg(parent.pid, number)  # as a terminal does: the workers get it as well
    else:
        parent.send_signal(number)
    assert parent.wait() == code
    while any(Path(f"/proc/{worker}").exists() for worker in workers):  # hangs where one stays
        time.sleep(0.05)
    if how != "SIGKILL":
        assert (tmp_path / "told").read_text().splitlines() == [
            "align: interrupted: the same command with --resume goes on where it stopped"
        ]


def children(pid: int) -> list[int]:
    """Processes whose parent has that number."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(entry.parent.name))
    return found


def test_full_disk_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    store = Store(tmp_path)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="--resume"):
        store.put("ab12", Result({}, (b"x",)))
    assert not [p for p in tmp_path.rglob("*") if p.is_file()]


@pytest.mark.slow
def test_killed_at_random_moments_then_resumed() -> None:
    """kill -9 when a random number of files is there: the end is byte for byte that of an undisturbed run."""
    command = [sys.executable, "-m", "benchmarks.kills", "--kills", "6", "--seed", "5"]
    done = subprocess.run(command, cwd=Path(__file__).parent.parent, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "6 batches killed and resumed, 6 equal" in done.stdout


@pytest.mark.slow
def test_dask_cluster_survives_a_killed_worker(tmp_path: Path) -> None:
    """A real scheduler with two workers, one of them killed in the middle: the same bytes as on one machine."""
    from distributed import LocalCluster

    source = table(tmp_path / "t.jsonl", 14000)
    fast = (Layer("test", {"second_reader": "never"}),)  # all rows are suspicious: reading 28,000 takes minutes
    run(plan([source], tmp_path / "one", layers=fast))
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50, host="127.0.0.1"
    ) as cluster:
        killed: list[int] = []

        def kill(_pairs: int, _seen: int, _total: int) -> None:
            if not killed:
                worker = next(iter(cluster.workers.values()))
                killed.append(worker.pid)
                os.kill(worker.pid, signal.SIGKILL)

        run(plan([source], tmp_path / "many", layers=fast, address=cluster.scheduler_address), kill)
    assert killed
    assert contents(tmp_path / "one") == contents(tmp_path / "many")


def test_what_a_batch_has_written_is_no_text_of_the_archive(tmp_path: Path) -> None:
    folder = archive(tmp_path / "in")
    first = run(plan([folder], folder / "rep"))
    run(plan([folder], tmp_path / "other"))
    second = run(plan([folder], folder / "rep"))
    assert [r["path"] for r in second.rows] == [r["path"] for r in first.rows]
    assert run(plan([folder], tmp_path / "third")).rows == first.rows  # an older output folder in it
    for _ in range(2):
        assert [r["path"] for r in run(plan([folder], folder)).rows] == [r["path"] for r in first.rows]
    assert len(run(plan([folder], tmp_path)).rows) == len(first.rows)  # the archive in its own output folder


def test_named_files_are_paired_like_those_of_a_folder(tmp_path: Path) -> None:
    folder = archive(tmp_path / "in")
    files = sorted(folder.glob("split.*"))
    rows = run(plan(files, tmp_path / "out")).rows
    assert [(r["path"], r["pairs"]) for r in rows] == [(str(folder / "split.zh.txt"), 3)]


def test_quality_of_a_file_is_that_of_its_review(tmp_path: Path) -> None:
    """By length, as in every other report: the mean over pairs alone is another figure."""
    text = tmp_path / "a.txt"
    long = "会议还决定，各区要在年底前完成老旧小区供暖管线的检查，发现隐患及时处理，保证居民温暖过冬。"
    text.write_text(
        f"天气好。\nThe weather is fine.\n{long}\nDogs bark.\n{PAIRS[0][0]}\n{PAIRS[0][1]}\n", encoding="utf-8"
    )
    row = run(plan([text], tmp_path / "out")).rows[0]
    review = json.loads((tmp_path / "out" / "reviews" / "a.json").read_text(encoding="utf-8"))
    assert row["quality"] == pytest.approx(review["scores"]["summary"]["quality"], abs=2e-4)
