"""What is measured of each token of a pair: the 19 numbers that the judges of ``_evidence`` weigh."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from align.records import FloatArray, Links
from align.text import fluency

FEATURES = 19
_HAN = re.compile("[\u4e00-\u9fff]")
_NUMERAL = re.compile("^[0-9０-９一二三四五六七八九十百千万亿零〇两第年月日号时分%.,]+$")
WORDS = re.compile(r"[A-Za-z]+")
# Chinese that English need not say: particles, prepositions, measure words, aspect, direction.
EMPTY_ZH = frozenset(
    "的 了 着 过 地 得 之 所 在 是 有 和 与 及 或 并 而 且 也 都 就 还 又 再 很 更 最 将 把 被 给 让 使 从 到 "
    "由 向 往 对 对于 关于 于 为 为了 以 以及 因 因为 由于 等 等等 中 上 下 里 内 外 后 前 时 间 个 名 位 家 "
    "项 次 场 座 条 件 只 本 该 此 这 那 其 它 他 她 我 你 我们 他们 这个 那个 来 去 起来 出来 下来 进行 一 "
    "一个 一种 一些 种 些 不 没 没有 会 能 可 可以 要 已 已经 正 正在 曾 吗 呢 吧 啊 据 则 便 却 才 如 如何 "
    "之一 之间 以来 方面 情况 工作 问题 同时 其中 分别 均 共 各 每 某 当 从而 因此 所以 但 但是 如果 若 虽然 "
    "然而 通过 根据 按照 作为 目前 现在 如今 当前 此次 此前 今后 日前 近日 实现 开展 实施 有关 相关 地区 人数 "
    "左右 上下 之外 以上 以下 受到 得到 作出 做出 予以 加以 给予 十分 非常 特别 尤其 真正 一直 一样 一起 而言 "
    "来说 来看 起 出 下去 过去 还是 或者 以便 为此 对此 此外 另外 比如 例如 那么 这样 那样 什么 怎么 自己 "
    "本次 有着 具有 属于 成为 称 称为 叫 名为 说 表示".split()
)
EMPTY_EN = frozenset(
    "the a an of in on at by for from with to into onto over under about after before between through during against "
    "and or but as that which who whom whose this these those is are was were be been being has have had do does did "
    "will would can could may might shall should must not it its he him his she her they them their we us our i me my "
    "you your if than then there when where while because so also all any some such more most very up out off down one "
    "two other each both just own same yuan rmb per s t re ll ve d m".split()
)


def features(
    links: Links, target: str, usual: FloatArray
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_], FloatArray, FloatArray]:
    """Which tokens are judged on the two sides, which target tokens are strange, and the features of all tokens,
    (k, 19) and (l, 19). ``usual`` has six columns a token number: usual best similarity, how often it was seen (log),
    how often without counterpart, and whether it is looked at as a source and as a target token, and how much
    it is used like an adjective or adverb."""
    sim = links.similarity
    k, n = sim.shape
    slips = fluency.slips(target)
    missing, wrong, whole = _on_tokens(slips, links)
    left = usual[links.source.ids, 3] > 0
    right = whole & (usual[links.target.ids, 4] > 0)
    ratio = np.log((len(slips.words) + 1) / (k + 1))
    row_best, column_best = sim.max(axis=1), sim.max(axis=0)
    free = sim >= column_best[None, :] - 0.03
    back = sim >= row_best[:, None] - 0.03
    top = float(slips.missing.max()) if len(slips.words) else 0.0
    xs = _table(links.source.ids, row_best, np.where(free, sim, -0.2).max(axis=1), usual, links.source_weight)
    xt = _table(links.target.ids, column_best, np.where(back, sim, -0.2).max(axis=0), usual, links.target_weight)
    near = _near(sim.argmax(axis=1), row_best, missing)
    length = links.source.ends - links.source.starts
    xs[:, 12], xs[:, 13], xs[:, 14], xs[:, 15], xs[:, 16] = near, top, ratio, length, np.log(k + 1)
    title = _titles(links, target)
    xt[:, 12], xt[:, 13], xt[:, 14], xt[:, 15], xt[:, 16] = wrong, missing, ratio, title, np.log(n + 1)
    strange = (~whole | ((title > 0) & (links.target.starts > 0))) & (links.target_weight > 0)
    return left, right, strange, xs, xt


def _table(
    ids: NDArray[np.int32], best: FloatArray, free: FloatArray, usual: FloatArray, weight: FloatArray
) -> FloatArray:
    """Columns 0-11, 17 and 18, the same on both sides."""
    expected, seen, alone = usual[ids, :3].T
    lack = expected - best
    out = np.zeros((len(ids), FEATURES), np.float32)
    out[:, 17], out[:, 18] = alone, usual[ids, 5]
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


def judged_source(word: str) -> bool:
    """Is a Chinese token looked at? Content words that are no numerals."""
    return bool(_HAN.search(word)) and word not in EMPTY_ZH and not _NUMERAL.match(word)


def judged_target(word: str) -> bool:
    """Is an English token looked at? Content words of three letters or more."""
    return len(word) > 2 and word.isalpha() and word.isascii() and word.lower() not in EMPTY_EN


def _titles(links: Links, target: str) -> FloatArray:
    codes = np.frombuffer(target.encode("utf-32-le", "replace"), np.uint32)[links.target.starts]
    return ((codes >= 65) & (codes <= 90)).astype(np.float32)
