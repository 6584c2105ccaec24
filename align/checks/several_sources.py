"""Several strings of an interface, one translation: a text that was copied to the next entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from align.evidence import translations
from align.records import Alignment, Check, Finding, Pair
from align.strings.commands import plain
from align.strings.resource import holds_entries, is_short
from align.text.english import small_words

_DOC = """\
Labels that differ in the Chinese of a file and have one translation.

**Found**: an entry whose translation no dictionary knows for it, while it fits another entry of the file (客户 as
*Supplier* beside 供应商, *Supplier*).

**Accepted**: synonyms (删除 and 移除, *Delete*; 搜索 and 查找, *Search*), and whatever shares most of its characters.

MQM: accuracy/mistranslation/wrong-entry.
"""
# Cosines of source and translation: the copy must fit so much worse than the original, and badly (development cases)
_GAP, _BAD = 0.3, 0.5


def _run(alignment: Alignment) -> Iterator[Finding]:
    if not holds_entries(alignment.source) or alignment.linker is None:
        return
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in alignment.pairs():
        if pair.source.text and pair.target.text and is_short(pair.source.text):
            groups[plain(pair.target.text)].append(pair)
    for target, pairs in groups.items():
        if len({plain(p.source.text) for p in pairs}) > 1 and any(c.isalpha() for c in target):
            yield from _judge(alignment, pairs)


def _judge(alignment: Alignment, pairs: Sequence[Pair]) -> Iterator[Finding]:
    assert alignment.linker is not None
    fits = {p.number: alignment.linker(p.source.text, p.target.text).cosine or 0.0 for p in pairs}
    best = max(pairs, key=lambda p: (fits[p.number], -p.number))
    for pair in pairs:
        worse = fits[pair.number] < min(_BAD, fits[best.number] - _GAP)
        if worse and not _known(pair) and not _alike(pair.source.text, best.source.text):
            message = (
                f"“{pair.target.text.strip()}” is the text of {best.source.text.strip()} "
                f"(segment {best.number + 1}), not of {pair.source.text.strip()}"
            )
            yield pair.finding(CHECK, message, source=pair.source.whole, target=pair.target.whole, confidence=0.75)


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
