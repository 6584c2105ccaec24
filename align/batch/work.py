"""One unit -> a result. The same function in this process, in another one, or on a cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar

from align.batch.store import Result
from align.batch.units import Unit
from align.config import Settings
from align.engines import Engines
from align.errors import AlignError, one_line
from align.files import from_bytes, json_line
from align.inputs import lonely, path_of, read_all
from align.pipeline import Engine
from align.project import Shown, compared, with_more
from align.readers import jsonl as segments
from align.records import Article, Review
from align.registry import writer
from align.score import weight
from align.session import Tally
from align.validate import Names
from align.writers import jsonl as rows

Made = TypeVar("Made")


@cache
def _engines() -> Engines:
    """The engines of this process: a worker does many units, one after the other."""
    return Engines()


def run(unit: Unit, settings: Settings, more: Sequence[Shown] = ()) -> Result:
    """The result of a unit. What cannot be read does not raise: its summary holds the errors, a line each. ``more``:
    what other files of the batch show of its entries."""
    engine = _engines().of(settings)
    summary = Summary(unit.path, engine)
    files = _shard(unit, engine, summary) if unit.first else _article(unit, engine, summary, more)
    return Result(summary.to_dict(), files)


class Summary:
    """Figures of a unit for the archive report and the summary; they add up."""

    def __init__(self, path: str, engine: Engine) -> None:
        self.row: dict[str, Any] = {"path": path, "articles": 0, "pairs": 0, "quality_sum": 0.0, "quality_weight": 0.0}
        self.counts: dict[str, Counter[str]] = {k: Counter() for k in ("severity", "check", "category", "term")}
        self.errors: list[str] = []
        self._notes: dict[str, None] = {}  # what readers want people to know, each once
        self._book, self._names, self._tally = engine.book, Names(engine.settings), Tally()

    def add(self, review: Review) -> None:
        """Count a review in."""
        row, alignment = self.row, review.alignment
        row["articles"] += 1
        self._notes.update(dict.fromkeys(review.meta.get("notes", ())))
        self._tally.add(review, self._book, self._names)
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

    def to_dict(self) -> dict[str, Any]:
        """Plain data, keys and counts in a fixed order."""
        counts = {k: dict(sorted(c.items())) for k, c in self.counts.items()}
        more = {"notes": list(self._notes), "errors": self.errors, "decided": self._tally.to_dict()}
        return {**self.row, **counts, **more}


def _article(unit: Unit, engine: Engine, summary: Summary, more: Sequence[Shown]) -> tuple[bytes, ...]:
    """The JSON review and the HTML report of an article, or of all articles of a file; and the entries that are
    compared over the files of the batch."""
    try:
        reviews = [replace(r, lang=engine.settings.lang) for r in engine.reviews(_read(unit, engine.settings))]
        own = compared(reviews[0].alignment) if len(reviews) == 1 else []
        reviews = [with_more(review, more, engine) for review in reviews] if more else reviews
        written = tuple(b"".join(writer(name).write(reviews)) for name in ("json", "html"))
    except AlignError as error:
        summary.errors.append(str(error))
        return ()
    except Exception as error:  # a fault of ours in one article must not cost the archive
        summary.errors.append(_fault(unit.path, error))
        return ()
    for review in reviews:
        summary.add(review)
    return (*written, json_line(own))


def _fault(where: str, error: Exception) -> str:
    return one_line(f"{where}: fault in align-qa itself: {type(error).__name__}: {error}; please report it")


def _read(unit: Unit, settings: Settings) -> Iterator[Article]:
    """The articles of a unit: read as the other commands read files, from its own bytes."""
    held = dict([(unit.path, unit.data), *([unit.other] if unit.other else [])])
    return map(lonely, read_all(list(held), lambda path: settings.reader, lambda path: from_bytes(held[path], path)))


def _shard(unit: Unit, engine: Engine, summary: Summary) -> tuple[bytes, ...]:
    """A line a pair, in order; a line that is no pair gives {"line", "error"} and does not stop the others."""
    articles: list[Article] = []
    slots: list[tuple[int, str | None]] = []  # line number; an error, or None for the next article
    for number, line in enumerate(unit.data.split(b"\n"), unit.first):
        if line.strip():
            article = _guarded(f"{unit.path}:{number}", segments.segment, line, number, unit.path)
            articles += [article] if isinstance(article, Article) else []
            slots.append((number, article if isinstance(article, str) else None))
    reviews = iter(_reviews(articles, engine))
    out = []
    for number, slot in slots:
        review = next(reviews) if slot is None else slot
        written = review if isinstance(review, str) else _guarded(f"{unit.path}:{number}", _line, review, summary)
        if isinstance(written, str):
            summary.errors.append(written)
            written = json_line({"line": number, "error": written})
        out.append(written)
    return (b"".join(out),)


def _line(review: Review, summary: Summary) -> bytes:
    line = b"".join(rows.write((review,)))
    summary.add(review)
    return line


def _guarded(where: str, work: Callable[..., Made], *arguments: Any) -> Made | str:
    """The result of a unit, or one line with the reason why there is none."""
    try:
        return work(*arguments)
    except AlignError as error:
        return str(error)
    except Exception as error:  # a fault of ours in one line must not cost the table
        return _fault(where, error)


def _reviews(articles: Sequence[Article], engine: Engine) -> list[Review | str]:
    """All in one go; where that fails by a fault of ours, one by one, so that one segment costs only itself."""
    try:
        return list(engine.reviews(articles))
    except AlignError:
        raise
    except Exception:
        return [_guarded(f"{path_of(article)} id {article.id}", engine.review, article) for article in articles]
