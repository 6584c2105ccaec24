"""align batch: many documents, with a progress bar and a summary table."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.common import no_negative, tell

if TYPE_CHECKING:
    from align.batch.run import Outcome, Progress

_WORST = 10  # rows of the summary table on screen; all are in summary.jsonl
_TOLD = 20  # lines about what could not be read, or was left out


def batch(
    paths: Annotated[list[str], typer.Argument(help="Articles, tables, folders.", metavar="PATH…")],
    out: Annotated[Path, typer.Option(help="Folder for reviews, tables, summary and archive report.")],
    jobs: Annotated[int, typer.Option(callback=no_negative, help="Processes; 0: one a core.")] = 0,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with an unfinished batch in --out.")] = False,
    cluster: Annotated[str, typer.Option(help="Address of a Dask scheduler, tcp://…; instead of --jobs.")] = "",
    fail_on: Annotated[str | None, typer.Option(help="Exit 1 at or above: error, warning, note or never.")] = None,
    config: Annotated[Path | None, typer.Option(help="Settings file instead of the nearest align.toml.")] = None,
    model: Annotated[str | None, typer.Option(help="A sentence-transformers model.")] = None,
) -> None:
    """Check an archive: thousands of articles, or tables with millions of pairs; nothing is done twice."""
    from align.batch.run import Plan, run
    from align.cli.common import exit_code, fail_level, settings_for

    held = settings_for(paths[0], config).with_options(model=model)
    level = fail_level(fail_on, held.settings(paths[0]))
    plan = Plan(paths, out, held, jobs or os.cpu_count() or 1, cluster, resume)
    try:
        with _bar() as progress:
            outcome = run(plan, progress)
    except KeyboardInterrupt:
        print("align: interrupted: the same command with --resume goes on where it stopped", file=sys.stderr)
        raise typer.Exit(130) from None
    _table(outcome, out)
    _tell([note for row in outcome.rows for note in row["notes"]], out / "summary.jsonl")
    if outcome.failed:
        _tell(outcome.failed, out / "failed.txt")
        raise typer.Exit(2)
    worst = outcome.worst()
    raise typer.Exit(exit_code([worst] if worst else [], level))


def _tell(lines: list[str], where: Path) -> None:
    more = [f"… {len(lines) - _TOLD:,} more in {where}"] if len(lines) > _TOLD else []
    tell([*lines[:_TOLD], *more])


@contextmanager
def _bar() -> Iterator[Progress | None]:
    """A progress bar with rate and time left; only on a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(bar_width=20),
        TextColumn("{task.percentage:>3.0f} %  {task.fields[pairs]:,} pairs  {task.fields[rate]:,.0f} pairs/s"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _mover(bar, bar.add_task("", pairs=0, rate=0.0))


def _mover(bar: object, task: object) -> Callable[[int, int, int], None]:
    import time

    begin = time.monotonic()

    def move(pairs: int, seen: int, total: int) -> None:
        rate = pairs / max(time.monotonic() - begin, 1e-3)
        bar.update(task, completed=seen, total=total, pairs=pairs, rate=rate)  # type: ignore[attr-defined]

    return move


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _table(outcome: Outcome, out: Path) -> None:
    from rich.console import Console
    from rich.table import Table

    rows = sorted(outcome.rows, key=lambda r: (-r["severity"].get("error", 0), r["quality"] or 0, r["path"]))
    table = Table(box=None, pad_edge=False)
    table.add_column("worst first", overflow="fold", ratio=1)
    for name in ("pairs", "errors", "warnings", "quality"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows[:_WORST]:
        counts = row["severity"]
        quality = "–" if row["quality"] is None else f"{row['quality']:.2f}"
        cells = (row["pairs"], counts.get("error", 0), counts.get("warning", 0))
        table.add_row(row["path"], *(f"{c:,}" for c in cells), quality)
    console = Console(highlight=False)
    console.print(table)
    if len(rows) > _WORST:
        console.print(f"… {len(rows) - _WORST:,} more in {out / 'summary.jsonl'}")
    pairs = sum(r["pairs"] for r in rows)
    found = {s: sum(r["severity"].get(s, 0) for r in rows) for s in ("error", "warning", "note")}
    console.print(
        f"{_count(len(rows), 'file')}, {_count(pairs, 'pair')}: {', '.join(_count(n, s) for s, n in found.items())}; "
        f"{_count(outcome.done, 'unit')} checked, {outcome.reused:,} taken from the cache",
        soft_wrap=True,
    )
    console.print(f"Report: {out / 'report.html'}", soft_wrap=True)
