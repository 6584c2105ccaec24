"""Word documents: a table with two columns, alternating paragraphs, or one language."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from align import files
from align.errors import InputError
from align.readers import article as plain_text
from align.readers._columns import rows
from align.readers._paired import article
from align.records import Article, Input, Reader

_SHAPE = "a document with a two-column table or alternating paragraphs"


def read(source: Input) -> Iterator[Article]:
    """One article: of all two-language tables where there are some, else of the paragraphs, a line each."""
    data = source.data()
    files.check_archive(data, source.path, "Word document")
    tables, paragraphs = _contents(data, source.path)
    for table in tables:
        try:
            found = list(rows(table, source.path))
        except InputError:
            continue
        if len(found) > 1 or not paragraphs:
            yield article(source.path, found, _SHAPE)
            return
    lines = [*paragraphs, *(cell for table in tables for row in table for cell in row)]
    yield plain_text.article("\n".join(lines), source.path)


def _contents(data: bytes, path: str) -> tuple[list[Sequence[Sequence[str]]], list[str]]:
    from docx import Document as open_document

    try:
        document = open_document(io.BytesIO(data))
        tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
        lines = [" ".join(p.text.split()) for p in document.paragraphs]
    except Exception as error:  # python-docx raises whatever its parsers raise
        raise InputError(path, f"no Word document: {type(error).__name__}", "save it again as .docx") from None
    return list(tables), [line for line in lines if line]


def detect(source: Input) -> float:
    """A zip archive with a document in it; of that name, a broken one."""
    if not source.head.startswith(b"PK"):
        return 0.9 if source.path.lower().endswith(".docx") else 0.0
    return 0.95 if b"word/" in source.head or source.path.lower().endswith(".docx") else 0.0


READER = Reader("docx", (".docx",), detect, read, "Word: " + _SHAPE + ", or one language a file.")
