"""Texts into pieces, as the tokenizer of the bundled model cuts them, in Python.

Words of Latin letters, figures and runs of ideographs are cut into the longest pieces that the vocabulary has, from the
left (WordPiece; Schuster and Nakajima 2012). What a word falls into is remembered, so that this takes half the time of
the ``tokenizers`` library, and that need not be loaded at all. A test proves that both agree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_SPLIT = re.compile(r"[a-z]{1,40}|[0-9]{1,40}|[^\sa-z0-9]+")
_PATTERN = re.compile(r"\[a-z\]\{1,40\}\|\[0-9\]\{1,40\}\|\[(.+)\]\{1,40\}\|\\S", re.S)
_LONGEST = 40  # characters of a run that is cut as one
_NORMALISERS = ["NFKD", "StripAccents", "Lowercase"]
_KEPT = 65536  # words that are remembered

Cut = tuple[tuple[int, ...], tuple[int, ...]]  # numbers of the pieces of a word, and where each ends


class Pieces:
    """Cuts texts that are normalised already (NFKD, no accents, lower case)."""

    def __init__(self, vocabulary: Mapping[str, int], known: frozenset[str], unknown: int) -> None:
        self._number = vocabulary
        self._known = known  # ideographs of the vocabulary: the others stand alone
        self._unknown = unknown
        self._words: dict[str, Cut] = {}
        self._far: dict[str, int] = {}  # two ideographs -> length of the longest piece that begins so, from 3
        for piece in [piece for piece in vocabulary if len(piece) > 2 and piece[0] > "\u33ff"]:
            self._far[piece[:2]] = max(len(piece), self._far.get(piece[:2], 0))

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

    def __call__(self, text: str) -> tuple[list[int], list[int], list[int]]:
        """Numbers of the pieces, where each begins and where it ends."""
        ids: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        words = self._words
        for match in _SPLIT.finditer(text):
            word, start = match[0], match.start()
            if not "0" <= word[0] <= "z" or not word.isalnum():
                self._run(text, start, match.end(), (ids, starts, ends))
                continue
            found = words.get(word) or self._cut(word)
            if len(found[0]) == 1:
                ids.append(found[0][0])
                starts.append(start)
                ends.append(match.end())
            else:
                ids += found[0]
                marks = [start + at for at in found[1]]
                starts += [start, *marks[:-1]]
                ends += marks
        return ids, starts, ends

    def _cut(self, word: str) -> Cut:
        """A word of letters or figures; unknown as a whole where a part of it is."""
        out: list[int] = []
        marks: list[int] = []
        at = 0
        while at < len(word):
            size = next((n for n in range(len(word) - at, 0, -1) if word[at : at + n] in self._number), 0)
            if not size:
                out, marks = [self._unknown], [len(word)]
                break
            out.append(self._number[word[at : at + size]])
            at += size
            marks.append(at)
        if len(self._words) >= _KEPT:
            self._words.clear()
        found = self._words[word] = tuple(out), tuple(marks)
        return found

    def _run(self, text: str, at: int, end: int, out: tuple[list[int], list[int], list[int]]) -> None:
        """Ideographs and signs without white space between them."""
        number, known, far = self._number.get, self._known, self._far.get
        ids, starts, ends = out
        while at < end:
            if text[at] not in known:
                ids.append(number(text[at], self._unknown))
                starts.append(at)
                at += 1
                ends.append(at)
                continue
            last = at + 1
            limit = min(end, at + _LONGEST)
            while last < limit and text[last] in known:
                last += 1
            while at < last:
                stop = min(at + far(text[at : at + 2], 2), last)
                found = number(text[at:stop])
                while found is None:  # a known ideograph is a piece itself
                    stop -= 1
                    found = number(text[at:stop])
                ids.append(found)
                starts.append(at)
                ends.append(stop)
                at = stop


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
