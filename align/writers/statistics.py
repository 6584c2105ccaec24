"""Statistics: how often each check or rule found something, most often first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from align.errors import one_line
from align.records import SEVERITIES, Review, Writer


def write(reviews: Iterable[Review]) -> Iterator[bytes]:
    """A line a check and severity: count, severity, check; then all of them. Open findings only."""
    found: Counter[tuple[str, str]] = Counter()
    articles = 0
    for review in reviews:
        articles += 1
        found.update((finding.severity, finding.check) for finding in review.open_findings())
    width = len(f"{max(found.values(), default=0):,}")
    order = sorted(found.items(), key=lambda item: (-item[1], SEVERITIES.index(item[0][0]), item[0][1]))
    for (severity, check), number in order:
        yield f"{number:>{width},}  {severity:<7}  {one_line(check)}\n".encode()
    total = Counter(dict.fromkeys(SEVERITIES, 0))
    for (severity, _), number in found.items():
        total[severity] += number  # type: ignore[index]
    sums = ", ".join(f"{total[s]:,} {s}{'' if total[s] == 1 else 's'}" for s in SEVERITIES)
    yield f"{articles:,} article{'' if articles == 1 else 's'}: {sums}\n".encode()


WRITER = Writer("statistics", (), write, "How often each check found something, most often first.")
