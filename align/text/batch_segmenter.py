"""Cuts many runs of Chinese in one go, by common words and by the lists of names.

All words are in one tree of characters, filed as arrays (``training/lattice.py``): that is read in some milliseconds,
and all places of all runs are looked up together. The likeliest cut is found for all runs side by side (Viterbi over a
unigram model, as :func:`align.text.segmenter.cut` does it for one).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.data import BUILT
from align.data.arrays import arrays
from align.text.segmenter import UNSEEN, Edge, chance

PATH = BUILT / "segmenter.npz"
CODES = 0x31350  # code points up to the last of HAN
LONGEST = 64  # characters: longer runs would keep the others waiting, and are cut by themselves
# What a word of the lists is, and its log probability; common words have the level of words.txt as their code
LISTS: dict[int, tuple[float, str]] = {
    40: (-17.0, "sound"),
    41: (-18.5, "hamlet"),
    42: (-14.5, "place"),
    43: (-11.5, "place"),
    44: (-14.5, "listed"),
    45: (-11.5, "listed"),
}
_OTHER = 63  # code of a word that is in no list
# What is filed of the best last word: its length in the lowest bits, above them its code if it is a name
_SIZE, _SHIFT = 15, 4
_NAMES = np.array([code if code in LISTS else 0 for code in range(_OTHER)], np.int16)  # all common words are alike

Pieces = list[tuple[int, int, object]]  # start, end, what: None for a single character that is no name


class _Tree(NamedTuple):
    """A tree in two arrays (Aoe 1989): from ``node`` a character leads to ``next = base[node] + letter[character]`` if
    ``above[next] == node``, else no word goes on so. ``letter``: code point -> number of the character, which is its
    node as well; 0 for one that is in no word. ``cells``: all that is known of a node in one number, as most looks
    at one miss the processor's cache: ``above << 32 | base << 8 | code``, the code that of the word that ends there, 0
    where none does. ``chances``: of codes."""

    letter: NDArray[np.int32]
    cells: NDArray[np.int64]
    chances: NDArray[np.float64]


@cache
def _tree() -> _Tree:
    data = arrays(PATH)
    letters, base, above, codes = (data[name] for name in ("letters", "base", "above", "codes"))
    letter = np.zeros(CODES, np.int32)
    letter[letters] = np.arange(1, len(letters) + 1)
    cells = above.astype(np.int64) << 32
    cells[: len(base)] |= base.astype(np.int64) << 8 | codes
    chances = np.full(_OTHER, UNSEEN)
    for code in range(1, min(LISTS)):
        chances[code] = chance(code)
    for code, (value, _) in LISTS.items():
        chances[code] = value
    return _Tree(letter, cells, chances)


def cuts(runs: Iterable[str], edges: Callable[[str], Iterable[tuple[int, Edge]]] | None = None) -> dict[str, Pieces]:
    """The likeliest cut of each run of Chinese characters, less the common words of two characters and more, of which
    there are most. ``edges(text)``: words that are in no list, such as names of persons, each with the place where it
    begins; its text is that of many runs, with a zero between them."""
    lanes = sorted(set(runs), key=len, reverse=True)
    long = sum(len(run) > LONGEST for run in lanes)
    out: dict[str, Pieces] = {}
    for some in (*([run] for run in lanes[:long]), lanes[long:]):
        if some and some[0]:
            out.update(zip(some, _cuts(some, edges), strict=True))
    return out


def _cuts(lanes: Sequence[str], edges: Callable[[str], Iterable[tuple[int, Edge]]] | None) -> list[Pieces]:
    """Cut runs, given the longest first."""
    tree = _tree()
    sizes = np.fromiter(map(len, lanes), np.int64, len(lanes))
    starts = np.cumsum(sizes + 1) - sizes - 1
    text = "\0".join(lanes) + "\0" * _SIZE  # a sign between them that is in no word
    numbers = tree.letter[np.frombuffer(text.encode("utf-32-le"), np.uint32)]
    lane = np.repeat(np.arange(len(lanes)), sizes)
    place = np.arange(len(lane)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    flat = place + starts[lane]
    nodes = numbers[flat]
    cell = tree.cells[nodes]
    words = [(1, place, lane, tree.chances[cell & 0xFF], np.zeros(len(lane), np.int64))]
    for size in range(2, _SIZE + 1):
        below = (cell >> 8 & 0xFFFFFF) + numbers[flat + (size - 1)]
        cell = tree.cells[below]
        alive = np.flatnonzero(cell >> 32 == nodes)
        if not len(alive):
            break
        nodes, cell, flat, place, lane = below[alive], cell[alive], flat[alive], place[alive], lane[alive]
        code = cell & 0xFF
        ends = np.flatnonzero(code)
        if len(ends):
            words.append((size, place[ends], lane[ends], tree.chances[code[ends]], code[ends]))
    more = [*edges(text)] if edges else []
    longest = max([words[-1][0], *(end - start for start, (end, *_) in more)])
    # by length, end and run: log probability of the word, its code and length
    likely = np.full((longest, len(lanes[0]) + 1, len(lanes)), -np.inf)
    filed = np.zeros(likely.shape, np.int16)
    for size, place, lane, value, code in words:
        likely[size - 1, place + size, lane] = value
        filed[size - 1, place + size, lane] = _NAMES[code] << _SHIFT | size
    others: dict[tuple[int, int, int], object] = {}  # by run, end and length
    first = starts.tolist()
    for start, (end, score, what) in more:
        number = bisect_right(first, start) - 1
        at = end - start - 1, end - first[number], number
        if score > likely[at]:
            likely[at], filed[at], others[number, at[1], end - start] = score, _OTHER << _SHIFT | end - start, what
    last = _walk(likely, filed, sizes).T.tolist()
    return [_pieces(number, len(run), row, others) for number, (run, row) in enumerate(zip(lanes, last, strict=True))]


def _walk(chances: NDArray[np.float64], filed: NDArray[np.int16], sizes: NDArray[np.int64]) -> NDArray[np.int16]:
    """By end and run: what is filed of the last word of the best way there; the longest of several that are as good."""
    longest, places, lanes = chances.shape
    best = np.full((longest + places - 1, lanes), -np.inf)  # row 0 is the first of ``longest`` - 1 before the beginning
    best[longest - 1] = 0.0
    ways = np.empty((longest, lanes))
    going = np.searchsorted(-sizes, -np.arange(places), "right").tolist()  # runs that reach so far
    for end in range(1, places):
        on = going[end]
        way = ways[:, :on]
        np.add(best[end - 1 : end - 1 + longest, :on][::-1], chances[:, end, :on], out=way)
        np.maximum.reduce(way, axis=0, out=best[end + longest - 1, :on])
    last = np.zeros((places, lanes), np.int16)
    reached = best[longest:]
    for size in range(1, longest + 1):
        before = best[longest - size : longest - size + places - 1]
        np.copyto(last[1:], filed[size - 1, 1:], where=before + chances[size - 1, 1:] == reached)
    return last


def _pieces(number: int, end: int, last: Sequence[int], others: Mapping[tuple[int, int, int], object]) -> Pieces:
    """Return the pieces of run ``number`` that are not common words."""
    out: Pieces = []
    while end:
        found = last[end]
        start = end - (found & _SIZE)
        if found > _SIZE:
            code = found >> _SHIFT
            out.append((start, end, others[number, end, end - start] if code == _OTHER else LISTS[code][1]))
        elif found == 1:
            out.append((start, end, None))
        end = start
    out.reverse()
    return out
