"""reStructuredText: paragraphs, headings, list items, table cells, admonitions, footnotes; no code, comments, options.

After the specification (docutils.sourceforge.io/docs/ref/rst/restructuredtext.html), line by line: a block is what is
indented alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.data import kinds
from align.errors import InputError
from align.readers import _marked_up, _page
from align.readers._marked_up import Found, indent
from align.readers._rst_marks import inline
from align.records import Article, Input, Reader, by_name
from align.text.encoding import decode

_SHAPE = "reStructuredText with text in it"
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1{2,}\s*$")
_SIMPLE_TABLE = re.compile(r"=+(?: +=+)+\s*$")
_GRID = re.compile(r"\+(?:[-=]+\+)+\s*$")
_CELL_OF_SIMPLE = re.compile(r"\S+(?: \S+)*")
_CELL_OF_GRID = re.compile(r"(?<=\|)[^|]+(?=\|)")
_LEAD = re.compile(
    r"(?:(?:[-*+•‣⁃]|\(?(?:\d{1,4}|#|[A-Za-z]|[ivxlc]{2,6})[.)])[ \t]+)+"
    r"|:(?:[^:\n\\`]|\\.|:(?=\w)){1,80}:(?:[ \t]+|$)"
    r"|(?:-{1,2}|/)[\w?-]+(?:[ =]<?[\w.-]+>?)?(?:, (?:-{1,2}|/)[\w-]+(?:[ =]<?[\w.-]+>?)?)*[ \t]{2,}"
    r"|\|[ \t]+"
)
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,4}[.)]|#\.)[ \t]")  # of a list inside the item
_SENTENCE = re.compile(r"[A-Za-z][.)][ \t]")  # "A. Smith wrote": one letter is the number of an item in lists alone
_DIRECTIVE = re.compile(
    r"\.\.[ \t]+(?:\|(?P<short>[^|\n]{1,80})\|[ \t]+)?(?P<name>[\w+.:-]*\w)::(?:[ \t]+(?P<words>.*))?$"
)
_DOCTEST = ">" * 3 + " "
_FOOTNOTE = re.compile(r"\.\.[ \t]+\[[^\]\n]{1,80}\][ \t]+")
_OPTION = re.compile(r"[ \t]*:(?P<name>[\w-]{1,40}):(?:[ \t]+(?P<value>.*))?$")
_SHOWN = ("alt", "caption", "title", "header", "summary")  # options whose values are text
_LITERAL = re.compile(r"(?:^|[ \t\n])::[ \t]*\Z|::[ \t]*\Z")


class _Blocks:
    """Goes down the lines of a text. ``_literal``: the indent that lines of a literal block pass, -1 where none is
    due; ``_list_table``: that of a table in the form of a list, -1 outside."""

    def __init__(self, text: str) -> None:
        self.found = Found.of(text)
        self._literal = self._list_table = -1
        self._row = self._column = 0

    def walk(self) -> Found:
        """All paragraphs of the text."""
        while self.found.more:
            line = self.found.here
            if not line.strip():
                self.found.at += 1
                continue
            inside, self._literal = 0 <= self._literal < indent(line), self._literal
            if inside:
                self._skip(self._literal)
                self.found.skipped.append("code block")
                self._literal = -1
                continue
            self._literal = -1
            if indent(line) <= self._list_table:
                self._list_table = -1
            self._block(line, line.strip())
        return self.found

    def _block(self, line: str, body: str) -> None:
        if _SIMPLE_TABLE.match(body):
            self._simple_table()
        elif _GRID.match(body):
            self._grid()
        elif _ADORNMENT.match(body):
            self.found.at += 1
        elif body.startswith(_DOCTEST):
            self.found.skipped.append("code block")
            self.found.go_to(_is_blank)
        elif body == ".." or body.startswith((".. ", "__ ")):
            self._explicit(line, body)
        else:
            self._paragraph(line)

    def _skip(self, width: int) -> None:
        """Go to the next line that is indented by at most ``width`` columns."""
        self.found.go_to(lambda line: bool(line.strip()) and indent(line) <= width)

    def _paragraph(self, line: str) -> None:
        first, (start, end) = indent(line), self.found.lines[self.found.at]
        begin = start + len(line) - len(line.lstrip())
        lead = _LEAD.match(self.found.text, begin, end)
        if lead and _SENTENCE.match(lead.group()) and not self._is_item(lead.group()):
            lead = None
        text = lead.end() if lead else begin
        self._joined(text, first, deeper=lead is not None, cell=self._cell(lead.group() if lead else ""))
        if self._literal >= 0:
            self._literal = first + (text - begin if lead else 0)

    def _is_item(self, mark: str) -> bool:
        """Return whether the line before or behind is an item with the letter before or behind."""
        near = (n for n in (self.found.at - 1, self.found.at + 1) if 0 <= n < len(self.found.lines))
        letters = (self.found.line(n).lstrip()[:1] for n in near)
        return any(letter and abs(ord(letter) - ord(mark[0])) == 1 for letter in letters)

    def _cell(self, lead: str) -> tuple[int, int] | None:
        """Row and column of an item, in a table in the form of a list."""
        if self._list_table < 0 or not lead.strip() or lead.strip()[0] not in "*-+":
            return None
        marks = len(lead.split())
        self._row, self._column = (self.found.next_row(), 0) if marks > 1 else (self._row, self._column + 1)
        return self._row, self._column

    def _joined(self, start: int, width: int, *, deeper: bool, cell: tuple[int, int] | None = None) -> None:
        """The paragraph that begins at an offset in this line, with the lines that go on with it: those with the same
        indent, ``width``; behind the mark of an item those that are ``deeper``."""

        def stops(line: str) -> bool:
            own = indent(line)
            if not line.strip() or not (own > width if deeper else own == width) or _ADORNMENT.match(line.strip()):
                return True
            if deeper:
                return _ITEM.match(line) is not None
            return self.found.text[start : self.found.lines[self.found.at - 1][1]].rstrip().endswith("::")

        self.found.at += 1
        end = self.found.go_to(stops)
        mark = _LITERAL.search(self.found.text[start:end])
        if mark:
            self._literal = width
            end = start + mark.start() + (0 if mark.group()[0] in " \t\n" or not mark.start() else 1)
        self.found.add(start, end, cell)

    def _explicit(self, line: str, body: str) -> None:
        """A directive, a footnote, the place of a link, or a comment."""
        width, start = indent(line), self.found.start + len(line) - len(line.lstrip())
        directive, footnote = _DIRECTIVE.match(body), _FOOTNOTE.match(body)
        if directive:
            self._directive(directive, width, start)
        elif footnote:
            self._joined(start + footnote.end(), width, deeper=True)
        else:
            self.found.at += 1
            if body != ".." or self.found.here.strip():
                self._skip(width)

    def _directive(self, match: re.Match[str], width: int, start: int) -> None:
        known, name = kinds("directives.tsv"), match["name"].lower()
        if match["short"] and name != "replace":
            name = "image"
        if name in known["code"] or name in known["silent"]:
            self.found.at += 1
            self.found.skipped += ["code block"] if name in known["code"] else []
            self._skip(width)
            return
        words = start + match.start("words") if match["words"] else -1
        if words >= 0 and name in known["version"]:
            words += len(match["words"]) - len(match["words"].partition(" ")[2])
        if words >= 0 and (name in known["title"] or name in known["version"] or name == "replace"):
            self._title(words, width)
        else:
            self.found.at += 1
        self._options(width)
        if name == "list-table":
            self._list_table, self._row, self._column = width, self.found.new_table(), 0

    def _title(self, start: int, width: int) -> None:
        """The words behind the name of a directive, up to its options."""
        self.found.at += 1
        end = self.found.go_to(lambda line: not line.strip() or indent(line) <= width or bool(_OPTION.match(line)))
        self.found.add(start, end)

    def _options(self, width: int) -> None:
        while indent(line := self.found.here) > width and (option := _OPTION.match(line)):
            start = self.found.start
            if option["value"] and option["name"].lower() in _SHOWN:
                self.found.add(start + option.start("value"), start + option.end("value"))
            self.found.at += 1

    def _simple_table(self) -> None:
        """The rows between the first line of equal signs and the last one."""
        row, borders = self.found.new_table(), 0
        while (line := self.found.here).strip():
            start = self.found.start
            self.found.at += 1
            if _ADORNMENT.match(line.strip()) or _SIMPLE_TABLE.match(line.strip()):
                borders += 1
                if borders > 1 and not self.found.here.strip():
                    break
                continue
            for column, cell in enumerate(_CELL_OF_SIMPLE.finditer(line)):
                self.found.add(start + cell.start(), start + cell.end(), (row, column))
            row = self.found.next_row()

    def _grid(self) -> None:
        """The rows between lines of dashes; a row of several lines, whose cells are no runs of text, is left out."""
        held: list[int] = []
        row = self.found.new_table()
        while (line := self.found.here).strip()[:1] in ("+", "|"):
            if line.strip()[0] == "+":
                if len(held) == 1:
                    self._cells(held[0], row)
                self.found.skipped += ["table row of several lines"] if len(held) > 1 else []
                held, row = [], self.found.next_row()
            else:
                held.append(self.found.at)
            self.found.at += 1

    def _cells(self, number: int, row: int) -> None:
        start = self.found.lines[number][0]
        for column, cell in enumerate(_CELL_OF_GRID.finditer(self.found.line(number))):
            self.found.add(start + cell.start(), start + cell.end(), (row, column))


def _is_blank(line: str) -> bool:
    return not line.strip()


def read(source: Input) -> Iterator[Article]:
    """One article of all text. ``meta["skipped"]`` counts code blocks and what else is left out. InputError where there
    is no text."""
    found = _Blocks(decode(source.data(), source.path).text).walk()
    if not found.spans:
        raise InputError(source.path, "no text in it", f"give {_SHAPE}")
    yield _page.article(_marked_up.page(found, inline, whole=source.whole), source.path, whole=source.whole)


READER = Reader(
    "rst",
    (".rst", ".rest"),
    by_name(".rst", ".rest"),
    read,
    "reStructuredText, one language a file or both in lines, paragraphs, columns; code and comments are left out.",
)
