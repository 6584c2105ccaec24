"""The batch: units through a pool into the store, then the results in order.

OUT/reviews/NAME.json      a review an article
OUT/tables/NAME.jsonl      a line a pair, of each table
OUT/summary.jsonl          a line a file: pairs, quality, counts of findings
OUT/failed.txt             what could not be read, if anything
OUT/report.html            the archive report
OUT/.units/                the store: cache of the next run, and what --resume builds on
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from align import files, registry
from align.batch import pools, units, work
from align.batch.store import Store
from align.config import Config
from align.errors import InputError, OutputError
from align.pipeline import Engine
from align.records import SEVERITIES
from align.writers._archive import archive

Progress = Callable[[int, int, int], None]  # pairs done, bytes done, bytes in all


@dataclass
class Outcome:
    """What a batch came to: a row a file, and what failed."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    reused: int = 0
    done: int = 0

    def worst(self) -> str | None:
        """The worst severity that was found."""
        return next((s for s in SEVERITIES if any(r["severity"].get(s) for r in self.rows)), None)


@dataclass(frozen=True)
class Plan:
    """What to do: paths in, folder out, how many processes or which cluster."""

    paths: Sequence[str]
    out: Path
    config: Config
    jobs: int = 1
    address: str = ""
    resume: bool = False


def run(plan: Plan, progress: Progress | None = None) -> Outcome:
    """Run a batch. InputError where a path does not exist, or OUT holds an unfinished batch and ``resume`` is off."""
    extensions = [e for reader in registry.readers() for e in reader.extensions]
    found = units.find(plan.paths, extensions, plan.out)
    marker = plan.out / units.STORE / "unfinished"
    if marker.exists() and not plan.resume:
        raise InputError(str(plan.out), "an unfinished batch lies here", "go on with --resume, or name another --out")
    try:
        (plan.out / units.STORE).mkdir(parents=True, exist_ok=True)
        marker.touch()
    except OSError as error:
        raise OutputError(str(plan.out), f"cannot be written ({error.strerror})", "name another --out") from None
    outcome, used = _work(plan, found, progress)
    _assemble(plan, outcome, used)
    marker.unlink(missing_ok=True)
    return outcome


def _work(
    plan: Plan, found: Sequence[tuple[str, str | None]], progress: Progress | None
) -> tuple[Outcome, list[tuple[str, str]]]:
    """Every unit into the store; returns (path, key) in order."""
    store, outcome = Store(plan.out / units.STORE), Outcome()
    made_by: dict[str, str] = {}
    total, seen, pairs = units.count(found), 0, 0
    used: list[tuple[str, str]] = []

    def calls() -> Iterator[tuple[pools.Job | None, Any]]:
        for unit in units.units(found):
            if isinstance(unit, units.Broken):
                yield None, unit
                continue
            settings = plan.config.settings(unit.path)
            if repr(settings) not in made_by:
                made_by[repr(settings)] = json.dumps(Engine(settings).signature, sort_keys=True)
            key = unit.key(made_by[repr(settings)])
            tag = (unit.path, key, len(unit.data))
            yield (None if store.has(key) else (work.run, unit, settings)), tag

    with _pool(plan) as pool:
        for tag, result in pools.ordered(pool, calls(), window=4 * max(plan.jobs, 2)):
            if isinstance(tag, units.Broken):
                outcome.failed.append(str(tag.error))
                continue
            path, key, size = tag
            if result is None:
                outcome.reused += 1
            else:
                store.put(key, result)
                outcome.done += 1
            head = json.loads(store.head(key))
            used.append((path, key))
            seen, pairs = seen + size, pairs + head["pairs"]
            if progress:
                progress(pairs, seen, total)
    return outcome, used


@contextlib.contextmanager
def _pool(plan: Plan) -> Iterator[pools.Pool]:
    with pools.cluster(plan.address) if plan.address else pools.here(plan.jobs) as pool:
        yield pool


def _assemble(plan: Plan, outcome: Outcome, used: Sequence[tuple[str, str]]) -> None:
    """Results in order, each file whole or not at all; then the summary, the failures and the archive report."""
    store = Store(plan.out / units.STORE)
    by_path: dict[str, list[str]] = {}
    for path, key in used:
        by_path.setdefault(path, []).append(key)
    names = output_names(list(by_path))
    for path, keys in by_path.items():
        heads = [json.loads(store.head(key)) for key in keys]
        row = _added(heads)
        outcome.failed += row.pop("errors")
        if row["articles"] == 0:
            continue
        if "json_bytes" in heads[0]:
            body, cut = b"".join(store.body(keys[0])), heads[0]["json_bytes"]
            row["result"], row["report"] = f"reviews/{names[path]}.json", f"reviews/{names[path]}.html"
            _write(plan.out / row["result"], iter([body[:cut]]))
            _write(plan.out / row["report"], iter([body[cut:]]))
        else:
            row["result"] = f"tables/{names[path]}.jsonl"
            _write(plan.out / row["result"], (chunk for key in keys for chunk in store.body(key)))
        outcome.rows.append(row)
    _write(plan.out / "summary.jsonl", (json.dumps(r, ensure_ascii=False).encode() + b"\n" for r in outcome.rows))
    _write(plan.out / "report.html", archive(outcome.rows, f"Archive: {', '.join(plan.paths)}"))
    failed = plan.out / "failed.txt"
    if outcome.failed:
        _write(failed, (line.encode("utf-8", "replace") + b"\n" for line in outcome.failed))
    else:
        failed.unlink(missing_ok=True)
    store.sweep({key for _, key in used})


def _write(place: Path, chunks: Iterator[bytes]) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(str(place), f"cannot be written ({error.strerror})", "make room, then --resume") from None
    files.write_whole(str(place), chunks)


def output_names(paths: Sequence[str]) -> dict[str, str]:
    """A file name for each path: its own where that is free, else with eight digits of a hash; nothing leaves OUT."""
    taken: dict[str, str] = {}
    names = {}
    for path in paths:
        name = Path(path).stem or "text"
        if name in taken.values() or name.startswith("."):
            name = f"{name.lstrip('.')}-{hashlib.sha256(path.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"
        taken[path] = names[path] = name
    return names


def _added(heads: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Summaries of the shards of one file, added up."""
    row: dict[str, Any] = {"path": heads[0]["path"]}
    for key in ("articles", "pairs"):
        row[key] = sum(h[key] for h in heads)
    total = sum(h["quality_sum"] for h in heads)
    weights = sum(h["quality_weight"] for h in heads)
    row["quality"] = round(total / weights, 4) if weights else None
    for key in ("severity", "check", "category", "term"):
        names = sorted({name for h in heads for name in h[key]})
        row[key] = {name: sum(h[key].get(name, 0) for h in heads) for name in names}
    row["notes"] = list(dict.fromkeys(note for h in heads for note in h["notes"]))
    row["errors"] = [e for h in heads for e in h["errors"]]
    return row
