"""Markdown for a pull request or a chat: a table of articles, then the findings, the worst first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from align.records import SEVERITIES, Review, Writer
from align.wording import Words, spoken, words
from align.writers._located_findings import Flat, open_ones
from align.writers._words import SEVERITIES_SAID, counted

LISTED = 100  # findings in the text; a comment on GitHub holds 65,536 characters
_SIGN = {"error": "❌", "warning": "⚠️", "note": "ℹ️"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~$^-])")
_LIVE = re.compile(r"@(?=\w)|(?<=\w):(?=//)|(?<=www)\.")  # mentions and bare addresses, which no backslash stops


def write(reviews: Iterable[Review]) -> Iterator[bytes]:
    """One page over all reviews: figures, then at most 100 open findings; the rest is counted."""
    rows: list[str] = []
    found: list[Flat] = []
    total: Counter[str] = Counter()
    waived, t = 0, words("en")
    for review in spoken(reviews):
        t = words(review.lang)
        here = list(open_ones(review))
        counts = Counter(f.finding.severity for f in here)
        waived += len(review.findings) - len(here)
        total.update(counts)
        quality = review.scores.summary.get("quality")
        cells = [
            _text(review.path),
            *(str(counts[s]) for s in SEVERITIES),
            "–" if quality is None else f"{quality:.2f}",
        ]
        rows.append(f"| {' | '.join(cells)} |\n")
        found += here
        if len(found) > 20 * LISTED:
            found = _worst(found)
    yield from (part.encode("utf-8", "replace") for part in _page(rows, _worst(found), (total, waived), t))


def _worst(found: Sequence[Flat]) -> list[Flat]:
    return sorted(found, key=lambda f: SEVERITIES.index(f.finding.severity))[:LISTED]


def _page(rows: Sequence[str], found: Sequence[Flat], counts: tuple[Counter[str], int], t: Words) -> Iterator[str]:
    total, waived = counts
    yield f"### {t('Translation check: {counts}', counts=counted(total, t))}\n\n"
    if waived:
        yield t("{n} more is waived or known.|{n} more are waived or known.", n=waived) + "\n\n"
    if rows:
        names = (t("article"), t("errors"), t("warnings"), t("notes"), t("quality"))
        yield f"| {' | '.join(names)} |\n|---|---:|---:|---:|---:|\n"
        yield from rows[:LISTED]
        if len(rows) > LISTED:
            yield "\n" + t("and {n} more articles.", n=len(rows) - LISTED) + "\n"
    if found:
        yield f"\n| | {t('where')} | {t('what')} | {t('words')} | {t('suggested')} |\n|---|---|---|---|---|\n"
        yield from (_row(one, t) for one in found)
    left = sum(total.values()) - len(found)
    if left > 0:
        yield "\n" + t("and {n} more findings: the HTML report has all.", n=left) + "\n"


def _row(found: Flat, t: Words) -> str:
    finding = found.finding
    path = f"{found.path}:{found.place.line}" if found.place else found.path
    where = " ".join(part for part in (path, found.segment) if part)
    cells = (
        f"{_SIGN[finding.severity]} {t(SEVERITIES_SAID[finding.severity])}",
        _text(where),
        f"{_text(finding.message)} <sub>{_text(t.check(finding.check))}</sub>",
        " → ".join(f"**{_text(spot.words)}**" for spot in reversed(found.spots)),
        t(" or ").join(_text(s) for s in finding.suggestions[:3]),
    )
    return f"| {' | '.join(cells)} |\n"


def _text(text: str) -> str:
    """Words of an article as words: no markup, no link, nobody called by name."""
    flat_text = " ".join(text.replace("&", "&amp;").split())
    escaped = _SPECIAL.sub(r"\\\1", flat_text)
    return _LIVE.sub(lambda m: f"{m[0]}<!-- -->" if m[0] == "@" else f"<!-- -->{m[0]}", escaped)


WRITER = Writer("markdown", (".md",), write, "For a pull request: figures, then the worst findings in a table.")
