"""A page on which a person corrects the beads of an article: merge, split, move, by mouse and keyboard, and export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from align.records import Bead, Document, Review, Sentence, Writer
from align.writers._html import page
from align.writers._html.text import asset, esc, figure

_KEYS = (
    ("↑ ↓ ← →", "walk through the sentences"),
    ("u", "sentence to the row above"),
    ("d", "sentence to the row below"),
    ("m", "join the row with the next"),
    ("s", "new row from this sentence on"),
    ("x", "take the sentence out"),
    ("v", "put it in here"),
    ("z", "undo"),
    ("e", "export"),
)


def write(reviews: Iterable[Review]) -> Iterator[bytes]:
    """One page an article would need one file of beads each: the page holds the first article with two sides, and
    says where others were left out."""
    found = [review for review in reviews if review.alignment.source and review.alignment.target]
    for part in _parts(found):
        yield part.encode("utf-8", "replace")


def _parts(found: Sequence[Review]) -> Iterator[str]:
    style, script = asset("base.css", "beads.css"), asset("beads.js")
    title = found[0].path if found else "nothing to show"
    yield page.head(f"{title} – beads – align-qa", style, script)
    keys = "".join(f"<li><kbd>{esc(key)}</kbd> {esc(what)}</li>" for key, what in _KEYS)
    yield (
        '<body class="beads">\n<header><h1>' + esc(title) + '</h1><button type="button" id="undo">Undo</button>'
        '<button type="button" id="copy">Copy beads</button><button type="button" id="export">Export beads</button>'
        '<p id="say" role="status">Every sentence stands in one row.</p>'
        f'<ul class="keys">{keys}</ul></header>\n<main>\n'
    )
    if len(found) > 1:
        yield f'<p class="banner">This page holds the first of {len(found)} articles: make one page for each.</p>'
    if not found:
        yield '<p class="banner">There is no text with a translation.</p>'
    else:
        yield from _table(found[0])
    yield f"</main>\n<script>{script}</script>\n</body>\n</html>\n"


def _table(review: Review) -> Iterator[str]:
    alignment = review.alignment
    yield '<div id="rows" role="list" aria-label="Beads">\n'
    for number, bead in enumerate(alignment.beads, 1):
        yield _row(number, bead)
        yield _cell("source", alignment.source, alignment.source_sentences, bead.source)
        yield _cell("target", alignment.target, alignment.target_sentences, bead.target)
        yield "</div>\n"
    yield "</div>\n"


def _row(number: int, bead: Bead) -> str:
    moved = ' data-moved="1"' if bead.moved else ""
    return (
        f'<div class="row" role="listitem"{moved}><div class="head"><b>{number}</b> <i>{bead.kind}</i> '
        f"<span>{figure(bead.similarity)}</span>"
        '<button type="button" data-do="m" title="Join with the next row (m)">join ↓</button></div>'
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
