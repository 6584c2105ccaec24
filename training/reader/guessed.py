"""Marks that nobody made: which words of a scored translation are probably wrong, told by the other translations.

Raters gave the segments of one set scores but marked no words in them. A word that the reference and the translations
of few or no faults do not have is wrong more often than one that all of them have. How much more often is learnt on the
sets whose words were marked (trees; on documents left out the area under the curve is .70), and is then the soft label
of a word: the probability that a rater would have marked it.
"""

from __future__ import annotations

import collections
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

FEW = 1.0  # score up to which a translation counts as good
SEED, SHARE = 0, 0.35  # share of the marked words that the trees learn from
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d[\d.,]*|[^\sA-Za-z\d]")

Row = Mapping[str, Any]
Words = list[tuple[int, int, str]]


def words(text: str) -> Words:
    """Words, figures and marks of a text with their offsets, in lower case."""
    return [(m.start(), m.end(), m.group().lower()) for m in _WORD.finditer(text)]


class Peer:
    """Another translation of the same source: its score, words and pairs of neighbouring words."""

    def __init__(self, row: Row) -> None:
        own = [w for *_, w in words(row["target"])]
        self.text, self.score = str(row["target"]), float(row["mqm_score"])
        self.words, self.neighbours = frozenset(own), frozenset(pairwise(own))


def measured(row: Row, peers: Sequence[Peer]) -> np.ndarray:
    """(words, 13) figures of each word of a translation: whether the reference has it, the share of the good, better
    and all other translations that have it, their mean scores with and without it, how many of them have it beside the
    same neighbours, its own shape, and the score of the translation. NaN for what is not known."""
    own, score = words(row["target"]), float(row["mqm_score"])
    others = [p for p in peers if p.text != row["target"]]
    reference = {w for *_, w in words(row.get("reference") or "")}
    good, better = [p for p in others if p.score <= FEW], [p for p in others if p.score < score]
    plain = [w for *_, w in own]
    out = np.full((len(own), 13), np.nan)
    for at, word in enumerate(plain):
        having, without = ([p.score for p in others if (word in p.words) is yes] for yes in (True, False))
        before = plain[at - 1] if at else "<s>"
        after = plain[at + 1] if at + 1 < len(plain) else "</s>"
        beside = [((before, word) in p.neighbours) + ((word, after) in p.neighbours) for p in others]
        out[at, :6] = (
            word in reference,
            len(good),
            _share(word, good),
            _share(word, better),
            _share(word, others),
            score,
        )
        out[at, 6:10] = len(own), len(word), word.isalpha(), plain.count(word)
        out[at, 10:] = _mean(having), _mean(without), _mean(beside)
    return out


def _share(word: str, peers: Sequence[Peer]) -> float:
    return _mean([float(word in p.words) for p in peers])


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else float("nan")


class Guesser:
    """What was learnt of marked words; labels of words that nobody marked."""

    def __init__(self, marked: Sequence[Row]) -> None:
        """``marked``: segments with the errors that raters marked; those without any are left out."""
        draw = np.random.default_rng(SEED)
        rows, right = [], []
        for row, peers in grouped(marked):
            spans = _spans(row)
            if spans:
                hit = [any(a < end and start < b for start, end in spans) for a, b, _ in words(row["target"])]
                kept = draw.random(len(hit)) < SHARE
                rows.append(measured(row, peers)[kept])
                right.append(np.array(hit)[kept])
        self.trees = HistGradientBoostingClassifier(max_iter=80, learning_rate=0.08, random_state=SEED)
        self.trees.fit(np.concatenate(rows), np.concatenate(right))

    def labels(self, scored: Sequence[Row]) -> Iterator[tuple[Row, list[tuple[int, int, float]]]]:
        """Segments with a soft label for each of their words; zeros where the score says that nothing is wrong."""
        for row, peers in grouped(scored):
            own = words(row["target"])
            if float(row["mqm_score"]) == 0 or not own:
                yield row, []
            else:
                chances = self.trees.predict_proba(measured(row, peers))[:, 1]
                yield row, [(a, b, float(p)) for (a, b, _), p in zip(own, chances, strict=True)]


def grouped(rows: Sequence[Row]) -> Iterator[tuple[Row, list[Peer]]]:
    """Each segment with all translations of its source."""
    peers: dict[tuple[str, str], list[Peer]] = collections.defaultdict(list)
    for row in rows:
        peers[row["doc"], row["source"]].append(Peer(row))
    for row in rows:
        yield row, peers[row["doc"], row["source"]]


def _spans(row: Row) -> list[tuple[int, int]]:
    """What raters marked of the translation, marks of a whole segment left out."""
    found = [
        (e["start"], e["end"]) for e in row["errors"] or () if e["side"] == "target" and e.get("start") is not None
    ]
    return [(a, b) for a, b in found if not (a == 0 and b >= len(row["target"]) - 1 > 40)]
