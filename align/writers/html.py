"""The report that a translator works in: one file, no network; docs/report.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from align.records import SEVERITIES, Review, Writer
from align.wording import Words, words
from align.writers._html import listing, page, sections
from align.writers._html.model import Sheet, sheets
from align.writers._html.text import esc, filled, words_of_script
from align.writers._words import noun


def write(reviews: Iterable[Review]) -> Iterator[bytes]:
    """One page over all reviews, held in memory as a whole: for thousands of articles there is the archive page."""
    found = tuple(sheets(reviews))
    for part in _parts(found):
        yield part.encode("utf-8", "replace")


def _parts(found: tuple[Sheet, ...]) -> Iterator[str]:
    several = len(found) > 1
    t = found[0].words if found else words("en")
    title = t("{n} articles", n=len(found)) if several else (found[0].path if found else t("nothing to show"))
    style, script = page.report_assets()
    yield page.head(f"{title} – align-qa", style, script, t.lang)
    yield f'<body class="report"{words_of_script(script, t)}>\n<a class="skip" href="#text">{t("To the text")}</a>'
    yield f'<a class="skip" href="#findings">{t("To the findings")}</a>\n'
    items = [item for sheet in found for item in sheet.items]
    counts = Counter(item.finding.severity for item in items)
    checks = Counter(item.finding.check for item in items)
    yield filled("bar.html", t)
    yield '<div class="desk"><main id="text" tabindex="-1">\n'
    yield _contents(found, t) if several else ""
    for sheet in found:
        yield from sections.section(sheet, several)
    yield "" if found else f'<h1 class="title">align-qa</h1><p class="banner">{t("There was nothing to check.")}</p>'
    yield _signature(found, t)
    yield (
        "</main>\n"
        + page.controls({s: counts[s] for s in SEVERITIES}, checks, t)
        + '<div class="list" id="list" role="list">\n'
    )
    for sheet in found:
        yield from listing.entries(sheet)
    yield f'</div><p class="none" id="none" hidden>{t("Nothing here.")}</p></aside></div>\n'
    yield filled("dialogs.html", t)
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _contents(found: tuple[Sheet, ...], t: Words) -> str:
    rows = []
    for sheet in found:
        counts = Counter(i.finding.severity for i in sheet.items if i.decision.is_open)
        cells = "".join(f'<td class="num {s[0]}">{counts[s] or ""}</td>' for s in SEVERITIES)
        rows.append(f'<tr><th scope="row"><a href="#s{sheet.index}">{esc(sheet.path)}</a></th>{cells}</tr>')
    heads = "".join(f'<th scope="col">{noun(s, 2, t)}</th>' for s in SEVERITIES)
    return (
        f'<nav class="contents" aria-label="{t("Articles")}"><h1 class="title">{t("{n} articles", n=len(found))}</h1>'
        f'<div class="scroll"><table><thead><tr><th scope="col">{t("Article")}</th>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
        "</div></nav>\n"
    )


def _signature(found: tuple[Sheet, ...], t: Words) -> str:
    if not found:
        return ""
    parts = (f"<span>{esc(k)} <code>{esc(v)}</code></span>" for k, v in found[0].reviews[0].signature.items())
    signatures = found[0].reviews[0].scores.signatures
    more = (f"<span>{esc(k)} <code>{esc(v)}</code></span>" for k, v in signatures.items())
    return f'<footer class="made">{t("Made by align-qa.")} {" ".join((*parts, *more))}</footer>\n'


WRITER = Writer("html", (".html", ".htm"), write, "The report to work in: one file for any browser, no network.")
