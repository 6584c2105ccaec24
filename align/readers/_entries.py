"""Entries with keys: the resource formats of localisers. One file a language, or both languages in one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from align.errors import InputError, counted
from align.readers._paired import Cell, Row, article, document, first_of
from align.records import Article, Inline, Lang
from align.text.file_names import tagged
from align.text.running import tongue, weights, weights_of_prose
from align.text.scripts import HAN

MAX_ENTRIES = 200_000
_NATURAL = re.compile(rf"[A-Za-z{HAN}]+[ \u3000,.!?'’，。！？]+\S|[{HAN}]{{2}}|[A-Z][a-z]+")
_IDENTIFIER = re.compile(r"[._/\\]|^[a-z]|[a-z][A-Z]")


@dataclass(frozen=True)
class Entry:
    """A key and its text. ``line``: in the file, 0 where it has none; ``facts`` as in Block; ``marks``: inline mark-up
    with offsets in the text."""

    key: str
    text: str
    line: int = 0
    facts: tuple[tuple[str, str], ...] = ()
    marks: tuple[Inline, ...] = ()


def read_entries(
    path: str, entries: Sequence[Entry], what: str, *, whole: bool, meta: Mapping[str, Any] | None = None
) -> Article:
    """The article of the entries of a file.

    Keys of which a part names a language (``zh.menu.save``, ``menu.save.en``) make pairs; keys that are texts of the
    other language do, too (``"Cancel" = "取消";``); else all are one side. Of a key that stands more than once the last
    text counts, as to the programs that read such files, which is noted. InputError where there is no text.
    """
    last = {entry.key: entry for entry in entries}
    told = dict(meta or {})
    if len(last) < len(entries):
        count = Counter(entry.key for entry in entries)
        told["notes"] = (*told.get("notes", ()), *twice(path, [key for key in last if count[key] > 1]))
    kept = [entry for entry in last.values() if entry.text.strip()]
    if len(kept) > MAX_ENTRIES:
        raise InputError(path, f"{len(kept):,} entries", f"split it: the limit is {MAX_ENTRIES:,}")
    if not kept:
        raise InputError(path, "no entry with text in it", f"give {what}")
    kept, pairs = _by_language(kept)
    if pairs:
        return article(path, pairs, what, told)
    lang = _language(kept)
    if not whole and (rows := _natural(kept, lang)):
        return article(path, rows, what, told)
    cells = [Cell(entry.text, entry.key, entry.facts, entry.marks) for entry in kept]
    lines = tuple(entry.line for entry in kept) if all(entry.line for entry in kept) else ()
    side = document(path, lang, cells, lines)
    told["keys"] = True
    return Article(side, None, meta=told) if lang == "zh" else Article(None, side, meta=told)


def twice(path: str, keys: Sequence[str]) -> tuple[str, ...]:
    """The note on keys that stand more than once in a file; none where there are none."""
    if not keys:
        return ()
    found = f"more than one text for {counted(len(keys), 'key')}, the last one counts: {first_of(keys)}"
    return (f"{path}: {found}",)


def _language(entries: Sequence[Entry]) -> Lang:
    for weigh in (weights_of_prose, weights):  # placeholders and keys are of no language
        both = [weigh(entry.text) for entry in entries]
        zh, en = sum(float(a) for a, _ in both), sum(float(b) for _, b in both)
        if zh or en:
            return "zh" if zh >= en else "en"
    return "zh"


def _by_language(entries: Sequence[Entry]) -> tuple[list[Entry], list[Row]]:
    """Entries whose keys name no language, and rows where the file has both languages under the same keys."""
    sides: dict[str, dict[Lang, Entry]] = {}
    bare: list[Entry] = []
    told = 0
    for entry in entries:
        key, lang = _without_language(entry.key)
        told += lang is not None
        bare.append(replace(entry, key=key))
        if lang:
            sides.setdefault(key, {}).setdefault(lang, entry)
    if 2 * told < len(entries):
        return [*entries], []
    both = sum(len(found) == 2 for found in sides.values())
    if not both:
        return bare, []
    rows = []
    for key, found in sides.items():
        zh, en = found.get("zh"), found.get("en")
        line = next((e.line for e in (zh, en) if e), 0)
        facts = next((e.facts for e in (zh, en) if e), ())
        marks = (zh.marks if zh else (), en.marks if en else ())
        rows.append(Row(zh.text if zh else "", en.text if en else "", key, line=line, facts=facts, marks=marks))
    return bare, rows


def _without_language(key: str) -> tuple[str, Lang | None]:
    """A key without the part that names a language, and that language."""
    parts = key.split(".")
    for at in (0, len(parts) - 1):
        rest, lang = tagged(parts[at] + "/x")
        if lang and rest == "x":
            left = parts[:at] + parts[at + 1 :]
            return ".".join(left) or key, lang
    return key, None


def are_keys(names: Sequence[str]) -> bool:
    """Return whether most of them are keys of a program (``menu.save``), no texts that people read."""
    return 2 * sum(_is_key(name) for name in names) > len(names)


def _is_key(name: str) -> bool:
    return name.isascii() and " " not in name and _IDENTIFIER.search(name) is not None


def _natural(entries: Sequence[Entry], lang: Lang) -> list[Row]:
    """Rows of key and text, where most keys are texts of the other language."""
    keys = [entry.key for entry in entries]
    told = [bool(_NATURAL.match(key)) and not _is_key(key) and tongue(key) not in (None, lang) for key in keys]
    if 2 * sum(told) <= len(keys):
        return []
    rows = (Row(e.key, e.text, e.key[:60], line=e.line, facts=e.facts, marks=((), e.marks)) for e in entries)
    return [row for row, natural in zip(rows, told, strict=True) if natural]
