"""Latin words and acronyms of the Chinese of which nothing is left in the English."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from align.each_pair import on_chinese
from align.evidence.translations import hashes, known
from align.names.acronyms import acronyms, spells_out
from align.names.capitalised import Word, is_plain
from align.names.pinyin import fold
from align.names.renderings import explained
from align.numbers.dates_en import MONTHS, WEEKDAYS
from align.records import LATIN, Check, Finding, Pair, needs
from align.text.english import english_words
from align.text.scripts import HAN

_LATIN = re.compile(r"[A-Za-zÀ-ž][A-Za-zÀ-ž0-9&.\-]*(?: [A-Za-zÀ-ž][A-Za-zÀ-ž0-9&.\-]*)*")
_NAME = re.compile("[A-Z][a-z]+(?:[A-Z][A-Za-z]*)?|[a-z]{1,3}[A-Z][A-Za-z]+")  # Chrome, GitHub, iOS
_LABEL = 40  # characters of a text in which one name has the place of the other
_ACRONYM = re.compile(r"\b[A-Z]{2,5}\b")
_SINGLE_ZH = re.compile(rf"(?<![A-Za-z0-9&.\-])[A-Z](?=[{HAN}])")  # C口, A座
_SINGLE_EN = re.compile(r"(?<![\w&.'’\-])[A-Z](?![\w&'’\-]|\.\s*[A-Za-z])")
_LETTER = re.compile("[A-Za-zÀ-ž]")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6});")  # A&nbsp;级
_URL = re.compile(r"https?:|www\.|@|\.(?:com|cn|org|net)|#")
# what English may leave out before the last part of a name in a programming language: list.Sorter, strWindow
_CODE = re.compile(r"[.\-_]|^[a-z]+(?=[A-Z])")


def _judge(pair: Pair) -> Iterator[Finding]:
    """Latin words of the Chinese of which nothing is left. An acronym in brackets behind its name may go."""
    source, target = pair.source.text, pair.target.text
    if not _LETTER.search(source) or _URL.search(source):
        return
    yield from _letters(pair)
    folded = fold(target)
    acronyms_there: list[str] | None = None  # of the English, read once
    for found in _LATIN.finditer(_ENTITY.sub(lambda entity: " " * len(entity[0]), source)):
        phrase = found.group().strip(" .-&")
        words = [fold(w) for w in phrase.split()]
        words = [w for w in words if len(w) > 1]
        if not words or any(w.removesuffix("y") in folded for w in words):  # NetworkPolicy, NetworkPolicies
            continue
        acronyms_there = sorted({*_ACRONYM.findall(target)}) if acronyms_there is None else acronyms_there
        if _shortened(phrase, source, acronyms_there):
            continue
        if _excused(phrase, words, target):
            if (other := _in_its_place(pair, phrase)) is not None:
                own = found.start(), found.start() + len(phrase)
                yield _exchanged(pair, phrase, own, other.text, (other.start, other.end))
            continue
        if len(last := _CODE.split(phrase)[-1]) > 2 and last.lower() in folded:
            continue
        bracket = source[: found.start()].rstrip().endswith(("(", "（"))
        if bracket and phrase.isupper():
            continue
        yield pair.finding(
            CHECK,
            f"{phrase} is in the Chinese and missing from the translation",
            source=(found.start(), found.start() + len(phrase)),
            severity="warning",
            category="accuracy/omission/name",
            suggestions=(phrase,),
            confidence=0.75,
        )


def _letters(pair: Pair) -> Iterator[Finding]:
    """Single capitals of the Chinese that the English lacks, where it has as many others instead: C口, *Exit
    G*. No letters are A and I, which are words, and V and X, which are numerals."""
    ours = {match[0]: match for match in _SINGLE_ZH.finditer(pair.source.text)}
    if not ours:
        return
    theirs = {match[0]: match for match in _SINGLE_EN.finditer(pair.target.text)}
    lost = [letter for letter in ours if not re.search(rf"(?<![A-Za-z]){letter}(?![a-z])", pair.target.text)]
    strange = [letter for letter in theirs if letter not in pair.source.text and letter not in "AIVX"]
    if len(lost) == len(strange):
        for own, other in zip(lost, strange, strict=True):
            yield _exchanged(pair, own, ours[own].span(), other, theirs[other].span())


def _exchanged(pair: Pair, ours: str, source: tuple[int, int], theirs: str, target: tuple[int, int]) -> Finding:
    return pair.finding(
        CHECK,
        f"{ours} in the Chinese, {theirs} in the translation",
        source=source,
        target=target,
        category="accuracy/mistranslation/name",
        suggestions=(ours,),
        confidence=0.75,
    )


def _shortened(phrase: str, source: str, there: Sequence[str]) -> bool:
    """Return whether an acronym that the Chinese lacks may stand for a name of several words: MFA for Multi-Factor
    Authentication, LF for Linux 基金会. ``there``: those of the English, sorted."""
    if not (" " in phrase or "-" in phrase or phrase[1:].islower()):
        return False
    letters = "".join(word[0] for word in re.split(r"[ \-]", phrase) if word).upper()
    those = itertools.islice(there, bisect_left(there, letters), None)
    return any(word not in source for word in itertools.takewhile(lambda word: word.startswith(letters), those))


def _in_its_place(pair: Pair, phrase: str) -> Word | None:
    """The one name of the English that nothing in the Chinese explains, where a name in Latin letters is missing that
    is an ordinary word, too: GitHub, *GitLab*."""
    if _NAME.fullmatch(phrase) is None or len(pair.source.text) > _LABEL:
        return None
    evidence, source = pair.evidence, fold(pair.source.text)
    codes = hashes(pair.source.text)[0]
    strange = [
        word
        for word in evidence.english.words
        if not (word.opens or word.acronym or word.folded in source or explained(word, evidence.chinese))
        and not (word.folded in MONTHS or word.folded in WEEKDAYS)
        and not word.folded.startswith(fold(phrase)[: max(3, len(phrase) - 2)])  # Canary, Canaries
        and not (is_plain(word.folded) and word.text[1:].islower())
        and not bool(known(codes, [word.folded]).any())
    ]
    return strange[0] if len(strange) == 1 else None


def _excused(phrase: str, words: list[str], target: str) -> bool:
    """Letters used as Chinese words, ordinary English words, and acronyms that the English spells out."""
    if all(w in english_words("latin_of_chinese") or len(w) < 3 or is_plain(w) for w in words):
        return True
    if phrase.isupper() and (spells_out(phrase, target) or phrase in acronyms()):
        return True
    return not phrase[0].isupper() and not any(c.isupper() for c in phrase)


_DOC = """\
Letters travel unchanged: FTIR or Las Cañitas in the Chinese must stand in the English as well. Latin words of which
nothing is left are warnings, and so is another single letter (C口, *Exit G*).

An acronym that the English spells out, in brackets behind its name or on its own, is not missed; nor are letters that
Chinese uses as words (APP, KTV, VIP). Acronyms that are wrong by a letter are the business of the check `acronym`.
"""

CHECK = Check(
    id="latin_lost",
    severity="warning",
    category="accuracy/omission/name",
    doc=_DOC,
    run=on_chinese(_judge),
    good=(
        ("该系统由美国联邦航空局（FAA）管理。", "The system is run by the Federal Aviation Administration."),
        ("请打开APP。", "Please open the application."),
        ("点击 Next 按钮。", "Click the button to go on."),
    ),
    bad=(
        ("节目在TogaNet网站播出。", "The show was broadcast on the website.", "TogaNet"),
        ("用 GitHub 登录", "Log in with GitLab", "GitLab"),
        ("请从C口出站。", "Please leave by Exit G.", "G"),
    ),
    rank=2,  # behind acronyms and codes, which may find the word that stands in its place
    needs=needs(source={*LATIN, *map(chr, range(0xC0, 0x17F))}),
)
