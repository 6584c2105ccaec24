"""The command line: parse, call, print, exit; nothing else."""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path
from typing import Annotated

# Before numpy is loaded: our matrices are small, and more than one thread of OpenBLAS only waits for the others.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Before typer loads pydantic: it would look through all installed packages for plugins.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

import typer

from align.cli import hook, rules
from align.cli.apply import apply
from align.cli.batch import batch
from align.cli.common import emit, exit_code, fail_level, faults, find_writer, format_for, settings_for, tell
from align.cli.pair import pair
from align.cli.score import score
from align.errors import AlignError
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
Format = Annotated[
    str | None,
    typer.Option("--format", "-f", help="Output format; 'align formats' lists them; else by the name of --output."),
]
Output = Annotated[str | None, typer.Option("--output", "-o", help="Write to this file instead of stdout.")]
FailOn = Annotated[str | None, typer.Option(help="Exit 1 at or above: error, warning, note or never.")]
Config = Annotated[Path | None, typer.Option(help="Settings file instead of the nearest align.toml.")]
Model = Annotated[str | None, typer.Option(help="A sentence-transformers model instead of the bundled encoder.")]
From = Annotated[str, typer.Option("--from", help="Force an input format.")]


app.command()(apply)
app.command()(pair)
app.command()(score)
app.command()(batch)
app.add_typer(hook.app, name="hook")
app.add_typer(rules.app, name="rules")


@app.callback(invoke_without_command=True)
def root(version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False) -> None:
    """Check Chinese-English translations."""
    if version:
        typer.echo(f"align-qa {__version__}")
        raise typer.Exit


@app.command()
def check(
    paths: Paths,
    format: Format = None,
    output: Output = None,
    fail_on: FailOn = None,
    config: Config = None,
    model: Model = None,
    from_: From = "",
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Take all findings of today into the baseline; exit 0.")
    ] = False,
) -> None:
    """Align, score and check; exit 0 clean, 1 findings at or above --fail-on, 2 could not work."""
    from align.pipeline import review_paths

    held = settings_for(paths[0], config).with_options(model=model, reader=from_ or None)
    level = fail_level(fail_on, held.settings(paths[0]))
    writer = find_writer(format_for(format, output, "terminal"))
    from align.session import Ledger

    ledger = Ledger(held.settings(paths[0]), keep=write_baseline)
    emit(writer.write(ledger.noting(review_paths(paths, held))), output)
    tell(ledger.problems())
    if write_baseline:
        print(f"align: {ledger.write_baseline()}", file=sys.stderr)
        raise typer.Exit(0)
    raise typer.Exit(exit_code(ledger.severities, level))


@app.command()
def report(
    review: Annotated[
        str, typer.Argument(help="What 'align check --format json' wrote; '-' is stdin.", metavar="REVIEW")
    ],
    format: Format = None,
    output: Output = None,
) -> None:
    """Render a review again in another format, without checking again."""
    import json

    from align.errors import InputError
    from align.files import open_input
    from align.review_json import review_from

    writer = find_writer(format_for(format, output, "html"))
    try:
        data = json.loads(open_input(review).data())
    except ValueError as error:
        raise InputError(review, f"no JSON ({error})", "give what 'align check --format json' wrote") from None
    objects = data["reviews"] if isinstance(data, dict) and "reviews" in data else [data]
    emit(writer.write([review_from(o, review) for o in objects]), output)


@app.command()
def config(
    path: Annotated[str, typer.Argument(help="A text: which settings hold for it?")] = "-",
    config: Config = None,
) -> None:
    """Show what settings hold, and where each comes from."""
    from align.validate import missing

    held = settings_for(path, config, strict=False)
    values, origins = vars(held.settings(path)), held.origins(path)
    gone: dict[str, list[str]] = {}
    for name, file in missing(held.settings(path)):
        gone.setdefault(name, []).append(file)
    for name, value in values.items():
        lost = f"; not there: {', '.join(gone[name])}" if name in gone else ""
        typer.echo(f"{name:<11}= {_toml(value)}  # {origins[name]}{lost}")
    wrong = list(faults(held))
    for fault in wrong:
        print(f"align: {fault}", file=sys.stderr)
    if wrong or gone:
        raise typer.Exit(2)


def _toml(value: object) -> str:
    import json

    if isinstance(value, dict):
        return "{ " + ", ".join(f'"{k}" = {v}' for k, v in value.items()) + " }" if value else "{}"
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


@app.command()
def formats() -> None:
    """List input and output formats."""
    from align import registry

    typer.echo("in (--from):")
    for reader in registry.readers():
        typer.echo(f"  {reader.name:<10} {' '.join(reader.extensions)}")
    typer.echo("out (--format):")
    for name in registry.writer_names():
        typer.echo(f"  {name:<10} {registry.writer(name).doc.split('. ')[0]}")


def main() -> None:
    """Entry point: errors become one line on stderr and exit 2."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    gc.set_threshold(200_000, 20, 20)  # word lists are made of tuples that all stay: looking for garbage finds none
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
    except Exception as error:  # a fault of ours: still one line, never a page of code in a translator's terminal
        if os.environ.get("ALIGN_DEBUG"):
            raise
        found = " ".join(f"{type(error).__name__}: {error}".split())
        print(f"align: fault in align-qa itself: {found}; ALIGN_DEBUG=1 shows where, please report it", file=sys.stderr)
        sys.exit(2)
