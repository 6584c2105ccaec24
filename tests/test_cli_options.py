"""Options, settings and output of the command line: near misses, colours, narrow screens, closed pipes, odd names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.cells import cell_len

from align.records import Review
from align.writers import junit, terminal
from tests import made
from tests.conftest import Run

BAD = "郑州市图书馆周末照常开放。\nThe Chengzhou City Library will stay open at weekends as usual.\n"


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    return Path("bad.txt")


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (["chek"], "'check'"),
        (["check", "bad.txt", "--fromat", "json"], "--format"),
        (["check", "bad.txt", "--format", "htlm"], "did you mean html?"),
        (["check", "bad.txt", "--fail-on", "erorr"], "did you mean error?"),
        (["check", "bad.txt", "--select", "nubmer"], "did you mean number?"),
        (["check", "bad.txt", "--ignore", "plces"], "did you mean places?"),
        (["check", "bad.txt", "--home", "湖北省武汉"], "did you mean 武汉?"),
        (["check", "bad.txt", "--home", "Hubei"], "did you mean 湖北?"),
        (["explain", "nubmer"], "did you mean number?"),
    ],
)
def test_a_slip_is_one_line_with_what_was_meant(align: Run, bad: Path, arguments: list[str], near: str) -> None:
    done = align(*arguments)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1), done.stderr
    assert near in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ('home = "湖北省武汉"', "did you mean 武汉"),
        ('[thresholds]\n"quality.pass" = 9', "from 0 to 1"),
        ('[thresholds]\n"quality.pass" = -0.1', "from 0 to 1"),
        ('[thresholds]\n"quality.pass" = nan', "from 0 to 1"),
        ('[thresholds]\n"quality.pass" = inf', "from 0 to 1"),
        ('[thresholds]\n"quality.pass" = true', "from 0 to 1"),
        ('spelling = "uk"', "one of any, us, gb"),
        ('fail_on = "eror"', "did you mean error?"),
        ('select = ["nubmer"]', "did you mean number?"),
        ('waivers = "a\\u0000b"', "NUL"),
        ("words = " + "[" * 3000 + "]" * 3000, "deep"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(
    align: Run, tmp_path: Path, bad: Path, settings: str, found: str
) -> None:
    (tmp_path / "align.toml").write_text(settings + "\n", encoding="utf-8")
    done = align("check", bad)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert "align.toml" in done.stderr and found in done.stderr


@pytest.mark.parametrize("section", ["tool = 3", "[tool]\nalign = 3  # [tool.align]"])
def test_a_pyproject_without_a_table_of_ours(align: Run, tmp_path: Path, bad: Path, section: str) -> None:
    (tmp_path / "pyproject.toml").write_text(f"{section}\n# [tool.align]\n", encoding="utf-8")
    done = align("check", bad)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1) and "pyproject.toml" in done.stderr


def test_files_of_windows_are_read(align: Run, tmp_path: Path, bad: Path) -> None:
    (tmp_path / "house.toml").write_bytes(
        '\ufeff[library]\r\nsource = ["图书馆"]\r\naccept = ["House of Books"]\r\nmissing = "error"\r\n'.encode()
    )
    (tmp_path / "align.toml").write_bytes('\ufeffrules = ["house.toml"]\r\n'.encode())
    assert "house/library" in align("check", bad).stdout


def test_checks_are_selected_and_left_out(align: Run, bad: Path) -> None:
    def checks(*options: str) -> set[str]:
        found = json.loads(align("check", bad, "--format", "json", *options).stdout)["findings"]
        return {finding["check"] for finding in found}

    everything = checks()
    assert "places/zhengzhou" in everything
    assert checks("--select", "places") == checks("--select", "places/zhengzhou,number") == {"places/zhengzhou"}
    assert checks("--select", "number") == set()
    assert checks("--ignore", "places") == everything - {"places/zhengzhou"}
    assert align("check", bad, "--ignore", "places,addition").returncode == 0


def test_rules_and_home_may_be_given_for_once(align: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("我省加快建设。\nHubei is building faster.\n", encoding="utf-8")
    (tmp_path / "house.toml").write_text(
        '[build]\nsource = ["建设"]\naccept = ["construction"]\nmissing = "error"\n', encoding="utf-8"
    )
    assert align("check", "a.txt", "--select", "policy", "--home", "湖北").returncode == 0
    assert "house/build" in align("check", "a.txt", "--rules", "house.toml").stdout
    assert align("check", "a.txt", "--rules", "none.toml").returncode == 2


def test_statistics_count_what_the_json_lists(align: Run, tmp_path: Path, henan: Path, bad: Path) -> None:
    found = json.loads(align("check", henan, "--format", "json", "--fail-on", "never").stdout)["findings"]
    lines = align("check", henan, "--statistics", "--fail-on", "never").stdout.splitlines()
    assert sum(int(line.split()[0].replace(",", "")) for line in lines[:-1]) == len(found)
    assert lines[0].split()[0] == str(max(int(line.split()[0]) for line in lines[:-1]))
    errors = sum(f["severity"] == "error" for f in found)
    assert lines[-1].startswith(f"1 article: {errors} error")


def test_counts_are_equal_on_every_surface(align: Run, tmp_path: Path, henan: Path) -> None:
    (tmp_path / "a.txt").write_bytes(henan.read_bytes())
    review = json.loads(align("check", "a.txt", "--format", "json").stdout)
    counts = {s: sum(f["severity"] == s for f in review["findings"]) for s in ("error", "warning", "note")}
    pairs = sum(bead["similarity"] is not None for bead in review["beads"])
    words = ", ".join(f"{n} {s}{'' if n == 1 else 's'}" for s, n in counts.items() if n)
    shown = " ".join(align("check", "a.txt").stdout.split())
    assert f"a.txt: {words}; quality" in shown
    done = align("batch", "a.txt", "--out", "o", "--jobs", "1", ALIGN_SECOND_READER="always")
    batch = " ".join(done.stdout.split())
    assert f"{pairs} pairs: {words}" in batch
    row = json.loads((tmp_path / "o/summary.jsonl").read_text(encoding="utf-8"))
    assert (row["pairs"], row["severity"]) == (pairs, {s: n for s, n in sorted(counts.items()) if n})
    html = (tmp_path / "o/reviews/a.html").read_text(encoding="utf-8")
    assert f'data-sev="error" aria-pressed="true"><i></i><b>{counts["error"]}</b>' in html


def test_colours_on_a_terminal_only_and_as_the_environment_wants(align: Run, bad: Path) -> None:
    assert "\x1b[" not in align("check", bad).stdout
    assert "\x1b[" in align("check", bad, FORCE_COLOR="1").stdout
    assert "\x1b[" not in align("check", bad, FORCE_COLOR="1", NO_COLOR="1").stdout


@pytest.mark.skipif(os.name == "nt", reason="a terminal of POSIX")
def test_a_real_terminal_gets_colours(tmp_path: Path, bad: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
    process = subprocess.Popen(
        [sys.executable, "-m", "align", "check", str(bad)],
        cwd=tmp_path, stdout=theirs, stdin=theirs, env={**environment, "TERM": "xterm"},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 4096):
            shown += part
    except OSError:  # the other end is closed
        pass
    assert process.wait() == 1
    assert b"\x1b[1;31m" in shown and b"[Chengzhou]" not in shown and b"Chengzhou" in shown


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_marked_words_stay_visible_at_any_width(align: Run, tmp_path: Path, width: int) -> None:
    text = (
        "郑州市图书馆周末照常开放，" * 3 + "。\n" + "It is open. " * 5 + "The Chengzhou City Library will stay open.\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    shown = align("check", "a.txt", COLUMNS=str(width)).stdout
    assert "[Chengzhou]" in shown and "[郑州" in shown
    assert max(map(cell_len, shown.splitlines())) <= width


@pytest.mark.parametrize("columns", ["abc", "-3", "0", "99999999999999999999"])
def test_a_width_that_is_none_does_no_harm(align: Run, bad: Path, columns: str) -> None:
    assert "[Chengzhou]" in align("check", bad, COLUMNS=columns).stdout


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
@pytest.mark.parametrize("command", ["rules list", "formats", "config", "check bad.txt --format json", "--version"])
def test_whoever_closes_the_pipe_gets_141(tmp_path: Path, bad: Path, command: str) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(
        [sys.executable, "-m", "align", *command.split()],
        cwd=tmp_path,
        stdout=theirs,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(theirs)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["rules list", "formats", "config", "--version"])
def test_a_full_disk_behind_stdout_is_one_line_for_every_command(tmp_path: Path, command: str) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "align", *command.split()],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1) and "cannot be written" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="names of POSIX")
@pytest.mark.parametrize(
    "name", ["a[/x].txt", "[bold red]a.txt", ":smile:.txt", "a\x1b[2Jb.txt", "a\nb.txt", "漫" * 80 + ".txt"]
)
def test_names_cannot_steer_the_terminal_nor_break_a_command(align: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(BAD, encoding="utf-8")
    for arguments in (["check", name], ["batch", name, "--out", "o", "--jobs", "1"], ["hook", "run", name]):
        done = align(*arguments)
        assert done.returncode == 1, done.stderr
        assert "\x1b" not in done.stdout + done.stderr
    if name.isascii() and name.isprintable():
        assert name in " ".join(align("check", name).stdout.split())
    for format in ("github", "json", "junit", "sarif", "csv"):
        written = align("check", name, "--format", format).stdout
        assert "\x1b" not in written
        if format == "github":
            assert all(line.startswith("::") for line in written.splitlines())


def test_junit_fails_what_the_run_fails(align: Run, tmp_path: Path, henan: Path) -> None:
    for level in ("error", "warning", "note", "never"):
        done = align("check", henan, "--format", "junit", "--fail-on", level)
        suite = ElementTree.fromstring(done.stdout).find("testsuite")
        assert suite is not None
        failures = int(suite.get("failures") or 0)
        assert failures == len(suite.findall(".//failure"))
        assert (failures > 0) == (done.returncode == 1)
    align("check", henan, "--format", "json", "-o", "r.json")
    again = align("report", "r.json", "--format", "junit", "--fail-on", "never")
    assert (again.returncode, again.stdout.count("<failure")) == (0, 0)
    assert align("report", "r.json", "--format", "junit", "--fail-on", "error").returncode == 1


def test_the_level_of_a_review_decides_in_junit() -> None:
    from dataclasses import replace

    review: Review = made.article(found=made.FOUND)
    for level, kinds in (("never", 0), ("error", 1), ("warning", 2), ("note", 3)):
        text = b"".join(junit.write([replace(review, fail_on=level)])).decode()
        assert len({part.split('"')[1] for part in text.split("<failure type=")[1:]}) == kinds


def test_the_writer_of_the_terminal_knows_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    review = made.article(found=made.FOUND)
    plain = b"".join(terminal.WRITER.write([review]))
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert b"".join(terminal.WRITER.write([review])) == plain


def test_the_overview_of_commands_is_whole_at_80_columns(align: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for command in ((), ("rules",), ("hook",)):
        shown = align(*command, "--help").stdout
        assert "..." not in shown.split("Commands:")[1]
        assert max(map(len, shown.splitlines())) <= 80
