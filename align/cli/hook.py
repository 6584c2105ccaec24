"""align hook: install a git hook, or answer a publishing system."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.common import (
    ConfigFile,
    FailOn,
    Output,
    emit,
    format_for,
    no_negative,
    say,
    session_for,
    tell,
    writer_for,
)
from align.errors import counted

if TYPE_CHECKING:
    from align.records import Review
    from align.session import Session

_SECONDS = 10.0  # that a publishing system waits for an answer

app = typer.Typer(no_args_is_help=True, help="Check before publishing: a git hook, or any publishing system.")


@app.command()
def install(
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="pre-commit or pre-push.")] = "pre-commit",
    fail_on: FailOn = None,
) -> None:
    """Write a git hook into this repository."""
    from align import hook

    session_for(".", fail_on=fail_on)  # refuses what is no level
    say(f"installed {hook.install(Path(), kind, ['--fail-on', fail_on] if fail_on else [])}")


@app.command()
def run(
    paths: Annotated[list[str] | None, typer.Argument(help="Articles; '-' or none: stdin.", metavar="PATH…")] = None,
    format: Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMAT", help="terminal, json, or any output format.")
    ] = None,
    output: Output = None,
    since: Annotated[
        str,
        typer.Option(
            "--since", metavar="REVISION", help="Only paragraphs changed since this git revision or earlier file."
        ),
    ] = "",
    staged: Annotated[
        bool, typer.Option("--staged", help="What git is about to commit, as the index holds it.")
    ] = False,
    pushed: Annotated[bool, typer.Option("--pushed", help="What a push brings (lines of pre-push on stdin).")] = False,
    range_: Annotated[
        str, typer.Option("--range", metavar="OLD..NEW", help="What these commits change, for CI servers.")
    ] = "",
    time_limit: Annotated[
        float | None,
        typer.Option(
            "--time-limit",
            metavar="SECONDS",
            callback=no_negative,
            help="Seconds, 0: none; 10 where paths or stdin are checked.",
        ),
    ] = None,
    fail_on: FailOn = None,
    config: ConfigFile = None,
) -> None:
    """Check now: exit 0 publish, 1 findings, 2 could not work. Only what changed with --since."""
    from align import hook

    of_git = bool(staged or pushed or range_)  # as many texts as a commit has: no limit suits them all
    with hook.time_limit(time_limit if time_limit is not None else 0 if of_git else _SECONDS):
        session = session_for(paths[0] if paths else ".", config, fail_on=fail_on)
        if of_git:
            reviews = list(session.counting(_of_git(session, staged, range_, paths or [])))
        else:
            reviews = list(session.counting(_of_paths(session, paths or ["-"], since)))
        if reviews or output:
            emit(writer_for(format_for(format, output, "terminal"), output).write(reviews), output)
        tell(session.problems())
    if session.failing:
        tell(_stopped(reviews, staged, pushed))
    raise typer.Exit(session.exit_code)


def _of_git(session: Session, staged: bool, range_: str, paths: list[str]) -> Iterator[Review]:
    """Texts with a translation that a commit or a push changes; of those the named ones, if any are named."""
    from align import git, hook

    old, new = (os.environ.get(f"PRE_COMMIT_{end}_REF", "") for end in ("FROM", "TO"))
    if staged and old and new:  # pre-commit on a CI server: what differs between two commits
        range_ = f"{old}..{new}"
    if range_:
        found = [git.in_range(Path(), range_)]
    else:
        found = [git.staged(Path())] if staged else git.pushed(Path(), sys.stdin.read())
    return hook.changes(session, found, paths)


def _of_paths(session: Session, paths: list[str], since: str) -> Iterator[Review]:
    """Named texts; where ``since`` is given, with all decided that did not change."""
    from align import hook
    from align.locate import beside

    before = hook.since(session, paths, since) if since else None
    for article, review in session.reviewed(session.articles(paths)):
        if article.target is None or article.source is None:
            lacks = "Chinese only, no translation to check" if article.source else "English only, no Chinese to check"
            other = beside(review.path)
            remedy = f"{other} is beside it: name both" if other else "give both files, or one with both languages"
            session.note([f"{review.path}: {lacks}; {remedy}"])
        yield hook.only_changed(review, before) if before else review


def _stopped(reviews: list[Review], staged: bool, pushed: bool) -> Iterator[str]:
    """What a person can do whose work was stopped: see it side by side, accept a finding, go on all the same."""
    from align.writers.terminal import place_of

    open_ones = [(r, n) for r in reviews for n in range(len(r.findings)) if r.fails(n)]
    review, number = open_ones[0]
    what = "commit" if staged else "push" if pushed else "publication"
    yield f"{counted(len(open_ones), 'finding')} stop{'s' if len(open_ones) == 1 else ''} this {what}"
    sides = (review.alignment.source, review.alignment.target)
    files = " ".join(dict.fromkeys(shlex.quote(document.path) for document in sides if document))
    yield f"to see them side by side: align check {files} -o report.html"
    place = shlex.quote(place_of(review, review.findings[number]))
    yield f'to accept one as it is: align waive {place} --reason "…"'
    if staged or pushed:
        yield f"to {what} all the same: git {what} --no-verify"
