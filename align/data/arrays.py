"""Arrays of the package: built ``.npz`` files."""

from __future__ import annotations

import mmap
import re
import zlib
from pathlib import Path
from struct import Struct
from struct import error as StructError
from typing import Any

import numpy as np
from numpy.typing import NDArray

_HEAD = re.compile(rb"\{'descr': '([^']+)', 'fortran_order': (True|False), 'shape': \(([\d, ]*)\), \}")
_START = 8  # bytes before the length of the head
# Records of a zip archive: its end, an entry of its directory, and what stands before the data of an entry
_END, _ENTRY, _LOCAL = Struct("<4s6xH4xI2x"), Struct("<4s6xH8xII3H8xI"), Struct("<4s22xHH")
_ENTRY_SIZE, _LOCAL_SIZE = 46, 30
_STORED, _DEFLATED = 0, 8


def arrays(path: Path) -> dict[str, NDArray[Any]]:
    """All arrays of a file that numpy wrote, by name; they cannot be written to. What is not compressed stays in the
    file, which is mapped: processes share it, and only pages in use are read. ``zipfile``, with what it loads, and
    ``np.load``, which reads the head of each array as an expression of Python, take ten times as long: 25 ms at every
    start. ValueError for another file."""
    with path.open("rb") as stream:
        data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    try:
        return _entries(data)
    except (StructError, zlib.error, IndexError) as error:
        raise ValueError(f"no whole archive: {error}") from None


def _entries(data: mmap.mmap) -> dict[str, NDArray[Any]]:
    """The arrays of an archive, by its directory."""
    end = data.rfind(b"PK\5\6")
    if end < 0:
        raise ValueError("no archive")
    _, count, at = _END.unpack_from(data, end)
    found = {}
    for _ in range(count):
        sign, method, packed, _, size, extra, comment, local = _ENTRY.unpack_from(data, at)
        if sign != b"PK\1\2" or method not in (_STORED, _DEFLATED):
            raise ValueError("no archive that numpy wrote")
        name = data[at + _ENTRY_SIZE : at + _ENTRY_SIZE + size].decode()
        _, before, more = _LOCAL.unpack_from(data, local)
        start = local + _LOCAL_SIZE + before + more
        if method == _STORED:
            found[name.removesuffix(".npy")] = _array(data, start, start + packed)
        else:
            whole = zlib.decompress(data[start : start + packed], -zlib.MAX_WBITS)
            found[name.removesuffix(".npy")] = _array(whole, 0, len(whole))
        at += _ENTRY_SIZE + size + extra + comment
    return found


def _array(data: bytes | mmap.mmap, start: int, end: int) -> NDArray[Any]:
    """An array from the bytes of a ``.npy`` file (format 1.0 or 2.0) between two places."""
    behind = start + _START + (2 if data[start + 6] == 1 else 4)
    first = behind + int.from_bytes(data[start + _START : behind], "little")
    head = _HEAD.match(data, behind)
    if head is None:
        raise ValueError("no array of numbers")
    shape = [int(size) for size in head[3].split(b",") if size.strip()]
    kind = np.dtype(head[1].decode())
    flat = np.frombuffer(data, kind, (end - first) // kind.itemsize, first) if first < end else np.empty(0, kind)
    if not flat.flags.aligned:  # numpy would copy it at every use
        flat = flat.copy()
        flat.flags.writeable = False
    return flat.reshape(shape, order="F" if head[2] == b"True" else "C")
