"""EPUB: the chapters of a book in the order in which it is read."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from align.errors import InputError
from align.readers import _page
from align.readers._office import Archive
from align.readers._page import Line
from align.readers.html import lines_of
from align.records import Article, Input, Reader
from align.text.encoding import decode
from align.xml_stream import attribute, local

_SHAPE = "an EPUB with text in it"


def read(source: Input) -> Iterator[Article]:
    """One article of all chapters. InputError for broken and for encrypted books."""
    archive = Archive(source.data(), source.path, "EPUB")
    if "META-INF/encryption.xml" in archive.names and "META-INF/rights.xml" in archive.names:
        raise InputError(source.path, "the book is encrypted", "give one without copy protection")
    lines: list[Line] = []
    skipped: list[str] = []
    for name in _chapters(archive):
        found, left = lines_of(decode(archive.bytes(name), f"{source.path}, {name}").text, source.path)
        lines += [replace(line, number=0) for line in found]  # of a chapter; people see paragraphs of the book
        skipped += left
    if not lines:
        raise InputError(source.path, "no text in it", f"give {_SHAPE}")
    yield _page.article(_page.laid(lines, {"skipped": tuple(skipped)}), source.path, whole=source.whole)


def _chapters(archive: Archive) -> Iterator[str]:
    """Names of the chapters, as the spine of the package lists them, each once."""
    box = archive.tree("META-INF/container.xml")
    package = next((attribute(e, "full-path") for e in box.iter() if local(e) == "rootfile"), "")
    root = archive.tree(package)
    files = {attribute(e, "id"): attribute(e, "href") for e in root.iter() if local(e) == "item"}
    told: set[str] = set()
    for item in (e for e in root.iter() if local(e) == "itemref"):
        href = files.get(attribute(item, "idref"), "")
        name = posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(href)))
        if name in archive.names and name not in told and attribute(item, "linear") != "no":
            told.add(name)
            yield name


def detect(source: Input) -> float:
    """By the type that an EPUB names at its start, or by name."""
    named = source.named(".epub")
    return 0.97 if b"application/epub+zip" in source.head[:200] or named else 0.0


READER = Reader("epub", (".epub",), detect, read, "Books, one language a file or both in paragraphs.")
