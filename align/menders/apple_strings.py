"""Apple's .strings: the text of a key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.errors import InputError
from align.menders._respell import units
from align.menders._words import Written, mended
from align.records import Change, Mender
from align.strings.escapes import APPLE, APPLE_ESCAPE, APPLE_TOKEN, meant
from align.text.encoding import decode, encode

_WRITTEN = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"})


def apply(data: bytes, path: str, changes: Sequence[Change]) -> bytes:
    """The file with new texts; every other byte is kept."""
    decoded = decode(data, path)
    found = list(_values(decoded.text, path))
    return encode(
        mended(decoded.text, path, found, changes, lambda text: text.translate(_WRITTEN)), decoded.encoding, data
    )


def _values(text: str, path: str) -> Iterator[Written]:
    """The strings behind an equals sign, by their keys."""
    at, key, equals = 0, "", False
    while at < len(text):
        match = APPLE_TOKEN.match(text, at)
        if match is None:
            line = text.count("\n", 0, at) + 1
            raise InputError(f"{path}:{line}", "no .strings: a key is expected", "give the file that was checked")
        at = match.end()
        if match["sign"]:
            equals = match["sign"] == "="
        elif match["text"] is not None and equals:
            yield Written(key, *match.span("text"), units(match["text"], APPLE_ESCAPE, _shown))
        elif match["text"] is not None or match["word"]:
            key = APPLE_ESCAPE.sub(_shown, match["text"] or match["word"] or "")


def _shown(match: re.Match[str]) -> str:
    return meant(match, APPLE)


MENDER = Mender(
    "strings", (".strings",), apply, "Apple's .strings: the text of the key is replaced, everything else stays."
)
