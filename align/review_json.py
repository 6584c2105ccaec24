"""Review -> plain data and back: the part of the JSON interface from which ``align report`` renders again.

The public part (beads, findings, scores) is made by ``writers/json.py``; ``layout`` holds what else a writer needs: the
texts, their blocks and sentences, and the beads as ranges of sentence numbers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from align.errors import InputError
from align.records import (
    Alignment,
    Bead,
    Block,
    Decision,
    Document,
    Finding,
    Inline,
    PairScore,
    Review,
    Scores,
    Sentence,
    Span,
)
from align.review_shape import check_numbers, check_places, check_shape

SCHEMA = "align-qa/review/1"


def layout(review: Review) -> dict[str, Any]:
    """Everything of a review that is not in the public part, as plain data."""
    a = review.alignment
    texts: list[str] = []
    return {
        "texts": texts,
        "source": _side(a.source, a.source_sentences, texts),
        "target": _side(a.target, a.target_sentences, texts),
        "beads": [[*b.source, *b.target, b.similarity, int(b.moved), int(b.furniture)] for b in a.beads],
        "spans": [[_span(f.source_span), _span(f.target_span)] for f in review.findings],
        "confidence": [f.confidence for f in review.findings],
        "notes": [[f.note, f.term] for f in review.findings],
        "decisions": [[d.state, d.reason, d.author, d.expires, d.origin] for d in review.decisions],
    }


def _side(document: Document | None, sentences: tuple[Sentence, ...], texts: list[str]) -> dict[str, Any] | None:
    if document is None:
        return None
    if document.text not in texts:
        texts.append(document.text)
    shape: dict[str, Any] = {"lines": list(document.lines)} if document.lines else {}
    if document.inline:
        shape["inline"] = [[i.start, i.end, i.kind, i.text, i.value] for i in document.inline]
    return shape | {
        "path": document.path,
        "lang": document.lang,
        "unit": document.unit,
        "reading": document.reading,
        "text": texts.index(document.text),
        "blocks": [[b.start, b.end, b.kind, b.label, b.group] for b in document.blocks],
        "sentences": [[s.start, s.end, s.block] for s in sentences],
    }


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def reviews_in(data: bytes, where: str) -> list[Review]:
    """The reviews of a file that ``align check --format json`` wrote: one, or all of several articles. InputError for
    anything else."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InputError(where, f"no JSON ({error})", "give what 'align check --format json' wrote") from None
    several = isinstance(found, dict) and isinstance(found.get("reviews"), list)
    return [review_from(one, where) for one in (found["reviews"] if several else [found])]


def review_from(data: Any, where: str) -> Review:
    """Build a review from its JSON object. InputError if the object is not one."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        found = f"schema {data.get('schema')!a}" if isinstance(data, dict) else "no review"
        raise InputError(where, found, f"give a review of schema {SCHEMA}")
    check_shape(data, where)
    kept = data["layout"]
    check_numbers(data, kept, where)
    try:
        source, source_sentences = _document(kept["source"], kept["texts"])
        target, target_sentences = _document(kept["target"], kept["texts"])
        beads = tuple(Bead((a, b), (c, d), s, bool(m), bool(f)) for a, b, c, d, s, m, f in kept["beads"])
        alignment = Alignment(source, target, source_sentences, target_sentences, beads, data["document"].get("id"))
        findings = tuple(_finding(f, i, kept) for i, f in enumerate(data["findings"]))
        review = Review(
            alignment,
            _scores(data["scores"]),
            findings,
            dict(data["signature"]),
            tuple(Decision(*d) for d in kept["decisions"]),
            {name: tuple(rows) for name, rows in data.get("tables", {}).items()},
        )
        check_places(review, where)
        return review
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        found = f"no review: {type(error).__name__} {error}"
        raise InputError(where, found, "give what 'align check --format json' wrote") from None


def _document(side: Mapping[str, Any] | None, texts: list[str]) -> tuple[Document | None, tuple[Sentence, ...]]:
    if side is None:
        return None, ()
    blocks = tuple(Block(*b) for b in side["blocks"])
    inline = tuple(Inline(*i) for i in side.get("inline", ()))
    shape = side["unit"], side.get("reading", ""), tuple(side.get("lines", ())), inline
    document = Document(side["path"], side["lang"], texts[side["text"]], blocks, *shape)
    return document, tuple(Sentence(*s) for s in side["sentences"])


def _finding(row: Mapping[str, Any], number: int, kept: Mapping[str, Any]) -> Finding:
    spans = [Span(*s) if s else None for s in kept["spans"][number]]
    note, term = kept["notes"][number]
    return Finding(
        row["check"],
        row["severity"],
        row["category"],
        row["bead"],
        spans[0],
        spans[1],
        row["message"],
        tuple(row["suggestions"]),
        float(kept["confidence"][number]),
        note,
        term,
    )


def _scores(data: Mapping[str, Any]) -> Scores:
    known = ("similarity", "coverage_source", "coverage_target", "length_z", "quality")
    pairs = tuple(
        PairScore(**{k: row[k] for k in known}, reference={k: v for k, v in row.items() if k not in known})
        for row in data["pairs"]
    )
    return Scores(pairs, data["summary"], data["signatures"])
