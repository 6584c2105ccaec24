"""The command line: parse, call, print, exit; nothing else."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from align.errors import AlignError
from align.records import SEVERITIES, Review
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
FailOn = Annotated[str | None, typer.Option(help="Exit 1 at or above: error, warning or note.")]
Config = Annotated[Path | None, typer.Option(help="Settings file instead of the nearest align.toml.")]
Model = Annotated[str | None, typer.Option(help="A sentence-transformers model instead of the bundled encoder.")]
From = Annotated[str, typer.Option("--from", help="Force an input format.")]


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
    settings = replace(
        settings,
        fail_on=_severity(fail_on) or settings.fail_on,
        model=model if model is not None else settings.model,
        reader=from_ or settings.reader,
    )
    writer = _writer(format)
    tally: dict[str, int] = {}
    reviews = Engine(settings).reviews(read_all(paths, settings.reader))
    _emit(writer.write(_counting(reviews, tally)), output)
    limit = SEVERITIES.index(settings.fail_on)
    raise typer.Exit(1 if any(tally.get(s) for s in SEVERITIES[: limit + 1]) else 0)


def _counting(reviews: Iterable[Review], tally: dict[str, int]) -> Iterator[Review]:
    for review in reviews:
        for finding in review.open_findings():
            tally[finding.severity] = tally.get(finding.severity, 0) + 1
        yield review


def _severity(name: str | None):  # type: ignore[no-untyped-def]
    from align.errors import SettingsError

    if name is not None and name not in SEVERITIES:
        raise SettingsError("--fail-on", repr(name), f"one of {', '.join(SEVERITIES)}")
    return name


def _writer(name: str):  # type: ignore[no-untyped-def]
    from align import registry
    from align.errors import SettingsError

    try:
        return registry.writer(name)
    except KeyError:
        raise SettingsError("--format", repr(name), f"one of {', '.join(registry.writer_names())}") from None


def _emit(chunks: Iterable[bytes], output: str | None) -> None:
    if output and output != "-":
        from align.files import write_whole

        write_whole(output, chunks)
        return
    for chunk in chunks:
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()


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
