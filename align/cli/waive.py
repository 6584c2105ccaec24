"""align waive: accept a finding as it is, with a reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from align.cli.common import ConfigFile, session_for, tell
from align.errors import counted


def waive(
    finding: Annotated[
        str,
        typer.Argument(
            help="Fingerprint of 16 hex digits, or FILE:LINE[:COLUMN] as a check shows it.", metavar="FINDING"
        ),
    ],
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="The text, with its translation, or its review in JSON; else it is looked for.", metavar="PATH…"
        ),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why the words are right as they are.")] = "",
    check: Annotated[
        str, typer.Option("--check", metavar="NAME", help="Only findings of this check or rule pack.")
    ] = "",
    author: Annotated[
        str, typer.Option("--author", metavar="NAME", help="Who decides; else the name that git knows.")
    ] = "",
    expires: Annotated[
        str, typer.Option("--expires", metavar="DATE", help="Last day on which it holds, as in 2030-12-31.")
    ] = "",
    config: ConfigFile = None,
) -> None:
    """Accept a finding as it is. Writes a waiver that every check reads from now on."""
    from align import waivers
    from align.errors import SettingsError
    from align.locate import locate, wanted

    one = wanted(finding, check)
    if one is None:
        remedy = "give 16 hex digits from a report, or FILE:LINE[:COLUMN] as 'align check' shows it"
        raise SettingsError("FINDING", f"{finding!r} is no fingerprint and no place in a file", remedy)
    if not reason.strip():
        raise SettingsError("--reason", "is missing", "say why the words are right as they are")
    until = _day(expires) if expires else None
    session = session_for(one.path or (paths[0] if paths else "."), config)
    review, numbers = locate(session, one, paths or ())
    numbers = [n for n in numbers if review.decision(n).state != "waived"]
    made = [waivers.waiver_of(review, n, reason.strip(), author or author_of_git(), until) for n in numbers]
    place = Path(session.settings(review.path).waivers or waivers.FILE_NAME)
    waivers.append_waivers(place, made)
    for waiver in made:
        words = waivers.context(waiver.source, waiver.target)
        tell([f"{waiver.path}: {waiver.check}" + (f" ({words})" if words else "") + " waived"])
    tell([f"{counted(len(made), 'waiver')} written to {place}" if made else "waived already; nothing to write"])


def _day(given: str) -> date:
    from align.errors import SettingsError

    try:
        return date.fromisoformat(given)
    except ValueError:
        raise SettingsError("--expires", repr(given), "a day as in 2030-12-31") from None


def author_of_git() -> str:
    """Return the user name of git, else that of the account."""
    import getpass

    from align import git
    from align.errors import AlignError

    try:
        name = (git.run(Path(), "config", "user.name") or b"").decode("utf-8", "replace").strip()
    except AlignError:
        name = ""
    return name or getpass.getuser()
