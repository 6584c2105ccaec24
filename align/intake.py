"""Paths -> articles: the right reader, a text and its translation in two files, two scripts read as one. Layer 2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from align import files, registry
from align.errors import InputError
from align.records import Article, Input
from align.text.traditional import simplified


def pick(source: Input, reader: str = "") -> Iterator[Article]:
    """Articles of a file, by the reader that is surest of it, or the one named. InputError where none is."""
    readers = registry.readers()
    if reader:
        chosen = [r for r in readers if r.name == reader]
        if not chosen:
            known = ", ".join(r.name for r in readers)
            raise InputError(source.path, f"no input format {reader!r}", f"known: {known}")
        return chosen[0].read(source)
    return max(readers, key=lambda r: r.detect(source)).read(source)


def read_all(paths: Sequence[str], reader: str = "") -> Iterator[Article]:
    """Articles of all paths, in order. A Chinese-only text and an English-only one after it are one article."""
    return with_translation(found for path in paths for found in pick(files.open_input(path), reader))


def with_translation(articles: Iterable[Article]) -> Iterator[Article]:
    """Articles in order; a Chinese-only one and the English-only one that follows it become one."""
    waiting: Article | None = None
    for found in articles:
        if waiting and found.source is None and not found.paired:
            yield Article(waiting.source, found.target, meta=waiting.meta)
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = found if found.target is None and not found.paired else None
        if not waiting:
            yield found
    if waiting:
        yield waiting


def readable(article: Article) -> Article:
    """Traditional Chinese is checked as Simplified; people see what was written."""
    source = article.source
    if source is None or source.reading or source.lang != "zh":
        return article
    reading = simplified(source.text)
    return replace(article, source=replace(source, reading=reading)) if reading else article
