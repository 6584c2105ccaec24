"""Java .properties: key=text, escapes and continued lines, one language a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.errors import InputError
from align.readers._entries import Entry, read_entries
from align.records import Article, Input, Reader, by_name
from align.strings.escapes import JAVA
from align.text.encoding import decode

_SHAPE = "a .properties file with a text for each key"
_KEY = re.compile(r"(?:[^\\:=\s]|\\.){1,1000}")
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)


def read(source: Input) -> Iterator[Article]:
    """One article of one side. InputError for a broken escape, with the line."""
    text = decode(source.data(), source.path).text
    entries = list(_entries(text, source.path))
    yield read_entries(source.path, entries, _SHAPE, whole=source.whole)


def _entries(text: str, path: str) -> Iterator[Entry]:
    for number, line in _logical(text):
        found = _KEY.match(line)
        key = found.group() if found else ""
        rest = line[len(key) :].lstrip(" \t\f")
        value = rest[1:].lstrip(" \t\f") if rest[:1] in ("=", ":") else rest
        yield Entry(_unescaped(key, path, number), _unescaped(value, path, number), number, (("format", "java"),))


def _logical(text: str) -> Iterator[tuple[int, str]]:
    """Lines put together where one ends in a backslash, with the number of the first; no comments, no empty ones."""
    parts: list[str] = []
    first = 0
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        line = raw.lstrip(" \t\f")
        if not parts and (not line or line[0] in "#!"):
            continue
        first = first if parts else number
        slashes = len(line) - len(line.rstrip("\\"))
        if slashes % 2:
            parts.append(line[:-1])
            continue
        yield first, "".join([*parts, line])
        parts = []
    if parts:
        yield first, "".join(parts)


def _unescaped(text: str, path: str, number: int) -> str:
    def one(match: re.Match[str]) -> str:
        code = match[1]
        return chr(int(code[1:], 16)) if len(code) == 5 else JAVA.get(code, code)

    if "\\" not in text:
        return text
    if re.search(r"(?<!\\)(?:\\\\){0,50}\\u(?![0-9A-Fa-f]{4})", text):
        raise InputError(f"{path}:{number}", "\\u without four hex digits", "write \\u4e2d, or the character itself")
    joined = _ESCAPE.sub(one, text)
    try:  # characters beyond the basic plane are written as two escapes
        return joined.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        raise InputError(f"{path}:{number}", "half of a character (an unpaired surrogate)", "save it again") from None


READER = Reader(
    "properties", (".properties",), by_name(".properties"), read, "Java resource bundles; two files are paired by key."
)
