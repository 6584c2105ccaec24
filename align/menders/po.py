"""gettext PO: the msgstr of a message; entries that do not change keep their bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.menders._places import replacements
from align.records import Change, Mender
from align.text.encoding import decode, encode

_STRING = re.compile(
    r'^(?P<head>msgstr(?:\[\d+\])?[ \t]*)(?P<body>"(?:[^"\\\n]|\\.)*"(?:\r?\n[ \t]*"(?:[^"\\\n]|\\.)*")*)', re.M
)
_PART = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_ESCAPE = re.compile(r"\\(.)")
_NAMED = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "a": "\a", "b": "\b", "v": "\v", "f": "\f"}


def apply(data: bytes, path: str, changes: Sequence[Change]) -> bytes:
    """The catalogue with new translations; a fuzzy flag stays, for nobody has looked at the whole entry."""
    decoded = decode(data, path)
    found = list(_STRING.finditer(decoded.text))
    new = replacements([_value(match["body"]) for match in found], changes, path)
    text = decoded.text
    for number in sorted(new, reverse=True):
        match = found[number]
        end_of_line = "\r\n" if "\r\n" in match["body"] else "\n"
        body = _body(new[number], "\n" in match["body"], end_of_line)
        text = text[: match.start("body")] + body + text[match.end("body") :]
    return encode(text, decoded.encoding, data)


def _value(body: str) -> str:
    return "".join(_ESCAPE.sub(lambda m: _NAMED.get(m[1], m[1]), part) for part in _PART.findall(body))


def _body(text: str, several: bool, end_of_line: str) -> str:
    """The string as PO writes it: one line, or one a line of text behind an empty first one where it was so before."""
    names = {value: name for name, value in _NAMED.items()}
    parts = text.splitlines(keepends=True) if several else [text]
    quoted = ['"' + "".join("\\" + names[c] if c in names else c for c in part) + '"' for part in parts]
    return end_of_line.join(['""', *quoted]) if several else quoted[0]


MENDER = Mender("po", (".po",), apply, "gettext PO: the msgstr is replaced; other entries keep their bytes.")
