"""Train the network that tells which clause of the Chinese the English leaves out (align/evidence/lost_clauses.py).

    python -m training.left_out --shared ../shared [--out align/data/built/left_out.npz]

Neighbouring sentences of parallel text are joined to one in the Chinese, the shorter of them first or last; with the
English of one of them its clause is left out, with the English of both none is. Real pairs of several clauses, of which
all but a few are complete, are the other examples of what is not left out. Prints, for each half of the sources after
training on the other, how many lost clauses are found where one in 2,000, 1,000, 500 and 200 clauses of real pairs is
called lost.
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
from typing import NamedTuple

import numpy as np

from align.embed import bundled
from align.evidence.links import make_linker
from align.evidence.lost_clauses import LIMIT, PATH, SHORT, Net, clauses
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
    """A pair, its source, and the place of the clause that its English leaves out, half-open; None: nothing is."""

    name: str
    chinese: str
    english: str
    lost: tuple[int, int] | None


class Row(NamedTuple):
    """What is measured of a clause, whether it is left out, and where it is from."""

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
        if rng.random() < 0.6:  # behind the sentence, or before it
            joined = f"{one[:-1]}，{two}"
            yield Sample(name, joined, english, (len(one), len(joined) - 1))
            yield Sample(name, joined, f"{english} {more}", None)
        else:
            joined = f"{clause}，{one}"
            yield Sample(name, joined, english, (0, len(clause)))
            yield Sample(name, joined, f"{more} {english}", None)
    for name, _, _, chinese, english in rng.sample(rows, REAL):
        if 12 <= len(chinese) <= 120:
            yield Sample(f"real {name}", chinese, english, None)


def measured(found: Sequence[Sample], linker: Linker) -> list[Row]:
    """The clauses of all samples."""
    out = []
    for name, chinese, english, lost in found:
        coverage = weighed(replace(Alignment.of_pair(chinese, english), linker=linker)).pairs()[0].evidence.coverage
        for clause in clauses(coverage, chinese, english) if coverage is not None else ():
            own = lost is not None and lost[0] <= clause.place[0] < lost[1]
            out.append(Row(clause.measures, own, name.removeprefix("real "), name.startswith("real ")))
    return out


def learn(rows: Sequence[Row]) -> tuple[Net, dict[str, np.ndarray]]:
    """A network, and its arrays."""
    x, y = np.asarray([row.measures for row in rows], np.float32), np.array([row.lost for row in rows])
    found = {f"clause_{name}": value for name, value in fit(x, y, np.ones(len(y)), HIDDEN, EPOCHS).items()}
    return Net.of(found, "clause", LIMIT), found


def measure(rows: Sequence[Row]) -> None:
    """Print what is found in either half of the sources after training on the other."""
    for half in (0, 1):
        own = [row for row in rows if zlib.crc32(row.name.encode()) & 1 == half]
        net, _ = learn([row for row in rows if zlib.crc32(row.name.encode()) & 1 != half])
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
    rows = measured(list(samples(o.shared / "parallel/train.tsv.xz", random.Random(17))), make_linker(encoder))
    print(len(rows), "clauses,", sum(row.lost for row in rows), "of them left out", flush=True)
    measure(rows)
    np.savez_compressed(o.out, encoder=np.array(encoder.fingerprint), **learn(rows)[1])


if __name__ == "__main__":
    main()
