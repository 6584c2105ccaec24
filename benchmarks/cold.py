"""How long does a translator or a git hook wait for one article?

    python -m benchmarks.cold [--article seeds/henan-blockchain-pilot-zone.txt] [--rounds 5] [--ratio 7] [--peer no]

Runs ``align check`` and ``align hook run`` on one article, with the second reader and without, ``python -c "import
numpy"`` and ``python -c "import sentence_transformers"`` in turn, each in a fresh process, after one round that fills
the caches of bytecode, patterns and disk. Of each the least wall time and processor time and the largest memory count:
a busy machine can only add to them. Exit code 1 below ``--ratio``, above ``--memory``, or where a module is loaded that
a check has no need of.
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
CHECK, HOOK, NUMPY, PEER = "align check", "align hook run", "import numpy", "import sentence_transformers"
ALONE = " without the second reader"
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
    parser.add_argument("--peer", choices=("yes", "no"), default="yes", help="measure sentence_transformers, too")
    options = parser.parse_args()
    article = str(options.article)
    check, hook = ["-m", "align", "check", article, "--fail-on", "never"], ["-m", "align", "hook", "run", article]
    commands = {
        CHECK: check,
        f"{CHECK}{ALONE}": check,
        HOOK: hook,
        f"{HOOK}{ALONE}": hook,
        NUMPY: ["-c", "import numpy"],
        **({PEER: ["-c", f"{PEER}"]} if options.peer == "yes" else {}),
    }
    costs = {name: Cost() for name in commands}
    with tempfile.TemporaryDirectory() as bytecode:
        # an installed package has its bytecode beside it; a working copy is given a folder for it
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for number in range(options.rounds + 1):
            for name, arguments in commands.items():
                reader = {"ALIGN_SECOND_READER": "never"} if name.endswith(ALONE) else {}
                found = once(arguments, {**environment, **reader})
                if number:
                    costs[name].add(*found)
        needless = loaded(article, environment)
    print("| command | wall s | processor s | peak MiB |\n|---|--:|--:|--:|")
    for name, cost in costs.items():
        print(f"| {name} | {cost.wall:.2f} | {cost.processor:.2f} | {cost.peak:.0f} |")
    base, whole, alone = costs[NUMPY], costs[CHECK], costs[f"{CHECK}{ALONE}"]
    for name in (CHECK, f"{CHECK}{ALONE}", f"{HOOK}{ALONE}"):
        times = costs[name].wall / base.wall, costs[name].processor / base.processor
        print(f"\n{name}: {times[0]:.1f} times as long as {NUMPY} (wall; processor: {times[1]:.1f} times)", end="")
    more = whole.wall - alone.wall, whole.processor - alone.processor, whole.peak - alone.peak
    print(f"\nthe second reader: {more[0]:.2f} s more (wall; processor {more[1]:.2f} s), {more[2]:.0f} MiB more")
    mine = max((costs[CHECK], costs[HOOK]), key=_wall)
    ratio = costs[PEER].wall / mine.wall if PEER in costs else float("inf")
    if PEER in costs:
        print(
            f"{PEER}: {ratio:.1f} times as long (wall; processor: {costs[PEER].processor / mine.processor:.1f} times)"
        )
    print(f"needless modules: {', '.join(needless) or 'none'}")
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
