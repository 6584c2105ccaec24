"""The batch: units through a pool into the store, what they show together, then the results in order.

OUT/reviews/NAME.json      a review an article
OUT/tables/NAME.jsonl      a line a pair, of each table
OUT/summary.jsonl          a line a file: pairs, quality, counts of findings
OUT/failed.txt             what could not be read, if anything
OUT/skipped.txt            what was passed over and why, if anything
OUT/report.html            the archive report
OUT/.units/                the store: cache of the next run, and what --resume builds on
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from align import files
from align.batch import pools, units, work
from align.batch.compare import More, compared, mark
from align.batch.names import output_names
from align.batch.store import Store
from align.errors import InputError, OutputError, one_line
from align.session import Session, Tally
from align.wording import words
from align.writers._archive import archive

DIED = "the process that checked it died (out of memory?)", "run again with fewer --jobs"
Progress = Callable[[int, int, int], None]  # pairs done, bytes done, bytes in all
Files = Sequence[tuple[str, str | None]]  # each text with the path of its translation, where that is another file


@dataclass
class Outcome:
    """The outcome of a batch: a row a file, what failed, what was passed over; units checked and taken from the
    store."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)  # of tables that were streamed, by path
    reused: int = 0
    done: int = 0


@dataclass(frozen=True)
class Plan:
    """The plan of a batch: paths in, folder out, how many processes or which cluster. The session counts what was
    found."""

    paths: Sequence[str]
    out: Path
    session: Session
    jobs: int = 1
    address: str = ""
    resume: bool = False


def run(plan: Plan, progress: Progress | None = None) -> Outcome:
    """Run a batch. InputError where a path does not exist, or OUT holds an unfinished batch and ``resume`` is off."""
    found = units.find(plan.paths, plan.out)
    marker = plan.out / units.STORE / "unfinished"
    if marker.exists() and not plan.resume:
        raise InputError(str(plan.out), "an unfinished batch lies here", "go on with --resume, or name another --out")
    if not (plan.out / units.STORE).exists():
        for name in units.RESULTS:
            if os.path.lexists(plan.out / name):
                raise OutputError(str(plan.out / name), "is there, and no batch has written it", "name another --out")
    try:
        (plan.out / units.STORE).mkdir(parents=True, exist_ok=True)
        marker.touch()
    except OSError as error:
        raise OutputError(str(plan.out), f"cannot be written ({error.strerror})", "name another --out") from None
    outcome = Outcome(skipped=found.skipped)
    store = Store(plan.out / units.STORE)
    with pools.cluster(plan.address) if plan.address else pools.here(plan.jobs) as pool:
        used, lost = _work(plan, pool, found.files, outcome, progress)
        whole = [(path, key) for path, key in used if path not in lost]
        again = _compare(plan, pool, found.files, whole)
    _assemble(plan, outcome, [(path, again.get(path, key)) for path, key in whole])
    store.sweep({key for _, key in used}.union(again.values()))
    marker.unlink(missing_ok=True)
    return outcome


def _work(
    plan: Plan, pool: pools.Pool, found: Files, outcome: Outcome, progress: Progress | None
) -> tuple[list[tuple[str, str]], set[str]]:
    """Every unit into the store; returns (path, key) in order, and the files of which a part is missing."""
    store = Store(plan.out / units.STORE)
    total, seen, pairs = units.count(found), 0, 0
    used: list[tuple[str, str]] = []
    lost: set[str] = set()
    for tag, result in pools.ordered(pool, _calls(plan, found, store, {}), window=4 * max(plan.jobs, 2)):
        if isinstance(tag, units.Broken):
            outcome.failed.append(str(tag.error))
            continue
        if isinstance(tag, units.Told):
            outcome.notes[tag.path] = tag.notes
            continue
        path, key, size, summary = tag
        if isinstance(result, InputError):
            if path not in lost:
                outcome.failed.append(str(InputError(path, *DIED)))
            lost.add(path)
            continue
        if result is None:
            outcome.reused += 1
        else:
            store.put(key, result)
            summary = result.summary
            outcome.done += 1
        used.append((path, key))
        seen, pairs = seen + size, pairs + summary["pairs"]
        if progress:
            progress(pairs, seen, total)
    return used, lost


def _compare(plan: Plan, pool: pools.Pool, found: Files, used: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Files of which others show something are reviewed again with it; returns their new keys by path."""
    store = Store(plan.out / units.STORE)
    more = compared(store, used)
    again: dict[str, str] = {}
    some = [file for file in found if file[0] in more]
    for tag, result in pools.ordered(pool, _calls(plan, some, store, more), window=4 * max(plan.jobs, 2)):
        if isinstance(tag, tuple):  # it was read a moment ago: what was found then holds
            if isinstance(result, InputError):
                continue
            if result is not None:
                store.put(tag[1], result)
            again[tag[0]] = tag[1]
    return again


def _calls(plan: Plan, found: Files, store: Store, more: More) -> Iterator[tuple[pools.Job | None, Any]]:
    """The work to be done: a call, or None for what lies in the store already; with path, key, bytes and summary.
    ``more``: what other files show, by path."""
    made_by: dict[int, str] = {}
    for unit in units.units(found):
        if not isinstance(unit, units.Unit):
            yield None, unit
            continue
        engine, settings = plan.session.engine(unit.path), plan.session.settings(unit.path)
        if id(engine) not in made_by:
            made_by[id(engine)] = json.dumps(engine.signature, sort_keys=True)
        added = more.get(unit.path, ())
        key = unit.key(made_by[id(engine)] + (settings.lang if settings.lang != "en" else "") + mark(added))
        summary = store.check(key)
        yield (None if summary else (work.run, unit, settings, added)), (unit.path, key, len(unit.data), summary)


def _assemble(plan: Plan, outcome: Outcome, used: Sequence[tuple[str, str]]) -> None:
    """Results in order, each file whole or not at all; then the summary, the failures and the archive report."""
    store = Store(plan.out / units.STORE)
    by_path: dict[str, list[str]] = {}
    for path, key in used:
        by_path.setdefault(path, []).append(key)
    names = output_names(list(by_path))
    for path, keys in by_path.items():
        summaries = [store.summary(key) for key in keys]
        row = _added(summaries)
        outcome.failed += row.pop("errors")
        if row["articles"] == 0:
            continue
        row["notes"] = [*outcome.notes.get(path, ()), *row["notes"]]
        _count(plan.session, path, row, summaries)
        places = [f"tables/{names[path]}.jsonl"]
        if store.count(keys[0]) > 1:
            places = [f"reviews/{names[path]}.json", f"reviews/{names[path]}.html"]
            row["report"] = places[1]
        row["result"] = places[0]
        for number, place in enumerate(places):
            _write(plan.out / place, (chunk for key in keys for chunk in store.file(key, number)))
        outcome.rows.append(row)
    _write(plan.out / "summary.jsonl", (files.json_line(row) for row in outcome.rows))
    t = words(plan.session.settings(plan.paths[0]).lang)
    title = one_line(f"{t('Archive')}: {', '.join(plan.paths)}")
    _write(plan.out / "report.html", archive(outcome.rows, title, t.lang))
    for name, lines in (("failed.txt", outcome.failed), ("skipped.txt", outcome.skipped)):
        if lines:
            _write(plan.out / name, (line.encode("utf-8", "replace") + b"\n" for line in lines))
        else:
            (plan.out / name).unlink(missing_ok=True)
    for folder in (plan.out, plan.out / "reviews", plan.out / "tables"):
        for left in folder.glob(f"{files.HALF}*"):  # what a killed run had not finished writing
            left.unlink(missing_ok=True)


def _count(session: Session, path: str, row: dict[str, Any], summaries: Sequence[dict[str, Any]]) -> None:
    """Tell the session what a file came to: notes, severities, decisions that were met."""
    settings = session.settings(path)
    session.note(row["notes"])
    session.fail(settings, row["severity"])
    for summary in summaries:
        session.absorb(settings, Tally.of_dict(summary["decided"]))


def _write(place: Path, chunks: Iterable[bytes]) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(str(place), f"cannot be written ({error.strerror})", "make room, then --resume") from None
    files.write_whole(str(place), chunks)


def _added(summaries: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Summaries of the pieces of one file, added up."""
    row: dict[str, Any] = {"path": summaries[0]["path"]}
    for key in ("articles", "pairs"):
        row[key] = sum(s[key] for s in summaries)
    total = sum(s["quality_sum"] for s in summaries)
    weights = sum(s["quality_weight"] for s in summaries)
    row["quality"] = round(total / weights, 4) if weights else None
    for key in ("severity", "check", "category", "term"):
        names = sorted({name for s in summaries for name in s[key]})
        row[key] = {name: sum(s[key].get(name, 0) for s in summaries) for name in names}
    row["notes"] = list(dict.fromkeys(note for s in summaries for note in s["notes"]))
    row["errors"] = [error for s in summaries for error in s["errors"]]
    return row
