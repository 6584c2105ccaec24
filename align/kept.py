"""What is made of files of the package at every start, kept between the starts of a command.

To take the tables apart that are written by hand, a line an entry, takes a sixth of a cold ``align check``, for the
same result every time. A command keeps the result in the user's cache folder, as Python keeps bytecode: for as long as
the version of the package and the names, sizes and times of the files are the same. Only a file that nobody but its
user can write is read; a program that imports the package is left alone.
"""

from __future__ import annotations

import contextlib
import os
import sys
import zlib
from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from mmap import mmap
from pathlib import Path
from typing import TypeVar, overload

from align.pattern_cache import folder, load, save
from align.version import __version__

T = TypeVar("T")
Lines = tuple[bytes, bytes]  # some lines in one piece, and where each begins


def is_command() -> bool:
    """Return whether the process is there for a command of this package alone."""
    return sys.orig_argv[1:3] == ["-m", "align"] or os.path.basename(sys.argv[0]) in ("align", "align.exe")


def kept(name: str, files: Iterable[Path], make: Callable[[], T]) -> T:
    """What ``make`` makes, of tuples, lists, dicts, sets, texts, bytes and numbers; in a command as it was kept under
    ``name`` when it was last made. ``files``: whatever the result depends on, the modules that make it too."""
    return found_or_made(name, files, make) if is_command() else make()


def found_or_made(name: str, files: Iterable[Path], make: Callable[[], T]) -> T:
    """The same in any process."""
    try:
        status = [(str(file), file.stat()) for file in files]
    except OSError:
        return make()
    key = (__version__, [(path, own.st_size, own.st_mtime_ns) for path, own in status])
    where = f"{sys.version} {sys.implementation.cache_tag} {[path for path, _ in status]}"
    place = os.path.join(folder("tables"), f"{name}-{zlib.crc32(where.encode('utf-8', 'surrogateescape')):08x}")
    before = load(place)
    if before.get("key") == key:
        found: T = before["value"]
        return found
    value = make()
    with contextlib.suppress(OSError, ValueError):
        save(place, {"key": key, "value": value})
    return value


def packed(lines: Iterable[str]) -> Lines:
    """Lines without line breaks as :class:`Numbered` takes them: of many of which few are read."""
    parts = [line.encode() + b"\n" for line in lines]
    return b"".join(parts), places(map(len, parts))


def places(sizes: Iterable[int], first: int = 0) -> bytes:
    """Where in a file each of some lines begins, and the last ends; ``sizes``: bytes of each, with its line break."""
    return array("I", accumulate(sizes, initial=first)).tobytes()


class Numbered(Sequence[bytes]):
    """Lines by number, each cut out when it is asked for."""

    def __init__(self, lines: tuple[bytes | mmap, bytes]) -> None:
        self._data, self._starts = lines[0], memoryview(lines[1]).cast("I")

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, number: int) -> bytes: ...
    @overload
    def __getitem__(self, number: slice) -> list[bytes]: ...
    def __getitem__(self, number: int | slice) -> bytes | list[bytes]:
        """The line of a number from 0. IndexError where there is none."""
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        return self._data[self._starts[number] : self._starts[number + 1] - 1]
