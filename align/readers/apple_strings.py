"""Apple's .strings and .stringsdict: "key" = "text"; and plural forms, one language a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from align.errors import InputError
from align.readers._entries import Entry, read_entries
from align.readers._xml import line_of, parse
from align.records import Article, Input, Reader, by_name
from align.strings.escapes import APPLE, APPLE_ESCAPE, APPLE_TOKEN, meant
from align.text.encoding import decode
from align.xml_stream import local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SHAPE = 'lines such as "key" = "text";'
_NO_TEXT = ("NSStringFormatSpecTypeKey", "NSStringFormatValueTypeKey")
_FORMAT = ("format", "objc")
_PLURALS = ("zero", "one", "two", "few", "many", "other")
_DEPTH = 50


def read(source: Input) -> Iterator[Article]:
    """One article of one side. InputError with the line where the file breaks the format."""
    data = source.data()
    if source.named(".stringsdict") or data.lstrip()[:5] in (b"<?xml", b"<plis"):
        root = parse(data, source.path, "a property list")
        entries = list(_plist(root, source.path))
    else:
        entries = list(_entries(decode(data, source.path).text, source.path))
    yield read_entries(source.path, entries, _SHAPE, whole=source.whole)


def _entries(text: str, path: str) -> Iterator[Entry]:
    held: list[str] = []
    line = first = 1
    for kind, value, line in _tokens(text, path):
        first = line if not held else first
        if kind == "sign" and value == ";":
            if len(held) == 3 and held[1] == "=":
                yield Entry(held[0], held[2], first, (_FORMAT,))
            elif held:
                raise InputError(f"{path}:{line}", f"{len(held)} parts before the semicolon", f"give {_SHAPE}")
            held = []
        else:
            held.append(value)
        if len(held) > 3:
            raise InputError(f"{path}:{line}", "a semicolon is missing before this line", f"give {_SHAPE}")
    if held:
        raise InputError(f"{path}:{line}", "the last entry has no semicolon", f"give {_SHAPE}")


def _tokens(text: str, path: str) -> Iterator[tuple[str, str, int]]:
    at, line = 0, 1
    while at < len(text):
        match = APPLE_TOKEN.match(text, at)
        if match is None:
            what = "a quotation mark is not closed" if text[at] == '"' else f"{text[at]!r} where a key should begin"
            raise InputError(f"{path}:{line}", what, f"give {_SHAPE}")
        kind = match.lastgroup or ""
        if kind in ("text", "word", "sign"):
            yield kind, _unescaped(match[kind]) if kind == "text" else match[kind], line
        line += match.group().count("\n")
        at = match.end()


def _unescaped(text: str) -> str:
    out = APPLE_ESCAPE.sub(lambda match: meant(match, APPLE), text) if "\\" in text else text
    return out.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _plist(root: Element, path: str) -> Iterator[Entry]:
    """Texts of a property list by the keys that lead to them; the form of a plural is a fact."""
    todo: list[tuple[str, int, Element]] = [("", 0, child) for child in root if local(child) == "dict"]
    while todo:
        key, depth, node = todo.pop()
        if depth > _DEPTH:
            raise InputError(path, f"nested more than {_DEPTH} deep", "give a property list of strings")
        if local(node) == "string":
            last = key.rsplit(".", 1)[-1]
            facts = (_FORMAT, *((("plural", last),) if last in _PLURALS else ()))
            if last not in _NO_TEXT:
                yield Entry(key, node.text or "", line_of(node), facts)
        children = list(node) if local(node) == "dict" else []
        pairs = [(a, b) for a, b in zip(children[::2], children[1::2], strict=False) if local(a) == "key"]
        todo.extend((f"{key}.{a.text}" if key else a.text or "", depth + 1, b) for a, b in reversed(pairs))


READER = Reader(
    "strings",
    (".strings", ".stringsdict"),
    by_name(".strings", ".stringsdict"),
    read,
    "Apple's strings and plurals; two files are paired by key.",
)
