"""Acronyms that are wrong by a letter: those that the Chinese has, and those of names that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from align.each_pair import on_chinese
from align.names.acronyms import acronyms, spells_out, stands_for
from align.names.capitalised import Word
from align.names.pinyin import fold
from align.records import Check, Finding, Pair
from align.text.edit_distance import within

_TOKEN = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?![a-z])")
_UNSAID = frozenset(["ROC"])  # 我国, which English need not name: MOC and VOC are no slips for it


@lru_cache(maxsize=4096)
def _near(acronym: str) -> tuple[str, ...]:
    """Known acronyms that this one may be a misspelling of."""
    return tuple(
        other
        for other in acronyms()
        if -1 <= len(other) - len(acronym) <= 2  # letters of a slip, and of what is left out
        and not acronym.endswith(other)
        and (_slip(acronym, other) or _shortened(acronym, other))
    )


def _judge(pair: Pair) -> Iterator[Finding]:
    """Acronyms that are wrong by a letter or stand for something else."""
    seen = set()
    for word in pair.evidence.english.words:
        if word.acronym and word.text not in seen:
            seen.add(word.text)
            yield from _wrong(pair, word)


def _wrong(pair: Pair, word: Word) -> Iterator[Finding]:
    source, target = pair.source.text, pair.target.text
    bare = re.sub(r"['’]s$", "", word.text).replace(".", "")
    acronym = bare[:-1] if bare.endswith("s") and bare[:-1].isupper() else bare
    if len(acronym) < 2 or acronym.lower() in source.lower() or acronym.lower() in fold(source):
        return
    if stands_for(acronym, source):
        return
    for found in _TOKEN.finditer(source):  # a letter off an acronym that the Chinese has
        other = found.group()
        enough = len(other) > 2 or (acronym not in acronyms() and len(acronym) == 2)
        if enough and _slip(acronym.upper(), other.upper()) and not _has(target, other):
            yield _finding(pair, word, (found.start(), found.end()), other, f"the Chinese has {other}", 0.9)
            return
    if _expanded(acronym, target, word):
        return
    for other in _near(acronym) if len(acronym) > 2 else ():  # a letter off what the Chinese names
        if other in _UNSAID or _has(target, other) or (len(other) < 4 and acronym in acronyms()):
            continue  # of three letters chance makes many neighbours
        least = 2 if len(other) > 2 else 3  # characters
        form = next((f for f in acronyms()[other].split(",") if len(f) >= least and f in source), None)
        if form:
            at = source.index(form)
            sure = len(other) > 3 or sorted(acronym) == sorted(other)
            yield _finding(pair, word, (at, at + len(form)), other, f"{form} is {other}", 0.85 if sure else 0.75)
            return


def _finding(pair: Pair, word: Word, zh: tuple[int, int] | None, wanted: str, why: str, sure: float) -> Finding:
    return pair.finding(
        CHECK,
        f"{word.text}: {why}",
        source=zh,
        target=(word.start, word.end),
        severity="error" if sure > 0.8 else "warning",
        suggestions=(wanted,) if wanted else (),
        confidence=sure,
    )


def _has(target: str, acronym: str) -> bool:
    if target.isascii() and acronym.lower() not in target.lower():
        return False
    return re.search(rf"(?<![A-Za-z]){re.escape(acronym)}(?:s|['’]s)?(?![A-Za-z])", target, re.I) is not None


def _slip(a: str, b: str) -> bool:
    """One letter more, fewer or other, or the same letters in another order."""
    return a != b and bool(a and b) and (within(a, b, 1) or sorted(a) == sorted(b))


def _shortened(acronym: str, other: str) -> bool:
    """Return whether an acronym is a longer one that lost two inner letters (AAN for ASEAN)."""
    if len(other) < 5 or len(acronym) != len(other) - 2 or (acronym[0], acronym[-1]) != (other[0], other[-1]):
        return False
    rest = iter(other)
    return all(letter in rest for letter in acronym)


def _expanded(acronym: str, target: str, word: Word) -> bool:
    """Return whether the English spells the acronym out beside it: China Basketball Association (CBA)."""
    near = target[max(0, word.start - 90) : word.start] + " " + target[word.end : word.end + 90]
    return spells_out(acronym, near)


_DOC = """\
Letters travel unchanged: CBA, FTIR or Las Cañitas in the Chinese must stand in the English as well.

**Reported as errors**: an acronym that is one letter off, or has its letters in another order, from one in the
Chinese (KNP becomes KNN) or from the one that belongs to a name there (东盟 and AEAN: it is ASEAN). **As warnings**:
one of three letters that is so, and that stands for nothing else. An acronym that the Chinese leaves implicit (GDP,
RMB, CPC) is no fault. Latin words that the English loses are the business of the check `latin_lost`.
"""

CHECK = Check(
    id="acronym",
    severity="error",
    category="accuracy/mistranslation/acronym",
    doc=_DOC,
    run=on_chinese(_judge),
    good=(
        ("联合国教科文组织发布报告。", "UNESCO released a report."),
        ("国内生产总值增长5%。", "GDP grew 5 percent."),
        ("该系统由美国联邦航空局（FAA）管理。", "The system is run by the Federal Aviation Administration."),
        ("中国篮协表示支持。", "The China Basketball Association (CBA) voiced its support."),
    ),
    bad=(
        ("本届NSBF大会在重庆开幕。", "This year's NSFB conference opened in Chongqing.", "NSFB"),
        ("东盟国家达成协议。", "AESAN countries reached an agreement.", "AESAN"),
        ("他违反了世贸组织的规则。", "He broke the rules of the WTU.", "WTU"),
    ),
    rank=1,
)
