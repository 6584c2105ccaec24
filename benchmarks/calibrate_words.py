"""Thresholds of the word checks: what each lets through, measured on the development sets.

    python -m benchmarks.calibrate_words --shared ../shared [--limit 1500]

For a row of thresholds: share of segments without any marked error (mqm-wmt20, mqm-wmt23sxs) in which the check would
speak, share of the unchanged and of the changed sides of demetr-zh, and the human verdicts of coverage-zh on the
alarms it shares. omission, addition: confidence of the surest finding; grammar: most likely missing word; mismatch:
lack of similarity. The numbers in align/checks are read off this table.
"""

from __future__ import annotations

import argparse
import collections
import random
from dataclasses import replace
from pathlib import Path

import numpy as np

from align.checks import addition, omission
from align.embed import bundled
from align.evidence.fluency import slips
from align.evidence.links import make_linker
from align.evidence.weigh import weighed
from align.records import Alignment, Linker
from training.corpus import objects

CHANGED = "addition noun_removed verb_removed subj_removed pp_removed ne_removed adj_adv_removed shuffle_trans".split()
GRID = {
    "omission": (0.75, 0.8, 0.83, 0.85, 0.87, 0.9, 0.94),
    "addition": (0.6, 0.7, 0.8, 0.85, 0.9, 0.95),
    "grammar": (0.3, 0.4, 0.5, 0.6, 0.7),
    "mismatch": (0.2, 0.25, 0.28, 0.3, 0.33, 0.36),
}


def strengths(linker: Linker, source: str, target: str) -> dict[str, float]:
    """How strongly each check would speak."""
    alignment = weighed(replace(Alignment.of_pair(source, target), linker=linker))
    read = slips(target)
    out = {"grammar": float(read.missing[1:].max(initial=0.0)), "omission": 0.0, "addition": 0.0, "mismatch": 0.0}
    coverage = alignment.pairs()[0].evidence.coverage
    if coverage is not None:
        out["omission"] = max((f.confidence for f in omission.CHECK.run(alignment)), default=0.0)
        out["addition"] = max((f.confidence for f in addition.CHECK.run(alignment)), default=0.0)
        out["mismatch"] = coverage.lack
    return out


def segments(dev: Path, limit: int) -> dict[str, list[tuple[str, str]]]:
    """Named groups of (source, target)."""
    groups: dict[str, set[tuple[str, str]]] = collections.defaultdict(set)
    for name in ("mqm-wmt20", "mqm-wmt23sxs"):
        for r in objects(dev / f"{name}.jsonl"):
            if not r.get("human") and not r.get("errors") and r.get("mqm_score") == 0:
                groups["error-free"].add((r["source"], r["target"]))
    for r in objects(dev / "demetr-zh.jsonl"):
        if r.get("valid", True) and r.get("changed", True):
            groups["unchanged"].add((r["source"], r["good"]))
            if r["category"] in CHANGED:
                groups[r["category"]].add((r["source"], r["bad"]))
    for r in objects(dev / "coverage-zh.jsonl"):
        kind = "omission" if r["checked"] == "undertranslation" else "addition"
        verdict = "bad" if "bad-translation" in r["labels"] else "fine"
        groups[f"coverage {kind} {verdict}"].add((r["source"], r["target"]))
    return {k: random.Random(1).sample(sorted(v), min(limit, len(v))) for k, v in groups.items()}


def main() -> None:
    """Print the table."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--shared", type=Path, default=Path("../shared"))
    p.add_argument("--limit", type=int, default=1500)
    o = p.parse_args()
    linker = make_linker(bundled())
    table = {
        name: [strengths(linker, s, t) for s, t in pairs]
        for name, pairs in segments(o.shared / "eval/dev", o.limit).items()
    }
    for check, grid in GRID.items():
        print(f"\n{check:26s} {'n':>5s} " + " ".join(f"{g:6.2f}" for g in grid))
        for name, rows in sorted(table.items()):
            if name.startswith("coverage") and check not in name:
                continue
            values = np.array([r[check] for r in rows])
            print(f"{name:26s} {len(rows):5d} " + " ".join(f"{np.mean(values >= g):6.3f}" for g in grid))


if __name__ == "__main__":
    main()
