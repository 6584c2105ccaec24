"""Texts into pieces, as the tokenizer of the bundled model cuts them, in Python.

Words of Latin letters, figures and runs of ideographs are cut into the longest pieces that the vocabulary has, from the
left (WordPiece; Schuster and Nakajima 2012). What a word falls into is remembered, so that this takes half the time of
the ``tokenizers`` library, and that need not be loaded at all. A test proves that both agree.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from typing import Any

import numpy as np

from align.records import IntArray

_PATTERN = re.compile(r"\[a-z\]\{1,40\}\|\[0-9\]\{1,40\}\|\[(.+)\]\{1,40\}\|\\S", re.S)
_LONGEST = 40  # characters of a run that is cut as one
_NORMALISERS = ["NFKD", "StripAccents", "Lowercase"]
_KEPT = 65536  # words that are remembered


class Pieces:
    """Cuts texts that are normalised already (NFKD, no accents, lower case)."""

    def __init__(self, vocabulary: Mapping[str, int], known: frozenset[str], unknown: int) -> None:
        ideographs = f"{min(known)}-{max(known)}"  # and others between them
        self._split = re.compile(rf"\s*(?:[a-z]{{1,40}}|[0-9]{{1,40}}|[{ideographs}]+|[^\sa-z0-9{ideographs}])")
        self._words = _Words(vocabulary, known, unknown)

    @staticmethod
    def of(settings: Mapping[str, Any]) -> Pieces | None:
        """From a tokenizer.json; None where that is of another kind than the bundled one's."""
        try:
            model, split = settings["model"], settings["pre_tokenizer"]
            kinds = [step["type"] for step in settings["normalizer"]["normalizers"]]
            pattern = _PATTERN.fullmatch(split["pattern"]["Regex"])
            same = (
                kinds == _NORMALISERS
                and (split["type"], split["behavior"], split["invert"]) == ("Split", "Removed", True)
                and (model["type"], model["continuing_subword_prefix"]) == ("WordPiece", "")
                and model["max_input_chars_per_word"] >= _LONGEST
                and not settings["added_tokens"]
                and settings["post_processor"] is None
            )
            if not same or pattern is None:
                return None
            return Pieces(model["vocab"], _members(pattern[1]), model["vocab"][model["unk_token"]])
        except (KeyError, TypeError):
            return None

    def __call__(self, text: str) -> tuple[IntArray, IntArray, IntArray]:
        """Numbers of the pieces, where each begins and where it ends."""
        found = b"".join(map(self._words.__getitem__, self._split.findall(text.rstrip())))
        ids, gaps, sizes = np.frombuffer(found, np.int32).reshape(-1, 3).T
        ends = (gaps + sizes).cumsum(dtype=np.int32)
        return ids.copy(), ends - sizes, ends


class _Words(dict[str, bytes]):
    """Words, with the white space before them -> for each piece three int32: its number, the white space before it, and
    its length. All but ideographs are remembered."""

    def __init__(self, vocabulary: Mapping[str, int], known: frozenset[str], unknown: int) -> None:
        self._number = vocabulary
        self._known = known  # ideographs of the vocabulary: the others stand alone
        self._first, self._last = min(known), max(known)
        self._unknown = unknown
        self._far: dict[str, int] = {}  # two ideographs -> length of the longest piece that begins so, from 3
        for piece in [piece for piece in vocabulary if len(piece) > 2 and piece[0] > "\u33ff"]:
            self._far[piece[:2]] = max(len(piece), self._far.get(piece[:2], 0))

    def __missing__(self, spaced: str) -> bytes:
        word = spaced.lstrip()
        if self._first <= word[0] <= self._last:
            pieces = self._ideographs(word)
            pieces[1] = len(spaced) - len(word)
            return array("i", pieces).tobytes()
        pieces = self._cut(word)
        pieces[1] = len(spaced) - len(word)
        if len(self) >= _KEPT:
            self.clear()
        found = self[spaced] = array("i", pieces).tobytes()
        return found

    def _cut(self, word: str) -> list[int]:
        """A word of letters or figures, or a sign; unknown as a whole where a part of it is."""
        number, end = self._number.get, len(word)
        out: list[int] = []
        at = 0
        while at < end:
            stop, found = end, number(word[at:])
            while found is None and stop > at + 1:
                stop -= 1
                found = number(word[at:stop])
            if found is None:
                return [self._unknown, 0, end]
            out += (found, 0, stop - at)
            at = stop
        return out

    def _ideographs(self, run: str) -> list[int]:
        """The longest pieces of each stretch of known ideographs."""
        number, known, far = self._number.get, self._known, self._far.get
        size = len(run)
        plain = known.issuperset(run)
        out: list[int] = []
        at = 0
        while at < size:
            if not plain and run[at] not in known:
                out += (number(run[at], self._unknown), 0, 1)
                at += 1
                continue
            last = limit = min(size, at + _LONGEST)
            if not plain:
                last = next((place for place in range(at, limit) if run[place] not in known), limit)
            while at < last:
                stop = min(at + far(run[at : at + 2], 2), last)
                found = number(run[at:stop])
                while found is None:  # a known ideograph is a piece itself
                    stop -= 1
                    found = number(run[at:stop])
                out += (found, 0, stop - at)
                at = stop
        return out


def _members(body: str) -> frozenset[str]:
    """The characters of the body of a regex class that holds nothing but characters and ranges of them."""
    out: set[str] = set()
    at = 0
    while at < len(body):
        if body[at + 1 : at + 2] == "-" and at + 2 < len(body):
            out.update(map(chr, range(ord(body[at]), ord(body[at + 2]) + 1)))
            at += 3
        else:
            out.add(body[at])
            at += 1
    return frozenset(out)
