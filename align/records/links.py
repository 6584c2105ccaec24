"""Tokens, links, and what an encoder is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from align.lazy import lazy

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int32]
BoolArray = NDArray[np.bool_]
Offsets = tuple[int, int]  # half-open, in code points of a text: of a side of a pair where a Span is of its document


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of one text in order: piece numbers and code-point offsets, all int32 of shape (k,)."""

    ids: IntArray
    starts: IntArray
    ends: IntArray

    def span(self, first: int, last: int) -> Offsets:
        """Where in the text the tokens from ``first`` to ``last``, both of them included, are."""
        return int(self.starts[first]), int(self.ends[last])

    def touching(self, start: int, end: int) -> slice:
        """Those that have a character in ``[start, end)`` of the text: where they are among all, found by halving.

        The bounds are int32 as the offsets are: numpy would copy all offsets to compare them with a Python number.
        """
        first = int(self.ends.searchsorted(np.int32(start), "right"))
        return slice(first, max(first, int(self.starts.searchsorted(np.int32(end), "left"))))

    def beginning(self, start: int, end: int) -> slice:
        """Those that begin in ``[start, end)`` of the text, as :meth:`touching`."""
        first = int(self.starts.searchsorted(np.int32(start), "left"))
        return slice(first, max(first, int(self.starts.searchsorted(np.int32(end), "left"))))


@dataclass(frozen=True)
class Links:
    """Token-level evidence of one pair: which token finds a counterpart on the other side (late interaction).

    Token offsets are offsets in ``pair.source.text`` and ``pair.target.text``. ``similarity`` is float32 (k, l),
    cosines of token vectors; weights are token norms (k,), (l,): how much of the meaning a token carries. ``cosine`` is
    that of the two texts as wholes, ``source_mean`` (d,) the mean of the vectors of the source's tokens; None where
    nobody looked.
    """

    source: Tokens
    target: Tokens
    source_weight: FloatArray
    target_weight: FloatArray
    similarity: FloatArray
    cosine: float | None = None
    source_mean: FloatArray | None = None

    def keep_best(self, source: FloatArray, target: FloatArray) -> None:
        """Keep the best similarities of the tokens, (k,) and (l,), which were found for a group of pairs at once."""
        self.__dict__.update(source_best=source, target_best=target)

    @lazy
    def source_best(self) -> FloatArray:
        """(k,) best similarity of each source token to any target token; 0 where there is no target."""
        return (
            self.similarity.max(axis=1) if self.similarity.shape[1] else np.zeros(len(self.source_weight), np.float32)
        )

    @lazy
    def target_best(self) -> FloatArray:
        """(l,) best similarity of each target token to any source token; 0 where there is no source."""
        return (
            self.similarity.max(axis=0) if self.similarity.shape[0] else np.zeros(len(self.target_weight), np.float32)
        )


class Encoder(Protocol):
    """Texts -> unit vectors."""

    @property
    def name(self) -> str:
        """A name for people."""

    @property
    def fingerprint(self) -> str:
        """16 hex digits over weights and tokenizer."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """(n, d) float32, rows of unit length; a zero row for a text without tokens."""


class TokenEncoder(Encoder, Protocol):
    """An encoder that also gives tokens, their vectors and weights."""

    def tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """Tokens of each text."""

    def vectors(self, ids: IntArray) -> FloatArray:
        """(k, d) float32 unit vectors."""

    def weights(self, ids: IntArray) -> FloatArray:
        """(k,) float32 token weights."""


# Characters of a source times those of its translation up to which words are linked: an article in one row of a table
# has its links, a book has none (its matrix would take gigabytes)
LARGEST = 128_000_000


def linkable(source: str, target: str) -> bool:
    """Return whether the two texts are short enough to link their words."""
    return len(source) * len(target) <= LARGEST


Linker = Callable[[str, str], Links]
