"""Is a wrong translation told from the right one, where they differ by one fault?

    python -m benchmarks.pairs PAIRS.tsv [--list] [--second-reader never]

``PAIRS.tsv`` has three cells a line: the Chinese, a right translation, and the same one with one fault. All right ones
are read as one article, and all wrong ones as another. *Found* is a wrong one with an error or warning that the right
one has not (another check, or other Chinese); *flagged* a right one with any. ``--list`` prints what is missed and what
is flagged. For pairs that whoever changes the tool has not seen.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from align.config import Config, Layer
from align.records import Finding
from align.session import Session


def loud(texts: Sequence[tuple[str, str]], second_reader: str) -> Iterator[tuple[Finding, ...]]:
    """The errors and warnings of pairs (Chinese, English) that are read together."""
    session = Session(Config((Layer("benchmark", {"second_reader": second_reader}),)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.jsonl"
        rows = [{"id": str(n), "source": zh, "target": en} for n, (zh, en) in enumerate(texts)]
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        for review in session.reviews([str(path)]):
            yield tuple(finding for finding in review.findings if finding.severity != "note")


def new(wrong: Sequence[Finding], right: Sequence[Finding]) -> bool:
    """Return whether a wrong translation has a finding that the right one has not."""
    known = {(finding.check, finding.source_span) for finding in right}
    return any((finding.check, finding.source_span) not in known for finding in wrong)


def main() -> None:
    """Check both sides and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--second-reader", choices=("always", "never"), default="always")
    options = parser.parse_args()
    rows = [line.split("\t") for line in options.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    if short := [n for n, row in enumerate(rows, 1) if len(row) != 3]:
        parser.error(f"{options.file}:{short[0]}: {len(rows[short[0] - 1])} cells; Chinese, right and wrong are wanted")
    right, wrong = (list(loud([(row[0], row[n]) for row in rows], options.second_reader)) for n in (1, 2))
    found = [new(*both) for both in zip(wrong, right, strict=True)]
    if options.list:
        for row, hit, flags in zip(rows, found, right, strict=True):
            print(*([] if hit else [f"missed   {row[0]} | {row[2]}\n"]), sep="", end="")
            print(*(f"flagged  {row[0]} | {row[1]} | {f.check}: {f.message}\n" for f in flags), sep="", end="")
    print(f"{sum(found)} of {len(rows)} found, {sum(map(bool, right))} right ones flagged")


if __name__ == "__main__":
    main()
