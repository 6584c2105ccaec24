"""Look up suspected tokens in the dictionary: those of which it lists a word of the other side as a rendering.

The pairs of a group are looked up together. Their sources are joined to one string, separated by NULs; every substring
of 1-4 characters has its hash in a table of shape (places, 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from align.evidence import translations
from align.records import FloatArray, Links
from align.text.english import function_words, small_words

Asked = tuple[Links, str, str, NDArray[np.int64]]  # links, source, target, and the tokens that are looked up
Ints = NDArray[np.int64]
_APART = "\0" * translations.LONGEST


def _stems(asked: Sequence[Asked]) -> list[list[int]]:
    """Hashes of the stems of the words of each target that mean something by themselves; [0] where it has none."""
    empty = function_words("empty_en")
    words = [set(small_words(target)) - empty for _, _, target, _ in asked]
    codes = {word: translations.stem_code(word) for word in set().union(*words)}
    return [list({codes[word] for word in own}) or [0] for own in words]


def source_support(asked: Sequence[Asked]) -> FloatArray:
    """For some source tokens of pairs, one after the other: 1 where the dictionary knows a word of the target as a
    rendering of the token, .5 of a longer word or a part that it is in, 0 of none."""
    codes, shift = _table(asked)
    owner = np.repeat(np.arange(len(asked)), [len(tokens) for *_, tokens in asked])
    low = shift[owner, None]
    high = low + np.array([len(source) for _, source, _, _ in asked])[owner, None]
    begin = np.concatenate([s + p[0].source.starts[p[3]] for s, p in zip(shift, asked, strict=True)])
    length = np.concatenate([p[0].source.ends[p[3]] - p[0].source.starts[p[3]] for p in asked])
    runs, offsets = _around(int(length.max()))
    start = begin[:, None] + offsets
    inside = (offsets < length[:, None]) & (start >= low) & (start + runs <= high)
    inside &= (runs > 1) | (length[:, None] == 1)
    entries = codes[start[inside], np.broadcast_to(runs, start.shape)[inside] - 1]
    stems = _stems(asked)
    counts = np.array([len(own) for own in stems])
    flat = np.array([code for own in stems for code in own], np.uint32)
    pair = owner[np.nonzero(inside)[0]]
    at, firsts = _ranges((np.cumsum(counts) - counts)[pair], counts[pair])
    known = translations.known_pairs(np.repeat(entries, counts[pair]), flat[at])
    hit = np.zeros(start.shape, np.bool_)
    hit[inside] = np.logical_or.reduceat(known, firsts)
    exact = hit & (offsets == 0) & (runs == length[:, None])
    return np.where(exact.any(axis=1), np.float32(1), np.float32(0.5) * hit.any(axis=1))


def target_support(asked: Sequence[Asked]) -> FloatArray:
    """For some target tokens of pairs, one after the other: 1 where the dictionary knows the token as a rendering of a
    source token, .5 of another Chinese word in the source, 0 of none."""
    codes, shift = _table(asked)
    begin = np.concatenate([s + p[0].source.starts for s, p in zip(shift, asked, strict=True)])
    length = np.concatenate([p[0].source.ends - p[0].source.starts for p in asked])
    short = length <= translations.LONGEST
    own = np.zeros(codes.shape, np.bool_)
    own[begin[short], length[short] - 1] = True
    asks = own.copy()
    asks[:, 1:] = True
    empty = _empty_codes()
    asks[:, 0] &= empty[np.minimum(np.searchsorted(empty, codes[:, 0]), len(empty) - 1)] != codes[:, 0]
    sizes = np.array([len(source) for _, source, _, _ in asked])
    ends = shift + sizes
    room = np.repeat(ends, sizes + len(_APART)) - np.arange(len(codes))  # characters up to the end of its text
    asks &= np.arange(1, translations.LONGEST + 1) <= room[:, None]
    entries, weight = codes[asks], np.where(own[asks], np.float32(1), np.float32(0.5))
    before = np.concatenate(([0], np.cumsum(asks.sum(axis=1))))
    low, counts = before[shift], before[ends] - before[shift]
    pair = np.repeat(np.arange(len(asked)), [len(tokens) for *_, tokens in asked])
    stems = np.array([code for p in asked for code in _words(p)], np.uint32)
    out = np.zeros(len(pair), np.float32)
    some = counts[pair] > 0
    if some.any():
        at, firsts = _ranges(low[pair[some]], counts[pair[some]])
        known = translations.known_pairs(entries[at], np.repeat(stems[some], counts[pair[some]]))
        out[some] = np.maximum.reduceat(known * weight[at], firsts)
    return out


def _words(asked: Asked) -> list[int]:
    """Hashes of the stems of the target tokens to look up."""
    links, _, target, tokens = asked
    begins, ends = links.target.starts[tokens].tolist(), links.target.ends[tokens].tolist()
    return [translations.stem_code(target[a:b]) for a, b in zip(begins, ends, strict=True)]


def _table(asked: Sequence[Asked]) -> tuple[NDArray[np.uint32], Ints]:
    """(places, 4): hashes of the runs of 1-4 characters that begin at each place; and where each source begins."""
    sizes = np.array([len(source) + len(_APART) for _, source, _, _ in asked])
    return translations.runs("".join(source + _APART for _, source, _, _ in asked)), np.cumsum(sizes) - sizes


def _around(longest: int) -> tuple[Ints, Ints]:
    """Length and offset of the runs that touch a token of so many characters."""
    slots = [(n, at) for n in range(1, translations.LONGEST + 1) for at in range(1 - n, longest)]
    runs, offsets = np.array(slots, np.int64).T
    return runs, offsets


def _ranges(low: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """The numbers low, low + 1 … (``counts`` of them, at least one) of each range, one after the other; and where in
    that the ranges begin."""
    ends = np.cumsum(counts)
    firsts = ends - counts
    return np.arange(int(ends[-1])) + np.repeat(low - firsts, counts), firsts


@cache
def _empty_codes() -> NDArray[np.uint32]:
    """Hashes of the single characters that mean nothing by themselves: they support no English word."""
    return np.array(sorted({translations.word_code(w) for w in function_words("empty_zh") if len(w) == 1}), np.uint32)
