"""Finished units on disk, by content. A unit is there whole or not at all: kill -9 at any moment loses one unit.

The first line of a stored unit is JSON, {"sha256", "sizes", "summary"}; its files follow, one after the other. What
does not have the checksum it was stored with, under the key it was stored under, counts as not there, and the unit is
done again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align.errors import OutputError

_CHUNK = 2**20  # bytes
_HEAD = 64 * 2**20  # bytes of a first line; no summary comes near it


@dataclass(frozen=True)
class Result:
    """The result of a unit: its summary (plain data), and the bytes of its files: for an article its review as JSON,
    its report as HTML and a list of its entries, for a piece of a table its lines."""

    summary: dict[str, Any]
    files: tuple[bytes, ...] = ()


class Store:
    """A folder of results: ``folder/ab/abcdef…``. Safe with several writers: equal keys have equal bytes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key

    def put(self, key: str, result: Result) -> None:
        """Keep a result. OutputError when the disk is full: nothing half-written stays."""
        path = self._path(key)
        neighbour = path.with_name(f".{key}.{os.getpid()}")
        sizes = [len(file) for file in result.files]
        head = {"sha256": _digest(key, result.summary, sizes, result.files), "sizes": sizes, "summary": result.summary}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with neighbour.open("wb") as stream:
                stream.write(json.dumps(head).encode() + b"\n")
                stream.writelines(result.files)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(neighbour, path)
        except OSError as error:
            neighbour.unlink(missing_ok=True)
            raise OutputError(
                str(self._folder), f"cannot be written ({error.strerror})", "make room, then run again with --resume"
            ) from None

    def check(self, key: str) -> dict[str, Any] | None:
        """The summary of a finished unit; None where it is not there, or not with the bytes that were stored."""
        try:
            head = self._head(key)
            parts = self._chunks(key, sum(head["sizes"]) + 1)
            whole = _digest(key, head["summary"], head["sizes"], parts) == head["sha256"]
            return dict(head["summary"]) if whole else None
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None

    def summary(self, key: str) -> dict[str, Any]:
        """The summary of a unit that :meth:`check` or :meth:`put` has seen in this run."""
        return dict(self._head(key)["summary"])

    def count(self, key: str) -> int:
        """Return the number of files of such a unit: one, a piece of a table; several, an article; none, it could not
        be read."""
        return len(self._head(key)["sizes"])

    def file(self, key: str, number: int = 0) -> Iterator[bytes]:
        """One file of such a unit, in chunks of 1 MiB."""
        sizes = self._head(key)["sizes"]
        return self._chunks(key, sizes[number], sum(sizes[:number]))

    def _head(self, key: str) -> dict[str, Any]:
        path = self._path(key)
        if not path.is_file():  # a pipe of that name would be waited for
            raise FileNotFoundError(key)
        with path.open("rb") as stream:
            head = json.loads(stream.readline(_HEAD))
        if not isinstance(head, dict):
            raise ValueError(key)
        return head

    def _chunks(self, key: str, size: int, start: int = 0) -> Iterator[bytes]:
        with self._path(key).open("rb") as stream:
            stream.readline(_HEAD)
            stream.seek(start, os.SEEK_CUR)
            while size > 0 and (chunk := stream.read(min(size, _CHUNK))):
                size -= len(chunk)
                yield chunk

    def sweep(self, keep: set[str]) -> int:
        """Remove results that this run did not use and what killed runs left behind; returns how many."""
        gone = 0
        for path in self._folder.glob("*/*"):
            if path.name not in keep:
                path.unlink(missing_ok=True)
                gone += 1
        return gone


def _digest(key: str, summary: dict[str, Any], sizes: list[int], parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256(json.dumps([key, summary, sizes]).encode())
    for part in parts:
        digest.update(part)
    return digest.hexdigest()
