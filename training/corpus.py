"""Parallel text and lexicons -> weighted pairs. Layout of the data folder: see ``training/README.md``."""

from __future__ import annotations

import json
import lzma
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

MAX_ZH, MAX_EN = 160, 480  # code points of a pair that are read: beyond it a bag of words blurs
RATES = {"general": 2.0, "business": 0.8, "tech": 0.6}  # share of a group that an epoch sees; news-like text leads
# A quarter of the text is formulaic law; NTREX is the only news; Tatoeba has how people talk, MLQE what Wikipedia says.
SOURCE_RATES = {"tw_laws": 0.2, "ntrex": 4.0, "tatoeba": 4.0, "mlqe_pe": 3.0}
LEXICON_RATES = {"cedict": 0.9, "cedpane_pd": 0.9, "cedpane": 0.6, "cn_admin": 1.0}
LEXICON_RATE = 0.4  # the other lists: names, scripts, currencies
CAP = 30_000  # pairs of one technical source and epoch, so that no handbook rules the vocabulary


@dataclass(frozen=True)
class Pairs:
    """Texts side by side, and how often an epoch sees each (expected count, float32)."""

    zh: list[str]
    en: list[str]
    rate: np.ndarray
    lexical: np.ndarray  # bool: a dictionary entry, not a sentence

    def __len__(self) -> int:
        return len(self.zh)


def read(folder: Path, limit: int | None = None) -> Pairs:
    """All training pairs below ``folder`` (at most ``limit`` of each file, for quick trials)."""
    zh: list[str] = []
    en: list[str] = []
    kind: list[str] = []
    groups: list[str] = []
    rates: list[float] = []
    for source, group, left, right in _sentences(folder, limit):
        zh.append(left[:MAX_ZH])
        en.append(right[:MAX_EN])
        kind.append(source)
        groups.append(group)
        rates.append(SOURCE_RATES.get(source, RATES.get(group, 1.0)))
    sentences = len(zh)
    prose = [group == "general" for group in groups]
    for source, left, right in _entries(folder, limit):
        zh.append(left[:MAX_ZH])
        en.append(right[:MAX_EN])
        kind.append(source)
        rates.append(LEXICON_RATES.get(source, LEXICON_RATE))
    rate = np.asarray(rates, np.float32)
    _, index = np.unique(np.asarray(kind), return_inverse=True)
    expected = np.bincount(index, rate)
    capped = np.minimum(1.0, CAP / np.maximum(expected, 1.0)).astype(np.float32)[index]
    lexical = np.arange(len(zh)) >= sentences
    capped[lexical] = 1.0
    capped[:sentences][np.asarray(prose)] = 1.0
    return Pairs(zh, en, rate * capped, lexical)


def objects(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def half(name: str) -> str:
    """A or B: the half that a text belongs to, by the check sum of its name.

    >>> half("gwr2016"), half("gwr2017")
    ('A', 'A')
    """
    return "AB"[zlib.crc32(name.encode()) & 1]


def epoch(pairs: Pairs, rng: np.random.Generator) -> np.ndarray:
    """Row numbers of one epoch in random order: row i about ``rate[i]`` times."""
    times = np.floor(pairs.rate + rng.random(len(pairs), dtype=np.float32)).astype(np.int64)
    rows = np.repeat(np.arange(len(pairs)), times)
    return rng.permutation(rows)


def _sentences(folder: Path, limit: int | None) -> Iterator[tuple[str, str, str, str]]:
    with lzma.open(folder / "parallel" / "train.tsv.xz", "rt", encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines):
            if limit is not None and number >= limit:
                break
            source, group, _, zh, en = line.rstrip("\n").split("\t")
            yield source, group, zh, en
    with (folder / "parallel" / "ntrex.tsv").open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            zh, en = line.rstrip("\n").split("\t")[:2]
            yield "ntrex", "general", zh, en


def _entries(folder: Path, limit: int | None) -> Iterator[tuple[str, str, str]]:
    with (folder / "lexicon" / "lex_pairs.tsv").open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines):
            if limit is not None and number >= limit:
                break
            zh, en, source = line.rstrip("\n").split("\t")
            if zh and en:
                yield source, zh, en
