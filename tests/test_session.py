"""One run for every command: the same settings, notes, decisions and exit codes, whichever command it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from align.config import Config, Layer
from align.session import Session
from tests.conftest import Run

BAD = "郑州市图书馆周末照常开放。\nThe Chengzhou City Library will stay open at weekends as usual.\n"
GOOD = "全市今年新建学校二十所。\nThe city is building twenty new schools this year.\n"

Command = Callable[[Path], list[str]]
COMMANDS: dict[str, Command] = {
    "check": lambda text: ["check", str(text)],
    "score": lambda text: ["score", str(text)],
    "batch": lambda text: ["batch", str(text), "--out", "out", "--jobs", "1"],
    "hook": lambda text: ["hook", "run", str(text)],
}
FAILING = ("check", "batch", "hook")  # commands whose exit code tells of findings


def texts(folder: Path, settings: str = "") -> tuple[Path, Path]:
    """A text at the top and one below legal/, the same bytes."""
    (folder / "legal").mkdir()
    for place in (folder / "a.txt", folder / "legal" / "b.txt"):
        place.write_text(BAD, encoding="utf-8")
    (folder / "align.toml").write_text(settings, encoding="utf-8")
    return Path("a.txt"), Path("legal/b.txt")


@pytest.mark.parametrize("command", FAILING)
def test_a_section_for_some_texts_holds_in_every_command(align: Run, tmp_path: Path, command: str) -> None:
    above, below = texts(tmp_path, '[[for]]\nfiles = ["legal/**"]\ndisable = ["places"]\nfail_on = "error"\n')
    assert align(*COMMANDS[command](above)).returncode == 1
    done = align(*COMMANDS[command](below))
    assert (done.returncode, done.stderr) == (0, "")


def test_a_section_holds_among_several_texts_of_a_run(align: Run, tmp_path: Path) -> None:
    above, below = texts(tmp_path, '[[for]]\nfiles = ["legal/**"]\ndisable = ["places"]\n')
    scored = json.loads(align("score", above, below, "--format", "json").stdout)["articles"]
    assert scored[0]["summary"]["penalty"] > scored[1]["summary"]["penalty"]
    alone = json.loads(align("score", below, "--format", "json").stdout)["articles"]
    assert alone[0]["summary"] == scored[1]["summary"]


@pytest.mark.parametrize("command", FAILING)
def test_every_text_fails_at_its_own_level(align: Run, tmp_path: Path, command: str) -> None:
    above, below = texts(tmp_path, '[[for]]\nfiles = ["legal/**"]\nfail_on = "never"\n')
    assert align(*COMMANDS[command](above)).returncode == 1
    assert align(*COMMANDS[command](below)).returncode == 0
    assert align(*COMMANDS[command](below), "--fail-on", "error").returncode == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_stale_waivers_are_told_by_every_command(align: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "a.txt").write_text(BAD, encoding="utf-8")
    finding = json.loads(align("check", "a.txt", "--format", "json").stdout)["findings"][0]
    waiver = f'[[waiver]]\nfingerprint = "{finding["fingerprint"]}"\ncheck = "{finding["check"]}"\npath = "a.txt"\n'
    (tmp_path / "align-waivers.toml").write_text(waiver + 'reason = "a name"\nauthor = "Li"\n', encoding="utf-8")
    held = align(*COMMANDS[command](Path("a.txt")))
    assert (held.returncode, "stale" in held.stderr) == (0, False), held.stderr
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    for _ in range(2):  # the second time a batch takes the text from its store
        done = align(*COMMANDS[command](Path("a.txt")))
        assert done.stderr.count("stale waiver of places/zhengzhou") == 1, done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_comments_in_a_text_that_waive_nothing_are_told_by_every_command(
    align: Run, tmp_path: Path, command: str
) -> None:
    text = GOOD.rstrip("\n") + "\n<!-- align-qa: allow places/zhengzhou – a name -->\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert "stale inline waiver of places/zhengzhou" in align(*COMMANDS[command](Path("a.txt"))).stderr


@pytest.mark.parametrize("command", [*COMMANDS, "pair"])
def test_notes_of_readers_are_told_by_every_command(align: Run, tmp_path: Path, command: str) -> None:
    rows = "zh,en_old,en_new\n天气好。,Weather good.,The weather is fine.\n下雨了。,It rain.,It rains.\n"
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8")
    arguments = ["pair", "a.csv"] if command == "pair" else COMMANDS[command](Path("a.csv"))
    assert align(*arguments).stderr.count("are taken") == 1


@pytest.mark.parametrize("command", [*COMMANDS, "pair"])
def test_a_model_that_is_not_there_is_refused_by_every_command(align: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "align.toml").write_text('model = "./no-such-model"\n', encoding="utf-8")
    arguments = ["pair", "a.txt"] if command == "pair" else COMMANDS[command](Path("a.txt"))
    done = align(*arguments)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert "no-such-model" in done.stderr


def test_a_section_may_name_an_input_format(align: Run, tmp_path: Path) -> None:
    (tmp_path / "rows.data").write_text("天气好。\tThe weather is fine.\n下雨了。\tIt is raining.\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "align.toml").write_text('[[for]]\nfiles = ["*.data"]\nreader = "table"\n', encoding="utf-8")
    done = align("check", "a.txt", "rows.data", "--format", "json", "--fail-on", "never")
    reviews = json.loads(done.stdout)["reviews"]
    texts = [bead["source"]["text"] for review in reviews for bead in review["beads"]]
    assert texts == ["全市今年新建学校二十所。", "天气好。", "下雨了。"]


def test_the_baseline_of_a_section_is_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(BAD, encoding="utf-8")
    layer = Layer("test", {"baseline": str(tmp_path / "b.tsv")}, ("b.txt",), tmp_path)
    Path("b.tsv").write_text("", encoding="utf-8")
    session = Session(Config((layer,)), keep=True)
    list(session.reviews(["a.txt", "b.txt"]))
    assert session.write_baseline().count("known") == 2
    assert "\ta.txt\t" in Path("align-baseline.tsv").read_text(encoding="utf-8")
    assert "\tb.txt\t" in Path("b.tsv").read_text(encoding="utf-8")


def test_equal_models_are_loaded_once(tmp_path: Path) -> None:
    layer = Layer("test", {"disable": ("places",)}, ("b.txt",), tmp_path)
    session = Session(Config((layer,)))
    one, two = session.engine(str(tmp_path / "a.txt")), session.engine(str(tmp_path / "b.txt"))
    assert one is not two and one.encoder is two.encoder
    assert session.engine(str(tmp_path / "c.txt")) is one
