"""How often words stand in a long text, for thousands of words: by an index of its characters, three at a time."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

_BLOCK = 3  # characters whose code points, 21 bits each, make one number of 64 bits
_SHORTEST = 2 * _BLOCK - 1  # any stretch of so many characters holds a whole block, wherever the blocks begin
_LONG = 100_000  # characters of a text that is worth an index: a shorter one is read in 20 microseconds
_FEW = 8  # words for which no index is made: it takes as long as some fifty readings of the text
_SHARE = 200  # a comparison takes as long as the reading of so many characters


class Occurrences:
    """What ``text.count(words)`` says, in a time that does not grow with the text; what was asked for is remembered."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, int] = {}

    def count(self, words: str) -> int:
        """Return how often ``words`` stand in the text, no two over each other."""
        known = self._known.get(words)
        if known is None:
            known = self._known[words] = self._count(words)
        return known

    def _count(self, words: str) -> int:
        if len(self._text) < _LONG or len(words) < _SHORTEST or len(self._known) < _FEW:
            return self._text.count(words)
        places: list[int] = []
        for begin in range(_BLOCK):  # wherever the words stand, their blocks begin at one of these of their characters
            here = self._places(words, begin)
            if here is None:
                return self._text.count(words)
            places += here
        found, end = 0, 0
        for at in sorted(places):
            if at >= end:
                found, end = found + 1, at + len(words)
        return found

    def _places(self, words: str, begin: int) -> list[int] | None:
        """Where the words stand with a block of the text at their character ``begin``: at their rarest block they are
        compared with the text. None where that block is no rare one."""
        keys, order = self._index
        own = _keys(words[begin:])
        first, last = keys.searchsorted(own, "left"), keys.searchsorted(own, "right")
        rarest = int((last - first).argmin())
        if int(last[rarest] - first[rarest]) * _SHARE > len(self._text):
            return None
        starts = order[first[rarest] : last[rarest]] * _BLOCK - begin - rarest * _BLOCK
        return [at for at in starts.tolist() if at >= 0 and self._text.startswith(words, at)]

    @cached_property
    def _index(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The blocks of the text, sorted, and the number of each: 32 bytes for six characters."""
        keys = _keys(self._text)
        order = np.argsort(keys, kind="stable")
        return keys[order], order


def _keys(text: str) -> NDArray[np.int64]:
    """The whole blocks of a text, each as a number."""
    codes = np.frombuffer(text[: len(text) // _BLOCK * _BLOCK].encode("utf-32-le", "surrogatepass"), np.uint32)
    blocks = codes.astype(np.int64).reshape(-1, _BLOCK)
    return np.asarray((blocks[:, 0] << 42) | (blocks[:, 1] << 21) | blocks[:, 2], np.int64)
