"""align config: what settings hold for a text, and where each comes from."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from align.cli.common import ConfigFile, faults, say, settings_for, tell


def config(
    path: Annotated[str, typer.Argument(help="A text: which settings hold for it?")] = "-", config: ConfigFile = None
) -> None:
    """Show what settings hold, and where each comes from."""
    from align.validate import missing

    held = settings_for(path, config)
    values, origins = vars(held.settings(path)), held.origins(path)
    gone: dict[str, list[str]] = {}
    for name, file in missing(held.settings(path)):
        gone.setdefault(name, []).append(file)
    width = max(map(len, values))
    for name, value in values.items():
        lost = f"; not there: {', '.join(gone[name])}" if name in gone else ""
        say(f"{name:<{width}} = {_toml(value)}  # {origins[name]}{lost}")
    wrong = [str(fault) for fault in faults(held)]
    tell(wrong)
    if wrong or gone:
        raise typer.Exit(2)


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f'"{k}" = {v}' for k, v in value.items()) + " }" if value else "{}"
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
