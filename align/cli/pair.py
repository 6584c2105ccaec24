"""align pair: which sentences belong together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.common import ConfigFile, Model, Output, emit, find_writer, format_for, session_for, tell
from align.text.columns import printable

if TYPE_CHECKING:
    from align.pair.guide import Guide
    from align.pipeline import Engine
    from align.records import Alignment, Bead, Document
    from align.session import Session

FORMATS = ("terminal", "beads", "tsv", "jsonl")


def pair(
    source: Annotated[str, typer.Argument(help="Chinese text, or an article with both languages.", metavar="SRC")],
    target: Annotated[str | None, typer.Argument(help="English translation.", metavar="TGT")] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="terminal, beads, tsv, jsonl, or an output format (page, xlsx, tmx …); else by the name of --output.",
        ),
    ] = None,
    output: Output = None,
    pre_split: Annotated[bool, typer.Option("--pre-split", help="One sentence a line already.")] = False,
    anchors: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Places that go together: 12 = 15 (lines), [3]:[5], /第/ = /Chapter/."),
    ] = None,
    beads: Annotated[
        str | None, typer.Option(metavar="FILE", help="Corrected beads: beads, jsonl, tsv or xlsx as written here.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say for each bead what was linked and left over.")
    ] = False,
    config: ConfigFile = None,
    model: Model = None,
) -> None:
    """Align two texts sentence by sentence. With --format beads, one line '[0,1]:[2]' a bead."""
    from align.pair.guide import Guide

    session = session_for(source, config, model=model)
    engine = session.engine(source)
    format = format_for(format, output, "terminal", FORMATS)
    writer = find_writer(format, FORMATS) if format not in FORMATS else None
    guide = Guide.of(anchors, beads, pre_split=pre_split)
    paths = [source, *([] if target is None and not pre_split else [target or "-"])]
    found = _guided(session, paths, guide) if guide else _texts(session, source, target)
    tell(session.problems())
    if writer is not None:
        emit(writer.write([engine.bare(found.alignment)]), output, [source, target])
        return
    lines = _explained(engine, found) if explain else _lines(found, format)
    emit((line.encode("utf-8", "replace") + b"\n" for line in lines), output)


@dataclass(frozen=True)
class _Found:
    """Beads, and the sentences their numbers mean."""

    alignment: Alignment
    beads: tuple[Bead, ...]
    source: list[str]
    target: list[str]


def _texts(session: Session, source: str, target: str | None) -> _Found:
    from align.errors import InputError
    from align.inputs import path_of

    articles = list(session.articles([source] if target is None else [source, target]))
    if len(articles) != 1 or articles[0].source is None or articles[0].target is None:
        where = source if target is None else f"{source}, {target}"
        raise InputError(
            where, "no Chinese text with an English translation", "name a Chinese file, then its translation"
        )
    return _found(session.engine(path_of(articles[0])).align(articles[0]))


def _guided(session: Session, paths: list[str], guide: Guide) -> _Found:
    engine, article = session.guided(paths, guide)
    return _found(engine.align(article))


def _found(alignment: Alignment) -> _Found:
    def texts(document: Document | None, spans: tuple[object, ...]) -> list[str]:
        return [document.text[s.start : s.end] for s in spans] if document else []  # type: ignore[attr-defined]

    return _Found(
        alignment,
        alignment.beads,
        texts(alignment.source, alignment.source_sentences),
        texts(alignment.target, alignment.target_sentences),
    )


def _lines(found: _Found, format: str) -> Iterator[str]:
    from align.pair import formats

    if format == "beads":
        return formats.beads_lines(found.beads)
    if format == "tsv":
        return formats.tsv_lines(found.beads, found.source, found.target)
    if format == "jsonl":
        return formats.jsonl_lines(found.beads, found.source, found.target)
    return _table(found)


def _table(found: _Found) -> Iterator[str]:
    """For the eye: number, kind, similarity, and the two sides below each other."""
    for number, bead in enumerate(found.beads, 1):
        similarity = "   –" if bead.similarity is None else f"{bead.similarity:.2f}"
        notes = [w for w, holds in (("furniture", bead.furniture), ("moved", bead.moved)) if holds]
        yield f"{number:>4}  {bead.kind:<4} {similarity}  {' '.join(notes)}".rstrip()
        for texts, span in ((found.source, bead.source), (found.target, bead.target)):
            body = " ".join(t.strip() for t in texts[slice(*span)])
            yield "      " + (printable(body) or "–")


def _explained(engine: Engine, found: _Found) -> Iterator[str]:
    """The table, and below each bead what was linked and what was left over."""
    from align.pair.explain import explain

    table = list(_table(found))
    for number, one in enumerate(explain(found.beads, found.source, found.target, engine.tokens)):
        yield from table[3 * number : 3 * number + 3]
        yield f"      {one.words}"
