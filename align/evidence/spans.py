"""Suspected tokens without a counterpart, joined to spans."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.records import FloatArray

SUSPECT = 0.2  # probability from which a token is one of them
_APART = 3  # a stretch may run over tokens that nobody judges (particles, digits), at most two in a row

TokenSpan = tuple[int, int, float]  # first token, last token, probability 0..1 that something there is missing


class Suspects(NamedTuple):
    """Of one side of a pair the tokens that are suspected: their numbers in order, the probability of each that it has
    no counterpart, and how many tokens up to it are judged at all."""

    tokens: list[int]
    odds: list[float]
    judged: list[int]

    @staticmethod
    def of(odds: FloatArray, judged: NDArray[np.bool_]) -> Suspects:
        """The suspects among tokens with these probabilities; ``judged``: those that are looked at."""
        at = np.flatnonzero((odds > SUSPECT) & judged)
        return Suspects(at.tolist(), odds[at].tolist(), np.cumsum(judged)[at].tolist())

    def between(self, low: int, high: int) -> Suspects:
        """Return the suspects among tokens ``low..high`` (half-open)."""
        inside = [n for n, token in enumerate(self.tokens) if low <= token < high]
        if not inside:
            return NO_SUSPECTS
        part = slice(inside[0], inside[-1] + 1)
        return Suspects(self.tokens[part], self.odds[part], self.judged[part])

    def spans(self, least: float = 0.0) -> list[TokenSpan]:
        """Suspects that are missing together, where something is so probably missing."""
        out: list[TokenSpan] = []
        begin = 0
        for n in range(1, len(self.tokens) + 1):
            if n == len(self.tokens) or self._parted(n):
                sure = 1 - math.prod(1 - min(p, 0.99) for p in self.odds[begin:n])
                if sure >= least:
                    out.append((self.tokens[begin], self.tokens[n - 1], sure))
                begin = n
        return out

    def _parted(self, n: int) -> bool:
        """Return whether suspect ``n`` is too far from the one before, or behind a token with a counterpart."""
        return self.tokens[n] - self.tokens[n - 1] > _APART or self.judged[n] - self.judged[n - 1] > 1


NO_SUSPECTS = Suspects([], [], [])
