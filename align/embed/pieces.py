"""Texts into pieces, as the tokenizer of the bundled model cuts them, in Python.

Words of Latin letters, figures and runs of ideographs are cut into the longest pieces that the vocabulary has, from the
left (WordPiece; Schuster and Nakajima 2012). What a word falls into is remembered, and the ideographs of many texts are
looked up together, so that this takes a fraction of the time of the ``tokenizers`` library, and that need not be loaded
at all. A test proves that both agree.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.data import BUILT, Lines
from align.data.arrays import arrays
from align.records import Tokens

_PATTERN = re.compile(r"\[a-z\]\{1,40\}\|\[0-9\]\{1,40\}\|\[(.+)\]\{1,40\}\|\\S", re.S)
_LONGEST = 40  # characters of a run that is cut as one
_NORMALISERS = ("NFKD", "StripAccents", "Lowercase")
_KEPT = 65536  # words that are remembered
_FEW = 12  # runs of ideographs that are looked up one by one
_WIDTH = 12  # bytes that a piece takes in what is remembered
_PLANE = 1 << 21  # more than all code points
_WORTH = 4096  # pieces looked up in the file one by one before all are read
SHIPPED = BUILT / "pieces.npz"


@dataclass(frozen=True)
class Ideographs:
    """The pieces of ideographs. ``known``: the ideographs of the vocabulary: the others are alone; ``twos``: two
    ideographs that are a piece or begin longer ones, sorted; ``numbers``: of each the number of the piece, or -1;
    ``longest``: length of the longest piece that begins so, from 3, or 0."""

    known: frozenset[str]
    twos: NDArray[np.int64]
    numbers: NDArray[np.int32]
    longest: NDArray[np.int32]

    @staticmethod
    def of(vocabulary: Mapping[str, int], known: frozenset[str]) -> Ideographs:
        """From a whole vocabulary."""
        pieces = {piece: number for piece, number in vocabulary.items() if len(piece) > 1 and piece > "\u3400"}
        far: dict[str, int] = {}
        for piece in pieces:
            if len(piece) > 2:
                far[piece[:2]] = max(len(piece), far.get(piece[:2], 0))
        twos = sorted({*far, *(piece for piece in pieces if len(piece) == 2)})
        codes = _codes("".join(twos)).reshape(-1, 2)
        return Ideographs(
            known,
            codes[:, 0] * _PLANE + codes[:, 1],
            np.array([pieces.get(two, -1) for two in twos], np.int32),
            np.array([far.get(two, 0) for two in twos], np.int32),
        )


class _Filed(dict[str, int]):
    """The vocabulary in its file: piece -> number. Read as a whole after many look-ups."""

    def __init__(self) -> None:
        self._lines = Lines("pieces.txt")
        self._asked = 0

    def get(self, piece: str, default: Any = None) -> Any:
        """The number of a piece."""
        if self._asked < _WORTH:
            self._asked += 1
            if self._asked == _WORTH:
                self.update((key, int(value)) for key, value in self._lines)
            elif piece not in self:
                found = self._lines.find(piece)
                if found is not None:
                    self[piece] = int(found)
        return super().get(piece, default)


class Pieces:
    """Cuts texts that are normalised already (NFKD, no accents, lower case)."""

    def __init__(self, vocabulary: Mapping[str, int], own: Ideographs, unknown: int) -> None:
        ideographs = f"{min(own.known)}-{max(own.known)}"  # and others between them
        self._split = re.compile(rf"\s*(?:[a-z]{{1,40}}|[0-9]{{1,40}}|[{ideographs}]+|[^\sa-z0-9{ideographs}])")
        self._runs = re.compile(f"[{ideographs}]+")
        self._words = _Words(vocabulary, own, unknown)

    @staticmethod
    def shipped(path: Path = SHIPPED) -> tuple[Pieces, int]:
        """Those of the bundled model, and how many there are; as training/pieces.py has filed them."""
        known, twos, numbers, longest, unknown, size = arrays(path).values()
        characters = frozenset(known.astype("<u4").tobytes().decode("utf-32-le"))
        return Pieces(_Filed(), Ideographs(characters, twos, numbers, longest), int(unknown)), int(size)

    @staticmethod
    def of(settings: Mapping[str, Any]) -> Pieces | None:
        """From a tokenizer.json; None where that is of another kind than the bundled one's."""
        try:
            model, split = settings["model"], settings["pre_tokenizer"]
            kinds = tuple(step["type"] for step in settings["normalizer"]["normalizers"])
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
            vocabulary = model["vocab"]
            own = Ideographs.of(vocabulary, _members(pattern[1]))
            return Pieces(vocabulary, own, vocabulary[model["unk_token"]])
        except (KeyError, TypeError):
            return None

    def __call__(self, texts: Sequence[str]) -> list[Tokens]:
        """The pieces of each text: their numbers, where each begins and where it ends."""
        words = self._words
        together = words.look_up([run for text in texts if not text.isascii() for run in self._runs.findall(text)])
        found = [b"".join(map(words.__getitem__, self._split.findall(text.rstrip()))) for text in texts]
        for run in together:
            words.pop(run, None)  # gone already where the words have been forgotten on the way
        ids, gaps, sizes = np.ascontiguousarray(np.frombuffer(b"".join(found), np.int32).reshape(-1, 3).T)
        counts = [len(part) // _WIDTH for part in found]
        last = [0, *accumulate(counts)]
        ends = np.zeros(len(ids) + 1, np.int32)
        np.cumsum(gaps + sizes, out=ends[1:])
        ends = ends[1:] - np.repeat(ends[last[:-1]], counts)  # less where the text before ends
        starts = ends - sizes
        return [Tokens(ids[a:b], starts[a:b], ends[a:b]) for a, b in pairwise(last)]


class _Words(dict[str, bytes]):
    """Words, with the white space before them -> for each piece three int32: its number, the white space before it, and
    its length. All but ideographs are remembered."""

    def __init__(self, vocabulary: Mapping[str, int], own: Ideographs, unknown: int) -> None:
        self._number = vocabulary
        self._own = own
        self._first, self._last = min(own.known), max(own.known)
        self._unknown = unknown
        self._single = np.full(ord(self._last) + 1, -1, np.int32)  # of ideographs, each looked up when first met

    def __missing__(self, spaced: str) -> bytes:
        word = spaced.lstrip()
        if self._first <= word[0] <= self._last:
            pieces = array("i", self[word]).tolist() if word != spaced else self._ideographs(word)
            pieces[1] = len(spaced) - len(word)
            return array("i", pieces).tobytes()
        pieces = self._cut(word)
        pieces[1] = len(spaced) - len(word)
        if len(self) >= _KEPT:
            self.clear()
        found = self[spaced] = array("i", pieces).tobytes()
        return found

    def look_up(self, runs: Sequence[str]) -> list[str]:
        """Cut runs of ideographs together, which takes a fraction of the time where they are many, and keep what they
        fall into until they are deleted. Returns which of them."""
        own, number = self._own, self._number.get
        plain = [run for run in set(runs) if len(run) <= _LONGEST and own.known.issuperset(run)]
        if len(plain) < _FEW:
            return []
        text, sizes = "".join(plain), list(map(len, plain))
        stops = np.cumsum(sizes)
        left = np.repeat(stops, sizes) - np.arange(len(text))  # characters from each to the end of its run
        codes = _codes(text)
        for code in set(codes[self._single[codes] < 0].tolist()):
            self._single[code] = number(chr(code), self._unknown)
        keys = codes * _PLANE
        keys[:-1] += codes[1:]
        at = np.searchsorted(own.twos[:-1], keys)
        found = (own.twos[at] == keys) & (left > 1)
        two = found & (own.numbers[at] >= 0)
        ids = np.where(two, own.numbers[at], self._single[codes])
        size = 1 + two.astype(np.int32)
        far = np.where(found, np.minimum(own.longest[at], left), 0)
        for place in np.flatnonzero(far > 2).tolist():
            for longer in range(far[place], 2, -1):
                known = number(text[place : place + longer])
                if known is not None:
                    ids[place], size[place] = known, longer
                    break
        walk, place, steps = [], 0, size.tolist()
        while place < len(text):
            walk.append(place)
            place += steps[place]
        places = np.array(walk)
        table = np.zeros((len(places), 3), np.int32)
        table[:, 0], table[:, 2] = ids[places], size[places]
        data, ends = table.tobytes(), (places.searchsorted(stops) * _WIDTH).tolist()
        self.update(zip(plain, [data[a:b] for a, b in pairwise([0, *ends])], strict=True))
        return plain

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
        number, known = self._number.get, self._own.known
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
                stop = min(at + self._reach(run[at : at + 2]), last)
                found = number(run[at:stop])
                while found is None:  # a known ideograph is a piece itself
                    stop -= 1
                    found = number(run[at:stop])
                out += (found, 0, stop - at)
                at = stop
        return out

    def _reach(self, two: str) -> int:
        """Length of the longest piece that begins with two ideographs; 2 where none is longer."""
        if len(two) < 2:
            return 2
        own, key = self._own, ord(two[0]) * _PLANE + ord(two[1])
        at = bisect_left(own.twos, key)
        return max(int(own.longest[at]), 2) if at < len(own.twos) and own.twos[at] == key else 2


def _codes(text: str) -> NDArray[np.int64]:
    """Code points."""
    return np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.int64)


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
