"""Plain text: one language, or Chinese and English in alternate lines, in two columns, sentence by sentence, or one
after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.readers import _page
from align.readers._page import Page
from align.records import Article, Input, Reader
from align.text.encoding import decode

_LINE = re.compile(r"[^\r\n]+")


def read(source: Input) -> Iterator[Article]:
    """One article; InputError for an empty file and for binary data."""
    decoded = decode(source.data(), source.path)
    yield article(decoded.text, source.path, whole=source.whole)


def article(text: str, path: str, *, whole: bool = False) -> Article:
    """The article that is in a text; ``whole``: it is one side of a pair, see :func:`_page.article`."""
    page = Page(text, [(m.start(), m.end()) for m in _LINE.finditer(text)], wrapped=True)
    return _page.article(page, path, whole=whole)


def detect(source: Input) -> float:
    """Plain text is what everything is that nothing else recognises."""
    return 0.1


READER = Reader(
    "article",
    (".txt", ".text"),
    detect,
    read,
    "Plain text in UTF-8, UTF-16, GB18030, Big5, English also in Windows-1252: Chinese only, or Chinese and English in "
    "alternate lines, in two columns, sentence by sentence, or one after the other. Lines may be missing, doubled or "
    "page furniture.",
)
