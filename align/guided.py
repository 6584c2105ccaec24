"""The one article that a person's anchors or corrected beads are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from align.errors import InputError
from align.files import open_input
from align.records import Article, Block, Document, Lang
from align.text.encoding import decode


def one_article(articles: Iterable[Article], where: str) -> Article:
    """Return the single article. InputError if there are none or several, or if the file itself fixes its pairs."""
    found = list(articles)
    if len(found) != 1 or found[0].source is None or found[0].target is None:
        raise InputError(where, "not one Chinese text with its translation", "beads and anchors belong to one article")
    if found[0].paired:
        raise InputError(where, "its pairs are fixed by the file", "beads and anchors are for texts that are aligned")
    return found[0]


def by_lines(paths: Sequence[str]) -> Article:
    """An article of two files with one sentence a line; empty lines count. InputError for another number of files."""
    if len(paths) != 2:
        raise InputError(", ".join(paths), f"{len(paths)} of two files", "name a Chinese file, then its translation")
    documents = []
    for path, lang in zip(paths, ("zh", "en"), strict=True):
        text = decode(open_input(path).data(), path).text
        blocks, at = [], 0
        for line in text.removesuffix("\n").split("\n"):
            blocks.append(Block(at, at + len(line.rstrip("\r"))))
            at += len(line) + 1
        documents.append(Document(path, cast(Lang, lang), text, tuple(blocks)))
    return Article(documents[0], documents[1])
