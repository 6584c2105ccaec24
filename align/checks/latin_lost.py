"""Latin words and acronyms of the Chinese of which nothing is left in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.names.acronyms import acronyms, spells_out
from align.names.capitalised import is_plain
from align.names.pinyin import fold
from align.records import LATIN, Alignment, Check, Finding, Pair, needs
from align.text.english import english_words
from align.text.scripts import IDEOGRAPH

_LATIN = re.compile(r"[A-Za-zÀ-ž][A-Za-zÀ-ž0-9&.\-]*(?: [A-Za-zÀ-ž][A-Za-zÀ-ž0-9&.\-]*)*")
_LETTER = re.compile("[A-Za-zÀ-ž]")
_URL = re.compile(r"https?:|www\.|@|\.(?:com|cn|org|net)|#")
# what English may leave out before the last part of a name in a programming language: list.Sorter, strWindow
_CODE = re.compile(r"[.\-_]|^[a-z]+(?=[A-Z])")


def run(alignment: Alignment) -> Iterator[Finding]:
    """Latin words that got lost."""
    for pair in alignment.pairs():
        source = pair.source.text
        if pair.target.text and IDEOGRAPH.search(source) and _LETTER.search(source):
            yield from _lost(pair)


def _lost(pair: Pair) -> Iterator[Finding]:
    """Latin words of the Chinese of which nothing is left. An acronym in brackets behind its name may go."""
    source, target = pair.source.text, pair.target.text
    if _URL.search(source):
        return
    folded = fold(target)
    for found in _LATIN.finditer(source):
        phrase = found.group().strip(" .-&")
        words = [fold(w) for w in phrase.split()]
        words = [w for w in words if len(w) > 1]
        if not words or any(w in folded for w in words) or _excused(phrase, words, target):
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


def _excused(phrase: str, words: list[str], target: str) -> bool:
    """Letters used as Chinese words, ordinary English words, and acronyms that the English spells out."""
    if all(w in english_words("latin_of_chinese") or len(w) < 3 or is_plain(w) for w in words):
        return True
    if phrase.isupper() and (spells_out(phrase, target) or phrase in acronyms()):
        return True
    return not phrase[0].isupper() and not any(c.isupper() for c in phrase)


DOC = """\
Letters travel unchanged: FTIR or Las Cañitas in the Chinese must stand in the English as well. Latin words of which
nothing is left are warnings.

An acronym that the English spells out, in brackets behind its name or on its own, is not missed; nor are letters that
Chinese uses as words (APP, KTV, VIP). Acronyms that are wrong by a letter are the business of the check `acronym`.
"""

CHECK = Check(
    id="latin_lost",
    severity="warning",
    category="accuracy/omission/name",
    doc=DOC,
    run=run,
    good=(
        ("该系统由美国联邦航空局（FAA）管理。", "The system is run by the Federal Aviation Administration."),
        ("请打开APP。", "Please open the application."),
    ),
    bad=(("节目在TogaNet网站播出。", "The show was broadcast on the website.", "TogaNet"),),
    rank=1,
    needs=needs(source={*LATIN, *map(chr, range(0xC0, 0x17F))}),
)
