"""Several strings of an interface, one translation: a text that was copied to the next entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from align.evidence import translations
from align.records import Alignment, Check, Finding, Pair
from align.strings.commands import plain
from align.strings.resource import Entry, entries, holds_entries
from align.text.english import small_words

_DOC = """\
Labels that differ in the Chinese of a file, or of all resource files of a run, and have one translation.

**Found**: an entry whose translation no dictionary knows for it, while it fits another entry of the file (客户 as
*Supplier* beside 供应商, *Supplier*).

**Accepted**: synonyms (删除 and 移除, *Delete*; 搜索 and 查找, *Search*), and whatever shares most of its characters.

MQM: accuracy/mistranslation/wrong-entry.
"""
# Cosines of source and translation: the copy must fit so much worse than the original, and badly (development cases)
_GAP, _BAD = 0.3, 0.5


def _run(alignment: Alignment) -> Iterator[Finding]:
    if holds_entries(alignment.source):
        yield from (finding for _, finding in judged([(0, alignment)]))


def judged(files: Sequence[tuple[int, Alignment]]) -> Iterator[tuple[int, Finding]]:
    """Number of a file, and what is found in it, over one file or all files of a project."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries(files):
        if entry.alignment.linker is not None:
            groups[plain(entry.pair.target.text)].append(entry)
    for target, found in groups.items():
        if len({plain(e.pair.source.text) for e in found}) > 1 and any(c.isalpha() for c in target):
            yield from _judge(found)


def _judge(found: Sequence[Entry]) -> Iterator[tuple[int, Finding]]:
    fits = [_fit(entry) for entry in found]
    top = max(range(len(found)), key=lambda n: (fits[n], -n))
    best = found[top]
    for fit, entry in zip(fits, found, strict=True):
        pair = entry.pair
        worse = fit < min(_BAD, fits[top] - _GAP)
        if worse and not _known(pair) and not _alike(pair.source.text, best.pair.source.text):
            message = (
                f"“{pair.target.text.strip()}” is the text of {best.pair.source.text.strip()} "
                f"({best.place(entry.file)}), not of {pair.source.text.strip()}"
            )
            whole = pair.source.whole, pair.target.whole
            yield entry.file, pair.finding(CHECK, message, source=whole[0], target=whole[1], confidence=0.75)


def _fit(entry: Entry) -> float:
    """How well source and translation of an entry fit, as a cosine."""
    linker = entry.alignment.linker
    return (linker(entry.pair.source.text, entry.pair.target.text).cosine or 0.0) if linker is not None else 0.0


def _known(pair: Pair) -> bool:
    """Return whether the dictionary has a word of the translation as a rendering of a source word."""
    words = small_words(pair.target.text)
    codes, _, lengths = translations.hashes(pair.source.text)
    known = translations.known(codes, words) if words else None
    return known is not None and bool((known.any(axis=1) & (lengths > 1)).any())


def _alike(one: str, other: str) -> bool:
    """Return whether two Chinese strings share most of their characters."""
    return 2 * len(set(one) & set(other)) > min(len(set(one)), len(set(other)))


CHECK = Check(
    id="several_sources",
    severity="warning",
    category="accuracy/mistranslation/wrong-entry",
    doc=_DOC,
    run=_run,
    rank=2,
)
