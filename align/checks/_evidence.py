"""What a pair of texts says about each of its words: is it found on the other side?

Token links give the similarity of each source token to its best target token and back. A raw threshold on it is a poor
judge: some words never find a close counterpart, others always do. So each token is measured against what is usual
*for that token* (mined from parallel text), against its neighbours, against the words that claim the same counterpart,
and against the fluency of the English at the place where the counterpart should stand. A small network weighs these;
training/evidence.py mines and trains both.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.checks._features import EMPTY_EN, EMPTY_ZH, WORDS, features
from align.records import Alignment, FloatArray, Links, Pair
from align.text import translations

PATH = Path(__file__).with_name("_evidence.npz")
SUSPECT = 0.2  # a first look says so: worth asking the dictionary
_KEPT = 4096  # pairs whose evidence is kept


@dataclass(frozen=True)
class Evidence:
    """Probabilities 0..1, one a token of the links: source tokens without counterpart, target tokens without source.

    ``judged`` tells which tokens were looked at (content words); the others are 0. ``lack``: by how much similarities
    stay behind what is usual, mean over the judged tokens of both sides; 0 is usual, .4 and more is another text.
    ``strange``: target tokens that are parts of a word (the encoder has no vector for the whole) or of a name.
    ``source_rows``, ``target_rows``: what was measured of each token, (k, 18) and (n, 18).
    """

    links: Links
    uncovered: FloatArray
    unsupported: FloatArray
    source_judged: NDArray[np.bool_]
    target_judged: NDArray[np.bool_]
    strange: NDArray[np.bool_]
    lack: float
    source_rows: FloatArray
    target_rows: FloatArray

    def partner(self, first: int, last: int, least: float) -> tuple[int, int, float] | None:
        """The stretch of target tokens that stands where the counterpart of source tokens ``first..last`` should stand
        and that nothing in the source stands for: (first token, last token, probability), or None."""
        place = _place(self.links.similarity, first, last)
        if place is None:
            return None
        low, high = place
        runs = longest_runs(self.unsupported[low:high], self.target_judged[low:high], least)
        if not runs:
            return None
        a, b, sure = max(runs, key=lambda r: r[2])
        return a + low, b + low, sure

    def place(self, first: int, last: int) -> tuple[int, int] | None:
        """Where the counterpart of source tokens ``first..last`` should stand: target tokens, half-open; or None."""
        return _place(self.links.similarity, first, last)

    def foreign(self, first: int, last: int) -> bool:
        """Does a word that the encoder does not know, or a name, stand where the counterpart of source tokens
        ``first..last`` should stand? It may well be the counterpart."""
        place = _place(self.links.similarity, first, last)
        if place is None:
            return False
        at = slice(*place)
        return bool((self.strange[at] & (self.links.target_best[at] < 0.4)).any())

    def modifies(self, first: int, last: int) -> float:
        """0..1, how much one of the target tokens ``first..last`` is used like an adjective or adverb."""
        return float(_data().usual[self.links.target.ids[first : last + 1], 5].max())

    def spelt(self, first: int, last: int) -> bool:
        """Are most of the source tokens ``first..last`` single characters? That is what an unknown name falls into."""
        at = slice(first, last + 1)
        return bool(np.mean(self.links.source.ends[at] - self.links.source.starts[at] == 1) >= 0.6)

    def rendered(self, first: int, last: int) -> float:
        """The highest probability that a source token is uncovered near the place where target tokens
        ``first..last`` come from: they may be its free rendering."""
        place = _place(self.links.similarity.T, first, last)
        return float(self.uncovered[slice(*place)].max(initial=0.0)) if place else 0.0


def _place(similarity: FloatArray, first: int, last: int) -> tuple[int, int] | None:
    """Where on the other side (columns) the counterpart of rows ``first..last`` should stand: around those of
    the three rows before and after; None where these have none."""
    around = [*range(max(0, first - 3), first), *range(last + 1, min(len(similarity), last + 4))]
    rows = similarity[around]
    if not len(rows):
        return None
    best = rows.argmax(axis=1)
    places = sorted(best[rows.max(axis=1) > 0.35].tolist())
    if not places:
        return None
    middle = places[len(places) // 2]
    near = [j for j in places if abs(j - middle) <= 6]
    return max(0, near[0] - 2), near[-1] + 3


@dataclass(frozen=True)
class _Net:
    mean: FloatArray
    scale: FloatArray
    hidden: FloatArray
    hidden_bias: FloatArray
    out: FloatArray
    out_bias: float

    def __call__(self, x: FloatArray) -> FloatArray:
        h = np.maximum(((x - self.mean) * self.scale) @ self.hidden + self.hidden_bias, 0)
        result: FloatArray = 1 / (1 + np.exp(-(h @ self.out + self.out_bias)))
        return result


@dataclass(frozen=True)
class _Data:
    usual: FloatArray  # (vocabulary, 6), see features()
    source: _Net
    source_second: _Net
    target: _Net
    target_second: _Net


@cache
def _data() -> _Data:
    with np.load(PATH) as d:
        nets = [
            _Net(
                d[f"{n}_mean"],
                d[f"{n}_scale"],
                d[f"{n}_hidden"],
                d[f"{n}_hidden_bias"],
                d[f"{n}_out"],
                float(d[f"{n}_out_bias"]),
            )
            for n in ("source", "source_second", "target", "target_second")
        ]
        return _Data(d["usual"].astype(np.float32) / 255, *nets)


_memo: dict[tuple[str, str], Evidence] = {}


def evidence(alignment: Alignment, pair: Pair) -> Evidence | None:
    """Evidence of a pair, computed once and kept for the other checks; None without token links."""
    source, target = pair.source.text, pair.target.text
    if not source or not target:
        return None
    key = (source, target)
    found = _memo.get(key)
    if found is not None:
        return found
    links = alignment.links(pair)
    if links is None or not len(links.source.ids) or not len(links.target.ids):
        return None
    data = _data()
    if int(max(links.source.ids.max(), links.target.ids.max())) >= len(data.usual):
        return None  # another tokenizer than the bundled one
    found = _judge(links, source, target, data)
    if len(_memo) >= _KEPT:
        _memo.clear()
    _memo[key] = found
    return found


def _judge(links: Links, source: str, target: str, data: _Data) -> Evidence:
    left, right, strange, xs, xt = features(links, target, data.usual)
    uncovered = np.zeros(len(links.source.ids), np.float32)
    unsupported = np.zeros(len(links.target.ids), np.float32)
    if left.any():
        uncovered[left] = data.source(xs[left])
        again = np.flatnonzero(uncovered > SUSPECT)
        if len(again):
            support = source_support(links, source, target, again)
            uncovered[again] = data.source_second(np.column_stack((xs[again], support)))
    if right.any():
        unsupported[right] = data.target(xt[right])
        again = np.flatnonzero(unsupported > SUSPECT)
        if len(again):
            support = target_support(links, source, target, again)
            unsupported[again] = data.target_second(np.column_stack((xt[again], support)))
    lacks = np.concatenate((xs[left, 2], xt[right, 2]))
    lack = float(lacks.mean()) if len(lacks) else 0.0
    return Evidence(links, uncovered, unsupported, left, right, strange, lack, xs, xt)


def source_support(links: Links, source: str, target: str, tokens: NDArray[np.int64]) -> FloatArray:
    """For some source tokens: 1 where the dictionary knows a word of the target as a rendering of the token, .5 of a
    longer word or a part that it stands in, 0 of none."""
    stems = sorted({w for w in WORDS.findall(target) if w.lower() not in EMPTY_EN})
    codes, starts, lengths = translations.hashes(source)
    ends = starts + lengths
    out = np.zeros(len(tokens), np.float32)
    spans = [(int(links.source.starts[k]), int(links.source.ends[k])) for k in tokens]
    over = [(starts < b) & (ends > a) & ((lengths > 1) | (b - a == 1)) for a, b in spans]
    asked = np.flatnonzero(np.logical_or.reduce(over))
    hit = np.zeros(len(codes), np.bool_)
    hit[asked] = translations.known(codes[asked], stems).any(axis=1)
    for i, (a, b) in enumerate(spans):
        found = hit & over[i]
        if found.any():
            out[i] = 1.0 if (found & (starts == a) & (ends == b)).any() else 0.5
    return out


@cache
def _empty_codes() -> NDArray[np.uint32]:
    """Hashes of the single characters that mean nothing by themselves: they support no English word."""
    return np.unique(np.array([translations.word_code(w) for w in EMPTY_ZH if len(w) == 1], np.uint32))


def target_support(links: Links, source: str, target: str, tokens: NDArray[np.int64]) -> FloatArray:
    """For some target tokens: 1 where the dictionary knows the token as a rendering of a source token, .5 of another
    Chinese word in the source, 0 of none."""
    codes, starts, lengths = translations.hashes(source)
    size = translations.LONGEST + 1
    is_token = np.zeros(len(source) * size + size, np.bool_)
    token_lengths = links.source.ends - links.source.starts
    short = token_lengths < size
    is_token[links.source.starts[short] * size + token_lengths[short]] = True
    own = is_token[starts * size + lengths]
    empty = _empty_codes()
    says = empty[np.minimum(np.searchsorted(empty, codes), len(empty) - 1)] != codes
    asked = np.flatnonzero((own | (lengths > 1)) & says)
    english = [target[int(links.target.starts[j]) : int(links.target.ends[j])] for j in tokens]
    found = translations.known(codes[asked], english)
    weight = np.where(own[asked], 1.0, 0.5)[:, None]
    result: FloatArray = (found * weight).max(axis=0, initial=0.0).astype(np.float32)
    return result


def longest_runs(odds: FloatArray, judged: NDArray[np.bool_], least: float) -> list[tuple[int, int, float]]:
    """Stretches of tokens that are missing together: (first token, last token, probability that something there is
    missing). A stretch may run over tokens that nobody judges (particles, digits), at most two in a row."""
    out: list[tuple[int, int, float]] = []
    run: list[int] = []
    blank = 0
    for k, (p, looked) in enumerate(zip(odds.tolist(), judged.tolist(), strict=True)):
        if looked and p > 0.2:
            run.append(k)
            blank = 0
        elif looked or blank >= 2:
            _close(run, odds, least, out)
            run, blank = [], 0
        elif run:
            blank += 1
    _close(run, odds, least, out)
    return out


def _close(run: list[int], odds: FloatArray, least: float, out: list[tuple[int, int, float]]) -> None:
    if run:
        sure = 1 - float(np.prod(1 - np.minimum(odds[run], 0.99)))
        if sure >= least:
            out.append((run[0], run[-1], sure))
