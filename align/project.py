"""What all resource files of a run together show: one label with several translations, one text for several labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from align import waivers
from align.checks import several_sources, several_targets
from align.pipeline import Engine
from align.records import Article, Finding, Review
from align.strings.resource import holds_entries

Reviewed = tuple[Article, Review]
MOST = 1_000  # resource files of a run that are held until the last one is read


def together(reviewed: Iterable[Reviewed], engine: Callable[[str], Engine]) -> Iterator[Reviewed]:
    """The same articles and reviews, in order; those of resource files with what the others show of their labels.

    From the first resource file on reviews are held until the end of the run. ``engine``: of the path of a text.
    """
    held: list[Reviewed] = []
    for article, review in reviewed:
        entries = article.id is None and holds_entries(review.alignment.source)
        if held or entries:
            held.append((article, review))
        else:
            yield article, review
        if len(held) == MOST:
            yield from _judged(held, engine)
            held = []
    yield from _judged(held, engine)


def _judged(held: list[Reviewed], engine: Callable[[str], Engine]) -> Iterator[Reviewed]:
    files = [(n, r.alignment) for n, (a, r) in enumerate(held) if a.id is None and holds_entries(r.alignment.source)]
    more: dict[int, list[Finding]] = {}
    if len(files) > 1:
        for check in (several_targets, several_sources):
            for number, finding in check.judged(files):
                own = engine(held[number][1].path)
                wanted = own.settings.wants(finding.check) and finding.check not in own.settings.disable
                if wanted and not _told(held[number][1], finding):
                    more.setdefault(number, []).append(finding)
    for number, (article, review) in enumerate(held):
        yield article, _with(review, more[number], engine(review.path)) if number in more else review


def _told(review: Review, finding: Finding) -> bool:
    """Return whether the file shows by itself what is wrong with this entry."""
    return any(f.bead == finding.bead and f.category == finding.category for f in review.findings)


def _with(review: Review, found: list[Finding], engine: Engine) -> Review:
    """The review with more findings, in order of place, decided upon as the others are."""
    order = sorted((*review.findings, *found), key=lambda f: -1 if f.bead is None else f.bead)
    return waivers.decide(replace(review, findings=tuple(order), decisions=()), engine.book, engine.today)
