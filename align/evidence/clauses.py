"""Clauses that are left out and phrases that are put in, in a pair that is otherwise translated closely.

A word without counterpart is most often rendered freely. Which clause is left out or put in a small network tells
(:mod:`align.evidence.lost_clauses`); a phrase is put in where all of its words lack a source while hardly any other
word of the pair does, and the Chinese has no strange words either that it might stand for.
Limits: of 16,000 pairs of parallel text 73 have a clause that passes for left out, some 60 of them really; of half A of
the published translations (benchmarks/clean.py) five, all left out, and one that is put in.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

import numpy as np

from align import data
from align.evidence.coverage import Coverage
from align.evidence.lost_clauses import CLAUSE, PART, lost
from align.evidence.spans import SUSPECT, Suspects
from align.numbers.quantity import WEAK
from align.records import FloatArray, Pair
from align.text.sayings import is_couplet
from align.text.scripts import IDEOGRAPH

LACK = 0.32  # of the pair: from here on it is too free to be judged
LOST, NEW = 0.8, 0.97  # probability of a clause of the Chinese that it is left out, of the English that it is put in
ADDED = (0.48, 0.86, 0.12)  # mean and joint odds of the words of a phrase, mean of all others
STRANGE_ZH = 3.0  # sum of the odds of the Chinese, from which a free rendering is likelier
ALIKE = 0.2  # mean cosine of the words, from which they are said elsewhere
ODD = 0.5  # of an English word to have no source: it may say what an idiom means
# Of an attribute: odds of each word, words, odds as for ADDED, and of an English word up to which none is strange
HOLE, WORDS, ATTRIBUTE, PLAIN = 0.5, 3, (0.7, 0.97, 0.06), 0.4
ALIKE_LOST = 0.32  # best cosine of its words, from which they are said elsewhere
LEAST, REST = 2, 2  # judged words of a clause or phrase, and of the rest of the pair
_CLAUSE_END, _OF = re.compile("[，。；：！？、,;!?:（）()“”《》—…]"), re.compile("的(?=[一-龥]{2})")
_JOINS = re.compile(
    r"\b(?:and|or|but|while|as well as|with|including|which|who|because|so|to|from|by|for|after|before|when|that|of|in|"
    r"at|on)\b"
)
_ENDS = re.compile(r"\s*(?:[.;,!?”\"]|$|and\b)")
_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b")
_LATIN = re.compile("[A-Za-z0-9]+")
# A simile says in its own image how 得 or 似的 does: 好得穿一条裤子, "as thick as thieves"
_SIMILE = re.compile(r"\b(?:as )?[a-z]+ as (?:an? |the )?[a-z]+(?: [a-z]+)?\W*$", re.I)
_DEGREE = re.compile("得|似的|一样|[一这那]般|如同|好[像似]|跟[^，。；]{1,8}样")
_QUOTED = re.compile("[“《「『‘]")


def left_out(pair: Pair) -> Iterator[tuple[int, int]]:
    """Yield half-open offsets of clauses of the Chinese that neither the English nor a neighbouring pair renders."""
    if pair.evidence.coverage is not None:
        sides = pair.evidence.coverage, pair.source.text, pair.target.text
        for start, end in sorted({*_lost(*sides), *_attributes(*sides)}):
            counted = any(start <= s.start < end and s.firm > WEAK for s, _ in pair.evidence.agreement.matched)
            if not counted and not pair.strayed("source", start, end):  # a clause whose figure is there is, too
                yield start, end


def put_in(pair: Pair) -> Iterator[tuple[int, int]]:
    """Half-open offsets in the English of the clauses and phrases that the Chinese does not have, nor a neighbour; of
    phrases the shortest."""
    coverage, told = pair.evidence.coverage, -1
    if coverage is None or not IDEOGRAPH.search(pair.source.text):
        return
    sides = coverage, pair.source.text, pair.target.text
    for start, end in sorted({*_new(*sides), *_added(*sides)}):
        if told < end and not pair.strayed("target", start, end):
            told = end
            yield start, end


def _new(coverage: Coverage, source: str, target: str) -> Iterator[tuple[int, int]]:
    """Yield the clauses of the English that the network takes for new."""
    for (start, end), chance in lost(coverage, source, target, "target"):
        if chance >= NEW:
            yield end - len(target[start:end].lstrip()), end


def _lost(coverage: Coverage, source: str, target: str) -> Iterator[tuple[int, int]]:
    """Yield the clauses of the Chinese that the network takes for lost and nothing excuses."""
    if is_couplet(source) or _abbreviates(source, target):
        return
    strange = float(coverage.unsupported[coverage.target_judged].max(initial=0.0)) >= ODD
    for (start, end), chance in lost(coverage, source, target, "source"):
        text = source[start:end]
        if chance < LOST:
            continue
        # a name in Latin letters in it, or behind it in brackets
        kept = any(word in target for word in _LATIN.findall(text)) or _LATIN.search(source, end, end + 4)
        freely = _QUOTED.search(source, max(0, start - 1), end) or _is_loose(text) or (strange and _has_idiom(text))
        if not (kept or freely):
            yield start, end


def _attributes(coverage: Coverage, source: str, target: str) -> Iterator[tuple[int, int]]:
    """Yield phrases before a 的 of which no word has a counterpart while all else in the pair has: 持有当地驾照的游客,
    "tourists"."""
    if not _may_miss(coverage.uncovered_suspects, ATTRIBUTE) or coverage.lack > LACK:
        return
    if is_couplet(source) or _abbreviates(source, target):
        return
    if float(coverage.unsupported[coverage.target_judged].max(initial=0.0)) > PLAIN:
        return
    judged = np.flatnonzero(coverage.source_judged)
    starts, odds = coverage.links.source.starts[judged].tolist(), coverage.uncovered[judged]
    for mark in _OF.finditer(source):
        last = bisect_left(starts, mark.start())
        first = last
        while first and odds[first - 1] >= HOLE and not _CLAUSE_END.search(source, starts[first - 1], mark.start()):
            first -= 1
        inside = slice(first, last)
        if last - first < WORDS or not _missing(odds, inside, ATTRIBUTE):
            continue
        if float(coverage.links.source_best[judged[inside]].max()) <= ALIKE_LOST:
            yield starts[first], mark.start()


def _has_idiom(clause: str) -> bool:
    """Return whether a clause holds an idiom of four characters, which English says in a word: 人山人海, packed."""
    known = data.lines("literal.tsv")
    return any(known.find(clause[at : at + 4]) is not None for at in range(len(clause) - 3))


def _is_loose(clause: str) -> bool:
    """Return whether a word of English or its grammar renders a clause: 不知什么时候, at some point; 他说, it said."""
    return any(re.search(pattern, clause) for pattern in data.table("loose_clauses.tsv"))


def _added(coverage: Coverage, source: str, target: str) -> Iterator[tuple[int, int]]:
    """Yield phrases at the end of an English clause none of whose words has a source."""
    if not _may_miss(coverage.unsupported_suspects, ADDED) or coverage.lack > LACK:
        return
    if float(coverage.uncovered[coverage.source_judged].sum()) > STRANGE_ZH:
        return
    judged = np.flatnonzero(coverage.target_judged)
    starts, odds = coverage.links.target.starts[judged].tolist(), coverage.unsupported[judged]
    parts = list(PART.finditer(target))
    as_many = len(parts) <= len(CLAUSE.findall(source))  # then a whole clause renders one of the Chinese, freely
    for part in parts:
        if not _ENDS.match(target, part.end()):
            continue
        joins = [m.start() for m in _JOINS.finditer(target, *part.span())]
        for start in reversed(joins if as_many else [part.start(), *joins]):
            inside = slice(bisect_left(starts, start), bisect_left(starts, part.end()))
            missing = _missing(odds, inside, ADDED)
            if missing and float(coverage.links.target_best[judged[inside]].mean()) <= ALIKE:
                phrase = target[start : part.end()]
                if _SIMILE.search(phrase) and _DEGREE.search(source):
                    break
                yield part.end() - len(phrase.lstrip()), part.end()
                break


def _may_miss(suspects: Suspects, limits: tuple[float, float, float]) -> bool:
    """Return whether any words of a side can pass the limits: one must reach the mean, and where it is the only one
    suspected it is beside a word of less than :data:`SUSPECT`. Most pairs have no such words."""
    most = max(suspects.odds, default=0.0)
    return most >= (limits[0] if len(suspects.odds) > 1 else 2 * limits[0] - SUSPECT - 1e-3)


def _missing(odds: FloatArray, inside: slice, limits: tuple[float, float, float]) -> bool:
    """Return whether some of the judged words all lack a counterpart: the joint odds of that, and the odds of the
    others. ``odds`` (n,): of all judged words."""
    own = odds[inside]
    if len(own) < LEAST or len(odds) - len(own) < REST or own.mean() < limits[0]:
        return False
    if np.concatenate((odds[: inside.start], odds[inside.stop :])).mean() > limits[2]:
        return False
    return float(1 - np.prod(1 - np.minimum(own, 0.99))) >= limits[1]


def _abbreviates(source: str, target: str) -> bool:
    """Return whether the English has an acronym that the Chinese has not: it may stand for a long name."""
    return any(word not in source for word in _ACRONYM.findall(target))
