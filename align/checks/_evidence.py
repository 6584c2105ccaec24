"""What a pair of texts says about each of its words: is it found on the other side?

Token links give the similarity of each source token to its best target token and back. A raw threshold on it is a poor
judge: some words never find a close counterpart, others always do. So each token is measured against what is usual
*for that token* (mined from parallel text), against its neighbours, against the words that claim the same counterpart,
and against the fluency of the English at the place where the counterpart should stand. A small network weighs these;
training/evidence.py mines and trains both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.records import Alignment, FloatArray, Links, Pair
from align.text import fluency, translations

PATH = Path(__file__).with_name("_evidence.npz")
FEATURES = 18
SUSPECT = 0.12  # a first look says so: worth asking the dictionary
_KEPT = 4096  # pairs whose evidence is kept
_HAN = re.compile("[\u4e00-\u9fff]")
_NUMERAL = re.compile("^[0-9０-９一二三四五六七八九十百千万亿零〇两第年月日号时分%.,]+$")
# Chinese that English need not say: particles, prepositions, measure words, aspect, direction.
_EMPTY_ZH = frozenset(
    "的 了 着 过 地 得 之 所 在 是 有 和 与 及 或 并 而 且 也 都 就 还 又 再 很 更 最 将 把 被 给 让 使 从 到 "
    "由 向 往 对 对于 关于 于 为 为了 以 以及 因 因为 由于 等 等等 中 上 下 里 内 外 后 前 时 间 个 名 位 家 "
    "项 次 场 座 条 件 只 本 该 此 这 那 其 它 他 她 我 你 我们 他们 这个 那个 来 去 起来 出来 下来 进行 一 "
    "一个 一种 一些 种 些 不 没 没有 会 能 可 可以 要 已 已经 正 正在 曾 吗 呢 吧 啊 据 则 便 却 只 才 如 "
    "如何 之一 之间 以来 方面 情况 工作 问题 同时 其中 分别 均 共 各 每 某 当 从而 因此 所以 但 但是 如果 若 "
    "虽然 然而 通过 根据 按照 作为".split()
)
_EMPTY_EN = frozenset(
    "the a an of in on at by for from with to into onto over under about after before between through during against "
    "and or but as that which who whom whose this these those is are was were be been being has have had do does did "
    "will would can could may might shall should must not it its he him his she her they them their we us our i me my "
    "you your if than then there when where while because so also all any some such more most very up out off down one "
    "two other each both only just own same yuan rmb per s t re ll ve d m".split()
)
_WORDS = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True)
class Evidence:
    """Probabilities 0..1, one a token of the links: source tokens without counterpart, target tokens without source.

    ``judged`` tells which tokens were looked at (content words); the others are 0. ``lack``: by how much similarities
    stay behind what is usual, mean over the judged tokens of both sides; 0 is usual, .4 and more is another text.
    ``strange``: target tokens that are parts of a word (the encoder has no vector for the whole) or of a name.
    """

    links: Links
    uncovered: FloatArray
    unsupported: FloatArray
    source_judged: NDArray[np.bool_]
    target_judged: NDArray[np.bool_]
    strange: NDArray[np.bool_]
    lack: float

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

    def foreign(self, first: int, last: int) -> bool:
        """Does a word that the encoder does not know, or a name, stand where the counterpart of source tokens
        ``first..last`` should stand? It may well be the counterpart."""
        place = _place(self.links.similarity, first, last)
        if place is None:
            return False
        at = slice(*place)
        return bool((self.strange[at] & (self.links.target_best[at] < 0.4)).any())

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
    usual: FloatArray  # (vocabulary, 3): usual best similarity, how often it was seen (log, 0..1), how often alone
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
    left, right, strange, xs, xt = features(links, source, target, data.usual)
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
    return Evidence(links, uncovered, unsupported, left, right, strange, float(lacks.mean()) if len(lacks) else 0.0)


def source_support(links: Links, source: str, target: str, tokens: NDArray[np.int64]) -> FloatArray:
    """For some source tokens: 1 where the dictionary knows a word of the target as a rendering of the token, .5 of a
    longer word or a part that it stands in, 0 of none."""
    stems = sorted({w for w in _WORDS.findall(target) if w.lower() not in _EMPTY_EN})
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


def target_support(links: Links, source: str, target: str, tokens: NDArray[np.int64]) -> FloatArray:
    """For some target tokens: 1 where the dictionary knows the token as a rendering of a source token, .5 of another
    Chinese word in the source, 0 of none."""
    codes, starts, lengths = translations.hashes(source)
    limit = len(source) + 1
    tokens_at = links.source.starts.astype(np.int64) * limit + links.source.ends
    own = np.isin(starts * limit + starts + lengths, tokens_at)
    asked = np.flatnonzero(own | (lengths > 1))
    english = [target[int(links.target.starts[j]) : int(links.target.ends[j])] for j in tokens]
    found = translations.known(codes[asked], english)
    weight = np.where(own[asked], 1.0, 0.5)[:, None]
    result: FloatArray = (found * weight).max(axis=0, initial=0.0).astype(np.float32)
    return result


def features(
    links: Links, source: str, target: str, usual: FloatArray
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_], FloatArray, FloatArray]:
    """Which tokens are judged on the two sides, which target tokens are strange, and the features of all tokens,
    (k, 18) and (l, 18)."""
    sim = links.similarity
    k, n = sim.shape
    slips = fluency.slips(target)
    missing, wrong, whole = _on_tokens(slips, links)
    left = _content_source(links, source)
    right = whole & _content_target(links, target)
    ratio = np.log((len(slips.words) + 1) / (k + 1))
    row_best, column_best = sim.max(axis=1), sim.max(axis=0)
    free = sim >= column_best[None, :] - 0.03
    back = sim >= row_best[:, None] - 0.03
    top = float(slips.missing.max()) if len(slips.words) else 0.0
    xs = _table(links.source.ids, row_best, np.where(free, sim, -0.2).max(axis=1), usual, links.source_weight)
    xt = _table(links.target.ids, column_best, np.where(back, sim, -0.2).max(axis=0), usual, links.target_weight)
    near = _near(sim.argmax(axis=1), row_best, missing)
    length = links.source.ends - links.source.starts
    xs[:, 12:17] = np.stack((near, np.full(k, top), np.full(k, ratio), length, np.full(k, np.log(k + 1))), 1)
    title = _titles(links, target)
    xt[:, 12:17] = np.stack((wrong, missing, np.full(n, ratio), title, np.full(n, np.log(n + 1))), 1)
    strange = (~whole | ((title > 0) & (links.target.starts > 0))) & (links.target_weight > 0)
    return left, right, strange, xs, xt


def _table(
    ids: NDArray[np.int32], best: FloatArray, free: FloatArray, usual: FloatArray, weight: FloatArray
) -> FloatArray:
    """Columns 0-11 and 17, the same on both sides."""
    expected, seen, alone = usual[ids].T
    lack = expected - best
    out = np.zeros((len(ids), FEATURES), np.float32)
    out[:, 17] = alone
    out[:, 0], out[:, 1], out[:, 2] = best, expected, lack
    out[:, 3], out[:, 4], out[:, 5] = free, best - free, weight
    out[:, 6] = seen
    out[1:, 7], out[:-1, 8] = lack[:-1], lack[1:]
    out[:, 9] = float(lack @ weight) / (float(weight.sum()) + 1e-3)
    out[:, 10] = np.minimum(expected - free, 1)
    numbers = ids.tolist()
    if len(set(numbers)) < len(numbers):
        counts = Counter(numbers)
        out[:, 11] = [counts[i] > 1 for i in numbers]
    return out


def _on_tokens(slips: fluency.Slips, links: Links) -> tuple[FloatArray, FloatArray, NDArray[np.bool_]]:
    """Fluency of the word that each target token stands in, and whether the token is a whole word."""
    n = len(links.target.ids)
    if not len(slips.words):
        zero = np.zeros(n, np.float32)
        return zero, zero, np.zeros(n, np.bool_)
    begins = np.array([a for a, _ in slips.spans])
    ends = np.array([b for _, b in slips.spans])
    word = np.clip(np.searchsorted(begins, links.target.starts, side="right") - 1, 0, len(begins) - 1)
    whole = (begins[word] == links.target.starts) & (ends[word] == links.target.ends)
    return slips.missing[word], slips.wrong[word], whole


def _near(partner: NDArray[np.int64], best: FloatArray, missing: FloatArray) -> FloatArray:
    """How likely a word is missing near the place where a source token's counterpart should stand: between the
    counterparts of its neighbours (two to each side), give or take two tokens."""
    k, n = len(partner), len(missing)
    low, high = np.full(k, n + 9), np.full(k, -9)
    sure = best > 0.35
    for shift in (-2, -1, 1, 2):
        into, of = (slice(shift, None), slice(None, -shift)) if shift > 0 else (slice(None, shift), slice(-shift, None))
        low[into] = np.minimum(low[into], np.where(sure[of], partner[of], n + 9))
        high[into] = np.maximum(high[into], np.where(sure[of], partner[of], -9))
    columns = np.arange(n)
    inside = (columns >= low[:, None] - 1) & (columns <= high[:, None] + 2)
    near: FloatArray = np.where(inside, missing, np.float32(0)).max(axis=1, initial=0.0)
    return near


def _content_source(links: Links, source: str) -> NDArray[np.bool_]:
    words = _cut(source, links.source.starts, links.source.ends)
    return np.array([bool(_HAN.search(w)) and w not in _EMPTY_ZH and not _NUMERAL.match(w) for w in words], np.bool_)


def _content_target(links: Links, target: str) -> NDArray[np.bool_]:
    words = _cut(target, links.target.starts, links.target.ends)
    return np.array(
        [len(w) > 2 and w.isalpha() and w.isascii() and w.lower() not in _EMPTY_EN for w in words], np.bool_
    )


def _titles(links: Links, target: str) -> FloatArray:
    return np.array([target[a].isupper() for a in links.target.starts], np.float32)


def _cut(text: str, starts: NDArray[np.int32], ends: NDArray[np.int32]) -> Sequence[str]:
    return [text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]


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
