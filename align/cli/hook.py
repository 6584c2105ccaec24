"""align hook: install a git hook, or answer a publishing system."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.common import no_negative

if TYPE_CHECKING:
    from align.config import Config
    from align.records import Review

app = typer.Typer(no_args_is_help=True, help="Check before publishing: a git hook, or any publishing system.")


@app.command()
def install(
    kind: Annotated[str, typer.Option(help="pre-commit or pre-push.")] = "pre-commit",
    fail_on: Annotated[str | None, typer.Option(help="Stop at or above: error, warning, note or never.")] = None,
) -> None:
    """Write a git hook into this repository."""
    from align import hook
    from align.cli.common import fail_level
    from align.config import Settings

    arguments = ["--fail-on", fail_level(fail_on, Settings())] if fail_on else []
    typer.echo(f"installed {hook.install(Path(), kind, arguments)}")


@app.command()
def run(
    paths: Annotated[list[str] | None, typer.Argument(help="Articles; '-' or none: stdin.", metavar="PATH…")] = None,
    format: Annotated[str, typer.Option("--format", "-f", help="terminal, json, or any output format.")] = "terminal",
    since: Annotated[str, typer.Option(help="Only paragraphs changed since this git revision or earlier file.")] = "",
    staged: Annotated[bool, typer.Option("--staged", help="The files that git is about to commit.")] = False,
    pushed: Annotated[bool, typer.Option("--pushed", help="The files of a push (lines of pre-push on stdin).")] = False,
    time_limit: Annotated[float, typer.Option(callback=no_negative, help="Seconds; 0: none.")] = 10.0,
    fail_on: Annotated[str | None, typer.Option(help="Exit 1 at or above: error, warning, note or never.")] = None,
    config: Annotated[Path | None, typer.Option(help="Settings file instead of the nearest align.toml.")] = None,
) -> None:
    """Check now: exit 0 publish, 1 findings, 2 could not work. Only what changed with --since."""
    from align import hook
    from align.cli.common import emit, exit_code, fail_level, find_writer, settings_for, tell

    with hook.time_limit(time_limit):
        names = _names(paths, staged, pushed)
        if not names:
            raise typer.Exit(0)
        held = settings_for(names[0], config)
        level = fail_level(fail_on, held.settings(names[0]))
        reviews = _reviews(names, held, since or ("HEAD" if staged and _has_head() else ""))
        found = {f.severity for r in reviews for f in r.open_findings()}
        emit(find_writer(format).write(reviews), None)
        tell(_said(reviews))
    raise typer.Exit(exit_code(found, level))


def _said(reviews: list[Review]) -> Iterator[str]:
    """What a publisher must know beyond the findings: what was not read, and where nothing was compared."""
    for review in reviews:
        yield from review.meta.get("notes", ())
        remedy = "give both files, or one with both languages"
        if review.alignment.target is None:
            yield f"{review.path}: Chinese only, no translation to check; {remedy}"
        elif review.alignment.source is None:
            yield f"{review.path}: English only, nothing to check it against; {remedy}"


def _names(paths: list[str] | None, staged: bool, pushed: bool) -> list[str]:
    from align import hook, registry

    extensions = [e for reader in registry.readers() for e in reader.extensions]
    if staged:
        return hook.staged(Path(), extensions)
    if pushed:
        return hook.pushed(Path(), sys.stdin.read(), extensions)
    return paths or ["-"]


def _has_head() -> bool:
    import subprocess

    return (
        subprocess.run(["git", "rev-parse", "--verify", "-q", "HEAD"], capture_output=True, check=False).returncode == 0
    )


def _reviews(names: list[str], held: Config, since: str) -> list[Review]:
    from align import hook
    from align.pipeline import review_paths

    reviews = list(review_paths(names, held))
    if not since:
        return reviews
    return [hook.only_changed(r, hook.previous(r.path if r.path != "-" else ".", since)) for r in reviews]
