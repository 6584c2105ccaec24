"""Estimate for each token of a pair whether it has a counterpart on the other side.

Token links give the best cosine of each token. A fixed threshold on it is inaccurate: some words never have a close
counterpart, others always have. So each token is compared with the usual value of that token (measured on parallel
text), with its neighbours, with the tokens that share its counterpart, and with the fluency of the English at the place
of the counterpart. A small network weighs these features; training/evidence.py measures and trains both.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from align.data import BUILT
from align.data.arrays import arrays
from align.evidence.dictionary_support import Asked, source_support, target_support
from align.evidence.features import Measured, measure
from align.evidence.fluency import WordFluency
from align.evidence.mlp import Net
from align.evidence.spans import NO_SUSPECTS, SUSPECT, Suspects, TokenSpan
from align.lazy import lazy
from align.records import FloatArray, Links

PATH = BUILT / "coverage.npz"
_AROUND, _SURE = 3, 0.35  # neighbours on each side whose counterparts show a place, and the cosine from which they do


@dataclass(frozen=True)
class Coverage:
    """Coverage of one pair, token by token.

    ``uncovered`` (k,), ``unsupported`` (n,): probabilities 0..1 that a source token has no counterpart and that a
    target token has no source; 0 for tokens that are not content words. ``uncovered_suspects``,
    ``unsupported_suspects``: the tokens above 0.2. ``measured``: features of all tokens. ``fluency``: the English word
    by word. ``omitted``: spans of source tokens (first, last) -> probability 0..1 that they are left out. ``without``:
    spans of target words (half-open) -> fluency of the English without them.
    """

    links: Links
    uncovered: FloatArray
    unsupported: FloatArray
    measured: Measured
    uncovered_suspects: Suspects
    unsupported_suspects: Suspects
    fluency: WordFluency
    omitted: Mapping[tuple[int, int], float] = field(default_factory=dict)
    without: Mapping[tuple[int, int], WordFluency] = field(default_factory=dict)

    @lazy
    def uncovered_spans(self) -> list[TokenSpan]:
        """Spans of source tokens without counterpart."""
        return self.uncovered_suspects.spans()

    @lazy
    def unsupported_spans(self) -> list[TokenSpan]:
        """Spans of target tokens without source."""
        return self.unsupported_suspects.spans()

    @property
    def lack(self) -> float:
        """Mean gap between the usual and the measured best cosine; 0 is usual, from 0.4 the texts are unrelated."""
        return self.measured.lack

    @property
    def source_judged(self) -> NDArray[np.bool_]:
        """(k,) source tokens that are judged: content words."""
        return self.measured.left

    @property
    def target_judged(self) -> NDArray[np.bool_]:
        """(n,) target tokens that are judged: content words."""
        return self.measured.right

    @property
    def strange(self) -> NDArray[np.bool_]:
        """Target tokens that are parts of a word (the encoder has no vector for the whole) or of a name."""
        return self.measured.strange

    @property
    def source_rows(self) -> FloatArray:
        """(k, 19) features of the source tokens."""
        return self.measured.source_rows

    @property
    def target_rows(self) -> FloatArray:
        """(n, 19) features of the target tokens."""
        return self.measured.target_rows

    def partner(self, first: int, last: int, least: float) -> tuple[int, int, float] | None:
        """Return the stretch of target tokens where the counterpart of source tokens ``first..last`` should be
        and that has no source itself: (first token, last token, probability), or None."""
        place = self.place(first, last) if self.unsupported_suspects.tokens else None
        runs = self.unsupported_suspects.between(*place).spans(least) if place else []
        return max(runs, key=lambda r: r[2]) if runs else None

    def place(self, first: int, last: int) -> tuple[int, int] | None:
        """Return the target tokens (half-open) where the counterpart of source tokens ``first..last`` is expected."""
        around = slice(max(0, first - _AROUND), first), slice(last + 1, last + 1 + _AROUND)
        partner, best = self.measured.partner, self.links.source_best
        return _between(
            [p for at in around for p, c in zip(partner[at].tolist(), best[at].tolist(), strict=True) if c > _SURE]
        )

    def foreign(self, first: int, last: int) -> bool:
        """Return whether a word that the encoder does not know, or a name, is where the counterpart of source
        tokens ``first..last`` should be: it may well be the counterpart."""
        place = self.place(first, last)
        if place is None:
            return False
        at = slice(*place)
        return bool((self.strange[at] & (self.links.target_best[at] < 0.4)).any())

    def modifies(self, first: int, last: int) -> float:
        """Return how much, 0..1, one of the target tokens ``first..last`` is used like an adjective or adverb."""
        return float(_data().usual[self.links.target.ids[first : last + 1], 5].max())

    def spelt(self, first: int, last: int) -> bool:
        """Return whether most source tokens ``first..last`` are single characters, as those of an unknown name are."""
        at = slice(first, last + 1)
        return bool(np.mean(self.links.source.ends[at] - self.links.source.starts[at] == 1) >= 0.6)

    def rendered(self, first: int, last: int) -> float:
        """The highest probability that a source token is uncovered near the place where target tokens
        ``first..last`` come from: they may be its free rendering."""
        similarity = self.links.similarity
        around = [
            *range(max(0, first - _AROUND), first),
            *range(last + 1, min(similarity.shape[1], last + 1 + _AROUND)),
        ]
        columns = similarity[:, around]
        best, sure = columns.argmax(axis=0), columns.max(axis=0) > _SURE
        place = _between(best[sure].tolist())
        return float(self.uncovered[slice(*place)].max(initial=0.0)) if place else 0.0


def _between(places: list[int]) -> tuple[int, int] | None:
    """Return where a counterpart is expected, half-open, between those of its neighbours; None where these have
    none."""
    if not places:
        return None
    places.sort()
    middle = places[len(places) // 2]
    near = [j for j in places if abs(j - middle) <= 6]
    return max(0, near[0] - 2), near[-1] + 3


@dataclass(frozen=True)
class _Data:
    usual: FloatArray  # (vocabulary, 6), see training/evidence.py
    source: Net
    source_second: Net
    target: Net
    target_second: Net


@cache
def _data() -> _Data:
    d = arrays(PATH)
    nets = [Net.of(d, name) for name in ("source", "source_second", "target", "target_second")]
    usual: FloatArray = d["usual"].astype(np.float32)
    usual /= 255
    return _Data(usual, *nets)


def has_coverage(links: Links | None) -> bool:
    """Return whether both sides have tokens and these are numbers of the bundled encoder's vocabulary."""
    if links is None or not len(links.source.ids) or not len(links.target.ids):
        return False
    return int(max(links.source.ids.max(), links.target.ids.max())) < len(_data().usual)


def distance(links: Links) -> tuple[float, int]:
    """Return :attr:`Coverage.lack` without a look at the fluency of the English, and the number of words it is the mean
    of, for pairs of which no more is wanted. ``links`` as :func:`has_coverage` accepts them."""
    gaps = []
    for ids, best, judged in ((links.source.ids, links.source_best, 3), (links.target.ids, links.target_best, 4)):
        usual = _data().usual[ids]
        gaps.append((usual[:, 0] - best)[usual[:, judged] > 0])
    words = len(gaps[0]) + len(gaps[1])
    return float(gaps[0].sum() + gaps[1].sum()) / max(words, 1), words


def judge(
    pairs: Sequence[tuple[Links, str, str]], slips: Sequence[WordFluency], data: _Data | None = None
) -> list[Coverage]:
    """Measure the coverage of pairs, given links, source and target of each and the fluency of each target."""
    data = data or _data()
    measured = measure([(links, target) for links, _, target in pairs], slips, data.usual)
    source, target = [m.source_rows for m in measured], [m.target_rows for m in measured]
    lost = _weigh(pairs, source, [m.left for m in measured], (data.source, data.source_second, source_support))
    new = _weigh(pairs, target, [m.right for m in measured], (data.target, data.target_second, target_support))
    return [
        Coverage(links, uncovered, unsupported, m, left, right, read)
        for (links, _, _), m, (uncovered, left), (unsupported, right), read in zip(
            pairs, measured, lost, new, slips, strict=True
        )
    ]


def _weigh(
    pairs: Sequence[tuple[Links, str, str]],
    rows: Sequence[FloatArray],
    judged: Sequence[NDArray[np.bool_]],
    judges: tuple[Net, Net, Callable[[Sequence[Asked]], FloatArray]],
) -> list[tuple[FloatArray, Suspects]]:
    """Probability of each token, and the suspects: the first judge looks at all that are judged, the second, which uses
    the dictionary as well, at those the first suspects."""
    first, second, support = judges
    flat, looked = np.concatenate(rows), np.concatenate(judged)
    odds = np.zeros(len(flat), np.float32)
    odds[looked] = first(flat[looked])
    again = np.flatnonzero(odds > SUSPECT)
    ends = np.cumsum([len(r) for r in rows])
    starts = [0, *ends[:-1].tolist()]
    asked = [
        (*pair, again[a:b] - start)
        for pair, start, (a, b) in zip(pairs, starts, itertools.pairwise(_cuts(again, ends)), strict=True)
        if b > a
    ]
    if asked:
        odds[again] = second(np.column_stack((flat[again], support(asked))))
    again = again[odds[again] > SUSPECT]
    cuts = _cuts(again, ends)
    tokens = (again - np.repeat(starts, np.diff(cuts))).tolist()
    sure, ranks = odds[again].tolist(), np.cumsum(looked)[again].tolist()
    return [
        (odds[start:end], Suspects(tokens[a:b], sure[a:b], ranks[a:b]) if b > a else NO_SUSPECTS)
        for start, end, (a, b) in zip(starts, ends.tolist(), itertools.pairwise(cuts), strict=True)
    ]


def _cuts(places: NDArray[np.int64], ends: NDArray[np.int64]) -> list[int]:
    """Return the bounds of each pair's places; ``ends``: where the tokens of the pairs end."""
    return [0, *np.searchsorted(places, ends).tolist()]
