"""Who does it to whom, and who gives what to whom, clause by clause.

The parties of a Chinese verb (被, 由, 受, 把, 向, 给, 从 and the order of the clause) are compared with those of its
English (:mod:`~align.evidence.relations.voices`); a verb of giving may be rendered by one of getting (A卖给B, "B bought
from A"). Any occurrence that agrees excuses one that does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from align.evidence.opposites import english_pattern, split
from align.evidence.relations.frames import Stated
from align.evidence.relations.voices import voice
from align.evidence.roles import DISPOSAL, clause_at, is_verb, parties
from align.names.recognition import Chinese
from align.records import Offsets
from align.text.word_keys import EntryPattern, Keys, entry_keys, may_hold

_MATRIX = re.compile(
    "看[见到]|听[见说到]|发现|认为|以为|[报知]道|[说称]|表示|指出|宣布|证实|透露|强调|声称|[让使请派]|命令|要求|允许|时候|[之以][前后]|虽然|尽管|因为|由于|如果|据|随着|为了"
)
_QUANTITY = re.compile("[一两三四五六七八九十几百千万0-9]|大量|许多|很多|全部|所有|[这那]|[了过着]$")
_GETS = re.compile("(?:从|向|跟|找|由)(?P<two>[^，。；：！？从向跟找]{1,16}?)(?:那里|那儿|手里|手中|手上|处|家里)?$")
_FROM_EN = re.compile(r"\b(?:from|off|with|under)\s+")
_STOP_EN = re.compile(r"[,;:!?()—]|\.(?=[\s\"'”’]|$)|\b(?:for|at|by|after|before|when|while|and then|but|who|which)\b")


@dataclass(frozen=True, eq=False)
class Verb:
    """Its Chinese words, the longest first, and the cell of its English."""

    words: str
    english: str

    @cached_property
    def chinese(self) -> re.Pattern[str]:
        """Its Chinese words."""
        return re.compile(self.words)

    @cached_property
    def keys(self) -> Keys | None:
        """The keys of every text with its English."""
        return entry_keys(split(self.english))

    @cached_property
    def pattern(self) -> EntryPattern:
        """Its English, for lower-case text."""
        return english_pattern(self.english)


class Transfer(NamedTuple):
    """A row of the table: what changes hands, the Chinese and the English of giving and of getting, and the keys of
    every text with such English."""

    group: str
    gives: re.Pattern[str]
    gets: re.Pattern[str]
    giving: EntryPattern
    getting: EntryPattern
    keys: Keys | None


class Acts(NamedTuple):
    """A verb of the Chinese with its parties, and the verbs of the English that may render it with theirs."""

    kind: str
    ours: Stated
    theirs: tuple[Stated, ...]


def acts(source: Chinese, low: str, verbs: Sequence[Verb], there: Keys) -> Iterator[Acts]:
    """Verbs of the Chinese that have two parties, of those that the English has; ``low``: the English in lower case,
    ``verbs``: those that the Chinese may have, ``there``: the keys of the English."""
    for verb in verbs:
        if may_hold(verb.keys, there) and verb.pattern.search(low):
            ours = [stated for match in verb.chinese.finditer(source.text) if (stated := _acted(source, match.span()))]
            theirs = tuple(_english(low, verb.pattern)) if ours else ()
            yield from (Acts("act", one, theirs) for one in ours)


def transfers(source: Chinese, low: str, table: Sequence[Transfer], there: Keys) -> Iterator[Acts]:
    """What changes hands in the Chinese, and in the English; ``table``: the rows of which the Chinese may have a
    word."""
    for row in table:
        if may_hold(row.keys, there) and (row.giving.search(low) or row.getting.search(low)):
            ours = list(_hands(source, row))
            theirs = tuple(_given(low, row)) if ours else ()
            yield from (Acts("transfer", one, theirs) for one in ours)


def _acted(source: Chinese, at: Offsets) -> Stated | None:
    """The parties of a Chinese verb: who does it, who or what it is done to."""
    found = parties(source.text, at) if is_verb(source, *at) and _is_word(source, *at) else None
    if found is None:
        return None
    agent, other = _own_clause(source.text, found.agent), _own_clause(source.text, found.other)
    thing = DISPOSAL.search(source.text, other[0] + 1, other[1])  # 让秘书把合同寄给客户: the customer is no party of it
    other = other[0], thing.start() if thing else other[1]
    if source.text.startswith(("或", "和", "及", "、"), other[0]):
        return None  # 拒绝或无法签名
    return Stated(at, agent, other) if agent[0] < agent[1] and other[0] < other[1] else None


def _own_clause(text: str, span: Offsets) -> Offsets:
    """The stretch behind a verb of saying, seeing or making, which opens a clause of its own."""
    start = max((m.end() for m in _MATRIX.finditer(text, *span) if m.end() < span[1]), default=span[0])
    return start, span[1]


def _english(low: str, pattern: EntryPattern) -> Iterator[Stated]:
    """The parties of the English verbs of a pattern."""
    for match in pattern.finditer(low):
        found = voice(low, match.span())
        if found and found.agent and found.other:
            yield Stated(match.span(), found.agent, found.other)


def _hands(source: Chinese, row: Transfer) -> Iterator[Stated]:
    """Who gives and who gets, in the Chinese."""
    text = source.text
    for match in row.gives.finditer(text):
        clause = clause_at(text, match.start())
        verb = match.span("verb")
        if clause is None or not (_is_word(source, *verb) or source.is_one_word(verb[0], match.end())):
            continue
        head = text[clause[0] : match.start()]
        toward = re.search("(?:向|给|对|为)([^，。；：！？向给对为]{1,14}?)$", head)
        what = re.search("[把将](?=[^把将]*$)", head)
        if not match["to"] and row.gets.fullmatch(match["verb"]):
            continue  # 借, 租: who is before 向 gets it
        if match["to"]:
            gives = _own_clause(text, (clause[0], clause[0] + (what.start() if what else len(head))))
            gets = match.end(), clause[1]
        elif toward:
            gives = _own_clause(text, (clause[0], clause[0] + min(toward.start(), what.start() if what else clause[1])))
            gets = clause[0] + toward.start(1), clause[0] + toward.end(1)
        else:
            continue
        if re.search("[被由]", text[slice(*gives)]):
            continue
        quantity = _QUANTITY.search(text, gets[0] + 1, gets[1])
        gets = gets[0], quantity.start() if quantity else gets[1]
        if gives[0] < gives[1] and gets[0] < gets[1]:
            yield Stated(match.span(), gives, gets)
    for match in row.gets.finditer(text):
        clause = clause_at(text, match.start())
        came = _GETS.search(text, clause[0], match.start()) if clause else None
        if clause and came and _is_word(source, *match.span()) and not text.startswith("给", match.end()):
            gets = _own_clause(text, (clause[0], came.start()))
            if gets[0] < gets[1]:
                yield Stated(match.span(), came.span("two"), gets)


def _given(low: str, row: Transfer) -> Iterator[Stated]:
    """Who gives and who gets, in the English."""
    yield from _english(low, row.giving)
    for match in row.getting.finditer(low):
        found = voice(low, match.span())
        if found is None or found.agent is None:
            continue
        end = found.other[1] if found.other and found.other[0] >= match.end() else len(low)
        source = _FROM_EN.search(low, match.end(), end)
        if source:
            stop = _STOP_EN.search(low, source.end())
            gives = source.end(), stop.start() if stop else len(low)
        elif found.other and found.other[0] >= match.end():
            gives = found.other
        else:
            continue
        yield Stated(match.span(), gives, found.agent)


def _is_word(source: Chinese, start: int, end: int) -> bool:
    return source.is_word(start, end) if end - start > 1 else source.stands_alone(start)
