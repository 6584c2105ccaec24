"""The pairs that the reader learns from: parallel text, general prose first, each with a pair of its neighbourhood."""

from __future__ import annotations

import lzma
import random
from dataclasses import dataclass
from pathlib import Path

SHARE = {"general": 1.0, "law_gov": 0.04, "business": 0.2, "tech": 0.045}  # of the pairs of a group, drawn once
RATE = {"tatoeba": 0.35, "mlqe_pe": 1.0, "quantecon_python": 0.6, "quantecon_intro": 0.6}  # of sources, drawn once
OFTEN = {"ntrex": 3, "ud_pud": 3, "tico19": 2, "plurality_book": 2, "opensource_guide": 2, "xquad": 2, "mlqe_pe": 2}
CLEAN = ("law-assembly", "opengauss")  # professional texts whose licences allow training
LENGTH = (6, 100), (15, 300)  # characters of the Chinese, of the English


@dataclass(frozen=True)
class Row:
    """A true pair, and the pair that stands next to it in its source."""

    text: str
    source: str
    target: str
    other: tuple[str, str]


def rows(shared: Path, seed: int = 5) -> list[Row]:
    """Rows drawn by source: the longest mix holds each general source in full. Sources follow one another in the file
    as their pairs did, so that the next pair is often the next sentence."""
    r = random.Random(seed)
    found: list[tuple[str, str, str]] = []
    with lzma.open(shared / "parallel/train.tsv.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            name, group, score, source, target = line.rstrip("\n").split("\t")[:5]
            share = SHARE.get(group, 0.05) * RATE.get(name, 1.0)
            if float(score) >= 0.3 and r.random() < share:
                found.append((name, source, target))
    with open(shared / "parallel/ntrex.tsv", encoding="utf-8") as lines:
        found += [("ntrex", *line.rstrip("\n").split("\t")[:2]) for line in lines]  # type: ignore[misc]
    for name in CLEAN:
        zh, en = (shared / "eval/clean" / name / f for f in ("zh.txt", "en.txt"))
        if zh.exists():
            both = zip(zh.read_text("utf-8").splitlines(), en.read_text("utf-8").splitlines(), strict=False)
            found += [(name, a.strip(), b.strip()) for a, b in both if a.strip() and b.strip()]
    (low, high), (least, most) = LENGTH
    fit = [x for x in found if low <= len(x[1]) <= high and least <= len(x[2]) <= most]
    out = []
    for i, (name, source, target) in enumerate(fit):
        j = i + 1 if i + 1 < len(fit) and fit[i + 1][0] == name else i - 1
        out += [Row(name, source, target, (fit[j][1], fit[j][2]))] * OFTEN.get(name, 1)
    r.shuffle(out)
    return out
