"""Recognise names of persons of China: a surname, then one or two characters of given names."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from align.data import BUILT, kinds
from align.text.segmenter import Edge

PERSON = math.log(0.004)  # how often a word of news is a personal name of this kind
CUE = 3.5  # bonus of a title before, or of a verb of speech behind


def _people() -> dict[str, dict[str, float]]:
    """Log probabilities: surname, single given character, first and second of two."""
    levels: dict[str, dict[str, float]] = {"surname": {}, "single": {}, "first": {}, "second": {}}
    for line in (BUILT / "people.txt").read_text(encoding="utf-8").splitlines():
        kind, level, chars = line.split("\t")
        levels[kind].update(dict.fromkeys(chars.split(" "), 1.5 * 2.0 ** int(level)))
    out = {}
    for kind, counts in levels.items():
        total = math.log(sum(counts.values()))
        out[kind] = {char: math.log(n) - total for char, n in counts.items()}
    return out


def surnames() -> frozenset[str]:
    """Chinese surnames, of one character or two."""
    return _shape().all_surnames


def cues() -> Mapping[str, frozenset[str]]:
    """Words before and after personal names, characters that end a name (``not_given``)."""
    return kinds("name_cues.tsv")


@dataclass(frozen=True)
class _Shape:
    """The shape of personal names.

    ``surnames``: those of one and of two characters, with their log probabilities; ``given``: character -> log
    probability as the only one and as the first of two; ``second``: as the second of two; ``ends``, ``heads``: the
    last characters of the words before a name, the first ones of those behind it.
    """

    surnames: tuple[dict[str, float], ...]
    given: dict[str, tuple[float | None, float | None]]
    second: dict[str, float]
    before: frozenset[str]
    ends: frozenset[str]
    after: frozenset[str]
    heads: frozenset[str]

    @cached_property
    def all_surnames(self) -> frozenset[str]:
        """Surnames of one character or two."""
        return frozenset().union(*self.surnames)

    @cached_property
    def begins(self) -> re.Pattern[str]:
        """Finds the first character of every surname with something behind it that may be a given name."""
        short, long = self.surnames
        only = "".join(char for char, (single, _) in self.given.items() if single is not None)
        first = "".join(char for char, (_, first) in self.given.items() if first is not None)
        return re.compile(
            f"[{''.join(short)}](?=[{only}某]|[{first}][{''.join(self.second)}])"
            f"|(?=(?:{'|'.join(long)}).)[{''.join(name[0] for name in long)}]"
        )


@cache
def _shape() -> _Shape:
    tables, signs = _people(), cues()
    single, first, never = tables["single"], tables["first"], signs["not_given"]
    return _Shape(
        tuple({name: chance for name, chance in tables["surname"].items() if len(name) == size} for size in (1, 2)),
        {char: (single.get(char), first.get(char)) for char in sorted({*single, *first} - never)},
        {char: chance for char, chance in tables["second"].items() if char not in never},
        signs["before"],
        frozenset(word[-1] for word in signs["before"]),
        signs["after"],
        frozenset(word[0] for word in signs["after"]),
    )


def people_in(text: str) -> list[tuple[int, Edge]]:
    """Personal names that may be in runs of Chinese, with anything else between them, and where each begins."""
    starts = [match.start() for match in _shape().begins.finditer(text)]
    return [(start, edge) for start in starts for edge in _persons(text, start)]


def _persons(run: str, start: int) -> list[Edge]:
    """Return personal names that may begin at a place."""
    shape = _shape()
    out: list[Edge] = []
    for size, surnames in enumerate(shape.surnames, 1):
        at = start + size
        family = surnames.get(run[start:at])
        given = run[at : at + 1]
        if family is None or not given or (size > 1 and start and run[start - 1 : start + 1] in shape.before):
            continue  # 会长孙某: the title goes on
        if given == "某":
            out.append((at + (2 if run[at + 1 : at + 2] == "某" else 1), PERSON + family - 2.0, ("person", size)))
            continue
        single, first = shape.given.get(given, (None, None))
        if single is not None:
            out.append(_person(run, start, at + 1, size, PERSON - 1.4 + family + single))
        second = shape.second.get(run[at + 1 : at + 2]) if first is not None else None
        if first is not None and second is not None:
            out.append(_person(run, start, at + 2, size, PERSON - 0.3 + family + (first + second)))
    return out


def _person(run: str, start: int, end: int, surname: int, chance: float) -> Edge:
    """Return a personal name, surer with a title before it or a verb of speech behind."""
    shape, cue, tail = _shape(), 0.0, 0.0
    if start > 1 and run[start - 1] in shape.ends:
        cued = run[start - 2 : start] in shape.before or run[max(0, start - 3) : start] in shape.before
        cue = CUE if cued else 0.0
    if run[end : end + 1] in shape.heads and (run[end] in shape.after or run[end : end + 2] in shape.after):
        tail = CUE
    return end, chance + max(cue, tail), ("person", surname, cue + tail)
