"""PowerPoint: the texts of all slides, with tables and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from align.errors import InputError
from align.readers import _page
from align.readers._office import Archive, detector
from align.readers._page import Line
from align.records import Article, Input, Reader
from align.xml_stream import local, outermost

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SLIDE = re.compile(r"ppt/slides/slide(\d{1,9})\.xml")
_NOTES = re.compile(r"ppt/notesSlides/notesSlide(\d{1,9})\.xml")
_SHAPE = "a presentation with text in it"


def read(source: Input) -> Iterator[Article]:
    """One article of all slides in the order of their numbers, the notes behind them."""
    archive = Archive(source.data(), source.path, "presentation")
    parts: list[tuple[int, int, str]] = []
    for kind, pattern in enumerate((_SLIDE, _NOTES)):
        parts += [(kind, int(m[1]), name) for name in archive.names if (m := pattern.fullmatch(name))]
    if not parts:
        raise InputError(source.path, "no slide in it", f"give {_SHAPE}")
    lines = [
        Line(text, label=f"{'notes' if kind else 'slide'} {number}")
        for kind, number, name in sorted(parts)
        for text in _paragraphs(archive.tree(name))
    ]
    if not lines:
        raise InputError(source.path, "no text in it", f"give {_SHAPE}")
    yield _page.article(_page.laid(lines), source.path, whole=source.whole)


def _paragraphs(root: Element) -> Iterator[str]:
    for paragraph in outermost(root, "p"):
        parts = []
        for e in paragraph.iter():
            if local(e) == "t" and e.text:
                parts.append(e.text)
            elif local(e) == "br":
                parts.append("\n")
        fields = any(local(e) == "fld" for e in paragraph)  # the number of the slide, the date
        for text in "".join(parts).split("\n"):
            if text.strip() and not (fields and text.strip().isdigit()):
                yield " ".join(text.split())


_detect = detector(b"ppt/", (".pptx", ".pptm"), (".ppt",))
READER = Reader("pptx", (".pptx", ".pptm"), _detect, read, "Slides, one language a file or both in text boxes.")
