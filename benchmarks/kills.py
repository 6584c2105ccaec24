"""Is a batch that was killed and resumed the same, byte for byte, as one that was left alone?

    python -m benchmarks.kills [--kills 50] [--seed 1] [--how KILL]

Each time a batch over some articles and a table begins in an empty folder and gets SIGKILL (``--how``: INT, TERM or
HUP, as Ctrl-C, a service and a closed terminal end it) when a random number of files has appeared in it: units in the
store, reviews, tables, the summary, the report. A batch that has not ended a minute later hangs. Then ``--resume`` goes
on, and the folder is compared with that of a calm run. Every fifth batch has two workers (``--jobs 2``; ``--workers``:
every one), every third is killed twice before it may end. Runs are forked from a process that has everything loaded;
workers are started afresh.
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
PATIENCE = 60  # seconds within which a signal ends a batch


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
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
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


def killed(child: int, out: Path, least: int, how: int) -> bool:
    """Send a child a signal when so many files are there; whether that ended it. SystemExit where it goes on."""
    while files(out) < least:
        done, _ = os.waitpid(child, os.WNOHANG)
        if done:
            return False
        time.sleep(0.0005)
    os.kill(child, how)
    begin = time.monotonic()
    while time.monotonic() < begin + PATIENCE:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) in (-how, 128 + how)
        time.sleep(0.005)
    raise SystemExit(f"process {child} did not end by {signal.Signals(how).name}")


def run(kills: int, seed: int, how: int, workers: bool = False) -> tuple[int, int]:
    """How many batches were killed at least once, and how many of them came out otherwise than the calm one.
    ``workers``: all have two."""
    rng, hit, wrong = random.Random(seed), 0, 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        paths = archive(folder)
        assert finished(begun(paths, folder / "calm", 1))
        calm, most = contents(folder / "calm"), files(folder / "calm")
        for number in range(1, 10 * kills):
            out, jobs = folder / f"out{number}", 2 if workers or number % 5 == 0 else 1
            places = [rng.randint(0, most) for _ in range(1 + (number % 3 == 0))]
            times = [killed(begun(paths, out, jobs), out, place, how) for place in places]
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
    parser.add_argument("--how", default="KILL", help="the signal")
    parser.add_argument("--workers", action="store_true", help="two workers in every batch")
    options = parser.parse_args()
    hit, wrong = run(options.kills, options.seed, signal.Signals[f"SIG{options.how}"], options.workers)
    print(f"{hit} batches killed and resumed, {hit - wrong} equal byte for byte to the calm one")
    return int(wrong > 0 or hit < options.kills)


if __name__ == "__main__":
    raise SystemExit(main())
