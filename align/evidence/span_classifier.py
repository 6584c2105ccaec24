"""Estimate whether a span of uncovered tokens is an omission and a span of unsupported tokens an addition.

``coverage`` judges single tokens. Here a span is weighed with its surroundings: how freely the rest of the pair is
rendered, the part of speech of the Chinese word, and above all the fluency of the English at the place of the
counterpart. A verb without counterpart and a gap in the English at that place confirm each other; a noun without
counterpart in a freely rendered pair is rarely an omission. An inserted word can be removed again and leaves fluent
English. Two small networks weigh these features; training/runs.py trains them on human translations from which words
were removed and into which words were inserted.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from align.data import BUILT
from align.data.arrays import arrays
from align.evidence import fluency
from align.evidence.coverage import Coverage
from align.evidence.fluency import WordFluency
from align.evidence.mlp import Net
from align.records import FloatArray

PATH = BUILT / "spans.npz"
OMISSION, ADDITION = 0.4, 0.55  # joint evidence of a stretch from which it is judged
LIMIT = 5.0  # standard deviations, beyond which a measure is cut off
_GROUPS = (
    "a an the",
    "of in on at by for from with into over under about after before between through during against as",
    "that which who whom whose",
    "is are was were be been being am",
    "has have had having",
    "to",
    "will would can could may might shall should must",
    "he she it they we i you",
    "him his her their them our us my me your its this these those",
    "and or but",
    "not also only",
    "than if when while because where so although",
)
_CLASS = {word: number for number, group in enumerate(_GROUPS) for word in group.split()}
_START, _STOP, _MARK, _DIGIT, _CAPITAL = range(len(_GROUPS), len(_GROUPS) + 5)
_ENDINGS = {ending: _CAPITAL + 1 + n for n, ending in enumerate(("ly", "ing", "ed", "s"))}
CLASSES = _CAPITAL + 2 + len(_ENDINGS)  # the last: any other word
WORD_KINDS = 11  # kinds of Chinese words, see training/runs.py
_VERB = 5
USES = 4  # shares a token of English: after to and modals, after articles, after pronouns, after words of degree
_BASE, _HOLE = 19, 4 + 4 * CLASSES + 3 * USES  # numbers of a stretch itself, and of the likeliest hole in its place
_TOP = (12, 13, 0, 1, 2, 4, 5, 6, 7, 8, 17, 18, 10, 11)  # what is read of the surest target token
# Places of some measures in target_features: how far the English words of the text stay behind their usual similarity;
# by how much the hole that the word would leave is likelier than the one that is there; lack of the pair; how much the
# word is used like an adjective; how often it was seen (log)
BEHIND, HOLE_LEFT, LACKING, DESCRIBING, SEEN = 31, 42, 21, 18, 14
_JOINS = ("and", "or", ",")
_DETERMINERS = ("a", "an", "the", "of", "to", "in")
_PREPOSITIONS = ("of", "to", "in", "for", "with", "on", "by")
_STOPS = frozenset(".,;:!?")


def omitted(coverage: Coverage, first: int, last: int, sure: float) -> float:
    """Return how likely, 0..1, source tokens ``first..last`` are left out; ``sure``: their joint evidence."""
    known = coverage.omitted.get((first, last))
    return float(_data().source(source_features(coverage, first, last, sure))) if known is None else known


def added(measured: FloatArray) -> float:
    """Return the probability 0..1 that target tokens are put in, from what :func:`target_features` measured of them."""
    return float(_data().target(measured))


def completed(several: Sequence[Coverage]) -> list[Coverage]:
    """Coverage with what :func:`omitted` and :func:`target_features` want to know of its stretches, computed for all
    pairs in one go."""
    asked = [(n, s) for n, coverage in enumerate(several) for s in coverage.uncovered_spans if s[2] >= OMISSION]
    left_out: list[dict[tuple[int, int], float]] = [{} for _ in several]
    if asked:
        odds = _data().source(np.stack([source_features(several[n], *s) for n, s in asked])).tolist()
        for (n, (first, last, _)), sure in zip(asked, odds, strict=True):
            left_out[n][first, last] = sure
    cuts = []
    for n, coverage in enumerate(several):
        for first, last, sure in coverage.unsupported_spans:
            if sure >= ADDITION:
                a, b = _words(coverage, (first, last + 1))
                if a < b:
                    cuts.append((n, (a, b)))
    rests = fluency.read([_less(several[n].fluency, *cut) for n, cut in cuts])
    without: list[dict[tuple[int, int], WordFluency]] = [{} for _ in several]
    for (n, cut), rest in zip(cuts, rests, strict=True):
        without[n][cut] = rest
    return [
        replace(coverage, omitted=known, without=rest) if known or rest else coverage
        for coverage, known, rest in zip(several, left_out, without, strict=True)
    ]


def _less(read: WordFluency, a: int, b: int) -> str:
    """The English less words ``a..b`` (half-open)."""
    target = read.text
    return target[: read.spans[a][0]] + target[read.spans[b - 1][1] :].lstrip()


def is_verb(coverage: Coverage, first: int, last: int) -> bool:
    """Return whether the surest of the uncovered source tokens ``first..last`` is a verb."""
    inside = first + np.flatnonzero(coverage.source_judged[first : last + 1])
    top = inside[coverage.uncovered[inside].argmax()]
    return bool(_data().kinds[coverage.links.source.ids[top]] == _VERB)


def source_features(coverage: Coverage, first: int, last: int, sure: float) -> FloatArray:
    """Return the features of a span of source tokens, float32 (134,)."""
    links, odds, judged = coverage.links, coverage.uncovered.tolist(), coverage.source_judged.tolist()
    inside = [k for k in range(first, last + 1) if judged[k]]
    top = max(inside, key=odds.__getitem__)
    row = coverage.source_rows[top].tolist()
    others = odds[:first] + odds[last + 1 :]
    judged_others = judged.count(True) - len(inside)
    read = coverage.fluency
    place = coverage.place(first, last)
    words = _words(coverage, place) if place else (0, 0)
    end = int(links.source.ends[last])
    near, best = coverage.source_rows[first : last + 1, 12].tolist(), links.source_best[first : last + 1].tolist()
    out = np.zeros(_BASE + WORD_KINDS + _HOLE, np.float32)
    out[:_BASE] = [
        logit(odds[top]),
        logit(sure),
        len(inside),
        max(coverage.unsupported[slice(*place)].tolist(), default=0.0) if place else 0.0,
        max([near[k - first] for k in inside]),
        row[13],
        row[7],
        row[8],
        coverage.lack,
        sum(others),
        max(others, default=0.0),
        sum(others) / judged_others if judged_others else 0.0,
        row[5],
        row[15],
        row[10],
        sum([best[k - first] for k in inside]) / len(inside),
        end >= int(links.source.ends[-1]) or int(links.source.starts[last + 1]) > end,
        sum([w.endswith("ed") for w in read.words]) / max(1, len(read.words)),
        logit(read.most_missing),
    ]
    out[_BASE + _data().kinds[links.source.ids[top]]] = 1
    _hole(coverage, read, *words, out[_BASE + WORD_KINDS :])
    return out


def target_features(coverage: Coverage, first: int, last: int, sure: float) -> FloatArray:
    """Return the features of a span of target tokens, float32 (43,)."""
    links, odds, judged = coverage.links, coverage.unsupported.tolist(), coverage.target_judged.tolist()
    inside = sorted((k for k in range(first, last + 1) if judged[k]), key=odds.__getitem__, reverse=True)
    top = inside[0]
    row = coverage.target_rows[top].tolist()
    others = odds[:first] + odds[last + 1 :]
    judged_others = judged.count(True) - len(inside)
    left = coverage.uncovered.tolist()
    read = coverage.fluency
    a, b = _words(coverage, (first, last + 1))
    before, after = read.words[a - 1].lower() if a else "", read.words[b].lower() if b < len(read.words) else ""
    near = slice(max(0, a - 1), b + 2), slice(max(0, a - 1), b + 1)
    hole, slip = (
        logit(max(x[at].tolist(), default=0.0)) for x, at in zip((read.missing, read.wrong), near, strict=True)
    )
    without, worse = _without(coverage, a, b)
    closest = sorted(links.similarity[:, top].tolist(), reverse=True)
    base = [
        *(logit(odds[top]), logit(sure), odds[inside[1]] if len(inside) > 1 else 0.0, len(inside)),
        *(coverage.rendered(first, last), hole, slip, *[row[n] for n in _TOP], coverage.lack),
        *(sum(others), max(others, default=0.0), sum(others) / judged_others if judged_others else 0.0),
        *(sum(left), max(left, default=0.0), row[14], row[16]),
        *(closest[1] if len(closest) > 1 else 0.0, sum(closest[:3]) / len(closest[:3]), row[9]),
        *("-" in (before, after), after in _STOPS, after in _JOINS, before in _JOINS, a == 0),
        *(before in _DETERMINERS, after in _PREPOSITIONS, row[15]),
        *(without, worse, without - hole),
    ]
    return np.array(base, np.float32)


def logit(share: float) -> float:
    """Logit of a probability, at most 6.9 either way."""
    share = min(max(share, 1e-3), 1 - 1e-3)
    return math.log(share / (1 - share))


_NOWHERE = logit(0)


def _without(coverage: Coverage, a: int, b: int) -> tuple[float, float]:
    """Logits of a hole and of a word out of place where words ``a..b`` (half-open) were, if they went."""
    if a >= b:
        return logit(0), logit(0)
    known = coverage.without.get((a, b))
    rest = fluency.slips(_less(coverage.fluency, a, b)) if known is None else known
    low, high = max(0, a - 1), a + 2
    return (
        logit(max(rest.missing[low:high].tolist(), default=0.0)),
        logit(max(rest.wrong[low : high - 1].tolist(), default=0.0)),
    )


def _words(coverage: Coverage, place: tuple[int, int]) -> tuple[int, int]:
    """The words (half-open) in which some target tokens (half-open) are."""
    tokens, read = coverage.links.target, coverage.fluency
    start, end = int(tokens.starts[place[0]]), int(tokens.ends[min(place[1], len(tokens.ends)) - 1])
    low, high = int(read.ends.searchsorted(start, "right")), int(read.begins.searchsorted(end))
    return (low, high) if low < high else (0, 0)


def _hole(coverage: Coverage, read: WordFluency, first: int, last: int, out: FloatArray) -> None:
    """The likeliest hole before one of words ``first`` to ``last + 1``, and what is around it: (104,), zeros at
    first."""
    words, low = read.words, max(1, first)
    high = min(last + 2, len(words))
    missing = read.missing[low:high].tolist()
    places = [k for k in range(low, high) if words[k - 1][0].isalnum()]
    out[:3] = _NOWHERE
    if not places or first == last:
        return
    k, *others = sorted(places, key=lambda k: (missing[k - low], k), reverse=True)
    out[0], out[1] = logit(missing[k - low]), logit(float(read.wrong[k]))
    if others:
        out[2] = logit(missing[others[0] - low])
    out[3] = 1
    for n, at in enumerate((k - 2, k - 1, k, k + 1)):
        out[4 + n * CLASSES + word_class(words[at] if 0 <= at < len(words) else "")] = 1
    uses = 4 + 4 * CLASSES
    starts = coverage.links.target.starts.tolist()
    for n, at in enumerate((k - 1, k, k + 1)):
        token = _token(coverage, starts, read.spans[at]) if at < len(words) else None
        if token is not None:
            out[uses + n * USES : uses + (n + 1) * USES] = _data().uses[token] / np.float32(255)


def _token(coverage: Coverage, starts: list[int], span: tuple[int, int]) -> int | None:
    """The token number of a word of English, if it is one token."""
    at = bisect_left(starts, span[0])
    tokens = coverage.links.target
    return int(tokens.ids[at]) if starts[at : at + 1] == [span[0]] and tokens.ends[at] == span[1] else None


def word_class(word: str) -> int:
    """Number of an English word's class: kinds of function words, marks, digits, capitals, endings."""
    if not word:
        return _START
    low = word.lower()
    if low in _CLASS:
        return _CLASS[low]
    if not word[0].isalnum():
        return _STOP if low in _STOPS else _MARK
    if word[0].isdigit():
        return _DIGIT
    if word[0].isupper():
        return _CAPITAL
    return next((number for ending, number in _ENDINGS.items() if low.endswith(ending)), CLASSES - 1)


@dataclass(frozen=True)
class _Data:
    kinds: NDArray[np.uint8]  # (vocabulary,) kind of a Chinese token
    uses: NDArray[np.uint8]  # (vocabulary, 4) uses of an English token, 255 for all
    source: Net
    target: Net


@cache
def _data() -> _Data:
    d = arrays(PATH)
    return _Data(d["kinds"], d["uses"], *(Net.of(d, side, LIMIT) for side in ("source", "target")))
