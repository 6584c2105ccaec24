"""One line a pair: {"id", "similarity", "quality", "findings", ("scores")}. For programs and for the scorers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from align.records import Review, Writer
from align.writers._records import finding_dict, line, rounded


def write(reviews: Iterable[Review]) -> Iterator[bytes]:
    """Streamed: a line a pair, in the order of the input. Findings without a pair go with the first line."""
    for review in reviews:
        yield from map(line, rows(review))


def rows(review: Review) -> Iterator[dict[str, Any]]:
    """The objects of one review, a pair each."""
    by_bead: dict[int, list[dict[str, Any]]] = {}
    for number, finding in enumerate(review.findings):
        if review.decision(number).is_open:
            by_bead.setdefault(finding.bead or 0, []).append(finding_dict(review, number))
    scores = review.scores.pairs
    for number, bead in enumerate(review.alignment.beads):
        score = scores[number] if number < len(scores) else None
        row: dict[str, Any] = {
            "id": _identity(review, number),
            "similarity": rounded(bead.similarity),
            "quality": rounded(score.quality if score else None),
            "findings": by_bead.get(number, []),
        }
        if score and score.reference:
            row["scores"] = {k: rounded(v) for k, v in score.reference.items()}
        yield row


def _identity(review: Review, number: int) -> Any:
    """The id as it came in (a number stays a number); for articles the path and the number of the pair from 1."""
    if len(review.alignment.beads) == 1 and "id" in review.meta:
        return review.meta["id"]
    return f"{review.alignment.id or review.path}#{number + 1}"


WRITER = Writer("jsonl", (".jsonl",), write, "One JSON object a line and pair, for programs.")
