"""PDF with a text layer: its lines, put together to paragraphs. A scanned one has no text that could be read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

from align.errors import InputError
from align.readers import _page
from align.readers._page import Line
from align.records import Article, Input, Reader

_MAX_PAGES = 2000
_MAX_STREAM = 24 * 2**20  # bytes of one unpacked stream; a page of text has some thousand
_MAX_GROWTH, _SPARE = 3, 100_000  # characters for a byte of the file, and besides: a page of text packs 2 : 1
_REMEDY = "save the text as .docx or .txt"


def read(source: Input) -> Iterator[Article]:
    """One article. InputError for scanned, encrypted and broken files, each in a line."""
    import logging

    try:
        import pypdf
    except ImportError:
        raise InputError(source.path, "a PDF, and pypdf is not installed", "pip install pypdf, or " + _REMEDY) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    data = source.data()
    if not data[:1024].lstrip().startswith(b"%PDF"):
        raise InputError(source.path, "no PDF", _REMEDY)
    most = {"zlib_maximum_output_length": _MAX_STREAM, "lzw_maximum_output_length": _MAX_STREAM}
    limited = pypdf.apply_configuration(**most) if hasattr(pypdf, "apply_configuration") else nullcontext()
    try:
        with limited:  # for these pages alone: others in this process may read PDFs, too
            pages = _pages(pypdf.PdfReader(io.BytesIO(data)), source, len(data))
    except InputError:
        raise
    except Exception:  # pypdf raises whatever its parsers raise
        raise InputError(source.path, "the PDF is broken", _REMEDY) from None
    lines = [Line(" ".join(line.split())) for page in pages for line in page.replace("\0", "").split("\n")]
    if not any(line.text for line in lines):
        raise InputError(source.path, "a PDF without text: scanned, or only pictures", "run text recognition first")
    yield _page.article(replace(_page.laid(lines), wrapped=True), source.path, whole=source.whole)


def _pages(reader: Any, source: Input, size: int) -> list[str]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError(source.path, "the PDF is encrypted", "give one that opens without a password")
    if len(reader.pages) > _MAX_PAGES:
        raise InputError(source.path, f"{len(reader.pages):,} pages", f"split it: the limit is {_MAX_PAGES:,}")
    return list(_texts(reader, source.path, size))


def _texts(reader: Any, path: str, size: int) -> Iterator[str]:
    """The text of each page. A page that is listed again is no other page; InputError where forms within forms or pages
    that share their content make more text than the file can hold."""
    left = _MAX_GROWTH * size + _SPARE
    told: set[int] = set()
    for page in reader.pages:
        number = page.indirect_reference.idnum if page.indirect_reference is not None else 0
        if number and number in told:
            continue
        told.add(number)
        text = page.extract_text()
        left -= len(text)
        if left < 0:
            raise InputError(path, f"{size:,} bytes that show more than {_MAX_GROWTH} times as much text", _REMEDY)
        yield text


def detect(source: Input) -> float:
    """By its first bytes, or by name."""
    named = source.named(".pdf")
    return 0.97 if source.head[:1024].lstrip().startswith(b"%PDF-") or named else 0.0


READER = Reader("pdf", (".pdf",), detect, read, "PDF with a text layer, one language a file or both in paragraphs.")
