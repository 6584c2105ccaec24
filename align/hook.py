"""The pre-publish hook: one article or a few, an answer at once, and only for what changed when asked."""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import FrameType

from align import files, git, registry
from align.errors import AlignError, InputError, OutputError
from align.inputs import pick
from align.records import Article, Decision, Document, Review
from align.session import Session
from align.text.file_names import pairs_by_name
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


class Earlier:
    """The lines of an earlier version of a file. A line of the new version that is among them is no change, wherever it
    is; but where it was there once, only once."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self._lines: Counter[str] = Counter()
        for article in articles:
            for document in _distinct(article.source, article.target):
                self._lines.update(line.strip() for line in document.text.split("\n"))

    def changed(self, document: Document) -> set[int]:
        """Numbers from 1 of the lines of a document that are new or changed; uses up the earlier ones that are not."""
        new = set()
        for number, line in enumerate(map(str.strip, document.text.split("\n")), 1):
            if self._lines[line] > 0:
                self._lines[line] -= 1
            else:
                new.add(number)
        return new


def _distinct(source: Document | None, target: Document | None) -> list[Document]:
    """The documents of an article; one where both sides are the same text, as with alternating lines."""
    if source and target and (source.path, source.text) == (target.path, target.text):
        return [source]
    return [document for document in (source, target) if document]


def only_changed(review: Review, before: Callable[[str], Earlier]) -> Review:
    """The review with all findings decided as "baseline" that are in lines which did not change.

    A pair counts as changed when a line of either side did; findings without a pair stay open. ``before``: the earlier
    version of a path.
    """
    alignment = review.alignment
    changed = {(d.path, d.text): before(d.path).changed(d) for d in _distinct(alignment.source, alignment.target)}
    touched = set()
    for number, pair in enumerate(alignment.pairs()):
        for side, passage in ((alignment.source, pair.source), (alignment.target, pair.target)):
            if side and not changed[side.path, side.text].isdisjoint(_lines(side, passage.pieces)):
                touched.add(number)
    decisions = []
    for number, finding in enumerate(review.findings):
        decision = review.decision(number)
        kept = not decision.is_open or finding.bead is None or finding.bead in touched
        decisions.append(decision if kept else Decision("baseline", UNCHANGED))
    return replace(review, decisions=tuple(decisions))


def _lines(document: Document, pieces: Sequence[tuple[int, int, int]]) -> Iterator[int]:
    for _, start, length in pieces:
        first = document.text.count("\n", 0, start) + 1
        yield from range(first, first + document.text.count("\n", start, start + length) + 1)


class Before:
    """The earlier versions of files, each read once, by the reader that its settings name."""

    def __init__(self, session: Session, read: Callable[[str], bytes | None]) -> None:
        self._session, self._read = session, read
        self._known: dict[str, Earlier] = {}

    def __call__(self, path: str) -> Earlier:
        """The earlier version of a path; without a line where there is none that can be read."""
        if path not in self._known:
            data = self._read(path)
            self._known[path] = Earlier(self._articles(path, data) if data else ())
        return self._known[path]

    def _articles(self, path: str, data: bytes) -> list[Article]:
        try:
            return list(pick(files.from_bytes(data, path), self._session.settings(path).reader))
        except AlignError:  # what was no text before is all new
            return []


def since(session: Session, paths: Sequence[str], name: str) -> Before:
    """The earlier versions: ``name`` is a file with the earlier text, or a git revision. InputError for neither."""
    if Path(name).is_file():
        data = files.open_input(name).data()
        return Before(session, lambda path: data)
    trees = {str(Path(path).resolve().parent): git.revision(path if path != "-" else ".", name) for path in paths}
    if not any(trees.values()):
        raise InputError(
            "--since", f"no file and no revision {name!r} in git", "name a git revision or an earlier file"
        )

    def read(path: str) -> bytes | None:
        tree = trees.get(str(Path(path).resolve().parent))
        return tree.read(tree.name(path)) if tree and path != "-" else None

    return Before(session, read)


def changes(session: Session, found: Iterable[git.Change], only: Sequence[str] = ()) -> Iterator[Review]:
    """Reviews of all texts with a translation that changed, as git holds them; not counted yet.

    A text counts where it or its translation changed, and is among the paths ``only`` if there are any. What has no
    translation is passed over: it may be committed before it is translated.
    """
    for change in found:
        wanted = set(change.names)
        if only:
            wanted &= {change.new.name(path) for path in only}
        names = [n for n in change.new.names() if Path(n).suffix.lower() in registry.extensions()]
        before = Before(session, _reader(change.old))
        for text, translation in pairs_by_name(names):
            both = [name for name in (text, translation) if name]
            if wanted.isdisjoint(both):
                continue
            articles = session.articles([change.new.path(name) for name in both], change.new.open)
            for _, review in session.reviewed(a for a in articles if a.source and a.target):
                yield only_changed(review, before)


def _reader(tree: git.Tree | None) -> Callable[[str], bytes | None]:
    return lambda path: tree.read(tree.name(path)) if tree else None


def install(folder: Path, kind: str, arguments: Sequence[str] = ()) -> Path:
    """Write a git hook that runs ``align hook run`` on what is committed or pushed; returns its path.

    InputError outside a repository or for an unknown kind; OutputError where another hook is already there, or our own
    with lines that somebody added.
    """
    if kind not in KINDS:
        raise InputError("--kind", repr(kind), f"one of {', '.join(KINDS)}")
    found = git.run(folder, "rev-parse", "--git-path", f"hooks/{kind}")
    if found is None:
        raise InputError(str(folder), "no git repository", "run it inside one")
    path = (folder / os.fsdecode(found).rstrip("\n")).resolve()
    if path.exists() and not _is_ours(path.read_text(encoding="utf-8", errors="replace")):
        remedy = f"add this line to it yourself: {_command(kind, arguments)}"
        raise OutputError(str(path), "another hook is already there", remedy)
    path.parent.mkdir(parents=True, exist_ok=True)
    files.write_whole(str(path), [f"#!/bin/sh\n{MARK}\nexec {_command(kind, arguments)}\n".encode()])
    path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return path


def _is_ours(text: str) -> bool:
    """Return whether a hook is exactly what :func:`install` writes."""
    lines = text.strip().split("\n")
    return len(lines) == 3 and lines[1] == MARK and lines[2].startswith("exec ") and " hook run " in lines[2]


def _command(kind: str, arguments: Sequence[str]) -> str:
    what = "--staged" if kind == "pre-commit" else "--pushed"
    return shlex.join([sys.executable, "-m", "align", "hook", "run", what, *arguments])
