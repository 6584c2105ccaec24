"""Tell whether a label and its translation belong together, by a forest of small decision trees.

A label has too few words for the measures of sentences. So all that is known of it is weighed: how near the two are as
wholes, which words the dictionary knows as renderings of each other, and how surely each word lacks a counterpart. The
trees (gradient boosting: Friedman 2001) learnt from labels of programs with their translations, and from the same
labels with the text of another entry (training/labels.py, which measures them on programs they did not see).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from align.data import BUILT
from align.data.arrays import arrays
from align.evidence import coverage, fluency, translations
from align.evidence.coverage import Coverage
from align.evidence.links import PairLinker
from align.records import FloatArray, Linker
from align.strings.commands import plain
from align.strings.resource import is_short
from align.text.english import function_words, small_words
from align.text.scripts import IDEOGRAPH, han_count

PATH = BUILT / "labels.npz"
_TOGETHER = 256  # labels that are measured in one go
_LATIN = re.compile(r"[a-z0-9]+")
ALIKE = 0.201  # cosine as wholes from which no label is told to be strange, however odd its words: .2, less rounding
LONGEST = 16  # Chinese characters of the labels that were learnt from
_FRAGMENT = re.compile(r"^\s*(?:of|and|or|but|such|that|which|who|to the|in the|for the)\b|[a-z]{2}[.,;]\s*$")


@dataclass(frozen=True)
class Forest:
    """Decision trees in arrays, the nodes of all one after the other. ``roots``: the first node of each tree; an inner
    node tests whether ``feature`` is at most ``limit``, and goes ``left`` or ``right``; a leaf (feature -1) adds
    ``value`` to the logit, which starts from ``base``."""

    roots: NDArray[np.int32]
    feature: NDArray[np.int32]
    limit: FloatArray
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: FloatArray
    base: float

    def __call__(self, rows: FloatArray) -> FloatArray:
        """(n,) probabilities 0..1 of (n, features)."""
        at = np.broadcast_to(self.roots, (len(rows), len(self.roots))).copy()
        row = np.arange(len(rows))[:, None]
        while True:
            feature = self.feature[at]
            inner = feature >= 0
            if not inner.any():
                break
            down = rows[row, np.maximum(feature, 0)] <= self.limit[at]
            at = np.where(inner, np.where(down, self.left[at], self.right[at]), at)
        logit = self.base + self.value[at].sum(axis=1)
        result: FloatArray = (1 / (1 + np.exp(-logit))).astype(np.float32)
        return result


@cache
def forest() -> Forest:
    """The trees in the package."""
    d = arrays(PATH)
    return Forest(d["roots"], d["feature"], d["limit"], d["left"], d["right"], d["value"], float(d["base"]))


def strangeness(pairs: Sequence[tuple[str, str]], linker: Linker) -> list[float]:
    """Of Chinese and English labels (without marks and access keys, in small letters): the probability 0..1 that the
    English belongs to another label; 0 where a side has no word that is known."""
    out = [0.0] * len(pairs)
    for first in range(0, len(pairs), _TOGETHER):
        numbers, rows = measured(pairs[first : first + _TOGETHER], linker)
        if numbers:
            for number, odds in zip(numbers, forest()(rows).tolist(), strict=True):
                out[first + number] = odds
    return out


class Labels:
    """The labels of a group of pairs: they are measured together when the first of them is needed, as most groups
    are no labels."""

    def __init__(self, pairs: Sequence[tuple[str, str]], fits: Sequence[float | None] = ()) -> None:
        """``fits``: the cosines of the pairs as wholes, as far as they are known."""
        self._pairs, self._fits = pairs, fits or [None] * len(pairs)
        self._odds: dict[int, float] | None = None

    def strangeness(self, number: int, linker: Linker) -> float:
        """Return :func:`strangeness` of a pair that :func:`is_label`, by its place in the group; 0 where the two are
        alike."""
        fit = self._fits[number]
        if fit is not None and fit > ALIKE:
            return 0.0
        if self._odds is None:
            unlike = [fit is None or fit <= ALIKE for fit in self._fits]
            some = [n for n, pair in enumerate(self._pairs) if unlike[n] and is_label(*pair)]
            texts = [(plain(source), plain(target)) for source, target in (self._pairs[n] for n in some)]
            self._odds = dict(zip(some, strangeness(texts, linker), strict=True))
        return self._odds[number]


def is_label(source: str, target: str) -> bool:
    """Return whether a Chinese text is a label as those that were learnt from, and its translation no piece of a
    sentence, as tables of running text have them."""
    return bool(target) and is_short(source) and han_count(source) <= LONGEST and not _FRAGMENT.search(target)


def measured(pairs: Sequence[tuple[str, str]], linker: Linker) -> tuple[list[int], FloatArray]:
    """Numbers of the pairs that can be measured, and their features (n, 41)."""
    linked = linker.link(pairs) if isinstance(linker, PairLinker) else [linker(*pair) for pair in pairs]
    both = zip(linked, pairs, strict=True)
    asked = [(n, own, pair) for n, (own, pair) in enumerate(both) if own is not None and coverage.has_coverage(own)]
    if not asked:
        return [], np.zeros((0, 41), np.float32)
    slips = fluency.read([target for _, _, (_, target) in asked])
    found = coverage.judge([(links, *pair) for _, links, pair in asked], slips)
    rows = [[*_words(*pair), *_tokens(own)] for own, (_, _, pair) in zip(found, asked, strict=True)]
    return [n for n, _, _ in asked], np.array(rows, np.float32)


def _words(source: str, target: str) -> list[float]:
    """Features from the dictionary: which English words render a Chinese one, and which characters are rendered."""
    words = list(dict.fromkeys(small_words(target)))
    content = [w for w in words if w not in function_words("empty_en") and not w.isdigit()] or words or [""]
    codes, starts, lengths = translations.hashes(source)
    rows, columns = np.nonzero(translations.known(codes, content))
    small = function_words("empty_zh")
    english, whole = [0.0] * len(content), [False] * len(content)
    both, covered = [0.0] * len(source), [False] * len(source)
    for start, length, column in zip(starts[rows].tolist(), lengths[rows].tolist(), columns.tolist(), strict=True):
        if length > 1:
            english[column], whole[column] = 1.0, True
            both[start : start + length], covered[start : start + length] = [1.0] * length, [True] * length
        else:
            both[start] = max(both[start], 0.5)
            if source[start] not in small:
                english[column] = max(english[column], 0.5)
    han = [IDEOGRAPH.match(char) is not None for char in source]
    chinese = list(compress(both, han)) or [0.0]
    latin, count = set(_LATIN.findall(source)), sum(han)
    return [
        *(sum(english) / len(content), min(english), sum(whole) / len(content), sum(chinese) / len(chinese)),
        *(
            sum(compress(covered, han)) / max(count, 1),
            _longest([own and not b for own, b in zip(han, both, strict=True)]),
        ),
        *(len(content), count, np.log((len(content) + 1) / (count + 1))),
        *(sum(1 - e for e in english), sum(1 - c for c in chinese)),
        *(len(latin & set(_LATIN.findall(target))), len(latin)),
    ]


def _longest(marks: Sequence[bool]) -> int:
    """Return the length of the longest run of true values."""
    run = best = 0
    for mark in marks:
        run = run + 1 if mark else 0
        best = max(best, run)
    return best


def _tokens(own: Coverage) -> list[float]:
    """Measure how surely words lack a counterpart, and how near the two are as wholes."""
    links, left, right = own.links, own.source_judged, own.target_judged
    lost, new = own.uncovered[left], own.unsupported[right]
    gaps, more = own.source_rows[left], own.target_rows[right]
    seen = [(odds * np.minimum(1, rows[:, 6] / 2)).max(initial=0) for odds, rows in ((lost, gaps), (new, more))]
    return [
        *(links.cosine or 0.0, own.lack, lost.max(initial=0), _mean(lost), new.max(initial=0), _mean(new)),
        *(len(lost), len(new), gaps[:, 2].max(initial=-1), more[:, 2].max(initial=-1)),
        *(_mean(gaps[:, 2]), _mean(more[:, 2])),
        *(links.source_best.max(initial=0), links.source_best.min(initial=1), links.target_best.min(initial=1)),
        *(min(lost.max(initial=0), new.max(initial=0)), own.strange.any(), seen[0] * seen[1]),
        *_worst(lost, gaps),
        *_worst(new, more),
    ]


def _mean(values: FloatArray) -> float:
    return float(values.mean()) if len(values) else 0.0


def _worst(odds: FloatArray, rows: FloatArray) -> list[float]:
    """Of the word that most surely lacks a counterpart: how often it was seen, usual and measured similarity, weight;
    and how surely the next one lacks it."""
    if not len(odds):
        return [0.0] * 5
    row, second = rows[int(odds.argmax())], np.sort(odds)[-2] if len(odds) > 1 else 0.0
    return [float(row[6]), float(row[1]), float(row[0]), float(row[5]), float(second)]
