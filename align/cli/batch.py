"""align batch: many documents, with a progress bar and a summary table."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.common import ConfigFile, FailOn, Lang, Model, TranslatedBy, emit, no_negative, session_for, tell

if TYPE_CHECKING:
    from align.batch.run import Outcome, Progress
    from align.wording import Words

_WORST = 10  # rows of the summary table on screen; all are in summary.jsonl
_TOLD = 20  # lines about what could not be read, was passed over, or left out


def batch(
    paths: Annotated[list[str], typer.Argument(help="Articles, tables, folders.", metavar="PATH…")],
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help="Folder for reviews, tables, summary and archive report.")
    ],
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="N", callback=no_negative, help="Processes; 0: one a core.")
    ] = 0,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with an unfinished batch in --out.")] = False,
    cluster: Annotated[
        str, typer.Option("--cluster", metavar="ADDRESS", help="Address of a Dask scheduler, tcp://…")
    ] = "",
    fail_on: FailOn = None,
    translated_by: TranslatedBy = None,
    lang: Lang = None,
    config: ConfigFile = None,
    model: Model = None,
) -> None:
    """Check an archive of articles or tables. Thousands of articles, millions of pairs; nothing is done twice."""
    from align.batch.run import Plan, run
    from align.wording import words

    usual = {"second_reader": "suspicious"}  # what an article is worth, an archive is not
    session = session_for(
        paths[0], config, defaults=usual, fail_on=fail_on, translated_by=translated_by, lang=lang, model=model
    )
    plan = Plan(paths, out, session, jobs or os.cpu_count() or 1, cluster, resume)
    try:
        with _ended_in_order(), _bar() as progress:
            outcome = run(plan, progress)
    except KeyboardInterrupt as how:
        tell(["interrupted: the same command with --resume goes on where it stopped"])
        raise typer.Exit(128 + int(how.args[0] if how.args else signal.SIGINT)) from None
    _table(outcome, out, words(session.settings(paths[0]).lang))
    _tell(list(session.problems()), out / "summary.jsonl")
    _tell(outcome.skipped, out / "skipped.txt")
    _tell(outcome.failed, out / "failed.txt")
    raise typer.Exit(2 if outcome.failed else session.exit_code)


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Take TERM and HUP as Ctrl-C is taken: the workers are ended, and a line says how to go on."""
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        names = []

    def end(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt(number)

    before = {name: signal.signal(getattr(signal, name), end) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _tell(lines: list[str], where: Path) -> None:
    more = [f"… {len(lines) - _TOLD:,} more in {where}"] if len(lines) > _TOLD else []
    tell([*lines[:_TOLD], *more])


@contextmanager
def _bar() -> Iterator[Progress | None]:
    """A progress bar with rate and time left; only on a terminal."""
    import sys

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


def _table(outcome: Outcome, out: Path, t: Words) -> None:
    import io

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from align.cli import screen
    from align.errors import one_line
    from align.writers._words import counted

    rows = sorted(outcome.rows, key=lambda r: (-r["severity"].get("error", 0), r["quality"] or 0, r["path"]))
    table = Table(box=None, pad_edge=False)
    table.add_column(t("worst first"), overflow="fold", ratio=1)
    for name in (t("pairs"), t("errors"), t("warnings"), t("notes"), t("quality")):
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows[:_WORST]:
        counts = row["severity"]
        quality = "–" if row["quality"] is None else f"{row['quality']:.2f}"
        cells = (row["pairs"], *(counts.get(severity, 0) for severity in ("error", "warning", "note")))
        table.add_row(Text(one_line(row["path"])), *(f"{c:,}" for c in cells), quality)
    console = Console(file=io.StringIO(), width=screen.width(), highlight=False, no_color=True)
    console.print(table)
    more = t("… {n:,} more in {file}", n=len(rows) - _WORST, file=out / "summary.jsonl")
    lines = [more] if len(rows) > _WORST else []
    found = {s: sum(r["severity"].get(s, 0) for r in rows) for s in ("error", "warning", "note")}
    lines += [
        f"{t('{n:,} file|{n:,} files', n=len(rows))}, {t('{n:,} pair|{n:,} pairs', n=sum(r['pairs'] for r in rows))}: "
        f"{counted(found, t, empty=True)}; {t('{n:,} unit checked|{n:,} units checked', n=outcome.done)}, "
        + t("{kept:,} taken from the cache", kept=outcome.reused),
        t("Report: {file}", file=out / "report.html"),
    ]
    text = console.file.getvalue() + "".join(f"{one_line(line)}\n" for line in lines)  # type: ignore[attr-defined]
    emit([text.encode("utf-8", "replace")], None)
