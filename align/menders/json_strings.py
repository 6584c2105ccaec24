"""JSON and ARB, string catalogues of Xcode: the text of a key."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.errors import InputError
from align.menders._respell import units
from align.menders._words import Written, mended
from align.records import Change, Mender
from align.text.encoding import decode, encode

_TOKEN = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*+)"|[{}\[\],:]', re.DOTALL)
_ESCAPE = re.compile(r"(?:\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\.)", re.DOTALL)
_CATALOGUE = re.compile(r"strings\.(?P<key>.+)\.localizations\.en(?:[-_][A-Za-z]+)?\.(?P<rest>.*?)\.?stringUnit\.value")


@dataclass
class _Open:
    """An object or array that is being read: the key or number of the value that comes next."""

    array: bool
    key: str = ""
    number: int = 0


def apply(data: bytes, path: str, changes: Sequence[Change]) -> bytes:
    """The file with new texts; every other byte is kept."""
    decoded = decode(data, path)
    try:
        root = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        raise InputError(
            path, f"no JSON: {' '.join(str(error).split())[:80]}", "give the file that was checked"
        ) from None
    values = list(_values(decoded.text))
    if isinstance(root, dict) and "sourceLanguage" in root:
        values = [_of_catalogue(own) for own in values]
    plain = decoded.text.isascii()

    def write(text: str) -> str:
        return json.dumps(text, ensure_ascii=plain)[1:-1]

    return encode(mended(decoded.text, path, values, changes, write), decoded.encoding, data)


def _values(text: str) -> Iterator[Written]:
    """The strings that are values, by the keys that lead to them."""
    stack: list[_Open] = []
    tokens = list(_TOKEN.finditer(text))
    for number, match in enumerate(tokens):
        sign = match.group()
        if sign in ("{", "["):
            stack.append(_Open(sign == "["))
        elif sign in ("}", "]"):
            stack = stack[:-1]
        elif sign == ",":
            if stack and stack[-1].array:
                stack[-1].number += 1
        elif sign != ":":
            following = tokens[number + 1].group() if number + 1 < len(tokens) else ""
            if following == ":" and stack and not stack[-1].array:
                stack[-1].key = _plain(match["text"])
            else:
                key = ".".join(str(own.number) if own.array else own.key for own in stack)
                yield Written(key, match.start("text"), match.end("text"), units(match["text"], _ESCAPE, _shown))


def _shown(match: re.Match[str]) -> str:
    return _plain(match.group())


def _plain(raw: str) -> str:
    return str(json.loads(f'"{raw}"', strict=False)) if "\\" in raw else raw


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
