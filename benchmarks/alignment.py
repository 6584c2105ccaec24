#!/usr/bin/env python3
"""How good and how fast is the aligner? All tables in one command.

    python -m benchmarks.alignment [--shared ../shared] [--part moved] [--output FILE.md]   # or quality, speed …
    python -m benchmarks.alignment --peer CHECKOUT        # of Vecalign, Bertalign or hunalign: both, side by side

**Quality**: strict and lax F1 on ``eval/mac-dev`` as it is, and with some of the beads bereft of one side (recall and
precision of the sentences left alone). Twice: with the weights of the package, which were learned from these documents,
and for each document with weights learned from the others (figures of ``benchmarks/tune_alignment.py --table``).

**Moved**: 5 % of the beads of MAC-Dev and ``eval/clean`` put 2 to 30 places away; what the aligner calls moved.
**Rearranged**: news as an editor might have written it anew; how many beads hold nothing that belongs together.
**Clauses**: links between the clauses of uneven beads against links drawn by hand (``benchmarks/clauses.tsv``).
**Speed**: ``align pair`` from start to end on ``eval/bible-5k`` and ``eval/bible-30k``: seconds, processor seconds,
peak memory, microseconds a sentence.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from align import embed
from align.pair import align_sentences
from benchmarks import _clauses, _moved, _peers, _rearranged
from benchmarks._beads import measure, scorer

FOLDS = Path(__file__).resolve().parent / "alignment-folds.json"
SHARES = (0.0, 0.05, 0.1)


def quality(shared: Path) -> list[str]:
    """Rows of the table of quality."""
    read, folder, encoder = scorer(shared), shared / "eval" / "mac-dev", embed.bundled()
    rows = ["| MAC-Dev | strict F1 | lax F1 | orphans: recall | precision |", "|---|---|---|---|---|"]
    for share in SHARES:
        results = []
        for path in sorted((folder / "gold").iterdir()):
            gold, zh, en = (
                read.beads(path),
                read.lines(folder / "zh" / path.stem),
                read.lines(folder / "en" / path.stem),
            )
            pick = random.Random(path.stem).sample(range(len(gold)), 2 * int(share * len(gold)))
            gold, left, right = read.renumber(gold, set(pick[::2]), set(pick[1::2]))
            found = align_sentences([zh[k] for k in left], [en[k] for k in right], encoder)
            test = [(tuple(range(*bead.source)), tuple(range(*bead.target))) for bead in found]
            results.append((gold, test))
        title = f"weights of the package, {share:.0%} + {share:.0%} orphans"
        rows.append(_row(title, measure(read, results), orphans=bool(share)))
    if FOLDS.is_file():
        table = json.loads(FOLDS.read_text(encoding="utf-8"))
        for name in ("as is", "orphans 0.05", "other orphans"):
            rows.append(_row(f"leave one document out, {name}", table[name], orphans=name != "as is"))
        rows.append("")
        rows.append("By document, left out: " + ", ".join(f"{k} {v:.3f}" for k, v in table["documents"].items()) + ".")
    return rows


def _row(title: str, found: dict[str, float], *, orphans: bool) -> str:
    alone = f"{found['orphan_recall']:.3f} | {found['orphan_precision']:.3f}" if orphans else "– | –"
    return f"| {title} | {found['strict']:.3f} | {found['lax']:.3f} | {alone} |"


def speed(shared: Path) -> list[str]:
    """Rows of the table of speed."""
    read = scorer(shared)
    rows = [
        "| text | sentences | seconds | processor seconds | peak MB | µs a sentence | strict F1 | lax F1 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name in ("bible-5k", "bible-30k"):
        folder = shared / "eval" / name
        for path in sorted((folder / "gold").iterdir()):
            sides = [folder / side / path.stem for side in ("zh", "en")]
            count = [len(read.lines(side)) for side in sides]
            with tempfile.TemporaryDirectory() as out:
                seconds, usage = _run([*map(str, sides), "--pre-split", "--format", "beads", "--output", f"{out}/b"])
                test = read.beads(f"{out}/b")
            counts = read.prf(read.beads(path), test)
            strict = read.f(counts[0] / counts[1], counts[2] / counts[3])
            lax = read.f(counts[4] / counts[1], counts[5] / counts[3])
            worked = usage.ru_utime + usage.ru_stime
            spent = f"{seconds:.1f} | {worked:.1f} | {usage.ru_maxrss / 1024:,.0f} | {worked / sum(count) * 1e6:,.0f}"
            rows.append(f"| {name} | {count[0]:,} × {count[1]:,} | {spent} | {strict:.3f} | {lax:.3f} |")
    return rows


def _run(arguments: list[str]) -> tuple[float, Any]:
    """Seconds and resource usage of one ``align pair``."""
    start = time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", "align", "pair", *arguments])
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"align pair: status {status}")
    return time.monotonic() - start, usage


def moved(shared: Path) -> list[str]:
    """Rows of the table of moved passages."""
    return _moved.table(shared, scorer(shared), embed.bundled())


def rearranged(shared: Path) -> list[str]:
    """Rows of the table of articles written anew."""
    return _rearranged.table(shared)


def clauses(shared: Path) -> list[str]:
    """Rows of the table of clauses."""
    return _clauses.table(shared, embed.bundled())


PARTS = {"quality": quality, "speed": speed, "moved": moved, "rearranged": rearranged, "clauses": clauses}


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("ALIGN_SHARED", "../shared")))
    parser.add_argument("--part", action="append", choices=tuple(PARTS))
    parser.add_argument("--peer", type=Path, help="checkout of Vecalign, Bertalign or hunalign: run it on MAC-Dev, too")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    lines: list[str] = []
    for part in options.part or ([] if options.peer else PARTS):
        lines += [*PARTS[part](options.shared), ""]
    if options.peer:
        lines += _peers.table(options.peer, options.shared, scorer(options.shared), embed.bundled())
    text = "\n".join(lines)
    print(text)
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
