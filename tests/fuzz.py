"""Hostile inputs at every door, seeded and time-boxed: ``python -m tests.fuzz --inputs 10000 --seed 1 --seconds 240``.

An input must be read, or refused with an :class:`~align.errors.AlignError`. It may not end in another exception or take
more than two seconds of processor time. What fails is written to ``fuzz-failures/`` with the line that repeats it.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

from align import config, decisions, files, inputs, mend, registry, waivers
from align.batch import units, work
from align.config import Settings
from align.errors import AlignError
from align.pair.guide import Guide
from align.pipeline import Engine
from align.records import Alignment, Change
from align.review_json import review_from
from align.rules.load.read import parse
from align.rules.tools.export import to_toml
from align.rules.tools.glossary import read_glossary
from align.writers import json as json_writer
from tests import fuzz_doors, made
from tests import fuzz_samples as samples
from tests.fuzz_samples import EN
from tests.fuzz_tools import Door, damaged, mutated, twisted

LIMIT = 2.0  # seconds of processor time an input may take
RULES = (
    '[zhengzhou]\nsource = ["郑州"]\naccept = ["Zhengzhou"]\nreject = ["Chengzhou"]\n'
    'severity = "error"\nnote = "x"\ngood = [["郑州。", "Zhengzhou."]]\n\n'
    '[x]\nfind = "(a|b)+c"\nside = "target"\nmessage = "m"\n'
)
SETTINGS = (
    'fail_on = "warning"\nhome = "河南"\nwords = ["x"]\n[thresholds]\n"omission.error" = 0.8\n'
    '[[for]]\nfiles = ["a/**"]\ndisable = ["repeat"]\n'
)


class TooLong(Exception):
    """An input that took more than its processor time."""


def doors(folder: Path) -> Iterator[Door]:
    """All ways in."""
    engine = Engine(Settings(second_reader="never"))
    files_ = samples.files()
    two = samples.pairs()
    review = json.loads(b"".join(json_writer.WRITER.write([made.article(found=made.FOUND)])))

    def some_file(source: random.Random) -> tuple[str, bytes]:
        name = source.choice(sorted(files_))
        return name, damaged(files_[name], source)

    def two_files(source: random.Random) -> list[tuple[str, bytes]]:
        chosen = source.choice(two)
        return [(name, mutated(data, source) if source.random() < 0.7 else data) for name, data in chosen]

    def one_of(some: Sequence[tuple[str, bytes]]) -> Callable[[random.Random], tuple[str, bytes]]:
        def make(source: random.Random) -> tuple[str, bytes]:
            name, data = source.choice(some)
            return name, mutated(data, source)

        return make

    def read_file(item: tuple[str, bytes]) -> None:
        for article in inputs.pick(files.from_bytes(item[1], item[0])):
            for document in (article.source, article.target):
                for block in document.blocks if document else ():
                    assert document is not None and 0 <= block.start <= block.end <= len(document.text)

    def check(item: tuple[str, bytes]) -> None:
        for number, article in enumerate(inputs.pick(files.from_bytes(item[1], item[0]))):
            _shown(engine.review(article), len(item[1]) + number)

    def check_two(item: Sequence[tuple[str, bytes]]) -> None:
        one, two = (files.from_bytes(data, name) for name, data in item)
        for article in inputs.read_pair(one, two):
            _shown(engine.review(article), len(item[0][1]))

    def mend_file(item: tuple[str, bytes]) -> None:
        for mender in registry.menders():
            if Path(item[0]).suffix in mender.extensions:
                mender.apply(item[1], item[0], [Change(EN, "Another text.")])

    here = _Files(folder, engine, review)
    usual = [(name, files_[name]) for name in ("a.txt", "a.jsonl", "a.tsv", "a.md", "a.srt", "a.po", "a.html")]
    yield Door("read", some_file, read_file)
    yield Door("check", one_of(usual), check)
    yield Door("two files", two_files, check_two)
    yield Door("batch", some_file, here.batch)
    yield Door(
        "rules", lambda r: mutated(RULES.encode(), r), lambda d: parse(d.decode("utf-8", "replace"), "r.toml", "r")
    )
    yield Door("settings", lambda r: mutated(SETTINGS.encode(), r), here.settings)
    yield Door("review", lambda r: twisted(twisted(review, r), r), lambda data: _shown(review_from(data, "r.json"), 0))
    yield Door("decisions", lambda r: mutated(_DECISIONS, r), here.apply)
    yield Door("mend", some_file, mend_file)
    yield Door("beads", one_of(samples.GIVEN), here.guided)
    yield Door("glossary", one_of(samples.GLOSSARIES), here.glossary)
    yield Door("waivers", lambda r: mutated(samples.WAIVERS, r), here.waivers)
    yield Door("baseline", lambda r: mutated(samples.BASELINE, r), here.baseline)
    yield from fuzz_doors.more(folder, engine, some_file)


@dataclass(frozen=True)
class _Files:
    """Doors to what is read from files that a person names; ``review``: one as JSON, of which decisions are applied."""

    folder: Path
    engine: Engine
    review: dict[str, Any]

    def _written(self, name: str, data: bytes) -> Path:
        place = self.folder / name
        place.write_bytes(data)
        return place

    def settings(self, data: bytes) -> None:
        config.load(self.folder, self._written("s.toml", data)).settings(str(self.folder / "a" / "b.txt"))

    def batch(self, item: tuple[str, bytes]) -> None:
        table = item[0].endswith(units.TABLES)
        done = work.run(units.Unit(item[0], item[1], int(table)), self.engine.settings)
        assert not any("fault in align-qa" in error for error in done.summary["errors"]), done.summary["errors"]

    def apply(self, data: bytes) -> None:
        review = review_from(self.review, "review.json")
        for own in decisions.read(data, "d.json"):
            if mend.belongs(review, own):
                mend.corrected(review, own.edits, review.alignment.target.text.encode())  # type: ignore[union-attr]
                waivers.files.dump_waivers(mend.waivers(review, own))
                mend.open_points(review, own)

    def guided(self, item: tuple[str, bytes]) -> None:
        place = str(self._written(item[0], item[1]))
        guide = Guide.of(place) if item[0] == "anchors" else Guide.of(None, place)
        article = next(inputs.pick(files.from_bytes(samples.TEXTS["a.txt"].encode(), "a.txt")))
        replace(self.engine, guide=guide).review(article)

    def glossary(self, item: tuple[str, bytes]) -> None:
        entries = read_glossary(self._written(item[0], item[1]), [])
        parse(to_toml(entries, "a", "Imported.", require=True), "a.toml", "imported")

    def waivers(self, data: bytes) -> None:
        book = waivers.load(self._written("w.toml", data))
        waivers.decide(review_from(self.review, "review.json"), book, date(2026, 1, 1))

    def baseline(self, data: bytes) -> None:
        book = waivers.load(None, self._written("b.tsv", data))
        waivers.decide(review_from(self.review, "review.json"), book, date(2026, 1, 1))


_DECISIONS = json.dumps(
    {
        "schema": decisions.SCHEMA,
        "documents": [
            {
                "path": "news/library.txt",
                "edits": [{"start": 1, "end": 2, "before": "a", "after": "b"}],
                "findings": [{"fingerprint": "0" * 16, "state": "dismissed", "expires": "2030-01-01"}],
            }
        ],
    }
).encode()


def _shown(review: Any, number: int) -> None:
    """Write a review: as page and as JSON, and in one more format, which the number chooses."""
    assert isinstance(review.alignment, Alignment)
    more = sorted(registry.writer_names())
    for name in ("html", "json", more[number % len(more)]):
        for _ in registry.writer(name).write([review]):
            pass


def _stop(number: int, frame: FrameType | None) -> None:
    raise TooLong(f"more than {LIMIT} s of processor time")


def attempt(door: Door, item: Any) -> str:
    """'' where the input was read or refused in one line, else what happened."""
    signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        door.enter(item)
    except AlignError as error:
        return "" if "\n" not in str(error) else "an error of several lines"
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return "".join(traceback.format_exception(error)[-3:])
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return ""


def run(count: int, seed: int, seconds: float, only: str = "") -> int:
    """Try ``count`` inputs, or as many as the time allows; gives how many failed."""
    done: Counter[str] = Counter()
    failed: dict[str, int] = {}
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        ways = [door for door in doors(Path(folder)) if only in ("", door.name)]
        for number in range(count):
            if time.monotonic() > end:
                break
            door = ways[number % len(ways)]
            item = door.make(random.Random(f"{seed}:{number}"))
            done[door.name] += 1
            if fault := attempt(door, item):
                kind = f"{door.name}: {fault.strip().splitlines()[-1][:120]}"
                failed[kind] = failed.get(kind, 0) + 1
                if failed[kind] == 1:
                    _keep(door, item, fault, f"{seed}:{number}")
    print(", ".join(f"{name} {n}" for name, n in sorted(done.items())), f"- {sum(failed.values())} failed")
    for kind, times in sorted(failed.items(), key=lambda k: -k[1]):
        print(f"  {times:5}  {kind}")
    return sum(failed.values())


def _keep(door: Door, item: Any, fault: str, seed: str) -> None:
    folder = Path("fuzz-failures")
    folder.mkdir(exist_ok=True)
    name = f"{door.name}-{seed.replace(':', '-')}"
    (folder / f"{name}.txt").write_text(f"{fault}\n\n{item!r}\n", encoding="utf-8", errors="backslashreplace")


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=240.0)
    parser.add_argument("--door", default="", help="only this one")
    given = parser.parse_args()
    return 1 if run(given.inputs, given.seed, given.seconds, given.door) else 0


if __name__ == "__main__":
    sys.exit(main())
