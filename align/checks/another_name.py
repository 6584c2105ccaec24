"""Another name in the place of the one that the Chinese has: of the same kind, of another field, with a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.each_pair import on_chinese
from align.names.fields import other_fields
from align.names.initials import wrong_initials
from align.names.known import exchanged
from align.names.pinyin import fold, spell
from align.names.recognition import chinese_of, great_places, major
from align.names.slips import slips
from align.records import Check, Finding, Pair

_CATEGORIES = {"person": "accuracy/mistranslation/person", "work": "accuracy/mistranslation/title"}

_BODY = re.compile("[约盟会联社司行队党部院团宫]$")  # 北约 is no place
_SHORT = 30  # Chinese characters of a sentence in which two names stand for each other: all three findings in longer
# sentences of published news were false
_SIDES = frozenset("东南西北")


def _judge(pair: Pair) -> Iterator[Finding]:
    """Known names for which another known name of the same kind is there."""
    found = list(_exchanged(pair))
    yield from found or _other_fields(pair)
    yield from _other_places(pair)
    yield from _initials(pair)
    yield from _slips(pair)


def _exchanged(pair: Pair) -> Iterator[Finding]:
    for own, stray in exchanged(pair.evidence.chinese, pair.evidence.english):
        zh = pair.source.text[own.start : own.end]
        put, other = pair.target.text[stray.start : stray.end], min(stray.thing.forms, key=len)
        yield pair.finding(
            CHECK,
            f"{zh} is {own.thing.ways[0]}; {put} is {other}",
            source=(own.start, own.end),
            target=(stray.start, stray.end),
            category=_CATEGORIES.get(own.thing.kind, "accuracy/mistranslation/name"),
            suggestions=own.thing.ways[:1],
            confidence=0.9,
            term=zh,
        )


def _other_fields(pair: Pair) -> Iterator[Finding]:
    source, target = pair.source.text, pair.target.text
    for swap in other_fields(source, target, pair.evidence.keys):
        zh, put = source[slice(*swap.source)], target[slice(*swap.target)]
        yield pair.finding(
            CHECK,
            f"{zh} and {put} look after different things",
            source=swap.source,
            target=swap.target,
            confidence=0.85,
            term=zh,
        )


def _other_places(pair: Pair) -> Iterator[Finding]:
    """A city or country that everybody knows, for which another one is there: 西安, *Lanzhou*. Only where it is the one
    name of the pair that nothing renders, and the English name is no name of a Chinese word."""
    gaps = pair.evidence.gaps
    if len(gaps) != 1 or gaps[0].words is None or len(pair.source.text) > _SHORT:
        return
    if gaps[0].name.text not in _places():
        return
    gap, source = gaps[0], pair.source.text
    put = pair.target.text[slice(*gaps[0].words)]
    named = chinese_of(fold(put))
    others = [name for name in named if name in _places()] or sorted(n for n in _places() if spell(n) == put)
    if not others or _BODY.search(others[0]) or any(name in source for name in (*named, *others)):
        return
    if source[max(0, gap.start - 1) : gap.start] in _SIDES:
        return  # 北大西洋公约组织: a part of another name
    wanted = gap.name.renderings[0] if gap.name.renderings else ""
    yield pair.finding(
        CHECK,
        f"{gap.name.text} is {wanted or 'another place'}; {put} is {others[0]}",
        source=(gap.start, gap.end),
        target=gaps[0].words,
        suggestions=(wanted,) if wanted else (),
        confidence=0.85,
        term=gap.name.text,
    )


def _places() -> frozenset[str]:
    return great_places() | major()


def _initials(pair: Pair) -> Iterator[Finding]:
    """A middle initial that is not that of the middle name: George C. Bush for 乔治·沃克·布什."""
    source, target = pair.source.text, pair.target.text
    for wrong in wrong_initials(source, target):
        zh, put = source[slice(*wrong.source)], target[slice(*wrong.target)]
        yield pair.finding(
            CHECK,
            f"the middle name is {zh}, which does not begin with {put[0]}",
            source=wrong.source,
            target=wrong.target,
            severity="warning",
            category=_CATEGORIES["person"],
            confidence=0.75,
        )


def _slips(pair: Pair) -> Iterator[Finding]:
    """A known name with a slip of the pen: "Marcon"."""
    for name, word, wanted in slips(pair.evidence.chinese, pair.evidence.english):
        put = pair.target.text[word.start : word.end]
        sure = name.text in major()
        yield pair.finding(
            CHECK,
            f"{name.text} is {wanted}; the translation has {put}",
            source=(name.start, name.end),
            target=(word.start, word.end),
            severity="error" if sure else "warning",
            suggestions=(wanted,),
            confidence=0.85 if sure else 0.7,
            term=name.text,
        )


_DOC = """\
Persons, bodies, newspapers, universities, books, treaties, festivals and dynasties that everybody knows have fixed
English names. Where the Chinese names one of them, the English does not, and the English has another one of the same
kind that the Chinese does not name, the translation speaks of another thing: 王安石 rendered as "Su Shi", the World
Bank for the International Monetary Fund, one classic novel for another.

The check knows some four thousand such things under all their Chinese forms (全称 and 简称) and their English forms,
acronyms among them, from CC-CEDICT, CEDPANE and lists of our own. A name that stands in any known way, in pinyin or by
its initials is present; an English name that any form, any list or the letters in the Chinese explain is no other one.

**Bodies** are compared by what they look after (水利厅, "Department of Education"), whether anybody knows them or not.
**Middle initials** must fit the middle name (乔治·沃克·布什 is no "George C. Bush"). **Slips** in names that everybody
knows ("Marcon" for 马克龙) are told; other ways to spell the same sounds are not.
"""

CHECK = Check(
    id="another_name",
    severity="error",
    category="accuracy/mistranslation/name",
    doc=_DOC,
    run=on_chinese(_judge),
    good=(
        ("王安石推行变法。", "Wang Anshi carried out reforms."),
        ("他在读《西游记》。", "He is reading Journey to the West."),
        ("世界银行发表声明。", "The World Bank issued a statement."),
        ("文章提到王安石和苏轼。", "The article mentions Wang Anshi and Su Shi."),
    ),
    bad=(
        ("王安石推行变法。", "In those days Su Shi carried out reforms.", "Su Shi"),
        ("他在读《西游记》。", "He is reading Dream of the Red Chamber.", "Dream of the Red Chamber"),
        ("世界银行发表声明。", "The International Monetary Fund issued a statement.", "International Monetary Fund"),
        ("市林业局发布公告。", "The Municipal Health Bureau issued a notice.", "The Municipal Health Bureau"),
        ("约翰·菲茨杰拉德·肯尼迪当选。", "John K. Kennedy was elected.", "K."),
        ("法国总统马克龙发表讲话。", "French President Marcon gave a speech.", "Marcon"),
    ),
    rank=1,
)
