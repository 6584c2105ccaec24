"""Texts that a regular expression matches, whole or in part: what it reads for longest, said again and again."""

from __future__ import annotations

import importlib
import random
import re
from typing import Any

PARSER: Any = importlib.import_module("re._parser")
TRIES, LONGEST = 8, 60  # texts of a pattern; characters
_OF_CATEGORY = {
    "CATEGORY_DIGIT": "7",
    "CATEGORY_SPACE": " ",
    "CATEGORY_WORD": "a",
    "CATEGORY_NOT_DIGIT": "a",
    "CATEGORY_NOT_SPACE": "a",
    "CATEGORY_NOT_WORD": "-",
}


def matched(pattern: re.Pattern[Any]) -> list[str]:
    """Texts that the pattern matches, each also without its end; always the same ones."""
    rng = random.Random(1)
    text, flags = pattern.pattern, pattern.flags
    if isinstance(text, bytes):
        text, flags = text.decode("latin-1"), flags & ~re.UNICODE
    parsed = PARSER.parse(text, flags)
    out: set[str] = set()
    for _ in range(TRIES):
        made = _made(parsed, rng, {})[:LONGEST]
        out |= {made, made[:-1], made[: len(made) // 2], made[:1]}
    return sorted(out - {""})


def _made(parsed: Any, rng: random.Random, groups: dict[int | None, str]) -> str:
    return "".join(_part(str(kind), value, rng, groups) for kind, value in parsed)


def _part(kind: str, value: Any, rng: random.Random, groups: dict[int | None, str]) -> str:
    if kind == "LITERAL":
        return chr(value)
    if kind == "NOT_LITERAL":
        return "b" if value == ord("a") else "a"
    if kind == "ANY":
        return rng.choice("a中1")
    if kind == "IN":
        return _one(value, rng)
    if kind == "BRANCH":
        return _made(rng.choice(value[1]), rng, groups)
    if kind == "SUBPATTERN":
        groups[value[0]] = _made(value[-1], rng, groups)
        return groups[value[0]]
    if kind.endswith("_REPEAT"):
        least, most, inner = value
        times = min(int(most), rng.choice((least, max(least, 1), least + 2)))
        return "".join(_made(inner, rng, groups) for _ in range(times))
    if kind == "GROUPREF":
        return groups.get(value, "")
    if kind == "ATOMIC_GROUP":
        return _made(value, rng, groups)
    if kind == "ASSERT":
        return _made(value[1], rng, groups) if rng.random() < 0.5 else ""
    return ""  # a place, and what may not follow


def _one(items: Any, rng: random.Random) -> str:
    """A character of a class."""
    if str(items[0][0]) == "NEGATE":
        negated = [(str(kind), value) for kind, value in items[1:]]
        return next((c for c in "a中1 -，\n" if not any(_has(kind, value, c) for kind, value in negated)), "a")
    kind, value = rng.choice(items)
    if str(kind) == "LITERAL":
        return chr(value)
    return chr(rng.randint(*value)) if str(kind) == "RANGE" else _OF_CATEGORY.get(str(value), "a")


def _has(kind: str, value: Any, character: str) -> bool:
    if kind == "LITERAL":
        return chr(value) == character
    if kind == "RANGE":
        return bool(value[0] <= ord(character) <= value[1])
    name = str(value)
    belongs = {
        "DIGIT": character.isdigit(),
        "SPACE": character.isspace(),
        "WORD": character.isalnum() or character == "_",
    }[name.rpartition("_")[2]]
    return belongs != ("_NOT_" in name)
