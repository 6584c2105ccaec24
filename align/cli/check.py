"""align check: align, score and check texts."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.common import (
    ConfigFile,
    FailOn,
    Format,
    Lang,
    Model,
    Output,
    Paths,
    TranslatedBy,
    emit,
    format_for,
    read_and_left_out,
    session_for,
    tell,
    writer_for,
)
from align.config import parts

if TYPE_CHECKING:
    from align.inputs import Taken
    from align.records import Article, Review
    from align.session import Session

_MANY = 5_000  # texts of a file from which on a person should know what a check costs; 18 ms each, 3 without the reader
Names = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="NAMES", help="Only these checks, packs or rules (commas, or repeated)."),
]
Ignored = Annotated[
    list[str] | None, typer.Option("--ignore", metavar="NAMES", help="Without these checks, packs or rules.")
]
RuleFiles = Annotated[
    list[str] | None, typer.Option("--rules", "-r", metavar="FILE", help="A further rule file or folder.")
]


def check(
    paths: Paths,
    format: Format = None,
    output: Output = None,
    fail_on: FailOn = None,
    select: Names = None,
    ignore: Ignored = None,
    rules: RuleFiles = None,
    home: Annotated[str | None, typer.Option(metavar="PLACE", help="What 我省 and 我市 mean, e.g. 河南.")] = None,
    translated_by: TranslatedBy = None,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Only how often each check found something.")
    ] = False,
    lang: Lang = None,
    config: ConfigFile = None,
    model: Model = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="FORMAT", help="Force an input format.")] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Take all findings of today into the baseline; exit 0.")
    ] = False,
    pre_split: Annotated[bool, typer.Option("--pre-split", help="Two files, one sentence a line already.")] = False,
    anchors: Annotated[str | None, typer.Option(metavar="FILE", help="Places that go together.")] = None,
    beads: Annotated[str | None, typer.Option(metavar="FILE", help="Beads of 'align pair', corrected.")] = None,
) -> None:
    """Align, score and check texts. Exit 0 clean, 1 findings at or above --fail-on, 2 could not work."""
    format = format_for(format or ("statistics" if statistics else None), output, "terminal")
    session = session_for(
        paths[0],
        config,
        keep=write_baseline,
        more={"disable": ignore, "rules": rules},
        select=[*parts(select)] if select else None,
        fail_on=fail_on,
        home=home,
        translated_by=translated_by,
        lang=lang,
        model=model,
        reader=from_,
    )
    from align.inputs import Taken
    from align.wording import words

    taken = Taken(len(paths))
    if pre_split or anchors or beads:
        from align.pair.guide import Guide

        engine, article = session.guided(paths, Guide.of(anchors, beads, pre_split=pre_split))
        reviews = session.counting([engine.review(article)])
    else:
        found = session.reviewed(_told_how_long(session, session.articles(paths)))
        reviews = session.counting(_counted(_alone(session, found) if len(paths) == 1 else found, taken))
    emit(writer_for(format, output).write(_begun(reviews)), output, paths)
    if taken.articles and sys.stderr.isatty():
        tell([read_and_left_out(taken, words(session.settings(paths[0]).lang))])
    tell(session.problems())
    if write_baseline:
        tell([session.write_baseline()])
        raise typer.Exit(0)
    raise typer.Exit(session.exit_code)


def _begun(reviews: Iterable[Review]) -> Iterator[Review]:
    """The same, with the first one already made: where it cannot be, no head of a report is written."""
    rest = iter(reviews)
    return chain([*islice(rest, 1)], rest)


def _told_how_long(session: Session, articles: Iterable[Article]) -> Iterator[Article]:
    """The same; before a table of thousands is read, a line says what is quicker."""
    for article in articles:
        rows = len(article.source.blocks) if article.source and article.target else 0
        path = article.source.path if article.source else ""
        if rows > _MANY and session.settings(path).second_reader == "always":
            remedy = "second_reader = \"suspicious\" in align.toml, which 'align batch' has, takes a sixth of the time"
            tell([f"{path}: {rows:,} texts, each of which is read twice: this takes a while; {remedy}"])
        yield article


def _alone(session: Session, reviewed: Iterable[tuple[Article, Review]]) -> Iterator[tuple[Article, Review]]:
    """The same; where the file has one side only and the other lies beside it, a line says so."""
    from align.locate import beside

    for article, review in reviewed:
        other = None if article.source and article.target else beside(review.path)
        if other:
            session.note([f"{other} is beside it: align check {shlex.quote(review.path)} {shlex.quote(other)}"])
        yield article, review


def _counted(reviewed: Iterable[tuple[Article, Review]], taken: Taken) -> Iterator[Review]:
    """Yield the reviews; articles and their pairs are added up, rows of a streamed table are not."""
    for article, review in reviewed:
        if article.id is None:
            taken.add(article, sum(bool(p.source.text and p.target.text) for p in review.alignment.pairs()))
        yield review
