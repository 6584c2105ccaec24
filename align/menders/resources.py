"""Resources in XML: Android's strings.xml, .resx, and Apple's .stringsdict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from xml.sax.saxutils import escape

from align.menders._xml_text import REFERENCE, Element, Spelling, mended, name_of
from align.records import Change, Mender
from align.strings.escapes import ANDROID, meant

_ANDROID = re.compile(rf"{REFERENCE}|\\(?:u([0-9A-Fa-f]{{4}})|(.))|(?<!\s)\s*\n\s*", re.DOTALL)
_WRITTEN = str.maketrans({"\\": "\\\\", "'": "\\'", '"': '\\"', "\n": "\\n", "\t": "\\t"})


def apply(data: bytes, path: str, changes: Sequence[Change]) -> bytes:
    """The file with new texts in the escapes of its format; every other byte is kept."""
    if b"<resources" in data[:100_000].replace(b"\0", b""):
        return mended(data, path, changes, Spelling(_is_string, frozenset(), _ANDROID, _shown, _android, _key))
    return mended(data, path, changes, Spelling(_is_value, key=_resx_key))


def _is_string(name: str, _: dict[str, str], around: Sequence[str]) -> bool:
    return (around[-1:] == ["resources"] and name == "string") or (name == "item" and "resources" in around)


def _is_value(name: str, _: dict[str, str], around: Sequence[str]) -> bool:
    return (name == "value" and around[-1:] == ["data"]) or (name == "string" and around[-1:] == ["dict"])


def _key(data: bytes, element: Element) -> str:
    """The name of a string, with the form of a plural; items of arrays go by their text."""
    if element.name == "item":
        form = element.attributes.get("quantity")
        own = name_of(data, element.path[-1][1:])
        return f"{own}.{form}" if form else ""
    return element.attributes.get("name", "")


def _resx_key(data: bytes, element: Element) -> str:
    return name_of(data, element.path[-1][1:]) if element.name == "value" else ""


def _shown(match: re.Match[str]) -> str:
    raw = match.group()
    if raw[0] == "&":
        return unescape(raw)
    if raw[0] != "\\":
        return " "
    return meant(match, ANDROID)


def _android(text: str) -> str:
    return escape(text.translate(_WRITTEN))


MENDER = Mender(
    "resources",
    (".xml", ".resx", ".stringsdict"),
    apply,
    "Android's strings.xml, .resx, .stringsdict: the text of the key is replaced, everything else stays byte for byte.",
)
