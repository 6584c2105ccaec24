"""The pre-publish hook: one article or a few, an answer at once, and only for what changed when asked. Layer 4."""

from __future__ import annotations

import contextlib
import difflib
import os
import shlex
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import FrameType

from align.errors import AlignError, InputError, OutputError
from align.records import Decision, Document, Finding, Review
from align.text.encoding import decode
from align.writers.terminal import UNCHANGED

MARK = "# installed by align hook install"
KINDS = ("pre-commit", "pre-push")


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """AlignError after so many seconds of wall time; 0: no limit. POSIX main thread; elsewhere there is no limit."""
    if seconds <= 0 or not hasattr(signal, "setitimer"):
        yield
        return

    def late(_signal: int, _frame: FrameType | None) -> None:
        raise AlignError("hook", f"no answer within {seconds:g} s", "raise --time-limit, or check the article in parts")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def previous(path: str, since: str) -> str:
    """The earlier text of ``path``: ``since`` is a file with it, or a git revision; '' where it has no such file."""
    if Path(since).is_file():
        return decode(Path(since).read_bytes(), since).text
    folder = Path(path).resolve().parent
    root = _git(folder, "rev-parse", "--show-toplevel")
    if root is None:
        raise InputError("--since", f"{since!r} is no file, and {folder} is in no git repository", "name a file")
    if _git(folder, "rev-parse", "--verify", "--quiet", f"{since}^{{commit}}") is None:
        raise InputError("--since", f"no file and no revision {since!r}", "name a git revision or an earlier file")
    name = Path(path).resolve().relative_to(Path(root.decode().strip()).resolve())
    shown = _git(folder, "show", f"{since}:{name.as_posix()}")
    return decode(shown, f"{since}:{name}").text if shown else ""


def _git(folder: Path, *args: str) -> bytes | None:
    try:
        done = subprocess.run(["git", "-C", str(folder), *args], capture_output=True, check=False)
    except FileNotFoundError:
        raise InputError("--since", "git is not installed", "install git, or name an earlier file") from None
    return done.stdout if done.returncode == 0 else None


def staged(folder: Path, extensions: Sequence[str]) -> list[str]:
    """Files added or changed in the index that the tool can read."""
    listed = _git(folder, "diff", "--cached", "--name-only", "-z", "--diff-filter=ACMR")
    root = _git(folder, "rev-parse", "--show-toplevel")
    if listed is None or root is None:
        raise InputError(str(folder), "no git repository", "run it inside one, or name files")
    names = [os.fsdecode(n) for n in listed.split(b"\0") if n]
    top = Path(os.fsdecode(root).strip())
    return [os.path.relpath(top / n, folder) for n in names if Path(n).suffix.lower() in extensions]


def changed_lines(before: str, after: str) -> set[int]:
    """Numbers from 1 of the lines of ``after`` that are new or changed."""
    old, new = ([line.strip() for line in text.split("\n")] for text in (before, after))
    blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    same = {b.b + k + 1 for b in blocks for k in range(b.size)}
    return set(range(1, len(new) + 1)) - same


def only_changed(review: Review, before: str) -> Review:
    """The review with all findings decided as "baseline" that stand in paragraphs which did not change.

    A pair counts as changed when a line of either side did; findings without a pair stay open.
    """
    alignment = review.alignment
    document = alignment.source or alignment.target
    if document is None:
        return review
    lines = changed_lines(before, document.text)
    touched = {
        number
        for number, pair in enumerate(alignment.pairs())
        for side, passage in ((alignment.source, pair.source), (alignment.target, pair.target))
        if side and any(line in lines for line in _lines(side, passage.pieces))
    }
    decisions = tuple(_decided(review, i, f, touched) for i, f in enumerate(review.findings))
    return replace(review, decisions=decisions)


def _lines(document: Document, pieces: Sequence[tuple[int, int, int]]) -> Iterator[int]:
    for _, start, length in pieces:
        first = document.text.count("\n", 0, start) + 1
        yield from range(first, first + document.text.count("\n", start, start + length) + 1)


def _decided(review: Review, number: int, finding: Finding, touched: set[int]) -> Decision:
    old = review.decision(number)
    if old.state != "open" or finding.bead is None or finding.bead in touched:
        return old
    return Decision("baseline", UNCHANGED)


def install(folder: Path, kind: str, arguments: Sequence[str] = ()) -> Path:
    """Write a git hook that runs ``align hook run`` on what is committed or pushed; returns its path.

    InputError outside a repository or for an unknown kind; OutputError where another hook is already there.
    """
    if kind not in KINDS:
        raise InputError("--kind", repr(kind), f"one of {', '.join(KINDS)}")
    found = _git(folder, "rev-parse", "--git-path", f"hooks/{kind}")
    if found is None:
        raise InputError(str(folder), "no git repository", "run it inside one")
    path = (folder / os.fsdecode(found).strip()).resolve()
    if path.exists() and MARK not in path.read_text(encoding="utf-8", errors="replace"):
        remedy = f"add this line to it yourself: {_command(kind, arguments)}"
        raise OutputError(str(path), "another hook is already there", remedy)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{MARK}\nexec {_command(kind, arguments)}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return path


def _command(kind: str, arguments: Sequence[str]) -> str:
    what = "--staged" if kind == "pre-commit" else "--pushed"
    return shlex.join([sys.executable, "-m", "align", "hook", "run", what, *arguments])


def pushed(folder: Path, lines: str, extensions: Sequence[str]) -> list[str]:
    """Files that a push brings, from the lines git gives a pre-push hook on stdin; files deleted since are left out."""
    names: set[str] = set()
    for line in lines.splitlines():
        parts = line.split()
        if len(parts) != 4 or set(parts[1]) == {"0"}:
            continue
        _, new, _, old = parts
        span = [new, "--not", "--remotes"] if set(old) == {"0"} else [f"{old}..{new}"]
        listed = _git(folder, "log", "--pretty=format:", "--name-only", "-z", "--diff-filter=ACMR", *span)
        names |= {os.fsdecode(n).strip("\n") for n in (listed or b"").split(b"\0") if n.strip()}
    top = Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel") or b".").strip())
    kept = sorted(n for n in names if Path(n).suffix.lower() in extensions and (top / n).is_file())
    return [os.path.relpath(top / n, folder) for n in kept]
