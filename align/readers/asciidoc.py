"""AsciiDoc: paragraphs, headings, list items, table cells, titles of blocks, admonitions; no code, comments,
attributes.

After the language documentation (docs.asciidoctor.org/asciidoc/latest), line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from align.errors import InputError
from align.readers import _marked_up, _page
from align.readers._asciidoc_marks import footnotes, inline
from align.readers._marked_up import Found
from align.records import Article, Input, Reader, by_name
from align.text.encoding import decode

_SHAPE = "AsciiDoc with text in it"
_CODE = re.compile(r"(?:-{4,}|\.{4,}|\+{4,}|`{3,}[\w-]*)\s*$")
_COMMENT = re.compile(r"/{4,}\s*$")
_FRAME = re.compile(r"(?:={4,}|\*{4,}|_{4,}|--|~{4,})\s*$")  # around text
_TABLE = re.compile(r"([|,:!])===\s*$")
_HEADING = re.compile(r"(?:={1,6}|\#{1,6})[ \t]+(?=\S)")
_ATTRIBUTE = re.compile(r":!?[\w-]+!?:(?:[ \t].*)?$")
_STYLE = re.compile(r"\[[^\]]*\](?:\])?\s*$")
_OF_CODE = re.compile(
    r"\[(?:source|listing|literal|stem|latexmath|asciimath|pass|plantuml|ditaa|graphviz|mermaid|a2s|blockdiag|bpmn)\b|\[,"
)
_TITLE = re.compile(r"\.(?=[^\s.])")
_MACRO = re.compile(r"(?P<name>[a-z]+)::(?P<target>[^\s\[]*)\[(?P<words>.*)\]\s*$")
_ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
_ITEM = re.compile(r"[ \t]*(?:\*{1,5}|-|\.{1,5}|\d{1,4}\.|[A-Za-z]\.|<(?:\d{1,3}|\.)>)[ \t]+(?:\[[ xX*]\][ \t]+)?")
_TERM = re.compile(r"[ \t]*(?P<term>(?:[^:\n]|:(?!:)){1,200}?)(?::{2,4}|;;)(?:[ \t]+(?P<text>\S.*)|[ \t]*)$")
_OUT = re.compile(r"(?:<<<|'''|---|\*\*\*|- - -|\* \* \*|\+)\s*$")
_BAR = re.compile(r"(?:(?<=\s)|^)(?:(?:\d+(?:\.\d+)?|\.\d+)[+*])?[<^>]?(?:\.[<^>])?[aehlmdsv]?\|", re.MULTILINE)
_COLUMNS = re.compile(r"cols=(?:\"([^\"]*)\"|([\d*]+))")
_ALT = re.compile(r"\s*\"?((?:[^,\"=\]]|,(?! *(?:\w+=|\d|$)))+)\"?(?:,|$)")


class _Blocks:
    """Goes down the lines of a text. ``_code``: the next block or paragraph is code."""

    def __init__(self, text: str) -> None:
        self.found = Found.of(text)
        self._code = False
        self._columns = 0

    def walk(self) -> Found:
        """All paragraphs of the text."""
        while self.found.more:
            line = self.found.here.rstrip()
            if not line:
                self.found.at += 1
            elif not self._framed(line) and not self._apart(line):
                self._text(line)
        return self.found

    def _framed(self, line: str) -> bool:
        """Pass a block between two lines of signs: code and comments with what is in them, of others the lines of
        signs; and tables."""
        if _COMMENT.match(line):
            self._to_end(line)
        elif _CODE.match(line) or (self._code and _FRAME.match(line)):
            self._to_end("```" if line.startswith("```") else line)
            self.found.skipped.append("code block")
            self._code = False
        elif _FRAME.match(line):
            self.found.at += 1
        elif table := _TABLE.match(line):
            first = self.found.at + 1
            self._to_end(line)
            if table[1] in "|!":
                self._table(first, self.found.at - 1, table[1])
            else:
                self.found.skipped.append("table of separated values")
        else:
            return False
        return True

    def _to_end(self, line: str) -> None:
        """Go behind the next line that is the same, or to the end of the text."""
        self.found.at += 1
        self.found.go_to(lambda own: own.rstrip() == line)
        self.found.at += 1

    def _apart(self, line: str) -> bool:
        """Pass a line that is no text, or holds some beside mark-up: comments, attributes, styles, titles, macros."""
        start = self.found.start
        if line.startswith("//") or _ATTRIBUTE.match(line) or _OUT.match(line):
            pass
        elif _STYLE.match(line) and not _ITEM.match(line):
            self._code = self._code or _OF_CODE.match(line) is not None
            columns = _COLUMNS.search(line)
            self._columns = _width(columns[1] or columns[2]) if columns else self._columns
        elif heading := _HEADING.match(line):
            self.found.add(start + heading.end(), start + len(line))
            if line.startswith(("= ", "# ")) and len(self.found.spans) == 1:
                self._head()
        elif title := _TITLE.match(line):
            self.found.add(start + title.end(), start + len(line))
        elif macro := _MACRO.match(line):
            alt = _ALT.match(macro["words"]) if macro["name"] in ("image", "video", "audio") else None
            if alt:
                self.found.add(start + macro.start("words") + alt.start(1), start + macro.start("words") + alt.end(1))
        else:
            return False
        self.found.at += 1
        return True

    def _head(self) -> None:
        """Go to the last line of author and revision below the title of the document."""
        self.found.go_to(lambda line: not line.strip())
        self.found.at -= 1

    def _text(self, line: str) -> None:
        """A paragraph, an item of a list, a term with its meaning."""
        start = self.found.start
        item, term = _ITEM.match(line), _TERM.match(line)
        if self._code or (not item and not term and line[0] in " \t"):
            self._joined(None)
            self.found.skipped.append("code block")
            self._code = False
        elif item:
            self._joined(start + item.end())
        elif term and not line.startswith("http"):
            self.found.add(start + term.start("term"), start + term.end("term"))
            if term["text"]:
                self._joined(start + term.start("text"))
            else:
                self.found.at += 1
        else:
            lead = _ADMONITION.match(line)
            self._joined(start + (lead.end() if lead else 0))

    def _joined(self, start: int | None) -> None:
        """The paragraph from an offset in this line on, up to a blank line or the beginning of another block; it is no
        text where no offset is given."""
        self.found.at += 1
        end = self.found.go_to(lambda line: not line.rstrip() or (start is not None and _begins(line.rstrip())))
        if start is not None:
            self.found.add(start, end)

    def _table(self, first: int, last: int, bar: str) -> None:
        """The cells between two lines of a table, each behind its bar."""
        if first >= len(self.found.lines):
            return
        begin, end = self.found.lines[first][0], self.found.lines[min(last, len(self.found.lines)) - 1][1]
        text = self.found.text if bar == "|" else self.found.text.replace("!", "|")
        bars = list(_BAR.finditer(text, begin, end))
        in_first = [m for m in bars if bars and "\n" not in text[bars[0].start() : m.start()]]
        width, row = self._columns or max(len(in_first), 1), self.found.new_table()
        for number, mark in enumerate(bars):
            stop = bars[number + 1].start() if number + 1 < len(bars) else end
            row = self.found.next_row() if number and number % width == 0 else row
            self.found.add(mark.end(), stop, (row, number % width))
        self._columns = 0


def _begins(line: str) -> bool:
    """Return whether a line begins a block although no blank line is before it."""
    patterns = (_ITEM, _TERM, _CODE, _COMMENT, _FRAME, _TABLE, _OUT, _STYLE)
    return line.startswith("//") or any(pattern.match(line) for pattern in patterns)


def _width(columns: str) -> int:
    """The number of columns that an attribute states: 1,2,1 or 3*."""
    repeated = re.match(r"(\d+)\*", columns)
    return int(repeated[1]) if repeated else columns.count(",") + 1


def read(source: Input) -> Iterator[Article]:
    """One article of all text. ``meta["skipped"]`` counts code blocks. InputError where there is no text."""
    found = _Blocks(decode(source.data(), source.path).text).walk()
    if not found.spans:
        raise InputError(source.path, "no text in it", f"give {_SHAPE}")
    page = _marked_up.page(found, inline, whole=source.whole)
    notes = [note for start, end in page.spans for note in footnotes(found.text, start, end)]
    yield _page.article(replace(page, spans=[*page.spans, *notes]), source.path, whole=source.whole)


READER = Reader(
    "asciidoc",
    (".adoc", ".asciidoc"),
    by_name(".adoc", ".asciidoc"),
    read,
    "AsciiDoc, one language a file or both in lines, paragraphs, columns; code and attributes are left out.",
)
