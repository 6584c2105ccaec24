"""Finished units on disk, by content. A file is there whole or not at all: kill -9 at any moment loses one unit."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from align.errors import OutputError


class Store:
    """A folder of results: ``folder/ab/abcdef…``. Safe with several writers: equal keys have equal bytes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key

    def has(self, key: str) -> bool:
        """Is the unit done?"""
        return self._path(key).is_file()

    def put(self, key: str, chunks: bytes) -> None:
        """Keep a result. OutputError when the disk is full: nothing half-written stays."""
        path = self._path(key)
        neighbour = path.with_name(f".{key}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with neighbour.open("wb") as stream:
                stream.write(chunks)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(neighbour, path)
        except OSError as error:
            neighbour.unlink(missing_ok=True)
            raise OutputError(
                str(self._folder), f"cannot be written ({error.strerror})", "make room, then run again with --resume"
            ) from None

    def head(self, key: str) -> bytes:
        """First line of a result: its summary."""
        with self._path(key).open("rb") as stream:
            return stream.readline()

    def body(self, key: str) -> Iterator[bytes]:
        """The rest of a result, in chunks of 1 MiB."""
        with self._path(key).open("rb") as stream:
            stream.readline()
            while chunk := stream.read(2**20):
                yield chunk

    def sweep(self, keep: set[str]) -> int:
        """Remove results that this run did not use and what killed runs left behind; returns how many."""
        gone = 0
        for path in self._folder.glob("*/*"):
            if path.name not in keep:
                path.unlink(missing_ok=True)
                gone += 1
        return gone
