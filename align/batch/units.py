"""Paths -> units of work, in a fixed order, streamed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.errors import AlignError, InputError
from align.files import HEAD_BYTES, MAX_BYTES
from align.inputs import pairs_by_name

SHARD = 2000  # lines of a table in a unit: about a second of work, so that little is lost when a run is killed
TABLES = (".jsonl", ".ndjson")
STORE = ".units"  # the folder in the output of a batch by which it is known
SUMMARY = b"3"  # counts up when the summary of a unit says other things: units stored before it are done again
RESULTS = ("reviews", "tables", "summary.jsonl", "failed.txt", "report.html")  # what else is in it


@dataclass(frozen=True)
class Unit:
    """A piece of work that needs nothing but itself: it may run in any process on any machine.

    ``path`` as given; ``data`` the bytes of the article or the lines of the shard; ``first`` the line number of the
    first line (0: a whole file); ``other`` path and bytes of the translation where it lies in a second file.
    """

    path: str
    data: bytes
    first: int = 0
    other: tuple[str, bytes] | None = None

    def key(self, made_by: str) -> str:
        """64 hex digits over content, place and what makes the result."""
        digest = hashlib.sha256(SUMMARY + made_by.encode())
        for part in (self.path.encode("utf-8", "surrogateescape"), str(self.first).encode(), self.data):
            digest.update(len(part).to_bytes(8, "big") + part)
        if self.other:
            digest.update(self.other[0].encode("utf-8", "surrogateescape") + b"\0" + self.other[1])
        return digest.hexdigest()


@dataclass(frozen=True)
class Broken:
    """A path that could not even be read; the batch goes on."""

    path: str
    error: AlignError


def find(paths: Sequence[str], extensions: Sequence[str], out: Path | None = None) -> list[tuple[str, str | None]]:
    """Files of all paths, folders walked in order of name; a text and its translation (a.zh.txt, a.en.txt) together.

    What a batch has written is no text of the archive: ``out`` and other output folders are left out. InputError where
    a path does not exist or a folder holds nothing to read.
    """
    found: list[str] = []
    for path in paths:
        place = Path(path)
        if place.is_dir():
            files = sorted(str(p) for p in place.rglob("*") if p.suffix.lower() in extensions and p.is_file())
            files = [f for f in files if not any(part.startswith(".") for part in Path(f).relative_to(place).parts)]
            made = _made(place, out)
            files = [f for f in files if made.isdisjoint((Path(f), *Path(f).parents))] if made else files
            if not files:
                raise InputError(path, "no file in it that can be read", f"known: {' '.join(sorted(set(extensions)))}")
            found += files
        elif place.exists():
            found.append(path)
        else:
            raise InputError(path, "no such file or folder", "check the path")
    return pairs_by_name(found)


def _made(place: Path, out: Path | None) -> set[Path]:
    """What batches have written below a folder, as paths that begin like those of its files."""
    here = place.resolve()
    folders = {store.parent for store in place.rglob(STORE) if store.is_dir()}
    if out is not None and out.resolve().is_relative_to(here):
        folders.add(place / out.resolve().relative_to(here))
    whole = folders - {place}
    return whole | {place / name for name in RESULTS if place in folders}


def units(files: Sequence[tuple[str, str | None]], shard: int = SHARD) -> Iterator[Unit | Broken]:
    """Units in order. A file that cannot be read becomes a :class:`Broken`."""
    for path, other in files:
        try:
            if path.lower().endswith(TABLES):
                yield from _shards(path, shard)
            else:
                yield Unit(path, _bytes(path), other=(other, _bytes(other)) if other else None)
        except OSError as error:
            yield Broken(path, InputError(path, f"cannot be read ({error.strerror})", "check the path"))
        except AlignError as error:
            yield Broken(path, error)


def _bytes(path: str) -> bytes:
    size = Path(path).stat().st_size
    if size > MAX_BYTES:
        raise InputError(path, f"{size:,} bytes in one text", f"split it: the limit is {MAX_BYTES:,} bytes")
    return Path(path).read_bytes()


def _shards(path: str, shard: int) -> Iterator[Unit]:
    lines: list[bytes] = []
    first, number = 1, 0
    with Path(path).open("rb") as stream:
        while line := stream.readline(MAX_BYTES):
            number += 1
            lines.append(line)
            if len(lines) == shard:
                yield Unit(path, b"".join(lines), first)
                lines, first = [], number + 1
    if lines:
        yield Unit(path, b"".join(lines), first)
    elif number == 0:
        raise InputError(path, "no text in it", "one JSON object a line")


def count(files: Sequence[tuple[str, str | None]]) -> int:
    """Bytes of all files, for the progress bar."""
    total = 0
    for path, other in files:
        for name in (path, other):
            if name and Path(name).is_file():
                total += Path(name).stat().st_size
    return max(total, HEAD_BYTES)
