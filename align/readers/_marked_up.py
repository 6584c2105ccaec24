"""Texts with light mark-up (Markdown, reStructuredText, AsciiDoc): paragraphs where they are in the file, mark-up
beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from align.readers._columns import named
from align.readers._page import Page
from align.records import Inline, InlineKind
from align.text.normal import trimmed

_BETWEEN = 10  # numbers between the rows of two tables; behind a head one is left out
Span = tuple[int, int]
Marks = Callable[[str, int, int], Iterator[Inline]]


@dataclass
class Found:
    """What a reader finds line by line. ``lines``: offsets of the lines, without their ends; ``at``: the number of the
    one that it has come to; ``spans``: paragraphs, cells, items; ``cells``: row and column of the spans that are cells
    of a table, by their start; ``skipped``: what was left out, one entry each."""

    text: str
    lines: list[Span] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    cells: dict[int, tuple[int, int]] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    at: int = 0
    _row: int = 0

    @classmethod
    def of(cls, text: str) -> Found:
        """Nothing yet, in the lines of a text."""
        out, at = cls(text), 0
        for line in text.split("\n"):
            out.lines.append((at, at + len(line.removesuffix("\r"))))
            at += len(line) + 1
        return out

    @property
    def more(self) -> bool:
        """Return whether there is a line at ``at``."""
        return self.at < len(self.lines)

    @property
    def here(self) -> str:
        """The line at ``at`` without its end; '' behind the last one."""
        return self.line(self.at) if self.more else ""

    @property
    def start(self) -> int:
        """The offset at which the line at ``at`` begins."""
        return self.lines[self.at][0]

    def line(self, number: int) -> str:
        """A line without its end."""
        return self.text[slice(*self.lines[number])]

    def go_to(self, stops: Callable[[str], bool]) -> int:
        """Go to the next line, from this one on, that ``stops``, or behind the last one; return where the line before
        it ends."""
        while self.more and not stops(self.here):
            self.at += 1
        return self.lines[self.at - 1][1]

    def new_table(self) -> int:
        """The number of the first row of a table: far from those of the one before."""
        return self.next_row(_BETWEEN)

    def next_row(self, step: int = 1) -> int:
        """The number of the next row of a table."""
        self._row += step
        return self._row

    def add(self, start: int, end: int, cell: tuple[int, int] | None = None) -> None:
        """Add a paragraph, trimmed, unless it holds nothing; ``cell``: its row and column."""
        start, end = trimmed(self.text, start, end)
        if start < end:
            self.spans.append((start, end))
            if cell is not None:
                self.cells[start] = cell


def indent(line: str) -> int:
    """The columns before the first character of a line; tabs reach to the next multiple of eight."""
    body = line.expandtabs(8)
    return len(body) - len(body.lstrip())


def edges(text: str, span: Span, width: int, kind: InlineKind, value: str = "") -> tuple[Inline, Inline]:
    """The marks of ``width`` characters at both ends of a span."""
    start, end = span
    return (
        Inline(start, start + width, kind, text[start : start + width], value),
        Inline(end - width, end, kind, text[end - width : end], value),
    )


def page(found: Found, inline: Marks, *, whole: bool, reading: str = "", leads: Iterable[Inline] = ()) -> Page:
    """The page of what was found. ``whole`` as in :func:`~align.readers._page.article`; ``reading`` as in Document;
    ``leads``: further mark-up; a mark inside another one is part of it."""
    text, spans = found.text, apart(sorted({*found.spans}))
    spans = spans if whole else _of_languages(text, found.cells, spans)
    marks = sorted([*leads, *(mark for a, b in spans for mark in inline(text, a, b))], key=lambda mark: mark.start)
    kept, at = [], 0
    for mark in marks:
        if mark.start >= at:
            kept.append(mark)
            at = mark.end
    meta = {"skipped": tuple(found.skipped)}
    return Page(text, spans, tuple(kept), reading, meta=meta, cells=found.cells)


def apart(spans: Sequence[Span]) -> list[Span]:
    """Spans without those that lie in the one before them."""
    out: list[Span] = []
    for start, end in spans:
        if not out or start >= out[-1][1]:
            out.append((start, end))
    return out


def _of_languages(text: str, cells: Mapping[int, tuple[int, int]], spans: Sequence[Span]) -> list[Span]:
    """Spans without the heads of tables that name a Chinese and an English column, and without the other columns of
    these tables: numbers, remarks."""
    tables: list[dict[int, dict[int, Span]]] = []  # of each table its rows, of each row its cells
    for start, end in spans:
        if (place := cells.get(start)) is None:
            continue
        row, column = place
        if not tables or row > max(tables[-1]) + 2:  # between head and rows stands the line of dashes
            tables.append({})
        tables[-1].setdefault(row, {})[column] = (start, end)
    gone: set[Span] = set()
    for table in tables:
        head = table[min(table)]
        taken = named([text[slice(*head.get(n, (0, 0)))] for n in range(max(head) + 1)])
        if taken and len(table) > 1:
            gone |= {span for row in table.values() for n, span in row.items() if row is head or n not in taken}
    return [span for span in spans if span not in gone]
