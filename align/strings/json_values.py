"""The strings of a JSON file that are values, each with its key and its place; what ``json`` itself does not tell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_TOKEN = re.compile(r'"(?P<text>(?:[^"\\]|\\.?)*+)(?:"|\Z)|[{}\[\],:]', re.DOTALL)


class Value(NamedTuple):
    """A string: the keys and numbers that lead to it, joined by dots; the offsets of its raw text, without the
    quotation marks."""

    key: str
    start: int
    end: int


@dataclass
class _Open:
    """An object or array that is being read: the key or number of the value that comes next."""

    array: bool
    key: str = ""
    number: int = 0


def values(text: str) -> Iterator[Value]:
    """The strings of valid JSON that are values, in the order of the file."""
    return (found for found, is_value in _strings(text) if is_value)


def _strings(text: str) -> Iterator[tuple[Value, bool]]:
    """All strings of valid JSON, and whether each is a value; a key stands for what it leads to."""
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
            is_key = following == ":" and bool(stack) and not stack[-1].array
            if is_key:
                stack[-1].key = plain(match["text"])
            key = ".".join(str(own.number) if own.array else own.key for own in stack)
            yield Value(key, match.start("text"), match.end("text")), not is_key


def plain(raw: str) -> str:
    """The raw text of a string without its escapes."""
    return str(json.loads(f'"{raw}"', strict=False)) if "\\" in raw else raw


def lines_of(text: str, doubled: dict[str, None] | None = None) -> dict[str, int]:
    """The line from 1 of every string that is a value, and of every key, by the keys that lead to it. Keys that an
    object has more than once join ``doubled``, in order."""
    out: dict[str, int] = {}
    keys: set[str] = set()
    line, at = 1, 0
    for found, is_value in _strings(text):
        if not is_value and doubled is not None:
            doubled.update({found.key: None} if found.key in keys else {})
            keys.add(found.key)
        line += text.count("\n", at, found.start)
        at = found.start
        out[found.key] = line
    return out
