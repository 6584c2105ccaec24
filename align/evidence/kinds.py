"""Another thing of the same kind: 扫描仪, "printer"; 生抽, "dark soy sauce".

Word vectors hardly distinguish things of one kind, because they keep the same company. So the kinds are a table
(``data/tables/kinds/``): sets of things with their Chinese and English words. A thing is exchanged where the Chinese
names it, no English word renders it, and the English has another thing of the set that nothing in the Chinese
justifies.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from align.data import TABLES, entries
from align.evidence import translations
from align.evidence.opposites import english_pattern, split
from align.kept import Lines, Numbered, kept, packed
from align.names.recognition import Chinese
from align.text import word_search
from align.text.english import small_words
from align.text.spans import just_before
from align.text.word_keys import EntryPattern, Keys, entry_keys, may_hold
from align.text.word_search import Filed, WordSearch, filed


@dataclass(frozen=True, eq=False)
class Thing:
    """A thing: its set, Chinese words, English, and the Chinese that may justify this English as well."""

    kind: str
    chinese: tuple[str, ...]
    cell: str
    excuses: tuple[str, ...]
    also: str = "-"

    @cached_property
    def english(self) -> EntryPattern:
        """English that renders the thing and no other one of its kind, for lower-case text."""
        return english_pattern(self.cell)

    @cached_property
    def keys(self) -> Keys | None:
        """The keys of every text with this English (:mod:`align.text.word_keys`)."""
        return entry_keys(split(self.cell))

    @property
    def free(self) -> bool:
        """Return whether it is a thing whose words are used freely, so that its exchange is never certain."""
        return self.kind.startswith(("~", "?"))

    @property
    def tied(self) -> bool:
        """Return whether it is an act or a quality, which English renders by many words: in a longer sentence the two
        must be linked."""
        return self.kind.startswith("?")

    @cached_property
    def loose(self) -> EntryPattern:
        """English that may render the thing, but is no sign of it ("trial" for 一审); the longest entries first."""
        return english_pattern("|".join(sorted(split(self.also), key=len, reverse=True)) or "-")


class Exchange(NamedTuple):
    """A thing of the Chinese and another one of its kind in the English: the things and their spans."""

    thing: Thing
    source: tuple[int, int]
    other: Thing
    target: tuple[int, int]


Things = tuple[Thing, ...]
# Sets that are parts of one: of people at work, and of kin
_WORK = ("occupation", "profession", "craftsman", "~job")
_KIN = ("kin", "parent", "great", "child", "spouse", "~kin_near")
_POSSESSOR = re.compile(r"\b(?:mother|father|parents?|mum|mom|dad|son|daughter|brother|sister|wife|husband)['’]s? ")
_FAMILIES = {name: tuple(other for other in family if other != name) for family in (_WORK, _KIN) for name in family}
_Named = tuple[tuple[str, int, int], list[Thing]]  # a word with its place, and things that it names
# Before a colour, another: 金黄色 is golden, 灰白色 grey, 紫红色 purple
_SHADE = re.compile("[金银铜橙橘紫粉玫青蓝绿红黄褐棕灰白黑米乳奶土茶翠墨月藏]$")


class _Table:
    """The things of every set, and the search for all their Chinese words. Those of a set are made of their rows when a
    text first has a word of it: an article meets few sets."""

    def __init__(self) -> None:
        tables = sorted((TABLES / "kinds").glob("*.tsv"))
        rows, sets, words = kept(
            "kinds", (*tables, Path(__file__), Path(word_search.__file__)), partial(_taken, tables)
        )
        self._rows = Numbered(rows)
        self._sets = sets
        self._made: dict[int, Thing] = {}
        self._named: dict[str, Things] = {}  # by the words that texts had
        self._kinds: dict[str, Things] = {}
        self._rivals: dict[Thing, Keys | None] = {}
        self.search = WordSearch(words)

    def kind(self, name: str) -> Things:
        """The things of a set."""
        if name not in self._kinds:
            for number in self._sets[name]:
                kind, chinese, english, excuses, *also = self._rows[number].decode().split("\t")
                self._made[number] = Thing(kind, tuple(chinese.split("|")), english, tuple(split(excuses)), *also)
            self._kinds[name] = tuple(self._made[number] for number in self._sets[name])
        return self._kinds[name]

    def kindred(self, name: str) -> Things:
        """The things of the sets that are parts of one with a set."""
        return tuple(thing for other in _FAMILIES.get(name, ()) for thing in self.kind(other))

    def rivals(self, thing: Thing) -> Keys | None:
        """The keys of every text that names another thing of the kind, or of kindred ones."""
        if thing not in self._rivals:
            others = [o.keys for o in (*self.kind(thing.kind), *self.kindred(thing.kind)) if o is not thing]
            known = [keys for keys in others if keys is not None]
            self._rivals[thing] = frozenset().union(*known) if len(known) == len(others) else None
        return self._rivals[thing]

    def named(self, word: str) -> Things:
        """The things that a Chinese word names."""
        found = self._named.get(word)
        if found is None:
            found = self._named[word] = tuple([self._thing(number) for number in self.search.numbers(word)])
        return found

    def _thing(self, number: int) -> Thing:
        if number not in self._made:
            self.kind(self._rows[number].decode().partition("\t")[0])
        return self._made[number]


def _taken(tables: Iterable[Path]) -> tuple[Lines, dict[str, list[int]], Filed]:
    """All rows, the numbers of those of a set, and the words with the numbers of the rows that have them."""
    rows: list[str] = []
    sets: dict[str, list[int]] = {}
    words: dict[str, list[int]] = {}
    for path in tables:
        for row in entries(f"kinds/{path.name}"):
            name, own, _ = row.split("\t", 2)
            sets.setdefault(name, []).append(len(rows))
            for word in own.split("|"):
                words.setdefault(word, []).append(len(rows))
            rows.append(row)
    return packed(rows), sets, filed(words)


@cache
def _table() -> _Table:
    return _Table()


Words = tuple[tuple[str, int, int], ...]  # words of the table in a Chinese text, with start and end


def words_of_kinds(source: Chinese) -> Words:
    """Words for things of the table in a Chinese text, from left to right."""
    return tuple(_table().search.find(source.text, source.twos))


def exchanges(source: Chinese, low: str, words: Words, keys: Keys) -> Iterator[Exchange]:
    """Things for which another of their kind is in the English; ``low``: the English in lower case, of the same
    length; ``words``: those of the Chinese in the table, ``keys``: those of the English. A kind of
    which the English has several strange things is passed over."""
    table = _table()
    seen: set[Thing] = set()
    found: dict[tuple[Thing, str], list[tuple[Thing, re.Match[str]]]] = {}  # others of the kind in the English
    told: set[tuple[int, int]] = set()  # words of the English; some things are in two sets
    for word, start, end in words:
        for thing in table.named(word):
            if thing in seen or not may_hold(table.rivals(thing), keys):
                continue  # mostly the English names nothing else of the kind
            if may_hold(thing.keys, keys) and thing.english.search(low):
                seen.add(thing)
                continue
            if (thing, word) not in found:
                found[thing, word] = _others(thing, word, low, keys)
            hits = found[thing, word]
            if not hits or _inside_word(source, start, end):
                continue
            if thing.kind == "colour" and just_before(_SHADE, source.text, start):
                continue
            seen.add(thing)
            strange = [one for one in hits if not _loosely(thing, low, one[1].span())]
            others = [(other, hit) for other, hit in strange if _is_strange(other, word, source.text, hit[0])]
            spans = _longest({hit.span() for _, hit in others})
            if len(spans) == 1 and spans.isdisjoint(told):
                other, hit = next(one for one in others if one[1].span() in spans)
                told |= spans
                yield Exchange(thing, (start, end), other, hit.span())


def _others(thing: Thing, word: str, low: str, keys: Keys) -> list[tuple[Thing, re.Match[str]]]:
    """Other things of the set that the English names, or else of kindred sets; no kin where one of them is a possessor,
    as two words may say it together (外婆, "mother's mother"), and no quality that begins a compound (激烈,
    "hard-fought")."""
    if thing.kind in _KIN and _POSSESSOR.search(low):
        return []
    rivals = [o for o in _table().kind(thing.kind) if o is not thing and may_hold(o.keys, keys)]
    hits = [(other, hit) for other in rivals if (hit := other.english.search(low))]
    if thing.tied:
        hits = [(other, hit) for other, hit in hits if not low.startswith("-", hit.end())]
    return hits or _kindred(thing, word, low, keys)


def _kindred(thing: Thing, word: str, low: str, keys: Keys) -> list[tuple[Thing, re.Match[str]]]:
    """Things of kindred sets that the English names, where none of the Chinese word's own things is rendered."""
    table = _table()
    own = table.named(word)
    if thing.kind not in _FAMILIES or any(one.english.search(low) or one.loose.search(low) for one in own):
        return []
    rivals = [o for o in table.kindred(thing.kind) if o not in own and may_hold(o.keys, keys)]
    return [(other, hit) for other in rivals if (hit := other.english.search(low))]


def things_of(source: Chinese, low: str, words: Words, keys: Keys | None) -> dict[Thing, list[tuple[int, int]]]:
    """Things that a Chinese text and its English name, with their places in the Chinese, where there are two of a kind;
    ``low``: the English in lower case, ``words``: words of the Chinese for things, ``keys``: those of the English."""
    table = _table()
    named = [(at, [thing for thing in table.named(at[0]) if may_hold(thing.keys, keys)]) for at in words]
    named = [(at, [thing for thing in own if thing.english.search(low)]) for at, own in _twice(named)]
    out: dict[Thing, list[tuple[int, int]]] = {}
    for (_, start, end), own in _twice(named):
        if not _inside_word(source, start, end):
            for thing in own:
                out.setdefault(thing, []).append((start, end))
    return out


def _twice(named: Sequence[_Named]) -> list[_Named]:
    """Words with those of their things of whose kind another word is; words without one are left out."""
    often = Counter([kind for _, own in named for kind in {thing.kind for thing in own}])
    found = [(at, [thing for thing in own if often[thing.kind] > 1]) for at, own in named]
    return [(at, own) for at, own in found if own]


def _inside_word(source: Chinese, start: int, end: int) -> bool:
    """Return whether the span is neither a word nor the beginning or end of one (中将 in 集中将会), or parts of two of
    them (会试 in 机会试一次, 公开信 in 公开信息)."""
    if end - start == 1:
        return not source.stands_alone(start)
    if source.is_word(start, end) or (end - start == 2 and source.is_word(start, end + 1)):
        return False  # 黄河 in 黄河边
    return source.straddles(start, end) or (end - start == 2 and not source.is_word(start - 1, end))


def _longest(spans: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """The spans that are no part of another one: "great-grandson", not the "grandson" in it."""
    return {(a, b) for a, b in spans if not any((c, d) != (a, b) and c <= a and b <= d for c, d in spans)}


def _loosely(thing: Thing, low: str, strange: tuple[int, int]) -> bool:
    """Return whether English that may render the thing is there, as more than a part of the strange words: the "visit"
    in "working visit" does not render 国事访问."""
    start, end = strange
    hits = (hit.span() for hit in thing.loose.finditer(low))
    return any(hit == strange or hit[0] < start or end < hit[1] for hit in hits)


def _is_strange(other: Thing, word: str, source: str, english: str) -> bool:
    """Return whether nothing in the Chinese justifies the English of another thing: neither what is beside the word for
    the first one nor a longer word around it (公爵夫人 for 公爵)."""
    rest = source.replace(word, "#")
    cues = *other.chinese, *other.excuses
    if word in other.excuses or any(cue in (source if word in cue and word != cue else rest) for cue in cues):
        return False
    return not _justified(rest, english)


def _justified(source: str, english: str) -> bool:
    """Return whether the dictionary knows each of some English words as a rendering of Chinese in the text: the table
    does not have every word for a thing."""
    words = small_words(english)
    codes, starts, lengths = translations.hashes(source)
    if not words or not len(codes):
        return False
    text = Chinese(source)
    known = translations.known(codes, words) & (lengths > 1)[:, None]
    places = [k for k in np.flatnonzero(known.any(axis=1)) if text.is_word(starts[k], starts[k] + lengths[k])]
    return bool(known[places].any(axis=0).all())
