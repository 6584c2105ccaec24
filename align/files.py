"""Files in and out: size limits on the way in, whole or not at all on the way out."""

from __future__ import annotations

import io
import itertools
import json
import os
import struct
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from align.errors import InputError, OutputError, did_you_mean
from align.records import Input

HIDDEN = (".", "~$")  # how the names of hidden files begin, and of those that Word keeps beside an open document
MAX_BYTES = 64 * 2**20  # a single file above 64 MiB is no article; .jsonl is streamed and may be as long as it likes
MAX_LINE = 8 * 2**20  # bytes of one line of a streamed table
MAX_UNPACKED = 256 * 2**20  # bytes of all files in an archive (.docx, .xlsx), unpacked
MAX_STREAMED = 2**32  # bytes of all files in an archive that is streamed; what is unpacked goes to a temporary file
MAX_RATIO = 200  # unpacked to packed size of an archive; text packs 20 : 1
_MAX_LIST = 8 * 2**20  # bytes of the list of an archive; that of 10,000 files has one or two million
HEAD_BYTES = 64 * 2**10
_BESIDE = 2000  # entries of a folder among which one with a like name is looked for
HALF = ".align-"  # how the name of a file begins that is being written


def open_input(path: str) -> Input:
    """A file, or stdin for "-". InputError for a missing file, a folder, an unreadable one."""
    if path == "-":
        return _once("-", sys.stdin.buffer)
    if not path.strip():
        raise InputError("PATH", "an empty name", "name a file, or '-' for stdin")
    file = Path(path)
    try:
        if file.is_dir():
            raise InputError(path, "is a folder", "name files, or use 'align batch' for a whole folder")
        if file.exists() and not file.is_file():
            return _once(path, file.open("rb"))
        with file.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(path, f"cannot be read ({reason})", _remedy(path, file)) from None

    def lines() -> Iterator[bytes]:
        with _reopened(file, path) as stream:
            yield from limited_lines(stream, path)

    def data() -> bytes:
        with _reopened(file, path) as stream:
            return _whole(stream, path)

    return Input(path, head, lines, data, lambda: _reopened(file, path))


def _remedy(path: str, file: Path) -> str:
    """What would do in the place of a file that is not there: to download it, or one beside it with such a name."""
    if path.startswith(("http://", "https://", "ftp://")):
        return "download it, and name the file"
    try:
        beside = [entry.name for entry in itertools.islice(os.scandir(file.parent), _BESIDE)]
    except (OSError, ValueError):
        beside = []
    return f"{did_you_mean(file.name, beside, 0.8)}check the path"


def _reopened(file: Path, path: str) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:  # it was there a moment ago
        raise InputError(path, f"cannot be read ({error.strerror})", "check the path") from None


def _whole(stream: BinaryIO, path: str, first: bytes = b"") -> bytes:
    """All bytes after ``first``; the size of a file is worth nothing where it grows, or is a device."""
    content = first + stream.read(MAX_BYTES + 1 - len(first))
    if len(content) > MAX_BYTES:
        raise InputError(
            path, f"more than {MAX_BYTES:,} bytes in one text", f"split it: the limit is {MAX_BYTES:,} bytes"
        )
    return content


def _once(path: str, stream: BinaryIO) -> Input:
    """Standard input, a pipe, a device: read once, as a whole, which is kept, or line by line, which is not."""
    try:
        head = stream.read(HEAD_BYTES)
    except OSError as error:  # closed by whoever called us
        raise InputError(path, f"cannot be read ({error.strerror})", "name a file") from None
    kept: list[bytes] = []

    def data() -> bytes:
        if not kept:
            kept.append(_whole(stream, path, head))
            end()
        return kept[0]

    def lines() -> Iterator[bytes]:
        yield from limited_lines(io.BytesIO(kept[0]), path) if kept else limited_lines(stream, path, head)
        end()

    def end() -> None:
        if path != "-":
            stream.close()

    return Input(path, head, lines, data, lambda: io.BytesIO(data()), once=True)


def limited_lines(stream: BinaryIO, path: str, first: bytes = b"") -> Iterator[bytes]:
    """Lines of a stream, after ``first`` that was read before. InputError for a line above 8 MiB."""
    number = 0
    rest = first
    while True:
        cut = rest.find(b"\n") + 1
        if cut:
            line, rest = rest[:cut], rest[cut:]
        else:
            line, rest = rest + stream.readline(MAX_LINE + 1), b""
        if not line:
            return
        number += 1
        if len(line) > MAX_LINE:
            raise InputError(f"{path}:{number}", "a line of more than 8 MiB", "one segment a line; split it")
        yield line


def from_bytes(content: bytes, path: str = "-") -> Input:
    """An input from memory (tests, batches, the Python interface)."""
    return Input(
        path,
        content[:HEAD_BYTES],
        lambda: limited_lines(io.BytesIO(content), path),
        lambda: content,
        lambda: io.BytesIO(content),
    )


def check_archive(data: bytes, path: str, what: str) -> None:
    """InputError where a zip archive is broken or would unpack to more than it should (a "zip bomb")."""
    check_packed(io.BytesIO(data), path, what, MAX_UNPACKED)


def check_packed(stream: BinaryIO, path: str, what: str, most: int) -> None:
    """InputError where a zip archive is broken, or would unpack to more than ``most`` bytes, or 200 times its own."""
    size = stream.seek(0, os.SEEK_END)
    total, names = unpacked(stream, path, what)
    if total > most or names > 10_000 or total > MAX_RATIO * max(size, 1):
        found = f"unpacks to {total:,} bytes in {names:,} files"
        raise InputError(path, found, f"the limit is {most:,} bytes, {MAX_RATIO} times the packed size")


def unpacked(stream: BinaryIO, path: str, what: str) -> tuple[int, int]:
    """Bytes of all members of a zip archive, as it declares them, and their number. InputError where it is broken."""
    import zipfile

    try:
        if _listed(stream) > _MAX_LIST:
            raise InputError(path, f"no {what}: an archive of too many files", "the limit is 10,000 files")
        with zipfile.ZipFile(stream) as archive:
            return sum(info.file_size for info in archive.infolist()), len(archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, struct.error):
        if _is_plain(stream):
            raise InputError(path, f"no {what} but plain text", "let its name end in .txt") from None
        raise InputError(path, f"no {what}: the archive is broken", "save it again") from None


def _is_plain(stream: BinaryIO) -> bool:
    """Return whether a file that is called an archive begins as text does."""
    stream.seek(0)
    head = stream.read(HEAD_BYTES)
    try:
        text = head.decode("utf-8", "strict" if len(head) < HEAD_BYTES else "ignore")
    except UnicodeDecodeError:
        return False
    return (
        bool(text.strip()) and not head.startswith(b"PK") and all(c.isprintable() or c in "\ufeff\t\r\n" for c in text)
    )


def _listed(stream: BinaryIO) -> int:
    """Bytes of the list of members at the end of a zip archive, which is read as a whole; 0 where there is none."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - 65_600))
    tail = stream.read()
    found = 0
    for mark, at, width in ((b"PK\5\6", 12, 4), (b"PK\6\6", 40, 8)):  # the second of archives above 4 GiB
        place = tail.rfind(mark)
        if place >= 0:
            found = int.from_bytes(tail[place + at : place + at + width], "little")
    return min(found, size)


def json_line(value: object) -> bytes:
    """One line of JSON, UTF-8 with a line end. Unpaired surrogates, as in names that are no UTF-8, stay escapes."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def write_whole(path: str, chunks: Iterable[bytes]) -> None:
    """Write all chunks to a neighbour file and rename it: the file is there whole or as it was before.

    A device (``/dev/stdout``) is written to directly.
    """
    import tempfile  # with random, shutil and others: most runs write to the screen

    target = Path(os.path.realpath(path))  # through links: the link stays a link
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                stream.writelines(chunks)
            return
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=HALF)
    except OSError as error:
        raise OutputError(path, f"cannot be written ({error.strerror})", "check the folder") from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(chunks)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, target)
    except OSError as error:
        raise OutputError(path, f"cannot be written ({error.strerror})", "check disk and folder") from None
    finally:
        if os.path.exists(name):
            os.unlink(name)
