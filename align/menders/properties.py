"""Java .properties: the text of a key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.errors import InputError
from align.menders._respell import units
from align.menders._words import Written, mended
from align.records import Change, Mender
from align.strings.escapes import JAVA
from align.text.encoding import decode, encode

_ENTRY = re.compile(
    r"^[ \t\f]*+(?:(?P<comment>[#!][^\r\n]*+)|(?P<key>(?:[^\\:=\s]|\\.)++)(?:[ \t\f]*+[=:])?[ \t\f]*+"
    r"(?P<text>(?:[^\\\r\n]|\\(?:\r\n|.|\n))*+))",
    re.M | re.S,
)
_ESCAPE = re.compile(
    r"(?:\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}"
    r"|\\(?:\r\n|\r|\n)[ \t\f]*|\\.)",
    re.S,
)
_WRITTEN = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\f": "\\f"})


def apply(data: bytes, path: str, changes: Sequence[Change]) -> bytes:
    """The file with new texts; every other byte is kept. What is not ASCII is escaped where all else is ASCII."""
    decoded = decode(data, path)
    ascii_only = decoded.text.isascii()

    def write(text: str) -> str:
        out = text.translate(_WRITTEN)
        return _escaped(out) if ascii_only else out

    found = list(_values(decoded.text))
    if not found:
        raise InputError(path, "no key with a text in it", "give the file that was checked")
    return encode(mended(decoded.text, path, found, changes, write), decoded.encoding, data)


def _escaped(text: str) -> str:
    pairs = text.encode("utf-16-be")
    codes = [int.from_bytes(pairs[n : n + 2], "big") for n in range(0, len(pairs), 2)]
    return "".join(chr(code) if code < 128 else f"\\u{code:04x}" for code in codes)


def _values(text: str) -> Iterator[Written]:
    for match in _ENTRY.finditer(text):
        if match["key"]:
            key = "".join(unit.shown for unit in units(match["key"], _ESCAPE, _shown))
            yield Written(key, *match.span("text"), units(match["text"], _ESCAPE, _shown))


def _shown(match: re.Match[str]) -> str:
    raw = match.group()
    if raw[1] in "\r\n":  # the line goes on
        return ""
    if raw[1] == "u" and len(raw) > 2:
        codes = [int(code, 16) for code in re.findall(r"u([0-9A-Fa-f]{4})", raw)]
        return b"".join(code.to_bytes(2, "big") for code in codes).decode("utf-16-be", "replace")
    return JAVA.get(raw[1], raw[1])


MENDER = Mender(
    "properties", (".properties",), apply, "Java .properties: the text of the key is replaced, everything else stays."
)
