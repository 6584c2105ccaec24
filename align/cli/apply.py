"""align apply: what people decided in the report becomes a corrected file, waivers and a list of open points."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.common import tell
from align.errors import counted

if TYPE_CHECKING:
    from align.records import Decisions, Review


def apply(
    review: Annotated[str, typer.Argument(help="What 'align check --format json' wrote.", metavar="REVIEW")],
    decisions: Annotated[
        str,
        typer.Option(
            "--decisions", "-d", metavar="FILE", help="What the report exported, or the findings workbook filled in."
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="The corrected file; else NAME.corrected.EXT beside it."),
    ] = None,
    waivers: Annotated[
        str | None, typer.Option(metavar="FILE", help="Add dismissed findings to this waiver file.")
    ] = None,
    todo: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write what is still open as a Markdown list.")
    ] = None,
    author: Annotated[str, typer.Option(metavar="NAME", help="Name for waivers that give none.")] = "unknown",
) -> None:
    """Apply decisions. Writes the corrected file in the format it came in, waivers and open points."""
    from align import mend
    from align.decisions import read
    from align.errors import InputError
    from align.files import open_input, write_whole
    from align.review_json import reviews_in

    reviews = reviews_in(open_input(review).data(), review)
    texts: list[str] = []
    for own in read(open_input(decisions).data(), decisions):
        found = next((r for r in reviews if mend.belongs(r, own)), None)
        if found is None:
            known = ", ".join(r.path for r in reviews[:3])
            raise InputError(decisions, f"decisions on {own.path}", f"{review} is of {known}")
        if own.edits:
            target = found.alignment.target
            path = target.path if target else found.path
            data = mend.corrected(found, own.edits, open_input(path).data())
            place = output or _beside(path)
            write_whole(place, [data])
            _tell(f"{place}: {counted(len(own.edits), 'edit')}")
        if waivers:
            _tell(_add_waivers(Path(waivers), found, own, author))
        texts.append(mend.open_points(found, own))
    if todo:
        write_whole(todo, [text.encode("utf-8") for text in texts])
        _tell(f"{todo}: {sum(text.count('- [ ] ') for text in texts)} open points")


def _beside(path: str) -> str:
    """``news/a.en.txt`` -> ``news/a.en.corrected.txt``."""
    place = Path(path)
    return str(place.with_name(f"{place.stem}.corrected{place.suffix}"))


def _add_waivers(path: Path, review: Review, decisions: Decisions, author: str) -> str:
    from align import mend
    from align.files import write_whole
    from align.waivers.files import dump_waivers, read_waivers

    before = read_waivers(path) if path.exists() else ()
    new = mend.waivers(review, decisions, author)
    kept = {w.fingerprint: w for w in (*before, *new)}
    write_whole(str(path), [dump_waivers(kept.values()).encode("utf-8")])
    return f"{path}: {counted(len(new), 'waiver')}"


def _tell(line: str) -> None:
    tell([line])
