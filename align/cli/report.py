"""align report: a review in another format, without checking again."""

from __future__ import annotations

import json
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
    """Render a review again in another format, without checking again. Exit 0, with --fail-on as align check."""
    from align.errors import InputError
    from align.files import open_input
    from align.review_json import review_from

    writer = writer_for(format_for(format, output, "html"), output)
    try:
        data = json.loads(open_input(review).data())
    except (ValueError, RecursionError) as error:
        raise InputError(review, f"no JSON ({error})", "give what 'align check --format json' wrote") from None
    objects = data["reviews"] if isinstance(data, dict) and isinstance(data.get("reviews"), list) else [data]
    session = session_for(review, fail_on=fail_on, lang=lang)
    emit(writer.write(session.counting([review_from(o, review) for o in objects])), output)
    if fail_on:
        tell(session.problems())
        raise typer.Exit(session.exit_code)
