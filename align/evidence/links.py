"""Token links of a pair of texts: which token finds its counterpart on the other side (late interaction; Khattab and
Zaharia 2020, ColBERT). No alignment is decided here: the matrix of cosines is the evidence that checks read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from align.records import FloatArray, Linker, Links, TokenEncoder, Tokens
from align.records.links import linkable

_TOGETHER = 16  # pairs whose vectors are looked up together: they fit into the cache of the processor


class PairLinker:
    """A :data:`~align.records.Linker`: two texts -> :class:`~align.records.Links`; :meth:`link` takes many pairs."""

    def __init__(self, encoder: TokenEncoder) -> None:
        self._encoder = encoder

    def link(self, pairs: Sequence[tuple[str, str]]) -> list[Links | None]:
        """Link pairs in one go; None where a text is empty or the two are too long to be linked."""
        some = [pair for pair in dict.fromkeys(pairs) if all(pair) and linkable(*pair)]
        found = dict(zip(some, link_many(self._encoder, some), strict=True))
        return [found.get(pair) for pair in pairs]

    def cosine(self, source: str, target: str) -> float:
        """Cosine of two texts as wholes, without links."""
        ids = [tokens.ids for tokens in self._encoder.tokens([source, target])]
        sums = [self._encoder.weights(own) @ self._encoder.vectors(own) for own in ids]
        return _cosines(sums[0][None], sums[1][None])[0]

    def wholes(self, texts: Sequence[str]) -> FloatArray:
        """(n, d) unit vectors of texts as wholes: their products are cosines, but for rounding."""
        return self._encoder.encode(texts)

    def __call__(self, source: str, target: str) -> Links:
        """Link one pair; an empty text has no tokens and the matrix no rows (columns)."""
        return link_many(self._encoder, [(source, target)])[0]


def make_linker(encoder: TokenEncoder) -> Linker:
    """A linker on the token vectors of ``encoder`` (see :class:`PairLinker`)."""
    return PairLinker(encoder)


def link_many(encoder: TokenEncoder, pairs: Sequence[tuple[str, str]]) -> list[Links]:
    """Link many pairs; all texts are tokenised in one call, which the tokenizer spreads over its threads."""
    tokens = encoder.tokens([text for pair in pairs for text in pair])
    both = list(zip(tokens[0::2], tokens[1::2], strict=True))
    return [found for at in range(0, len(both), _TOGETHER) for found in _links(encoder, both[at : at + _TOGETHER])]


def _links(encoder: TokenEncoder, pairs: Sequence[tuple[Tokens, Tokens]]) -> list[Links]:
    """Vectors are looked up together; each pair is multiplied by itself, so that it does not depend on the others."""
    ids = [side.ids for pair in pairs for side in pair]
    flat = np.concatenate(ids) if ids else np.zeros(0, np.int32)
    vectors, weights = encoder.vectors(flat), encoder.weights(flat)
    sizes = np.array([len(own) for own in ids])
    ends = np.cumsum(sizes).tolist()
    at = [slice(a, b) for a, b in zip([0, *ends[:-1]], ends, strict=True)]
    sums = _sums(weights, vectors, at)
    cosines = _cosines(sums[0::2], sums[1::2])
    means = _sums(np.repeat((1 / np.maximum(sizes, 1)).astype(np.float32), sizes), vectors, at[0::2])
    return [
        Links(source, target, weights[a], weights[b], vectors[a] @ vectors[b].T, cosine, mean)
        for (source, target), a, b, cosine, mean in zip(pairs, at[0::2], at[1::2], cosines, means, strict=True)
    ]


def _sums(shares: FloatArray, vectors: FloatArray, at: Sequence[slice]) -> FloatArray:
    """(n, d): weighted sums of the vectors of n texts, text by text, so that none depends on its neighbours."""
    out = np.empty((len(at), vectors.shape[1]), np.float32)
    for row, own in zip(out, at, strict=True):
        np.dot(shares[own], vectors[own], out=row)
    return out


def _cosines(left: FloatArray, right: FloatArray) -> list[float]:
    """Return the cosine of each row with its counterpart; 0 for a row of zeros."""
    products, lengths = np.einsum("nd,nd->n", left, right), np.einsum("nd,nd->n", left, left)
    lengths *= np.einsum("nd,nd->n", right, right)
    found: list[float] = np.divide(products, np.sqrt(lengths), out=np.zeros_like(products), where=lengths > 0).tolist()
    return found
