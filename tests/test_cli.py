"""The command line as a user meets it: real files in, answers and exit codes out, never a traceback."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.conftest import Run

GOOD = "全市今年新建学校二十所。\nThe city is building twenty new schools this year.\n"
BAD = "郑州市图书馆周末照常开放。\nThe Chengzhou City Library will stay open at weekends as usual.\n"
FINDING = set("check severity category bead source target message suggestions confidence fingerprint".split())
SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("[!R]*.txt"))


def test_clean_findings_and_failure_exit_0_1_2(align: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    assert align("check", "good.txt").returncode == 0
    assert align("check", "bad.txt").returncode == 1
    assert align("check", "bad.txt", "--fail-on", "never").returncode == 0
    assert align("check", "none.txt").returncode == 2


def test_terminal_shows_place_words_and_suggestion_in_80_columns(align: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    out = align("check", "bad.txt").stdout
    assert "bad.txt:2:5: error places/zhengzhou" in out
    assert "[Chengzhou]" in out and "→ Zhengzhou" in out
    from rich.cells import cell_len

    assert max(cell_len(line) for line in out.splitlines()) <= 80


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("empty.txt", b"", "no text"),
        ("blank.txt", b" \n\n", "no text"),
        ("binary.txt", bytes(range(256)) * 8, "not text"),
        ("numbers.txt", b"1 2 3\n", "in it"),
        ("broken.jsonl", b'{"source": 1}\n', "broken.jsonl:1"),
    ],
)
def test_bad_input_is_one_clear_line(align: Run, tmp_path: Path, name: str, content: bytes, found: str) -> None:
    (tmp_path / name).write_bytes(content)
    done = align("check", name)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert name in done.stderr and found in done.stderr


def test_folder_missing_file_and_unknown_words(align: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "d").mkdir()
    for args, found in (
        (["check", "d"], "align batch"),
        (["check", "none.txt"], "none.txt"),
        (["check", "a.txt", "--format", "pdf"], "terminal"),
        (["check", "a.txt", "--fail-on", "sometimes"], "never"),
        (["check", "a.txt", "--from", "papyrus"], "article"),
        (["check", "a.txt", "--output", "none/a.json"], "none/a.json"),
        (["check", "a.txt", "--config", "none.toml"], "none.toml"),
        (["report", "a.txt"], "no JSON"),
    ):
        done = align(*args)
        assert done.returncode == 2, args
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
        assert found in done.stderr


def test_failed_write_leaves_the_old_file(align: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"source": "天气好。", "target": "Fine."}\n{"oops"\n', encoding="utf-8")
    (tmp_path / "out.jsonl").write_text("old")
    assert align("check", "bad.jsonl", "--format", "jsonl", "--output", "out.jsonl").returncode == 2
    assert (tmp_path / "out.jsonl").read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bad.jsonl", "out.jsonl"]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda p: p.stem)
def test_every_seed_gets_a_useful_answer(align: Run, seed: Path) -> None:
    done = align("check", seed, "--fail-on", "never")
    assert done.returncode == 0
    assert done.stderr == ""
    assert seed.name in done.stdout
    if "henan-blockchain" not in seed.name and "reference" not in seed.name:
        assert "Chinese only" in done.stdout
        assert "no English translation here" in done.stdout


def test_stripped_digits_are_the_fault_of_the_source(align: Run) -> None:
    seed = next(p for p in SEEDS if "changsha" in p.name)
    review = json.loads(align("check", seed, "--format", "json", "--fail-on", "never").stdout)
    found = [f for f in review["findings"] if f["check"] == "source_digits"]
    assert len(found) >= 5
    assert all(f["source"] and f["target"] is None for f in found)


def test_one_side_only(align: Run, tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text("The city is building twenty new schools this year.\n", encoding="utf-8")
    done = align("check", "en.txt")
    assert done.returncode == 0
    assert "English only" in done.stdout


def test_two_files_are_a_text_and_its_translation(align: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BAD.split("\n")[0], encoding="utf-8")
    (tmp_path / "b.txt").write_text(BAD.split("\n")[1], encoding="utf-8")
    done = align("check", "a.txt", "b.txt")
    assert done.returncode == 1
    assert "b.txt:1:5" in done.stdout


def test_stdin_and_several_paths(align: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    done = align("check", "a.txt", "-", stdin=BAD)
    assert done.returncode == 1
    assert "2 articles" in done.stdout
    assert "a.txt: " in done.stdout and "-:2:5" in done.stdout


def test_segments_keep_order_ids_and_offsets(align: Run, tmp_path: Path) -> None:
    zh, en = BAD.strip().split("\n")
    rows = [{"id": "x", "source": zh, "target": en}, {"id": 2, "source": "天气好。", "target": ""}]
    (tmp_path / "x.jsonl").write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    out = [json.loads(x) for x in align("check", "x.jsonl", "--format", "jsonl").stdout.splitlines()]
    assert [r["id"] for r in out] == ["x", 2]
    target = out[0]["findings"][0]["target"]
    assert (target["line"], en[target["start"] : target["end"]]) == (1, target["text"])
    assert target["text"] == "Chengzhou"
    assert out[1]["similarity"] is None
    assert out[1]["findings"]


def test_json_interface(align: Run, henan: Path) -> None:
    review = json.loads(align("check", henan, "--format", "json", "--fail-on", "never").stdout)
    assert review["schema"] == "align-qa/review/1"
    assert set(review) >= {"schema", "signature", "document", "beads", "scores", "findings"}
    assert set(review["signature"]) >= {"version", "encoder", "rules", "settings"}
    lines = henan.read_text(encoding="utf-8").split("\n")
    for finding in review["findings"]:
        assert set(finding) >= FINDING
        for side in (finding["source"], finding["target"]):
            if side:
                assert lines[side["line"] - 1][side["start"] : side["end"]] == side["text"]
                assert side["column"] == side["start"] + 1
    assert len({f["fingerprint"] for f in review["findings"]}) == len(review["findings"])


def test_report_renders_again(align: Run, tmp_path: Path, henan: Path) -> None:
    assert align("check", henan, "--format", "json", "--output", "r.json", "--fail-on", "never").returncode == 0
    for name in ("terminal", "html", "json"):
        direct = align("check", henan, "--format", name, "--fail-on", "never")
        again = align("report", "r.json", "--format", name)
        assert (again.returncode, again.stderr) == (0, "")
        assert again.stdout == direct.stdout


def test_same_input_same_bytes(align_process: Run, henan: Path) -> None:
    first, second = (
        align_process("check", henan, "--format", "json", PYTHONHASHSEED=seed).stdout for seed in ("1", "2")
    )
    assert first == second


def test_hostile_text_cannot_steer_the_terminal(align: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BAD.replace("City", "\x1b[2J\x1b]0;x\x07City"), encoding="utf-8")
    assert "\x1b" not in align("check", "a.txt").stdout


def test_closed_pipe_is_quiet(henan: Path) -> None:
    import subprocess
    import sys

    command = f"{sys.executable} -m align check {henan} --format json | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, env={**os.environ})
    assert "Traceback" not in done.stderr


def test_settings_and_formats_are_shown(align: Run, tmp_path: Path) -> None:
    (tmp_path / "align.toml").write_text('home = "河南"\n', encoding="utf-8")
    shown = align("config").stdout
    assert re.search('^home +[=] "河南"', shown, re.M) and "align.toml" in shown
    assert "terminal" in align("formats").stdout
    assert align("--version").stdout.startswith("align-qa ")


def test_baseline_and_waivers_are_read_and_stale_ones_reported(align: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    assert align("check", "bad.txt", "--write-baseline").returncode == 0
    assert align("check", "bad.txt").returncode == 0
    (tmp_path / "bad.txt").write_text(GOOD + BAD, encoding="utf-8")  # moved, not changed: still known
    assert align("check", "bad.txt").returncode == 0
    (tmp_path / "bad.txt").write_text(GOOD, encoding="utf-8")
    done = align("check", "bad.txt")
    assert done.returncode == 0
    assert "stale" in done.stderr and "align check … --write-baseline" in done.stderr
    (tmp_path / "align-baseline.tsv").unlink()
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    finding = json.loads(align("check", "bad.txt", "--format", "json").stdout)["findings"][0]
    waiver = f'[[waiver]]\nfingerprint = "{finding["fingerprint"]}"\ncheck = "{finding["check"]}"\n'
    (tmp_path / "align-waivers.toml").write_text(waiver + 'reason = "a name"\nauthor = "Li"\n', encoding="utf-8")
    done = align("check", "bad.txt")
    assert done.returncode == 0
    assert "1 waived" in done.stdout


def test_format_is_taken_from_the_name_of_the_output(align: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    starts = {
        "r.html": "<!doctype html>",
        "r.json": "{",
        "r.jsonl": "{",
        "r.csv": "\ufeff",
        "r.md": "#",
        "r.sarif": "{",
        "r.sarif.json": "{",
        "r.tmx": "<?xml",
        "r.xlf": "<?xml",
        "r.junit.xml": "<?xml",
        "r.txt": "bad.txt",
        "r": "bad.txt",
    }
    for name, start in starts.items():
        assert align("check", "bad.txt", "-o", name).returncode == 1, name
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start), name
    assert align("check", "bad.txt", "-o", "r.xlsx").returncode == 1
    assert (tmp_path / "r.xlsx").read_bytes().startswith(b"PK")
    assert align("check", "bad.txt", "-f", "json", "-o", "given.html").returncode == 1
    assert (tmp_path / "given.html").read_text(encoding="utf-8").startswith("{")
    done = align("check", "bad.txt", "-o", "r.pdf")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "'.pdf'" in done.stderr and ".html" in done.stderr and not (tmp_path / "r.pdf").exists()


def test_report_score_and_pair_take_it_too(align: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    assert align("check", "bad.txt", "-o", "r.json").returncode == 1
    assert align("report", "r.json", "-o", "r.md").returncode == 0
    assert (tmp_path / "r.md").read_text(encoding="utf-8").startswith("#")
    assert align("score", "bad.txt", "-o", "s.json").returncode == 0
    assert json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))["schema"] == "align-qa/scores/1"
    for name, start in (("p.tmx", "<?xml"), ("p.tsv", "bead\tkind"), ("p.jsonl", '{"number"'), ("p.txt", "   1")):
        assert align("pair", "bad.txt", "-o", name).returncode == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    assert (
        "beads" in align("pair", "bad.txt", "-f", "foo").stderr
        and align("pair", "bad.txt", "-o", "p.doc").returncode == 2
    )


def test_a_translation_before_its_text_is_a_pair_too(align: Run, tmp_path: Path) -> None:
    zh, en = BAD.strip().split("\n")
    (tmp_path / "d").mkdir()
    for name, text in (("x.en.txt", en), ("x.zh.txt", zh), ("y.zh.txt", zh), ("z.en.txt", en), ("z.zh.txt", zh)):
        (tmp_path / "d" / name).write_text(text, encoding="utf-8")
    done = align("check", "d/x.en.txt", "d/x.zh.txt")
    assert done.returncode == 1
    assert "d/x.en.txt:1:5" in done.stdout
    done = align("check", *(f"d/{n}" for n in ("x.en.txt", "x.zh.txt", "y.zh.txt", "z.en.txt", "z.zh.txt")))
    assert "3 articles: 2 errors" in done.stdout
    assert "d/y.zh.txt: Chinese only" in done.stdout
    assert align("check", "d/x.zh.txt", "d/z.en.txt").returncode == 1  # two alone: nobody names them but as a pair
    assert "1  1-1" in align("pair", "d/x.en.txt", "d/x.zh.txt").stdout


def test_a_full_disk_behind_stdout_is_one_line(henan: Path) -> None:
    import subprocess
    import sys

    command = f"{sys.executable} -m align check {henan} > /dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, env={**os.environ})
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "stdout: cannot be written" in done.stderr


def _mind_ctrl_c() -> None:
    """A shell makes what it runs in the background deaf to Ctrl-C, and this suite may be run so."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_while_loading_is_quiet(henan: Path) -> None:
    import signal
    import subprocess
    import sys

    process = subprocess.Popen(
        [sys.executable, "-m", "align", "check", str(henan), "-o", "/dev/null"],
        stderr=subprocess.PIPE, text=True, preexec_fn=_mind_ctrl_c, env={**os.environ, "PYTHONPROFILEIMPORTTIME": "1"},
    )  # fmt: skip
    assert process.stderr is not None
    while "align.startup" not in process.stderr.readline():  # a line a module, once it is loaded
        pass
    process.send_signal(signal.SIGINT)
    assert "Traceback" not in process.communicate()[1]
    assert process.returncode in (-signal.SIGINT, 130)


def test_ctrl_c_in_a_batch_names_resume(tmp_path: Path) -> None:
    import signal
    import subprocess
    import sys
    import time

    rows = (json.dumps({"source": f"全市今年新建学校{n}所。", "target": f"{n} schools."}) for n in range(20_000))
    (tmp_path / "t.jsonl").write_text("\n".join(rows), encoding="utf-8")
    command = [sys.executable, "-m", "align", "batch", str(tmp_path / "t.jsonl"), "--out", str(tmp_path / "o")]
    (tmp_path / "align.toml").write_text('second_reader = "never"\n', encoding="utf-8")  # reading a unit takes minutes
    process = subprocess.Popen([*command, "--jobs", "1"], stderr=subprocess.PIPE, text=True, preexec_fn=_mind_ctrl_c)
    while not any((tmp_path / "o").glob(".units/??/*")):  # the first unit is done, more are under way
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    said = process.communicate()[1]
    assert (process.returncode, len(said.splitlines())) == (130, 1)
    assert "--resume" in said


def test_empty_names_and_broken_archives_are_named(align: Run, tmp_path: Path) -> None:
    assert "an empty name" in align("check", "").stderr
    for name, what in (("a.docx", "no Word document"), ("a.xlsx", "no workbook")):
        (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0 an older format")
        done = align("check", name)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1) and what in done.stderr


def test_one_is_singular_and_numbers_are_asked_for_in_words(align: Run, tmp_path: Path) -> None:
    (tmp_path / "zh.txt").write_text("天气好。\n", encoding="utf-8")
    assert "Chinese only, 1 sentence\n" in align("check", "zh.txt").stdout
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    assert "1 file, 1 pair: 0 errors" in align("batch", "a.txt", "--out", "o").stdout
    for jobs in ("x", "-1"):
        done = align("batch", "a.txt", "--out", "o", "--jobs", jobs)
        assert done.returncode == 2 and "range" not in done.stderr


def test_a_model_that_is_not_there_is_one_line(align: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    done = align("check", "a.txt", "--model", "no-such-model-of-ours", HF_HUB_OFFLINE="1")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert "no-such-model-of-ours" in done.stderr


def test_every_command_says_which_columns_it_took(align: Run, tmp_path: Path) -> None:
    rows = "zh,en_old,en_new\n天气好。,Weather good.,The weather is fine.\n下雨了。,It rain.,It rains.\n"
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8")
    for command in (("check",), ("pair",), ("score",), ("hook", "run")):
        done = align(*command, "a.csv")
        assert done.returncode in (0, 1)
        assert done.stderr.count("are taken") == len(done.stderr.splitlines()) == 1, command


def test_quality_has_one_scale_in_all_reports(align: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    quality = json.loads(align("check", "a.txt", "-f", "json").stdout)["scores"]["summary"]["quality"]
    assert f"quality {quality:.2f}" in align("check", "a.txt").stdout
    assert f">{quality:.2f}</span>" in align("check", "a.txt", "-f", "html").stdout


@pytest.mark.parametrize("format", ["junit", "sarif", "csv"])
def test_no_head_of_a_report_where_a_file_cannot_be_read(align: Run, tmp_path: Path, format: str) -> None:
    (tmp_path / "a.txt").write_text("他走了。\nHe left.\n", encoding="utf-8")
    (tmp_path / "b.docx").write_bytes(b"PK")
    done = align("check", "a.txt", "b.docx", "--format", format)
    assert (done.returncode, done.stdout) == (2, "") and "b.docx" in done.stderr
