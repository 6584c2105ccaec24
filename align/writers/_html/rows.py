"""The text: one row a pair, the two sides beside each other, findings marked in both."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

from align.records import SEVERITIES, Document, Passage, Span
from align.wording import Words
from align.writers._html.model import Item, Row, Sheet, document_of
from align.writers._html.text import attributes, esc, figure

LETTER = {"error": "e", "warning": "w", "note": "n"}
Marks = dict[tuple[int, int], list[tuple[Span, Item]]]


def text_table(sheet: Sheet) -> Iterator[str]:
    """All rows of a sheet."""
    sides = [name for name, there in zip(("source", "target"), sheet.sides, strict=True) if there]
    marks = {side: sheet.marks(side) for side in sides}
    first_of: set[str] = set()
    one = "" if len(sides) == 2 else " one"
    t = sheet.words
    label = t("Source and translation" if len(sides) == 2 else "Text")
    yield f'<div class="rows{one}" role="table" aria-label="{label}" aria-rowcount="{len(sheet.rows) + 1}">\n'
    yield _column_heads(sheet, sides)
    for row in sheet.rows:
        yield _row(sheet, row, sides, marks, first_of)
    yield "</div>\n"


def _column_heads(sheet: Sheet, sides: Sequence[str]) -> str:
    t = sheet.words
    names = {"zh": t("Chinese"), "en": t("English")}
    cells = []
    for side in sides:
        document = next(d for r in sheet.reviews if (d := document_of(r, side)))
        cells.append(f'<div role="columnheader">{names.get(document.lang, document.lang)}</div>')
    quality = any(row.score.quality is not None for row in sheet.rows)
    first = f'<span title="{t("quality of the pair, 0 to 1")}">{t("quality")}</span>' if quality else ""
    number = t("pair" if len(sides) == 2 else "no.")
    return f'<div class="heads" role="row"><div role="columnheader">{number} {first}</div>{"".join(cells)}</div>\n'


def _row(sheet: Sheet, row: Row, sides: Sequence[str], marks: dict[str, Marks], first_of: set[str]) -> str:
    worst = row.worst
    names = ["row"]
    names += [f"has-{LETTER[worst]}"] if worst else []
    names += ["furniture"] if row.pair.bead.furniture else []
    names += ["moved"] if row.pair.bead.moved else []
    cells = [_cell(row, side, sheet, marks[side], first_of) for side in sides]
    ident = f"p{sheet.index}-{row.number}"
    return (
        f'<div class="{" ".join(names)}" role="row" id="{ident}" data-row="{row.number}">'
        f'<div class="no" role="rowheader">{_gutter(row, ident, sheet.words)}</div>{"".join(cells)}</div>\n'
    )


def _gutter(row: Row, ident: str, t: Words) -> str:
    score, bead = row.score, row.pair.bead
    parts = [f'<a href="#{ident}" aria-label="{t("Pair {row}", row=row.number)}">{row.number}</a>']
    if score.quality is not None:
        step = max(0, min(10, round(score.quality * 10)))
        parts.append(f'<span class="q q{step}"{attributes(title=_scores(row, t))}>{figure(score.quality)}</span>')
    if bead.moved:
        title = t("Found away from its neighbours: a reordered passage")
        parts.append(f'<span class="tag" title="{title}">{t("moved")}</span>')
    elif bead.kind not in ("1-1", "1-0", "0-1", "0-0"):
        parts.append(f'<span class="tag" title="{t("Sentences on the two sides")}">{bead.kind}</span>')
    return "".join(parts)


def _scores(row: Row, t: Words) -> str:
    score = row.score
    known = [
        (t("quality"), score.quality),
        (t("similarity"), score.similarity),
        (t("source covered"), score.coverage_source),
        (t("translation covered"), score.coverage_target),
        (t("length z"), score.length_z),
        *score.reference.items(),
    ]
    return " · ".join(f"{name} {figure(value)}" for name, value in known if value is not None)


def _cell(row: Row, side: str, sheet: Sheet, marks: Marks, first_of: set[str]) -> str:
    sides, editable = sum(sheet.sides), sheet.single is not None
    document = document_of(row.review, side)
    passage: Passage = getattr(row.pair, side)
    lang = language(document)
    if document is None or not passage.text.strip():
        t = sheet.words
        hint = t("no translation" if side == "target" else "nothing in the source")
        body = "" if row.pair.bead.furniture or sides == 1 else f'<p class="void"{attributes(lang=t.lang)}>{hint}</p>'
        return f'<div class="cell {side} empty" role="cell" lang="{lang}">{body}</div>'
    paragraphs: dict[int, list[str]] = {}
    for number, run in enumerate(passage.runs):
        found = marks.get((row.number, number), ())
        block = bisect.bisect_right(document.blocks, run.start, key=lambda b: b.start)
        text = marked(document.text, run, found, first_of)
        paragraphs.setdefault(block, []).append(text)
    glue = " " if document.lang == "en" else ""  # lines of one paragraph
    body = "".join(f"<p>{glue.join(lines)}</p>" for lines in paragraphs.values())
    runs = " ".join(f"{run.start}-{run.end}" for run in passage.runs) if side == "target" and editable else ""
    return f'<div class="cell {side}" role="cell" lang="{lang}"{attributes(data_runs=runs)}>{body}</div>'


def marked(text: str, piece: Span, found: Sequence[tuple[Span, Item]], first_of: set[str]) -> str:
    """One piece of text with its marks. Where spans overlap or nest, the text is cut at every edge, and each part knows
    all findings that it belongs to; the worst gives the look. ``first_of`` collects findings that have their id."""
    if not found:
        return esc(text[piece.start : piece.end])
    edges = sorted({piece.start, piece.end, *(e for s, _ in found for e in (s.start, s.end))})
    out: list[str] = []
    for at, edge in enumerate(edges):
        out.extend(_mark("", [i], first_of, "point") for s, i in found if s.start == s.end == edge)
        if at + 1 == len(edges):
            break
        here = [i for s, i in found if s.start <= edge < s.end]
        part = text[edge : edges[at + 1]]
        out.append(_mark(part, here, first_of) if here else esc(part))
    return "".join(out)


def _mark(part: str, items: Sequence[Item], first_of: set[str], extra: str = "") -> str:
    worst = min(items, key=lambda i: SEVERITIES.index(i.finding.severity))
    decided = "" if any(i.decision.is_open for i in items) else "gone"
    names = " ".join(n for n in (LETTER[worst.finding.severity], "many" if len(items) > 1 else "", extra, decided) if n)
    fresh = [i for i in items if i.key not in first_of]
    first_of.update(i.key for i in fresh)
    if not fresh:
        return f'<mark class="{names}" data-f="{" ".join(i.key for i in items)}">{esc(part)}</mark>'
    anchors = "".join(f'<i id="m{i.key}"></i>' for i in fresh)
    described = " ".join(f"g{i.key}" for i in items)
    numbers = ",".join(str(i.order) for i in fresh)
    return (
        f'{anchors}<mark class="{names}" data-f="{" ".join(i.key for i in items)}" data-k="{numbers}" tabindex="0" '
        f'role="button" aria-describedby="{described}">{esc(part)}</mark>'
    )


def language(document: Document | None) -> str:
    """The lang attribute: Traditional Chinese has other glyphs than Simplified."""
    if document is None:
        return "en"
    if document.lang != "zh":
        return document.lang
    head = document.text[:4000]
    traditional, simplified = (sum(map(head.count, known)) for known in (_TRADITIONAL, _SIMPLIFIED))
    return "zh-Hant" if traditional > simplified else "zh-Hans"


# The most frequent characters that the two scripts write differently.
_SIMPLIFIED = "国这来为们说时会对发经开过还进动关业产东车长门问间给电气马书学实现应数"
_TRADITIONAL = "國這來為們說時會對發經開過還進動關業產東車長門問間給電氣馬書學實現應數"
