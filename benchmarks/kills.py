"""Is a batch that was killed and resumed the same, byte for byte, as one that was left alone?

    python -m benchmarks.kills [--kills 50] [--seed 1]

Each time a batch over some articles and a table begins in an empty folder and gets SIGKILL when a random number of
files has appeared in it: units in the store, reviews, tables, the summary, the report. Then ``--resume`` goes on, and
the folder is compared with that of a calm run. Every fifth batch has two workers (``--jobs 2``), every third is killed
twice before it may end. Runs are forked from a process that has everything loaded; workers are started afresh.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from align.batch import units
from align.cli.app import main as align

PAIRS = (
    ("全市今年新建学校二十所。", "The city is building twenty new schools this year."),
    ("郑州市图书馆周末照常开放。", "Chengzhou City Library will stay open at weekends as usual."),
    ("地铁五号线年底通车。", "Metro Line 5 opens to traffic at the end of the year."),
)
ARTICLES, ROWS, SHARD = 12, 60, 10


def archive(folder: Path) -> list[str]:
    """Some articles and a table; their paths."""
    (folder / "in").mkdir()
    for number in range(ARTICLES):
        lines = (f"{zh}\n{en} ({number})" for zh, en in PAIRS)
        (folder / f"in/{number:02}.txt").write_text("\n".join(lines), encoding="utf-8")
    rows = ({"id": n, "source": PAIRS[n % 3][0], "target": f"{PAIRS[n % 3][1]} ({n})"} for n in range(ROWS))
    table = folder / "t.jsonl"
    table.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return [str(folder / "in"), str(table)]


def contents(out: Path) -> dict[str, bytes]:
    """All files of a batch but its store."""
    files = (p for p in sorted(out.rglob("*")) if p.is_file() and units.STORE not in p.parts)
    return {str(p.relative_to(out)): p.read_bytes() for p in files}


def begun(paths: list[str], out: Path, jobs: int) -> int:
    """Begin or resume a batch in a child; its process id."""
    child = os.fork()
    if child:
        return child
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    units.SHARD = SHARD
    sys.argv = ["align", "batch", *paths, "--out", str(out), "--jobs", str(jobs), "--fail-on", "never", "--resume"]
    code = 1
    try:
        align()
    except SystemExit as done:
        code = int(done.code or 0)
    finally:
        os._exit(code)


def finished(child: int) -> bool:
    """Wait for a child; whether it ended well."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def files(out: Path) -> int:
    """How many files there are, half-written ones as well."""
    return sum(len(names) for _, _, names in os.walk(out))


def killed(child: int, out: Path, least: int) -> bool:
    """Kill a child when so many files are there; whether that was before its end."""
    while files(out) < least:
        done, _ = os.waitpid(child, os.WNOHANG)
        if done:
            return False
        time.sleep(0.0005)
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def run(kills: int, seed: int) -> tuple[int, int]:
    """How many batches were killed at least once, and how many of them came out otherwise than the calm one."""
    rng, hit, wrong = random.Random(seed), 0, 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        paths = archive(folder)
        assert finished(begun(paths, folder / "calm", 1))
        calm, most = contents(folder / "calm"), files(folder / "calm")
        for number in range(1, 10 * kills):
            out, jobs = folder / f"out{number}", 2 if number % 5 == 0 else 1
            times = [killed(begun(paths, out, jobs), out, rng.randint(0, most)) for _ in range(1 + (number % 3 == 0))]
            hit += any(times)
            wrong += not (finished(begun(paths, out, jobs)) and contents(out) == calm)
            if hit == kills:
                break
    return hit, wrong


def main() -> int:
    """Print; 1 where a batch came out otherwise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50, help="batches that are killed")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    hit, wrong = run(options.kills, options.seed)
    print(f"{hit} batches killed and resumed, {hit - wrong} equal byte for byte to the calm one")
    return int(wrong > 0 or hit < options.kills)


if __name__ == "__main__":
    raise SystemExit(main())
