"""Names of the result files of a batch: readable, free, short enough, and never outside OUT."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from pathlib import Path

_BYTES = 180  # of a name in UTF-8; file systems allow 255, and an ending and a hash come behind


def output_names(paths: Sequence[str]) -> dict[str, str]:
    """A file name for each path, without ending: its own where that will do, else with eight digits of a hash.

    Two names never differ in case or composition alone, as some file systems take such names for one.
    """
    taken: set[str] = set()
    names = {}
    for path in paths:
        own = Path(path).stem or "text"
        name = _short(own.lstrip("."))
        if name != own or _folded(name) in taken:
            name = f"{name}-{_hash(path)}"
        while _folded(name) in taken:  # a file that bears such a name of its own
            name += "_"
        taken.add(_folded(name))
        names[path] = name
    return names


def _short(name: str) -> str:
    """The name with what no UTF-8 is as ``_``, cut to the bytes that a file system takes."""
    clean = "".join("_" if not c.isprintable() or c in "/\\" else c for c in name)
    return clean.encode("utf-8", "replace")[:_BYTES].decode("utf-8", "ignore")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _hash(path: str) -> str:
    return hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:8]
