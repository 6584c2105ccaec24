"""Access keys of menus and buttons: &Save, Save(&S), _File; kept, and each once in a menu."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from align.records import Alignment, Check, Finding, Pair, needs
from align.strings.keys import access_key
from align.strings.raw import Raw, sides
from align.strings.resource import block_of, holds_entries

_DOC = """\
A label with an access key (另存为(&A), 文件(_F)) has one in the translation, too: *Save &As*, *_File*.

**Found**: an access key that is lost; two of them in one label; one that only the translation has; two labels of one
menu with the same letter, where the file says what a menu is (keys like *menu.file.save*).

**Accepted**: another letter than in the Chinese; *R&D*, *AT&T*, *Q&A*, character references (*&amp;*).

MQM: locale-convention/shortcut-key.
"""
_CATEGORY = "locale-convention/shortcut-key"
_MARKS = frozenset("&_~")
_SECOND = re.compile(r"(?<![A-Za-z0-9&;])&(?=[A-Za-z0-9])(?![A-Za-z]+;)")
_GROUP = re.compile(r"[./:](?=[^./:]+$)")
_WORD = re.compile(r"[A-Za-z][\w&_~'-]*")


def _run(alignment: Alignment) -> Iterator[Finding]:
    if not holds_entries(alignment.source):
        return
    menus: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in alignment.pairs():
        if not pair.source.text or not pair.target.text:
            continue
        if _MARKS.isdisjoint(pair.source.text) and _MARKS.isdisjoint(pair.target.text):
            continue
        source, target = sides(alignment.source, alignment.target, pair)
        found = access_key(source.text)
        if found is None:
            yield from _added(pair, source, target)
            continue
        theirs = access_key(target.text, found[0])
        if theirs is None:
            yield _lost(pair, source, target, found)
            continue
        if found[0] == "&" and len(_SECOND.findall(target.text)) > 1:
            second = list(_SECOND.finditer(target.text))[1]
            yield _finding(pair, target, second.start(), second.end() + 1, "a second access key in one label", 0.85)
        block = block_of(alignment, pair, source=True)
        menu = _GROUP.split(block.label)[0] if block and _GROUP.search(block.label) else ""
        if menu:
            menus[menu, theirs[1]].append(pair)
    for (menu, letter), pairs in menus.items():
        yield from _clashes(alignment, menu, letter, pairs)


def _added(pair: Pair, source: Raw, target: Raw) -> Iterator[Finding]:
    found = access_key(target.text, "&")
    if found and "&" not in source.text and len(target.text) <= 40 and not re.search(r"[.!?。] ", target.text):
        yield _finding(pair, target, found[2], found[3], "the Chinese has no access key here", 0.75)


def _lost(pair: Pair, source: Raw, target: Raw, found: tuple[str, str, int, int]) -> Finding:
    mark, letter, start, end = found
    words = sorted(_WORD.finditer(target.text), key=lambda m: m.group()[0].lower() != letter)
    word = next((m for m in words if letter in m.group().lower()), None)
    at = word.start() + word.group().lower().index(letter) if word else 0
    right = target.text[:at] + mark + target.text[at:]
    place = (word.start(), word.end()) if word else (0, len(target.text))
    return pair.finding(
        CHECK,
        f"the access key {source.text[start:end]} is missing from the English",
        source=source.span(start, end),
        target=target.span(*place),
        category=_CATEGORY,
        suggestions=(right.strip(),),
        confidence=0.9,
    )


def _clashes(alignment: Alignment, menu: str, letter: str, pairs: list[Pair]) -> Iterator[Finding]:
    for pair in pairs[1:]:
        _, target = sides(alignment.source, alignment.target, pair)
        found = access_key(target.text, "&") or access_key(target.text, "_")
        if found:
            first = pairs[0].target.text.strip()
            message = f"the access key {letter.upper()} is that of “{first}” in {menu}, too"
            yield _finding(pair, target, found[2], found[3], message, 0.8)


def _finding(pair: Pair, target: Raw, start: int, end: int, message: str, confidence: float) -> Finding:
    span = target.span(start, end)
    return pair.finding(CHECK, message, target=span, severity="warning", category=_CATEGORY, confidence=confidence)


CHECK = Check(
    id="access_key",
    severity="error",
    category=_CATEGORY,
    doc=_DOC,
    run=_run,
    rank=1,
    needs=needs(either=_MARKS),
    scope="article",
    good=(
        ("另存为(&A)...", "Save &As..."),
        ("文件(_F)", "_File"),
        ("研发投入", "R&D spending"),
        ("问与答", "Q&A &amp; more"),
    ),
    bad=(
        ("另存为(&A)...", "Save As...", "As"),
        ("打开(&O)", "&Open &file", "&f"),
        ("文件", "&File", "&F"),
    ),
)
