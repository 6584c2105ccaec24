"""The pieces that the second reader cuts texts into: a Unigram vocabulary (Kudo 2018) in a file of its own.

One piece a line with its log probability. XLM-R's own file, of which these pieces are the fifth that Chinese–English
text uses, has 17 MB.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

START, PAD, END, UNKNOWN = range(4)  # <s>, <pad>, </s>, <unk>: the first lines of the file
SPECIAL = 4
READ = 1 << 14  # characters of a text that are cut: several times what the network reads
_SPACE = "▁"


def read(path: Path) -> list[tuple[str, float]]:
    """Pieces and their scores. OSError or ValueError where the file is none."""
    names, scores = _columns(path)
    return list(zip(names, map(float, scores), strict=True))


def _columns(path: Path) -> tuple[list[str], list[str]]:
    """ "piece TAB score LF" again and again."""
    flat = path.read_text(encoding="utf-8").replace("\t", "\n").split("\n")
    names, scores = flat[0:-1:2], flat[1::2]
    if len(names) != len(scores) or len(names) <= SPECIAL:
        raise ValueError("holds no pieces with their scores")
    return names, scores


def tokenizer(pieces: Sequence[tuple[str, float]]) -> Any:
    """A ``tokenizers.Tokenizer`` of some pieces, with XLM-R's normalisation; offsets are code points of the text."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    low = min(score for _, score in pieces) - 10  # of the special pieces: no text is cut into them
    known = [(piece, low if i < SPECIAL else score) for i, (piece, score) in enumerate(pieces)]
    made = Tokenizer(models.Unigram(known, unk_id=UNKNOWN, byte_fallback=False))
    made.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return made


class Cut(NamedTuple):
    """A text in pieces: their numbers, and the half-open range of each in the text."""

    ids: list[int]
    offsets: list[tuple[int, int]]


class Cutter:
    """Cuts texts with the vocabulary of a file.

    The tokenizer is made of the pieces that occur in the texts at hand, some thousands of the 49,000, and cuts them as
    that of all pieces does: it takes a fifth of the time to make and no memory to keep.
    """

    def __init__(self, path: Path) -> None:
        """OSError or ValueError where the file is none."""
        self._names, self._scores = _columns(path)
        self._number = dict(zip(self._names, range(len(self._names)), strict=True))
        self._longest = max(map(len, self._names))
        values = list(map(float, self._scores))
        self._least = values.index(min(values))  # an unknown character is 10 less likely
        self._normalizer = tokenizer(self._some(range(SPECIAL))).normalizer

    def _some(self, numbers: Iterable[int]) -> list[tuple[str, float]]:
        return [(self._names[number], float(self._scores[number])) for number in numbers]

    def __call__(self, texts: Sequence[str]) -> list[Cut]:
        """The pieces of each text; of a very long one, of its beginning."""
        texts = [text[:READ] for text in texts]
        known = [*range(SPECIAL), *sorted(self._occurring(texts) | {self._least})]
        made = tokenizer(self._some(known))
        found = made.encode_batch(texts, add_special_tokens=False)
        return [Cut([known[number] for number in cut.ids], cut.offsets) for cut in found]

    def _occurring(self, texts: Sequence[str]) -> set[int]:
        """Numbers of the pieces that occur in some texts, but for special ones."""
        words: set[str] = set()
        for text in texts:
            normal = _SPACE + self._normalizer.normalize_str(text).replace(" ", _SPACE)
            starts = [at for at, character in enumerate(normal) if character == _SPACE]
            words.update(normal[start:end] for start, end in pairwise([*starts, len(normal)]))
        found: set[str] = set()
        for word in words:
            size = len(word)
            found.update(
                word[start:end]
                for start in range(size)
                for end in range(start + 1, min(start + self._longest, size) + 1)
                if word[start:end] in self._number
            )
        return {self._number[piece] for piece in found} - set(range(SPECIAL))
