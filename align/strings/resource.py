"""Tell strings of an interface from prose, and read what a file says of an entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import PurePath
from typing import Any, NamedTuple

from align.records import Alignment, Block, Check, Document, Finding, Pair
from align.strings.raw import raw

# Formats that hold entries, each a text of its own
_ENTRIES = frozenset(
    ".arb .csv .ftl .ini .json .jsonl .mqxliff .ndjson .php .po .pot .properties .rb .resw .resx .sdlxliff .strings "
    ".stringsdict .tab .tmx .ts .tsv .xcstrings .xlf .xliff .xlsx .xml .yaml .yml".split()
)
_FORMATS = {".ts": "qt", ".strings": "objc", ".stringsdict": "objc", ".xcstrings": "objc", ".arb": "icu"}
_ONE = re.compile(r"(?:[_.:\[ ]|^)(?:zero|one|two|singular)\]?$|quantity=.?(?:zero|one|two)")
_END = re.compile(r"[。！？；.!?]\s*$|[，。；]\S")
SHORT = 30  # Chinese characters of a string of an interface; a longer one is a text


def holds_entries(document: Document | None) -> bool:
    """Return whether the document is a list of entries (strings, rows, units) rather than running text."""
    if document is None:
        return False
    return document.unit == "segment" or PurePath(document.path).suffix.lower() in _ENTRIES


def is_running(alignment: Alignment) -> bool:
    """Return whether the pairs are sentences of one running text, not entries or rows, each a text of its own."""
    return not alignment.listed and alignment.id is None and not holds_entries(alignment.source)


class Entry(NamedTuple):
    """A short string of a file of a project, with all that is compared over its files: ``file`` counts the files,
    ``number`` the pairs of the file; ``label`` and ``plural`` are what the file says of it, ``fit`` is the cosine of
    source and translation (None: not measured), ``context`` the use that the file states (msgctxt: "verb")."""

    file: int
    path: str
    number: int
    source: str
    target: str
    label: str = ""
    plural: str = ""
    fit: float | None = None
    context: str = ""

    def place(self, file: int) -> str:
        """Its place, for people who look at that file: ``segment 3``, ``a.po, segment 3``."""
        segment = f"segment {self.number + 1}"
        return segment if file == self.file else f"{self.path}, {segment}"


class EntryFinding(NamedTuple):
    """A finding about an entry before its pair is known: message and details of :meth:`~align.records.Pair.finding`."""

    entry: Entry
    message: str
    details: Mapping[str, Any]

    def about(self, pair: Pair, check: Check) -> Finding:
        """The finding of a check about the pair that the entry was made of."""
        whole = pair.source.whole, pair.target.whole
        return pair.finding(check, self.message, source=whole[0], target=whole[1], **self.details)


def entries(alignment: Alignment, file: int = 0) -> list[Entry]:
    """The short strings of a file that have a translation; none of running text."""
    document = alignment.source
    if document is None or not holds_entries(document):
        return []
    return [
        _entry(alignment, pair, file, document.path)
        for pair in alignment.pairs()
        if pair.source.text and pair.target.text and is_short(pair.source.text)
    ]


def _entry(alignment: Alignment, pair: Pair, file: int, path: str) -> Entry:
    block = block_of(alignment, pair, source=True)
    if block is None:
        return Entry(file, path, pair.number, pair.source.text, pair.target.text)
    plural, context = block.fact("plural") or "", block.fact("context") or ""
    return Entry(file, path, pair.number, pair.source.text, pair.target.text, block.label, plural, context=context)


def fitted(alignment: Alignment, given: Iterable[Entry]) -> list[Entry]:
    """The entries of a file with the cosines of source and translation."""
    linker = alignment.linker
    return [e if linker is None else e._replace(fit=linker(e.source, e.target).cosine or 0.0) for e in given]


def block_of(alignment: Alignment, pair: Pair, *, source: bool) -> Block | None:
    """The block in which a side of a pair begins; None where the side is empty."""
    document = alignment.source if source else alignment.target
    first, end = pair.bead.source if source else pair.bead.target
    if document is None or first == end:
        return None
    sentence = (alignment.source_sentences if source else alignment.target_sentences)[first]
    return document.blocks[sentence.block]


def facts(alignment: Alignment, pair: Pair, name: str) -> str:
    """A fact that the file states about the entry of a pair, taken from either side."""
    for source in (True, False):
        block = block_of(alignment, pair, source=source)
        if block is not None and (value := block.fact(name)):
            return value
    return ""


def format_of(alignment: Alignment, pair: Pair) -> str:
    """The format of the placeholders of an entry as its file declares it, or by the kind of file; '' unknown."""
    declared = facts(alignment, pair, "format")
    document = alignment.source or alignment.target
    if declared or document is None:
        return declared
    return _FORMATS.get(PurePath(document.path).suffix.lower(), "")


def is_singular(alignment: Alignment, pair: Pair) -> bool:
    """Return whether the entry is the singular (zero, dual) form of a plural, which may omit its number."""
    if facts(alignment, pair, "plural") in ("zero", "one", "two"):
        return True
    block = block_of(alignment, pair, source=True)
    return block is not None and _ONE.search(block.label) is not None


def is_short(text: str) -> bool:
    """Return whether a Chinese text is a label, button or heading rather than a sentence."""
    bare = text.strip()
    return 0 < len(bare) <= SHORT and not _END.search(bare)


class Elsewhere:
    """Where else the words of a pair may stand: in another place of running text, or in another sentence of the same
    entry. A sentence may have gone to a neighbour, or sentences be paired wrongly."""

    def __init__(self, alignment: Alignment, pair: Pair) -> None:
        """Nothing is looked at before the first words are asked for."""
        self._alignment, self._pair = alignment, pair
        self._known: dict[tuple[str, bool], bool] = {}  # words that stand again and again are looked for once

    def holds(self, words: str, *, target: bool) -> bool:
        """Return whether that side has these words elsewhere, oftener than the other side has them."""
        key = words, target
        if key not in self._known:
            self._known[key] = self._holds(words, target)
        return self._known[key]

    def _holds(self, words: str, target: bool) -> bool:
        source, other = self._alignment.source, self._alignment.target
        if source is None or other is None:
            return False
        if self._entry is None and source.text != other.text:
            ours, theirs = self._alignment.everywhere(words)
            if (theirs >= ours) if target else (ours >= theirs):
                return True
        for ours_near, theirs_near in self._near:
            here, there = (theirs_near, ours_near) if target else (ours_near, theirs_near)
            if here.count(words) > there.count(words):
                return True
        return False

    @cached_property
    def _entry(self) -> int | None:
        """The row of the pair in a file of entries; None in running text."""
        return row_of(self._alignment, self._pair) if holds_entries(self._alignment.source) else None

    @cached_property
    def _near(self) -> list[tuple[str, str]]:
        """Both sides of the two pairs before and behind it, of the same entry where it is one."""
        alignment, number, entry = self._alignment, self._pair.number, self._entry
        return [
            (raw(alignment.source, near.source).text, raw(alignment.target, near.target).text)
            for near in alignment.all_pairs()[max(0, number - 2) : number + 3]
            if near.number != number and (entry is None or row_of(alignment, near) == entry)
        ]


def row_of(alignment: Alignment, pair: Pair) -> int:
    """The row of the file in which a pair of entries begins; -1 where nobody knows."""
    block = block_of(alignment, pair, source=True) or block_of(alignment, pair, source=False)
    return -1 if block is None or block.group is None else block.group


def verbatim(alignment: Alignment, pair: Pair, *, source: bool) -> str:
    """A side of an entry as its file has it, with line breaks and blanks at its ends."""
    block = block_of(alignment, pair, source=source)
    document = alignment.source if source else alignment.target
    if block is None or document is None:
        return ""
    return block.fact("verbatim") or document.text[block.start : block.end]
