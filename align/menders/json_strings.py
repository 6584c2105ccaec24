"""JSON and ARB, string catalogues of Xcode: the text of a key."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from align.errors import InputError
from align.menders._respell import units
from align.menders._words import Written, mended
from align.records import Change, Mender
from align.strings.json_values import plain
from align.strings.json_values import values as values_of
from align.text.encoding import decode, encode

_ESCAPE = re.compile(r"(?:\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\.)", re.DOTALL)
_CATALOGUE = re.compile(
    r"strings\.(?P<key>.+)\.localizations\.en(?:[-_][A-Za-z]+)?\.(?P<rest>.{0,160}?)\.?stringUnit\.value"
)


def apply(data: bytes, path: str, changes: Sequence[Change]) -> bytes:
    """The file with new texts; every other byte is kept."""
    decoded = decode(data, path)
    try:
        root = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        raise InputError(
            path, f"no JSON: {' '.join(str(error).split())[:80]}", "give the file that was checked"
        ) from None
    values = [
        Written(v.key, v.start, v.end, units(decoded.text[v.start : v.end], _ESCAPE, _shown))
        for v in values_of(decoded.text)
    ]
    if isinstance(root, dict) and "sourceLanguage" in root:
        values = [_of_catalogue(own) for own in values]
    ascii_only = decoded.text.isascii()

    def write(text: str) -> str:
        return json.dumps(text, ensure_ascii=ascii_only)[1:-1]

    return encode(mended(decoded.text, path, values, changes, write), decoded.encoding, data)


def _shown(match: re.Match[str]) -> str:
    return plain(match.group())


def _of_catalogue(own: Written) -> Written:
    """A text of a string catalogue under the name that a review gives it: its key, and the plural form."""
    found = _CATALOGUE.fullmatch(own.key)
    if not found:
        return own
    form = found["rest"].rpartition(".")[2]
    return Written(f"{found['key'][:60]}, {form}" if form else found["key"], own.start, own.end, own.units)


MENDER = Mender(
    "json",
    (".json", ".arb", ".xcstrings"),
    apply,
    "JSON, ARB, Xcode catalogues: the text of the key is replaced; everything else stays byte for byte.",
)
