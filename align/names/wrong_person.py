"""Another person in the place of one: 王建国, "Wang Jianguang"; 汪文斌, "Wang Yi".

The surname alone says little: a person whose surname is in the English may still be another one. So the English is
read for whole names in pinyin, surname and given name, and one that no stretch of the Chinese is read as is set against
the persons of the Chinese of whom no whole name is there. They must share the surname or the given name: who has
nothing in common is the business of the missing names.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from align.names.capitalised import English, Word, is_plain
from align.names.persons import surnames
from align.names.pinyin import abroad, fold, readings, spellings, surname_reading, syllables, wade_giles
from align.names.recognition import Chinese, Name, chinese_of
from align.names.renderings import is_pinyin, pinyin_in
from align.names.well_known import Persons
from align.text.english import english_words, function_words
from align.text.spans import just_before

_BEFORE = re.compile(r"\b([A-Z][\w'’-]*)\.? $")


class Whole(NamedTuple):
    """A whole name in pinyin in the English: surname and given name, folded, and where it is."""

    family: str
    given: str
    start: int
    end: int


def others(source: Chinese, text: English) -> Iterator[tuple[Name, Whole]]:
    """Persons of the Chinese in whose place the English has the full name of another person."""
    explained: dict[tuple[str, str], bool] = {}  # a line of a name a thousand times asks once
    strange = []
    for whole in _wholes(text):
        key = whole.family, whole.given
        if key not in explained:
            explained[key] = _explained(whole, source)
        if not explained[key]:
            strange.append(whole)
    if not strange:
        return
    runs, said, unread = _runs(text.folded), _Wholes(strange), None
    named = [(name, part) for name in source.names if (part := _parts(name)) is not None]
    for name, (family, given) in named:
        families = {*spellings(family, True), *abroad(family)}
        if not runs.isdisjoint({s + g for s in families for g in spellings(given)}):
            continue
        ways = {*spellings(given), "".join(wade_giles(readings(c)[0]) if readings(c) else "?" for c in given)}
        alike = said
        if name.sure < 0.8:  # the cut of the name is a guess: 阮氏金银
            unread = alike = unread or said.but({w.given for w in strange if pinyin_in(w.given, source)})
        one = alike.only(families, ways)
        if one is not None and not (one.family in families and one.given in ways):
            said.taken.add(one)
            yield name, one
    unseen, persons = _Unseen(source.text, runs), Persons(source.text, runs)
    for whole in strange:
        if whole in said.taken:
            continue
        own = persons.renowned(whole.family, whole.given) or unseen.name(whole) or persons.other_surname(whole.given)
        if own is not None:
            yield own, whole


class _Wholes:
    """Names of the English by surname and by given name; those that are ``taken`` count no more."""

    def __init__(self, wholes: list[Whole], taken: set[Whole] | None = None) -> None:
        self._all, self.taken = wholes, set() if taken is None else taken
        self._by_family: dict[str, list[Whole]] = {}
        self._by_given: dict[str, list[Whole]] = {}
        for whole in wholes:
            self._by_family.setdefault(whole.family, []).append(whole)
            self._by_given.setdefault(whole.given, []).append(whole)

    def but(self, givens: set[str]) -> _Wholes:
        """Those without some given names."""
        return _Wholes([whole for whole in self._all if whole.given not in givens], self.taken)

    def only(self, families: set[str], givens: set[str]) -> Whole | None:
        """The name with one of the surnames or given names, where there is only one."""
        found: Whole | None = None
        for index, keys in ((self._by_family, families), (self._by_given, givens)):
            for whole in itertools.chain.from_iterable(index.get(key, ()) for key in sorted(keys)):
                if whole in self.taken or whole == found:
                    continue
                if found is not None:
                    return None
                found = whole
        return found


class _Unseen:
    """Persons of the Chinese whom the search for names did not see: a surname and two characters, of which one is read
    as in the English (赵乐际, "Zhao Leqi"). Each three characters count once, and each name of the English is looked
    for once: a line of names, again and again, would compare each with each."""

    def __init__(self, source: str, runs: set[str]) -> None:
        self._runs = runs
        self._found: dict[tuple[str, str], Name | None] = {}
        self._by_family: dict[str, list[tuple[int, str]]] = {}
        seen: set[str] = set()
        for at in range(len(source) - 2):
            chars = source[at : at + 3]
            if chars[0] in surnames() and chars not in seen:
                seen.add(chars)
                for family in spellings(chars[0], True):
                    self._by_family.setdefault(family, []).append((at, chars))

    def name(self, whole: Whole) -> Name | None:
        """The person in whose place the English has this name."""
        key = whole.family, whole.given
        if key not in self._found:
            self._found[key] = self._looked_for(whole)
        return self._found[key]

    def _looked_for(self, whole: Whole) -> Name | None:
        for at, chars in self._by_family.get(whole.family, ()):
            one, two = spellings(chars[1]), spellings(chars[2])
            if not one or not two or "?" in (one[0], two[0]):
                continue
            if not self._runs.isdisjoint({whole.family + a + b for a in one for b in two}):
                return None
            rests = [whole.given.removeprefix(a) for a in one] + [whole.given.removesuffix(b) for b in two]
            if any(len(rest) < len(whole.given) and rest in syllables() for rest in rests):
                return Name(at, at + 3, chars, "person", 0.7, (), 1)
        return None


def with_surname(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of a given name with the surname ahead of it, which may be a plain word as well: Sun Yujie."""
    before = _BEFORE.search(text, 0, start)
    alone = before and " " not in text[start:end] and is_pinyin(fold(text[start:end]))
    return (before.start(), end) if alone and before and fold(before[1]) in _families() else (start, end)


def _parts(name: Name) -> tuple[str, str] | None:
    """Split the name of a person of China into surname and given name; None for any other name."""
    if name.kind == "person" and name.sure >= 0.65 and "某" not in name.text:
        return name.text[: name.surname], name.text[name.surname :]
    if name.kind == "listed" and 1 < len(name.text) < 4 and name.text[0] in surnames():
        first = fold(name.renderings[0])
        if " " in name.renderings[0] and first in spellings(name.text, True):
            return name.text[0], name.text[1:]
    return None


def _runs(words: tuple[str, ...]) -> set[str]:
    """All that one to four words in a row spell, also with the first of them last and the last first."""
    out = set(words)
    for size in range(2, 5):
        for at in range(len(words) - size + 1):
            parts = words[at : at + size]
            out |= {"".join(parts), "".join((*parts[1:], parts[0])), "".join((parts[-1], *parts[:-1]))}
    return out


def _wholes(text: English) -> Iterator[Whole]:
    """Yield names of two or three capitalised words that have the form of a Chinese name in pinyin."""
    words, target = text.words, text.text
    place = 0
    while place + 1 < len(words):
        family, given = words[place], words[place + 1]
        place += 1
        if family.folded not in _families() or (family.opens and family.folded in english_words("like_pinyin")):
            continue
        if target[family.end : given.start] != " " or not _given(given, target) or _runs_on(family, target):
            continue
        spelt, end = given.folded, given.end
        if place + 1 < len(words) and target[end : words[place + 1].start] == " " and _given(words[place + 1], target):
            spelt, end = spelt + words[place + 1].folded, words[place + 1].end
        yield Whole(family.folded, spelt, family.start, _bare(given) if end == given.end else end)
        place += 1


def _bare(word: Word) -> int:
    """Return the end of the word without its possessive."""
    return word.start + len(re.sub(r"['’]s?$", "", word.text))


def _given(word: Word, target: str) -> bool:
    if (
        word.acronym
        or word.folded in english_words("like_pinyin")
        or not is_pinyin(word.folded)
        or target[word.end : word.end + 1] == "-"
    ):
        return False  # Chien-kuo: spelt as in Taiwan
    return len(word.folded) < 5 or not is_plain(word.folded)


def _runs_on(family: Word, target: str) -> bool:
    """Return whether it ends a longer name (Nguyen Van Tan) rather than a title and a name (State Councilor Wang)."""
    before = just_before(_BEFORE, target, family.start)
    if before is None:
        return False
    word = fold(before[1])
    return (
        word not in english_words("no_name")
        and (len(word) < 4 or not is_plain(word))
        and word not in function_words("no_name")
    )


def _explained(whole: Whole, source: Chinese) -> bool:
    """Return whether part of the Chinese is read so, in either order, or the lists have it as a name."""
    joined = whole.family + whole.given
    if pinyin_in(joined, source) or pinyin_in(whole.given + whole.family, source):
        return True
    return any(zh in source.text for word in (joined, whole.given) for zh in chinese_of(word))


@cache
def _families() -> frozenset[str]:
    """Surnames in pinyin."""
    return frozenset(fold(surname_reading(zh)) for zh in surnames())
