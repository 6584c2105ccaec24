"""Foreign names that neither a listed rendering nor a word of similar sound renders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.each_pair import on_translated
from align.evidence.translations import hashes
from align.evidence.translations import known as known_english
from align.names.equivalents import sited
from align.names.missing import Gap, adjectival, pronoun, pronoun_instead
from align.names.pinyin import fold
from align.names.recognition import chinese_of, major
from align.records import Check, Finding, Pair
from align.text.english import small_words
from align.text.scripts import LETTERS


def _judge(pair: Pair) -> Iterator[Finding]:
    """Foreign and listed names that nothing renders."""
    for gap in pair.evidence.gaps:
        if gap.name.kind in ("listed", "sound"):
            finding = _missing(pair, gap)
            if finding:
                yield finding


def _missing(pair: Pair, gap: Gap) -> Finding | None:
    name, target = gap.name, pair.target.text
    if len(name.text) == 2 and name.text[0] == name.text[1] and _renders(name.text[0], pair.evidence.low):
        return None  # 滴滴香浓: to the last drop
    if name.text == "中华民国" and _ERA.match(pair.source.text, gap.end):
        return None  # a way of counting years, no country
    if name.text == "北京" and pair.source.text.startswith("时间", gap.end):
        return None  # the hour is given by another clock, or not at all
    if _REGISTERED.match(pair.source.text, gap.end):  # 荷兰商: of a firm, where it is registered
        return None
    if any(word in target for word in _ALSO.get(name.text, ())) or sited(name.text, target):
        return None
    if gap.words is None and (len(name.text) < 2 or (name.kind == "sound" and pronoun(target))):
        return None
    if gap.words is None and pronoun_instead(pair.source.text, target, gap.start):
        return None
    wanted = name.renderings[0] if name.renderings else ""
    known = f"{name.text} ({wanted})" if wanted else name.text
    span, sure = None, False
    if gap.words is None:
        message = f"{known} is missing from the translation"
    else:
        span = pair.target.span(*gap.words)
        put = target[slice(*gap.words)]
        sure = name.sure >= 0.8 and _is_name(put)
        if adjectival(name, pair.source.text, gap.end) and not _is_name(put, major()):
            return None  # 美国哈莱姆区: a firm or town of it is there, by its own name
        is_ = f"is {wanted}" if wanted else "is a name"
        message = f"{name.text} {is_}; the translation has {put}, which does not sound like it"
    return pair.finding(
        CHECK,
        message,
        source=(gap.start, gap.end),
        target=span,
        severity="error" if sure else "warning",
        category="accuracy/mistranslation/name" if span else "accuracy/omission/name",
        suggestions=tuple(dict.fromkeys(name.renderings[:3])),
        confidence=round((0.9 if sure else 0.75) * name.sure, 2),
        term=name.text,
    )


def _renders(char: str, low: str) -> bool:
    """Return whether the dictionary knows a word of the English, in small letters, for a Chinese character."""
    return bool(known_english(hashes(char)[0], small_words(low)).any())


# what official English of Taiwan has for its own names
_ALSO = {"中华民国": ("Taiwan", "Taipei", "TPEx"), "中华": ("Taiwan", "Taipei", "Chung"), "台湾": ("Formosa", "ROC")}


def _is_name(english: str, among: frozenset[str] | None = None) -> bool:
    """Return whether one of these English words is the rendering of a name that the lists know (of those ``among``
    them): another name then is there."""
    known = (name for word in LETTERS.findall(english) for name in chinese_of(fold(word)))
    return any(among is None or name in among for name in known)


_REGISTERED = re.compile("商(?![务業业品人店家会標标贸场学法界圈城战机用])")
_ERA = re.compile(r"\s*[\d零〇一二三四五六七八九十百]{1,5}\s*年")
_DOC = """\
Names of foreign persons, places, companies, media and organisations are written in Chinese by their sound (特朗普) or
by a translation that is fixed (白宫). The check knows 50,000 of them (CEDPANE, Wikidata, CLDR, and a list of our own
for what the news is full of), and it *hears* the others: a model of how Chinese characters sound in English, learnt
from pairs of names, tells whether 舒马赫 can be Schumacher.

**Accepted**: any listed rendering, peoples and adjectives (German for 德国), abbreviations (EU), a Latin word that
the Chinese itself gives in brackets, a name that sounds like the characters, one rendered part of a longer name
(Kennedy for 约翰·肯尼迪), a country left out before its own offices (美国联邦航空局 is the Federal Aviation
Administration).

**Reported**: a name nothing renders: as an `error` on the English name that stands in its place, else as a `warning`
on the Chinese.
"""

CHECK = Check(
    id="foreign_name",
    severity="error",
    category="accuracy/mistranslation/name",
    doc=_DOC,
    run=on_translated(_judge),
    good=(
        ("德国总理默克尔访问了东京。", "German Chancellor Merkel visited Tokyo."),
        ("舒马赫赢得了比赛。", "Schumacher won the race."),
        ("作家德布罗意出生于巴黎。", "The writer Louis de Broglie was born in Paris."),
        ("美国联邦航空局发布公告。", "The Federal Aviation Administration issued a notice."),
        ("约翰·肯尼迪出生于波士顿。", "Kennedy was born in Boston."),
        ("滴滴香浓，意犹未尽。", "Good to the last drop."),
        ("欧盟和英国达成协议。", "The EU and Britain reached an agreement."),
    ),
    bad=(
        ("德国总理默克尔访问了东京。", "German Chancellor Merkel visited Manila.", "Manila"),
        ("加拿大去年出口了大量木材。", "Belgium exported large amounts of timber last year.", "Belgium"),
        ("舒马赫赢得了比赛。", "Rodriguez won the race.", "Rodriguez"),
        ("他打了一辆滴滴去机场。", "He took a cab to the airport.", "滴滴"),
        ("会议在肯尼亚首都举行。", "The meeting was held in the capital of.", "肯尼亚"),
    ),
    rank=1,
)
