"""The command line: parse, call, print, exit; nothing else."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from align import cli_hook
from align.cli_batch import batch
from align.cli_common import emit, exit_code, fail_level, find_writer
from align.errors import AlignError
from align.records import Review
from align.version import __version__

app = typer.Typer(
    name="align",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Check Chinese-English translations: align, score, flag mistranslations, report.",
)

Paths = Annotated[
    list[str],
    typer.Argument(
        help="Articles, pairs of files (Chinese, then English), tables, .jsonl; '-' is stdin.", metavar="PATH…"
    ),
]
Format = Annotated[str, typer.Option("--format", "-f", help="Output format; 'align formats' lists them.")]
Output = Annotated[str | None, typer.Option("--output", "-o", help="Write to this file instead of stdout.")]
FailOn = Annotated[str | None, typer.Option(help="Exit 1 at or above: error, warning, note or never.")]
Config = Annotated[Path | None, typer.Option(help="Settings file instead of the nearest align.toml.")]
Model = Annotated[str | None, typer.Option(help="A sentence-transformers model instead of the bundled encoder.")]
From = Annotated[str, typer.Option("--from", help="Force an input format.")]


app.command()(batch)
app.add_typer(cli_hook.app, name="hook")


@app.callback(invoke_without_command=True)
def root(version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False) -> None:
    """Check Chinese-English translations."""
    if version:
        typer.echo(f"align-qa {__version__}")
        raise typer.Exit


@app.command()
def check(
    paths: Paths,
    format: Format = "terminal",
    output: Output = None,
    fail_on: FailOn = None,
    config: Config = None,
    model: Model = None,
    from_: From = "",
) -> None:
    """Align, score and check; exit 0 clean, 1 findings at or above --fail-on, 2 could not work."""
    from align import config as settings_module
    from align.pipeline import Engine, read_all

    start = Path(paths[0]).parent if paths[0] != "-" else Path()
    settings = settings_module.load(start, config)
    level = fail_level(fail_on, settings)
    if model is not None:
        settings = replace(settings, model=model)
    writer = find_writer(format)
    found: set[str] = set()
    reviews = Engine(settings).reviews(read_all(paths, from_ or settings.reader))
    emit(writer.write(_noting(reviews, found)), output)
    raise typer.Exit(exit_code(found, level))


def _noting(reviews: Iterable[Review], found: set[str]) -> Iterator[Review]:
    """Pass reviews on and note the severities that are in them."""
    for review in reviews:
        found.update(finding.severity for finding in review.open_findings())
        yield review


def main() -> None:
    """Entry point: errors become one line on stderr and exit 2."""
    try:
        app()
    except AlignError as error:
        print(f"align: {error}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except KeyboardInterrupt:
        print("align: interrupted", file=sys.stderr)
        sys.exit(130)
