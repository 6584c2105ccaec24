"""Which checks have earned the word "error"? Precision a check and band of confidence, over findings that were read.

    python -m benchmarks.severity FINDINGS.jsonl ... [--least .5]

The findings come from ``benchmarks/clean.py --findings`` (half A of the published translations) and from ``python -m
benchmarks.references --findings`` (human references of evaluation sets). ``verdicts.tsv`` holds what a translator
said of errors of earlier versions, read in context: true, debatable (counted as half) or false. No text is kept: a
finding is known by the check sum of its check, its two texts and the marked words. A kind of finding that is right
less than half the time must not be an error; with ``--least`` the exit status is 1 when a check with ten verdicts is.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import defaultdict
from pathlib import Path
from typing import Any

VERDICTS = Path(__file__).with_name("verdicts.tsv")
BANDS = (0.0, 0.6, 0.7, 0.8, 0.9)
FEWEST = 10  # verdicts from which a check is judged
WORTH = {"true": 1.0, "debatable": 0.5, "false": 0.0}


def key(finding: dict[str, Any]) -> str:
    """Eight hexadecimal digits that stand for a finding of ``clean.py --findings``."""
    marked = finding["marked"]
    parts = (finding["check"], finding["zh"], finding["en"], marked["source"], marked["target"])
    return f"{zlib.crc32(chr(9).join(parts).encode()):08x}"


def main() -> int:
    """Print the table; 1 when a check is below the precision that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("findings", type=Path, nargs="+")
    parser.add_argument("--least", type=float, default=0.0)
    options = parser.parse_args()
    lines = [line.split("\t") for line in VERDICTS.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    verdicts = {name: WORTH[verdict] for name, _, verdict in lines}
    read: dict[tuple[str, float], list[float]] = defaultdict(list)
    unread: dict[str, int] = defaultdict(int)
    for path in options.findings:
        for finding in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            if finding["severity"] != "error":
                continue
            check, worth = finding["check"].partition("/")[0], verdicts.get(key(finding))
            if worth is None:
                unread[check] += 1
                continue
            band = max(low for low in BANDS if finding["confidence"] >= low)
            for row in ((check, band), (check, -1.0), ("all", band), ("all", -1.0)):
                read[row].append(worth)
    print("| check | confidence | errors read | right |\n|---|---|--:|--:|")
    for (check, band), worths in sorted(read.items(), key=lambda item: (item[0][0] != "all", item[0])):
        print(
            f"| {check} | {f'{band:.1f}–' if band >= 0 else 'all'} | {len(worths)} | {sum(worths) / len(worths):.2f} |"
        )
    print("\nNot read:", ", ".join(f"{check} {n}" for check, n in sorted(unread.items())) or "none")
    low = [w for (_, band), w in read.items() if band < 0 and len(w) >= FEWEST and sum(w) / len(w) < options.least]
    return int(bool(low))


if __name__ == "__main__":
    raise SystemExit(main())
