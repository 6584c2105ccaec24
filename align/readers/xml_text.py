"""XML of any vocabulary that has running text in it: DITA, DocBook, TEI, exports of content systems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from align.data import kinds
from align.errors import InputError
from align.readers import _page
from align.readers._page import Line
from align.readers._xml import content, line_of, parse, root_of
from align.records import Article, Input, Reader
from align.xml_stream import attribute, local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SHAPE = "XML with text in it"
_BLOCKS, _CODE = (kinds("xml_elements.tsv")[use] for use in ("block", "code"))
_NAMES = (".xml", ".dita", ".ditamap", ".dbk", ".docbook")
_BLANKS = re.compile(r"\s+")


def read(source: Input) -> Iterator[Article]:
    """One article of all elements that hold text themselves, a line each; what is inside them is mark-up, but for
    paragraphs and lists. Code and what is not to be translated is left out. InputError for broken XML, and where there
    is no text."""
    skipped: list[str] = []
    lines = list(_lines(parse(source.data(), source.path, _SHAPE), skipped))
    if not lines:
        raise InputError(source.path, "no text in it", f"give {_SHAPE}")
    page = _page.laid(lines, {"skipped": tuple(skipped)})
    yield _page.article(page, source.path, whole=source.whole)


def _lines(root: Element, skipped: list[str]) -> Iterator[Line]:
    todo: list[Element | Line] = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, Line):
            yield node
        elif not isinstance(node.tag, str):
            continue
        elif attribute(node, "translate") == "no":
            skipped.append('element with translate="no"')
        elif local(node).lower() in _CODE:
            skipped.append("code block")
        elif _has_text(node):
            todo.extend(reversed([*_parts(node)]))
        else:
            todo.extend(reversed(node))


def _has_text(node: Element) -> bool:
    """Return whether there is text in an element beside that of the elements inside it."""
    return bool((node.text or "").strip()) or any((child.tail or "").strip() for child in node)


def _parts(node: Element) -> Iterator[Element | Line]:
    """The text of an element in order: lines of what is no block, and the blocks inside it."""
    from xml.etree.ElementTree import Element  # loaded with the file that is read

    part, line = Element(node.tag), line_of(node)
    part.text = node.text
    for child in node:
        name = local(child).lower()
        if name not in _BLOCKS and name not in _CODE:
            part.append(child)
            continue
        yield from _line(part, line)
        yield child
        part, line = Element(node.tag), line_of(child)
        part.text = child.tail
    yield from _line(part, line)


def _line(part: Element, line: int) -> Iterator[Line]:
    """The text of an element with single blanks, if it has any; mark-up keeps its place."""
    text, marks = content(part, ())
    if not text.strip():
        return
    lead = len(text) - len(text.lstrip())
    bare = text.strip()
    cuts = [(match.start(), len(match.group()) - 1) for match in _BLANKS.finditer(bare)]
    moved = []
    for mark in marks:
        at = min(max(mark.start - lead, 0), len(bare))
        at -= sum(min(more, max(at - start - 1, 0)) for start, more in cuts if start < at)
        moved.append(replace(mark, start=at, end=at))
    yield Line(_BLANKS.sub(" ", bare), tuple(moved), number=line + text.count("\n", 0, lead))


def detect(source: Input) -> float:
    """By name, where it begins as XML does."""
    return 0.5 if source.named(*_NAMES) and root_of(source.head) else 0.0


READER = Reader(
    "xml",
    _NAMES,
    detect,
    read,
    "XML with running text (DITA, DocBook, exports), one language a file or both in blocks.",
)
