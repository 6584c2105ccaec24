"""HTML: block elements become lines; scripts, styles, menus and footers are left out."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from align.errors import InputError
from align.readers.article import article
from align.records import Article, Input, Reader
from align.text.encoding import decode

_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li td th tr table ul ol dl dt dd blockquote section article header main figure figcaption "
    "caption br hr pre address title body".split()
)
_HIDDEN = frozenset("script style nav footer aside noscript template svg form button select textarea iframe".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_DEPTH = 2000  # open elements; deeper nesting is an attack, not a page


class _Lines(HTMLParser):
    """Collects the text of block elements, a line each."""

    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self._path, self._line, self._hidden = path, [""], 0
        self._open: list[str] = []
        self.lines: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.end_line()
        if tag in _VOID:
            return
        self._open.append(tag)
        self._hidden += tag in _HIDDEN
        if len(self._open) > _DEPTH:
            raise InputError(self._path, f"more than {_DEPTH} elements inside each other", "give a web page")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open:
                name = self._open.pop()
                self._hidden -= name in _HIDDEN
                if name == tag:
                    break
        if tag in _BLOCKS:
            self.end_line()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._line.append(data)

    def handle_comment(self, data: str) -> None:
        if "align-qa:" in data:
            self._line.append(f"<!--{data}-->")

    def end_line(self) -> None:
        """Close the line of the current block."""
        line = " ".join("".join(self._line).split())
        self._line = []
        if line:
            self.lines.append(line)


def read(source: Input) -> Iterator[Article]:
    """One article of all visible blocks. InputError where there is no text."""
    parser = _Lines(source.path)
    parser.feed(decode(source.data(), source.path).text)
    parser.close()
    parser.end_line()
    if not parser.lines:
        raise InputError(source.path, "no text in it", "give a web page with text")
    yield article("\n".join(parser.lines), source.path)


def detect(source: Input) -> float:
    """By name, or by a doctype or html element at the top."""
    top = source.head[:1024].lstrip().lower()
    if top.startswith((b"<!doctype html", b"<html")):
        return 0.95
    return 0.9 if source.path.lower().endswith((".html", ".htm", ".xhtml")) else 0.0


READER = Reader(
    "html", (".html", ".htm", ".xhtml"), detect, read, "Web pages, one language a file or alternating blocks."
)
