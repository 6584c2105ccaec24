"""gettext PO: the msgstr of a message; entries that do not change keep their bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.menders._respell import units
from align.menders._words import Written, mended
from align.records import Change, Mender
from align.text.encoding import decode, encode

_STRING = re.compile(
    r'^(?P<head>msgstr(?:\[\d+\])?[ \t]*)(?P<body>"(?:[^"\\\n]|\\.)*"(?:\r?\n[ \t]*"(?:[^"\\\n]|\\.)*")*)', re.M
)
_SPELT = re.compile(r'\\(.)|"(?:[ \t]*\r?\n[ \t]*")*')  # escapes, and the marks around and between its lines
_NAMED = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "a": "\a", "b": "\b", "v": "\v", "f": "\f"}
_NAMES = {value: name for name, value in _NAMED.items()}


def apply(data: bytes, path: str, changes: Sequence[Change]) -> bytes:
    """The catalogue with new translations; a fuzzy flag stays, for nobody has looked at the whole entry."""
    decoded = decode(data, path)
    found = [
        Written("", *match.span("body"), units(match["body"], _SPELT, _shown))
        for match in _STRING.finditer(decoded.text)
    ]
    return encode(mended(decoded.text, path, found, changes, _written), decoded.encoding, data)


def _shown(match: re.Match[str]) -> str:
    return _NAMED.get(match[1], match[1]) if match[1] else ""


def _written(text: str) -> str:
    return "".join("\\" + _NAMES[c] if c in _NAMES else c for c in text)


MENDER = Mender("po", (".po",), apply, "gettext PO: the msgstr is replaced; other entries keep their bytes.")
