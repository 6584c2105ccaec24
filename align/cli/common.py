"""What several commands share: severities on the command line, settings, output."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import typer

from align.config import CHOICES, Config, Settings, load
from align.errors import OutputError, SettingsError
from align.records import SEVERITIES, Severity, Writer

NEVER = "never"
_PLAIN = ("", ".txt", ".text", ".log")  # names of files that say nothing of a format


def no_negative(value: float | None) -> float | None:
    """A number as it came. SettingsError below 0, which typer's own ranges would tell in the words of a program."""
    if value is not None and value < 0:
        raise typer.BadParameter(f"{value:g} is below 0; give 0 or more")
    return value


def fail_level(given: str | None, settings: Settings) -> str:
    """The severity from which on a run fails: the option, else the setting. SettingsError for other words."""
    level = given or settings.fail_on
    if level not in CHOICES["fail_on"]:
        raise SettingsError("--fail-on", repr(level), f"one of {', '.join(CHOICES['fail_on'])}")
    return level


def settings_for(path: str, explicit: Path | None = None, *, strict: bool = True) -> Config:
    """Settings that hold from the folder of a text upward; for stdin from here.

    ``strict``: SettingsError for what names nothing: a check, a threshold, an input format that does not exist.
    """
    start = Path() if path == "-" else Path(path)
    held = load(start if start.is_dir() else start.parent, explicit)
    if strict:
        for fault in faults(held):
            raise fault
    return held


def faults(held: Config) -> Iterator[SettingsError]:
    """What names nothing in any layer, ``[[for]]`` sections too; where nothing is named, nothing is loaded."""
    named = {"disable", "enable", "thresholds", "doctype", "reader"}
    rules = tuple(rule for layer in held.layers for rule in layer.values.get("rules", ()))
    for layer in held.layers:
        given = {name: value for name, value in layer.values.items() if name in named}
        if given:
            from align import validate

            for fault in validate.faults(replace(Settings(rules=rules), **given)):
                yield SettingsError(layer.origin, f"{fault.where}: {fault.found}", fault.remedy)


def exit_code(found: Iterable[str], level: str) -> int:
    """1 where a severity at or above ``level`` was found, else 0."""
    if level == NEVER:
        return 0
    bar = SEVERITIES.index(cast(Severity, level))
    return int(any(SEVERITIES.index(cast(Severity, s)) <= bar for s in found))


def find_writer(name: str, own: Sequence[str] = ()) -> Writer:
    """The writer of that name; SettingsError that lists the names, and those that are formats of the command itself."""
    from align import registry

    try:
        return registry.writer(name)
    except KeyError:
        raise SettingsError(
            "--format", repr(name), f"one of {', '.join(sorted({*registry.writer_names(), *own}))}"
        ) from None


def format_for(given: str | None, output: str | None, default: str, own: Sequence[str] = ()) -> str:
    """The output format: the one given, else the one that the name of the output file says, else ``default``.

    ``own``: formats of the command itself that are no writers; a name ends in ``.FORMAT`` for them. A name without an
    extension, plain text and devices say nothing. SettingsError for an extension that no format has.
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


def tell(notes: Iterable[str]) -> None:
    """What readers want people to know, on stderr, a line each and once."""
    for note in dict.fromkeys(notes):
        print(f"align: {note}", file=sys.stderr)


def emit(chunks: Iterable[bytes], output: str | None) -> None:
    """To stdout as it comes, or to a file whole or not at all."""
    if output and output != "-":
        from align.files import write_whole

        write_whole(output, chunks)
        return
    for chunk in chunks:
        try:
            sys.stdout.buffer.write(chunk)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(
                "stdout", f"cannot be written ({error.strerror})", "make room, or give --output"
            ) from None
