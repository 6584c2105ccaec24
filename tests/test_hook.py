"""The hook with real git: what is staged, what changed, what is in the way."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest

from align import hook, registry
from align.errors import AlignError, InputError, OutputError
from align.records import Article, Document
from tests.conftest import called

GOOD = "全市今年新建学校二十所。\nThe city is building twenty new schools this year.\n"
BAD = "郑州市图书馆周末照常开放。\nThe Chengzhou City Library will stay open at weekends as usual.\n"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [n for n in os.environ if n.startswith("GIT_")]:
        monkeypatch.delenv(name)
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "user.email", "t@example.org")
    git(tmp_path, "config", "user.name", "T")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def git(folder: Path, *args: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", "-C", str(folder), *args], check=check, capture_output=True, text=True)


def run(folder: Path, *args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    waiting = ["--time-limit", "0"] if args[0] == "run" and "--time-limit" not in args else []
    return called(folder, "hook", *args, *waiting, stdin=stdin)


def test_commit_is_stopped_until_it_is_mended(repo: Path) -> None:
    assert run(repo, "install").returncode == 0
    (repo / "a.txt").write_text(GOOD + BAD, encoding="utf-8")
    git(repo, "add", ".")
    stopped = git(repo, "commit", "-m", "x", check=False)
    assert stopped.returncode == 1
    assert "Chengzhou" in stopped.stdout + stopped.stderr
    (repo / "a.txt").write_text((GOOD + BAD).replace("Chengzhou", "Zhengzhou"), encoding="utf-8")
    git(repo, "add", ".")
    assert git(repo, "commit", "-m", "x", check=False).returncode == 0


def test_old_mistakes_do_not_stop_a_new_paragraph(repo: Path) -> None:
    (repo / "a.txt").write_text(BAD, encoding="utf-8")
    git(repo, "add", ".")
    git(repo, "commit", "-qm", "old")
    (repo / "a.txt").write_text(BAD + GOOD, encoding="utf-8")
    assert run(repo, "run", "a.txt").returncode == 1
    assert run(repo, "run", "a.txt", "--since", "HEAD").returncode == 0
    (repo / "before.txt").write_text(GOOD, encoding="utf-8")
    assert run(repo, "run", "a.txt", "--since", "before.txt").returncode == 1


def test_stdin_and_json(repo: Path) -> None:
    done = run(repo, "run", "--format", "json", stdin=BAD)
    assert done.returncode == 1
    assert json.loads(done.stdout)["findings"][0]["target"]["text"] == "Chengzhou"


def test_another_hook_is_left_alone(repo: Path) -> None:
    path = repo / ".git/hooks/pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.write_text("#!/bin/sh\nexit 0\n")
    with pytest.raises(OutputError, match="another hook"):
        hook.install(repo, "pre-commit")
    assert path.read_text() == "#!/bin/sh\nexit 0\n"


def test_push_is_stopped(repo: Path) -> None:
    git(repo, "init", "-q", "--bare", "remote.git")
    git(repo, "remote", "add", "origin", str(repo / "remote.git"))
    assert run(repo, "install", "--kind", "pre-push").returncode == 0
    (repo / "a.txt").write_text(BAD, encoding="utf-8")
    git(repo, "add", "a.txt")
    git(repo, "commit", "-qm", "x")
    assert git(repo, "push", "origin", "HEAD:main", check=False).returncode != 0


def test_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(InputError, match="no git repository"):
        hook.install(tmp_path, "pre-commit")


def test_unknown_revision_is_one_line(repo: Path) -> None:
    (repo / "a.txt").write_text(BAD, encoding="utf-8")
    done = run(repo, "run", "a.txt", "--since", "nowhere")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "nowhere" in done.stderr


def test_time_limit_ends_the_wait() -> None:
    with pytest.raises(AlignError, match="no answer within"), hook.time_limit(0.05):
        Event().wait(60)


def test_lines_that_were_there_are_no_change_wherever_they_stand() -> None:
    def document(text: str) -> Document:
        return Document("a.txt", "zh", text, ())

    earlier = hook.Earlier([Article(document("a\nb\nc"), None)])
    assert earlier.changed(document("c\nx\na\na")) == {2, 4}  # moved: no change; twice: once new


def test_what_is_staged_is_checked_and_not_the_working_tree(repo: Path) -> None:
    (repo / "a.txt").write_text(BAD, encoding="utf-8")
    git(repo, "add", ".")
    (repo / "a.txt").write_text(BAD.replace("Chengzhou", "Zhengzhou"), encoding="utf-8")
    assert run(repo, "run", "--staged").returncode == 1  # mended, but not added
    git(repo, "add", ".")
    (repo / "a.txt").write_text(BAD, encoding="utf-8")
    assert run(repo, "run", "--staged").returncode == 0  # spoilt, but not added
    (repo / "a.txt").unlink()
    assert run(repo, "run", "--staged").returncode == 0


def test_what_is_pushed_is_checked_and_not_the_working_tree(repo: Path) -> None:
    (repo / "a.txt").write_text(BAD, encoding="utf-8")
    git(repo, "add", ".")
    git(repo, "commit", "-qm", "bad")
    (repo / "a.txt").write_text(GOOD, encoding="utf-8")
    head = git(repo, "rev-parse", "HEAD").stdout.strip()
    line = f"refs/heads/main {head} refs/heads/main {'0' * 40}\n"
    done = run(repo, "run", "--pushed", stdin=line)
    assert done.returncode == 1 and "Chengzhou" in done.stdout
    git(repo, "commit", "-qam", "mended")
    mended = git(repo, "rev-parse", "HEAD").stdout.strip()
    assert run(repo, "run", "--pushed", stdin=f"refs/heads/main {mended} refs/heads/main {head}\n").returncode == 0


def test_a_changed_translation_is_checked_against_its_text(repo: Path) -> None:
    zh, en = BAD.strip().split("\n")
    (repo / "a.zh.txt").write_text(zh + "\n", encoding="utf-8")
    (repo / "a.en.txt").write_text(en.replace("Chengzhou", "Zhengzhou") + "\n", encoding="utf-8")
    git(repo, "add", ".")
    git(repo, "commit", "-qm", "good")
    (repo / "a.en.txt").write_text(en + "\n", encoding="utf-8")
    git(repo, "add", ".")
    done = run(repo, "run", "--staged")
    assert done.returncode == 1 and "a.en.txt:1:5" in done.stdout


def test_texts_without_a_translation_do_not_stop_a_commit(repo: Path) -> None:
    (repo / "README.md").write_text("# A readme\n\nIn English only, with a misteak.\n", encoding="utf-8")
    (repo / "zh.txt").write_text("郑州市图书馆周末照常开放。\n", encoding="utf-8")
    (repo / "broken.docx").write_bytes(b"PK no archive")
    git(repo, "add", "README.md", "zh.txt")
    done = run(repo, "run", "--staged")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_stopped_commit_names_the_ways_out(repo: Path) -> None:
    (repo / "a.txt").write_text(GOOD + BAD, encoding="utf-8")
    git(repo, "add", ".")
    told = run(repo, "run", "--staged").stderr
    assert "1 finding stops this commit" in told
    assert "align check a.txt -o report.html" in told
    assert "align waive a.txt:4:5 --reason" in told
    assert "git commit --no-verify" in told


def test_a_hook_of_ours_with_lines_of_others_is_left_alone(repo: Path) -> None:
    path = hook.install(repo, "pre-commit")
    assert hook.install(repo, "pre-commit") == path  # its own hook may be installed again
    path.write_text(path.read_text().replace("exec ", "make lint\nexec "))
    with pytest.raises(OutputError, match="another hook"):
        hook.install(repo, "pre-commit")


def test_pre_commit_hands_over_every_format_that_is_read() -> None:
    manifest = (Path(__file__).parent.parent / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    named = re.search(r"files: \\\.\((.+)\)\$", manifest)
    assert named and set(named[1].split("|")) == {end[1:] for end in registry.extensions()}


def test_a_text_without_its_translation_names_the_file_beside_it(repo: Path) -> None:
    (repo / "news.zh.txt").write_text("郑州今天下雨。\n", encoding="utf-8")
    alone = run(repo, "run", "news.zh.txt")
    assert alone.returncode == 0 and "give both files" in alone.stderr
    (repo / "news.en.txt").write_text("It is raining in Zhengzhou today.\n", encoding="utf-8")
    beside = run(repo, "run", "news.zh.txt")
    assert beside.returncode == 0 and "news.en.txt is beside it: name both" in beside.stderr
    checked = called(repo, "check", "news.en.txt")
    assert "news.zh.txt is beside it: align check news.en.txt news.zh.txt" in checked.stderr
    assert "is beside it" not in called(repo, "check", "news.zh.txt", "news.en.txt").stderr


def test_pre_commit_accepts_the_manifest_and_runs_the_hook(repo: Path) -> None:
    """The real pre-commit, with the hook's own entry as a local hook: no environment to install, no network."""
    import yaml

    root = Path(__file__).parent.parent
    manifest = root / ".pre-commit-hooks.yaml"
    env = {**os.environ, "PRE_COMMIT_HOME": str(repo / ".cache")}
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(manifest)],
        capture_output=True,
        text=True,
        env=env,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (entry,) = yaml.safe_load(manifest.read_text())
    local = {**entry, "language": "system", "entry": entry["entry"].replace("align", f"{sys.executable} -m align", 1)}
    config = {"repos": [{"repo": "local", "hooks": [local]}]}
    (repo / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    (repo / "a.txt").write_text(BAD, encoding="utf-8")
    git(repo, "add", "a.txt", ".pre-commit-config.yaml")

    def pre_commit(*args: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pre_commit", "run", *args]
        return subprocess.run(command, capture_output=True, text=True, cwd=repo, env=env, check=False)

    done = pre_commit()
    assert done.returncode == 1 and "Chengzhou" in done.stdout and "align waive" in done.stdout
    git(repo, "commit", "-qm", "bad")
    (repo / "b.txt").write_text(GOOD, encoding="utf-8")
    git(repo, "add", "b.txt")
    assert pre_commit().returncode == 0  # what was committed before does not stop a new text
    git(repo, "commit", "-qm", "good")
    assert pre_commit("--from-ref", "HEAD~1", "--to-ref", "HEAD").returncode == 0  # as a CI server runs it
    assert pre_commit("--all-files").returncode == 0


def test_a_range_of_commits_is_checked_as_on_a_ci_server(repo: Path) -> None:
    (repo / "old.txt").write_text(BAD, encoding="utf-8")
    git(repo, "add", ".")
    git(repo, "commit", "-qm", "old")
    git(repo, "checkout", "-qb", "side")
    (repo / "new.txt").write_text(GOOD, encoding="utf-8")
    git(repo, "add", ".")
    git(repo, "commit", "-qm", "new")
    done = run(repo, "run", "--range", "HEAD~1..HEAD", "--output", "r.junit.xml")
    assert done.returncode == 0 and "new.txt" in (repo / "r.junit.xml").read_text() and "old.txt" not in done.stdout
    (repo / "new.txt").write_text(GOOD + BAD, encoding="utf-8")
    git(repo, "commit", "-qam", "bad")
    done = run(repo, "run", "--range", "HEAD~2...HEAD", "--format", "github")
    assert done.returncode == 1 and done.stdout.startswith("::error file=new.txt,line=4")
    for wrong in ("HEAD", "nowhere..HEAD", "..HEAD", "HEAD...nowhere"):
        done = run(repo, "run", "--range", wrong)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), wrong
        assert "--range" in done.stderr and "OLD..NEW" in done.stderr


def test_wrong_options_are_refused(repo: Path) -> None:
    refused = run(repo, "install", "--fail-on", "bla")
    assert (refused.returncode, len(refused.stderr.splitlines())) == (2, 1) and "never" in refused.stderr
    assert not (repo / ".git" / "hooks" / "pre-commit").exists()
    (repo / "a.txt").write_text(GOOD, encoding="utf-8")
    assert run(repo, "run", "a.txt", "--time-limit", "-1").returncode == 2


def test_unchanged_paragraphs_are_no_baseline(repo: Path) -> None:
    (repo / "a.txt").write_text(BAD, encoding="utf-8")
    git(repo, "add", ".")
    git(repo, "commit", "-qm", "old")
    (repo / "a.txt").write_text(BAD + GOOD, encoding="utf-8")
    told = run(repo, "run", "a.txt", "--since", "HEAD").stdout
    assert "in unchanged paragraphs)" in told and "baseline" not in told


def test_a_text_without_a_translation_is_told_of(repo: Path) -> None:
    (repo / "zh.txt").write_text(GOOD.split("\n")[0], encoding="utf-8")
    done = run(repo, "run", "zh.txt", "--format", "json")
    assert done.returncode == 0
    assert done.stderr.startswith("align: zh.txt: Chinese only, no translation to check")
    assert json.loads(done.stdout)["findings"] == []
