"""One run over some texts, the same for every command: settings, engines, notes, waivers, baseline, exit code.

Every review is judged by the settings that hold for its own text: ``[[for]]`` sections, its own waiver file and
baseline, its own ``fail_on``.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from align import files, waivers
from align.config import Config, Settings
from align.engines import Engines
from align.errors import counted
from align.guided import by_lines, one_article
from align.inputs import path_of, read_all
from align.pair.guide import Guide
from align.pipeline import Engine
from align.project import together
from align.records import Article, Input, Review, fails
from align.validate import Names


@dataclass
class Tally:
    """Counts of the decisions of one book that reviews have met; adds up, and travels between processes as JSON.

    ``seen``: fingerprints of the book whose finding is there, with the check of that finding; ``paths``: the texts that
    were checked; ``inline``: a line for each comment in a text that waives nothing.
    """

    seen: dict[str, str] = field(default_factory=dict)
    paths: dict[str, None] = field(default_factory=dict)
    inline: dict[str, None] = field(default_factory=dict)

    def add(self, review: Review, book: waivers.Book, names: Names) -> None:
        """Count a review in."""
        if book.waivers or book.baseline:
            self.paths[review.path] = None
            for fingerprint, finding in zip(review.fingerprints, review.findings, strict=True):
                if fingerprint in book.waivers or fingerprint in book.baseline:
                    self.seen[fingerprint] = finding.check
        for problem in waivers.inline_problems(review, names.unknown):
            self.inline[f"{problem.where}: {problem.message}"] = None

    def merge(self, other: Tally) -> None:
        """Count in what another tally has counted."""
        self.seen.update(other.seen)
        self.paths.update(other.paths)
        self.inline.update(other.inline)

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {"seen": self.seen, "paths": list(self.paths), "inline": list(self.inline)}

    @staticmethod
    def of_dict(data: Mapping[str, Any]) -> Tally:
        """The tally that :meth:`to_dict` wrote."""
        return Tally(dict(data["seen"]), dict.fromkeys(data["paths"]), dict.fromkeys(data["inline"]))


class Session:
    """One run. ``keep``: remember all findings, for a new baseline."""

    def __init__(self, config: Config, *, keep: bool = False) -> None:
        self.config = config
        self.engines = Engines()
        self.failing = False  # is there a finding at or above the ``fail_on`` of its text?
        self._keep = keep
        self._today = date.today()
        self._settings: dict[str, Settings] = {}
        self._notes: dict[str, None] = {}
        self._books: dict[str, tuple[waivers.Book, Names]] = {}
        self._tally = Tally()
        self._known: dict[str, list[waivers.Known]] = {}  # by the path of the baseline

    def settings(self, path: str) -> Settings:
        """Return the settings of a text."""
        if path not in self._settings:
            self._settings[path] = self.config.settings(path)
        return self._settings[path]

    def engine(self, path: str) -> Engine:
        """The engine for a text."""
        return self.engines.of(self.settings(path))

    def articles(self, paths: Sequence[str], open: Callable[[str], Input] = files.open_input) -> Iterator[Article]:
        """The articles of all paths, in order, each read by its settings; their notes are kept. ``open``: where the
        bytes of a path come from."""
        for article in read_all(paths, lambda path: self.settings(path).reader, open):
            self.note(article.meta.get("notes", ()))
            yield article

    def reviewed(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Review]]:
        """Articles with their reviews, in order; not yet counted (:meth:`counting`)."""
        return together(self._one_by_one(articles), self.engine)

    def _one_by_one(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Review]]:
        for engine, group in itertools.groupby(articles, lambda article: self.engine(path_of(article))):
            one, two = itertools.tee(group)
            yield from zip(one, engine.reviews(two), strict=True)

    def reviews(self, paths: Sequence[str]) -> Iterator[Review]:
        """Reviews of all paths, counted."""
        return self.counting(review for _, review in self.reviewed(self.articles(paths)))

    def guided(self, paths: Sequence[str], guide: Guide) -> tuple[Engine, Article]:
        """The one article of some paths, and an engine that keeps what a person has settled about its beads. InputError
        where there is none or several."""
        where = ", ".join(paths)
        article = by_lines(paths) if guide.pre_split else one_article(self.articles(paths), where)
        return replace(self.engine(path_of(article)), guide=guide), article

    def counting(self, reviews: Iterable[Review]) -> Iterator[Review]:
        """The same reviews with the level at which they fail and their language; what is in them counts for the end of
        the run."""
        for review in reviews:
            settings = self.settings(review.path)
            self.note(review.meta.get("notes", ()))
            self.fail(settings, (finding.severity for finding in review.open_findings()))
            book, names = self._book(settings)
            self._tally.add(review, book, names)
            if self._keep:
                path = book.baseline_file or waivers.BASELINE_NAME
                self._known.setdefault(path, []).extend(waivers.baseline_of(review))
            same = (review.fail_on, review.lang) == (settings.fail_on, settings.lang)
            yield review if same else replace(review, fail_on=settings.fail_on, lang=settings.lang)

    def note(self, notes: Iterable[str]) -> None:
        """Keep notes for the user, each once."""
        self._notes.update(dict.fromkeys(notes))

    def fail(self, settings: Settings, severities: Iterable[str]) -> None:
        """Count severities of open findings of a text with these settings."""
        self.failing = self.failing or any(fails(severity, settings.fail_on) for severity in severities)

    def absorb(self, settings: Settings, tally: Tally) -> None:
        """Count in what another process has counted for a text with these settings."""
        self._book(settings)
        self._tally.merge(tally)

    def _book(self, settings: Settings) -> tuple[waivers.Book, Names]:
        key = repr((settings.waivers, settings.baseline, settings.rules))
        if key not in self._books:
            self._books[key] = self.engines.of(settings).book, Names(settings)
        return self._books[key]

    def problems(self) -> Iterator[str]:
        """Notes of the readers, then problems of waivers and baselines; each once, a line each."""
        found = dict(self._notes)
        for book, names in self._books.values():
            for problem in waivers.problems(book, self._tally.seen, self._tally.paths, self._today, names.unknown):
                found[f"{problem.where}: {problem.message}"] = None
        return iter({**found, **self._tally.inline})

    @property
    def exit_code(self) -> int:
        """1 where a finding fails the run, else 0."""
        return int(self.failing)

    def write_baseline(self) -> str:
        """Write all findings of the run, besides those of articles that were not part of it; returns what was written.

        Texts without a baseline share ``align-baseline.tsv`` in the current folder.
        """
        books = {book.baseline_file or waivers.BASELINE_NAME: book for book, _ in self._books.values()}
        written = []
        for path, book in books.items():
            kept = waivers.prune(book.baseline.values(), self._tally.seen, self._tally.paths)
            lines = {known.fingerprint: known for known in (*kept, *self._known.get(path, ()))}
            files.write_whole(path, [waivers.dump_baseline(lines.values()).encode("utf-8", "replace")])
            written.append(f"{path}: {counted(len(lines), 'finding')} known")
        return "; ".join(written)
