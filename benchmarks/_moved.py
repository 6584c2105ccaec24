"""Moved passages: texts some of whose beads were put 2 to 30 places away, and what the aligner says of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from align.pair import align_sentences
from align.records import Bead, TokenEncoder
from training.corpus import objects

SHARE = 0.05  # of the beads that are moved
FAR = (2, 30)  # places
CLEAN = ("gwr2016", "gwr2017", "gwr2018", "gwr2019", "comic-biao", "law-assembly")
PART = 250  # news lines that are taken for one text

Gold = list[tuple[tuple[int, ...], tuple[int, ...]]]


def table(shared: Path, read: Any, encoder: TokenEncoder) -> list[str]:
    """Rows of the table, by kind of text."""
    counts: dict[str, list[int]] = {}
    for kind, name, gold, zh, en in texts(shared, read):
        moved, picked, order = disturbed(name, gold)
        beads = [bead for bead in align_sentences(zh, [en[k] for k in order], encoder) if bead.moved]
        wanted = [moved[k] for k in picked]
        hits = sum(any(_meet(bead, want) for bead in beads) for want in wanted)
        right = sum(any(_meet(bead, want) for want in wanted) for bead in beads)
        false = sum(bead.moved for bead in align_sentences(zh, en, encoder))
        row = counts.setdefault(kind, [0] * 6)
        for k, value in enumerate((hits, len(wanted), right, len(beads), false, len(gold))):
            row[k] += value
    rows = ["| moved passages in | recall | precision | false in undisturbed texts |", "|---|---|---|---|"]
    for kind, (hits, wanted_, right, found, false, beads_) in counts.items():
        recall, precision = f"{hits / max(wanted_, 1):.3f} of {wanted_}", f"{right / max(found, 1):.3f} of {found}"
        rows.append(f"| {kind} | {recall} | {precision} | {false} of {beads_} beads |")
    return rows


def texts(shared: Path, read: Any) -> Iterator[tuple[str, str, Gold, list[str], list[str]]]:
    """(kind, name, beads, Chinese, English) of every text."""
    folder = shared / "eval" / "mac-dev"
    for path in sorted((folder / "gold").iterdir()):
        yield "novels", path.stem, read.beads(path), *(read.lines(folder / side / path.stem) for side in ("zh", "en"))
    for name in CLEAN:
        yield "reports, comics, law", name, *_rows(shared, name)
    gold, zh, en = _rows(shared, "news17-rev")
    for start in range(0, len(gold), PART):
        part = slice(start, start + PART)
        yield "news", f"news {start}", [((k,), (k,)) for k in range(len(zh[part]))], zh[part], en[part]


def _rows(shared: Path, name: str) -> tuple[Gold, list[str], list[str]]:
    rows = objects(shared / "eval" / "clean" / name / "pairs.jsonl")
    return [((k,), (k,)) for k in range(len(rows))], [r["source"] for r in rows], [r["target"] for r in rows]


def disturbed(name: str, gold: Gold, share: float = SHARE, draw: int = 0) -> tuple[Gold, list[int], list[int]]:
    """The beads with new target numbers, the numbers of those that moved, and the new order of the target."""
    chance = random.Random(f"{name} moved" + f" {draw}" * bool(draw))
    places = list(range(len(gold)))
    both = [k for k, (source, target) in enumerate(gold) if source and target]
    picked = sorted(chance.sample(both, max(1, int(share * len(gold)))))
    for bead in picked:
        at = places.index(bead)
        step = chance.randint(*FAR) * chance.choice((-1, 1))
        to = at + step if 0 <= at + step < len(places) else at - step
        if 0 <= to < len(places):
            places.insert(to, places.pop(at))
    order: list[int] = []
    numbers: dict[int, tuple[int, ...]] = {}
    for bead in places:
        numbers[bead] = tuple(range(len(order), len(order) + len(gold[bead][1])))
        order += gold[bead][1]
    return [(source, numbers[k]) for k, (source, _) in enumerate(gold)], picked, order


def _meet(bead: Bead, want: tuple[tuple[int, ...], tuple[int, ...]]) -> bool:
    sides = zip((bead.source, bead.target), want, strict=True)
    return all(set(range(*own)) & set(numbers) for own, numbers in sides)
