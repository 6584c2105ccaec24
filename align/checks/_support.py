"""What the dictionary says of tokens that seem to have no counterpart: is one of the words there a rendering of it?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from align.checks._features import EMPTY_EN, EMPTY_ZH, WORDS
from align.records import FloatArray, Links
from align.text import translations

Asked = tuple[Links, str, str, NDArray[np.int64]]  # links, source, target, and the tokens asked about


class _Content(dict[str, int]):
    """English words -> the hash of their stem, remembered; 0 for those that mean nothing by themselves."""

    def __missing__(self, word: str) -> int:
        if len(self) >= 65536:
            self.clear()
        code = self[word] = 0 if word.lower() in EMPTY_EN else translations.stem_code(word)
        return code


_CONTENT = _Content()


def source_support(asked: Sequence[Asked]) -> list[FloatArray]:
    """For some source tokens of pairs: 1 where the dictionary knows a word of the target as a rendering of the token,
    .5 of a longer word or a part that it stands in, 0 of none."""
    questions, places = [], []
    for links, source, target, tokens in asked:
        stems = [code for code in set(map(_CONTENT.__getitem__, WORDS.findall(target))) if code]
        codes, starts, lengths = translations.hashes(source)
        begin, end = links.source.starts[tokens, None], links.source.ends[tokens, None]
        over = (starts < end) & (starts + lengths > begin) & ((lengths > 1) | (end - begin == 1))
        some = np.flatnonzero(over.any(axis=0))
        questions.append((codes[some], stems))
        places.append((over[:, some], (starts[some] == begin) & (starts[some] + lengths[some] == end)))
    out = []
    for known, (over, exact) in zip(translations.known_all(questions), places, strict=True):
        hit = over & known.any(axis=1)
        out.append(np.where((hit & exact).any(axis=1), 1.0, 0.5 * hit.any(axis=1)).astype(np.float32))
    return out


@cache
def _empty_codes() -> NDArray[np.uint32]:
    """Hashes of the single characters that mean nothing by themselves: they support no English word."""
    return np.unique(np.array([translations.word_code(w) for w in EMPTY_ZH if len(w) == 1], np.uint32))


def target_support(asked: Sequence[Asked]) -> list[FloatArray]:
    """For some target tokens of pairs: 1 where the dictionary knows the token as a rendering of a source token, .5 of
    another Chinese word in the source, 0 of none."""
    questions, weights = [], []
    size, empty = translations.LONGEST + 1, _empty_codes()
    for links, source, target, tokens in asked:
        codes, starts, lengths = translations.hashes(source)
        is_token = np.zeros(len(source) * size + size, np.bool_)
        token_lengths = links.source.ends - links.source.starts
        short = token_lengths < size
        is_token[links.source.starts[short] * size + token_lengths[short]] = True
        own = is_token[starts * size + lengths]
        says = empty[np.minimum(np.searchsorted(empty, codes), len(empty) - 1)] != codes
        some = np.flatnonzero((own | (lengths > 1)) & says)
        begins, ends = links.target.starts[tokens].tolist(), links.target.ends[tokens].tolist()
        words = (target[a:b] for a, b in zip(begins, ends, strict=True))
        questions.append((codes[some], [translations.stem_code(word) for word in words]))
        weights.append(np.where(own[some], np.float32(1), np.float32(0.5))[:, None])
    known = translations.known_all(questions)
    return [(found * weight).max(axis=0, initial=0.0) for found, weight in zip(known, weights, strict=True)]
