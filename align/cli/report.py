"""align report: a review in another format, without checking again."""

from __future__ import annotations

from typing import Annotated

import typer

from align.cli.common import FailOn, Format, Lang, Output, emit, format_for, session_for, tell, writer_for


def report(
    review: Annotated[
        str, typer.Argument(help="What 'align check --format json' wrote; '-' is stdin.", metavar="REVIEW")
    ],
    format: Format = None,
    output: Output = None,
    fail_on: FailOn = None,
    lang: Lang = None,
) -> None:
    """Render a review in another format, without checking again. Exit 0; with --fail-on as align check."""
    from align.files import open_input
    from align.review_json import reviews_in

    writer = writer_for(format_for(format, output, "html"), output)
    reviews = reviews_in(open_input(review).data(), review)
    session = session_for(review, fail_on=fail_on, lang=lang)
    emit(writer.write(session.counting(reviews)), output, [review])
    if fail_on:
        tell(session.problems())
        raise typer.Exit(session.exit_code)
