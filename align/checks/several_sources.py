"""Several strings of an interface, one translation: a text that was copied to the next entry."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from align.evidence import translations
from align.records import Alignment, Check, Finding, needs
from align.strings.commands import agree, plain
from align.strings.resource import Entry, EntryFinding, entries, fitted
from align.text.english import small_words
from align.text.scripts import chinese_words

_DOC = """\
Labels that differ in the Chinese of a file, or of all resource files of a run, and have one translation.

**Found**: an entry whose translation no dictionary knows for it, while it fits another entry of the file (客户 as
*Supplier* beside 供应商, *Supplier*); two entries of one text that differ in one character and are opposites in it
(入库单 and 出库单, both *Goods receipt*).

**Accepted**: synonyms (删除 and 移除, *Delete*; 搜索 and 查找, *Search*), and whatever shares most of its characters.

MQM: accuracy/mistranslation/wrong-entry.
"""
# Cosines of source and translation: the copy must fit so much worse than the original, and badly (development cases)
_GAP, _BAD = 0.3, 0.5


def _run(alignment: Alignment) -> Iterator[Finding]:
    if len(alignment.pairs()) < 2:
        return
    pairs, own = {pair.number: pair for pair in alignment.pairs()}, entries(alignment)
    often = Counter(plain(entry.target) for entry in own)
    for told in judged(fitted(alignment, (entry for entry in own if often[plain(entry.target)] > 1))):
        yield told.about(pairs[told.entry.number], CHECK)


def judged(given: Iterable[Entry]) -> Iterator[EntryFinding]:
    """Findings about the entries of one file, or of all files of a project."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in given:
        if entry.fit is not None:
            groups[plain(entry.target)].append(entry)
    for target, found in groups.items():
        if len({plain(entry.source) for entry in found}) > 1 and any(c.isalpha() for c in target):
            yield from _judge(found)


def _judge(found: Sequence[Entry]) -> Iterator[EntryFinding]:
    fits = [entry.fit or 0.0 for entry in found]
    top = max(range(len(found)), key=lambda n: (fits[n], -n))
    best = found[top]
    for fit, entry in zip(fits, found, strict=True):
        worse = fit < min(_BAD, fits[top] - _GAP)
        put, own, other = entry.target.strip(), entry.source.strip(), best.source.strip()
        where = best.place(entry.file)
        if entry is not best and _opposed(own, other):
            message = f"“{put}” is also the text of {other} ({where}), the opposite of {own}"
            yield EntryFinding(entry, message, {"confidence": 0.75})
        elif worse and not _known(entry) and not _alike(own, other):
            yield EntryFinding(entry, f"“{put}” is the text of {other} ({where}), not of {own}", {"confidence": 0.75})


def _known(entry: Entry) -> bool:
    """Return whether the translation is a usual label for the source, or the dictionary has a word of it for a source
    word."""
    if agree(entry.source, entry.target):
        return True
    words = small_words(entry.target)
    codes, _, lengths = translations.hashes(entry.source)
    known = translations.known(codes, words) if words else None
    return known is not None and bool((known.any(axis=1) & (lengths > 1)).any())


def _opposed(one: str, other: str) -> bool:
    """Return whether two Chinese strings differ in one character, and in that are opposites: 入库单 and 出库单."""
    if len(one) != len(other):
        return False
    unlike = [a + b for a, b in zip(one, other, strict=True) if a != b]
    return len(unlike) == 1 < len(one) and not chinese_words("opposites").isdisjoint((unlike[0], unlike[0][::-1]))


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
    needs=needs(several=True),
    scope="article",
)
