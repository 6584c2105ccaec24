"""Who does what to whom in the Chinese (by 被, 由, 受, 把, 向 and the order of the clause), and the anchors by which it
is found in the English: names by their spelling, other words by mutual token links."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from align.names.capitalised import English, Word, is_plain
from align.names.pinyin import spellings
from align.names.recognition import Chinese
from align.names.renderings import keys
from align.names.whereabouts import full_names, once, read_at, single_names
from align.records import Links, Offsets
from align.text.english import function_words
from align.text.scripts import HAN

LINKED = 0.4  # cosine from which two words that are each other's best are anchored
_CLAUSE = re.compile("[^，。；：！？、,;!?“”…（）()]+")
DISPOSAL = re.compile("[把将]")  # they put the object before the verb
_BY_AGENT = re.compile(
    "被(?![告害子动])|(?<![自理缘])由(?![于此来])|(?<![接遭承忍享])受(?![害理伤益让托访众灾教贿案款雇罚])|遭(?!遇)"
)
_FOR = re.compile("为([^为]{1,12})所$")  # 为其他公司所取代
_TAKING = re.compile("[把向给对从为替跟]")
_NOUN_ZH = re.compile(
    "[的率力者权方人员度法性率之]|公司|工作|规定|条例|机构|部门|机制|制度|系统|程序|措施|责任|[书单函]|》"
)  # behind a verb: it is none
_NOUN_BEFORE = "的之等项"
_DOING = re.compile("进行|加以|予以|给予|处以|作出|做出")


_NICKNAME = re.compile(f"[老小阿大][{HAN}]")
_CALLED = frozenset(("old", "lao", "xiao", "little", "young", "ah", "a", "big", "da"))


class Anchor(NamedTuple):
    """A place in the Chinese and the English word that renders what is there."""

    source: int
    start: int
    end: int


class Exchange(NamedTuple):
    """Parties exchanged: spans of the Chinese clause around its verb and of the English around its."""

    source: tuple[int, int]
    target: tuple[int, int]
    verb: str


class Parties(NamedTuple):
    """Spans of a Chinese clause: who does it, who or what it is done to; ``marked``: 被, 由 or 受 says who does it."""

    agent: tuple[int, int]
    other: tuple[int, int]
    marked: bool = False


def is_verb(text: Chinese, start: int, end: int) -> bool:
    """Return whether the word is the verb of its clause, and not before or behind a noun that it belongs to."""
    source = text.text
    if not text.is_word(start, end) or (start and source[start - 1] in _NOUN_BEFORE):
        return False
    return _NOUN_ZH.match(source, end) is None and _DOING.search(source, max(0, start - 6), start) is None


def clause_at(text: str, at: int) -> Offsets | None:
    """The clause of a Chinese text that a place is in; None for a mark between two."""
    return next((m.span() for m in _CLAUSE.finditer(text) if m.start() <= at < m.end()), None)


def parties(source: str, verb: tuple[int, int]) -> Parties | None:
    """The parties of the clause around a verb; None where it has no two."""
    clause = clause_at(source, verb[0])
    if clause is None:
        return None
    before = source[clause[0] : verb[0]]
    found = _FOR.search(before)
    if found is not None:
        return Parties(
            (clause[0] + found.start(1), clause[0] + found.end(1)), (clause[0], clause[0] + found.start()), True
        )
    by = _BY_AGENT.search(before)
    if by is not None:
        agent = clause[0] + by.end(), verb[0]
        left = (clause[0], clause[0] + by.start())
        return Parties(agent, left if left[0] < left[1] else (clause[1], len(source)), True)
    if source.endswith("给", *verb):  # 把钥匙交给小李: who gets it is behind it
        what = DISPOSAL.search(before)
        return Parties((clause[0], clause[0] + what.start() if what else verb[0]), (verb[1], clause[1]))
    taking = _TAKING.search(before)
    if taking is not None:
        return Parties((clause[0], clause[0] + taking.start()), (clause[0] + taking.end(), verb[0]))
    return Parties((clause[0], verb[0]), (verb[1], clause[1]))


def any_in(anchors: Sequence[Anchor], span: tuple[int, int]) -> bool:
    """Return whether one of the anchors begins within a span of the English."""
    return any(span[0] <= a.start < span[1] for a in anchors)


def anchors(source: Chinese, text: English, links: Links) -> list[Anchor]:
    """Names by their spelling; other words where each is the other's best link and no other comes near."""
    out = [*by_spelling(source, text)]
    taken = [(a.start, a.end) for a in out]
    rows_best, columns_best = links.similarity.argmax(axis=1), links.similarity.argmax(axis=0)
    best = (columns_best[rows_best] == np.arange(len(rows_best))) & (links.source_best.astype(float) >= LINKED)
    for row in np.flatnonzero(best).tolist():
        column = int(rows_best[row])
        start, end = links.target.span(column, column)
        piece = source.text[int(links.source.starts[row]) : int(links.source.ends[row])]
        if not (once(text.text[start:end], text.text) and once(piece, source.text)):
            continue
        if (
            end - start > 2
            and text.text[start:end].lower() not in function_words("unlinked")
            and not any(s < end and start < e for s, e in taken)
        ):
            out.append(Anchor(int(links.source.starts[row]), start, end))
    return out


def by_spelling(source: Chinese, text: English) -> Iterator[Anchor]:
    """Names that occur once on either side: listed ones by their words, the others by pinyin."""
    yield from (Anchor(start, word.start, word.end) for start, _, word in named(source, text))
    words = [word for word in text.words if len(word.folded) >= 4 and not is_plain(word.folded)]
    read = read_at(frozenset(word.folded for word in words), source.text) if words else {}
    for word in words:
        places = read.get(word.folded, ())
        if len(places) == 1:
            yield Anchor(places[0], word.start, word.end)


def named(source: Chinese, text: English) -> Iterator[tuple[int, int, Word]]:
    """Names that occur once on either side, listed ones by their words, the others by pinyin: start, end and word."""
    yield from _called(source, text)
    words, whole = single_names(text) if source.names else {}, None
    for name in source.names:
        if once(name.text, source.text):
            wanted = {key for way in name.renderings for key in keys(way)} or set(spellings(name.text))
            found = _spelt(wanted, words)
            if not found:
                whole = full_names(text) if whole is None else whole
                found = _spelt(wanted, whole)
            if len(found) == 1:
                yield name.start, name.end, found[0]


def _spelt(ways: Collection[str], words: dict[str, list[Word]]) -> list[Word]:
    """The words that are spelt in one of these ways, each once; ``words``: by their letters."""
    return list(dict.fromkeys(word for way in ways for word in words.get(way, ())))


def _called(source: Chinese, text: English) -> Iterator[tuple[int, int, Word]]:
    """The names by which people are called, which no list has: 老王, Old Wang; 小李, Xiao Li."""
    by_sound: dict[str, list[re.Match[str]]] = {}
    for ours in _NICKNAME.finditer(source.text):
        for sound in spellings(ours[0][1]):
            by_sound.setdefault(sound, []).append(ours)
    for one, two in itertools.pairwise(text.words) if by_sound else ():
        places = by_sound.get(two.folded, ())
        whole = text.text[one.start : two.end]
        if one.folded not in _CALLED or text.text[one.end : two.start] not in (" ", "-") or len(places) != 1:
            continue
        if source.text.count(places[0][0]) == text.text.count(whole) == 1:
            yield *places[0].span(), one._replace(end=two.end, text=whole, folded=one.folded + two.folded)
