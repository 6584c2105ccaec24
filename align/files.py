"""Files in and out: size limits on the way in, whole or not at all on the way out. Layer 1."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from align.errors import InputError, OutputError
from align.records import Input

MAX_BYTES = 64 * 2**20  # a single text above 64 MiB is no article; tables and .jsonl are streamed and not limited
HEAD_BYTES = 64 * 2**10


def open_input(path: str) -> Input:
    """A file, or stdin for "-". InputError for a missing file, a folder, an unreadable one."""
    if path == "-":
        return _from_bytes("-", sys.stdin.buffer.read())
    file = Path(path)
    try:
        if file.is_dir():
            raise InputError(path, "is a folder", "name files, or use 'align batch' for a whole folder")
        with file.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})", "check the path") from None

    def lines() -> Iterable[bytes]:
        with file.open("rb") as stream:
            yield from stream

    def data() -> bytes:
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise InputError(path, f"{size:,} bytes in one text", f"split it: the limit is {MAX_BYTES:,} bytes")
        return file.read_bytes()

    return Input(path, head, lines, data)


def _from_bytes(path: str, content: bytes) -> Input:
    return Input(path, content[:HEAD_BYTES], lambda: content.splitlines(keepends=True), lambda: content)


def from_bytes(content: bytes, path: str = "-") -> Input:
    """An input from memory (tests, the Python interface, stdin)."""
    return _from_bytes(path, content)


def write_whole(path: str, chunks: Iterable[bytes]) -> None:
    """Write all chunks to a neighbour file and rename it: the file is there whole or as it was before."""
    target = Path(path)
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise OutputError(path, f"cannot be written ({error.strerror})", "check the folder") from None
    try:
        with os.fdopen(handle, "wb") as stream:
            for chunk in chunks:
                stream.write(chunk)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, target)
    except OSError as error:
        raise OutputError(path, f"cannot be written ({error.strerror})", "check disk and folder") from None
    finally:
        if os.path.exists(name):
            os.unlink(name)
