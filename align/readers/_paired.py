"""Rows of source and target -> one article, a segment a line, with the place of each row in its file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from align.data import kinds
from align.errors import InputError, counted
from align.records import TRANSLATED_BY, Article, Block, Document, Inline, Lang
from align.strings import icu
from align.text.foreign import written_in
from align.text.normal import without_breaks
from align.text.running import tongue

_TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9]{0,15}|[0-9]{1,2})(?:\s[^<>]{0,1000})?/?>")
_ELEMENTS = kinds("elements.tsv")["in_entry"]
_BAD = re.compile("[\0\ud800-\udfff]")
_LIMIT = re.compile(
    r"(?i)\bmax(?:imum)?[ _-]?(?:length|len|chars?|characters|width)\s{0,5}(?:is|of|[:=：])?\s{0,5}(\d{1,5})\b"
    r"|(?:最多|不超过|上限为?|限制?为?|最大长度为?)[:： ]{0,3}(\d{1,5}) ?(?:个)?(?:字符|字|chars?|characters)"
)


@dataclass(frozen=True)
class Row:
    """One segment. ``label`` tells people where it is: "row 17", "unit a.3"; ``line`` is its line in the file, or
    its row in the spreadsheet; 0 where the format has neither; ``lines``: those of source and target, where they are
    not the same. ``facts`` as in Block; ``marks``: the inline mark-up of source and target, with offsets in these
    texts."""

    source: str
    target: str
    label: str
    reference: str | None = None
    line: int = 0
    facts: tuple[tuple[str, str], ...] = ()
    marks: tuple[tuple[Inline, ...], tuple[Inline, ...]] = ((), ())
    lines: tuple[int, int] = (0, 0)


def article(
    path: str, rows: Iterable[Row], what: str, meta: Mapping[str, Any] | None = None, *, listed: bool = False
) -> Article:
    """All rows as one paired article; the side with more Chinese in it becomes the source, whatever the heads of the
    columns are. ``listed``: see :class:`Article`.

    Where the file says that the English is the source, a segment without Chinese has no translation yet: it is left
    out, and ``meta["notes"]`` says so. InputError where there is no row with text, or none with Chinese.
    """
    kept = [row for row in rows if row.source.strip() or row.target.strip()]
    if not kept:
        raise InputError(path, "no segment with text in it", f"give {what}")
    chinese = [_chinese(texts) for texts in ((r.source for r in kept), (r.target for r in kept))]
    if not any(chinese):
        name = written_in(" ".join(f"{r.source} {r.target}" for r in kept))
        raise InputError(path, f"{name}no Chinese in {counted(len(kept), 'segment')}", f"give {what}")
    told = dict(meta or {})
    if chinese[1] > chinese[0]:
        kept = [swapped(r) for r in kept]
        bare = [r.label for r in kept if not r.source.strip()]
        if bare:
            found = f"{counted(len(bare), 'segment')} without a translation, not checked: {first_of(bare)}"
            told["notes"] = (*told.get("notes", ()), f"{path}: {found}")
            kept = [r for r in kept if r.source.strip()]
    lines = [tuple(r.lines[side] or r.line or max(r.lines) for r in kept) for side in (0, 1)]
    lines = [own if all(own) else () for own in lines]
    source = document(path, "zh", [Cell(r.source, r.label, r.facts, r.marks[0]) for r in kept], lines[0])
    target = document(path, "en", [Cell(r.target, r.label, r.facts, r.marks[1]) for r in kept], lines[1])
    references = tuple(r.reference or "" for r in kept) if any(r.reference for r in kept) else None
    return Article(source, target, paired=True, reference=references, meta=told, listed=listed)


def written_tags(text: str) -> tuple[Inline, ...]:
    """Tags of HTML that are in a text, and numbered ones (<0>); List<String> and <user@example.org> are none."""
    if "<" not in text:
        return ()
    found = [m for m in _TAG.finditer(text) if m["name"].lower() in _ELEMENTS or m["name"].isdigit()]
    return tuple(Inline(m.start(), m.end(), "tag", m.group(), m["name"]) for m in found)


def written(line: str) -> tuple[Inline, ...]:
    """The mark-up that is written out in an entry: tags, and of messages of ICU what is not the general case."""
    tags = written_tags(line)
    if "{" not in line or not icu.is_complex(line):
        return tags
    syntax = [Inline(a, b, "placeholder", line[a:b]) for a, b in icu.hidden(line)]
    apart = (tag for tag in tags if not any(own.start < tag.end and tag.start < own.end for own in syntax))
    return tuple(sorted((*apart, *syntax), key=lambda own: own.start))


def limit_in(*comments: str) -> tuple[tuple[str, str], ...]:
    """The fact of the length that the comments of an entry allow, in characters: *max length 20*, 最多20个字符."""
    found = next((match for text in comments if (match := _LIMIT.search(text))), None)
    return (("max-length", found[1] or found[2]),) if found else ()


def swapped(row: Row) -> Row:
    """The row with its sides exchanged. Who made the Chinese says nothing of the English."""
    facts = tuple([fact for fact in row.facts if fact[0] != TRANSLATED_BY])
    source, target = row.target, row.source
    return replace(row, source=source, target=target, facts=facts, marks=row.marks[::-1], lines=row.lines[::-1])


def first_of(labels: Sequence[str]) -> str:
    """The first five of some labels, in a line."""
    return ", ".join(labels[:5]) + (" …" if len(labels) > 5 else "")


def _chinese(texts: Iterable[str]) -> int:
    return sum(tongue(text) == "zh" for text in texts)


class Cell(NamedTuple):
    """A side of a row."""

    text: str
    label: str
    facts: tuple[tuple[str, str], ...]
    marks: tuple[Inline, ...]


def document(path: str, lang: Lang, cells: Iterable[Cell], lines: tuple[int, ...]) -> Document:
    """The cells as a document, a block and a line each; tags written out in a cell are mark-up. ``lines`` as in
    Document. InputError for what is no text."""
    parts: list[str] = []
    blocks = []
    inline: list[Inline] = []
    at = 0
    for number, (text, label, facts, marks) in enumerate(cells):
        bad = _BAD.search(text)
        if bad:
            found = f"U+{ord(bad.group()):04X} at offset {bad.start()}"
            raise InputError(f"{path}, {label}", f"{found}: not text", "remove it, or save the file again")
        line = without_breaks(text)
        known = facts if line == text else (*facts, ("verbatim", text))
        parts.append(line)
        blocks.append(Block(at, at + len(line), "text", label, number, known))
        for mark in marks or written(line):
            inline.append(replace(mark, start=mark.start + at, end=mark.end + at))
        at += len(line) + 1
    return Document(path, lang, "\n".join(parts), tuple(blocks), lines=lines, inline=tuple(inline))
