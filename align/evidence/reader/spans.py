"""Readings -> suspects: stretches of words that say something else, and how sure that is.

A stretch grows from a word of high probability over its neighbours of fair probability. How sure it is, is a logistic
function of what was read; its weights are learnt on raters' marks and on published translations
(training/reader/calibrate.py), so that the figure is the share of such stretches that a rater or translator would mark.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from align.data import BUILT
from align.records import FloatArray, IntArray, Reading

PATH = BUILT / "reader.tsv"
FAIR = 0.5  # share of the probability of a stretch's best word from which its neighbours belong to it
LEAST = 0.2  # probability below which no stretch begins
LONGEST = 12  # words of a stretch
TARGET, SOURCE = "target", "source"
_EDGES = " \t\n,.;:!?\"'“”‘’()[]—–-，。；：！？、（）《》「」"
_SPACE = re.compile(r"\s")


@dataclass(frozen=True)
class Suspect:
    """Half-open offsets in one side's text, the highest probability of its words, what its sureness is read from
    (:func:`measure`), and how sure it is, 0..1."""

    start: int
    end: int
    highest: float
    measured: tuple[float, ...]
    sure: float


def suspects(reading: Reading, text: str, *, side: int) -> list[Suspect]:
    """Stretches of the Chinese (0) or English (1) text, in its order; the best of overlapping ones."""
    starts, ends, wrong = (
        (reading.target_starts, reading.target_ends, reading.target_wrong)
        if side
        else (reading.source_starts, reading.source_ends, reading.source_wrong)
    )
    words = list(_words(text, starts, ends, wrong)) if side else list(_pieces(text, starts, ends, wrong))
    found = []
    taken = [False] * len(words)
    for at in sorted(range(len(words)), key=lambda i: -words[i][2]):
        best = words[at][2]
        if best < LEAST:
            break
        if taken[at]:
            continue
        first = last = at
        while first > 0 and not taken[first - 1] and words[first - 1][2] >= FAIR * best and last - first < LONGEST:
            first -= 1
        while (
            last + 1 < len(words)
            and not taken[last + 1]
            and words[last + 1][2] >= FAIR * best
            and last - first < LONGEST
        ):
            last += 1
        taken[first : last + 1] = [True] * (last + 1 - first)
        start, end = _trimmed(text, words[first][0], words[last][1])
        if start < end:
            mean = sum(w[2] for w in words[first : last + 1]) / (last + 1 - first)
            measured = measure(best, mean, last + 1 - first, reading)
            found.append(Suspect(start, end, best, measured, weigh(TARGET if side else SOURCE, measured)))
    return sorted(found, key=lambda s: s.start)


def measure(best: float, mean: float, words: int, reading: Reading) -> tuple[float, ...]:
    """What the sureness of a stretch is read from: log odds of its best word, of the mean, of the pair; its length; how
    far it stands above the rest of the pair."""
    rest = float(np.median(reading.target_wrong)) if len(reading.target_wrong) else 0.0
    return odds(best), odds(mean), odds(reading.score), math.log(words), odds(rest)


def odds(p: float) -> float:
    """Log odds of a probability, cut off at ±5.3."""
    p = min(max(p, 0.005), 0.995)
    return math.log(p / (1 - p))


def weigh(kind: str, measured: tuple[float, ...]) -> float:
    """How sure a stretch is: the logistic function of the file's weights for its kind; the last one stands alone."""
    weights = table().get(kind)
    if weights is None:
        return 0.0
    z = weights[-1] + sum(w * x for w, x in zip(weights, measured, strict=False))
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, z)))), 3)


@cache
def table() -> dict[str, tuple[float, ...]]:
    """The weights by name, out of the built table (name, then numbers)."""
    if not PATH.is_file():
        return {}
    rows = [line.split("\t") for line in PATH.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {row[0]: tuple(float(x) for x in row[1:]) for row in rows if row[0]}


def _words(text: str, starts: IntArray, ends: IntArray, wrong: FloatArray) -> Iterator[tuple[int, int, float]]:
    """English words with the highest probability of their pieces; a piece that begins with a space begins a word."""
    held: tuple[int, int, float] | None = None
    for start, end, p in zip(starts.tolist(), ends.tolist(), wrong.tolist(), strict=True):
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
    """Return whether a word ends at ``at``: before or after a space or a punctuation mark."""
    if at >= len(text) or at == 0 or _SPACE.match(text[at]):
        return True
    return not (text[at - 1].isalnum() and text[at].isalnum()) and not (text[at] in "'’-" or text[at - 1] in "'’-")


def _pieces(text: str, starts: IntArray, ends: IntArray, wrong: FloatArray) -> Iterator[tuple[int, int, float]]:
    for start, end, p in zip(starts.tolist(), ends.tolist(), wrong.tolist(), strict=True):
        if text[start:end].strip():
            yield start, end, p


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the marks and spaces at its edges."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end
