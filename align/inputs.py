"""Paths -> articles: the right reader, a text and its translation in two files, two scripts read as one. Layer 2."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from align import files, registry
from align.errors import InputError
from align.records import Article, Input
from align.text.scripts import han_count, kana_count
from align.text.traditional import simplified

_TAG = re.compile(
    r"(?i)(^|[._-])(zh|zho|cn|zh[-_]cn|zh[-_]hans|zh[-_]tw|chs|chinese|en|eng|en[-_]us|en[-_]gb|english)(?=$|[._-])"
)


def pick(source: Input, reader: str = "") -> Iterator[Article]:
    """Articles of a file, by the reader that is surest of it, or the one named. InputError where none is."""
    readers = registry.readers()
    if reader:
        chosen = [r for r in readers if r.name == reader]
        if not chosen:
            known = ", ".join(r.name for r in readers)
            raise InputError(source.path, f"no input format {reader!r}", f"known: {known}")
        return map(_understood, chosen[0].read(source))
    return map(_understood, max(readers, key=lambda r: r.detect(source)).read(source))


def _understood(article: Article) -> Article:
    """The article. InputError where its Chinese is Japanese: no check knows that language, so all would be silent."""
    source = article.source
    if source and source.unit == "file" and (kana := kana_count(source.text)) > 0.2 * (kana + han_count(source.text)):
        found = f"Japanese: {kana:,} kana in it"
        raise InputError(source.path, found, "align-qa checks Chinese and English")
    return article


def read_all(paths: Sequence[str], reader: str = "") -> Iterator[Article]:
    """Articles of all paths, in order. A Chinese-only text and an English-only one beside it are one article."""
    found = (article for path in paths for article in pick(files.open_input(path), reader))
    return with_translation(found, by_name=len(paths) > 2)


def with_translation(articles: Iterable[Article], *, by_name: bool = False) -> Iterator[Article]:
    """Articles in order; a Chinese-only one and the English-only one next to it, before or after, become one.

    ``by_name``: names that say the language decide where they can; b.en.txt is no translation of a.zh.txt.
    """
    waiting: Article | None = None
    for found in articles:
        if waiting and _translates(waiting, found, by_name):
            source, target = (waiting, found) if waiting.source else (found, waiting)
            yield Article(source.source, target.target, meta=source.meta)
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = None if found.paired or (found.source and found.target) else found
        if not waiting:
            yield found
    if waiting:
        yield waiting


def _translates(one: Article, other: Article, by_name: bool) -> bool:
    """Is the one Chinese only, the other English only, and do their names not gainsay it?"""
    if other.paired or (one.source is None) == (other.source is None) or (one.target is None) == (other.target is None):
        return False
    (a, x), (b, y) = (tagged(path_of(article)) for article in (one, other))
    return not (by_name and x and y) or a == b


def tagged(path: str) -> tuple[str, str]:
    """A path without the language in its name, and that language, zh or en: (a.txt, en) of a.en.txt; '' without."""
    place = Path(path)
    found = _TAG.search(place.name)
    if not found:
        return path, ""
    return str(place.parent / _TAG.sub("", place.name)), "en" if found[2].lower().startswith("en") else "zh"


def path_of(article: Article) -> str:
    """The path of an article, '-' without one."""
    document = article.source or article.target
    return document.path if document else "-"


def readable(article: Article) -> Article:
    """Traditional Chinese is checked as Simplified; people see what was written."""
    source = article.source
    if source is None or source.reading or source.lang != "zh":
        return article
    reading = simplified(source.text)
    return replace(article, source=replace(source, reading=reading)) if reading else article
