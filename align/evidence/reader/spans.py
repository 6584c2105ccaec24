"""Readings -> suspects: stretches of words that say something else, and how sure that is.

A stretch grows from a word of high probability over its neighbours of fair probability. How sure it is, is a logistic
function of what was read and of the token links, whose weights are learnt on raters' marks in machine translation
(training/reader/calibrate.py), times the probability that a machine translated the text: the share of such stretches
that a rater or translator would mark.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from align.evidence.reader.manner import Manner
from align.evidence.reader.table import chance, odds, table
from align.records import FloatArray, IntArray, Links, Reading

FAIR = 0.5  # share of the probability of a stretch's best word from which its neighbours belong to it
LEAST = 0.15  # probability below which no stretch begins
LONGEST = 12  # words of a stretch
SIDES = ("source", "target")
_EDGES = " \t\n,.;:!?\"'“”‘’()[]—–-，。；：！？、（）《》「」"


@dataclass(frozen=True)
class Suspect:
    """Half-open offsets in one side's text, the highest probability of its words, what its sureness is read from
    (:func:`measure`), and how sure it is, 0..1."""

    start: int
    end: int
    highest: float
    measured: tuple[float, ...]
    sure: float


def suspects(
    reading: Reading, text: str, links: Links | None, *, side: int, manner: Manner | None = None
) -> list[Suspect]:
    """Stretches of the Chinese (0) or English (1) text, in its order. ``manner``: how the text is translated;
    where nobody says, as by a machine."""
    manner = manner or Manner()
    pieces = zip(*(array.tolist() for array in reading.side(side)), strict=True)
    words = list(_words(text, pieces) if side else (p for p in pieces if text[p[0] : p[1]].strip()))
    found = []
    taken = [False] * len(words)
    for at in sorted(range(len(words)), key=lambda i: -words[i][2]):
        best = words[at][2]
        if best < LEAST:
            break
        if taken[at]:
            continue
        first, last = _grown([w[2] for w in words], taken, at)
        taken[first : last + 1] = [True] * (last + 1 - first)
        start, end = without_marks(text, words[first][0], words[last][1])
        if start < end:
            measured = measure(reading, text, links, side, (start, end))
            sure = round(manner.machine * weigh(SIDES[side], measured), 3)
            found.append(Suspect(start, end, best, measured, sure))
    return sorted(found, key=lambda s: s.start)


def _grown(wrong: list[float], taken: list[bool], at: int) -> tuple[int, int]:
    """First and last word of the stretch that grows from one."""
    first = last = at
    least = FAIR * wrong[at]
    while first > 0 and not taken[first - 1] and wrong[first - 1] >= least and last - first < LONGEST:
        first -= 1
    while last + 1 < len(wrong) and not taken[last + 1] and wrong[last + 1] >= least and last - first < LONGEST:
        last += 1
    return first, last


def measure(reading: Reading, text: str, links: Links | None, side: int, span: tuple[int, int]) -> tuple[float, ...]:
    """Measure a stretch: log odds of its best word, of its mean, of the pair, of the usual
    and the mean word of the side, of the words that it is linked to, and of the worst word of the other side; its
    length; cosines and weight of its links; whether it is a name or a figure."""
    own, other = reading.side(side)[2], reading.side(1 - side)[2]
    words = text[span[0] : span[1]]
    count = len(words.split()) if side else max(1, len(words) // 2)
    linked, mean, best, weight = _linked(reading, links, side, span)
    return (
        odds(reading.highest(side, *span)),
        odds(reading.mean(side, *span)),
        odds(reading.score),
        math.log(count),
        odds(_median(own) if len(own) else 0.0),
        odds(linked),
        mean,
        best,
        weight,
        float(words[:1].isupper()),
        float(any(c.isdigit() for c in words)),
        odds(worst(other)),
        odds(float(own.mean()) if len(own) else 0.0),
    )


def _median(values: FloatArray) -> float:
    """Of at least one value. (``np.median`` would load ``numpy.ma``: 12 ms at every start.)"""
    half = len(values) // 2
    ordered = np.sort(values)
    return float(ordered[half] if len(values) % 2 else ordered[half - 1 : half + 1].mean())


def _linked(reading: Reading, links: Links | None, side: int, span: tuple[int, int]) -> tuple[float, ...]:
    """Of the tokens of a stretch: the highest probability of the tokens of the other side that they are linked to, the
    weighted mean and the highest of the cosines, and the weight; zeros where there are none."""
    if links is None or not links.similarity.size:
        return 0.0, 0.0, 0.0, 0.0
    mine, theirs = (links.target, links.source) if side else (links.source, links.target)
    similarity = links.similarity if side else links.similarity.T
    weights = (links.target_weight if side else links.source_weight)[_inside(mine.starts, mine.ends, span)]
    columns = similarity[:, _inside(mine.starts, mine.ends, span)]
    if not columns.size:
        return 0.0, 0.0, 0.0, 0.0
    partners = sorted(set(columns.argmax(0).tolist()))
    linked = max(reading.highest(1 - side, int(theirs.starts[p]), int(theirs.ends[p])) for p in partners)
    cosines, total = columns.max(0), float(weights.sum())
    return linked, float((cosines * weights).sum()) / max(total, 1e-6), float(cosines.max()), total


def _inside(starts: IntArray, ends: IntArray, span: tuple[int, int]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return (starts < span[1]) & (ends > span[0])


def weigh(kind: str, measured: tuple[float, ...]) -> float:
    """Return the probability of a stretch of machine translation: the logistic function of the table's weights for its
    side; the last one is alone."""
    weights = table().get(kind)
    if weights is None:
        return 0.0
    z = weights[-1] + sum(w * x for w, x in zip(weights[:-1], measured, strict=False))
    return chance(z)


def _words(text: str, pieces: Iterator[tuple[int, int, float]]) -> Iterator[tuple[int, int, float]]:
    """English words with the highest probability of their pieces."""
    held: tuple[int, int, float] | None = None
    for start, end, p in pieces:
        while start < end and text[start].isspace():
            start += 1
        if held and start <= held[1] and (start > held[0] or end > held[1]) and not _cut(text, held[1]):
            held = held[0], max(end, held[1]), max(p, held[2])
            continue
        if held:
            yield held
        held = start, end, p
    if held:
        yield held


def _cut(text: str, at: int) -> bool:
    """Return whether a word ends at ``at``: by a space, or by a mark before or after it."""
    if at >= len(text) or at == 0 or text[at].isspace():
        return True
    return not (text[at - 1].isalnum() and text[at].isalnum()) and not (text[at] in "'’-" or text[at - 1] in "'’-")


def without_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the marks and spaces at its edges."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def worst(wrong: FloatArray) -> float:
    """The highest of some probabilities; 0 where there is none."""
    return float(wrong.max()) if len(wrong) else 0.0
