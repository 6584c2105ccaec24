"""A placeholder that was hurt on the way: ``% s``, ``％s``, ``{ 0 ]``, ``$ {name}``, ``%(name)`` for ``%(name)s``."""

from __future__ import annotations

import re
from typing import NamedTuple

from align.strings.placeholders import Placeholder
from align.strings.taken import Taken
from align.text.scripts import HAN

_WIDE = 0xFEE0  # a full-width character lies so far above its ASCII one
_HAN_NAME = re.compile(
    rf"(?:\{{\{{?|\$\{{|%\{{|%\()\s{{0,3}}[\w ]{{0,20}}[{HAN}][\w ]{{0,20}}(?:\}}\}}?|\)[sd]?)|\[[{HAN}]{{1,12}}\]"
)


class Hurt(NamedTuple):
    """A damaged placeholder: its place in the text, and what happened to it, in words."""

    start: int
    end: int
    what: str


def find(text: str, placeholder: Placeholder, taken: Taken) -> Hurt | None:
    """A place in the text that was this placeholder once; None without one. ``taken``: places of sound ones."""
    for pattern, what in _patterns(placeholder):
        for match in pattern.finditer(text):
            span = match.span()
            if match.group() != placeholder.text and not taken.meets(*span):
                return Hurt(*span, _why(match.group(), placeholder.text) or what)
    return None


def translated(text: str, taken: Taken) -> Hurt | None:
    """Braces or brackets with a Chinese name in them."""
    for match in _HAN_NAME.finditer(text):
        if not taken.meets(*match.span()):
            return Hurt(*match.span(), "its name is translated")
    return None


def _why(found: str, right: str) -> str:
    if any(0xFF01 <= ord(c) <= 0xFF5E for c in found):
        return "full-width characters"
    if "".join(found.split()) == "".join(right.split()):
        return "a space in it"
    if found.casefold() == right.casefold():
        return "capitals and small letters"
    return ""


def _patterns(placeholder: Placeholder) -> list[tuple[re.Pattern[str], str]]:
    """Patterns of what can have become of it, the likeliest first."""
    text, name = placeholder.text, placeholder.name
    compact = "".join(text.split())
    loose = r"\s{0,2}".join(map(_any_width, compact))
    if compact[-1:].isalpha():
        loose += r"(?![A-Za-z])"
    if compact[0] == "%" and len(compact) == 2:
        loose = r"(?<![0-9])" + loose
    out = [(re.compile(loose, re.IGNORECASE), "written differently")]
    if len(compact) > 2:  # one character at an end is gone
        if not compact[-1].isdigit() and not (compact[-1].isalpha() and placeholder.dialect == "printf"):
            out.append((re.compile(_joined(compact[:-1]) + r"(?!\w)"), f"its “{compact[-1]}” is gone"))
        if not compact[1].isdigit() or len(compact) > 3:
            out.append((re.compile(r"(?<![\w$%])" + _joined(compact[1:])), f"its “{compact[0]}” is gone"))
    if len(name) > 1 and not name.isdigit():
        around = rf"[%$#{{(\[<＜【「（｛［:@]+\s*{re.escape(name)}\s*[}})\]>＞】」）｝］:@%]*[sd]?(?!\w)"
        out.append((re.compile(around), "other marks around it"))
    elif name.isdigit():
        out.append((re.compile(rf"[{{(\[<【（｛［%$]\s*{name}\s*[}})\]>】）｝］]"), "other marks around it"))
        if placeholder.dialect == "printf":
            out.append((re.compile(rf"%\s?{name}\s?\$?\s?(?!\w)|(?<!\w){name}\$[a-z](?!\w)"), "a part of it is gone"))
        if placeholder.dialect == "brace":
            out.append((re.compile(rf"\{{\s*{name}(?![\w}}:,!])|(?<![\w{{]){name}\s*\}}"), "one of its braces is gone"))
    return out


def _joined(text: str) -> str:
    return r"\s{0,2}".join(map(_any_width, text))


def _any_width(char: str) -> str:
    if "!" <= char <= "~":
        return f"[{re.escape(char)}{chr(ord(char) + _WIDE)}]"
    return re.escape(char)
