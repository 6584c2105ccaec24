"""How fast is ``align batch``, how much memory does it take, and does it survive being killed?

    python -m benchmarks.batch [--pairs 100000] [--million] [--jobs 2] [--kills 20] [--peer COMMAND] [--work DIR]
    python -m benchmarks.batch --table pairs.jsonl [--peer COMMAND]       # on a table of your own

Makes a table of pairs out of our own sentences (seed articles, examples of checks and rules), joined and varied by
years, numbers and places, so that hardly two lines are equal; then, in one run:

* ``align batch`` on the first tenth and on all of it (``--million``: 100,000 and 1,000,000 pairs): pairs a second and
  the peak memory of the whole process tree (proportional share of shared pages), which must not grow with the table;
* the same again from the cache, and how many times faster that is;
* with ``--peer``, the command of pofilter in an environment of its own: pairs that one core does in a second, of
  pofilter, of our checks of the same kind, of all checks, and of the whole path, on the first 4,000
  pairs, by processor time without start-up;
* with ``--kills``: so many ``kill -9`` at random moments of a batch, each followed by ``--resume``; the output must be
  that of an undisturbed run, byte for byte.

Linux only (memory is read from /proc). Exit code 1 where something is not as it must be.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import itertools
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from align import registry
from align.config import Settings
from align.inputs import read_all
from align.pipeline import Engine
from align.readers.jsonl import segment
from align.rules.load.index import packs_folder, rule_files
from align.rules.load.read import read
from align.rules.load.resolve import resolve

ROOT = Path(__file__).resolve().parent.parent
PLACES = (
    ("郑州", "Zhengzhou"), ("洛阳", "Luoyang"), ("开封", "Kaifeng"), ("南阳", "Nanyang"), ("长沙", "Changsha"),
    ("成都", "Chengdu"), ("杭州", "Hangzhou"), ("青岛", "Qingdao"), ("大连", "Dalian"), ("昆明", "Kunming"),
)  # fmt: skip
# Checks that look for what those of pofilter look for: accelerators, acronyms, brackets, double words, end punctuation,
# escapes, functions, file names, options, numbers, placeholders, capitals, line breaks, blanks, tags, addresses …
SHARED = frozenset(
    "access_key acronym capitals code code_span edge_space ending_mark final_punctuation line_break link markup "
    "max_length number placeholder quotation repeat title_case typography unpaired untranslated".split()
)
PEER_PAIRS = 4000
BASE = 25  # Chinese characters before the sentence that makes each pair another: 40 to 45 in all


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=100_000)
    parser.add_argument("--million", action="store_true", help="100,000 and 1,000,000 pairs")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--kill-pairs", type=int, default=12_000, help="size of the batch that is killed")
    parser.add_argument("--peer", default="", help="the command of pofilter (translate-toolkit)")
    parser.add_argument("--work", type=Path, help="folder for tables and results (default: a temporary one)")
    parser.add_argument("--table", type=Path, help="a .jsonl of pairs to measure on, in place of our own sentences")
    options = parser.parse_args()
    whole = 1_000_000 if options.million else options.pairs
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        work = Path(folder)
        if options.table:
            shutil.copyfile(options.table, work / "pairs.jsonl")
            good = speed(work, [work / "pairs.jsonl"], options.jobs)
            return int(not (good and (not options.peer or peer(work, options.peer, read_pairs(options.table)))))
        good = speed(work, own(work, sorted({whole // 10, whole})), options.jobs)
        if options.peer:
            good &= peer(work, options.peer, list(itertools.islice(varied(), PEER_PAIRS)))
        if options.kills:
            good &= kills(work, options.kills, options.kill_pairs, options.jobs)
    return int(not good)


def table(path: Path, count: int) -> None:
    """Write ``count`` different pairs."""
    with path.open("w", encoding="utf-8") as stream:
        for number, (source, target) in enumerate(itertools.islice(varied(), count)):
            row = {"id": number, "source": source, "target": target}
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")


def varied() -> Iterator[tuple[str, str]]:
    """Sentences of our own without end, two or three together, each time with another year, place and number."""
    seeds, dice = seed_pairs(), random.Random(7)
    for number in itertools.count():
        source, target = seeds[number % len(seeds)]
        while len(source) < BASE:
            more = dice.choice(seeds)
            source, target = source + more[0], f"{target} {more[1]}"
        chinese, english = dice.choice(PLACES)
        year, amount = dice.randint(1950, 2030), dice.randint(11, 99_999)
        yield f"{source}{year}年，{chinese}有{amount}户。", f"{target} In {year}, {english} had {amount:,} households."


def seed_pairs() -> list[tuple[str, str]]:
    """Our own sentences with translations: of the seed articles, and the examples of checks and rules."""
    out = [(pair[0], pair[1]) for check in registry.checks() for pair in check.good]
    rules = resolve([read(file) for file in rule_files([packs_folder()])])
    out += [(pair[0], pair[1]) for rule in rules for pair in rule.good]
    engine = Engine(Settings())
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        for article in read_all([str(path)]):
            if article.source is not None and article.target is not None:
                out += [(p.source.text, p.target.text) for p in engine.align(article).pairs() if not p.bead.furniture]
    return [(s, t) for s, t in dict.fromkeys(out) if 4 <= len(s) <= 80 and len(t) > 8 and "\n" not in s]


def command(source: Path, out: Path, jobs: int, *more: str) -> list[str]:
    """The command line of a batch."""
    return [sys.executable, "-m", "align", "batch", str(source), "--out", str(out), "--jobs", str(jobs),
            "--fail-on", "never", *more]  # fmt: skip


def watched(arguments: list[str]) -> tuple[float, float, float]:
    """(wall seconds, processor seconds, peak MiB of the process tree) of a command."""
    before, start, peak = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter(), 0.0
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, start_new_session=True)
    while process.poll() is None:
        peak = max(peak, sum(share(pid) for pid in tree(process.pid)))
        time.sleep(0.25)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)}: exit {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, used, peak


def tree(pid: int) -> list[int]:
    """A process and its descendants."""
    out = [pid]
    for one in out:
        with suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                out += map(int, (task / "children").read_text().split())
    return out


def share(pid: int) -> float:
    """MiB of a process, shared pages divided among those who share them."""
    with suppress(OSError, ValueError, IndexError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def own(work: Path, sizes: list[int]) -> Iterator[Path]:
    """Tables of our own sentences, each made when its turn comes and removed after it."""
    for size in sizes:
        path = work / f"pairs-{size}.jsonl"
        table(path, size)
        yield path
        path.unlink()


def speed(work: Path, tables: Iterable[Path], jobs: int) -> bool:
    """Table of rates and memory; True where the cache is 20 times as fast and memory at most 1 GiB and flat."""
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; --jobs {jobs}\n")
    print("| pairs | wall s | pairs/s | processor µs a pair | peak MiB | again, from the cache |")
    print("|--:|--:|--:|--:|--:|--:|")
    peaks, ratios = [], []
    for source in tables:
        out = work / f"out-{source.stem}"
        with source.open("rb") as stream:
            size = sum(1 for line in stream if line.strip())
        wall, used, peak = watched(command(source, out, jobs))
        cached = watched(command(source, out, jobs))[0]
        peaks.append(peak)
        ratios.append(wall / cached)
        print(
            f"| {size:,} | {wall:.1f} | {size / wall:,.0f} | {1e6 * used / size:.0f} | {peak:.0f} | "
            f"{cached:.1f} s, {wall / cached:.0f} times as fast |",
            flush=True,
        )
        shutil.rmtree(out)
    return ratios[-1] >= 20 and max(peaks) <= 1024 and peaks[-1] <= 1.25 * peaks[0]


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """The first pairs of a table."""
    with path.open(encoding="utf-8") as lines:
        found = [json.loads(line) for line in itertools.islice(lines, PEER_PAIRS)]
    return [(row["source"], row["target"]) for row in found]


def peer(work: Path, program: str, pairs: list[tuple[str, str]]) -> bool:
    """Rates of pofilter and of ours on the same pairs, on one core; True where the shared checks are 1.5 times as fast
    and all of ours as fast. Start-up of pofilter is what it takes for the first pair alone."""
    spent = [min(filtered(work, program, some) for _ in range(2)) for some in (pairs[:1], pairs)]
    theirs = spent[1] - spent[0]
    shared, checks, whole = own_times(pairs)
    print(f"\n{len(pairs):,} pairs, one core | µs a pair | pairs/s | times the rate of pofilter\n---|--:|--:|--:")
    for name, took in (("pofilter", theirs), (f"our checks of the same kind ({len(SHARED)})", shared),
                       ("all our checks", checks), ("the whole path", whole)):  # fmt: skip
        print(f"{name} | {1e6 * took / len(pairs):.0f} | {len(pairs) / took:,.0f} | {theirs / took:.2f}")
    return theirs >= 1.5 * shared and theirs >= whole


def filtered(work: Path, program: str, pairs: list[tuple[str, str]]) -> float:
    """Processor seconds of pofilter."""
    po = work / "peer.po"
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    entries = (
        f'\nmsgctxt "{i}"\nmsgid {json.dumps(s, ensure_ascii=False)}\nmsgstr {json.dumps(t, ensure_ascii=False)}\n'
        for i, (s, t) in enumerate(pairs)
    )
    po.write_text(head + "".join(entries), encoding="utf-8")
    return watched([*program.split(), "--progress=none", str(po), str(work / "peer-out.po")])[1]


def own_times(pairs: list[tuple[str, str]]) -> tuple[float, float, float]:
    """Processor seconds of the shared checks, of all checks, and of the whole path. Of the checks: what the path takes
    longer with them than without any; what is read once is read before."""
    gc.set_threshold(200_000, 20, 20)  # as batches do
    engine = Engine(Settings(second_reader="never"))
    lines = [json.dumps({"id": n, "source": s, "target": t}).encode() for n, (s, t) in enumerate(pairs)]
    articles = [segment(line, number, "-") for number, line in enumerate(lines)]
    every = engine.checks
    list(engine.reviews(articles))
    spent = []
    for checks in ((), tuple(c for c in every if c.id in SHARED), every):
        engine.__dict__["checks"] = checks
        tries = []
        for _ in range(2):
            start = time.process_time()
            list(engine.reviews(articles))
            tries.append(time.process_time() - start)
        spent.append(min(tries))
    return spent[1] - spent[0], spent[2] - spent[0], spent[2]


def kills(work: Path, count: int, size: int, jobs: int) -> bool:
    """Kill batches; True where each, resumed, gives the bytes of an undisturbed one."""
    source = work / "kills.jsonl"
    table(source, size)
    wall = watched(command(source, work / "calm", jobs))[0]
    wanted, dice, same = digest(work / "calm"), random.Random(11), 0
    for number in range(count):
        out = work / f"killed-{number}"
        process = subprocess.Popen(command(source, out, jobs), stdout=subprocess.DEVNULL, start_new_session=True)
        time.sleep(dice.uniform(0, wall))
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        subprocess.run(command(source, out, jobs, "--resume"), check=True, stdout=subprocess.DEVNULL)
        same += digest(out) == wanted
        shutil.rmtree(out)
    print(f"\n{count} batches of {size:,} pairs killed at random moments and resumed: {same} equal byte for byte")
    return same == count


def digest(folder: Path) -> str:
    """SHA-256 over names and contents of all results (the store left out)."""
    out = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and ".units" not in p.parts):
        out.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return out.hexdigest()


if __name__ == "__main__":
    raise SystemExit(main())
