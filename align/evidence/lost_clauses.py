"""Clauses of either side that the other side does not have, by a small network that weighs each against the others.

The best counterpart of a word tells little of a clause that is left out: its words find one among those that render
another clause (学者 finds "experts", which renders 专家). So each word renders one other only, the nearest pairs first
(competitive linking, Melamed 2000), and a clause counts as lost by what is left for it, by the length that remains for
the whole, and by how closely the other clauses are rendered. training/left_out.py trains a network for each side on
sentences that were joined to their neighbour on that side alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.data import BUILT
from align.data.arrays import arrays
from align.evidence import translations
from align.evidence.coverage import Coverage
from align.evidence.mlp import Net
from align.records import FloatArray, Offsets
from align.text.scripts import han_count

PATH = BUILT / "left_out.npz"
Which = Literal["source", "target"]
CLAUSE = re.compile(r"[^，。；！？：、,;!?:（）()“”《》—…\n]+")
PART = re.compile(r"(?:[^,.;:!?()\n—–“”\"]|[,.](?=\d))+")
SHORT = 4  # Chinese characters, or English words, of a clause, at least
LEAST = 2  # judged words of a clause, of the rest of its side, and of the other side
LIKELY = 0.45  # of one word at least; 99 of 100 clauses that are told have one of .52
LIMIT = 5.0  # standard deviations beyond which a measure is cut off
_KNOWN, _LINK, _WEAK = 0.6, 0.2, 0.25  # cosine of a rendering in the dictionary; of a link; of none to speak of


class Clause(NamedTuple):
    """A clause: its place, and what is measured of it."""

    place: Offsets
    measures: list[float]


class _Words(NamedTuple):
    """The judged words of a side, (k,) each."""

    starts: list[int]
    lacking: FloatArray  # probability that it lacks a counterpart
    best: FloatArray  # cosine of the nearest word of the other side
    own: FloatArray  # cosine of the word that it is linked to, and no other is; 0: there is none

    def measured(self, rows: NDArray[np.bool_]) -> list[float]:
        """Measures of some of the words."""
        lacking, best, own = self.lacking[rows], self.best[rows], self.own[rows]
        figures = lacking.mean(), lacking.max(), own.mean(), best.mean(), (best - own).mean(), (own < _WEAK).mean()
        return [float(figure) for figure in figures]


def lost(coverage: Coverage, source: str, target: str, which: Which) -> Iterator[tuple[Offsets, float]]:
    """The clauses of a side, each with the probability 0..1 that the other side does not have it; none where no word
    is :data:`LIKELY` to lack a counterpart."""
    suspects = coverage.uncovered_suspects if which == "source" else coverage.unsupported_suspects
    if max(suspects.odds, default=0.0) < LIKELY:
        return
    if found := clauses(coverage, source, target, which):
        chances = _net(which)(np.asarray([clause.measures for clause in found], np.float32))
        yield from zip((clause.place for clause in found), chances.tolist(), strict=True)


def _net(which: Which) -> Net:
    return Net.of(arrays(PATH), which, LIMIT)


def clauses(coverage: Coverage, source: str, target: str, which: Which) -> list[Clause]:
    """Measure the clauses of a side; none where there is only one, or where all words have a counterpart."""
    ours, theirs = list(CLAUSE.finditer(source)), list(PART.finditer(target))
    suspects, whole = coverage.uncovered_suspects, ours
    if which == "target":
        suspects, whole = coverage.unsupported_suspects, theirs
    found = [match for match in whole if _size(match[0], which) >= SHORT]
    if not found or not suspects.tokens or len(whole) < 2 or not ours:
        return []
    sides = _linked(coverage, source, target)
    own, other = sides if which == "source" else sides[::-1]
    if len(own.starts) < 2 * LEAST or len(other.starts) < LEAST:
        return []
    ratio = (target.count(" ") + 1) / max(1, han_count(source))
    free = float((other.own == 0).mean())
    shared = [ratio, len(theirs) / len(ours), coverage.lack, float(other.lacking.mean()), free]
    size, out = max(1, _size(source if which == "source" else target, which)), []
    for match in found:
        inside = np.zeros(len(own.starts), np.bool_)
        inside[bisect_left(own.starts, match.start()) : bisect_left(own.starts, match.end())] = True
        if LEAST <= (words := int(inside.sum())) <= len(own.starts) - LEAST:
            share = _size(match[0], which) / size
            of_words = [*own.measured(inside), *own.measured(~inside)]
            out.append(Clause(match.span(), [*of_words, *shared, share, ratio * (1 - share), float(words)]))
    return out


def _size(text: str, which: Which) -> int:
    """Chinese characters, or English words."""
    return han_count(text) if which == "source" else text.strip().count(" ") + 1


def _linked(coverage: Coverage, source: str, target: str) -> tuple[_Words, _Words]:
    """Link judged words one to one, the nearest first; words that the dictionary knows for each other are near."""
    judged, there = np.flatnonzero(coverage.source_judged), np.flatnonzero(coverage.target_judged)
    ours, theirs = coverage.links.source, coverage.links.target
    starts, begins = ours.starts[judged], theirs.starts[there].tolist()
    words = [target[a:b].lower() for a, b in zip(begins, theirs.ends[there].tolist(), strict=True)]
    near = np.maximum(coverage.links.similarity[np.ix_(judged, there)], 0)
    lengths = np.minimum(ours.ends[judged] - starts, translations.LONGEST)
    known = translations.known(translations.runs(source)[starts, lengths - 1], words) & (lengths > 1)[:, None]
    near = np.maximum(near, np.where(known, np.float32(_KNOWN), np.float32(0)))
    own, taken = np.zeros(len(judged), np.float32), np.zeros(len(there), np.float32)
    rows, columns = np.nonzero(near >= _LINK)
    order = np.argsort(-near[rows, columns], kind="stable")
    for row, column in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        if not own[row] and not taken[column]:
            own[row] = taken[column] = near[row, column]
    return (
        _Words(starts.tolist(), coverage.uncovered[judged], near.max(axis=1, initial=0), own),
        _Words(begins, coverage.unsupported[there], near.max(axis=0, initial=0), taken),
    )
