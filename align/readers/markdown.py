"""Markdown: paragraphs, headings, list items, table cells, boxes, footnotes; no code, front matter, formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from align.errors import InputError
from align.readers import _markdown_marks as marks
from align.readers import _marked_up, _page
from align.readers._marked_up import Found
from align.records import Article, Inline, Input, Reader, by_name
from align.text.encoding import decode

_SHAPE = "Markdown with text in it"
_LEAD = re.compile(r"[ \t]*(?:(?:>|[-*+:](?=[ \t])|\d{1,9}[.)](?=[ \t])|#{1,6}(?=[ \t]))[ \t]*)*(?:\[[ xX]\][ \t]+)?")
_FRONT = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\n(?:[^\n]*\n){0,2000}?\1[ \t]*(?:\n|\Z)")
_BOX = re.compile(r'([ \t]*)(?:!!!|\?\?\?\+?|===)[ \t]*[\w+ -]{0,40}(?:"([^"\n]{0,300})")?[ \t]*$')
_FENCE = re.compile(r"[ \t>]*+(?:[-*+]|\d{1,9}[.)])?[ \t]*+(`{3,}|~{3,})")
_DIRECTIVE = re.compile(r"[ \t]*+:{3,}[ \t]*+(?:\{?[\w-]+\}?)?[ \t]*+([^\n{]*)")
_FOOTNOTE = re.compile(r"\[\^[^\]\n]{1,80}\]:")
_MEANING = re.compile(r"[ ]{0,3}:(?=[ \t]+\S)")  # of a term, in a list of definitions
_MODULE = re.compile(
    r"(?:import\s+(?:[\w{}*$, ]{1,300}\s+from\s+)?['\"]|export\s+(?:const|let|default|function|class|async)\b)"
)
_NO_TEXT = re.compile(
    r"[ \t]*+(?:\{[{%<#][^\n]*[}%>]\}|\[TOC\]|\[\[toc\]\]|\{/\*(?:[^*\n]|\*(?!/)){0,2000}\*/\}|\{:[^\n}]*\})[ \t]*$",
    re.IGNORECASE,
)
_HEAD_OF_CONTAINER = re.compile(r"[ \t]*+>?[ \t]*+\[!(\w+)\][ \t]*$")
_DEFINITION = re.compile(r"[ \t]{0,3}\[[^\]^\n]{1,200}\]:[ \t]*\S+")
_UNDERLINE = re.compile(r"\n[ \t]*(?:=+|-+)[ \t]*$")
_RULE = re.compile(r"[\s|:.-]*$")


@dataclass
class _Source:
    """The text, where its lines start, and a copy of its lines for the parser: lines that the parser does not know are
    blank in it or moved to the left, never added or taken away. ``cells``: row and column of the cells of its tables,
    by their place."""

    text: str
    starts: list[int]
    lines: list[str]
    titles: list[tuple[int, int]] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    cells: dict[int, tuple[int, int]] = field(default_factory=dict)


def read(source: Input) -> Iterator[Article]:
    """One article of all text. Code blocks and front matter are left out, which ``meta["skipped"]`` counts; comments
    ``<!-- align-qa: … -->`` serve waivers."""
    text = decode(source.data(), source.path).text
    lines = _prepared(text)
    leads: list[Inline] = []
    spans = [*lines.titles, *(s for block in _blocks(lines) for s in _spans(lines, block, leads))]
    found = Found(text, spans=spans, cells=lines.cells, skipped=lines.skipped)
    page = _marked_up.page(found, marks.inline, whole=source.whole, reading=marks.reading(text), leads=leads)
    if not page.spans:
        raise InputError(source.path, "no text in it", f"give {_SHAPE}")
    extra = [span for a, b in page.spans for span in marks.hidden_text(text, a, b)]
    whole = replace(page, spans=[s for s in (*page.spans, *extra) if s[0] < s[1]])
    yield _page.article(whole, source.path, whole=source.whole)


def _prepared(text: str) -> _Source:
    """The lines as CommonMark has them: boxes of MkDocs, containers, footnotes and formulas in words it knows."""
    starts = [0, *(m.end() for m in re.finditer("\n", text)), len(text) + 1]
    lines = [line.replace("\r", " ") for line in text.split("\n")]
    out = _Source(text, starts, lines)
    front = _FRONT.match(text)
    first = text.count("\n", 0, front.end()) if front else 0
    if front:
        out.skipped.append("front matter")
        lines[:first] = [""] * first
    _rewrite(out, first)
    return out


def _rewrite(page: _Source, first: int) -> None:
    boxes: list[int] = []  # indents of the boxes that are open
    fence = formula = ""
    module = False
    for number in range(first, len(page.lines)):
        line = page.lines[number]
        if line.strip():
            while boxes and _indent(line) < boxes[-1] + 4 and not fence:
                boxes.pop()
        line = _dedent(line, 4 * len(boxes))
        page.lines[number] = line
        opened = _FENCE.match(line)
        if fence:
            fence = "" if opened and opened[1].startswith(fence) and not line.strip(" \t>`~") else fence
            continue
        if formula:
            page.lines[number] = ""
            formula = "" if line.rstrip().endswith(formula) else formula
            continue
        if opened:
            fence = opened[1]
            continue
        module = bool(line.strip()) and (module or _opens_module(page, number))
        if module:
            page.lines[number] = ""
            continue
        formula = _formula(line)
        if formula or _NO_TEXT.match(line):
            page.lines[number] = ""
            page.skipped += ["formula"] if formula else []
            formula = "" if formula and line.strip() != formula and line.rstrip().endswith(formula) else formula
            continue
        _container(page, number, line, boxes)


def _container(page: _Source, number: int, line: str, boxes: list[int]) -> None:
    """The head of a box or container: its title is text, the rest of the line is not; footnotes and the meanings of
    terms become list items."""
    box, directive = _BOX.match(line), _DIRECTIVE.match(line)
    if box:
        boxes.append(_indent(line) + 4 * len(boxes))
        _title(page, number, box[2] or "")
    elif directive:
        _title(page, number, directive[1].strip())
    elif _HEAD_OF_CONTAINER.match(line):
        page.lines[number] = ">" if ">" in line else ""
    elif mark := _FOOTNOTE.match(line) or _MEANING.match(line):
        page.lines[number] = "- " + line[mark.end() :].lstrip()  # five blanks behind the dash would make it code


def _opens_module(page: _Source, number: int) -> bool:
    """Return whether a paragraph of imports or exports begins in that line, as MDX has them; it is counted as code."""
    opens = _MODULE.match(page.lines[number]) is not None and not (number and page.lines[number - 1].strip())
    page.skipped += ["code block"] if opens else []
    return opens


def _title(page: _Source, number: int, title: str) -> None:
    page.lines[number] = ""
    if title:
        at = page.text.index(title, page.starts[number])
        page.titles.append((at, at + len(title)))


def _formula(line: str) -> str:
    """The mark that closes a block of formulas which this line opens; '' where it opens none."""
    head = line.strip()
    if head.startswith("$$"):
        return "$$"
    return "\\]" if head.startswith("\\[") else ""


def _indent(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())


def _dedent(line: str, width: int) -> str:
    return line.expandtabs(4)[width:] if width and line[:1] in " \t" else line


def _blocks(page: _Source) -> Iterator[tuple[int, int, str]]:
    """Line numbers (half-open) and kind of what holds text: paragraphs, headings, table rows, HTML. Code is counted."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 60}).enable("table").disable("inline")
    parser.block.ruler.disable("reference")
    seen = set()
    for token in parser.parse("\n".join(page.lines)):
        if not token.map:
            continue
        if token.type in ("fence", "code_block"):
            page.skipped.append("code block")
        elif token.type in ("inline", "html_block") and tuple(token.map) not in seen:
            seen.add(tuple(token.map))
            yield token.map[0], token.map[1], token.type


def _spans(page: _Source, block: tuple[int, int, str], leads: list[Inline]) -> Iterator[tuple[int, int]]:
    """The block as one span, or the cells of a table row; marks at the start of its lines are added to ``leads``."""
    first, last, kind = block
    text, starts = page.text, page.starts
    last = min(last, len(starts) - 1)
    begin, end = starts[first], starts[last] - 1
    if kind == "html_block":
        yield from marks.html_text(text, begin, end)
        return
    title = first
    while first < last and _DEFINITION.match(text, starts[first], starts[first + 1] - 1):
        first += 1
    begin = starts[first]
    if first == last:
        return
    for number in range(first, last):
        lead = _LEAD.match(text, starts[number], starts[number + 1] - 1)
        foot = _FOOTNOTE.match(text, starts[number], end) if number == title else None
        width = max(lead.end() if lead else 0, foot.end() if foot else 0)
        if number == first:
            begin = max(begin, width)
        elif width > starts[number]:
            leads.append(Inline(starts[number], width, "mark", text[starts[number] : width]))
    end = begin + len(text[begin:end].rstrip())
    line = text[begin:end]
    if last - first == 1 and "|" in line and (cells := marks.cells(text, begin, end)):
        for start, stop, column in cells:
            page.cells[start] = first, column
            yield start, stop
        return
    under = _UNDERLINE.search(line) if last - first > 1 else None
    end = begin + under.start() if under else end
    if begin < end and not _RULE.match(text, begin, end):
        yield begin, end


READER = Reader(
    "markdown",
    (".md", ".markdown", ".mdx"),
    by_name(".md", ".markdown", ".mdx", ".mkd"),
    read,
    "Markdown, one language a file or both in lines, paragraphs, columns; code and front matter are left out.",
)
