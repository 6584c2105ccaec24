"""The whole review as JSON, "schema": "align-qa/review/1"; several articles make a list of reviews in one object."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from align.records import Bead, Passage, Review, Writer
from align.review_json import SCHEMA, layout
from align.writers._records import finding_dict, place_dict, rounded


def write(reviews: Iterable[Review]) -> Iterator[bytes]:
    """One review: its object. Several: {"schema": "align-qa/reviews/1", "reviews": [...]}."""
    objects = [to_dict(review) for review in reviews]
    whole: Any = objects[0] if len(objects) == 1 else {"schema": "align-qa/reviews/1", "reviews": objects}
    yield json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n"


def to_dict(review: Review) -> dict[str, Any]:
    """A review as plain data: the public JSON interface."""
    alignment = review.alignment
    return {
        "schema": SCHEMA,
        "signature": dict(review.signature),
        "document": {
            "path": review.path,
            "id": alignment.id,
            "source": _document(alignment.source),
            "target": _document(alignment.target),
        },
        "beads": [_bead(review, number, bead) for number, bead in enumerate(alignment.beads)],
        "scores": _scores(review),
        "findings": [finding_dict(review, number) for number in range(len(review.findings))],
        "tables": {name: [dict(row) for row in rows] for name, rows in review.tables.items()},
        "layout": layout(review),
    }


def _document(document: Any) -> dict[str, Any] | None:
    return None if document is None else {"path": document.path, "lang": document.lang}


def _bead(review: Review, number: int, bead: Bead) -> dict[str, Any]:
    pair = review.alignment.pairs()[number]
    out: dict[str, Any] = {
        "number": number,
        "source": _side(review, pair.source, "source"),
        "target": _side(review, pair.target, "target"),
        "kind": bead.kind,
        "similarity": rounded(bead.similarity),
    }
    if bead.furniture:
        out["furniture"] = True
    if bead.moved:
        out["moved"] = True
    if number < len(review.scores.pairs):
        score = review.scores.pairs[number]
        out["quality"] = rounded(score.quality)
    return out


def _side(review: Review, passage: Passage, side: str) -> dict[str, Any] | None:
    if not passage.text:
        return None
    document = review.alignment.source if side == "source" else review.alignment.target
    place = place_dict(document, passage.whole) or {}
    return {
        "line": place.get("line"),
        "start": place.get("start"),
        "end": place.get("end"),
        "text": passage.original(document),
    }


def _scores(review: Review) -> dict[str, Any]:
    scores = review.scores
    return {
        "summary": {k: rounded(v) for k, v in scores.summary.items()},
        "signatures": dict(scores.signatures),
        "pairs": [
            {
                "similarity": rounded(p.similarity),
                "coverage_source": rounded(p.coverage_source),
                "coverage_target": rounded(p.coverage_target),
                "length_z": rounded(p.length_z),
                "quality": rounded(p.quality),
                **{k: rounded(v) for k, v in p.reference.items()},
            }
            for p in scores.pairs
        ],
    }


WRITER = Writer("json", (".json",), write, "The whole review for programs, schema align-qa/review/1.")
