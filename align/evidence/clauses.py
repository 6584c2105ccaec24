"""Clauses that are left out and phrases that are put in, in a pair that is otherwise translated closely.

A word without counterpart is most often rendered freely. Where all the words of a clause lack one while hardly any
other word of the pair does, and the other side has no strange words either that might stand for them, the clause is
missing.
Limits: chosen on half A of the published translations (benchmarks/clean.py), where .13 clauses in 100 pairs pass them,
most of them really left out, and .03 phrases.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from align import data
from align.evidence.coverage import Coverage
from align.evidence.spans import SUSPECT, Suspects
from align.numbers.quantity import WEAK
from align.records import FloatArray, Pair
from align.text.sayings import is_couplet
from align.text.scripts import IDEOGRAPH, han_count

LACK = 0.32  # of the pair: from here on it is too free to be judged
LOST, ADDED = (0.45, 0.85, 0.18), (0.48, 0.86, 0.12)  # mean and joint odds of the words, mean of all others
STRANGE_EN, STRANGE_ZH = 1.0, 3.0  # sum of the odds on the other side, from which a free rendering is likelier
ALIKE_LOST, ALIKE_ADDED, SAID = 0.32, 0.2, 0.5  # mean and best cosine of the words, from which they are said elsewhere
ODD = 0.5  # of an English word to have no source: it may say what an idiom means, or a clause of BRIEF words
BRIEF = 3
# Of an attribute: odds of each word, words, odds as for LOST, and of an English word up to which none is strange
HOLE, WORDS, ATTRIBUTE, PLAIN = 0.5, 3, (0.7, 0.97, 0.06), 0.4
WORDY = 0.7  # English words a Chinese character: nothing is left out
LEAST, REST = 2, 2  # judged words of a clause or phrase, and of the rest of the pair
_CLAUSE = re.compile(r"[^，。；！？：、,;!?:（）()“”《》—…\n]+")
_CLAUSE_END, _OF = re.compile("[，。；：！？、,;!?:（）()“”《》—…]"), re.compile("的(?=[一-龥]{2})")
_PART = re.compile(r"[^,.;:!?()\n—–“”\"]+")
_JOINS = re.compile(
    r"\b(?:and|or|but|while|as well as|with|including|which|who|because|so|to|from|by|for|after|before|when|that|of|in|"
    r"at|on)\b"
)
_ENDS = re.compile(r"\s*(?:[.;,!?”\"]|$|and\b)")
_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b")
_LATIN = re.compile("[A-Za-z0-9]+")
# A verb with a particle says what none of its words does: he pulled over, 他把车停在路边; so does a set phrase
_PHRASAL = re.compile(
    rf"\b(?:{data.either('english_words.tsv', 'phrasal_verb')})(?:s|es|ed|ing|ning|ting|ping)?"
    rf"\s(?:{data.either('english_words.tsv', 'phrasal_particle')})\b"
    rf"|\b(?:{data.either('english_words.tsv', 'idiom_pair')})\b",
    re.I,
)
# A simile says in its own image how 得 or 似的 does: 好得穿一条裤子, "as thick as thieves"
_SIMILE = re.compile(r"\b(?:as )?[a-z]+ as (?:an? |the )?[a-z]+(?: [a-z]+)?\W*$", re.I)
_DEGREE = re.compile("得|似的|一样|[一这那]般|如同|好[像似]|跟[^，。；]{1,8}样")
_QUOTED = re.compile("[“《「『‘]")


def left_out(pair: Pair) -> Iterator[tuple[int, int]]:
    """Yield half-open offsets of clauses of the Chinese that neither the English nor a neighbouring pair renders."""
    if pair.evidence.coverage is not None:
        for start, end in _lost(pair.evidence.coverage, pair.source.text, pair.target.text):
            counted = any(start <= s.start < end and s.firm > WEAK for s, _ in pair.evidence.agreement.matched)
            if not counted and not pair.strayed("source", start, end):  # a clause whose figure is there is, too
                yield start, end


def put_in(pair: Pair) -> Iterator[tuple[int, int]]:
    """Half-open offsets in the English of the phrases that the Chinese does not have, nor a neighbour; each the
    shortest."""
    if pair.evidence.coverage is not None:
        for span in _added(pair.evidence.coverage, pair.source.text, pair.target.text):
            if not pair.strayed("target", *span):
                yield span


def _lost(coverage: Coverage, source: str, target: str) -> Iterator[tuple[int, int]]:
    """Yield the clauses of the Chinese none of whose words has a counterpart."""
    if not _may_miss(coverage.uncovered_suspects, LOST) or coverage.lack > LACK:
        return
    if is_couplet(source):
        return
    if target.count(" ") + 1 > WORDY * len(source) or _abbreviates(source, target) or _PHRASAL.search(target):
        return
    if float(coverage.unsupported[coverage.target_judged].sum()) > STRANGE_EN:
        return
    judged = np.flatnonzero(coverage.source_judged)
    starts, odds = coverage.links.source.starts[judged].tolist(), coverage.uncovered[judged]
    strange = float(coverage.unsupported[coverage.target_judged].max(initial=0.0)) >= ODD
    yield from _attributes(coverage, source, judged, starts)
    for match in _CLAUSE.finditer(source):
        inside = slice(bisect_left(starts, match.start()), bisect_left(starts, match.end()))
        if not _missing(odds, inside, LOST) or (strange and inside.stop - inside.start <= BRIEF):
            continue
        alike = coverage.links.source_best[judged[inside]]
        if float(alike.max()) > SAID or float(alike.mean()) > ALIKE_LOST:
            continue
        # a name in Latin letters in it, or behind it in brackets
        kept = any(word in target for word in _LATIN.findall(match[0])) or _LATIN.search(
            source, match.end(), match.end() + 4
        )
        elsewhere = kept or _QUOTED.search(source, max(0, match.start() - 1), match.end()) or _is_loose(match[0])
        if han_count(match[0]) > 3 and not elsewhere and not (strange and _has_idiom(match[0])):
            yield match.span()


def _attributes(
    coverage: Coverage, source: str, judged: NDArray[np.intp], starts: list[int]
) -> Iterator[tuple[int, int]]:
    """Yield phrases before a 的 of which no word has a counterpart while all else in the pair has: 持有当地驾照的游客,
    "tourists". ``judged``: tokens that are judged, ``starts``: where they begin."""
    odds = coverage.uncovered[judged]
    if float(coverage.unsupported[coverage.target_judged].max(initial=0.0)) > PLAIN:
        return
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
    if not _may_miss(coverage.unsupported_suspects, ADDED) or coverage.lack > LACK or not IDEOGRAPH.search(source):
        return
    if float(coverage.uncovered[coverage.source_judged].sum()) > STRANGE_ZH:
        return
    judged = np.flatnonzero(coverage.target_judged)
    starts, odds = coverage.links.target.starts[judged].tolist(), coverage.unsupported[judged]
    parts = list(_PART.finditer(target))
    as_many = len(parts) <= len(_CLAUSE.findall(source))  # then a whole clause renders one of the Chinese, freely
    for part in parts:
        if not _ENDS.match(target, part.end()):
            continue
        joins = [m.start() for m in _JOINS.finditer(target, *part.span())]
        for start in reversed(joins if as_many else [part.start(), *joins]):
            inside = slice(bisect_left(starts, start), bisect_left(starts, part.end()))
            missing = _missing(odds, inside, ADDED)
            if missing and float(coverage.links.target_best[judged[inside]].mean()) <= ALIKE_ADDED:
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
