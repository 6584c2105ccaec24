"""Make align/data/built/confidence.json: how likely a finding of each check is right, in view of its pair.

    python -m training.confidence [--shared ../shared] [--cases cases.jsonl]

Four kinds of text, half A of each (benchmarks/clean.py says which texts that is):

* published translations (eval/clean, kinds-clean): a finding is a false alarm;
* machine translations that raters marked (mqm-wmt20, mqm-wmt23sxs): a finding is right where it touches a mark of at
  most ``LONGEST`` characters, one of words left out where a rater saw an omission;
* parallel text (15,000 pairs of general prose, drawn at random; even rows are half A): a finding is right where a
  reader of all errors and warnings of these pairs, and of one in fourteen of the notes, called it true
  (benchmarks/verdicts.tsv), else a false alarm;
* contrast pairs (hwtsc-zh, demetr-zh, kinds-contrast): a finding is right where it touches what was damaged, a false
  alarm on the side that is as it was.

The first three weigh the same; contrast pairs, of which every other one is wrong, show what a fault looks like and not
how frequent it is, and weigh ``OF_CONTRAST`` as much.

Of each check with ``FEWEST`` findings a logistic regression with a ridge (Cox 1958) weighs its strength and what was
measured of the pair; the weight of the strength is never negative. ``benchmarks/confidence.py`` shows on half B how
well the probabilities hold.
"""

from __future__ import annotations

import argparse
import gc
import json
import lzma
import os
import random
import zlib
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from training.corpus import half, objects

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded, as the command line does it

import numpy as np
from numpy.typing import NDArray

from align import pipeline
from align.config import Settings
from align.evidence.confidence import FEATURES, LIMIT, PATH, Curves, Measures, counted, features
from align.evidence.reader.judge import JUDGED
from align.files import from_bytes
from align.findings import settle
from align.groups import Work
from align.inputs import read_all
from align.pipeline import Engine
from align.readers import jsonl
from align.records import Alignment, Finding, Review

Row = dict[str, Any]
LONGEST = 60  # characters of a rater's mark; longer ones say that something there is wrong, not what
FEWEST, EACH = 30, 4  # findings of a check, and of each verdict, that it takes to draw a curve
SAMPLE = 1500  # segments of a set of machine translations
RIDGE, STEPS = 3.0, 80
BLOCK = 50  # rows of a set of loose pairs that count as one text
# Of these a finding in a published translation is a false alarm; slips of typing are found in good translations, too.
KINDS = ("accuracy", "terminology", "fluency/grammar")
CONTRAST = ("hwtsc-zh", "demetr-zh", "kinds-contrast")
PARALLEL, DRAWN = 15_000, "desk-20261130"  # pairs of parallel text, and the seed of the draw
OF_CONTRAST = 0.5
STATED = ("direction", "repeat")  # checks whose own confidence was measured
VERDICTS = Path(__file__).parents[1] / "benchmarks" / "verdicts.tsv"
MARKED = ("mqm-wmt20", "mqm-wmt23sxs")


class Case(NamedTuple):
    """A finding with its verdict: half A or B, kind of text, check, severity and confidence that the check gives it,
    what is known of it, and whether it is right."""

    half: str
    pool: str
    check: str
    severity: str
    confidence: float
    features: list[float]
    right: bool


def cases(shared: Path) -> tuple[list[Case], Counter[tuple[str, str]]]:
    """All findings with their verdicts, and how many pairs there are by pool and half. Findings are as the checks give
    them: nothing is weighed."""
    engine = Engine(Settings(second_reader="never"))  # what that finds is weighed by training/reader/calibrate.py
    out: list[Case] = []
    sizes: Counter[tuple[str, str]] = Counter()
    bases: deque[Sequence[Measures | None]] = deque()  # of the articles that were settled and not collected yet

    def unweighed(
        alignment: Alignment,
        findings: Sequence[Finding],
        measures: Sequence[Measures | None],
        disable: Sequence[str],
        known: Curves,
    ) -> tuple[Finding, ...]:
        bases.append(measures)
        return settle(alignment, findings, measures, disable, {})

    def as_is(*given: Sequence[Finding]) -> tuple[Finding, ...]:
        return tuple(given[-1])

    with (
        patch.object(pipeline, "settle", unweighed),
        patch.object(pipeline, "absorbed", as_is),
        patch.object(Work, "judged", as_is),
    ):
        for pool, name, review, row, side in _reviews(engine, shared):
            _collect(out, sizes, (pool, name, review, row, side), bases.popleft() if bases else ())
            bases.clear()  # a review without findings settles none
    return out, sizes


def _collect(
    out: list[Case],
    sizes: Counter[tuple[str, str]],
    reviewed: tuple[str, str, Review, Row | None, str],
    measures: Sequence[Measures | None],
) -> None:
    """Add the findings of a review, and its size."""
    pool, name, review, row, side = reviewed
    known = "AB"[int(name) & 1] if pool == "parallel" else half(name)
    sizes[pool, known] += len(review.alignment.beads) if pool == "clean" else 1
    counts = counted(review.findings)
    for finding in review.findings:
        if finding.bead is None or not finding.category.startswith(KINDS):
            continue
        pair = review.alignment.pairs()[finding.bead]
        right = False if row is None else _right(pool, row, side, finding, review)
        if row is not None and pool == "parallel":
            right = _key(finding, row, review) in row["right"]
        if right is None or not (pair.source.text and pair.target.text):
            continue
        seen = features(finding, pair, measures[finding.bead], counts[finding.bead])
        out.append(Case(known, pool, finding.check, finding.severity, finding.confidence, seen, right))


def _reviews(engine: Engine, shared: Path) -> Iterator[tuple[str, str, Review, Row | None, str]]:
    """Pool, name of the text, review, row of the set and which side of it."""
    for folder in sorted(p for p in (shared / "eval" / "clean").iterdir() if p.is_dir()):
        two = (folder / "zh.txt").exists()
        paths = [folder / "zh.txt", folder / "en.txt"] if two else [folder / "pairs.jsonl"]
        for number, review in enumerate(engine.reviews(read_all([str(p) for p in paths], ""))):
            yield "clean", folder.name if two else f"{folder.name}.{number // BLOCK:02d}", review, None, ""
    pairs, right = _drawn(shared), _called_true()
    for number, (pair, review) in enumerate(zip(pairs, reviews(engine, pairs), strict=True)):
        yield "parallel", str(number), review, {"source": pair[0], "target": pair[1], "right": right}, ""
    dev = shared / "eval" / "dev"
    rows = objects(dev / "kinds-clean.jsonl")
    for number, review in enumerate(reviews(engine, [(r["source"], r["target"]) for r in rows])):
        yield "clean", f"kinds-clean:{number}", review, None, ""
    for name in MARKED:
        rows = [r for r in objects(dev / f"{name}.jsonl") if not r.get("human") and r.get("mqm_score") is not None]
        rows = [r for r in rows if r["target"].strip()]
        rows = random.Random(7).sample(rows, SAMPLE) if len(rows) > SAMPLE else rows
        for row, review in zip(rows, reviews(engine, [(r["source"], r["target"]) for r in rows]), strict=True):
            yield "marked", row["doc"], review, row, "target"
    for name in CONTRAST:
        rows = [r for r in objects(dev / f"{name}.jsonl") if r.get("valid", True) and r.get("changed", True)]
        rows = [r for r in rows if not r.get("flags") and r["good"] != r["bad"]]
        both = [(number, r, side) for number, r in enumerate(rows) for side in ("good", "bad")]
        reviewed = reviews(engine, [(r["source"], r[side]) for _, r, side in both])
        for (number, row, side), review in zip(both, reviewed, strict=True):
            yield "contrast", f"{name}:{number}", review, row, side


def _drawn(shared: Path) -> list[tuple[str, str]]:
    """Pairs of general prose of the parallel text, drawn at random."""
    with lzma.open(shared / "parallel" / "train.tsv.xz", "rt", encoding="utf-8") as stream:
        rows = [line.rstrip("\n").split("\t") for line in stream]
    general = [(row[3], row[4]) for row in rows if len(row) > 4 and row[1] == "general"]
    return random.Random(DRAWN).sample(general, PARALLEL)


def _called_true() -> frozenset[str]:
    """Keys of the findings that a translator called true."""
    lines = (line.split("\t") for line in VERDICTS.read_text(encoding="utf-8").splitlines() if line[0] != "#")
    return frozenset(key for key, _, verdict in lines if verdict == "true")


def _key(finding: Finding, row: Row, review: Review) -> str:
    """The key of a finding (benchmarks/severity.py)."""
    at = _places(finding, review)
    marked = (row[side][slice(*at[side])] if side in at else "" for side in ("source", "target"))
    parts = (finding.check, row["source"], row["target"], *marked)
    return f"{zlib.crc32(chr(9).join(parts).encode()):08x}"


def reviews(engine: Engine, pairs: Iterable[tuple[str, str]]) -> Iterator[Review]:
    """Review pairs as the lines of a file of JSON lines are."""
    data = "\n".join(
        json.dumps({"id": str(i), "source": s, "target": t}, ensure_ascii=False) for i, (s, t) in enumerate(pairs)
    )
    return engine.reviews(jsonl.READER.read(from_bytes(data.encode(), "pairs.jsonl")))


def _right(pool: str, row: Row, side: str, finding: Finding, review: Review) -> bool | None:
    """The verdict on a finding; None where nobody can say."""
    at = _places(finding, review)
    if pool == "marked":
        marks = [e for e in row["errors"] if e["start"] is not None and e["end"] - e["start"] <= LONGEST]
        touched = any(e["side"] == s and a < e["end"] and e["start"] < b for s, (a, b) in at.items() for e in marks)
        return touched or ("target" not in at and any("mission" in e["category"] for e in row["errors"]))
    if side == "good":
        return False
    if "target" not in at:
        return True
    a, b = at["target"]
    spans = [(d["bad_start"], max(d["bad_end"], d["bad_start"] + 1)) for d in row.get("diff") or []]
    return True if any(a < end and start < b for start, end in spans) else None  # else judged on the good side


def _places(finding: Finding, review: Review) -> dict[str, tuple[int, int]]:
    """Offsets of the marked words in the segment, by side."""
    alignment = review.alignment
    spans = {"source": (finding.source_span, alignment.source), "target": (finding.target_span, alignment.target)}
    return {
        side: (span.start - document.blocks[0].start, span.end - document.blocks[0].start)
        for side, (span, document) in spans.items()
        if span and document
    }


def fit(found: Sequence[Case], sizes: Counter[tuple[str, str]]) -> Row:
    """What goes into the file: curves for findings that nobody looks at again, and for those that the second reader
    judges, whose judge was learnt on curves without the parallel text."""
    before = _fit([c for c in found if c.pool != "parallel"], sizes, 1.0)
    before["checks"] = {check: row for check, row in before["checks"].items() if check in JUDGED}
    return {"features": list(FEATURES), "alone": _fit(found, sizes, OF_CONTRAST), "read": before}


def _fit(found: Sequence[Case], sizes: Counter[tuple[str, str]], of_contrast: float) -> Row:
    """Means and deviations of the features, and of each check bias and weights."""
    own = [c for c in found if c.half == "A"]
    x = np.array([c.features for c in own])
    means, deviations = x.mean(axis=0), x.std(axis=0) + 1e-6
    by: dict[str, list[Case]] = defaultdict(list)
    for case in own:
        by[case.check].append(case)
    checks = {}
    for check, some in sorted(by.items()):
        rights = sum(c.right for c in some)
        if "/" in check or check in STATED or len(some) < FEWEST or min(rights, len(some) - rights) < EACH:
            continue
        z = np.clip((np.array([c.features for c in some]) - means) / deviations, -LIMIT, LIMIT)
        share = np.array([3000.0 * (of_contrast if c.pool == "contrast" else 1.0) / sizes[c.pool, "A"] for c in some])
        weights = _logistic(z, np.array([float(c.right) for c in some]), share)
        checks[check] = {
            "bias": round(float(weights[-1]), 4),
            "weights": [round(float(w), 4) for w in weights[:-1]],
            "findings": len(some),
            "right": rights,
        }
    scale = ([round(float(v), 4) for v in values] for values in (means, deviations))
    return {**dict(zip(("means", "deviations"), scale, strict=True)), "checks": checks}


def _logistic(z: NDArray[np.float64], y: NDArray[np.float64], share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights and, last, the bias, by Newton's method; a strength that speaks against a finding is left out."""
    x = np.column_stack((z, np.ones(len(z))))
    penalty = RIDGE * np.eye(x.shape[1])
    penalty[-1, -1] = 0.01
    for used in (np.ones(x.shape[1]), np.array([0.0, *np.ones(x.shape[1] - 1)])):
        weights = np.zeros(x.shape[1])
        for _ in range(STEPS):
            p = 1 / (1 + np.exp(-np.clip((x * used) @ weights, -30, 30)))
            curve = (x * used * (share * p * (1 - p))[:, None]).T @ (x * used) + penalty
            weights += np.linalg.solve(curve, (x * used).T @ (share * (y - p)) - penalty @ weights)
        if weights[0] >= 0:
            break
    return weights * used


def main() -> None:
    """Collect, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("ALIGN_SHARED", "../shared")))
    parser.add_argument("--out", type=Path, default=PATH)
    options = parser.parse_args()
    gc.set_threshold(200_000, 20, 20)  # as the command line does it
    found, sizes = cases(options.shared)
    made = fit(found, sizes)
    options.out.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for check, row in made["alone"]["checks"].items():
        print(f"{check:18} {row['findings']:5} findings, {row['right']:4} right")


if __name__ == "__main__":
    main()
