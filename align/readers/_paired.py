"""Rows of source and target -> one article, a segment a line, with the place of each row in its file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from align.errors import InputError
from align.records import Article, Block, Document, Lang
from align.text.scripts import language

_BREAKS = re.compile(r"[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]")
_BAD = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True)
class Row:
    """One segment. ``label`` tells people where it stands: "row 17", "unit a.3"."""

    source: str
    target: str
    label: str
    reference: str | None = None


def article(path: str, rows: Iterable[Row], what: str, meta: Mapping[str, Any] | None = None) -> Article:
    """All rows as one paired article; the side with more Chinese in it becomes the source, whatever the columns say.

    InputError where there is no row with text.
    """
    kept = [row for row in rows if row.source.strip() or row.target.strip()]
    if not kept:
        raise InputError(path, "no segment with text in it", f"give {what}")
    if _chinese(r.target for r in kept) > _chinese(r.source for r in kept):
        kept = [Row(r.target, r.source, r.label, r.reference) for r in kept]
    source = _document(path, "zh", [(r.source, r.label) for r in kept])
    target = _document(path, "en", [(r.target, r.label) for r in kept])
    references = tuple(r.reference or "" for r in kept) if any(r.reference for r in kept) else None
    return Article(source, target, paired=True, reference=references, meta=meta or {})


def _chinese(texts: Iterable[str]) -> int:
    return sum(language(text) == "zh" for text in texts)


def _document(path: str, lang: Lang, cells: Iterable[tuple[str, str]]) -> Document:
    parts: list[str] = []
    blocks = []
    at = 0
    for number, (text, label) in enumerate(cells):
        bad = _BAD.search(text)
        if bad:
            found = f"U+{ord(bad.group()):04X} at offset {bad.start()}"
            raise InputError(f"{path}, {label}", f"{found}: not text", "remove it, or save the file again")
        line = _BREAKS.sub(" ", text)
        parts.append(line)
        blocks.append(Block(at, at + len(line), "text", label, number))
        at += len(line) + 1
    return Document(path, lang, "\n".join(parts), tuple(blocks))
