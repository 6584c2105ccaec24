"""One unit -> bytes. The same function in this process, in another one, or on a cluster."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from align.batch.units import Unit
from align.config import Settings
from align.errors import AlignError
from align.files import from_bytes
from align.inputs import pick, read_pair
from align.pipeline import Engine
from align.readers import jsonl as segments
from align.records import Article, Review
from align.registry import writer
from align.score import weight
from align.writers import jsonl as rows

_ENGINES: dict[str, Engine] = {}


def engine(settings: Settings) -> Engine:
    """The engine of this process; loaded once for equal settings."""
    key = repr(settings)
    if key not in _ENGINES:
        _ENGINES[key] = Engine(settings)
    return _ENGINES[key]


def run(unit: Unit, settings: Settings) -> bytes:
    """A summary line, then the result: for an article its JSON review (``json_bytes`` of the summary says how long) and
    its HTML report, for a shard a line a pair.

    What cannot be read does not raise: its summary holds the errors.
    """
    summary = Summary(unit.path)
    body = b"".join(_shard(unit, settings, summary) if unit.first else _article(unit, settings, summary))
    return summary.line() + body


class Summary:
    """What the archive report needs to know of a unit; adds up."""

    def __init__(self, path: str) -> None:
        self.row: dict[str, Any] = {"path": path, "articles": 0, "pairs": 0, "quality_sum": 0.0, "quality_weight": 0.0}
        self.counts: dict[str, Counter[str]] = {k: Counter() for k in ("severity", "check", "category", "term")}
        self.errors: list[str] = []
        self.notes: dict[str, None] = {}  # what readers want people to know, each once

    def add(self, review: Review) -> None:
        """Count a review in."""
        row, alignment = self.row, review.alignment
        row["articles"] += 1
        self.notes.update(dict.fromkeys(review.meta.get("notes", ())))
        row["pairs"] += len([b for b in alignment.beads if b.similarity is not None])
        for pair, score in zip(alignment.pairs(), review.scores.pairs, strict=False):
            if score.quality is not None:
                own = weight(pair)
                row["quality_sum"] = round(row["quality_sum"] + own * score.quality, 6)
                row["quality_weight"] += own
        for finding in review.open_findings():
            self.counts["severity"][finding.severity] += 1
            self.counts["check"][finding.check] += 1
            self.counts["category"][finding.category] += 1
            if finding.term:
                self.counts["term"][finding.term] += 1

    def line(self) -> bytes:
        """One JSON line, keys and counts in a fixed order."""
        counts = {k: dict(sorted(c.items())) for k, c in self.counts.items()}
        said = {"notes": list(self.notes), "errors": self.errors}
        return json.dumps({**self.row, **counts, **said}, ensure_ascii=False).encode() + b"\n"


def _article(unit: Unit, settings: Settings, summary: Summary) -> Iterator[bytes]:
    try:
        reviews = []
        for article in _read(unit, settings):
            review = engine(settings).review(article)
            summary.add(review)
            reviews.append(review)
        review_json = b"".join(writer("json").write(reviews))
        summary.row["json_bytes"] = len(review_json)
        yield review_json
        yield from writer("html").write(reviews)
    except AlignError as error:
        summary.errors.append(str(error))
    except Exception as error:  # a fault of ours in one article must not cost the archive
        summary.errors.append(_fault(unit.path, error))


def _fault(where: str, error: Exception) -> str:
    return " ".join(f"{where}: fault in align-qa itself: {type(error).__name__}: {error}; please report it".split())


def _read(unit: Unit, settings: Settings) -> Iterator[Article]:
    source = from_bytes(unit.data, unit.path)
    if unit.other is None:
        yield from pick(source, settings.reader)
    else:
        yield from read_pair(source, from_bytes(unit.other[1], unit.other[0]), settings.reader)


def _shard(unit: Unit, settings: Settings, summary: Summary) -> Iterator[bytes]:
    """A line a pair, in order; a line that is no pair gives {"line", "error"} and does not stop the others."""
    articles: list[Article] = []
    slots: list[tuple[int, str | None]] = []  # line number; an error, or None for the next article
    for number, line in enumerate(unit.data.splitlines(keepends=True), unit.first):
        if line.strip():
            try:
                articles.append(segments.segment(line, number, unit.path))
                slots.append((number, None))
            except AlignError as error:
                slots.append((number, str(error)))
    reviews = iter(_reviews(articles, settings))
    for number, slot in slots:
        review = next(reviews) if slot is None else slot
        if isinstance(review, str):
            summary.errors.append(review)
            yield json.dumps({"line": number, "error": review}, ensure_ascii=False).encode() + b"\n"
            continue
        summary.add(review)
        yield from rows.write((review,))


def _reviews(articles: Sequence[Article], settings: Settings) -> list[Review | str]:
    """All in one go; where that fails by a fault of ours, one by one, so that one segment costs only itself."""
    try:
        return list(engine(settings).reviews(articles))
    except AlignError:
        raise
    except Exception:
        return [_single(article, settings) for article in articles]


def _single(article: Article, settings: Settings) -> Review | str:
    try:
        return engine(settings).review(article)
    except Exception as error:
        return _fault(f"{article.source.path if article.source else '-'} id {article.id}", error)
