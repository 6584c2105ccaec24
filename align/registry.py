"""Open folders: every file in ``checks/``, ``readers/``, ``menders/`` and ``writers/`` defines one constant (CHECK,
READER, MENDER, WRITER).

Adding one is adding a file; files whose name starts with ``_`` are shared helpers and hold none.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import cast

from align.records import Check, Mender, Reader, Writer


def _constants(package: str, name: str) -> list[object]:
    folder = importlib.import_module(package)
    found = []
    for info in sorted(pkgutil.iter_modules(folder.__path__), key=lambda i: i.name):
        if not info.name.startswith("_"):
            module = importlib.import_module(f"{package}.{info.name}")
            found.append(getattr(module, name))
    return found


@cache
def checks() -> tuple[Check, ...]:
    """All checks, by rank and id."""
    found = cast(list[Check], _constants("align.checks", "CHECK"))
    return tuple(sorted(found, key=lambda c: (c.rank, c.id)))


@cache
def readers() -> tuple[Reader, ...]:
    """All readers, by name."""
    return tuple(cast(list[Reader], _constants("align.readers", "READER")))


@cache
def extensions() -> frozenset[str]:
    """The ends of the names of all files that some reader knows."""
    return frozenset(extension for reader in readers() for extension in reader.extensions)


def menders() -> tuple[Mender, ...]:
    """All formats that take corrections, by name."""
    return tuple(cast(list[Mender], _constants("align.menders", "MENDER")))


def writer_names() -> tuple[str, ...]:
    """Names of all output formats, without importing them."""
    folder = importlib.import_module("align.writers")
    return tuple(sorted(i.name for i in pkgutil.iter_modules(folder.__path__) if not i.name.startswith("_")))


def writer(name: str) -> Writer:
    """The writer of that name; imports that one file only. KeyError for an unknown name."""
    if name not in writer_names():
        raise KeyError(name)
    return cast(Writer, importlib.import_module(f"align.writers.{name}").WRITER)
