"""Corrupted and good pairs without end: rows in, examples out, in files that the training reads."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from align.embed.static import StaticEncoder
from align.evidence.links import link_many
from training.reader import pack as packing
from training.reader.chinese import Chinese
from training.reader.corpus import Row
from training.reader.edits import Case, Change, Corruption, Example, apply
from training.reader.english import English
from training.reader.words import Lexicon, words

TOGETHER = 256
GOOD = 0.16  # share of pairs left as they are (a third of them with a synonym put in)
TWIN = 0.6  # chance that a corrupted pair is followed by its right twin: what differs is the meaning alone
OTHER = 0.04  # share of pairs whose translation is that of the neighbour
MORE = 0.35  # chance of one more corruption after each
JOINED = 0.15  # share of pairs that are read together with their neighbour: beads of two sentences and paragraphs


class Maker:
    """Examples of all kinds; a seed decides all that is drawn."""

    def __init__(self, encoder: StaticEncoder, lexicon: Lexicon, seed: int) -> None:
        self.encoder, self.r = encoder, random.Random(seed)
        english, chinese = English(lexicon, self.r), Chinese(lexicon, self.r)
        self.synonym = english.synonym
        self.kinds: list[tuple[float, Corruption]] = [
            (1.6, english.near),
            (1.5, english.member),
            (1.2, english.number),
            (1.1, english.negation),
            (1.0, english.sense),
            (1.0, english.exchange),
            (1.2, english.drop),
            (0.9, english.add),
            (0.7, english.splice),
            (1.5, chinese.near),
            (1.0, chinese.member),
            (0.7, chinese.number),
            (0.6, chinese.negation),
            (0.9, chinese.drop),
            (0.7, chinese.add),
        ]

    def examples(self, rows: Sequence[Row]) -> Iterator[Example]:
        """One example a row, or two: a corrupted pair and its right twin."""
        for first in range(0, len(rows), TOGETHER):
            some = [self._joined(row, rows) for row in rows[first : first + TOGETHER]]
            linked = link_many(self.encoder, [(row.source, row.target) for row in some])
            for row, links in zip(some, linked, strict=True):
                if len(links.source.ids) and len(links.target.ids):
                    case = Case(row.source, row.target, words(row.target), links, row.other)
                    made = self._one(row, case)
                    yield made
                    if made.bad and made.kind != "other" and self.r.random() < TWIN:
                        yield self._right(case)

    def _joined(self, row: Row, rows: Sequence[Row]) -> Row:
        """Now and then a row and its neighbours as one; another row then lends its words."""
        times = self.r.choice((1, 1, 2)) if self.r.random() < JOINED else 0
        for _ in range(times):
            third = self.r.choice(rows)
            parts = [(row.source, row.target), row.other]
            self.r.shuffle(parts)
            row = Row(row.text, parts[0][0] + parts[1][0], f"{parts[0][1]} {parts[1][1]}", third.other)
        return row

    def _right(self, case: Case) -> Example:
        """The pair as it is, or with a synonym put in."""
        change = self.synonym(case) if self.r.random() < 0.3 else None
        return apply(case, [change] if change else [])

    def _one(self, row: Row, case: Case) -> Example:
        r = self.r
        draw = r.random()
        if draw < OTHER:
            return Example(row.source, row.other[1], ((0, 999, 1.0),), ((0, 999, 1.0),), 1.0, "other")
        if draw < OTHER + GOOD:
            return self._right(case)
        changes: list[Change] = []
        if r.random() < 0.3 and (change := self.synonym(case)):
            changes.append(change)
        weights = [w for w, _ in self.kinds]
        for _ in range(12):
            change = r.choices(self.kinds, weights)[0][1](case)
            if change:
                changes.insert(0, change)
                if len([c for c in changes if c.weight]) >= 3 or r.random() > MORE:
                    break
        return apply(case, changes)


def write(folder: Path, maker: Maker, rows: Sequence[Row], tokenizer: Any, *, ahead: int = 12) -> None:
    """Write files of 2,048 packed pairs for ever, never more than ``ahead`` that the training has not taken."""
    folder.mkdir(parents=True, exist_ok=True)
    order, number = list(rows), int(time.time())
    while True:
        maker.r.shuffle(order)
        for first in range(0, len(order) - 2048, 2048):
            while len(list(folder.glob("*.npz"))) >= ahead:
                time.sleep(2)
            packed = packing.pack(tokenizer, list(maker.examples(order[first : first + 2048])), 288)
            part = folder / f"{number:012d}.part"
            with part.open("wb") as stream:
                packing.save(stream, packed)
            part.rename(folder / f"{number:012d}.npz")
            number += 1
