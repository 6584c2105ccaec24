"""How good and how fast are the checks?

    python -m benchmarks.checks [--shared ../shared] [--part quality] [--part speed] [--limit 500] [--output FILE.md]

**Quality**, by check and by set (nothing is written into the repository but the figures):

* contrast pairs (hwtsc-zh, demetr-zh): of the bad sides, how many have a finding of severity error or warning, of the
  good sides how many, and how many pairs are told apart; and the same for each check alone;
* human judgements (mqm-wmt20, mqm-wmt23sxs): findings on segments that all raters found free of errors, and the share
  of target spans that touch a rater's span;
* two human references of the same news (ne-wmt22): whatever is flagged there is most likely a false alarm.

**Speed**: pairs a second on one core, all checks together and each alone, on the same pairs as ``pofilter`` of the
translate-toolkit, when it is installed (``pip install translate-toolkit`` into any environment, then ``--pofilter
PATH``; it is GPL and no dependency of this project). Rounds are interleaved; the least processor time counts.
"""

from __future__ import annotations

import argparse
import collections
import gc
import json
import os
import random
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from training.confidence import reviews
from training.corpus import objects

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded, as the command line does it

from align.config import Settings
from align.evidence.weigh import weigh
from align.groups import GROUP
from align.pipeline import Engine
from align.records import Alignment, Finding, Review

Row = dict[str, Any]
LOUD = ("error", "warning")
WORDS = ("addition", "grammar", "mismatch", "omission")  # checks that read the word evidence


def main() -> int:
    """Measure and print; 1 when all checks together are not ``--ratio`` times as fast as pofilter."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("ALIGN_SHARED", "../shared")))
    parser.add_argument("--part", action="append", choices=("quality", "speed"))
    parser.add_argument("--limit", type=int, default=1500, help="a fixed random sample of so many segments of a set")
    parser.add_argument("--pofilter", default=shutil.which("pofilter") or "", help="path of pofilter")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--ratio", type=float, default=0, help="exit 1 below this ratio to pofilter")
    parser.add_argument("--output", type=Path, help="write the tables to this file as well")
    options = parser.parse_args()
    gc.set_threshold(200_000, 20, 20)  # as the command line does it
    engine = Engine(Settings())
    sets = options.shared / "eval" / "dev"
    lines: list[str] = []
    parts = options.part or ["quality", "speed"]
    if "quality" in parts:
        for name in ("hwtsc-zh", "demetr-zh"):
            lines += contrast(engine, name, sets / f"{name}.jsonl")
        for name in ("mqm-wmt20", "mqm-wmt23sxs"):
            lines += judged(engine, name, _sample(_judged_rows(sets / f"{name}.jsonl"), options.limit))
        lines += references(engine, _sample(objects(sets / "ne-wmt22.jsonl"), options.limit))
    ratio = None
    if "speed" in parts:
        pairs = [(r["source"], r["target"]) for r in _sample(_judged_rows(sets / "mqm-wmt20.jsonl"), options.limit)]
        report, ratio = speed(engine, pairs, options.pofilter, options.rounds)
        lines += report
    text = "\n".join(lines) + "\n"
    print(text)
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    return 1 if ratio is not None and ratio < options.ratio else 0


def _judged_rows(path: Path) -> list[Row]:
    """Machine translations with a score (human ones are left out)."""
    rows = objects(path)
    return [r for r in rows if not r.get("human") and r.get("mqm_score") is not None and r["target"].strip()]


def _sample(rows: list[Row], limit: int) -> list[Row]:
    return random.Random(7).sample(rows, limit) if limit and len(rows) > limit else rows


def _loud(review: Review) -> list[Finding]:
    return [f for f in review.findings if f.severity in LOUD]


def contrast(engine: Engine, name: str, path: Path) -> list[str]:
    """One table by category, one by check."""
    rows = [r for r in objects(path) if r.get("valid", True) and r.get("changed", True) and not r.get("flags")]
    rows = [r for r in rows if r["good"] != r["bad"]]
    found = [_loud(r) for r in reviews(engine, ((r["source"], r[side]) for r in rows for side in ("good", "bad")))]
    table: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0, 0])
    checks: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0])
    for row, good, bad in zip(rows, found[0::2], found[1::2], strict=True):
        for key in (row["category"], "ALL"):
            for i, value in enumerate((1, bool(bad), bool(good), bool(bad) and not good)):
                table[key][i] += value
        for i, side in enumerate((bad, good)):
            for check in {_family(f) for f in side}:
                checks[check][i] += 1
    lines = [
        f"### {name}",
        "",
        "| category | pairs | bad flagged | good flagged | told apart |",
        "|---|--:|--:|--:|--:|",
    ]
    for key, (n, bad_n, good_n, apart) in sorted(table.items(), key=lambda x: (x[0] == "ALL", x[0])):
        lines.append(f"| {key} | {n} | {bad_n / n:.3f} | {good_n / n:.3f} | {apart / n:.3f} |")
    lines += ["", "| check | bad sides | good sides |", "|---|--:|--:|"]
    lines += [f"| {key} | {a} | {b} |" for key, (a, b) in sorted(checks.items(), key=lambda x: (-x[1][0], x[0]))]
    return [*lines, ""]


def _family(finding: Finding) -> str:
    """The check, or "rules" for all rules together."""
    return "rules" if "/" in finding.check else finding.check


def judged(engine: Engine, name: str, rows: list[Row]) -> list[str]:
    """False alarms on error-free segments, and places that raters marked as well, by check."""
    table: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0, 0])
    clean = errors = 0
    reviewed = reviews(engine, ((r["source"], r["target"]) for r in rows))
    for row, review in zip(rows, reviewed, strict=True):
        spans = [
            (e["start"], e["end"])
            for e in row["errors"]
            if e.get("start") is not None and e.get("side", "target") == "target"
        ]
        free = not row["errors"] and row["mqm_score"] == 0
        clean += free
        errors += free and any(f.severity == "error" for f in review.findings)
        for finding in _loud(review):
            tally = table[_family(finding)]
            tally[0] += 1
            tally[1] += free and finding.severity == "error"
            span = finding.target_span
            if span:
                tally[2] += 1
                tally[3] += any(span.start < b and a < span.end for a, b in spans)
    lines = [
        f"### {name}: {len(rows):,} segments, {clean} free of errors, "
        f"{errors / max(clean, 1):.3f} of these with an error",
        "",
        "| check | findings | errors on clean | on the target | touch a rater's span |",
        "|---|--:|--:|--:|--:|",
    ]
    for key, (n, false, placed, touched) in sorted(table.items(), key=lambda x: (-x[1][0], x[0])):
        lines.append(
            f"| {key} | {n} | {false} | {placed} | {touched / placed:.2f} |"
            if placed
            else f"| {key} | {n} | {false} | 0 | |"
        )
    return [*lines, ""]


def references(engine: Engine, rows: list[Row]) -> list[str]:
    """Findings on human references."""
    pairs = [(r["source"], r[key]) for r in rows for key in ("reference", "reference2") if r.get(key)]
    counts: collections.Counter[tuple[str, str]] = collections.Counter()
    flagged = errors = 0
    for review in reviews(engine, pairs):
        loud = _loud(review)
        flagged += bool(loud)
        errors += any(f.severity == "error" for f in loud)
        counts.update((_family(f), f.severity) for f in loud)
    lines = [
        f"### ne-wmt22: {len(pairs):,} human references, {flagged / len(pairs):.3f} flagged, "
        f"{errors / len(pairs):.3f} with an error",
        "",
        "| check | errors | warnings |",
        "|---|--:|--:|",
    ]
    for check in sorted({c for c, _ in counts}, key=lambda c: (-counts[c, "error"] - counts[c, "warning"], c)):
        lines.append(f"| {check} | {counts[check, 'error']} | {counts[check, 'warning']} |")
    return [*lines, ""]


def speed(
    engine: Engine, pairs: Sequence[tuple[str, str]], pofilter: str, rounds: int
) -> tuple[list[str], float | None]:
    """Pairs a second: all checks, each check, the whole command, pofilter; and the ratio to pofilter."""
    jobs: dict[str, Callable[[], None]] = {
        "all checks": lambda: _run_checks(engine, pairs, [c.id for c in engine.checks if c.id != "rules"]),
        "  evidence, shared by all of them": lambda: _run_checks(engine, pairs, []),
        "all checks and all rules": lambda: _run_checks(engine, pairs, [c.id for c in engine.checks]),
    }
    for check in engine.checks:
        jobs[f"  {check.id}"] = lambda check=check: _run_checks(engine, pairs, [check.id])  # type: ignore[misc]
    jobs["whole review"] = lambda: _drain(reviews(engine, pairs))
    best = {name: float("inf") for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            start = time.process_time()
            job()
            best[name] = min(best[name], time.process_time() - start)
    characters = sum(len(s) for s, _ in pairs) / len(pairs)
    lines = [
        f"### Speed: {len(pairs):,} pairs of {characters:.0f} Chinese characters, one core, least of {rounds} rounds",
        "",
        "| what | µs a pair | pairs/s |",
        "|---|--:|--:|",
    ]
    lines += [f"| {n} | {1e6 * s / len(pairs):.0f} | {len(pairs) / s:,.0f} |" for n, s in best.items()]
    peer = _pofilter(pairs, pofilter)
    ratio = peer / best["all checks"] if peer else None
    if peer and ratio:
        lines.append(f"| pofilter | {1e6 * peer / len(pairs):.0f} | {len(pairs) / peer:,.0f} |")
        lines += ["", f"All checks: {ratio:.2f} times the speed of pofilter (its start of about 0.1 s not counted)."]
    else:
        lines += ["", "pofilter is not installed: no comparison."]
    return [*lines, ""], ratio


def _drain(reviews: Iterator[Review]) -> None:
    collections.deque(reviews, 0)


def _run_checks(engine: Engine, pairs: Sequence[tuple[str, str]], only: Sequence[str]) -> None:
    """Weigh already paired segments in groups, as the pipeline does, and run some checks on them."""
    for first in range(0, len(pairs), GROUP):
        some = pairs[first : first + GROUP]
        group = [_alignment(engine, *pair) for pair in some]
        bare = [alignment.pairs()[0] for alignment in group]
        found = weigh(bare, engine.linker.link(some))
        group = [a.with_pairs((p.with_evidence(e),)) for a, p, e in zip(group, bare, found, strict=True)]
        for check in engine.checks:
            if check.id in only:
                for alignment in group:
                    collections.deque(check.run(alignment), 0)


def _alignment(engine: Engine, source: str, target: str) -> Alignment:
    return replace(Alignment.of_pair(source, target, id="x"), linker=engine.linker)


def _pofilter(pairs: Sequence[tuple[str, str]], program: str) -> float | None:
    """Processor seconds that pofilter needs for the pairs beyond its start; None where it is not installed."""
    if not program:
        return None

    def run(some: Sequence[tuple[str, str]]) -> float:
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder, "in.po"), Path(folder, "out.po")
            source.write_text(_po(some), encoding="utf-8")
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([program, "--progress=none", str(source), str(target)], check=True, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return run(pairs) - run(pairs[:1])


def _po(pairs: Sequence[tuple[str, str]]) -> str:
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    entries = [
        f'msgctxt "{i}"\nmsgid {json.dumps(s, ensure_ascii=False)}\nmsgstr {json.dumps(t, ensure_ascii=False)}\n'
        for i, (s, t) in enumerate(pairs)
    ]
    return head + "\n" + "\n".join(entries)


if __name__ == "__main__":
    raise SystemExit(main())
