"""No regular expression may read one text in exponentially many ways: ``(?:[A-Z]\\w*|and)+`` reads twenty capitals in a
million, and tries them all where what follows is missing.

The growth of times over fillers does not see a pattern that needs a certain beginning ("Editor: AAAA…"), so the pattern
itself is taken apart: in a repeat without a limit, what may end the body must not be able to begin it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from tests.test_regex_growth import found

SIGNS = frozenset([*map(chr, range(32, 127)), *"\n\t的一不。，、“”（）：；％０é"])
MANY = 12  # times from which a repeat counts as one without a limit
GREEDY = (code.MAX_REPEAT, code.MIN_REPEAT)
CLASSES: dict[str, Callable[[str], bool]] = {
    "DIGIT": str.isdigit,
    "SPACE": str.isspace,
    "WORD": lambda c: c.isalnum() or c == "_",
}


def single(item: Any) -> frozenset[str] | None:
    """The signs that an item for one character takes; None for another item."""
    kind, value = item
    if kind is code.LITERAL:
        return frozenset(chr(value))
    if kind is code.NOT_LITERAL:
        return SIGNS - {chr(value)}
    if kind is code.ANY:
        return SIGNS - {"\n"}
    if kind is not code.IN:
        return None
    taken = {c for part in value if part[0] is not code.NEGATE for c in SIGNS if _takes(part, c)}
    return frozenset(SIGNS - taken if value[0][0] is code.NEGATE else taken)


def _takes(part: Any, sign: str) -> bool:
    kind, value = part
    if kind is code.RANGE:
        return bool(value[0] <= ord(sign) <= value[1])
    if kind is code.LITERAL:
        return bool(ord(sign) == value)
    name = str(value).rsplit("_", 1)[1]
    return bool(CLASSES[name](sign)) != ("NOT" in str(value))


def bodies(item: Any) -> list[Any]:
    """The sequences in an item: alternatives, a group, what is repeated."""
    kind, value = item
    if kind is code.BRANCH:
        return list(value[1])
    if kind is code.SUBPATTERN:
        return [value[3]]
    if kind is code.ATOMIC_GROUP:
        return [value]
    return [value[2]] if kind in (*GREEDY, code.POSSESSIVE_REPEAT) else []


def begins(sequence: Any) -> tuple[frozenset[str], bool]:
    """The signs with which a sequence may begin, and whether it may be empty."""
    out: frozenset[str] = frozenset()
    for item in sequence:
        kind, value = item
        if (own := single(item)) is not None:
            return out | own, False
        parts = [begins(body) for body in bodies(item)]
        if not parts:
            continue  # a place, a look ahead
        out = out.union(*(signs for signs, _ in parts))
        optional = kind in (*GREEDY, code.POSSESSIVE_REPEAT) and value[0] == 0
        if not optional and not any(empty for _, empty in parts):
            return out, False
    return out, True


def ends(sequence: Any) -> Iterator[frozenset[str]]:
    """The signs of the repeats without a limit with which a sequence may end."""
    for item in reversed(list(sequence)):
        kind, value = item
        if kind in GREEDY and value[1] >= MANY and len(value[2]) == 1 and (own := single(value[2][0])) is not None:
            yield own
        elif kind is not code.POSSESSIVE_REPEAT:
            for body in bodies(item):
                yield from ends(body)
        if single(item) is not None or (bodies(item) and not begins([item])[1]):
            return


def ambiguous(sequence: Any) -> bool:
    """Whether a repeat without a limit has a body that ends with a repeat of signs with which it begins."""
    for item in sequence:
        kind, value = item
        if kind in GREEDY and value[1] >= MANY and any(own & begins(value[2])[0] for own in ends(value[2])):
            return True
        if any(ambiguous(body) for body in bodies(item)):
            return True
    return False


@pytest.mark.slow
def test_no_pattern_reads_a_text_in_exponentially_many_ways() -> None:
    texts = {place: pattern for place, (pattern, _) in found().items() if isinstance(pattern.pattern, str)}
    bad = [place for place, p in texts.items() if ambiguous(parser.parse(p.pattern, p.flags & ~re.DEBUG))]
    assert not bad, "make the inner repeat possessive (*+, ++)"


@pytest.mark.parametrize(
    ("pattern", "bad"),
    [
        (r"editor: (?:[A-Z]\w*|and|\s)+", True),
        (r"editor: (?:[A-Z]\w*+|and|\s)+", False),
        (r"(?:-?\d+[a-z]*)+", True),
        (r"(?:\d+,)+", False),
        (r"(?:a+){1,4}", False),
    ],
)
def test_an_ambiguous_pattern_is_noticed(pattern: str, bad: bool) -> None:
    assert ambiguous(parser.parse(pattern)) is bad
