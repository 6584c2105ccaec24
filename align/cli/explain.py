"""align explain: what a check or rule says, or all that is known of a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.common import ConfigFile, say, session_for

if TYPE_CHECKING:
    from align.records import Review


def explain(
    name: Annotated[
        str, typer.Argument(help="A check, a rule, a fingerprint, or FILE:LINE[:COLUMN].", metavar="CHECK_OR_FINDING")
    ],
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="The text of the finding, or a review in JSON; else it is looked for.", metavar="PATH…"),
    ] = None,
    config: ConfigFile = None,
) -> None:
    """Explain a check, a rule or a finding. What is meant, why, and what would do."""
    from align.cli import rules
    from align.locate import locate, wanted

    one = wanted(name)
    if one is None:
        rules.explain(name, None, config)
        return
    session = session_for(one.path or (paths[0] if paths else "."), config)
    review, numbers = locate(session, one, paths or ())
    for number in numbers:
        _explain(review, number)
        rules.explain(review.findings[number].check, None, config)


def _explain(review: Review, number: int) -> None:
    from align.writers.terminal import place_of

    finding, decision = review.findings[number], review.decision(number)
    say(f"{place_of(review, finding)}: {finding.severity} {finding.check}, {finding.category}")
    for label, text in (
        ("message", finding.message),
        ("why", finding.note),
        *((side.lang, side.words(span)) for side, span in reversed(review.alignment.marked(finding))),
        ("suggested", " | ".join(finding.suggestions)),
        ("confidence", f"{finding.confidence:.2f}"),
        ("fingerprint", review.fingerprints[number]),
        ("decision", " ".join(part for part in (decision.state, decision.reason, decision.author) if part)),
    ):
        if text:
            say(f"  {label:<11} {text}")
    say(f'  accept it   align waive {review.fingerprints[number]} --reason "…"')
    say()
