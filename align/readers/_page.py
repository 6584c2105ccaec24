"""Lines of a text, and what a reader knows of them besides: the way from a page of any format to an article.

Nothing is assumed about strict alternation: lines are sorted by their running text; a run of lines of one language
and the run of the other that follows it form a *group* that the aligner keeps together, so a missing or doubled line
stays a local matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from align.errors import InputError
from align.readers._groups import Line as Told
from align.readers._groups import bilingual, in_rows
from align.readers._mixed import halves
from align.readers._sides import languages, one_language
from align.readers._wrapping import unwrap
from align.records import Article, Block, Document, Inline, Lang
from align.strings.tags import shortcodes
from align.strings.taken import Taken
from align.text.boilerplate import furniture_lines, trailing_credit
from align.text.column_heads import SOURCE, TARGET, is_named
from align.text.foreign import written_in
from align.text.normal import trimmed
from align.text.running import spoken, tongue
from align.text.scripts import language
from align.text.translated_labels import rendered

_REMEDY = "give a Chinese text, or a Chinese text and its translation"
Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Line:
    """A line that a reader lays out: its text without mark-up, and the mark-up with offsets in that line. ``cell``: row
    and column of the cell of a table that it stands in."""

    text: str
    inline: tuple[Inline, ...] = ()
    label: str = ""
    number: int = 0
    cell: tuple[int, int] | None = None


@dataclass(frozen=True)
class Page:
    """A text and the spans of its paragraphs, cells, items; its other lines are code or mark-up.

    ``reading``: as in :class:`~align.records.Document`. ``labels``: of spans by number. ``lines``: the number in the
    file of each line of ``text``. ``meta``: what goes on with the article, such as ``notes``.
    ``furniture``: there are lines on it that nobody translates; of two web pages the menus are text. ``wrapped``: lines
    may be parts of a paragraph that was broken at a fixed width; items of a list are not. ``cells``: row and column of
    the spans that are cells of a table, by their start.
    """

    text: str
    spans: Spans
    inline: tuple[Inline, ...] = ()
    reading: str = ""
    labels: Mapping[int, str] = field(default_factory=dict)
    lines: tuple[int, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)
    furniture: bool = True
    wrapped: bool = False
    cells: Mapping[int, tuple[int, int]] = field(default_factory=dict)


def laid(lines: Sequence[Line], meta: Mapping[str, Any] | None = None) -> Page:
    """A page of lines one below the other, empty ones left out."""
    kept = _without_heads([line for line in lines if line.text.strip()])
    at, spans, inline, labels = 0, [], [], {}
    for number, line in enumerate(kept):
        spans.append((at, at + len(line.text)))
        inline += [Inline(i.start + at, i.end + at, i.kind, i.text, i.value) for i in line.inline]
        if line.label:
            labels[number] = line.label
        at += len(line.text) + 1
    numbers = tuple(line.number for line in kept) if kept and all(line.number for line in kept) else ()
    text = "\n".join(line.text for line in kept)
    cells = {start: line.cell for (start, _), line in zip(spans, kept, strict=True) if line.cell}
    return Page(text, spans, tuple(inline), labels=labels, lines=numbers, meta=meta or {}, cells=cells)


def _without_heads(lines: Sequence[Line]) -> list[Line]:
    """The lines without the rows of tables that name the columns: 中文, English."""
    named = [{line.cell[0] for line in lines if line.cell and is_named(line.text, names)} for names in (SOURCE, TARGET)]
    return [line for line in lines if not line.cell or line.cell[0] not in named[0] & named[1]]


def article(page: Page, path: str, *, whole: bool = False) -> Article:
    """The article on a page. Furniture lines become blocks of kind "furniture" of the side they are in.

    ``whole``: the page is one side of a pair of files, whatever languages are on it; that side is the language of
    most of its running text. InputError where there is no text in it.
    """
    page = _with_shortcodes(page)
    document = Document(path, "zh", page.text, (), reading=page.reading, lines=page.lines, inline=page.inline)
    spans = [(a, b, page.labels.get(n, "")) for n, (a, b) in enumerate(page.spans)]
    lines = [(*trimmed(page.text, a, b), label) for a, b, label in spans]
    lines = [line for line in lines if line[0] < line[1]]
    if not lines:
        raise InputError(path, "no text in it", _REMEDY)
    lines = [part for line in lines for part in _without_credit(page.text, *line)]
    if not whole:
        lines = _told_apart(document, lines)
    said = [document.prose(a, b) for a, b, _ in lines]
    if not any(language(line) for line in said):
        found = f"{written_in(page.text)}neither Chinese nor English in it"
        raise InputError(path, found, "give a Chinese text and its English translation")
    kinds = furniture_lines(said) if page.furniture else {}
    spoke = [spoken(document, a, b) for a, b, _ in lines]
    if whole and len(kinds) == len(lines):  # of labels and buttons alone: they are what was translated
        kinds = {}
    rows = [page.cells.get(a, (-1, 0))[0] for a, _, _ in lines]
    langs = one_language(spoke) if whole else languages(spoke, [n in kinds for n in range(len(said))], rows)
    cells = [*zip(langs, said, rows, strict=True)]
    if not whole:
        kinds = _furniture(kinds, cells)
    groups = [None] * len(langs) if whole else in_rows(cells, kinds)
    parts = [(a, b) for a, b, _ in lines]
    numbers = unwrap(document.text, parts, [*langs], kinds) if page.wrapped else [[n] for n in range(len(lines))]
    return _article(document, lines, numbers, _LineKinds(langs, kinds, groups, page.cells), page.meta)


def _with_shortcodes(page: Page) -> Page:
    """The page with the shortcodes of WordPress as mark-up, less the lines that hold nothing else."""
    found = shortcodes(page.text)
    if not found:
        return page
    held = Taken(page.text, ((mark.start, mark.end) for mark in page.inline))
    own = [Inline(a, b, "tag", page.text[a:b]) for a, b in found if not held.meets(a, b)]
    inline = tuple(sorted((*page.inline, *own), key=lambda mark: mark.start))
    bare = Document("", "zh", page.text, (), inline=inline)
    kept = [n for n, (a, b) in enumerate(page.spans) if bare.prose(a, b).strip()]
    labels = {new: page.labels[old] for new, old in enumerate(kept) if old in page.labels}
    return replace(page, spans=[page.spans[n] for n in kept], inline=inline, labels=labels)


@dataclass(frozen=True)
class _LineKinds:
    """Of each line its language and group; of lines of the page why they are furniture; row and column of cells."""

    langs: Sequence[Lang]
    kinds: Mapping[int, str]
    groups: Sequence[int | None]
    cells: Mapping[int, tuple[int, int]]


def _article(
    document: Document,
    lines: Sequence[tuple[int, int, str]],
    paragraphs: Sequence[Sequence[int]],
    told: _LineKinds,
    meta: Mapping[str, Any],
) -> Article:
    sides: dict[Lang, list[Block]] = {"zh": [], "en": []}
    for numbers in paragraphs:
        first, last = numbers[0], numbers[-1]
        kind = told.kinds.get(first, "")
        label = kind or lines[first][2]
        start, end = lines[first][0], lines[last][1]
        cell = told.cells.get(start)
        facts = (("cell", f"{cell[0]} {cell[1]}"),) if cell else ()
        block = Block(start, end, "furniture" if kind else "text", label, told.groups[first], facts)
        sides[told.langs[first]].append(block)
    documents = [
        Document(
            document.path, lang, document.text, tuple(blocks), "file", document.reading, document.lines, document.inline
        )
        if any(b.kind == "text" for b in blocks)
        else None
        for lang, blocks in sides.items()
    ]
    if not any(documents):
        raise InputError(document.path, "only page furniture in it", "give the text of the article")
    return Article(documents[0], documents[1], meta=meta)


def _furniture(kinds: Mapping[int, str], cells: Sequence[Told]) -> dict[int, str]:
    """Furniture, less the lines that the other language has, too: 作者：张三 beside Author: Zhang San, and all that its
    translation follows in a text of alternate lines, or stands beside in a table."""
    langs, said, rows = zip(*cells, strict=True)
    sides = [[n for n, own in enumerate(langs) if own == lang] for lang in ("zh", "en")]
    found = rendered(*([said[n] for n in numbers] for numbers in sides))
    text = {numbers[n] for numbers, own in zip(sides, found, strict=True) for n in own} | _by_turns(langs)
    both = bilingual(cells)
    return {n: why for n, why in kinds.items() if n not in text and rows[n] not in both}


def _by_turns(langs: Sequence[Lang]) -> set[int]:
    """Numbers of the lines that stand by twos, one of each language, between others of the kind; none where fewer than
    half of all do."""
    out: set[int] = set()
    for n, (one, other) in enumerate(pairwise(langs)):
        apart = (n == 0 or langs[n - 1] == other) and (n + 2 == len(langs) or langs[n + 2] == one)
        if one == langs[0] != other and apart:
            out |= {n, n + 1}
    return out if 2 * len(out) >= len(langs) else set()


def _told_apart(document: Document, lines: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Paragraphs whose lines are in two languages as runs of lines of one; lines that hold both, as halves."""
    out: list[tuple[int, int, str]] = []
    for start, end, label in lines:
        parts = _line_runs(document, start, end) if "\n" in document.text[start:end] else [(start, end)]
        out += [(a, b, label) for a, b in parts]
    cuts = halves([document.text[a:b] for a, b, _ in out])
    if not cuts:
        return out
    return [
        (*trimmed(document.text, a + x, a + y), label)
        for n, (a, b, label) in enumerate(out)
        for x, y in cuts.get(n, [(0, b - a)])
    ]


def _line_runs(document: Document, start: int, end: int) -> list[tuple[int, int]]:
    """A paragraph as runs of lines of one language; as it is where it is in one."""
    spans, at = [], start
    for raw in document.text[start:end].split("\n"):
        if raw.strip():
            spans.append(trimmed(document.text, at, at + len(raw)))
        at += len(raw) + 1
    told = [tongue(spoken(document, a, b)) for a, b in spans]
    if not {"zh", "en"} <= set(told):
        return [(start, end)]
    out: list[tuple[int, int]] = []
    last: Lang | None = None
    for (a, b), lang in zip(spans, told, strict=True):
        if out and lang in (None, last):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
        last = lang or last
    return out


def _without_credit(text: str, start: int, end: int, label: str) -> list[tuple[int, int, str]]:
    """A line in two where an editor's credit is glued to its end."""
    credit = trailing_credit(text[start:end])
    if credit is None or not text[start : start + credit[0]].strip():
        return [(start, end, label)]
    return [(*trimmed(text, start, start + credit[0]), label), (*trimmed(text, start + credit[0], end), label)]
