"""Word documents: paragraphs, tables, notes, text boxes, headers, with tracked insertions and without deletions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from align.errors import InputError
from align.readers import _page
from align.readers._columns import rows
from align.readers._office import Archive, detector
from align.readers._page import Line
from align.readers._paired import Row, article
from align.records import Article, Inline, Input, Reader
from align.xml_stream import attribute, local, outermost

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SHAPE = "a Word document with a two-column table, alternating paragraphs, or one language"
_GONE = frozenset(("del", "moveFrom", "instrText", "delText", "Fallback", "fldData", "pPr", "rPrChange", "pict"))
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_AROUND = re.compile(r"word/(?:header|footer)\d*\.xml")
_LEFT = "line of headers or footers"
_WORD = re.compile(r"[^\W\d_]{2}")
_MAX_DEEP = 30  # tables within tables
_MAX_CELLS = 500_000
Table = list[list[str]]


@dataclass
class _Body:
    """The content of a document, in order: lines, and tables with the number of lines before them."""

    path: str
    lines: list[Line] = field(default_factory=list)
    tables: list[tuple[int, Table]] = field(default_factory=list)
    cells: int = 0
    skipped: list[str] = field(default_factory=list)


def read(source: Input) -> Iterator[Article]:
    """One article of the two-language tables where there are some, and one of everything else, a line a paragraph."""
    archive = Archive(source.data(), source.path, "Word document")
    if "word/document.xml" not in archive.names:
        raise InputError(source.path, "no Word document: word/document.xml is missing in it", "save it again as .docx")
    body = _Body(source.path)
    names = ["word/document.xml", *(name for name in _NOTES if name in archive.names)]
    for name in names:
        _walk(archive.tree(name), body)
    around = _around(archive)
    if source.whole:  # in a document of two languages nobody can say what belongs to what
        body.lines += around
    paired = (
        []
        if source.whole
        else [(n, found) for n, (_, table) in enumerate(body.tables) if (found := _bilingual(table, body.path))]
    )
    taken = {number for number, _ in paired}
    for _, found in paired:
        yield article(source.path, found, _SHAPE)
    lines = _all_lines(body, taken)
    if lines and (not paired or any(len(line.text) > 1 for line in lines)):
        left = () if source.whole else (_LEFT,) * len(around)
        yield from _of_lines(lines, source, bool(paired), {"skipped": (*body.skipped, *left)})
    elif not paired:
        raise InputError(source.path, "no text in it", f"give {_SHAPE}")


def _of_lines(lines: list[Line], source: Input, optional: bool, meta: Mapping[str, Any]) -> Iterator[Article]:
    """The article of the paragraphs; beside tables, paragraphs without letters or characters are left out."""
    try:
        yield _page.article(_page.laid(lines, meta), source.path, whole=source.whole)
    except InputError:
        if not optional:
            raise


def _bilingual(table: Table, path: str) -> list[Row]:
    try:
        found = list(rows(table, path))
    except InputError:
        return []
    return found if len(found) > 1 or len(table) == 1 else []


def _all_lines(body: _Body, taken: set[int]) -> list[Line]:
    """Paragraphs and the cells of the tables that are not taken, in the order of the document."""
    out: list[Line] = []
    at = 0
    for number, (before, table) in enumerate(body.tables):
        out += body.lines[at:before]
        at = before
        if number not in taken:
            out += [Line(part) for row in table for cell in row for part in cell.split("\n") if part.strip()]
    return out + body.lines[at:]


def _walk(root: Element, body: _Body) -> None:
    """Paragraphs and tables of a part, in order; the text of a table inside a table belongs to its cell."""
    todo = [root]
    held: list[Element] = []  # paragraphs whose end was deleted: they go on in the next
    while todo:
        node = todo.pop()
        name = local(node)
        if name == "p":
            held.append(node)
            if not _goes_on(node):
                body.lines += _lines(held, body.skipped)
                held = []
        elif name == "tbl":
            _check_depth(node, body.path)
            body.tables.append((len(body.lines), _table(node, body)))
        elif name == "footnote" or name == "endnote":
            if attribute(node, "type") not in ("separator", "continuationSeparator"):
                todo.extend(reversed(node))
        elif name not in _GONE:
            todo.extend(reversed(node))
    body.lines += _lines(held, body.skipped)


def _goes_on(paragraph: Element) -> bool:
    """Return whether the mark at the end of a paragraph is deleted in the tracked changes."""
    return any(
        local(mark) in ("del", "moveFrom")
        for properties in paragraph
        if local(properties) == "pPr"
        for own in properties
        if local(own) == "rPr"
        for mark in own
    )


def _around(archive: Archive) -> list[Line]:
    """The lines of headers and footers, each once: a page has others on its left, its right and its first."""
    body = _Body(archive.path)
    for name in sorted(name for name in archive.names if _AROUND.fullmatch(name)):
        _walk(archive.tree(name), body)
    lines = [*body.lines, *(Line(cell) for _, table in body.tables for row in table for cell in row if cell.strip())]
    found = {line.text: replace(line, label="header or footer") for line in lines if _WORD.search(line.text)}
    return [*found.values()]


def _table(node: Element, body: _Body) -> Table:
    """Rows of cells in the order of the file; declared cell spans are ignored."""
    out: Table = []
    for row in (child for child in node.iter() if local(child) == "tr"):
        cells = []
        for cell in _children(row, "tc"):
            body.cells += 1
            if body.cells > _MAX_CELLS:
                raise InputError(body.path, f"more than {_MAX_CELLS:,} cells", "split the document")
            lines = (line.text for p in outermost(cell, "p") for line in _lines([p], body.skipped))
            cells.append("\n".join(lines))
        out.append(cells)
    return out


def _check_depth(table: Element, path: str) -> None:
    """InputError for tables within tables without end: the text of each belongs to all cells around it."""
    todo = [(table, 1)]
    while todo:
        node, depth = todo.pop()
        if depth > _MAX_DEEP:
            raise InputError(path, f"more than {_MAX_DEEP} tables inside each other", "take some apart")
        todo.extend((child, depth + (local(child) == "tbl")) for child in node)


def _children(node: Element, name: str) -> Iterator[Element]:
    """Children of that name, through content controls and insertions, without recursion."""
    todo = [*reversed(node)]
    while todo:
        child = todo.pop()
        if local(child) == name:
            yield child
        elif local(child) in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            todo.extend(reversed(child))


def _lines(paragraphs: Sequence[Element], skipped: list[str]) -> list[Line]:
    """The lines of paragraphs that are one, then those of their text boxes, which may have boxes of their own."""
    out: list[Line] = []
    todo = [[node for paragraph in paragraphs for node in paragraph]]
    while todo:
        own, inside = _own_lines(todo.pop(), skipped)
        out += own
        todo.extend([*box] for box in reversed(inside))
    return out


def _is_hidden(run: Element) -> bool:
    """Return whether Word shows a run to nobody but those who ask for hidden text."""
    properties = (own for child in run if local(child) == "rPr" for own in child)
    return any(local(own) == "vanish" and attribute(own, "val") not in ("0", "false", "off") for own in properties)


def _own_lines(content: Sequence[Element], skipped: list[str]) -> tuple[list[Line], list[Element]]:
    """The lines of a paragraph with that content: runs put together, cut at line breaks; bold and links are mark-up of
    no length. And the paragraphs of its text boxes."""
    parts: list[str] = [""]
    marks: list[list[Inline]] = [[]]
    todo: list[Element | str] = [*reversed(content)]
    boxes: list[Element] = []
    while todo:
        node = todo.pop()
        if isinstance(node, str):
            marks[-1].append(Inline(len(parts[-1]), len(parts[-1]), "link", node, node))
            continue
        name = local(node)
        if name == "t":
            parts[-1] += node.text or ""
        elif name in ("br", "cr"):
            parts.append("")
            marks.append([])
        elif name in ("tab", "ptab"):
            parts[-1] += "\t"
        elif name in ("noBreakHyphen",):
            parts[-1] += "-"
        elif name == "r" and _is_hidden(node):
            skipped.append("hidden run of text")
        elif name == "txbxContent":
            boxes += outermost(node, "p")
        elif name in ("footnoteReference", "endnoteReference"):
            marks[-1].append(Inline(len(parts[-1]), len(parts[-1]), "note", f"[{attribute(node, 'id')}]"))
        elif name not in _GONE:
            todo.extend(reversed(node))
    own = [_tidy(text, found) for text, found in zip(parts, marks, strict=True)]
    return [line for line in own if line.text], boxes


def _tidy(text: str, marks: list[Inline]) -> Line:
    """A line with single blanks; tabs stay, they may part two columns."""
    if "  " not in text and "\xa0" not in text and text == text.strip():
        return Line(text, tuple(marks))
    words = "\t".join(" ".join(part.split()) for part in text.split("\t")).strip()
    return Line(words, tuple(mark for mark in marks if mark.start <= len(words)))


READER = Reader(
    "docx",
    (".docx", ".docm"),
    detector(b"word/", (".docx", ".docm"), (".doc", ".dot")),
    read,
    "Word: a two-column table, alternating paragraphs, or one language a file; tracked insertions are read.",
)
