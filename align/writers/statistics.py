"""Statistics: how often each check or rule found something, most often first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from align.errors import one_line
from align.records import SEVERITIES, Review, Writer
from align.wording import words
from align.writers._words import SEVERITIES_SAID, counted


def write(reviews: Iterable[Review]) -> Iterator[bytes]:
    """A line a check and severity: count, severity, check; then all of them. Open findings only."""
    found: Counter[tuple[str, str]] = Counter()
    articles = 0
    t = words("en")
    for review in reviews:
        t = words(review.lang)
        articles += 1
        found.update((finding.severity, finding.check) for finding in review.open_findings())
    width = len(f"{max(found.values(), default=0):,}")
    order = sorted(found.items(), key=lambda item: (-item[1], SEVERITIES.index(item[0][0]), item[0][1]))
    for (severity, check), number in order:
        named = f"  {t.check(check)}" if t.lang != "en" else ""
        said = t(SEVERITIES_SAID[severity])
        yield f"{number:>{width},}  {said:<7}  {one_line(check + named)}\n".encode()
    total: Counter[str] = Counter()
    for (severity, _), number in found.items():
        total[severity] += number
    summary = counted(total, t, empty=True)
    yield (t("{n:,} article: {counts}|{n:,} articles: {counts}", n=articles, counts=summary) + "\n").encode()


WRITER = Writer("statistics", (), write, "How often each check found something, most often first.")
