"""Finds the terms of all rules in a Chinese text at once.

At every place the next two characters are looked up among the first two characters of all terms; where they begin some,
the few lengths that begin so are looked up whole. The cost is that of the text, whatever the number of rules. (A
measured choice: pyahocorasick searches the children of a node one by one, and for Chinese its root has thousands; this
is three times as fast and needs no building at the start.)
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence, Set
from operator import add
from typing import Any, NamedTuple

from align.numbers.numerals import DIGITS
from align.text.scripts import HAN

_SPACED = re.compile(rf"(?<=[{HAN}])[ \u3000]+(?=[{HAN}])")
_WIDE = re.compile("[\uff01-\uff5e]")  # full-width ASCII, one code point each
_NUMBER = re.compile(r"[0-9]{1,4}|[一二三四五六七八九十百零〇两]{1,6}")
_NUMBER_END = re.compile(r"(?:[0-9]{1,4}|[一二三四五六七八九十百零〇两]{1,6})$")
_DIGITS = DIGITS | {"〇": 0}
_NO_SLOTS: Mapping[str, int] = {}
MAX_MEMBER = 16  # code points of the longest class member


class Match(NamedTuple):
    """A term in the source: offsets, rule number, and what was in the slots (class: rule number; number: value)."""

    start: int
    end: int
    rule: int
    slots: Mapping[str, int] = _NO_SLOTS


class Terms:
    """The index of :mod:`align.rules.load.index`, ready to search. ``off``: numbers of rules that are switched off."""

    def __init__(self, index: Mapping[str, Any], off: Collection[int] = ()) -> None:
        self._heads: dict[str, int] = index["heads"]
        self._known = frozenset(self._heads)
        self._terms: dict[str, int | list[int]] = index["terms"]
        self._derived: dict[str, list[Any]] = index["derived"]
        self._classes: dict[str, set[int]] = {name: set(numbers) for name, numbers in index["classes"].items()}
        self._off = frozenset(off)
        self._sizes: dict[int, tuple[int, ...]] = {}  # bits of heads met so far
        self._single = any(len(head) == 1 for head in self._heads)

    def search(self, text: str, twos: Set[str] | None = None) -> list[Match]:
        """Return all terms, of overlapping ones the longest, left to right. ``twos``: the characters of the text and
        its pairs of neighbouring ones, where somebody took them together."""
        whole = text
        text, back = squeezed(text)
        if twos is None or text is not whole or self._single:
            twos = frozenset(map(add, text, text[1:]))
        heads, terms, derived, lengths = self._heads, self._terms, self._derived, self._sizes
        found: list[Match] = []
        begins = [(at, two) for two in self._known & twos for at in _places(text, two)]
        begins.sort()
        for at, two in begins:
            bits = heads[two]
            for size in lengths.get(bits) or lengths.setdefault(bits, sizes(bits)):
                piece = text[at : at + size]
                if piece in terms or piece in derived:
                    self._at(text, at, piece, found)
        if self._single:
            for at, char in enumerate(text):
                if char in heads:
                    self._at(text, at, char, found)
        if not found:
            return found
        kept = _longest(found)
        if back is None:
            return kept
        return [Match(back[m.start], back[m.end - 1] + 1, m.rule, m.slots) for m in kept]

    def _at(self, text: str, at: int, piece: str, found: list[Match]) -> None:
        for rule in self.rules_of(piece):
            if rule not in self._off:
                found.append(Match(at, at + len(piece), rule))
        for rule, before, after in self._derived.get(piece, ()):
            if rule in self._off:
                continue
            slots: dict[str, int] = {}
            start = self._walk(text, at, before, -1, slots)
            end = self._walk(text, at + len(piece), after, 1, slots)
            if start >= 0 and end >= 0:
                found.append(Match(start, end, rule, slots))

    def _walk(self, text: str, at: int, parts: list[Any], step: int, slots: dict[str, int]) -> int:
        """Return where the parts end, matched from ``at`` to the left or right; -1 without a match."""
        for part in parts:
            if isinstance(part, str):
                if not (text.startswith(part, at) if step > 0 else text.endswith(part, 0, at)):
                    return -1
                at += step * len(part)
            elif part[0] == "number":
                window = text[max(0, at - 6) : at] if step < 0 else text[at : at + 6]
                match = _NUMBER_END.search(window) if step < 0 else _NUMBER.match(window)
                value = None if match is None else number(match[0])
                if match is None or value is None:
                    return -1
                slots["number"] = value
                at += step * len(match[0])
            else:
                at = self._member(text, at, part[0], step, slots)
                if at < 0:
                    return -1
        return at

    def _member(self, text: str, at: int, name: str, step: int, slots: dict[str, int]) -> int:
        """The longest member of a class that ends (step -1) or begins (step 1) at ``at``."""
        numbers = self._classes.get(name, set())
        for size in range(MAX_MEMBER, 0, -1):
            start, end = (at - size, at) if step < 0 else (at, at + size)
            if start < 0 or end > len(text):
                continue
            for rule in self.rules_of(text[start:end]):
                if rule in numbers:
                    slots[name] = rule
                    return start if step < 0 else end
        return -1

    def rules_of(self, text: str) -> Sequence[int]:
        """Numbers of the rules that have this very term."""
        numbers = self._terms.get(text, ())
        return (numbers,) if isinstance(numbers, int) else numbers

    def member(self, rule: int, name: str) -> bool:
        """Return whether the rule is a member of the class."""
        return rule in self._classes.get(name, ())

    def members(self, name: str) -> list[int]:
        """Numbers of the rules of a class."""
        return sorted(self._classes.get(name, ()))

    def first(self, name: str) -> int | None:
        """The first member of a class."""
        return min(self._classes.get(name, ()), default=None)


def _places(text: str, words: str) -> list[int]:
    """Offsets of all places where the words are."""
    out, at = [], text.find(words)
    while at >= 0:
        out.append(at)
        at = text.find(words, at + 1)
    return out


def sizes(bits: int) -> tuple[int, ...]:
    """Lengths that are set in the bits of a head, the longest first."""
    return tuple(n for n in range(bits.bit_length() - 1, 0, -1) if bits >> n & 1)


def squeezed(text: str) -> tuple[str, list[int] | None]:
    """Half-width, without spaces between Chinese characters; and the offset of each code point in ``text`` (None: the
    same)."""
    if not text.isascii():
        for wide in set(_WIDE.findall(text)):
            text = text.replace(wide, chr(ord(wide) - 0xFEE0))
    if not (" " in text or "\u3000" in text) or not _SPACED.search(text):
        return text, None
    keep = [True] * len(text)
    for match in _SPACED.finditer(text):
        keep[match.start() : match.end()] = [False] * (match.end() - match.start())
    back = [i for i, k in enumerate(keep) if k]
    return "".join(text[i] for i in back), back


def number(text: str) -> int | None:
    """Return the value of a small numeral in digits or Chinese (27, 二十七, 一〇一)."""
    if text.isascii():
        return int(text)
    if not set(text) & {"十", "百"}:
        return int("".join(str(_DIGITS[c]) for c in text))
    total = digit = 0
    for char in text:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def _longest(found: list[Match]) -> list[Match]:
    if len(found) == 1:
        return found
    kept: list[Match] = []
    taken: list[tuple[int, int]] = []  # the places of those kept, in order
    rules: dict[tuple[int, int], list[int]] = {}  # what applies there
    for match in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        here = match.start, match.end
        before = bisect_left(taken, (match.end, 0))  # of those that begin before its end the last one ends last
        if here in rules:
            if match.rule in rules[here]:
                continue  # two rules for one term: both apply
        elif before and taken[before - 1][1] > match.start:
            continue
        else:
            taken.insert(before, here)
        rules.setdefault(here, []).append(match.rule)
        kept.append(match)
    return sorted(kept, key=lambda m: m.start)
