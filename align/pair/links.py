"""Token links of a pair of texts: which token finds its counterpart on the other side (late interaction; Khattab and
Zaharia 2020, ColBERT). No alignment is decided here: the matrix of cosines is the evidence that checks read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from align.records import Linker, Links, TokenEncoder, Tokens

_MEMO = 4096  # texts whose tokens are kept: a few MB, enough for an article and its neighbours


class PairLinker:
    """A :data:`~align.records.Linker`: two texts -> :class:`~align.records.Links`.

    Tokens of up to 4,096 texts are kept, so that a caller may hand over all texts of an article at once by
    :meth:`prepare` (one call of the tokenizer) and ask for the pairs later.
    """

    def __init__(self, encoder: TokenEncoder) -> None:
        self._encoder = encoder
        self._memo: dict[str, Tokens] = {}

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

    def __call__(self, source: str, target: str) -> Links:
        """Links of one pair; an empty text has no tokens and the matrix no rows (columns)."""
        memo = self._memo
        if source not in memo or target not in memo:
            self.prepare((source, target))
        return _links(self._encoder, memo[source], memo[target])


def make_linker(encoder: TokenEncoder) -> Linker:
    """A linker on the token vectors of ``encoder`` (see :class:`PairLinker`)."""
    return PairLinker(encoder)


def link_many(encoder: TokenEncoder, pairs: Sequence[tuple[str, str]]) -> list[Links]:
    """Links of many pairs; all texts are tokenised in one call, which the tokenizer spreads over its threads."""
    tokens = encoder.tokens([text for pair in pairs for text in pair])
    return [_links(encoder, tokens[2 * k], tokens[2 * k + 1]) for k in range(len(pairs))]


def _links(encoder: TokenEncoder, source: Tokens, target: Tokens) -> Links:
    left, right = encoder.vectors(source.ids), encoder.vectors(target.ids)
    similarity = left @ right.T if len(source.ids) and len(target.ids) else _empty(len(source.ids), len(target.ids))
    return Links(source, target, encoder.weights(source.ids), encoder.weights(target.ids), similarity)


def _empty(rows: int, columns: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.zeros((rows, columns), np.float32)
