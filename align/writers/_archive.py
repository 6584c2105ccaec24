"""The archive page: one page over many articles, the worst first, with trends and what goes wrong most often.

Input are the rows of a batch (``summary.jsonl``): ``path``, ``pairs``, ``quality`` (mean, or None), and counts of open
findings by ``severity``, ``check``, ``category`` and ``term``; ``result`` or ``report`` is a link relative to the page.
Rows are read once and kept as small tuples, so an archive of a hundred thousand articles is no burden.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from align.records import SEVERITIES
from align.wording import Words, words
from align.writers._html import page
from align.writers._html.charts import distribution, trend
from align.writers._html.text import esc, figure, figures, filled, words_of_script
from align.writers._words import noun

_MORE_SAID = "The worst {listed:,} of {all:,} articles; all of them are in summary.jsonl."
LISTED = 2000  # articles in the table; a browser stays quick with as many
_TOP = 15  # checks, categories, terms
_WEIGHT = {"error": 5, "warning": 1, "note": 0}  # MQM: a major error weighs five minor ones (Lommel et al. 2014)
_BUCKETS = 40  # bars of a trend
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/.]?(0[1-9]|1[0-2])(?:[-_/.]?(0[1-9]|[12]\d|3[01]))?(?!\d)")


@dataclass(frozen=True, slots=True)
class Line:
    """An article in the table. ``penalty``: weighted open findings per 100 pairs."""

    path: str
    link: str
    date: str
    pairs: int
    quality: float | None
    counts: tuple[int, int, int]

    @property
    def penalty(self) -> float | None:
        """5 an error, 1 a warning, per 100 pairs; None for a text without a translation."""
        return 100 * self.weight / self.pairs if self.pairs else None

    @property
    def weight(self) -> int:
        """5 an error, 1 a warning."""
        return sum(_WEIGHT[s] * n for s, n in zip(SEVERITIES, self.counts, strict=True))

    @property
    def badness(self) -> float:
        """The figure by which the list is sorted: the penalty, and for a text without pairs that of one with 50."""
        return 100 * self.weight / (self.pairs or 50)


@dataclass
class Archive:
    """Everything the page needs, added up from the rows."""

    lines: list[Line] = field(default_factory=list)
    counts: dict[str, Counter[str]] = field(
        default_factory=lambda: {k: Counter() for k in ("check", "category", "term")}
    )
    spread: dict[str, Counter[str]] = field(
        default_factory=lambda: {k: Counter() for k in ("check", "category", "term")}
    )

    def add(self, row: Mapping[str, Any]) -> None:
        """Count a row in."""
        path = str(row.get("path", "-"))
        severity: Mapping[str, int] = row.get("severity", {})
        counts = tuple(int(severity.get(s, 0)) for s in SEVERITIES)
        link = str(row.get("report") or row.get("result") or "")
        match = _DATE.search(path)
        date = "-".join(part for part in match.groups() if part) if match else ""
        quality = row.get("quality")
        self.lines.append(Line(path, link, date, int(row.get("pairs", 0)), quality, (counts[0], counts[1], counts[2])))
        for name, counter in self.counts.items():
            found: Mapping[str, int] = row.get(name, {})
            counter.update(found)
            self.spread[name].update(found.keys())


def archive(rows: Iterable[Mapping[str, Any]], title: str = "", lang: str = "en") -> Iterator[bytes]:
    """The page, in UTF-8, in English or Chinese. The same rows in the same order give the same bytes."""
    whole = Archive()
    for row in rows:
        whole.add(row)
    for part in _page(whole, title, words(lang)):
        yield part.encode("utf-8", "replace")


def _page(whole: Archive, title: str, t: Words) -> Iterator[str]:
    style, script = page.archive_assets()
    title = title or t("Archive")
    yield page.head(f"{title} – align-qa", style, script, t.lang)
    yield f'<body class="archive"{words_of_script(script, t)}>\n'
    yield f'<a class="skip" href="#articles">{t("To the articles")}</a>\n'
    yield filled("archive_bar.html", t)
    yield f'<main>\n<header class="top"><h1 class="title">{esc(title)}</h1>{_figures(whole, t)}</header>\n'
    yield '<div class="panels">'
    yield _trend(whole.lines, t)
    qualities = [line.quality for line in whole.lines if line.quality is not None]
    if len(qualities) > 1:
        yield (
            f'<section class="panel"><h2>{t("Quality of the articles")}</h2><div class="plot">'
            f'{distribution(qualities, t)}</div><p class="axis"><span>0</span><span>0.5</span><span>1</span></p>'
            "</section>\n"
        )
    for name, heading in zip(("category", "check", "term"), _TOPS_SAID, strict=True):
        yield _top(name, t(heading), whole.counts[name], whole.spread[name], t)
    yield "</div>\n"
    yield from _articles(whole.lines, t)
    yield f"</main>\n<script>{script}</script>\n</body>\n</html>\n"


def _figures(whole: Archive, t: Words) -> str:
    lines = whole.lines
    sums = [sum(line.counts[i] for line in lines) for i in range(3)]
    clean = sum(not line.counts[0] and not line.counts[1] for line in lines)
    weighted = [(line.quality, line.pairs) for line in lines if line.quality is not None]
    pairs = sum(p for _, p in weighted)
    cells = [(t("articles"), f"{len(lines):,}", ""), (t("pairs"), f"{sum(line.pairs for line in lines):,}", "")]
    cells += [(noun(s, 2, t), f"{n:,}", s[0]) for s, n in zip(SEVERITIES, sums, strict=True)]
    cells.append((t("without error or warning"), f"{clean:,}", ""))
    if pairs:
        cells.append((t("mean quality"), figure(sum(q * p for q, p in weighted) / pairs), ""))
    return figures(cells)


def _trend(lines: Sequence[Line], t: Words) -> str:
    """Findings per 100 pairs and mean quality, by month or day where most paths carry a date, else along the list."""
    buckets = _buckets(lines)
    if len(buckets) < 2:
        return ""
    names, values = [name for name, _ in buckets], [_rates(group) for _, group in buckets]
    rows = "".join(
        f'<tr><th scope="row">{esc(name)}</th><td class="num">{len(group):,}</td><td class="num">{e:.1f}</td>'
        f'<td class="num">{w:.1f}</td><td class="num">{figure(q)}</td></tr>'
        for (name, group), (e, w, q) in zip(buckets, values, strict=True)
    )
    axis = f'<p class="axis"><span>{esc(names[0])}</span><span>{esc(names[-1])}</span></p>'
    rates = [(e, w) for e, w, _ in values]
    top = max(e + w for e, w in rates)
    means = [q for _, _, q in values]
    parts = [
        f'<section class="panel wide"><h2>{t("Trend")}</h2><div class="two"><figure><figcaption>'
        f"{t('Findings per 100 pairs')} <small>{t('errors below, warnings above; highest {top:.1f}', top=top)}</small>"
        f'</figcaption><div class="plot">'
        f"{trend(rates, ('error', 'warning'), max(top, 1e-9), t)}</div>{axis}</figure>"
    ]
    if any(q is not None for q in means):
        parts.append(
            f'<figure><figcaption>{t("Mean quality")} <small>{t("0 to 1")}</small></figcaption><div class="plot">'
            f"{trend([(q or 0.0,) for q in means], ('clean',), 1.0, t)}</div>{axis}</figure>"
        )
    parts.append(
        f'</div><details><summary>{t("As a table")}</summary><div class="scroll"><table><thead><tr><td></td>'
        f'<th scope="col" class="num">{t("Articles")}</th><th scope="col" class="num">{t("Errors per 100 pairs")}</th>'
        f'<th scope="col" class="num">{t("Warnings per 100 pairs")}</th><th scope="col" class="num">{t("Quality")}</th>'
        "</tr></thead>"
        f"<tbody>{rows}</tbody></table></div></details></section>\n"
    )
    return "".join(parts)


def _rates(group: Sequence[Line]) -> tuple[float, float, float | None]:
    group = [line for line in group if line.pairs]
    pairs = max(sum(line.pairs for line in group), 1)
    known = [(line.quality, max(line.pairs, 1)) for line in group if line.quality is not None]
    quality = sum(q * p for q, p in known) / sum(p for _, p in known) if known else None
    return 100 * sum(x.counts[0] for x in group) / pairs, 100 * sum(x.counts[1] for x in group) / pairs, quality


def _buckets(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    dated = [line for line in lines if line.date]
    if 2 * len(dated) > len(lines):
        for length in (10, 7, 4):  # by day, by month, by year: the finest that fits
            groups: dict[str, list[Line]] = {}
            for line in dated:
                groups.setdefault(line.date[:length], []).append(line)
            if len(groups) <= _BUCKETS and all(len(name) == length for name in groups):
                return sorted(groups.items())
    if len(lines) < 10:
        return []
    size = -(-len(lines) // _BUCKETS)
    starts = range(0, len(lines), size)
    return [(f"{at + 1}–{min(at + size, len(lines))}", list(lines[at : at + size])) for at in starts]


def _top(kind: str, heading: str, counts: Counter[str], spread: Counter[str], t: Words) -> str:
    ordered = sorted(((n, name) for name, n in counts.items() if n), key=lambda c: (-c[0], c[1]))
    if not ordered:
        return ""
    most = ordered[0][0]
    named = {"check": t.check, "category": t.category}.get(kind, str)
    rows = "".join(
        f'<tr><th scope="row">{esc(named(name))}</th><td class="bar">'
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{100 * n / most:.1f}" height="10"/></svg></td>'
        f'<td class="num">{n:,}</td><td class="num">{spread[name]:,}</td></tr>'
        for n, name in ordered[:_TOP]
    )
    rest = f'<p class="rest">{t("and {n:,} more", n=len(ordered) - _TOP)}</p>' if len(ordered) > _TOP else ""
    return (
        f'<section class="panel"><h2>{esc(heading)}</h2><table class="freq"><thead><tr><td></td><td></td>'
        f'<th scope="col" class="num">{t("Findings")}</th><th scope="col" class="num">{t("Articles")}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>{rest}</section>\n"
    )


_TOPS_SAID = ("By kind", "Most frequent findings", "Terms that go wrong")
_COLUMNS_SAID = ("Article", "Pairs", "Quality", "Errors", "Warnings", "Notes", "Per 100 pairs")


def _articles(lines: Sequence[Line], t: Words) -> Iterator[str]:
    worst = sorted(lines, key=lambda x: (-x.badness, -x.counts[0], 1.0 if x.quality is None else x.quality, x.path))
    heads = "".join(
        f'<th scope="col"{" class=num" if i else ""}{" aria-sort=descending" if i == 6 else ""}>'
        f'<button type="button">{t(name)}</button></th>'
        for i, name in enumerate(_COLUMNS_SAID)
    )
    yield (
        f'<section class="panel wide" id="articles" tabindex="-1"><h2>{t("Articles, the worst first")}</h2>'
        '<p class="rest" id="shown" role="status"></p>'
        f'<div class="scroll"><table class="all"><thead><tr>{heads}</tr></thead><tbody>\n'
    )
    for line in worst[:LISTED]:
        yield _article(line)
    yield "</tbody></table></div>\n"
    if len(worst) > LISTED:
        yield f'<p class="rest">{t(_MORE_SAID, listed=LISTED, all=len(worst))}</p>'
    yield "</section>\n"


def _article(line: Line) -> str:
    name = esc(line.path)
    if line.link:
        name = f'<a href="{esc(quote(line.link, errors="replace"))}">{name}</a>'
    cells = "".join(
        f'<td class="num {s[0] if n else "zero"}">{n:,}</td>' for s, n in zip(SEVERITIES, line.counts, strict=True)
    )
    return (
        f'<tr><th scope="row">{name}</th><td class="num">{line.pairs:,}</td><td class="num">{figure(line.quality)}</td>'
        f'{cells}<td class="num">{figure(line.penalty, 1)}</td></tr>\n'
    )
