"""Compiled patterns, kept between the starts of a command.

``re`` takes a fifth of a cold ``align check`` to turn some 700 patterns into the code of its engine, the same code
every time. A command keeps that code in the user's cache folder, as Python keeps bytecode, and hands it to the engine,
which verifies it; only a file that nobody but its user can write is read. A program that imports the package is left
alone, and so is a Python whose ``re`` is made otherwise.
"""

from __future__ import annotations

import atexit
import contextlib
import marshal
import os
import re
import sys
import zlib
from array import array
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, TypeVar

LIMIT = 3000  # entries that are kept; a command needs some 800
WORTH = 16  # new entries from which the file is written again
LONGEST = 1 << 16  # characters of a pattern, and units of its code
K = TypeVar("K")
V = TypeVar("V")
Key = tuple[int, str]  # flags and pattern
Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]  # flags, code, groups, and their names


def install() -> None:
    """From now on take patterns from the cache, and at the end of the process write what was new."""
    try:
        import _sre  # type: ignore[import-not-found]
        from re import _compiler  # type: ignore[attr-defined]

        compile_, make = _compiler.compile, _sre.compile
        key = f"{sys.version} {sys.byteorder} {_sre.MAGIC} {_sre.CODESIZE}"
    except (ImportError, AttributeError):
        return
    if array("I").itemsize != _sre.CODESIZE:
        return
    path = os.path.join(folder("patterns"), f"{zlib.crc32(key.encode()):08x}")
    kept = load(path)
    used: set[Key] = set()
    new: dict[Key, Code] = {}
    made: dict[int, Code] = {}

    def recorded(pattern: Any, flags: int, code: list[int], *groups: Any) -> Any:
        found = make(pattern, flags, code, *groups)
        if isinstance(pattern, str) and max(len(pattern), len(code)) <= LONGEST:
            made[id(found)] = (int(flags), array("I", code).tobytes(), *groups)
        return found

    def taken(given: Key) -> Any:
        held = kept.pop(given, None)  # once: hardly one is made twice
        if held is not None:
            with contextlib.suppress(Exception):  # not what the engine takes, though unharmed: compiled as ever
                found = make(given[1], held[0], array("I", held[1]).tolist(), *held[2:])
                used.add(given)
                return found
        return None

    def compiled(pattern: Any, flags: int = 0) -> Any:
        given = int(flags), pattern
        found = taken(given) if isinstance(pattern, str) else None
        if found is None:
            found = compile_(pattern, flags)
            own = made.pop(id(found), None)
            if own is not None and given not in used and len(new) < LIMIT:
                new[given] = own
        return found

    _compiler._sre = SimpleNamespace(**{**vars(_sre), "compile": recorded})
    _compiler.compile = compiled
    _at_the_door(kept, taken)
    atexit.register(keep, path, used, new)


def _at_the_door(kept: dict[Key, Code], taken: Callable[[Key], Any]) -> None:
    """Ask for a pattern before ``re`` looks into its own cache, at its flags and for a warning: that takes as long as
    to make one from the cache."""
    look_up, known = vars(re).get("_compile"), vars(re).get("_cache")
    most: int = vars(re).get("_MAXCACHE", 512)
    if look_up is None or not isinstance(known, dict):
        return

    def looked_up(pattern: Any, flags: Any) -> Any:
        if type(pattern) is str:
            number = flags if type(flags) is int else int(flags)
            found = taken((number, pattern)) if (number, pattern) in kept else None
            if found is not None:
                if len(known) >= most:
                    del known[next(iter(known))]
                known[str, pattern, number] = found
                return found
        return look_up(pattern, flags)

    vars(re)["_compile"] = looked_up


def keep(path: str, used: set[K], new: dict[K, V]) -> None:
    """Write entries of a cache where there are enough new ones; those of other commands and versions of the package
    stay until there are too many."""
    if len(new) >= WORTH:
        with contextlib.suppress(OSError, ValueError):
            kept = load(path)
            everything = {**kept, **new}
            few = {key: kept[key] for key in kept.keys() & used}
            save(path, everything if len(everything) <= LIMIT else {**few, **new})


def folder(name: str) -> str:
    """A folder for what may be thrown away, in the user's cache folder."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "align-qa", name)


def load(path: str) -> dict[Any, Any]:
    """Load what :func:`save` wrote; empty if the file is missing, damaged, or writable by others."""
    try:
        with open(path, "rb") as stream:
            status = os.fstat(stream.fileno())
            if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
                return {}
            check, rest = int.from_bytes(stream.read(4), "little"), stream.read()
        kept = marshal.loads(rest) if zlib.crc32(rest) == check else {}
        return kept if isinstance(kept, dict) else {}
    except (OSError, ValueError, EOFError, TypeError):
        return {}


def save(path: str, entries: dict[K, V]) -> None:
    """Write entries as Python writes bytecode, whole or not at all: read in a tenth of the time that JSON takes.
    OSError where the folder cannot be written."""
    rest = marshal.dumps(entries)
    write(path, zlib.crc32(rest).to_bytes(4, "little") + rest)


def write(path: str, data: bytes) -> None:
    """Write a file of its user alone, whole or not at all. OSError where the folder cannot be written."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    name = f"{path}.{os.getpid()}"
    try:
        with os.fdopen(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            stream.write(data)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
