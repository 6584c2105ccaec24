"""A page on which a person corrects the beads of an article: merge, split, move, by mouse and keyboard, and export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from align.records import Bead, Document, Review, Sentence, Writer
from align.wording import Words, words
from align.writers._html import page
from align.writers._html.text import asset, esc, figure, words_of_script

_KEYS = ("↑ ↓ ← →", "u", "d", "m", "s", "x", "v", "z", "e")
_KEYS_SAID = (
    "walk through the sentences", "sentence to the row above", "sentence to the row below",
    "join the row with the next", "new row from this sentence on", "take the sentence out", "put it in here", "undo",
    "export",
)  # fmt: skip


def write(reviews: Iterable[Review]) -> Iterator[bytes]:
    """One page an article would need one file of beads each: the page holds the first article with two sides, and
    a note lists those left out."""
    found = [review for review in reviews if review.alignment.source and review.alignment.target]
    for part in _parts(found):
        yield part.encode("utf-8", "replace")


def _parts(found: Sequence[Review]) -> Iterator[str]:
    t = words(found[0].lang if found else "en")
    style, script = asset("base.css", "beads.css"), asset("words.js", "beads.js")
    title = found[0].path if found else t("nothing to show")
    yield page.head(f"{title} – {t('beads')} – align-qa", style, script, t.lang)
    keys = "".join(f"<li><kbd>{key}</kbd> {t(what)}</li>" for key, what in zip(_KEYS, _KEYS_SAID, strict=True))
    yield (
        f'<body class="beads"{words_of_script(script, t)}>\n<header><h1>{esc(title)}</h1>'
        f'<button type="button" id="undo">{t("Undo")}</button>'
        f'<button type="button" id="copy">{t("Copy beads")}</button>'
        f'<button type="button" id="export">{t("Export beads")}</button>'
        f'<p id="say" role="status">{t("Every sentence stands in one row.")}</p>'
        f'<ul class="keys">{keys}</ul></header>\n<main>\n'
    )
    if len(found) > 1:
        said = t("This page holds the first of {n} articles: make one page for each.", n=len(found))
        yield f'<p class="banner">{said}</p>'
    if not found:
        yield f'<p class="banner">{t("There is no text with a translation.")}</p>'
    else:
        yield from _table(found[0], t)
    yield f"</main>\n<script>{script}</script>\n</body>\n</html>\n"


def _table(review: Review, t: Words) -> Iterator[str]:
    alignment = review.alignment
    yield f'<div id="rows" role="list" aria-label="{t("Beads")}">\n'
    for number, bead in enumerate(alignment.beads, 1):
        yield _row(number, bead, t)
        yield _cell("source", alignment.source, alignment.source_sentences, bead.source)
        yield _cell("target", alignment.target, alignment.target_sentences, bead.target)
        yield "</div>\n"
    yield "</div>\n"


def _row(number: int, bead: Bead, t: Words) -> str:
    moved = ' data-moved="1"' if bead.moved else ""
    return (
        f'<div class="row" role="listitem"{moved}><div class="head"><b>{number}</b> <i>{bead.kind}</i> '
        f"<span>{figure(bead.similarity)}</span>"
        f'<button type="button" data-do="m" title="{t("Join with the next row (m)")}">{t("join ↓")}</button></div>'
    )


def _cell(side: str, document: Document | None, sentences: Sequence[Sentence], span: tuple[int, int]) -> str:
    lang = document.lang if document else "zh"
    text = document.text if document else ""
    inner = "".join(
        f'<p tabindex="-1" data-n="{n}">{esc(" ".join(text[s.start : s.end].split())) or "·"}</p>'
        for n, s in enumerate(sentences[span[0] : span[1]], span[0])
    )
    return f'<div class="cell" data-side="{side}" lang="{lang}">{inner}</div>'


WRITER = Writer(
    "page", (".beads.html",), write, "A page to correct the beads: join, split and move, then 'align check --beads'."
)
