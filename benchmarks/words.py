"""How much of what raters mark do errors and warnings touch, in machine translation that no part of the tool saw?

    python -m benchmarks.words [--shared ../shared] [--limit 700] [--translated-by machine]

The quarter of the documents that the second reader is never trained on (``training.reader.marks``) is scored by
``eval/score_words.py``. Its confidence was fitted on it, by fourteen weights a side.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from training.reader.marks import HELD, fold

SETS = ("mqm-wmt21news", "mqm-wmt23sxs")


def held(dev: Path, name: str) -> str:
    """The lines of a set whose documents are held out."""
    lines = (dev / f"{name}.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if fold(json.loads(line)["doc"]) == HELD)


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("ALIGN_SHARED", "../shared")))
    parser.add_argument("--limit", type=int, default=700)
    parser.add_argument("--translated-by", choices=("unknown", "people", "machine"), default="unknown")
    options = parser.parse_args()
    command = f"{sys.executable} -m align check --translated-by {options.translated_by}"
    with tempfile.TemporaryDirectory() as folder:
        for name in SETS:
            path = Path(folder) / f"{name}.jsonl"
            path.write_text(held(options.shared / "eval/dev", name), encoding="utf-8")
            print(name, flush=True)
            scorer = [sys.executable, str(options.shared / "eval/score_words.py"), str(path)]
            subprocess.run([*scorer, "--limit", str(options.limit), "--command", command], check=False)


if __name__ == "__main__":
    main()
