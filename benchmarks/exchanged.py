"""How many exchanged things are seen, and how many right translations are doubted (``align/evidence/exchanged.py``)?

    python -m benchmarks.exchanged [--shared ../shared] [--limit 6000]

Two opposites, things of one kind or names that stand in one order on both sides of a human translation would, exchanged
in the English, have the opposite gain: the share of those above the limit is seen. Those that stand in another order
are right as they are: those above the limit are false. Texts: every n-th general and business pair of the parallel
corpus, ``--limit`` in all.
"""

from __future__ import annotations

import argparse
import collections
import lzma
import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded, as the command line does it

from align.embed import bundled
from align.evidence.concepts import cues
from align.evidence.exchanged import candidates, gains, is_turned
from align.evidence.kinds import words_of_kinds
from align.evidence.links import make_linker
from align.names.capitalised import read
from align.names.recognition import recognise
from align.numbers.agreement import compare

GROUPS = ("general", "business")
LONGEST = 200  # Chinese characters


def texts(shared: Path, limit: int) -> Iterator[tuple[str, str]]:
    """Pairs of the corpus, evenly spread."""
    with lzma.open(shared / "parallel" / "train.tsv.xz", "rt", encoding="utf-8") as stream:
        cells = (line.rstrip("\n").split("\t") for line in stream)
        rows = [(c[3], c[4]) for c in cells if c[1] in GROUPS and len(c[3]) <= LONGEST]
    yield from rows[:: max(1, len(rows) // limit)][:limit]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("ALIGN_SHARED", "../shared")))
    parser.add_argument("--limit", type=int, default=6000)
    options = parser.parse_args()
    link = make_linker(bundled())
    counts: collections.Counter[tuple[str, str]] = collections.Counter()
    total = 0
    for zh, en in texts(options.shared, options.limit):
        total += 1
        (source,), text = recognise([zh]), read(en)
        pairs = list(candidates(source, text, cues(source), words_of_kinds(source)))
        if not pairs:
            continue
        measured = gains(source, text, link(zh, en), compare(zh, en), pairs)
        for (one, two, least), gain in zip(pairs, measured, strict=True):
            kind = "names" if text.text[one.target[0]].isupper() else "opposites and things"
            turned = is_turned(one, two)
            counts[kind, "turned" if turned else "in order"] += 1
            counts[kind, "false" if turned else "seen"] += (gain if turned else -gain) > least
    print(f"{total} texts\n\n| things | in order | seen when exchanged | turned | false |\n|---|--:|--:|--:|--:|")
    for kind in ("opposites and things", "names"):
        n, seen, as_turned, false = (counts[kind, what] for what in ("in order", "seen", "turned", "false"))
        print(f"| {kind} | {n} | {seen} ({seen / max(n, 1):.0%}) | {as_turned} | {false} |")


if __name__ == "__main__":
    main()
