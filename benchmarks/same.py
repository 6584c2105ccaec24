"""Did a change for speed change a finding? A digest of all that is found, set by set.

    python -m benchmarks.same [--shared ../shared] [--pairs 20000] [--out FILE] [--against FILE]

Rows of parallel text (every so many lines, the same ones each time), the pairs of all development and clean sets, and
as whole articles the seeds, are checked without the second reader. Printed is a SHA-256 of the lines of each set, as
``--format jsonl`` writes them. ``--out`` keeps the lines, ``--against`` compares with lines that were kept: exit code 1
where a set differs, with the first line of it.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import lzma
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from align.config import Settings
from align.errors import AlignError
from align.inputs import read_all
from align.pipeline import Engine
from align.readers.jsonl import segment
from align.records import Article
from align.writers.jsonl import WRITER

ROWS = 1_050_000  # of the parallel text, about
ENGLISH = ("target", "good", "bad", "reference", "reference2")  # keys of a translation in the development sets
Texts = Iterable[tuple[str, str]]


def parallel(shared: Path, count: int) -> Iterator[tuple[str, str]]:
    """``count`` rows of parallel text, evenly over the file."""
    with lzma.open(shared / "parallel" / "train.tsv.xz", "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, None, max(1, ROWS // count)):
            _, _, _, zh, en = line.rstrip("\n").split("\t")
            yield zh, en


def of_rows(path: Path) -> Iterator[tuple[str, str]]:
    """Each source of a set with each of its translations."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for key in ENGLISH:
            if isinstance(row.get("source"), str) and isinstance(row.get(key), str):
                yield row["source"], row[key]


def of_lines(folder: Path) -> Iterator[tuple[str, str]]:
    """Lines of two files that belong together."""
    texts = [(folder / name).read_text(encoding="utf-8").split("\n") for name in ("zh.txt", "en.txt")]
    yield from zip(*texts, strict=False)


def sets(shared: Path, count: int) -> Iterator[tuple[str, list[Article]]]:
    """Name and articles of each set."""
    yield "parallel text", rows(parallel(shared, count))
    for path in sorted((shared / "eval" / "dev").glob("*.jsonl")):
        yield path.stem, rows(of_rows(path))
    for folder in sorted(p for p in (shared / "eval" / "clean").iterdir() if p.is_dir()):
        if (folder / "zh.txt").exists():
            yield folder.name, rows(of_lines(folder))
        for path in sorted(folder.glob("*.jsonl")):
            yield f"{folder.name}/{path.stem}", rows(of_rows(path))
    yield "seeds", [a for path in sorted((shared / "seeds").glob("*.txt")) for a in read_all([str(path)])]


def rows(texts: Texts) -> list[Article]:
    """Rows of a table with these texts."""
    out = []
    for number, (source, target) in enumerate(dict.fromkeys(texts), 1):
        line = json.dumps({"id": number, "source": source, "target": target}).encode()
        try:
            out.append(segment(line, number, "-"))
        except AlignError:  # a line with a NUL in it
            continue
    return out


def main() -> int:
    """Check and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--pairs", type=int, default=20_000, help="rows of parallel text")
    parser.add_argument("--out", type=Path, help="file for the lines")
    parser.add_argument("--against", type=Path, help="file with lines of another run")
    options = parser.parse_args()
    gc.set_threshold(200_000, 20, 20)  # as batches do
    engine = Engine(Settings(second_reader="never"))
    kept = options.against.read_bytes().split(b"\n") if options.against else []
    at, failed = 0, False
    with (options.out or Path("/dev/null")).open("wb") as out:
        for name, articles in sets(options.shared, options.pairs):
            lines = b"".join(WRITER.write(engine.reviews(articles))).split(b"\n")[:-1]
            out.writelines(line + b"\n" for line in lines)
            print(f"{hashlib.sha256(b''.join(lines)).hexdigest()[:16]} {len(lines):7,} {name}", flush=True)
            old = kept[at : at + len(lines)]
            at += len(lines)
            if kept and old != lines:
                a, b = next(((a, b) for a, b in zip(old, lines, strict=False) if a != b), (b"", b""))
                print(f"  was {a.decode()}\n  is  {b.decode()}")
                failed = True
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
