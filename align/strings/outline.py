"""The parts of a Markdown document: headings, lists, tables, code blocks, images, notes, front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.records import Alignment, Document

_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY = re.compile(r"^([A-Za-z][\w-]*)[ \t]*:", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,500}\)|<img\s[^<>]{0,800}>")
_NOTE = re.compile(r"\[\^[^\[\]\s]{1,60}\](?!:)")
_KINDS = {"list_item_open": "list item", "tr_open": "table row", "fence": "code block", "code_block": "code block"}


class Part(NamedTuple):
    """A part of a document: kind (heading, list item, table row, code block, image, note, key), what distinguishes it
    from others of its kind (level of a heading, language of a code block, name of a key), its text, its place."""

    kind: str
    mark: str
    text: str
    start: int
    end: int


def markdown_texts(alignment: Alignment) -> tuple[str, str] | None:
    """The texts of both sides of an article in Markdown; None for other formats, one side only, and equal sides."""
    source, target = alignment.source, alignment.target
    if source is None or target is None or source.text == target.text:
        return None
    return (source.text, target.text) if _is_markdown(source) and _is_markdown(target) else None


def _is_markdown(document: Document) -> bool:
    return document.unit == "file" and document.path.lower().endswith((".md", ".markdown", ".mdx"))


def outline(text: str) -> tuple[Part, ...]:
    """The parts of a Markdown text, in order."""
    from markdown_it import MarkdownIt

    front = _FRONT.match(text)
    first = front.end() if front else 0
    body = text[first:].replace("\r\n", " \n").replace("\r", "\n")
    starts = [first, *(first + m.end() for m in re.finditer("\n", body)), len(text)]
    parts = list(_keys(text, front)) if front else []
    for token in MarkdownIt("commonmark").enable("table").parse(body):
        kind = "heading" if token.type == "heading_open" else _KINDS.get(token.type, "")
        if kind and token.map:
            start, end = starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)]
            mark = token.tag if kind == "heading" else token.info.split(" ")[0] if kind == "code block" else ""
            words = token.content if kind == "code block" else text[start:end].strip()
            parts.append(Part(kind, mark, words, start, max(start, end - 1)))
    code = [(p.start, p.end) for p in parts if p.kind == "code block"]
    for kind, pattern in (("image", _IMAGE), ("note", _NOTE)):
        for match in pattern.finditer(text, first):
            if not any(a <= match.start() < b for a, b in code):
                parts.append(Part(kind, "", match.group(), *match.span()))
    return tuple(sorted(parts, key=lambda p: (p.start, p.end)))


def _keys(text: str, front: re.Match[str]) -> Iterator[Part]:
    for match in _KEY.finditer(text, front.start(1), front.end(1)):
        yield Part("key", match[1], match[1], *match.span(1))
