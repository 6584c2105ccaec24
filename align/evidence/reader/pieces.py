"""The pieces that the second reader cuts texts into: a Unigram vocabulary (Kudo 2018) in a file of its own.

One piece a line with its log probability. XLM-R's own file, of which these pieces are the fifth that Chinese–English
text uses, has 17 MB.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from align.text.normal import composed

START, PAD, END, UNKNOWN = range(4)  # <s>, <pad>, </s>, <unk>: the first lines of the file
SPECIAL = 4
READ = 1 << 14  # characters of a text that are cut: several times what the network reads
_SPACE = "▁"
_WHITE = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_RUN = re.compile(f"[{_WHITE}]+|[^{_WHITE}]+")


def columns(path: Path) -> tuple[list[str], list[str]]:
    """Pieces and their scores, from lines "piece TAB score". OSError or ValueError where the file is none."""
    flat = path.read_text(encoding="utf-8").replace("\t", "\n").split("\n")
    names, scores = flat[0:-1:2], flat[1::2]
    if len(names) != len(scores) or len(names) <= SPECIAL:
        raise ValueError("holds no pieces with their scores")
    return names, scores


class Cut(NamedTuple):
    """A text in pieces: their numbers, and the half-open range of each in the text."""

    ids: list[int]
    offsets: list[tuple[int, int]]


class Cutter:
    """Cuts texts with the vocabulary of a file, as XLM-R does: each word, with the blank before it, into
    the pieces whose log probabilities have the largest sum (Viterbi). No tokenizer library is needed."""

    def __init__(self, path: Path) -> None:
        """OSError or ValueError where the file is none."""
        names, scores = columns(path)
        values = list(map(float, scores))
        least = min(values)
        values[:SPECIAL] = [least - 10] * SPECIAL  # no text is cut into them
        self._unknown = least - 20
        self._values = values
        self._number = dict(zip(names, range(len(names)), strict=True))
        self._reach: dict[str, int] = {}  # first character -> length of the longest piece that begins so
        for name in names:
            if len(name) > self._reach.get(name[0], 0):
                self._reach[name[0]] = len(name)

    def __call__(self, texts: Sequence[str]) -> list[Cut]:
        """The pieces of each text; of a very long one, of its beginning."""
        known: dict[str, list[tuple[int, int]]] = {}
        return [self._text(text[:READ], known) for text in texts]

    def _text(self, text: str, known: dict[str, list[tuple[int, int]]]) -> Cut:
        normal, origins = _normal(text)
        ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        starts = [at for at, character in enumerate(normal) if character == _SPACE]
        for start, end in pairwise([*starts, len(normal)]):
            word = normal[start:end]
            if word not in known:
                known[word] = self._cut(word)
            at = start
            for number, stop in known[word]:
                ids.append(number)
                offsets.append((origins[at], origins[start + stop - 1] + 1))
                at = start + stop
        return Cut(ids, offsets)

    def _cut(self, word: str) -> list[tuple[int, int]]:
        """Number and end of each piece of a word; characters that no piece explains are one unknown piece."""
        size, find, values, reach = len(word), self._number.get, self._values, self._reach.get
        best = [0.0] + [-math.inf] * size
        came = [(0, UNKNOWN)] * (size + 1)  # where the last piece before each place begins, and its number
        for start in range(size):
            score, single = best[start], False
            for end in range(start + 1, min(start + reach(word[start], 0), size) + 1):
                number = find(word[start:end])
                if number is not None:
                    single = single or end == start + 1
                    if score + values[number] > best[end]:
                        best[end], came[end] = score + values[number], (start, number)
            if not single and score + self._unknown > best[start + 1]:
                best[start + 1], came[start + 1] = score + self._unknown, (start, UNKNOWN)
        out: list[tuple[int, int]] = []
        end = size
        while end > 0:
            start, number = came[end]
            if not (number == UNKNOWN and out and out[-1][0] == UNKNOWN):
                out.append((number, end))
            end = start
        return out[::-1]


def _normal(text: str) -> tuple[str, list[int]]:
    """The text as XLM-R reads it – NFKC, runs of white space as one mark, one at its head – with the places its
    characters came from."""
    whole, origins = composed(text)
    skipped = len(whole) - len(whole.lstrip(_WHITE))
    out, places = [], []
    for match in _RUN.finditer(whole.strip(_WHITE)):
        first, last = match.start() + skipped, match.end() + skipped
        white = match[0][0] in _WHITE
        out.append(_SPACE if white else match[0])
        places += origins[last - 1 : last] if white else origins[first:last]
    if out and not out[0].startswith(_SPACE):
        out.insert(0, _SPACE)
        places.insert(0, places[0])
    return "".join(out), places
