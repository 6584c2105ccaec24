"""What several commands share: their options, the session, output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.config import COMMAND_LINE, Config, Settings, load, option
from align.errors import OutputError, SettingsError, did_you_mean, one_line
from align.records import Writer

if TYPE_CHECKING:
    from align.inputs import Taken
    from align.session import Session
    from align.wording import Words

_PLAIN = ("", ".txt", ".text", ".log")  # endings of file names that tell no format

Paths = Annotated[
    list[str],
    typer.Argument(
        help="Articles, pairs of files (Chinese, then English), tables, .jsonl; '-' is stdin.", metavar="PATH…"
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="Output format; 'align formats' lists them; else by the name of --output.",
    ),
]
Output = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of stdout.")
]
FailOn = Annotated[
    str | None, typer.Option("--fail-on", metavar="SEVERITY", help="Exit 1 at or above: error, warning, note or never.")
]
ConfigFile = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Settings file instead of the nearest align.toml.")
]
Lang = Annotated[
    str | None,
    typer.Option("--lang", metavar="LANGUAGE", help="Language of reports and summaries: en, or zh for Chinese."),
]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="A sentence-transformers model instead of the bundled encoder."),
]
TranslatedBy = Annotated[
    str | None,
    typer.Option("--translated-by", metavar="WHO", help="machine or people: how far the second reader is believed."),
]


class ClosedError(Exception):
    """Whoever read the output has closed it. No OSError: the library of the command line would make exit 1 of that."""


def no_negative(value: float | None) -> float | None:
    """A number as it came. BadParameter below 0, which typer's own ranges would tell in the words of a program."""
    if value is not None and not value >= 0:
        raise typer.BadParameter(f"{value:g} is below 0; give 0 or more")
    return value


def session_for(
    path: str,
    config: Path | None = None,
    *,
    keep: bool = False,
    more: Mapping[str, Sequence[str] | None] | None = None,
    defaults: Mapping[str, str] | None = None,
    **options: str | Sequence[str] | None,
) -> Session:
    """The session of a command: the settings that hold from the folder of its first text upward, with its options on
    top. ``more``: options that add to a list of the settings; ``defaults``: those of the command. SettingsError for
    what names nothing.
    """
    from align.session import Session

    held = settings_for(path, config).with_default("the command", **(defaults or {})).with_options(more, **options)
    for fault in faults(held):
        raise fault
    return Session(held, keep=keep)


def settings_for(path: str, explicit: Path | None = None) -> Config:
    """Settings that hold from the folder of a text upward; for stdin from here."""
    start = Path() if path == "-" else Path(path)
    return load(start if start.is_dir() else start.parent, explicit)


def faults(held: Config) -> Iterator[SettingsError]:
    """What names nothing in any layer, ``[[for]]`` sections too; where nothing is named, nothing is loaded."""
    named = {"select", "disable", "enable", "thresholds", "doctype", "reader", "home"}
    rules = held.settings().rules
    for layer in held.layers:
        given = {name: value for name, value in {**layer.values, **layer.more}.items() if name in named}
        if given:
            from align import validate

            for fault in validate.faults(replace(Settings(rules=rules), **given)):
                if layer.origin == COMMAND_LINE:
                    yield SettingsError(option(fault.where), fault.found, fault.remedy)
                else:
                    yield SettingsError(layer.origin, f"{fault.where}: {fault.found}", fault.remedy)


def find_writer(name: str, own: Sequence[str] = ()) -> Writer:
    """The writer of that name; SettingsError that lists the names, and those that are formats of the command itself."""
    from align import registry

    try:
        return registry.writer(name)
    except KeyError:
        known = sorted({*registry.writer_names(), *own})
        raise SettingsError("--format", repr(name), f"{did_you_mean(name, known)}one of {', '.join(known)}") from None


def format_for(given: str | None, output: str | None, default: str, own: Sequence[str] = ()) -> str:
    """The output format: the one given, else the one that the name of the output file tells, else ``default``.

    ``own``: formats of the command itself that are no writers; a name ends in ``.FORMAT`` for them. A name without an
    extension, plain text and devices tell nothing. SettingsError for an extension that no format has.
    """
    if given:
        return given
    name = Path(output).name.lower() if output and output != "-" else ""
    extension = Path(name).suffix
    if extension in _PLAIN or (Path(output or "").exists() and not Path(output or "").is_file()):
        return default
    if extension[1:] in own:
        return extension[1:]
    from align import registry

    endings = {e: n for n in registry.writer_names() for e in registry.writer(n).extensions}
    fitting = [e for e in endings if name.endswith(e)]
    if fitting:
        return endings[max(fitting, key=len)]
    known = " ".join(sorted({*endings, *(f".{f}" for f in own if f != default)}))
    raise SettingsError(str(output), f"no output format has names in {extension!r}", f"give --format; known: {known}")


def writer_for(format: str, output: str | None) -> Writer:
    """The writer of a format; that of the terminal with the colours and the width of the terminal it writes to."""
    if format != "terminal":
        return find_writer(format)
    from align.cli import screen
    from align.writers import terminal

    to_screen = output in (None, "-")
    return terminal.on_screen(colour=screen.coloured(to_screen), width=screen.width() if to_screen else 80)


def tell(notes: Iterable[str]) -> None:
    """Print notes to stderr, each once on a line of its own."""
    for note in dict.fromkeys(map(one_line, notes)):
        with suppress(OSError, ValueError, AttributeError):  # closed or full: nothing is left to say it to
            print(f"align: {note}", file=sys.stderr, flush=True)


def say(text: str = "") -> None:
    """A line on stdout."""
    emit([shown(text).encode() + b"\n"], None)


def shown(text: str) -> str:
    """A text as a terminal may have it: line breaks and tabs, but no other control character and no half of a pair."""
    return "".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text)


def _same(path: str, output: str) -> bool:
    """Return whether the output would take the place of a file that is read."""
    try:
        return Path(output).is_file() and os.path.samefile(path, output)
    except OSError:
        return False


def emit(chunks: Iterable[bytes], output: str | None, read: Sequence[str | None] = ()) -> None:
    """To stdout as it comes, or to a file whole or not at all. ClosedError where the reader of stdout has gone,
    OutputError where the file is one of those that were ``read``."""
    if output and output != "-":
        from align.files import write_whole

        if any(path and _same(path, output) for path in read):
            raise OutputError(output, "is the text that is read", "name another file for --output")
        write_whole(output, chunks)
        return
    for chunk in chunks:
        try:
            sys.stdout.buffer.write(chunk)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise ClosedError from None
        except OSError as error:
            raise OutputError(
                "stdout", f"cannot be written ({error.strerror})", "make room, or give --output"
            ) from None


_SKIPPED_SAID = {
    "code block": "{n} code block|{n} code blocks",
    "front matter": "front matter",
    "formula": "{n} formula|{n} formulas",
    "fuzzy entry": "{n} fuzzy entry|{n} fuzzy entries",
    "unfinished message": "{n} unfinished message|{n} unfinished messages",
    "entry that is not to be translated": "{n} entry not to be translated|{n} entries not to be translated",
    'element with translate="no"': '{n} element with translate="no"|{n} elements with translate="no"',
}


def read_and_left_out(taken: Taken, t: Words) -> str:
    """``2 files → 1 article, 96 pairs; left out: 3 code blocks, front matter``."""
    files, articles = t("{n:,} file|{n:,} files", n=taken.files), t("{n:,} article|{n:,} articles", n=taken.articles)
    read = f"{files} → {articles}, {t('{n:,} pair|{n:,} pairs', n=taken.pairs)}"
    left = t(", ").join(t(_SKIPPED_SAID.get(what, what), n=n) for what, n in taken.skipped.items())
    return t("{read}; left out: {left}", read=read, left=left) if left else read
