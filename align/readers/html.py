"""Web pages: what a page shows, block by block, with alt texts, titles, labels, buttons; no scripts, no code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from align.data import kinds
from align.errors import InputError
from align.readers import _page
from align.readers._page import Line
from align.records import Article, Inline, Input, Reader
from align.text.encoding import decode

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS, _HIDDEN, _CODE, _READING = (kinds("elements.tsv")[use] for use in ("page_block", "hidden", "code", "reading"))
_SHOWN = ("alt", "title", "placeholder", "aria-label", "label", "summary")
_META = frozenset(("description", "keywords", "og:title", "og:description", "twitter:title", "twitter:description"))
_CELLS = ("td", "th")
_LAST_LINE = 65_535  # older parsers count no further
_DEPTH = 2000  # open elements; deeper nesting is an attack, not a page
_XHTML, _HEAD = "http://www.w3.org/1999/xhtml", 2000  # characters in which the name of XHTML is looked for
_REMEDY = "give a web page with text"


class _Lines:
    """Collects what a tree shows, a line for each block, with its number in the file."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._at = self._began = 1  # lines of the file: the one that is read, that on which the text of the block began
        self._parts: list[str] = []
        self._marks: list[Inline] = []
        self._blank = True  # does the line end in white space, or is it empty?
        self._size = 0
        self._row = self._column = 0  # of the tables of the page, one after the other
        self._cell: tuple[int, int] | None = None
        self.lines: list[Line] = []
        self.skipped: list[str] = []

    def walk(self, root: _Element) -> None:
        """The text of a tree in order, without recursion. InputError for one that is too deep."""
        todo: list[tuple[_Element, bool]] = [(root, True)]
        depth = 0
        while todo:
            node, opens = todo.pop()
            if opens and node.sourceline and node.sourceline < _LAST_LINE:
                self._at = node.sourceline
            if not opens:
                depth -= 1
                self._close(node)
                self.text(node.tail or "")
                continue
            if not isinstance(node.tag, str):
                self._comment(node)
                self.text(node.tail or "")
                continue
            if self._is_hidden(node):
                self.text(node.tail or "")
                continue
            depth += 1
            if depth > _DEPTH:
                raise InputError(self._path, f"more than {_DEPTH} elements inside each other", _REMEDY)
            self._open(node)
            self.text(node.text or "")
            todo.append((node, False))
            todo.extend((child, True) for child in reversed(node))

    def _is_hidden(self, node: _Element) -> bool:
        """Return whether it is code, invisible to readers, or marked as not to be translated."""
        name = str(node.tag).lower()
        if name == "pre" and (node.find(".//code") is not None or "highlight" in node.get("class", "")):
            self.skipped.append("code block")
            self.end_line()
            return True
        untranslated = node.get("translate", "").lower() == "no" or "notranslate" in node.get("class", "").split()
        if untranslated and name not in _CODE:
            self.skipped.append('element with translate="no"')
        if name in _BLOCKS and (untranslated or name in _HIDDEN):
            self.end_line()
        return name in _HIDDEN or (untranslated and name not in _CODE)

    def _open(self, node: _Element) -> None:
        name = str(node.tag).lower()
        if _is_block(node, name):
            self.end_line()
            self._place(node, name)
        else:
            self._mark("code" if name in _CODE else "tag", f"<{name}>", name, node.get("href", ""))
        shown = [node.get(key, "") for key in _SHOWN]
        if name == "input" and node.get("type", "").lower() in ("submit", "button", "reset"):
            shown.append(node.get("value", ""))
        if name == "meta" and (node.get("name") or node.get("property") or "").lower() in _META:
            shown.append(node.get("content", ""))
        self._aside(shown)

    def _place(self, node: _Element, name: str) -> None:
        """Count rows and cells; tables that lay out a page, with tables in them, have none."""
        if name == "tr":
            self._row, self._column = self._row + 1, 0
        elif name in _CELLS:
            self._column += 1
            self._cell = (self._row, self._column) if node.find(".//table") is None else None

    def _aside(self, shown: list[str]) -> None:
        """Texts of attributes as lines of their own, before the line in which the element is."""
        for text in dict.fromkeys(" ".join(text.split()) for text in shown):
            if text:
                self.lines.append(Line(text, number=self._at))

    def _close(self, node: _Element) -> None:
        name = str(node.tag).lower()
        if _is_block(node, name):
            self.end_line()
            self._cell = None if name in _CELLS else self._cell
        else:
            self._mark("code" if name in _CODE else "tag", f"</{name}>", name, "")

    def _mark(self, kind: str, text: str, name: str, address: str) -> None:
        if name in _READING:  # 工 with gōng above it is nothing that a translation would have
            return
        value = address or ("" if kind == "code" else name)
        mark = Inline(self._size, self._size, "code" if kind == "code" else "link" if address else "tag", text, value)
        self._marks.append(mark)

    def _comment(self, node: _Element) -> None:
        if "align-qa:" in (node.text or ""):
            text = f"<!--{node.text}-->"
            self._began = self._began if self._parts else self._at
            start = self._size
            self._add(text)
            self._marks.append(Inline(start, self._size, "comment", text))

    def text(self, data: str) -> None:
        """Text as a browser shows it: white space is one space, at the start of a line none."""
        words = data.split()
        if data[:1].isspace() and not self._blank:
            self._add(" ")
            self._blank = True
        if words:
            if not self._parts:
                self._began = self._at + data.count("\n", 0, data.index(words[0]))
            self._add(" ".join(words))
            self._blank = False
            if data[-1:].isspace():
                self._add(" ")
                self._blank = True
        self._at += data.count("\n")

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._size += len(text)

    def end_line(self) -> None:
        """Close the line of the current block."""
        line = "".join(self._parts).rstrip()
        if line:
            marks = tuple(mark for mark in self._marks if mark.end <= len(line))
            self.lines.append(Line(line, marks, number=self._began, cell=self._cell))
        self._parts, self._marks, self._blank, self._size = [], [], True, 0


def _is_block(node: _Element, name: str) -> bool:
    """Return whether the element begins a line on the page, as links of a menu do."""
    if name == "a":
        parent = node.getparent()
        return parent is not None and parent.tag in ("nav", "menu")
    return name in _BLOCKS


def lines_of(text: str, path: str) -> tuple[list[Line], list[str]]:
    """Return the visible lines of a page and what was left out. InputError if it cannot be parsed."""
    from lxml import etree

    if not text.strip():
        return [], []
    if "<![CDATA[" in text and _XHTML in text[:_HEAD]:
        text = _without_sections(text)
    parser = etree.HTMLParser(no_network=True, recover=True, huge_tree=True, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.LxmlError:
        raise InputError(path, "no HTML", _REMEDY) from None
    found = _Lines(path)
    if root is not None:
        found.walk(root)
        found.end_line()
    return found.lines, found.skipped


def _without_sections(text: str) -> str:
    """XHTML with its CDATA sections as usual text: HTML takes them for comments, and what they hold is lost."""
    from html import escape  # with the names of 2,200 entities

    first, *sections = text.split("<![CDATA[")
    out = [first]
    for section in sections:
        inner, end, rest = section.partition("]]>")
        out += [escape(inner), rest] if end else ["<![CDATA[", section]
    return "".join(out)


def read(source: Input) -> Iterator[Article]:
    """Read one article of all visible blocks. InputError if there is no text."""
    lines, skipped = lines_of(decode(source.data(), source.path).text, source.path)
    if not lines:
        raise InputError(source.path, "no text in it", _REMEDY)
    page = _page.laid(lines, {"skipped": tuple(skipped)})
    yield _page.article(replace(page, furniture=not source.whole), source.path, whole=source.whole)


def detect(source: Input) -> float:
    """By name, or by a doctype or html element at the top."""
    top = source.head[:1024].lstrip().lower()
    if top.startswith((b"<!doctype html", b"<html")):
        return 0.95
    return 0.9 if source.named(".html", ".htm", ".xhtml") else 0.0


READER = Reader(
    "html",
    (".html", ".htm", ".xhtml"),
    detect,
    read,
    "Web pages, one language a file or both in blocks or columns; with alt texts, titles, labels and buttons.",
)
