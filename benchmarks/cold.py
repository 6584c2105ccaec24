"""How long does a translator or a git hook wait for one article?

    python benchmarks/cold.py [--article seeds/henan-blockchain-pilot-zone.txt] [--rounds 5] [--ratio 7]

Runs ``align check`` and ``align hook run`` on one article and ``python -c "import sentence_transformers"`` in turn,
each in a fresh process, after one round that fills the caches of bytecode, patterns and disk. Of each the least wall
time and processor time and the largest memory count: a busy machine can only add to them. Exit code 1 below
``--ratio``, above ``--memory``, or where a module is loaded that a check has no need of.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEEDLESS = ("torch", "scipy", "jieba", "pandas", "sentence_transformers", "transformers", "openpyxl", "sacrebleu")


@dataclass
class Cost:
    """Least seconds and largest memory of the rounds so far."""

    wall: float = float("inf")
    processor: float = float("inf")
    peak: float = 0.0  # MiB

    def add(self, wall: float, processor: float, peak: float) -> None:
        """Count a round in."""
        self.wall, self.processor, self.peak = (
            min(self.wall, wall),
            min(self.processor, processor),
            max(self.peak, peak),
        )


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--article", type=Path, default=ROOT / "seeds" / "henan-blockchain-pilot-zone.txt")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--ratio", type=float, default=7.0, help="least ratio of wall times")
    parser.add_argument("--memory", type=float, default=250.0, help="MiB at most")
    options = parser.parse_args()
    article = str(options.article)
    commands = {
        "align check": ["-m", "align", "check", article, "--fail-on", "never"],
        "align hook run": ["-m", "align", "hook", "run", article],
        "import numpy": ["-c", "import numpy"],
        "import sentence_transformers": ["-c", "import sentence_transformers"],
    }
    costs = {name: Cost() for name in commands}
    with tempfile.TemporaryDirectory() as bytecode:
        # an installed package has its bytecode beside it; a working copy is given a folder for it
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for number in range(options.rounds + 1):
            for name, arguments in commands.items():
                found = once(arguments, environment)
                if number:
                    costs[name].add(*found)
        needless = loaded(article, environment)
    print("| command | wall s | processor s | peak MiB |\n|---|--:|--:|--:|")
    for name, cost in costs.items():
        print(f"| {name} | {cost.wall:.2f} | {cost.processor:.2f} | {cost.peak:.0f} |")
    peer, mine = costs["import sentence_transformers"], max((costs["align check"], costs["align hook run"]), key=_wall)
    ratio = peer.wall / mine.wall
    print(
        f"\nimport sentence_transformers takes {ratio:.1f} times as long (wall; processor: "
        f"{peer.processor / mine.processor:.1f} times); needless modules: {', '.join(needless) or 'none'}"
    )
    base = costs["import numpy"]
    print(
        f"align check takes {costs['align check'].wall / base.wall:.1f} times as long as import numpy (wall; "
        f"processor: {costs['align check'].processor / base.processor:.1f} times)"
    )
    return int(ratio < options.ratio or mine.peak > options.memory or bool(needless))


def _wall(cost: Cost) -> float:
    return cost.wall


def once(arguments: list[str], environment: dict[str, str]) -> tuple[float, float, float]:
    """Wall seconds, processor seconds and peak memory (MiB) of one fresh interpreter."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    stderr = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(arguments)}: {stderr.decode(errors='replace').strip()[-500:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def loaded(article: str, environment: dict[str, str]) -> list[str]:
    """Modules that a check of the article loads and should not."""
    script = (
        "import sys\nsys.argv = ['align', 'check', sys.argv[1], '--fail-on', 'never']\n"
        "from align.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([m for m in {NEEDLESS!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, article], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [name for name in NEEDLESS if repr(name) in done.stderr.splitlines()[-1]]


if __name__ == "__main__":
    raise SystemExit(main())
