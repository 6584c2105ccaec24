"""Paths -> units of work, in a fixed order, streamed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align import registry
from align.errors import AlignError, InputError, one_line
from align.files import HEAD_BYTES, HIDDEN, MAX_BYTES, json_line, limited_lines, open_input, unpacked
from align.text.file_names import pairs_by_name

SHARD = 2000  # lines of a table in a unit: about a second of work, so that little is lost when a run is killed
TABLES = (".jsonl", ".ndjson")
STORE = ".units"  # the folder in the output of a batch by which it is known
LARGE = 8 * 2**20  # bytes of a table or memory, above which it is no article but a table of segments
UNPACKED = 4  # times that for what a workbook unpacks to: the rest is mark-up
MAX_SHARD = 8 * 2**20  # bytes of its lines, more only where a single line is longer
SUMMARY = b"6"  # counts up when the summary of a unit holds other things: units stored before it are done again
RESULTS = ("reviews", "tables", "summary.jsonl", "failed.txt", "skipped.txt", "report.html")  # what else is in it
_NAMED = 5  # files of a folder that a refusal names
OWN = ("align.toml", "pyproject.toml", "align-waivers.toml", "align-baseline.tsv")  # ours, and no texts


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


@dataclass(frozen=True)
class Told:
    """Notes for the user on a table whose units are all given out."""

    path: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """The files of a batch: each text with the path of its translation, where that is a file of its own; and a line for
    each file of a folder that is passed over, with the reason."""

    files: list[tuple[str, str | None]]
    skipped: list[str]


def find(paths: Sequence[str], out: Path | None = None) -> Found:
    """Files of all paths, folders walked in order of name; a text and its translation (a.zh.txt, a.en.txt) together.

    What a batch has written is no text of the archive: ``out`` and other output folders are left out, as are hidden
    files, our own settings, and a file that was named before. InputError where a path does not exist or a folder holds
    nothing to read.
    """
    found: dict[str, str] = {}  # by the path without detours, so that a.txt and ./a.txt are one
    skipped: list[str] = []
    known = registry.extensions()
    for path in paths:
        place = Path(path)
        if place.is_dir():
            files, others = _files(place, out)
            texts = [f for f in files if Path(f).suffix.lower() in known]
            skipped += sorted((*others, *(_skipped(f) for f in files if Path(f).suffix.lower() not in known)))
            if not texts:
                names = _unreadable([Path(f).name for f in files])
                raise InputError(path, names, f"known: {' '.join(sorted(known))}")
        elif place.exists():
            texts = [path]
        else:
            raise InputError(path, "no such file or folder", "check the path")
        for text in texts:
            found.setdefault(os.path.normpath(text), text)
    return Found(pairs_by_name(list(found.values())), skipped)


def _unreadable(names: Sequence[str]) -> str:
    """The note on a folder in which nothing can be read: the names of its first files."""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return "no file in it that can be read" + (f", not {', '.join(names[:_NAMED])}{more}" if names else "")


def _files(place: Path, out: Path | None) -> tuple[list[str], list[str]]:
    """Files below a folder by name, less hidden ones, our settings and what batches have written; and a line on each
    thing that is no file: a link to a folder or to nothing, a pipe, a folder that cannot be read."""
    found: list[str] = []
    others: list[str] = []
    made = _made(place, out)

    def unreadable(error: OSError) -> None:
        others.append(one_line(f"{error.filename}: skipped, cannot be read ({error.strerror})"))

    for top, folders, names in os.walk(place, onerror=unreadable):
        folders[:] = [n for n in folders if not n.startswith(".") and Path(top, n) not in made]
        linked = [n for n in folders if os.path.islink(os.path.join(top, n))]
        others += [one_line(f"{Path(top, n)}: skipped, a link to a folder; name it beside the others") for n in linked]
        for path in (Path(top, n) for n in names if not n.startswith(HIDDEN) and n not in OWN):
            if path.is_file():
                found += [] if path in made else [str(path)]
            else:
                others.append(one_line(f"{path}: skipped, neither file nor folder"))
    return sorted(found), others


def _skipped(path: str) -> str:
    extension = Path(path).suffix
    return one_line(
        f"{path}: skipped, no reader for {f'{extension} files' if extension else 'names without an ending'}"
    )


def _made(place: Path, out: Path | None) -> set[Path]:
    """The files that batches have written below a folder, as paths that begin like those of its files."""
    here = place.resolve()
    folders = {store.parent for store in place.rglob(STORE) if store.is_dir()}
    if out is not None and out.resolve().is_relative_to(here):
        folders.add(place / out.resolve().relative_to(here))
    whole = folders - {place}
    return whole | {place / name for name in RESULTS if place in folders}


def units(files: Sequence[tuple[str, str | None]], shard: int = 0) -> Iterator[Unit | Broken | Told]:
    """Units in order, ``shard`` lines of a table in each (0: as usual). A file that cannot be read becomes
    a :class:`Broken`."""
    for path, other in files:
        notes: list[str] = []
        try:
            rows = None if other else _rows(path, notes)
            if path.lower().endswith(TABLES):
                with Path(path).open("rb") as stream:
                    yield from _shards(path, limited_lines(stream, path), shard or SHARD)
            elif rows is not None:
                yield from _shards(path, map(json_line, rows), shard or SHARD)
            else:
                yield Unit(path, _bytes(path), other=(other, _bytes(other)) if other else None)
        except OSError as error:
            yield Broken(path, InputError(path, f"cannot be read ({error.strerror})", "check the path"))
        except AlignError as error:
            yield Broken(path, error)
        if notes:
            yield Told(path, tuple(notes))


def _bytes(path: str) -> bytes:
    with Path(path).open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)  # a device has no size
    if len(data) > MAX_BYTES:
        raise InputError(path, f"more than {MAX_BYTES:,} bytes in one text", "split it")
    return data


def _rows(path: str, notes: list[str]) -> Iterator[dict[str, Any]] | None:
    """The segments of a file that is too large for one article, where its format has rows; else None."""
    reader = next((r for r in registry.readers() if r.rows and path.lower().endswith(r.extensions)), None)
    if reader is None or reader.rows is None or not _is_large(path):
        return None
    return reader.rows(open_input(path), notes)


def _is_large(path: str) -> bool:
    with Path(path).open("rb") as stream:
        if stream.read(4) == b"PK\3\4" and unpacked(stream, path, "workbook")[0] > UNPACKED * LARGE:
            return True
    return Path(path).stat().st_size > LARGE


def _shards(path: str, given: Iterable[bytes], shard: int) -> Iterator[Unit]:
    lines: list[bytes] = []
    first, number, size = 1, 0, 0
    for number, line in enumerate(given, 1):
        if lines and (len(lines) == shard or size + len(line) > MAX_SHARD):
            yield Unit(path, b"".join(lines), first)
            lines, first, size = [], number, 0
        lines.append(line)
        size += len(line)
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
