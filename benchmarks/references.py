"""How much is said about translations that nobody tuned to? Findings per 100 references of evaluation sets, by check.

    python -m benchmarks.references [--shared ../shared] [--set wmt22 ...] [--limit N] [--findings OUT.jsonl]
        [--errors .8] [--warnings 5]

The human references of WMT20, WMT21, WMT22 (talk, shops, social text, news), WMT23, the biomedical set and NTREX, and
the good sides of contrast sets (kinds-contrast, kinds-clean, HW-TSC, CommonMT), are translations by professionals that
no publisher has read again: most findings on them are false, not all. They are split by document as the published texts
are (benchmarks/clean.py): findings on half A may be read, half B only counts. Loose pairs count as a document by fifty.
With ``--errors`` or ``--warnings`` the exit status is 1 when half B is above that rate. ``--limit`` takes the first
documents of each set up to so many pairs; ``--findings`` writes every finding with its two texts, one JSON object a
line, as benchmarks/clean.py does.
"""

from __future__ import annotations

import collections
import json
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.clean import BLOCK, described, parser_of, reviewed, told
from training.corpus import objects
from training.reader.references import Triple, marked, ntrex

GOOD = ("kinds-contrast", "kinds-clean", "hwtsc-zh", "commonmt-zh")


def main() -> int:
    """Measure and print; 1 when half B is above a rate that was asked for."""
    parser = parser_of(__doc__)
    parser.add_argument("--set", action="append", help="only sets whose name holds this (may be repeated)")
    parser.add_argument("--limit", type=int, help="pairs of a set at most")
    options = parser.parse_args()
    pairs: collections.Counter[str] = collections.Counter()
    found: list[dict[str, Any]] = []
    for name, some in _sets(options.shared):
        if options.set and not any(part in name for part in options.set):
            continue
        some = some[: options.limit]
        for (document, source, target), out in zip(some, _reviewed(some), strict=True):
            pairs[document] += 1
            found += [described(document, finding, (source, target)) for finding in out["findings"]]
    return told(pairs, found, options, "AB")


def _reviewed(some: list[Triple]) -> list[Any]:
    """What the command line writes about pairs, a line each."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.jsonl"
        segments = ({"id": str(i), "source": s, "target": t} for i, (_, s, t) in enumerate(some))
        path.write_text("".join(json.dumps(x, ensure_ascii=False) + "\n" for x in segments), encoding="utf-8")
        return reviewed([path], "jsonl")


def _sets(shared: Path) -> list[tuple[str, list[Triple]]]:
    """The sets by name: pairs in the order of the file, each source with each of its human translations once. The name
    of a document begins with that of its set and a full stop."""
    dev = shared / "eval" / "dev"
    loose = [
        (name, [(r["source"], r.get("good") or r["target"]) for r in objects(dev / f"{name}.jsonl")]) for name in GOOD
    ]
    loose.append(("ntrex", ntrex(shared)))
    return marked(shared) + [
        (name, [(f"{name}.{n // BLOCK:02d}", *pair) for n, pair in enumerate(dict.fromkeys(pairs))])
        for name, pairs in loose
    ]


if __name__ == "__main__":
    raise SystemExit(main())
