"""Places of a text that lie within some of its spans."""

from __future__ import annotations

import re
from collections.abc import Iterable

NEAR = 40  # characters before a place that are looked through for what may stand right before it


def covered(spans: Iterable[tuple[int, int]]) -> set[int]:
    """All offsets within half-open spans that hardly overlap. A text of thousands of spans and places is looked through
    once for these, and not once for each place."""
    return {at for start, end in spans for at in range(start, end)}


def within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    """Return whether one half-open span lies in another, or is the same."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def reach(spans: Iterable[tuple[int, int]]) -> dict[int, int]:
    """All offsets within half-open spans, each with the end of the span over it that ends last."""
    out: dict[int, int] = {}
    for start, end in spans:
        for at in range(start, end):
            out[at] = max(out.get(at, end), end)
    return out


def beginnings(pattern: re.Pattern[str], text: str) -> dict[int, int]:
    """Where a match of the pattern begins, within another one or not, each with its end. The pattern has matches of a
    bounded length; with others a text of many would be looked through again and again."""
    out, found = {}, pattern.search(text)
    while found is not None:
        out[found.start()] = found.end()
        found = pattern.search(text, found.start() + 1)
    return out


def just_before(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str] | None:
    """A match of a pattern that ends in ``$`` right before a place. It begins at most ``NEAR`` characters before: a
    search from the head of the text, for each of a thousand places, would look through all of it a thousand times."""
    return pattern.search(text, max(0, at - NEAR), at)


def meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Return whether two half-open spans have a place in common."""
    return one[0] < other[1] and other[0] < one[1]


def word_end(text: str, at: int) -> int:
    """The end of the word that a place is in or right behind."""
    while at < len(text) and text[at - 1 : at].isalnum() and text[at].isalnum():
        at += 1
    return at
