"""Markdown: paragraphs, headings, list items and table cells; mark-up is read as spaces, so that places stay true."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.errors import InputError
from align.readers.article import from_lines
from align.records import Article, Input, Reader
from align.text.encoding import decode

_SHAPE = "Markdown with text in it"
_LEAD = re.compile(r"[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]+|#{1,6}[ \t]+)*(?:\[[ xX]\][ \t]+)?")
_MARKS = re.compile(
    r"<!--(?:(?!<!--)[\s\S])*?-->|!?\[(?=[^\]\n]{0,400}\]\()|\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)|~~|`+"
    r"|</?[a-zA-Z][^<>\n]*>|(?<![ \t])[ \t]+#+[ \t]*$"
)
_CELL = re.compile(r"(?<![^|\n])[^|\n]*\w[^|\n]*")
Spans = list[tuple[int, int]]


def read(source: Input) -> Iterator[Article]:
    """One article of all text blocks. Code and front matter are left out; ``<!-- align-qa: … -->`` serves waivers."""
    text = decode(source.data(), source.path).text
    marks: Spans = []
    starts = [0, *(m.end() for m in re.finditer("\n", text)), len(text) + 1]
    spans = [span for block in _blocks(text) for span in _spans(text, starts, block, marks)]
    if not spans:
        raise InputError(source.path, "no text in it", f"give {_SHAPE}")
    yield from_lines(text, spans, source.path, _masked(text, spans, marks))


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Line numbers (from 0, half-open) of what markdown-it calls inline: paragraphs, headings, items, table cells."""
    from markdown_it import MarkdownIt

    body, skipped = _without_front_matter(text)
    seen = set()
    for token in MarkdownIt("commonmark").enable("table").parse(body):
        if token.type == "inline" and token.map and tuple(token.map) not in seen:
            seen.add(tuple(token.map))
            yield token.map[0] + skipped, token.map[1] + skipped


def _without_front_matter(text: str) -> tuple[str, int]:
    match = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    return (text[match.end() :], text.count("\n", 0, match.end())) if match else (text, 0)


def _spans(text: str, starts: Sequence[int], block: tuple[int, int], marks: Spans) -> Spans:
    """The block as one span, or the cells of a table row; leading marks of its lines are added to ``marks``."""
    first, last = block
    begin, end = starts[first], starts[min(last, len(starts) - 1)] - 1
    for number in range(first, min(last, len(starts) - 1)):
        lead = _LEAD.match(text, starts[number], end)
        if lead:
            marks.append(lead.span())
    while begin < end and any(a <= begin < b for a, b in marks):
        begin += 1
    if last - first == 1 and text.count("|", begin, end) > 1:
        return [m.span() for m in _CELL.finditer(text, begin, end)]
    return [(begin, end)] if text[begin:end].strip() else []


def _masked(text: str, spans: Spans, marks: Spans) -> str:
    """The text with mark-up as spaces, of the same length."""
    out = list(text)
    for start, end in [*marks, *(m.span() for a, b in spans for m in _MARKS.finditer(text, a, b))]:
        out[start:end] = ["\n" if c == "\n" else " " for c in text[start:end]]
    return "".join(out)


def detect(source: Input) -> float:
    """By name only: any plain text is Markdown, too."""
    return 0.9 if source.path.lower().endswith((".md", ".markdown")) else 0.0


READER = Reader("markdown", (".md", ".markdown"), detect, read, "Markdown, one language a file or alternating blocks.")
