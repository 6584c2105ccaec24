"""How good is the second reader, and what does it cost?

    python -m benchmarks.reader [--shared ../shared] [--limit 1500] [--output FILE.md]

Nothing here was trained on; what was tuned on is said in each table.

* **Raters' marks** (mqm-wmt21news, mqm-wmt23sxs, mqm-bio; the quarter of the documents that is never trained on, on
  which confidence was fitted): findings of the check ``meaning`` by least confidence: how many in 100 pairs, the share
  that any rater marked, the share of major spans that they touch.
* **Reliability**: confidence against the share that was right, in bands, on the same segments and on both halves of the
  published translations (there everything counts as wrong but what a translator found right in ``judged.jsonl``).
* **Published translations**: findings in 100 pairs on the half that was tuned on and on the other one.
* **Contrast pairs** (kinds-contrast): how often the score prefers the good side, how often the highest tag of the bad
  side is on the spot, on each half (even numbers were tuned on).
* **Judge**: findings of the word-level checks before and after it, on the other half of the published translations.
* **Cost**: milliseconds of processor time a pair, seconds to load, megabytes.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from align.evidence.reader import judge, spans
from align.evidence.reader.network import FOLDER, Reader
from align.evidence.weigh import weighed
from align.groups import Work
from align.records import Article, Reading
from training.corpus import objects
from training.reader import calibrate, known, marks
from training.reader.known import Case

BANDS = (0.2, 0.35, 0.4, 0.45, 0.5, 0.55, 0.65, 0.75, 0.9, 1.01)


def rated(shared: Path, name: str, limit: int) -> list[Case]:
    """Held-out segments of a rated set."""
    return [known.rated(row, name) for row in list(marks.segments(shared / "eval/dev", name, True))[:limit]]


def told(cases: Sequence[Case], readings: Sequence[Reading]) -> Iterator[tuple[int, spans.Suspect, bool]]:
    """Number of the pair, suspect of its English, and whether it is right."""
    links = calibrate.linked(cases)
    manners = calibrate.manners(cases, links)
    for number, (case, reading, own, manner) in enumerate(zip(cases, readings, links, manners, strict=True)):
        for suspect in spans.suspects(reading, case.target, own, side=1, manner=manner):
            yield number, suspect, known.hit(case, 1, suspect.start, suspect.end)


def marks_table(shared: Path, reader: Reader, limit: int) -> Iterator[str]:
    """Findings against raters' marks."""
    yield "| set | least confidence | findings in 100 pairs | any rater | major spans touched |"
    yield "|---|---|---|---|---|"
    for name in known.RATED:
        rows = list(marks.segments(shared / "eval/dev", name, True))[:limit]
        cases = [known.rated(row, name) for row in rows]
        found = list(told(cases, reader.read([(c.source, c.target) for c in cases])))
        big = [[(e["start"], e["end"]) for e in row["errors"] if _counts(e, row["target"])] for row in rows]
        for least in (0.35, 0.45, 0.5, 0.55, 0.65):
            some = [(n, s, right) for n, s, right in found if s.sure >= least]
            touched = sum(
                any(m == n and s.start < b and a < s.end for m, s, _ in some)
                for n, own in enumerate(big)
                for a, b in own
            )
            share = np.mean([right for _, _, right in some]) if some else 0.0
            yield (
                f"| {name} | {least} | {100 * len(some) / len(cases):.1f} | {share:.2f} | "
                f"{touched / max(1, sum(map(len, big))):.3f} |"
            )


def _counts(error: dict[str, object], target: str) -> bool:
    """Is an error a major one of some words of the translation?"""
    start, end = error.get("start"), error.get("end")
    if error["side"] != "target" or not isinstance(start, int) or not isinstance(end, int):
        return False
    return error["severity"] in ("major", "critical") and not (start == 0 and end >= len(target) - 1 and end > 40)


def reliability(groups: Mapping[str, tuple[Sequence[Case], Sequence[Reading]]]) -> Iterator[str]:
    """Confidence in bands against the share that was right."""
    yield "| band | " + " | ".join(groups) + " |"
    yield "|---|" + "---|" * len(groups)
    for low, high in pairwise(BANDS):
        cells = []
        for cases, readings in groups.values():
            right = [hit for _, s, hit in told(cases, readings) if low <= s.sure < high]
            cells.append(f"{np.mean(right):.2f} of {len(right)}" if right else "–")
        yield f"| {low:.2f}–{min(high, 1.0):.2f} | " + " | ".join(cells) + " |"


def published(groups: Mapping[str, tuple[Sequence[Case], Sequence[Reading]]]) -> Iterator[str]:
    """Findings in 100 published pairs."""
    yield "| half | pairs | " + " | ".join(f"from {b}" for b in BANDS[1:-1]) + " |"
    yield "|---|---|" + "---|" * (len(BANDS) - 2)
    for name, (cases, readings) in groups.items():
        sure = np.array([s.sure for _, s, _ in told(cases, readings)])
        cells = " | ".join(f"{100 * np.sum(sure >= b) / len(cases):.1f}" for b in BANDS[1:-1])
        yield f"| {name} | {len(cases)} | {cells} |"


def contrast(shared: Path, reader: Reader) -> Iterator[str]:
    """Good against bad sides of contrast pairs."""
    rows = objects(shared / "eval/dev/kinds-contrast.jsonl")
    yield "| half | score prefers the good side | highest tag of the bad side on the spot |"
    yield "|---|---|---|"
    for half in (0, 1):
        own = rows[half::2]
        good, bad = (reader.read([(r["source"], r[side]) for r in own]) for side in ("good", "bad"))
        better = np.mean([g.score < b.score for g, b in zip(good, bad, strict=True)])
        spot = np.mean([_on_the_spot(row, reading) for row, reading in zip(own, bad, strict=True)])
        yield f"| {'tuned' if half == 0 else 'other'} | {better:.3f} | {spot:.3f} |"


def _on_the_spot(row: dict[str, list[dict[str, int]]], reading: Reading) -> bool:
    at = int(reading.target_wrong.argmax())
    start, end = int(reading.target_starts[at]), int(reading.target_ends[at])
    return any(d["bad_start"] < end and start < d["bad_end"] for d in row["diff"] if "bad_start" in d)


def judged(cases: Sequence[Case], readings: Sequence[Reading]) -> Iterator[str]:
    """Findings of the judged checks in 100 pairs before and after the judge."""
    counts: dict[tuple[str, str, str], int] = {}
    manners = calibrate.manners(cases, calibrate.linked(cases))
    for reading, manner, review in zip(readings, manners, calibrate.reviews(cases), strict=True):
        own = [f for f in review.findings if f.check in judge.JUDGED]
        alignment = weighed(review.alignment)
        (pair,) = alignment.pairs()
        work = Work(alignment, Article(alignment.source, alignment.target), [pair], [None], own)
        work.measure({0: pair.with_evidence(pair.evidence.with_reading(reading, manner))})
        for when, findings in (("before", own), ("after", work.judged(own))):
            for f in findings:
                key = (f.check, f.severity, when)
                counts[key] = counts.get(key, 0) + 1
    yield "| check | errors before, after | warnings before, after | notes before, after |"
    yield "|---|---|---|---|"
    for check in judge.JUDGED:
        cells = [
            ", ".join(
                f"{100 * counts.get((check, severity, when), 0) / len(cases):.2f}" for when in ("before", "after")
            )
            for severity in ("error", "warning", "note")
        ]
        yield f"| {check} | " + " | ".join(cells) + " |"


def cost(cases: Sequence[Case]) -> Iterator[str]:
    """Time and memory of reading."""
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    reader = Reader(FOLDER, 1)
    reader.load()
    loaded = time.process_time() - began
    began = time.process_time()
    reader.read([(c.source, c.target) for c in cases])
    spent = time.process_time() - began
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    size = sum(f.stat().st_size for f in FOLDER.iterdir()) / 1e6
    yield (
        f"{1000 * spent / len(cases):.1f} ms of processor time a pair ({len(cases)} pairs, one core), loaded in "
        f"{loaded:.2f} s of it, {size:.1f} MB of files, {more:.0f} MB more memory."
    )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--limit", type=int, default=1500, help="pairs of each set")
    parser.add_argument("--output", type=Path)
    o = parser.parse_args()
    reader = Reader(FOLDER, 2)
    lines = ["## Cost", ""]
    news = rated(o.shared, "mqm-wmt21news", min(o.limit, 300))
    lines += [*cost(news), "", "## Raters' marks, held-out documents", "", *marks_table(o.shared, reader, o.limit), ""]
    groups = {}
    for name, texts in (("tuned", known.TUNED), ("other", known.MEASURED)):
        cases = known.texts(o.shared, texts, o.limit)
        groups[f"published, {name}"] = (cases, reader.read([(c.source, c.target) for c in cases]))
    cases = [c for name in known.RATED for c in rated(o.shared, name, o.limit)]
    both = {"machine translation": (cases, reader.read([(c.source, c.target) for c in cases])), **groups}
    lines += ["## Reliability", "", *reliability(both), "", "## Published translations", "", *published(groups), ""]
    lines += ["## Contrast pairs", "", *contrast(o.shared, reader), "", "## The judge, other half", ""]
    lines += [*judged(*groups["published, other"]), ""]
    text = "\n".join(lines)
    print(text)
    if o.output:
        o.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
