"""Who does what to whom: 小偷被警察抓住了, "the police were caught by the thief".

A translation that exchanges two parties has all the right words, and only their places are wrong. So the words of the
two sides are anchored to one another (names by their spelling, other words by mutual token links), and the parties of
a verb of the table ``agent_verbs.tsv`` are compared: in the Chinese by 被, 由, 受, 把, 向 and the order of the clause,
in the English by the order and by *by*. Only what is exchanged as a whole counts: the agent on the other's side of the
verb and the other on the agent's, neither where it belongs.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from align.data import rows
from align.evidence.opposites import english_pattern, split
from align.names.capitalised import English, Word, is_plain
from align.names.pinyin import spellings
from align.names.recognition import Chinese
from align.names.renderings import keys
from align.names.whereabouts import full_names, once, read_at, single_names
from align.records import Links
from align.text.english import function_words
from align.text.scripts import HAN
from align.text.word_keys import Keys, entry_keys, may_hold

LINKED = 0.4  # cosine from which two words that are each other's best are anchored
_CLAUSE = re.compile("[^，。；：！？、,;!?“”…（）()]+")
_BY_AGENT = re.compile(
    "被(?![告害子动])|(?<![自理缘])由(?![于此来])|(?<![接遭承忍享])受(?![害理伤益让托访众灾教贿案款雇罚])|遭(?!遇)"
)
_FOR = re.compile("为([^为]{1,12})所$")  # 为其他公司所取代
_THING = re.compile("[把将]")
_TAKING = re.compile("[把向给对从为替跟]")
_NOUN_ZH = re.compile(
    "[的率力者权方人员度法性率之]|工作|规定|条例|机构|部门|机制|责任|[书单函]|》"
)  # behind a verb: it is none
_NOUN_BEFORE = "的之等项"
_DOING = re.compile("进行|加以|予以|作出|做出")
_NOUN_EN = re.compile(r"\b(?:the|a|an|this|that|these|of|under|any|its|his|her|their|no|our|an?) $")
_BY = re.compile(r" (?:\w+ly )?by (?!\w+ing\b)")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being) (?:\w+ly |not )?$")
_BREAK = re.compile(r"[,;:.!?()]|\b(?:and|but|who|which|that|after|before|while|when|because|as)\b")
_BEHIND_BY = re.compile(
    r"[,;:.!?()]|\b(?:to|from|in|into|for|at|on|with|under|and|but|who|which|that|after|before|when|as)\b"
)
_DANGLING = re.compile(r"\b(?:by|after|before|while|when|in|on|upon|for|of|from|without|instead of) (?:\w+ly )?$")
_STOP = r"[,;:!?()]|\.(?=\s|$)"
_PERSON = re.compile("[我你他她它]")
_NO_ORDER = re.compile(r"\b(?:who|whom|which|that|whose|than|lost to|each other)\b")


_NICKNAME = re.compile(f"[老小阿大][{HAN}]")
_CALLED = frozenset(("old", "lao", "xiao", "little", "young", "ah", "a", "big", "da"))
_NEAR, _SHORT = 12, 6  # characters from the verb to its object, words of a short side of a clause


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


class _Parties(NamedTuple):
    """Spans of a Chinese clause: who does it, who or what it is done to; ``marked``: 被, 由 or 受 says who does it;
    ``gives``: what is given may stand before the verb, so that both parties must be known."""

    agent: tuple[int, int]
    other: tuple[int, int]
    marked: bool = False
    gives: bool = False


class _Verb(NamedTuple):
    """Its Chinese words, the cell of its English, and the keys of every text with that."""

    chinese: re.Pattern[str]
    english: str
    keys: Keys | None


@cache
def _verbs() -> tuple[list[_Verb], dict[str, list[int]], frozenset[str]]:
    """The verbs of the table, the numbers of those of which a Chinese word begins with these two characters, and all
    such beginnings."""
    verbs: list[_Verb] = []
    heads: dict[str, list[int]] = {}
    for number, (cell, english) in enumerate(rows("agent_verbs.tsv")):
        words = cell.split("|")
        chinese = re.compile("|".join(sorted(words, key=len, reverse=True)))
        verbs.append(_Verb(chinese, english, entry_keys(split(english))))
        for word in words:
            heads.setdefault(word[:2], []).append(number)
    return verbs, heads, frozenset(heads)


def exchanges(source: Chinese, text: English, links: Links, there: Keys) -> Iterator[Exchange]:
    """Verbs of the Chinese whose two parties have changed places in the English; ``there``: the keys of its words."""
    low = text.text.lower()
    known: list[Anchor] | None = None
    verbs, heads, known_heads = _verbs()
    for number in sorted({number for head in known_heads & source.twos for number in heads[head]}):
        chinese, cell, wanted = verbs[number]
        if not may_hold(wanted, there):
            continue
        ours = list(chinese.finditer(source.text))
        if len(ours) != 1:
            continue
        theirs = list(english_pattern(cell).finditer(low))
        if len(theirs) != 1 or _NOUN_EN.search(low[: theirs[0].start()]) or low[theirs[0].end() :].startswith(" of "):
            continue
        parties = _parties(source.text, ours[0].span()) if _is_verb(source, *ours[0].span()) else None
        if parties is None:
            continue
        if known is None:
            known = anchors(source, text, links)
        pronoun = not parties.marked and _PERSON.search(source.text, *parties.agent) is not None
        if _exchanged(parties, theirs[0].span(), low, known, pronoun):
            clause = (min(parties.agent[0], parties.other[0]), max(parties.agent[1], parties.other[1], ours[0].end()))
            yield Exchange(clause, theirs[0].span(), ours[0][0])


def _is_verb(text: Chinese, start: int, end: int) -> bool:
    """Return whether the word is the verb of its clause, and not before or behind a noun that it belongs to."""
    source = text.text
    if not text.is_word(start, end) or (start and source[start - 1] in _NOUN_BEFORE):
        return False
    return _NOUN_ZH.match(source, end) is None and _DOING.search(source, max(0, start - 6), start) is None


def _parties(source: str, verb: tuple[int, int]) -> _Parties | None:
    """The parties of the clause around a verb; None where it has no two."""
    clause = next((m.span() for m in _CLAUSE.finditer(source) if m.start() <= verb[0] < m.end()), None)
    if clause is None:
        return None
    before = source[clause[0] : verb[0]]
    found = _FOR.search(before)
    if found is not None:
        return _Parties(
            (clause[0] + found.start(1), clause[0] + found.end(1)), (clause[0], clause[0] + found.start()), True
        )
    by = _BY_AGENT.search(before)
    if by is not None:
        agent = clause[0] + by.end(), verb[0]
        left = (clause[0], clause[0] + by.start())
        return _Parties(agent, left if left[0] < left[1] else (clause[1], len(source)), True)
    if source.endswith("给", *verb):  # 把钥匙交给小李: who gets it is behind it
        what = _THING.search(before)
        return _Parties((clause[0], clause[0] + what.start() if what else verb[0]), (verb[1], clause[1]), gives=True)
    taking = _TAKING.search(before)
    if taking is not None:
        return _Parties((clause[0], clause[0] + taking.start()), (clause[0] + taking.end(), verb[0]))
    return _Parties((clause[0], verb[0]), (verb[1], clause[1]))


def _exchanged(parties: _Parties, verb: tuple[int, int], low: str, anchors: Sequence[Anchor], pronoun: bool) -> bool:
    """Return whether both parties are where the other belongs, in the English clause around the verb. A ``pronoun``
    that does it has no anchor."""
    named = [a for a in anchors if not _over(a, verb)]
    agents = [a for a in named if parties.agent[0] <= a.source < parties.agent[1]]
    others = [a for a in named if parties.other[0] <= a.source < parties.other[1]]
    people = [[a for a in side if " " in low[a.start : a.end]] for side in (agents, others)]
    if parties.gives and not (agents and others):
        return False
    if all(people):  # two who are called by name are the parties, not what one lends the other
        agents, others = people
    by = _BY.match(low, verb[1])
    if by is not None:
        stop = (_BEHIND_BY if parties.marked else _BREAK).search(low, by.end())
        span = by.end(), stop.start() if stop else len(low)
        wrong = named if parties.marked else others
        return (bool(agents) or pronoun) and any_in(wrong, span) and not any_in(agents, span)
    if _PASSIVE.search(low[: verb[0]]) or (low[: verb[1]].endswith("ing") and _DANGLING.search(low[: verb[0]])):
        return False  # by selling …: who sells comes behind it
    if low.startswith(" with ", verb[1]):
        return False  # lead replaced with zinc: a passive without "is"
    left, right = (_bound(low, verb[0], -1), verb[0]), (verb[1], _bound(low, verb[1], 1))
    if _NO_ORDER.search(low[left[0] : right[1]]) or re.search(r"\b(?:by|from)\b", low[right[0] : right[1]]):
        return False
    if any_in(agents, left) or any_in(others, right) or not any_in(agents, right):
        return False
    return any_in(others, left) or (not others and _stands_alone(agents, verb, low[slice(*left)], low[slice(*right)]))


def _stands_alone(agents: Sequence[Anchor], verb: tuple[int, int], left: str, right: str) -> bool:
    """Return whether, with the other party unknown, the agent is the object of a short clause with a noun before it."""
    near = any(0 < a.start - verb[1] <= _NEAR for a in agents)
    words = left.split()
    short = 0 < len(words) <= _SHORT and len(right.split()) <= _SHORT
    return near and short and function_words("pronoun").isdisjoint(words)


def _bound(low: str, at: int, step: int) -> int:
    """The end of the English clause to the left or right of an offset."""
    if step > 0:
        found = re.search(_STOP, low[at:])
        return at + found.start() if found else len(low)
    return max((m.end() for m in re.finditer(_STOP, low[:at])), default=0)


def _over(anchor: Anchor, span: tuple[int, int]) -> bool:
    return anchor.start < span[1] and span[0] < anchor.end


def any_in(anchors: Sequence[Anchor], span: tuple[int, int]) -> bool:
    """Return whether one of the anchors begins within a span of the English."""
    return any(span[0] <= a.start < span[1] for a in anchors)


def anchors(source: Chinese, text: English, links: Links) -> list[Anchor]:
    """Names by their spelling; other words where each is the other's best link and no other comes near."""
    out = [*_by_spelling(source, text)]
    taken = [(a.start, a.end) for a in out]
    rows_best, columns_best = links.similarity.argmax(axis=1), links.similarity.argmax(axis=0)
    best = (columns_best[rows_best] == np.arange(len(rows_best))) & (links.source_best.astype(float) >= LINKED)
    for row in np.flatnonzero(best).tolist():
        column = int(rows_best[row])
        start, end = int(links.target.starts[column]), int(links.target.ends[column])
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


def _by_spelling(source: Chinese, text: English) -> Iterator[Anchor]:
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
