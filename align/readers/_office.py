"""Archives of Office files and books: members within limits, as XML trees."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from align import files
from align.errors import InputError
from align.readers._xml import parse
from align.records import Input

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_OLD = b"\xd0\xcf\x11\xe0"  # how binary Office files begin, and encrypted ones
_MAX_MEMBER = 64 * 2**20  # bytes of one unpacked member that is parsed


class Archive:
    """A zip archive that was checked for size and ratio. ``what`` names it for people: a Word document."""

    def __init__(self, data: bytes, path: str, what: str) -> None:
        if data.startswith(_OLD):
            raise InputError(
                path, f"no {what}: an old binary Office file, or an encrypted one", f"save it as {_new(path)}"
            )
        from zipfile import BadZipFile, ZipFile  # with shutil, bz2 and lzma: most articles are no archives

        files.check_archive(data, path, what)
        self.path, self.what = path, what
        self._zip = ZipFile(io.BytesIO(data))
        self._broken = BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError
        self.names = frozenset(self._zip.namelist())

    def bytes(self, name: str) -> bytes:
        """A member. InputError where it is missing, broken, encrypted or too large."""
        try:
            with self._zip.open(name) as member:
                data = member.read(_MAX_MEMBER + 1)
        except KeyError:
            raise InputError(self.path, f"no {self.what}: {name} is missing in it", "save it again") from None
        except self._broken as error:
            if type(error) is RuntimeError and "password" in str(error):
                raise InputError(self.path, f"no {self.what}: it is encrypted", "save it without a password") from None
            raise InputError(self.path, f"no {self.what}: {name} in it is broken", "save it again") from None
        if len(data) > _MAX_MEMBER:
            raise InputError(self.path, f"{name} in it has more than {_MAX_MEMBER:,} bytes", "split it")
        return data

    def tree(self, name: str) -> Element:
        """A member that is XML."""
        return parse(self.bytes(name), f"{self.path}, {name}", f"a {self.what}", lines=False)


def detector(folder: bytes, names: tuple[str, ...], old: tuple[str, ...]) -> Callable[[Input], float]:
    """A detector of a zip archive with that folder in it; of one of the names, a broken one; of a name of the ``old``
    binary format, such a file."""

    def detect(source: Input) -> float:
        if source.head.startswith(b"PK"):
            return 0.95 if folder in source.head or source.named(*names) else 0.0
        return 0.9 if source.named(*names) or (source.head.startswith(_OLD) and source.named(*old)) else 0.0

    return detect


def _new(path: str) -> str:
    return "." + {"doc": "docx", "xls": "xlsx", "ppt": "pptx"}.get(path.rsplit(".", 1)[-1].lower()[:3], "docx or .xlsx")
