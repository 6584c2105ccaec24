"""Files as git holds them: the index, a commit, and what changed between two of them.

Nothing is read from the working tree: what is checked is what is committed or pushed.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from align.errors import InputError
from align.files import MAX_BYTES, from_bytes
from align.records import Input


@dataclass(frozen=True)
class Tree:
    """The files of a commit, or of the index (``revision`` ''), in the repository at ``top``."""

    top: Path
    revision: str = ""

    def names(self) -> list[str]:
        """All files, relative to ``top``, in the order of git."""
        if self.revision:
            return _names(run(self.top, "ls-tree", "-r", "-z", "--name-only", self.revision))
        return _names(run(self.top, "ls-files", "-z"))

    def read(self, name: str) -> bytes | None:
        """The bytes of a file, None where the tree has no such file. InputError above the size limit of texts."""
        blob = f"{self.revision}:{name}"
        size = run(self.top, "cat-file", "-s", blob)
        if size is None:
            return None
        if int(size) > MAX_BYTES:
            raise InputError(name, f"{int(size):,} bytes in one text", f"split it: the limit is {MAX_BYTES:,} bytes")
        return run(self.top, "cat-file", "blob", blob)

    def open(self, path: str) -> Input:
        """A file as readers get it; ``path`` is relative to the current folder. InputError where it is not there."""
        data = self.read(self.name(path))
        if data is None:
            raise InputError(path, f"not in {self.revision[:12] or 'the index of git'}", "git add it first")
        return from_bytes(data, path)

    def name(self, path: str) -> str:
        """The name of a path in the repository. InputError outside it."""
        try:
            return Path(os.path.abspath(path)).relative_to(self.top).as_posix()
        except ValueError:
            raise InputError(path, f"outside the repository {self.top}", "name a file inside it") from None

    def path(self, name: str) -> str:
        """The path of a file from the current folder."""
        return os.path.relpath(self.top / name)


@dataclass(frozen=True)
class Change:
    """Two states of a repository and the names of the files that differ; ``old`` is None before the first commit."""

    new: Tree
    old: Tree | None
    names: tuple[str, ...]


def staged(folder: Path) -> Change:
    """Return the changes of the next commit. InputError outside a repository."""
    top = toplevel(folder)
    names = _names(run(top, "diff", "--cached", "--name-only", "-z", "--diff-filter=ACMR"))
    return Change(Tree(top), _tree(top, "HEAD"), tuple(names))


def pushed(folder: Path, lines: str) -> list[Change]:
    """Return the changes of a push, one for each branch, from the lines that git gives a pre-push hook on stdin."""
    top = toplevel(folder)
    changes = []
    for line in lines.splitlines():
        parts = line.split()
        if len(parts) == 4 and set(parts[1]) != {"0"}:
            new, old = parts[1], parts[3]
            changes.append(between(top, _before(top, new) if set(old) == {"0"} else old, new))
    return changes


def in_range(folder: Path, text: str) -> Change:
    """Return the changes of a range of commits: ``OLD..NEW``, or ``OLD...NEW`` for what NEW changes since it left OLD.

    InputError for anything else, and for revisions that are not there.
    """
    top = toplevel(folder)
    remedy = "write OLD..NEW, as in origin/main..HEAD; a shallow clone may lack the older one"
    old, dots, new = re.match(r"(.*?)(\.\.\.?|\Z)(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    if not (old and dots):
        raise InputError("--range", repr(text), remedy)
    revisions = [_tree(top, name or "HEAD") for name in (old, new)]
    if dots == "..." and all(revisions):
        base = run(top, "merge-base", *(tree.revision for tree in revisions if tree))
        revisions[0] = _tree(top, base.decode().strip()) if base else None
    one, two = revisions
    if one is None or two is None:
        raise InputError("--range", f"{text!r}: no such commits", remedy)
    return between(top, one.revision, two.revision)


def between(top: Path, old: str, new: str) -> Change:
    """Return the difference between two revisions; ``old`` '' where there was nothing."""
    before = _tree(top, old) if old else None
    if before is None:
        return Change(Tree(top, new), None, tuple(Tree(top, new).names()))
    names = _names(run(top, "diff", "--name-only", "-z", "--diff-filter=ACMR", before.revision, new))
    return Change(Tree(top, new), before, tuple(names))


def _before(top: Path, new: str) -> str:
    """The commit before the first one that no remote has; '' where that is the first of all."""
    listed = (run(top, "rev-list", new, "--not", "--remotes") or b"").split()
    first = listed[-1].decode() if listed else new
    return (run(top, "rev-parse", "--verify", "--quiet", f"{first}^") or b"").decode().strip()


def _tree(top: Path, revision: str) -> Tree | None:
    found = run(top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    return Tree(top, found.decode().strip()) if found else None


def revision(path: str, name: str) -> Tree | None:
    """The tree of a revision in the repository of a path, None where there is no such revision or repository."""
    folder = Path(path).resolve().parent
    top = run(folder, "rev-parse", "--show-toplevel")
    return _tree(Path(os.fsdecode(top).rstrip("\n")), name) if top else None


def toplevel(folder: Path) -> Path:
    """The top of the repository that holds a folder. InputError outside a repository."""
    found = run(folder, "rev-parse", "--show-toplevel")
    if found is None:
        raise InputError(str(folder), "no git repository", "run it inside one, or name files")
    return Path(os.fsdecode(found).rstrip("\n"))


def run(folder: Path, *arguments: str) -> bytes | None:
    """Output of a git command, None where it fails. InputError where git is not installed."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise InputError("git", "is not installed", "install git, or name files") from None
    return done.stdout if done.returncode == 0 else None


def _names(listed: Sequence[int] | bytes | None) -> list[str]:
    return [os.fsdecode(name) for name in bytes(listed or b"").split(b"\0") if name]
