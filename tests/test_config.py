"""Settings: layers, origins, sections by glob, slips."""

from __future__ import annotations

from pathlib import Path

import pytest

from align import config
from align.errors import SettingsError
from align.validate import faults
from tests.conftest import Run


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_nearest_file_upward(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.align]\nhome = "北京"\n')
    write(tmp_path / "a/align.toml", 'home = "河南"\n')
    (tmp_path / "a/b").mkdir()
    assert config.load(tmp_path / "a/b").settings().home == "河南"
    assert config.load(tmp_path).settings().home == "北京"


@pytest.mark.parametrize("name", ["align.toml", "align-waivers.toml", "align-baseline.tsv"])
@pytest.mark.parametrize("link", ["nowhere", "itself", "folder"])
def test_what_is_no_file_does_not_go_unnoticed(name: str, link: str, tmp_path: Path) -> None:
    if link == "folder":
        (tmp_path / name).mkdir()
    else:
        (tmp_path / name).symlink_to(name if link == "itself" else "nothing.toml")
    with pytest.raises(SettingsError, match=f"{name}: is no file"):
        config.load(tmp_path)


def test_command_line_over_environment_over_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "align.toml", 'home = "河南"\nfail-on = "note"\ndoctype = "law"\n')
    monkeypatch.setenv("ALIGN_FAIL_ON", "warning")
    monkeypatch.setenv("ALIGN_DISABLE", "capitals, places/zhengzhou")
    held = config.load(tmp_path).with_options(home="湖南", model=None)
    settings = held.settings()
    assert (settings.home, settings.fail_on, settings.doctype) == ("湖南", "warning", "law")
    assert settings.disable == ("capitals", "places/zhengzhou")
    origins = held.origins()
    assert origins["home"] == "command line"
    assert origins["fail_on"] == "environment"
    assert origins["doctype"].endswith("align.toml")
    assert origins["model"] == "default"


def test_sections_hold_for_their_texts(tmp_path: Path) -> None:
    write(tmp_path / "align.toml", 'doctype = "news"\n[[for]]\nfiles = ["legal/**"]\ndoctype = "law"\n')
    held = config.load(tmp_path)
    assert held.settings(str(tmp_path / "legal/x/a.txt")).doctype == "law"
    assert held.settings(str(tmp_path / "other/a.txt")).doctype == "news"


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    write(tmp_path / "align.toml", 'rules = ["house.toml"]\nwaivers = "w.toml"\n')
    settings = config.load(tmp_path).settings()
    assert settings.rules == (str(tmp_path / "house.toml"),)
    assert settings.waivers == str(tmp_path / "w.toml")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("colour = 1", "colour"),
        ("home = 3", "home"),
        ('fail_on = "never-ever"', "never-ever"),
        ("disable = [1]", "disable"),
        ("home = \n", "TOML"),
        ('[[for]]\ndoctype = "law"', "files"),
        ('[[for]]\nfiles = ["a"]\ncolour = 1', "colour"),
        ('[thresholds]\nx = "a"', "thresholds"),
        ('ignore = ["number"]', "did you mean disable?"),
        ('[check]\nfail_on = "error"', "unknown table [check]; write its settings at the top"),
    ],
)
def test_slips_are_one_line_that_names_the_file(tmp_path: Path, text: str, found: str) -> None:
    write(tmp_path / "align.toml", text)
    with pytest.raises(SettingsError) as error:
        config.load(tmp_path)
    assert found in str(error.value)
    assert "align.toml" in str(error.value)


def test_named_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.toml"):
        config.load(tmp_path, tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('disable = ["numbr"]', "did you mean number?"),
        ('enable = ["placs"]', "did you mean places?"),
        ("[thresholds]\nfoo = 1", "mismatch.warning"),
        ('doctype = "poem"', "law, news"),
        ('[[for]]\nfiles = ["a/*"]\ndisable = ["nosuchcheck"]', "no check, pack or rule 'nosuchcheck'"),
        ('reader = "papyrus"', "no input format 'papyrus'"),
        ('disabel = ["number"]', "did you mean disable?"),
    ],
)
def test_names_that_name_nothing_are_refused(align: Run, tmp_path: Path, text: str, found: str) -> None:
    write(tmp_path / "align.toml", text + "\n")
    write(tmp_path / "a.txt", "天气好。\nThe weather is fine.\n")
    done = align("check", "a.txt")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert "align.toml" in done.stderr and found in done.stderr


def test_names_that_name_something_are_accepted(align: Run, tmp_path: Path) -> None:
    write(tmp_path / "house.toml", '[a]\nsource = ["甲方"]\naccept = ["Party A"]\nscope = ["contract"]\n')
    given = 'rules = ["house.toml"]\ndoctype = "contract"\ndisable = ["capitals", "places", "policy/our-province"]\n'
    write(tmp_path / "align.toml", f'{given}enable = ["house/a"]\n[thresholds]\n"omission.warning" = 0.9\n')
    write(tmp_path / "a.txt", "天气好。\nThe weather is fine.\n")
    done = align("check", "a.txt", "--fail-on", "never")
    assert (done.returncode, done.stderr) == (0, "")


def test_unknown_variables_are_refused(align: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "天气好。\nThe weather is fine.\n")
    assert "did you mean ALIGN_FAIL_ON?" in align("check", "a.txt", ALIGN_FAILON="note").stderr
    assert align("check", "a.txt", ALIGN_THRESHOLDS="x").returncode == 2
    assert align("check", "a.txt", ALIGN_DEBUG="").returncode == 0


def test_config_shows_what_is_missing(align: Run, tmp_path: Path) -> None:
    write(tmp_path / "align.toml", 'rules = ["none.toml"]\nwaivers = "w.toml"\nreader = "foo"\n')
    done = align("config")
    assert done.returncode == 2
    lines = {line.split()[0]: line for line in done.stdout.splitlines()}
    assert lines["rules"].endswith("none.toml") and "not there" in lines["rules"]
    assert "not there" in lines["waivers"] and "not there" not in lines["baseline"]
    assert "no input format 'foo'" in done.stderr


def test_lengths_may_be_more_than_one(tmp_path: Path) -> None:
    path = tmp_path / "align.toml"
    write(path, '[thresholds]\n"max_length.characters" = 20\n"max_length.ratio" = 2.5\n')
    held = config.load(tmp_path).settings("a.csv")
    assert held.thresholds == {"max_length.characters": 20, "max_length.ratio": 2.5} and not list(faults(held))
    write(path, '[thresholds]\n"max_length.ratio" = 101\n')
    with pytest.raises(SettingsError, match="from 0 to 100"):
        config.load(tmp_path)


def test_settings_of_another_encoding_are_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "align.toml").write_bytes('fail_on = "never"\n'.encode("utf-16"))
    with pytest.raises(SettingsError, match="byte 0 is no UTF-8; save the file as UTF-8"):
        config.load(tmp_path)
