"""Arrays of the package: built ``.npz`` files."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_HEAD = re.compile(rb"\{'descr': '([^']+)', 'fortran_order': (True|False), 'shape': \(([\d, ]*)\), \}")
_START = 8  # bytes before the length of the head


def arrays(path: Path) -> dict[str, NDArray[Any]]:
    """All arrays of a file that numpy wrote, by name; they cannot be written to. ``np.load`` reads the head of each as
    an expression of Python, and takes four times as long: 25 ms at every start. ValueError for another file."""
    with zipfile.ZipFile(path) as archive:
        return {name.removesuffix(".npy"): _array(archive.read(name)) for name in archive.namelist()}


def _array(data: bytes) -> NDArray[Any]:
    """An array from the bytes of a ``.npy`` file (format 1.0 or 2.0)."""
    behind = _START + (2 if data[6] == 1 else 4)
    start = behind + int.from_bytes(data[_START:behind], "little")
    head = _HEAD.match(data, behind)
    if head is None:
        raise ValueError("no array of numbers")
    shape = [int(size) for size in head[3].split(b",") if size.strip()]
    flat = np.frombuffer(data, np.dtype(head[1].decode()), offset=start)
    return flat.reshape(shape, order="F" if head[2] == b"True" else "C")
