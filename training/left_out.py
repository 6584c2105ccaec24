"""Train the networks that tell which clause one side has and the other has not (align/evidence/lost_clauses.py).

    python -m training.left_out --shared ../shared [--out align/data/built/left_out.npz]

Neighbouring sentences of parallel text are joined to one in the Chinese, the shorter of them first or last; with the
English of one of them its clause is left out, with the English of both none is; the English of both with the Chinese of
one has a clause that is put in. Real pairs, of which all but a few are complete, are the other examples of what is
neither. Prints, for each side and each half of the sources after training on the other, how many such clauses are found
where one in 2,000, 1,000, 500 and 200 clauses of real pairs is called one.
"""

from __future__ import annotations

import argparse
import itertools
import lzma
import random
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from align.embed import bundled
from align.evidence.links import make_linker
from align.evidence.lost_clauses import LIMIT, PATH, SHORT, Which, clauses
from align.evidence.mlp import Net
from align.evidence.weigh import weighed
from align.records import Alignment, FloatArray, Linker
from align.text.scripts import han_count
from training.runs import fit

PER_SOURCE, REAL = 150, 30_000  # joined sentences of one source; real pairs of several clauses
LONGEST, OWN = 16, range(12, 46)  # Chinese characters of the clause that is joined, and of the sentence
HIDDEN, EPOCHS = 8, 40
RATES = (1 / 2000, 1 / 1000, 1 / 500, 1 / 200)  # clauses of real pairs that may be called lost
_MARKS = re.compile("[，。；：、（）()“”A-Za-z0-9]")
_LATIN = re.compile("[A-Za-z]")


class Sample(NamedTuple):
    """A pair, its source, and the place of the clause that only one side has, half-open; None: both have all."""

    name: str
    chinese: str
    english: str
    source: tuple[int, int] | None = None
    target: tuple[int, int] | None = None


class Row(NamedTuple):
    """What is measured of a clause, whether the other side lacks it, and where it is from."""

    measures: list[float]
    lost: bool
    name: str
    real: bool


def samples(path: Path, rng: random.Random) -> Iterator[Sample]:
    """Sentences that are joined to a neighbour, with the English of one and of both; then real pairs."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t")[:5] for line in lines]
    taken: Counter[str] = Counter()
    for (name, _, _, one, english), (other, _, _, two, more) in itertools.pairwise(rows):
        clause = two.removesuffix("。")
        fits = SHORT < han_count(clause) <= LONGEST and han_count(one) in OWN and name == other != "tatoeba"
        whole = one.endswith("。") and two.endswith("。") and english.endswith(".") and more.endswith(".")
        if not (fits and whole) or _MARKS.search(clause) or _LATIN.search(one) or taken[name] >= PER_SOURCE:
            continue
        taken[name] += 1
        behind = rng.random() < 0.6  # or before the sentence
        joined, both = (
            (f"{one[:-1]}，{two}", f"{english} {more}") if behind else (f"{clause}，{one}", f"{more} {english}")
        )
        yield Sample(name, joined, english, source=(len(one), len(joined) - 1) if behind else (0, len(clause)))
        yield Sample(name, joined, both)
        yield Sample(name, one, both, target=(len(english), len(both)) if behind else (0, len(more)))
    for name, _, _, chinese, english in rng.sample(rows, REAL):
        if 12 <= len(chinese) <= 120:
            yield Sample(f"real {name}", chinese, english)


def measured(found: Sequence[Sample], linker: Linker) -> dict[Which, list[Row]]:
    """The clauses of both sides of all samples; a sample that lacks something on one side is none for the other."""
    out: dict[Which, list[Row]] = {"source": [], "target": []}
    for sample in found:
        alignment = replace(Alignment.of_pair(sample.chinese, sample.english), linker=linker)
        coverage = weighed(alignment).pairs()[0].evidence.coverage
        name, real = sample.name.removeprefix("real "), sample.name.startswith("real ")
        sides: tuple[tuple[Which, Any, Any], ...] = (
            ("source", sample.source, sample.target),
            ("target", sample.target, sample.source),
        )
        for which, own, other in sides:
            if coverage is None or other is not None:
                continue
            for clause in clauses(coverage, sample.chinese, sample.english, which):
                lost = own is not None and own[0] <= clause.place[0] < own[1]
                out[which].append(Row(clause.measures, lost, name, real))
    return out


def learn(rows: Sequence[Row]) -> dict[str, np.ndarray]:
    """The arrays of a network."""
    x, y = np.asarray([row.measures for row in rows], np.float32), np.array([row.lost for row in rows])
    return fit(x, y, np.ones(len(y)), HIDDEN, EPOCHS)


def measure(rows: Sequence[Row]) -> None:
    """Print what is found in either half of the sources after training on the other."""
    for half in (0, 1):
        own = [row for row in rows if zlib.crc32(row.name.encode()) & 1 == half]
        found = learn([row for row in rows if zlib.crc32(row.name.encode()) & 1 != half])
        net = Net.of({f"net_{name}": value for name, value in found.items()}, "net", LIMIT)
        odds: FloatArray = net(np.asarray([row.measures for row in own], np.float32))
        real = np.sort(odds[[row.real for row in own]])
        lost, kept = (odds[[row.lost == is_lost and not row.real for row in own]] for is_lost in (True, False))
        for rate in RATES:
            limit = real[int(len(real) * (1 - rate))]
            print(
                f"half {'AB'[half]}: one real clause in {1 / rate:,.0f} from {limit:.3f}: "
                f"{(lost >= limit).mean():.3f} of {len(lost)} lost, {(kept >= limit).mean():.4f} of {len(kept)} kept"
            )


def main() -> None:
    """Join, measure, train, write."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--shared", type=Path, default=Path("../shared"))
    p.add_argument("--out", type=Path, default=PATH)
    o = p.parse_args()
    encoder = bundled()
    sides = measured(list(samples(o.shared / "parallel/train.tsv.xz", random.Random(17))), make_linker(encoder))
    found: dict[str, Any] = {}
    for which, rows in sides.items():
        print(
            f"{which}: {len(rows)} clauses, of {sum(row.lost for row in rows)} the other side has nothing", flush=True
        )
        measure(rows)
        found |= {f"{which}_{name}": value for name, value in learn(rows).items()}
    np.savez_compressed(o.out, encoder=np.array(encoder.fingerprint), **found)


if __name__ == "__main__":
    main()
