"""Token links of a pair of texts: which token finds its counterpart on the other side (late interaction; Khattab and
Zaharia 2020, ColBERT). No alignment is decided here: the matrix of cosines is the evidence that checks read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from align.records import FloatArray, Linker, Links, TokenEncoder, Tokens
from align.records.links import linkable

_MEMO = 4096  # texts whose tokens are kept: a few MB, enough for an article and its neighbours
_TOGETHER = 16  # pairs whose vectors are looked up together: they fit into the cache of the processor


class PairLinker:
    """A :data:`~align.records.Linker`: two texts -> :class:`~align.records.Links`.

    Tokens of up to 4,096 texts are kept, so that a caller may hand over all texts of an article at once by
    :meth:`prepare` (one call of the tokenizer) and ask for the pairs later.
    """

    def __init__(self, encoder: TokenEncoder) -> None:
        self._encoder = encoder
        self._memo: dict[str, Tokens] = {}
        self._ready: dict[tuple[str, str], Links] = {}

    def prepare(self, texts: Sequence[str]) -> None:
        """Tokenise texts in one go and keep their tokens; texts beyond 4,096 push the oldest out."""
        fresh = list(dict.fromkeys(text for text in texts if text not in self._memo))[-_MEMO:]
        if not fresh:
            return
        for text, tokens in zip(fresh, self._encoder.tokens(fresh), strict=True):
            self._memo[text] = tokens
        while len(self._memo) > _MEMO:
            del self._memo[next(iter(self._memo))]

    def tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """Tokens of texts, kept ones as they are."""
        memo = self._memo
        if all(text in memo for text in texts):
            return [memo[text] for text in texts]
        distinct = list(dict.fromkeys(texts))
        found = dict(zip(distinct, self._encoder.tokens(distinct), strict=True))
        return [found[text] for text in texts]

    def link(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Link pairs in one go and give the cosine of each as a whole. The next call for one of them takes what was
        found here; that of up to 4,096 pairs is kept."""
        ready, distinct = self._ready, dict.fromkeys(pairs)
        cosines = {pair: ready[pair].cosine for pair in distinct if pair in ready}
        new = [pair for pair in distinct if pair not in ready]
        fresh = [pair for pair in new if linkable(*pair)]
        cosines.update((pair, self._cosine(*pair)) for pair in new if not linkable(*pair))
        for first in range(0, len(fresh), _TOGETHER):
            some = fresh[first : first + _TOGETHER]
            tokens = self.tokens([text for pair in some for text in pair])
            for pair, links in zip(
                some, _links(self._encoder, list(zip(tokens[0::2], tokens[1::2], strict=True))), strict=True
            ):
                cosines[pair] = links.cosine
                ready[pair] = links
        for pair in list(ready)[: max(0, len(ready) - _MEMO)]:
            del ready[pair]
        return [cosines[pair] or 0.0 for pair in pairs]

    def _cosine(self, *texts: str) -> float:
        """Of two texts, without links."""
        ids = [tokens.ids for tokens in self.tokens(texts)]
        sums = [self._encoder.weights(own) @ self._encoder.vectors(own) for own in ids]
        return _cosines(sums[0][None], sums[1][None])[0]

    def __call__(self, source: str, target: str) -> Links:
        """Links of one pair; an empty text has no tokens and the matrix no rows (columns)."""
        ready = self._ready.pop((source, target), None)
        if ready is not None:
            return ready
        memo = self._memo
        if source not in memo or target not in memo:
            self.prepare((source, target))
        return _links(self._encoder, [(memo[source], memo[target])])[0]


def make_linker(encoder: TokenEncoder) -> Linker:
    """A linker on the token vectors of ``encoder`` (see :class:`PairLinker`)."""
    return PairLinker(encoder)


def link_many(encoder: TokenEncoder, pairs: Sequence[tuple[str, str]]) -> list[Links]:
    """Links of many pairs; all texts are tokenised in one call, which the tokenizer spreads over its threads."""
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
    """Of each row with its counterpart; 0 for a row of zeros."""
    products, lengths = np.einsum("nd,nd->n", left, right), np.einsum("nd,nd->n", left, left)
    lengths *= np.einsum("nd,nd->n", right, right)
    found: list[float] = np.divide(products, np.sqrt(lengths), out=np.zeros_like(products), where=lengths > 0).tolist()
    return found
