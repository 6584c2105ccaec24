"""Files of settings, rules and decisions: bounded in bytes and in depth, whoever wrote them."""

from __future__ import annotations

import errno
import re
import tomllib
from pathlib import Path
from typing import Any

MAX = 8 * 2**20  # bytes of a file of settings, rules or waivers
_DEEP = re.compile(r"""(?:^|[{,\[])[ \t]*(?:[\w"'-]+[ \t]*\.[ \t]*){50}""", re.MULTILINE)  # a.b.c and so on, as a key


def read(path: Path, most: int = MAX) -> bytes:
    """A file of settings, rules or decisions. OSError where it cannot be read or has more than ``most`` bytes."""
    with path.open("rb") as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, f"more than {most:,} bytes")
    return content


def toml(text: str) -> dict[str, Any]:
    """The tables of a TOML file. TOMLDecodeError for what is none, and for tables within tables without end, on which
    the library of Python spends gigabytes."""
    if _DEEP.search(text):
        raise tomllib.TOMLDecodeError("a name of more than 50 parts")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise tomllib.TOMLDecodeError("brackets within brackets, hundreds deep") from None
    except tomllib.TOMLDecodeError:
        raise
    except ValueError:  # Python reads no longer ones
        raise tomllib.TOMLDecodeError("a number of more than 4,300 digits") from None
