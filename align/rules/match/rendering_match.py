"""Finds the renderings of a form in English words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import product
from typing import overload

from align.rules.load.forms import GAP_WORDS, Alternative, Item, Slot, Word, _Gap, english
from align.text.english import ARTICLES, Words, american, norm

Binding = Mapping[str, tuple[Alternative, ...]]  # slot name -> what may be there
CAPITALISED = Word("", exact="*")  # any word with a capital: what {home} means where no home is set
Hit = tuple[int, int]  # half-open range of word numbers
_FIRST = re.compile(r"[A-Za-z]+(?= |$)")  # a word that is no bracket, no stem, and not joined to the next
_PLURAL = 2  # letters that a plural has more
_MAX_BOUND = 1024  # alternatives of one form after its slots are filled


class Forms(Sequence[Alternative]):
    """Alternatives of some forms, to be looked for in many texts. A form that begins with a plain word is not taken
    apart before a text has that word: most never are."""

    def __init__(self, forms: tuple[str, ...], plural: bool, case: bool, joined: bool) -> None:
        self._forms, self._how = forms, (plural, case, joined)
        self._waiting: dict[str, list[str]] = {}  # first word -> forms not taken apart yet

    @cached_property
    def _all(self) -> tuple[Alternative, ...]:
        return tuple(dict.fromkeys(a for form in self._forms for a in english(form, *self._how)))

    @cached_property
    def _firsts(self) -> dict[str, list[Alternative]]:
        """Alternatives by the word that they begin with; those under '' begin in another way."""
        out: dict[str, list[Alternative]] = {}
        for form in self._forms:
            plain = _FIRST.match(form)
            if plain and plain[0].lower() not in ARTICLES:
                key = norm(plain[0])
                out.setdefault(key, [])
                self._waiting.setdefault(key, []).append(form)
                continue
            for alternative in english(form, *self._how):
                item = alternative[0]
                out.setdefault(item.key if type(item) is Word and not item.prefix else "", []).append(alternative)
        return out

    def beginning(self, words: Words) -> list[Alternative]:
        """Return the alternatives whose first word the text has, and those that do not begin with one word."""
        out: list[Alternative] = []
        where, joined, waiting = words.where, words.joined, self._waiting
        for key, known in self._firsts.items():  # by far the most usual case: none of them is there
            if key in where or key in joined or not key:
                for form in waiting.pop(key, ()):
                    known += english(form, *self._how)
                out += known
        return out

    @overload
    def __getitem__(self, at: int) -> Alternative: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Alternative]: ...
    def __getitem__(self, at: int | slice) -> Alternative | Sequence[Alternative]:
        return self._all[at]

    def __iter__(self) -> Iterator[Alternative]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def __bool__(self) -> bool:
        return bool(self._forms)


@lru_cache(maxsize=65536)
def taken_apart(forms: tuple[str, ...], plural: bool, case: bool, joined: bool) -> tuple[Forms, bool]:
    """Return all alternatives of some forms, and whether any has a slot to fill."""
    out = Forms(forms, plural, case, joined)
    braced = any("{" in form for form in forms)
    return out, braced and any(isinstance(item, Slot) for alternative in out for item in alternative)


def bind(
    forms: tuple[str, ...], binding: Binding, plural: bool = True, case: bool = False, joined: bool = True
) -> Sequence[Alternative]:
    """Alternatives of some forms with their slots filled; one whose slot has no filling is left out."""
    alternatives, slotted = taken_apart(forms, plural, case, joined)
    if not slotted:
        return alternatives
    out: dict[Alternative, None] = {}
    for alternative in alternatives:
        choices: list[tuple[Alternative, ...]] = [_choices(item, binding) for item in alternative]
        for picked in product(*choices):
            out[tuple(item for part in picked for item in part)] = None
            if len(out) >= _MAX_BOUND:
                return tuple(out)
    return tuple(out)


def _choices(item: Item, binding: Binding) -> tuple[Alternative, ...]:
    if not isinstance(item, Slot):
        return ((item,),)
    key = f"{item.name}:{item.argument}" if item.argument else item.name
    return binding.get(key, ())


def find(words: Words, alternatives: Iterable[Alternative]) -> list[Hit]:
    """Return all places of an alternative, of overlapping ones the longest, left to right."""
    hits: set[Hit] = set()
    if isinstance(alternatives, Forms):
        alternatives = alternatives.beginning(words)
    for alternative in alternatives:
        item = alternative[0]
        for first in _starts(words, item):
            end = _match(words, alternative, 0, first)
            if end:
                hits.add((first, end))
    return longest(hits) if len(hits) > 1 else list(hits)


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Return the longest (then leftmost) of overlapping ranges, sorted."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h[0] - h[1], h[0])):
        before = bisect_left(kept, (hit[1], 0))  # of those that begin before its end the last one ends last
        if not before or kept[before - 1][1] <= hit[0]:
            kept.insert(before, hit)
    return kept


def _starts(words: Words, item: Item) -> Iterable[int]:
    if isinstance(item, Word) and item.key and not item.prefix:
        at, joined = words.places(item.key), words.joined.get(item.key, ())
        return [*at, *joined] if joined else at
    if not isinstance(item, Word):
        return ()
    if not item.key:
        return [number for number, raw in enumerate(words.raw) if raw[0].isupper()]
    head = item.key
    if f" {head}" not in words.heads:
        return ()
    pairs = zip(words.keys, words.raw, strict=True)
    return [number for number, (key, raw) in enumerate(pairs) if key.startswith(head) or raw.lower().startswith(head)]


def _same(words: Words, number: int, item: Item) -> bool:
    if not isinstance(item, Word):
        return False
    raw = words.raw[number]
    if item.key == "":
        return raw[0].isupper()
    if item.prefix:
        return words.keys[number].startswith(item.key) or raw.lower().startswith(item.key)
    if words.keys[number] != item.key:
        return False
    if item.number and american(raw.lower().removesuffix("'s").removesuffix("’s")) != item.number:
        return False
    if not item.exact:
        return True
    return raw == item.exact or raw.replace("’", "'") in (item.exact + "'s", item.exact + "s", item.exact + "s'")


def _comma(words: Words, at: int, item: Item) -> bool:
    """Return whether a comma may precede this word: where the form has one, before "and", and before a slot's gap."""
    return words.keys[at] in ("and", "or") or not isinstance(item, Word) or item.comma


def _match(words: Words, alternative: Alternative, index: int, at: int) -> int:
    """End of the match of alternative[index:] that starts at word ``at``, or 0."""
    size = len(words)
    while index < len(alternative):
        item = alternative[index]
        if isinstance(item, _Gap):
            for skip in range(GAP_WORDS + 1):
                if skip and (at + skip > size or words.breaks[at + skip - 1]):
                    return 0
                end = _match(words, alternative, index + 1, at + skip)
                if end:
                    return end
            return 0
        if at >= size:
            return 0
        if index and (words.breaks[at] or (words.commas[at] and not _comma(words, at, item))):
            return 0
        if _same(words, at, item):
            at += 1
        elif isinstance(item, Word) and at in words.joined.get(item.key, ()):  # super-computing
            at += 2
        elif index and words.keys[at] in ARTICLES and not (isinstance(item, Word) and item.key in ARTICLES):
            at += 1
            continue
        elif index and isinstance(item, Word) and item.key in ARTICLES:
            index += 1
            continue
        else:
            return 0
        index += 1
    return at


def as_demanded(words: Words, hit: Hit, accept: Sequence[str], reject: Sequence[str]) -> bool:
    """Return whether words are written as an accepted form and as no rejected one, where the two differ in hyphens and
    blanks alone: *e-mails* for *e-mail*, beside *email*. Capitals count where nothing else differs."""
    text = words.text[words.starts[hit[0]] : words.ends[hit[1] - 1]]
    low = text.casefold()
    if not any(low.startswith(form.casefold()) for form in accept):
        return False  # by far the most usual case
    if {form.casefold() for form in accept}.isdisjoint(form.casefold() for form in reject):
        text, accept, reject = text.casefold(), [a.casefold() for a in accept], [r.casefold() for r in reject]
    right, wrong = (
        any(text.startswith(form) and len(text) - len(form) <= _PLURAL for form in forms) for forms in (accept, reject)
    )
    return right and not wrong
