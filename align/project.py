"""Findings that all resource files of a run show together: one label with several translations, one text for several
labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from align import waivers
from align.checks import several_sources, several_targets
from align.pipeline import Engine
from align.records import Alignment, Article, Finding, Review
from align.strings.resource import Entry, EntryFinding, entries, fitted, holds_entries

Reviewed = tuple[Article, Review]
Shown = tuple[str, EntryFinding]  # the check and its message
MOST = 1_000  # resource files of a run that are held until the last one is read
_CHECKS = {check.CHECK.id: check for check in (several_targets, several_sources)}


def together(reviewed: Iterable[Reviewed], engine: Callable[[str], Engine]) -> Iterator[Reviewed]:
    """The same articles and reviews, in order; those of resource files with what the others show of their labels.

    From the first resource file on reviews are held until the end of the run. ``engine``: of the path of a text.
    """
    held: list[Reviewed] = []
    for article, review in reviewed:
        if held or (article.id is None and holds_entries(review.alignment.source)):
            held.append((article, review))
        else:
            yield article, review
        if len(held) == MOST:
            yield from _judged(held, engine)
            held = []
    yield from _judged(held, engine)


def _judged(held: list[Reviewed], engine: Callable[[str], Engine]) -> Iterator[Reviewed]:
    several = sum(a.id is None for a, _ in held) > 1
    more = shown([compared(r.alignment, n) if a.id is None and several else [] for n, (a, r) in enumerate(held)])
    for number, (article, review) in enumerate(held):
        yield article, with_more(review, more[number], engine(review.path)) if number in more else review


def compared(alignment: Alignment, file: int = 0) -> list[Entry]:
    """The entries of a file that are compared with those of others."""
    return fitted(alignment, entries(alignment, file))


def shown(files: Sequence[Sequence[Entry]]) -> dict[int, list[Shown]]:
    """Find what the entries of several files show together, by the number of the file; nothing where one has
    entries."""
    out: dict[int, list[Shown]] = {}
    if sum(map(bool, files)) > 1:
        for name, check in _CHECKS.items():
            for told in check.judged(chain.from_iterable(files)):
                out.setdefault(told.entry.file, []).append((name, told))
    return out


def with_more(review: Review, more: Sequence[Shown], engine: Engine) -> Review:
    """The review with what other files show, in order of place, decided upon as the other findings are; without what
    its file shows by itself, and checks that are off."""
    settings = engine.settings
    pairs = {pair.number: pair for pair in review.alignment.pairs()}
    found = [told.about(pairs[told.entry.number], _CHECKS[name].CHECK) for name, told in more if settings.wants(name)]
    new = [f for f in found if f.check not in settings.disable and not _told(review, f)]
    if not new:
        return review
    order = sorted((*review.findings, *new), key=lambda f: -1 if f.bead is None else f.bead)
    return waivers.decide(replace(review, findings=tuple(order), decisions=()), engine.book, engine.today)


def _told(review: Review, finding: Finding) -> bool:
    """Return whether the file shows by itself what is wrong with this entry."""
    return any(f.bead == finding.bead and f.category == finding.category for f in review.findings)
