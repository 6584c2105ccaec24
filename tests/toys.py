"""A linker made of a small word list: exact, offline, and the same on every machine."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from align.records import Linker, Links, Tokens

_EN = re.compile(r"[A-Za-z][\w'-]*|\d+")


def toy_linker(lexicon: Mapping[str, str]) -> Linker:
    """Chinese words of ``lexicon`` (longest first; other characters one by one) link with cosine 0.9 to the English
    words given for them (separated by spaces, lower case), with 0 to all others."""
    known = sorted(lexicon, key=len, reverse=True)
    pattern = re.compile("|".join([*map(re.escape, known), r"\S"]))

    def tokens(spans: list[tuple[int, int]]) -> Tokens:
        table = np.array(spans, np.int32).reshape(-1, 2)
        return Tokens(np.arange(len(spans), dtype=np.int32), table[:, 0].copy(), table[:, 1].copy())

    def link(source: str, target: str) -> Links:
        left = [m.span() for m in pattern.finditer(source)]
        right = [m.span() for m in _EN.finditer(target)]
        similarity = np.zeros((len(left), len(right)), np.float32)
        for i, (a, b) in enumerate(left):
            words = lexicon.get(source[a:b], "").split()
            for j, (c, d) in enumerate(right):
                if target[c:d].lower() in words:
                    similarity[i, j] = 0.9
        ones = (np.ones(len(left), np.float32), np.ones(len(right), np.float32))
        return Links(tokens(left), tokens(right), *ones, similarity)

    return link
