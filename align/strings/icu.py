"""ICU MessageFormat: arguments, plurals and selections of a message, branch by branch.

Grammar after the ICU User Guide, "Formatting Messages" (Unicode Consortium): an apostrophe quotes ``{`` and ``}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_COMPLEX = re.compile(r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,")
_NAME = re.compile(r"\s*([\w.-]+)\s*")
_SELECTOR = re.compile(r"\s*(=\d+|[\w-]+)\s*\{")
_OFFSET = re.compile(r"\s*offset\s*:\s*\d+")


@dataclass(frozen=True)
class Branches:
    """A plural or selection: ``kind`` (plural, select, selectordinal) and its branches by selector."""

    name: str
    kind: str
    branches: Mapping[str, Message]
    start: int
    end: int


@dataclass(frozen=True)
class Message:
    """A message, or a branch of one: names of its plain arguments, their types, what branches in it, and whether it
    shows the number of the plural around it (``#``)."""

    arguments: tuple[str, ...]
    types: Mapping[str, str]
    choices: tuple[Branches, ...]
    number: bool
    start: int = 0
    end: int = 0

    def names(self) -> set[str]:
        """All names in it, also of what branches."""
        out = set(self.arguments)
        for choice in self.choices:
            out.add(choice.name)
            for branch in choice.branches.values():
                out |= branch.names()
        return out


class BrokenMessage(ValueError):
    """The message cannot be read: ``at`` is the offset at which it breaks, the text says why."""

    def __init__(self, at: int, why: str) -> None:
        super().__init__(why)
        self.at = at


def is_complex(text: str) -> bool:
    """Return whether it contains a plural or a selection."""
    return _COMPLEX.search(text) is not None


def parse(text: str) -> Message:
    """The message in a text. BrokenMessage where braces or branches are not closed, or ``other`` is missing."""
    message, at = _message(text, 0, 0)
    if at < len(text):
        raise BrokenMessage(at, "a } that closes nothing")
    return message


def hidden(text: str) -> list[tuple[int, int]]:
    """The stretches of a message that are no text of its general case: what says how it branches, and all branches but
    ``other``; none where it cannot be read."""
    try:
        message = parse(text)
    except BrokenMessage:
        return []
    shown = [*_shown(message, 0, len(text))]
    edges = [0, *(edge for span in shown for edge in span), len(text)]
    return [(a, b) for a, b in zip(edges[0::2], edges[1::2], strict=True) if a < b]


def _shown(message: Message, at: int, end: int) -> Iterator[tuple[int, int]]:
    for choice in message.choices:
        yield at, choice.start
        other = choice.branches["other"]
        yield from _shown(other, other.start, other.end)
        at = choice.end
    yield at, end


@dataclass
class _Parts:
    arguments: list[str] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict)
    choices: list[Branches] = field(default_factory=list)
    number: bool = False


def _message(text: str, at: int, depth: int) -> tuple[Message, int]:
    """The message from ``at`` to its end or to the } that closes it."""
    if depth > 20:
        raise BrokenMessage(at, "branches inside each other, more than 20 deep")
    start, parts = at, _Parts()
    while at < len(text) and text[at] != "}":
        if text[at] == "'" and text[at + 1 : at + 2] in ("{", "}", "#", "|"):
            close = text.find("'", at + 1)
            at = len(text) if close < 0 else close + 1
        elif text[at] == "{":
            at = _argument(text, at, depth, parts)
        else:
            parts.number |= text[at] == "#"
            at += 1
    if depth and at >= len(text):
        raise BrokenMessage(start, "a branch that is not closed")
    return Message(tuple(parts.arguments), parts.types, tuple(parts.choices), parts.number, start, at), at


def _argument(text: str, at: int, depth: int, parts: _Parts) -> int:
    """Reads what is in braces at ``at``; gives the offset behind it."""
    begin = at
    match = _NAME.match(text, at + 1)
    if match is None:
        raise BrokenMessage(at, "braces without a name")
    at = match.end()
    if text[at : at + 1] == "}":
        parts.arguments.append(match[1])
        return at + 1
    kind = re.compile(r",\s*([\w-]+)\s*").match(text, at)
    if kind is None:
        raise BrokenMessage(begin, "braces that are not closed")
    at = kind.end()
    if kind[1] not in ("plural", "select", "selectordinal"):
        return _simple(text, begin, at, (match[1], kind[1]), parts)
    if text[at : at + 1] != ",":
        raise BrokenMessage(begin, f"a {kind[1]} without branches")
    branches, at = _branches(text, at + 1, depth, begin, kind[1])
    parts.choices.append(Branches(match[1], kind[1], branches, begin, at))
    return at


def _simple(text: str, begin: int, at: int, named: tuple[str, str], parts: _Parts) -> int:
    """``{n, number, …}``: its end is the brace that closes it."""
    level = 1
    while at < len(text) and level:
        level += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
    if level:
        raise BrokenMessage(begin, "braces that are not closed")
    parts.arguments.append(named[0])
    parts.types[named[0]] = named[1]
    return at


def _branches(text: str, at: int, depth: int, begin: int, kind: str) -> tuple[dict[str, Message], int]:
    offset = _OFFSET.match(text, at)
    at = offset.end() if offset else at
    out: dict[str, Message] = {}
    while match := _SELECTOR.match(text, at):
        out[match[1]], at = _message(text, match.end(), depth + 1)
        at += 1
    rest = re.compile(r"\s*\}").match(text, at)
    if rest is None:
        raise BrokenMessage(at if at < len(text) else begin, f"a {kind} that is not closed")
    if "other" not in out:
        raise BrokenMessage(begin, f"a {kind} without the branch “other”")
    return out, rest.end()
