"""Clauses of the Chinese that the English leaves out, by a small network that weighs each clause against the others.

The best counterpart of a word tells little of a clause that is left out: its words find one among those that render
another clause (学者 finds "experts", which renders 专家). So each English word renders one Chinese word only, the nearest
pairs first (competitive linking, Melamed 2000), and a clause counts as lost by what is left for it, by the length that
remains for the whole, and by how closely the other clauses are rendered. training/left_out.py trains the network on
sentences that were joined to their neighbour in the Chinese alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

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
CLAUSE = re.compile(r"[^，。；！？：、,;!?:（）()“”《》—…\n]+")
SHORT = 4  # Chinese characters of a clause, at least
LEAST = 2  # judged words of a clause, of the rest of the pair, and of the English
LIMIT = 5.0  # standard deviations beyond which a measure is cut off
_PART = re.compile(r"[^,.;:!?()\n—–“”\"]+")
_KNOWN, _LINK, _WEAK = 0.6, 0.2, 0.25  # cosine of a rendering in the dictionary; of a link; of none to speak of


class Clause(NamedTuple):
    """A clause of the Chinese: its place, and what is measured of it."""

    place: Offsets
    measures: list[float]


class _Linked(NamedTuple):
    """What the judged words of the Chinese find in the English: (k,) each."""

    best: FloatArray  # cosine of the nearest word
    own: FloatArray  # cosine of the word that renders it and no other; 0: there is none
    free: float  # share of the English words that render nothing


def odds(found: Sequence[Clause]) -> FloatArray:
    """Probability 0..1 of each clause that it is left out."""
    return _net()(np.asarray([clause.measures for clause in found], np.float32))


@cache
def _net() -> Net:
    return Net.of(arrays(PATH), "clause", LIMIT)


def clauses(coverage: Coverage, source: str, target: str) -> list[Clause]:
    """Measure the clauses of a pair; none where there is only one, or nothing in the pair lacks a counterpart."""
    places = [match.span() for match in CLAUSE.finditer(source) if han_count(match[0]) >= SHORT]
    if not places or not coverage.uncovered_suspects.tokens or len(CLAUSE.findall(source)) < 2:
        return []
    judged, there = np.flatnonzero(coverage.source_judged), np.flatnonzero(coverage.target_judged)
    if len(judged) < 2 * LEAST or len(there) < LEAST:
        return []
    linked = _linked(coverage, source, target, judged, there)
    uncovered, starts = coverage.uncovered[judged], coverage.links.source.starts[judged].tolist()
    size = (target.count(" ") + 1) / max(1, han_count(source))
    parts = len(_PART.findall(target)) / len(CLAUSE.findall(source))
    whole = [size, parts, coverage.lack, float(coverage.unsupported[there].mean()), linked.free]
    out = []
    for start, end in places:
        inside = np.zeros(len(judged), np.bool_)
        inside[bisect_left(starts, start) : bisect_left(starts, end)] = True
        if LEAST <= (own := int(inside.sum())) <= len(judged) - LEAST:
            share = han_count(source[start:end]) / max(1, han_count(source))
            sides = [m for rows in (inside, ~inside) for m in _measured(uncovered[rows], linked, rows)]
            out.append(Clause((start, end), [*sides, *whole, share, size * (1 - share), float(own)]))
    return out


def _measured(uncovered: FloatArray, linked: _Linked, rows: NDArray[np.bool_]) -> list[float]:
    """Measures of some of the judged words: how probably they lack a counterpart, and what they are linked to."""
    best, own = linked.best[rows], linked.own[rows]
    figures = (uncovered.mean(), uncovered.max(), own.mean(), best.mean(), (best - own).mean(), (own < _WEAK).mean())
    return [float(figure) for figure in figures]


def _linked(
    coverage: Coverage, source: str, target: str, judged: NDArray[np.int64], there: NDArray[np.int64]
) -> _Linked:
    """Link judged words one to one, the nearest first; words that the dictionary knows for each other are near."""
    ours, theirs = coverage.links.source, coverage.links.target
    words = [
        target[a:b].lower() for a, b in zip(theirs.starts[there].tolist(), theirs.ends[there].tolist(), strict=True)
    ]
    near = np.maximum(coverage.links.similarity[np.ix_(judged, there)], 0)
    codes = translations.runs(source)
    lengths = np.minimum(ours.ends[judged] - ours.starts[judged], translations.LONGEST)
    known = translations.known(codes[ours.starts[judged], lengths - 1], words) & (lengths > 1)[:, None]
    near = np.maximum(near, np.where(known, np.float32(_KNOWN), np.float32(0)))
    own, taken = np.zeros(len(judged), np.float32), np.zeros(len(there), np.bool_)
    rows, columns = np.nonzero(near >= _LINK)
    order = np.argsort(-near[rows, columns], kind="stable")
    for row, column in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        if not own[row] and not taken[column]:
            own[row], taken[column] = near[row, column], True
    return _Linked(near.max(axis=1), own, float(1 - taken.mean()))
