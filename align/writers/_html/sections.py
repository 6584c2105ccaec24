"""The parts around the text of a sheet: its heading with figures, the renderings of each term, further tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from align.records import SEVERITIES
from align.wording import Words
from align.writers._html.charts import quality_curve, scores_section
from align.writers._html.model import Sheet
from align.writers._html.rows import text_table
from align.writers._html.text import attributes, data, esc, figure, figures
from align.writers._words import noun

_NAMES_SAID = {"quality": "Quality", "penalty": "Penalty per 1,000 words", "similarity": "Similarity"}
_VERDICT_SAID = {
    "error": "{n:,} error must be settled before this is published.|"
    "{n:,} errors must be settled before this is published.",
    "warning": "No errors; {n:,} warning is worth a look before this is published.|"
    "No errors; {n:,} warnings are worth a look before this is published.",
}
_METRICS = {"bleu": "BLEU", "chrf": "chrF++", "ter": "TER"}
_DIGITS = {"quality": 2, "quality_low": 2, "quality_high": 2, "similarity": 2}


def section(sheet: Sheet, several: bool) -> Iterator[str]:
    """A sheet as an <article>."""
    named = attributes(data_hash=sheet.content_hash, data_whole=data(sheet.whole) if sheet.whole else "")
    yield f'<article class="sheet" id="s{sheet.index}" data-doc="{sheet.index}"{named}>\n'
    t = sheet.words
    scores = scores_section(sheet)
    yield _heading(sheet, several, bool(scores))
    yield from text_table(sheet)
    level = "h3" if several else "h2"
    behind = f": {sheet.path}" if several else ""
    for title, name, rows in _tables(sheet):
        body = _renderings(sheet, rows) if name == "renderings" else _plain(rows, t)
        yield f'<section class="panel" id="{name}-{sheet.index}" aria-label="{esc(title + behind)}">'
        yield f"<{level}>{esc(title)}</{level}>{body}</section>\n"
    if scores:
        yield f'<section class="panel" id="scores-{sheet.index}" aria-label="{esc(t("Scores") + behind)}">'
        yield f'<{level}>{t("Scores and alignment")}</{level}><div class="figures">{scores}</div></section>\n'
    yield "</article>\n"


def _heading(sheet: Sheet, several: bool, scored: bool) -> str:
    level = "h2" if several else "h1"
    paths = {d.path: None for r in sheet.reviews[:1] for d in r.alignment.documents}
    title = " <b>→</b> ".join(f"<span>{esc(p)}</span>" for p in paths) or "-"
    links = [(name, f"#{ident}-{sheet.index}") for name, ident, _ in _tables(sheet)]
    t = sheet.words
    links += [(t("Scores"), f"#scores-{sheet.index}")] if scored else []
    nav = "".join(f'<a href="{href}">{esc(name)}</a>' for name, href in links)
    strip = quality_curve(sheet.rows, t) if len(sheet.rows) > 11 else ""
    return (
        f'<header class="top"><div><{level} class="title">{title}</{level}>'
        f'<nav class="local" aria-label="{esc(t("Parts of {path}", path=sheet.path))}">{nav}</nav>'
        f"</div>{_figures(sheet)}</header>\n{_banner(sheet)}"
        + _verdict(sheet)
        + (f'<div class="strip plot" data-jump="{sheet.index}">{strip}</div>\n' if strip else "")
    )


def _verdict(sheet: Sheet) -> str:
    """Return what has to be done before publishing and with which pair to begin; '' where a side is missing."""
    if not all(sheet.sides):
        return ""
    worst = next((s for s in SEVERITIES[:2] if any(row.worst == s for row in sheet.rows)), None)
    if worst is None:
        return f'<p class="verdict">{sheet.words("Nothing was found that stands against publishing.")}</p>\n'
    first = next(row.number for row in sheet.rows if row.worst == worst)
    count = sum(i.decision.is_open and i.finding.severity == worst for i in sheet.items)
    text = sheet.words(_VERDICT_SAID[worst], n=count)
    begin = f'<a href="#p{sheet.index}-{first}">{sheet.words("Begin with pair {n}.", n=first)}</a>'
    return f'<p class="verdict {worst[0]}"><span class="said">{text}</span> {begin}</p>\n'


def _banner(sheet: Sheet) -> str:
    source, target = sheet.sides
    if source and target:
        return ""
    text = sheet.words(
        "No translation in this file. Shown: what is wrong with the source itself, before anyone translates it."
        if source
        else "No source text in this file: only the translation itself could be looked at."
    )
    return f'<p class="banner" role="note">{text}</p>\n'


def _figures(sheet: Sheet) -> str:
    t = sheet.words
    open_items = [i for i in sheet.items if i.decision.is_open]
    cells = [
        (noun(severity, count, t), str(count), severity[0])
        for severity in SEVERITIES
        for count in [sum(i.finding.severity == severity for i in open_items)]
    ]
    closed = len(sheet.items) - len(open_items)
    if closed:
        cells.append((t("waived or known"), str(closed), ""))
    if all(sheet.sides):
        both = [row for row in sheet.rows if row.pair.source.text and row.pair.target.text]  # as the terminal counts
        cells.append((t("pair|pairs", n=len(both)), f"{len(both):,}", ""))
    cells += _summary(sheet)
    return figures(cells)


def _summary(sheet: Sheet) -> list[tuple[str, str, str]]:
    if sheet.single is None:
        known = [r.score.quality for r in sheet.rows if r.score.quality is not None]
        return [(sheet.words("Mean quality"), figure(sum(known) / len(known)), "")] if known else []
    summary, t = sheet.single.scores.summary, sheet.words
    out = []
    for name, value in summary.items():
        if value is None or name in ("quality_low", "quality_high") or name.startswith("penalty/"):
            continue
        text = figure(value, _DIGITS.get(name, 1))
        low, high = summary.get("quality_low"), summary.get("quality_high")
        if name == "quality" and low is not None and high is not None:
            text += f" ({figure(low)}–{figure(high)})"
        label = t(_NAMES_SAID[name]) if name in _NAMES_SAID else _METRICS.get(name, name.replace("_", " "))
        out.append((f"{label}{_parts(summary, t)}" if name == "penalty" else label, text, ""))
    return out


def _parts(summary: Mapping[str, float | None], t: Words) -> str:
    """The parts of a penalty, the largest first."""
    parts = [(n.removeprefix("penalty/"), v) for n, v in summary.items() if n.startswith("penalty/") and v]
    shown = [f"{t.category(name)} {figure(value, 0)}" for name, value in sorted(parts, key=lambda p: -p[1])[:3]]
    return f": {', '.join(shown)}" if shown else ""


def _tables(sheet: Sheet) -> list[tuple[str, str, Sequence[Mapping[str, Any]]]]:
    if sheet.single is None:
        return []
    t = sheet.words
    titles = {"renderings": t("Renderings"), "terms": t("Terms")}
    return [
        (
            titles.get(name, name.replace("_", " ").capitalize()),
            name if name == "renderings" else f"table{number}",
            rows,
        )
        for number, (name, rows) in enumerate(sheet.single.tables.items())
        if rows
    ]


_STATUS = {"rejected": "e", "suspect": "w", "none": "w"}
_STATUS_SAID = {"rejected": "known mistranslation", "suspect": "not the expected one", "none": "not found"}


def _renderings(sheet: Sheet, rows: Sequence[Mapping[str, Any]]) -> str:
    """The renderings of each term: wrong or varying renderings first, each with the pairs where it is."""
    terms: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        terms.setdefault(str(row.get("term", "")), []).append(row)
    t = sheet.words
    out = []
    for term, found in sorted(terms.items(), key=lambda t: _rank(t[1])):
        several = ' class="several"' if _rank(found) < 2 else ""
        for number, row in enumerate(found):
            head = f'<th scope="rowgroup" rowspan="{len(found)}" lang="zh">{esc(term)}</th>' if not number else ""
            rendering = (
                f'<td lang="en">{esc(row["rendering"])}</td>' if row.get("rendering") else '<td class="void">–</td>'
            )
            status = str(row.get("status", ""))
            letter = _STATUS.get(status, "")
            said = f'<span class="sev">{t(_STATUS_SAID[status])}</span>' if letter else ""
            if said and row.get("expected"):
                said += f' {t("expected")} <span lang="en">{esc(_cell(row["expected"]))}</span>'
            out.append(
                f'<tr{several}>{head}{rendering}<td class="num">{esc(row.get("count", ""))}</td>'
                f'<td>{_places(sheet, row.get("beads", ()))}</td><td class="{letter}">{said}</td></tr>'
            )
    return (
        '<div class="scroll"><table class="renderings"><thead><tr>'
        f'<th scope="col">{t("Term")}</th><th scope="col">{t("Rendering")}</th><th scope="col" class="num">'
        f'{t("Count")}</th><th scope="col">{t("Pairs")}</th><th scope="col">{t("Status")}</th></tr></thead>'
        f"<tbody>{''.join(out)}</tbody></table></div>"
    )


def _rank(found: Sequence[Mapping[str, Any]]) -> int:
    """0 with a wrong rendering, 1 with several, 2 for the rest."""
    if any(r.get("status") in _STATUS for r in found):
        return 0
    return 1 if sum(bool(r.get("rendering")) for r in found) > 1 else 2


def _places(sheet: Sheet, beads: Sequence[int]) -> str:
    numbers = dict.fromkeys(n for n in beads if isinstance(n, int) and 0 <= n < len(sheet.rows))
    return " ".join(f'<a href="#p{sheet.index}-{n + 1}">{n + 1}</a>' for n in numbers)


_COLUMNS_SAID = {"term": "Term", "expected": "Rendering", "count": "Count", "beads": "Pairs"}


def _plain(rows: Sequence[Mapping[str, Any]], t: Words) -> str:
    """Render any other table: its keys become the columns."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    named = [t(_COLUMNS_SAID[c]) if c in _COLUMNS_SAID else c for c in columns]
    head = "".join(f'<th scope="col">{esc(name)}</th>' for name in named)
    body = "".join("<tr>" + "".join(f"<td>{esc(_cell(row.get(c)))}</td>" for c in columns) + "</tr>" for row in rows)
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(str(v) for v in value) if isinstance(value, (list, tuple)) else str(value)
