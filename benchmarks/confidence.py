"""Does the confidence of a finding mean probability? Reliability on half B of three kinds of text.

    python -m benchmarks.confidence [--shared ../shared] [--most .1]

Findings are put into buckets by the confidence that a review shows. For each bucket: how many findings there are, the
mean confidence, and the share that is right, over published translations (right: none, though some of them are),
machine translations that raters marked and contrast pairs, each kind with the same number of pairs
(``training/confidence.py`` says what counts as right, and makes the probabilities from half A). Last line: the expected
calibration error (Naeini et al. 2015), the mean distance of confidence and share. With ``--most`` the exit status is 1
when it is above that.
"""

from __future__ import annotations

import argparse
import gc
import os
from collections import defaultdict
from pathlib import Path

from align.evidence.confidence import curves
from training.confidence import cases

BUCKETS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("ALIGN_SHARED", "../shared")))
    parser.add_argument("--most", type=float, help="exit 1 above this calibration error on half B")
    options = parser.parse_args()
    gc.set_threshold(200_000, 20, 20)
    found, sizes = cases(options.shared)
    known = curves(read=False)
    error = {}
    for side in "AB":
        rows: dict[tuple[str, int], list[tuple[float, float, bool]]] = defaultdict(list)
        for case in found:
            if case.half == side and case.check in known:
                sure = known[case.check](case.features)
                bucket = max(i for i, low in enumerate(BUCKETS) if sure >= low)
                for check in (case.check, "all"):
                    rows[check, bucket].append((1000 / sizes[case.pool, side], sure, case.right))
        print(f"Half {side}\n\n| check | confidence | findings | mean | right |\n|---|---|--:|--:|--:|")
        total = distance = 0.0
        for (check, bucket), some in sorted(rows.items(), key=lambda x: (x[0][0] != "all", x[0])):
            weight = sum(w for w, _, _ in some)
            mean, right = (sum(w * v for w, v in zip((s[0] for s in some), values, strict=True)) / weight
                           for values in ([s[1] for s in some], [float(s[2]) for s in some]))  # fmt: skip
            print(f"| {check} | {BUCKETS[bucket]:.1f}– | {len(some)} | {mean:.2f} | {right:.2f} |")
            if check == "all":
                total, distance = total + weight, distance + weight * abs(mean - right)
        error[side] = distance / total
        print(f"\nExpected calibration error {error[side]:.3f}\n")
    return int(options.most is not None and error["B"] > options.most)


if __name__ == "__main__":
    raise SystemExit(main())
