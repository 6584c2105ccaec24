"""How much is said about good translations? Findings per 100 pairs of professional translation, by half and by check.

    python -m benchmarks.clean [--shared ../shared] [--set gwr2016] [--findings OUT.jsonl] [--errors .5] [--warnings 5]

The folder ``eval/clean`` of the shared data holds published translations: a folder a text, with zh.txt and en.txt (read
as two files of one article) or pairs.jsonl alone (read as rows). Texts are split into two halves by a hash of their
name (``half`` in training/corpus.py), sets of loose news pairs into blocks of 50 rows each with a name of its own:
thresholds and tables are chosen on half A, half B is the figure that counts. With ``--errors`` or ``--warnings`` the
exit status is 1 when half B is above that rate. ``--findings`` writes every finding with its two texts, one JSON object
a line, for reading. Human references of evaluation sets, which nobody wrote for print, are measured by
benchmarks/references.py.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.corpus import half, objects

BLOCK = 50  # rows of a set of loose pairs that count as one text
SEVERITIES = ("error", "warning", "note")
Row = dict[str, Any]


def main() -> int:
    """Measure and print; 1 when half B is above a rate that was asked for."""
    parser = parser_of(__doc__)
    parser.add_argument("--set", action="append", help="only this text (may be repeated)")
    options = parser.parse_args()
    folders = sorted(p for p in (options.shared / "eval" / "clean").iterdir() if p.is_dir())
    pairs: collections.Counter[str] = collections.Counter()
    found: list[Row] = []
    for folder in folders:
        if options.set and folder.name not in options.set:
            continue
        for name, rows, findings in _measured(folder):
            pairs[name] += rows
            found += findings
    return told(pairs, found, options, "B")


def parser_of(doc: str) -> argparse.ArgumentParser:
    """The options that all measurements of good translations have."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("ALIGN_SHARED", "../shared")))
    parser.add_argument("--findings", type=Path, help="write the findings to this file")
    parser.add_argument("--errors", type=float, help="highest rate of errors per 100 pairs on half B")
    parser.add_argument("--warnings", type=float, help="highest rate of warnings per 100 pairs on half B")
    return parser


def told(pairs: collections.Counter[str], found: list[Row], options: argparse.Namespace, halves: str) -> int:
    """Write the findings, print the tables and the rates of ``halves``; 1 where half B is above a rate asked for."""
    if options.findings:
        lines = (json.dumps(f, ensure_ascii=False) + "\n" for f in found)
        options.findings.write_text("".join(lines), encoding="utf-8")
    print("\n".join(by_text(pairs, found)), "\n")
    print("\n".join(by_check(pairs, found)), "\n")
    for side in halves:
        print(f"Half {side} per 100 pairs:", ", ".join(f"{rate(pairs, found, side, s):.2f} {s}s" for s in SEVERITIES))
    limits = (("error", options.errors), ("warning", options.warnings))
    return int(any(limit is not None and rate(pairs, found, "B", s) > limit for s, limit in limits))


def _measured(folder: Path) -> Iterator[tuple[str, int, list[Row]]]:
    """Name, number of pairs and findings of each text of a folder."""
    if (folder / "zh.txt").exists():
        reviews = reviewed([folder / "zh.txt", folder / "en.txt"], "json")[0]
        for review in reviews.get("reviews", [reviews]):
            beads = review["beads"]
            whole = sum(1 for b in beads if b.get("source") and b.get("target"))
            yield folder.name, whole, [described(folder.name, f, _texts(beads, f)) for f in review["findings"]]
        return
    yield from _loose(folder.name, folder / "pairs.jsonl")


def _loose(name: str, path: Path) -> Iterator[tuple[str, int, list[Row]]]:
    """The same of a file of loose pairs, row by row."""
    for number, (segment, out) in enumerate(zip(objects(path), reviewed([path], "jsonl"), strict=True)):
        block = f"{name}.{number // BLOCK:02d}"
        texts = segment["source"], segment["target"]
        yield block, 1, [described(block, f, texts) for f in out["findings"]]


def reviewed(paths: list[Path], form: str) -> list[Any]:
    """The objects that the command line writes about some files: one review, or one object a line."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        command = [sys.executable, "-m", "align", "check", *map(str, paths), "--format", form, "--output", str(out)]
        subprocess.run([*command, "--fail-on", "never"], check=True, stdout=subprocess.DEVNULL)
        return [json.loads(out.read_text(encoding="utf-8"))] if form == "json" else objects(out)


def _texts(beads: list[Row], finding: Row) -> tuple[str, str]:
    """The two texts of the bead that a finding stands in."""
    bead = next((b for b in beads if b["number"] == finding["bead"]), None)
    sides = (bead.get("source"), bead.get("target")) if bead else (None, None)
    return sides[0]["text"] if sides[0] else "", sides[1]["text"] if sides[1] else ""


def described(name: str, finding: Row, texts: tuple[str, str]) -> Row:
    marked = {side: finding[side]["text"] if finding.get(side) else "" for side in ("source", "target")}
    kept = {k: finding[k] for k in ("check", "severity", "confidence", "message", "category", "suggestions")}
    return {"set": name, "half": half(name), **kept, "marked": marked, "zh": texts[0], "en": texts[1]}


def rate(pairs: collections.Counter[str], found: list[Row], side: str, severity: str) -> float:
    rows = sum(n for name, n in pairs.items() if half(name) == side)
    count = len([f for f in found if f["half"] == side and f["severity"] == severity])
    return 100 * count / max(rows, 1)


def by_text(pairs: collections.Counter[str], found: list[Row]) -> list[str]:
    """Rates a text; blocks of one set are put together."""
    lines = ["| text | half | pairs | errors | warnings | notes |", "|---|---|--:|--:|--:|--:|"]
    counts = collections.Counter((f["set"].partition(".")[0], f["half"], f["severity"]) for f in found)
    rows: collections.Counter[tuple[str, str]] = collections.Counter()
    for name, n in pairs.items():
        rows[name.partition(".")[0], half(name)] += n
    for (name, side), n in sorted(rows.items()):
        rates = " | ".join(f"{100 * counts[name, side, s] / max(n, 1):.2f}" for s in SEVERITIES)
        lines.append(f"| {name} | {side} | {n} | {rates} |")
    for side in "AB":
        rates = " | ".join(f"{rate(pairs, found, side, s):.2f}" for s in SEVERITIES)
        lines.append(f"| **all** | {side} | {sum(n for name, n in rows.items() if name[1] == side)} | {rates} |")
    return lines


def by_check(pairs: collections.Counter[str], found: list[Row]) -> list[str]:
    """Errors and warnings per 100 pairs by check, the most talkative first; the rules are put together by pack."""
    size = {s: max(1, sum(n for name, n in pairs.items() if half(name) == s)) for s in "AB"}
    counts = collections.Counter((f["check"].partition("/")[0], f["half"], f["severity"]) for f in found)
    lines = ["| check | errors A | errors B | warnings A | warnings B |", "|---|--:|--:|--:|--:|"]

    def loud(check: str) -> int:
        return sum(counts[check, side, s] for side in "AB" for s in ("error", "warning"))

    for check in sorted({f["check"].partition("/")[0] for f in found}, key=lambda c: (-loud(c), c)):
        if loud(check):
            rates = (f"{100 * counts[check, h, s] / size[h]:.2f}" for s in ("error", "warning") for h in "AB")
            lines.append(f"| {check} | {' | '.join(rates)} |")
    return lines


if __name__ == "__main__":
    raise SystemExit(main())
