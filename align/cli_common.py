"""What several commands share: severities on the command line, settings, output."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from align.config import CHOICES, Config, Settings, load
from align.errors import SettingsError
from align.records import SEVERITIES, Severity, Writer

NEVER = "never"


def fail_level(given: str | None, settings: Settings) -> str:
    """The severity from which on a run fails: the option, else the setting. SettingsError for other words."""
    level = given or settings.fail_on
    if level not in CHOICES["fail_on"]:
        raise SettingsError("--fail-on", repr(level), f"one of {', '.join(CHOICES['fail_on'])}")
    return level


def settings_for(path: str, explicit: Path | None = None) -> Config:
    """Settings that hold from the folder of a text upward; for stdin from here."""
    start = Path() if path == "-" else Path(path)
    return load(start if start.is_dir() else start.parent, explicit)


def exit_code(found: Iterable[str], level: str) -> int:
    """1 where a severity at or above ``level`` was found, else 0."""
    if level == NEVER:
        return 0
    bar = SEVERITIES.index(cast(Severity, level))
    return int(any(SEVERITIES.index(cast(Severity, s)) <= bar for s in found))


def find_writer(name: str) -> Writer:
    """The writer of that name; SettingsError that lists the names."""
    from align import registry

    try:
        return registry.writer(name)
    except KeyError:
        raise SettingsError("--format", repr(name), f"one of {', '.join(registry.writer_names())}") from None


def emit(chunks: Iterable[bytes], output: str | None) -> None:
    """To stdout as it comes, or to a file whole or not at all."""
    if output and output != "-":
        from align.files import write_whole

        write_whole(output, chunks)
        return
    for chunk in chunks:
        sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
