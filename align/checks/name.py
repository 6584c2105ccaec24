"""Chinese persons and places whose pinyin is missing from the English or misspelt in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.data import table
from align.each_pair import on_translated
from align.names.capitalised import Word
from align.names.equivalents import called_otherwise
from align.names.missing import Gap, pronoun, read_abroad, strangers
from align.names.pinyin import (
    abroad,
    fold,
    known_readings,
    person,
    readings,
    spell,
    spellings,
    spelt_in_taiwan,
    wade_giles,
)
from align.names.recognition import Chinese, Name
from align.names.renderings import is_spelt, pinyin_in, plain_word
from align.names.wrong_person import others, with_surname
from align.records import Check, Finding, Pair
from align.text.datelines import bylines
from align.text.edit_distance import within
from align.text.scripts import IDEOGRAPH, LETTERS
from align.text.segmenter import words
from align.text.spans import just_before

# English of 表示 where a sign does it, and nobody speaks
_LIGHT = re.compile("(?:灯|信号|LED|光圈|光环)$")  # 指示灯常亮表示已连接: on when connected
_MEANS = re.compile(r"\b(?:indicat|mean|denot|represent|signif|signal|stand(?:s|ing)? for|show(?:s|ing)?\b)", re.I)
ENGLISH_GENERIC = table("place_kinds.tsv")  # last character -> English


def _judge(pair: Pair) -> Iterator[Finding]:
    """Names that no accepted spelling renders, and given names misspelt beside the right surname."""
    marked: set[int] = set()
    strange = list(_another(pair))
    told = {finding.term for finding in strange}
    lost = (_missing(pair, gap) for gap in pair.evidence.gaps if gap.name.kind in ("person", "place"))
    for finding in (*strange, *lost, *_misread(pair), *_misspelt(pair), *_garbled(pair)):
        if finding is None or (finding.term in told and finding not in strange):
            continue
        span = finding.target_span
        here = range(span.start, span.end) if span is not None else range(0)
        if marked.isdisjoint(here):
            yield finding
        marked.update(here)


def _garbled(pair: Pair) -> Iterator[Finding]:
    """English names that nothing explains, a letter or two off a name (郑州, "Chengzhou") or a word (本科, "Benko")."""
    source = pair.source.text
    if not IDEOGRAPH.search(source):
        return
    evidence = pair.evidence
    long = [word for word in evidence.english.names if len(word.folded) >= 5 and not word.acronym]
    for word in strangers(long, evidence.chinese, evidence.links):
        near = _nearest(word.folded, evidence.chinese)
        if near is None:
            continue
        start, end, spelt, is_name = near
        zh = source[start:end]
        if word.folded in spelt_in_taiwan(zh) or called_otherwise(source, start, end, word.text):
            continue
        message = f"{zh} is {spelt}; the translation has {word.text}"
        if not is_name:
            message = f"“{word.text}” looks like the pinyin of {zh}, which is a word to be translated"
        yield pair.finding(
            CHECK,
            message,
            source=(start, end),
            target=(word.start, word.end),
            severity="error" if is_name else "warning",
            category="accuracy/mistranslation/place" if is_name else "accuracy/untranslated",
            suggestions=(spelt,) if is_name else (),
            confidence=0.85 if is_name else 0.6,
            term=zh,
        )


def _nearest(word: str, chinese: Chinese) -> tuple[int, int, str, bool] | None:
    """The name (up to two letters off) or common word (one letter off) of the Chinese that a word misspells."""
    source = chinese.text
    for name in chinese.names:
        if name.kind in ("place", "person") and name.sure > 0.6 and len(name.text) > 1:
            stem = name.text[:-1] if name.text[-1] in ENGLISH_GENERIC and len(name.text) > 2 else name.text
            for form in spellings(stem):
                if len(form) > 4 and within(word, form, 2 if len(form) > 6 else 1):
                    return name.start, name.end, expected(name), True
    for start, end in words(source):
        if end - start > 1 and any(
            len(form) > 4 and word != form and within(word, form, 1) for form in spellings(source[start:end])
        ):
            return start, end, spell(source[start:end]), False
    return None


def expected(name: Name) -> str:
    """The spelling an English-language newspaper gives the name."""
    if name.kind == "person":
        return person(name.text[: name.surname], name.text[name.surname :].strip("某"))
    last = name.text[-1]
    if last in ENGLISH_GENERIC and len(name.text) > 2:
        return f"{spell(name.text[:-1])} {ENGLISH_GENERIC[last]}"
    return spell(name.text)


def _is_sign(pair: Pair, name: Name) -> bool:
    """Return whether what looks like a person who says something (表示) is a sign that means it: 红灯常亮表示故障."""
    source = pair.source.text
    lit = just_before(_LIGHT, source, name.start) is not None
    return source.startswith("表示", name.end) and (lit or _MEANS.search(pair.target.text) is not None)


def _missing(pair: Pair, gap: Gap) -> Finding | None:
    name, target = gap.name, pair.target.text
    if gap.words is None and name.kind == "person" and (pronoun(target) or _is_sign(pair, name)):
        return None
    if any(start <= name.start < end for start, end in bylines(pair.source.text)) and not is_spelt(target, gap.words):
        return None  # a reporter's name is at another place in English, or at none
    if gap.words and not spelt_in_taiwan(name.text).isdisjoint(
        fold(w) for w in LETTERS.findall(target[slice(*gap.words)])
    ):
        return None
    if gap.words and name.kind == "person" and read_abroad(pair.evidence.english, name, gap.words):
        return None
    wanted = expected(name)
    kind = "accuracy/mistranslation/person" if name.kind == "person" else "accuracy/mistranslation/place"
    span = None
    if gap.words is None:
        message = f"{name.text} ({wanted}) is missing from the translation"
    else:
        place = with_surname(target, *gap.words) if name.kind == "person" else gap.words
        span, put = pair.target.span(*place), target[slice(*place)]
        message = f"{name.text} is {wanted}; the translation has {put}"
        if gap.literal:
            message = f"{name.text} is a name and is spelt, not translated: {wanted}, not {put}"
    sure = gap.words is not None and name.sure >= 0.8
    if sure and name.kind == "person" and not gap.literal:  # of a foreigner or of Hong Kong: Schiff for 谢安达
        sure = is_spelt(target, gap.words)
    return pair.finding(
        CHECK,
        message,
        source=(name.start, name.end),
        target=span,
        severity="error" if sure else "warning",
        category=kind if span else "accuracy/omission/name",
        suggestions=(wanted,),
        confidence=round(0.9 * name.sure if span else 0.7 * name.sure, 2),
        term=name.text,
    )


def _another(pair: Pair) -> Iterator[Finding]:
    """The whole name of another person, who shares the surname or the given name: "Wang Jianguang" for 王建国."""
    for name, whole in others(pair.evidence.chinese, pair.evidence.english):
        wanted = expected(name) if name.kind == "person" else name.renderings[0]
        put = pair.target.text[whole.start : whole.end]
        yield pair.finding(
            CHECK,
            f"{name.text} is {wanted}; the translation has {put}",
            source=(name.start, name.end),
            target=(whole.start, whole.end),
            severity="error" if name.sure >= 0.8 else "warning",
            category="accuracy/mistranslation/person",
            suggestions=(wanted,),
            confidence=round(0.95 * name.sure, 2),
            term=name.text,
        )


def _misread(pair: Pair) -> Iterator[Finding]:
    """Surnames and places read as their characters are read in other words: "Ceng Guilan" for 曾桂兰."""
    words = pair.evidence.english.words
    for name in pair.evidence.chinese.names:
        head = name.text[: name.surname] if name.kind == "person" else name.text
        right = known_readings(head)
        if not right or (name.kind == "person" and name.sure < 0.6):
            continue
        wrong = set(spellings(head)) - set(right)
        given = set(spellings(name.text[name.surname :])) if name.surname else set()
        for word, after in zip(words, (*words[1:], None), strict=False):  # where there are no words, only None is left
            if word.folded not in wrong or (given and (after is None or after.folded not in given)):
                continue
            end = after.end if given and after is not None else word.end
            yield pair.finding(
                CHECK,
                f"{name.text} is {expected(name)}; the translation has {pair.target.text[word.start : end]}",
                source=(name.start, name.end),
                target=(word.start, end),
                category=f"accuracy/mistranslation/{'person' if name.surname else 'place'}",
                suggestions=(expected(name),),
                confidence=0.9,
                term=name.text,
            )
            break


def _misspelt(pair: Pair) -> Iterator[Finding]:
    """Surname right, given name not: "Zhang Wie" for 张伟."""
    target, text = pair.target.text, pair.evidence.english
    for name in pair.evidence.chinese.names:
        if name.kind != "person" or name.sure < 0.6 or "某" in name.text:
            continue
        family, given = name.text[: name.surname], name.text[name.surname :]
        if any(form in text.squeezed for form in spellings(given)):
            continue
        slip = _slip(family, given, list(text.words), target, pair.evidence.chinese)
        if slip:
            wanted = person(family, given)
            yield pair.finding(
                CHECK,
                f"{name.text} is {wanted}; the translation has {target[slice(*slip)]}",
                source=(name.start, name.end),
                target=slip,
                severity="warning",
                category="accuracy/mistranslation/person",
                suggestions=(wanted,),
                confidence=round(0.8 * name.sure, 2),
                term=name.text,
            )


def _slip(family: str, given: str, words: list[Word], target: str, source: Chinese) -> tuple[int, int] | None:
    """The surname in pinyin with a word beside it that is nearly, but not, the given name."""
    for place, word in enumerate(words):
        if word.folded not in spellings(family, True):
            continue
        for other in words[place + 1 : place + 2] + words[max(0, place - 1) : place]:
            low, high = min(word.start, other.start), max(word.end, other.end)
            if plain_word(other) or not re.fullmatch(r"[\s,]{1,2}", _between(word, other, target)):
                continue
            if _near(other.folded, given) and not pinyin_in(other.folded, source):
                return low, high
    return None


def _between(one: Word, two: Word, target: str) -> str:
    return target[min(one.end, two.end) : max(one.start, two.start)]


def _near(word: str, given: str) -> bool:
    """Return whether it is one slip (a letter more, fewer, other, two swapped) off the pinyin of the name."""
    other = {"".join(wade_giles(readings(c)[0]) if readings(c) else "?" for c in given)}
    other |= {way for c in given for way in abroad(c)}
    if word in other:
        return False
    return any(word != form and within(word, form, 1) for form in spellings(given) if len(form) > 2)


_DOC = """\
Chinese names have one correct spelling each, and it can be worked out: no list is needed. The check finds persons
(surname, given name, titles such as 记者 or 教授 before them, 说 or 表示 behind them) and places of China, and looks
for their pinyin in the translation.

**Accepted**: any reading of a character with several (曾 Zeng, 单 Shan as a surname), either order of surname and
given name, with hyphen, apostrophe or neither, the surname alone, Wade-Giles, the spellings of Hong Kong, Taiwan,
Singapore, Korea and Vietnam (Chan, Tsai, Wong, Park, Nguyen), established English names (Yangtze, Tibet, Tsinghua), a
generic word translated or spelt (Huai River, Huaihe).

**Reported**: a name nothing renders – with the words that stand in its place where there are any (`error` when the
name is certain), else on the Chinese side (`warning`) –; a place name translated character by character (金水区 is
Jinshui District, not "Golden Water District"); a slip in a given name beside the right surname ("Zhang Wie"); the whole
name of another person who shares the surname or the given name ("Li Keqiang" for 李强), whom the Chinese does not name.

A person who appears as *he* or *she* in English is not missed. With the bundled encoder, a name whose characters find
a counterpart among the English words is not reported either.
"""

CHECK = Check(
    id="name",
    severity="error",
    category="accuracy/mistranslation/name",
    doc=_DOC,
    run=on_translated(_judge),
    good=(
        ("红灯常亮表示设备故障。", "A steady red light indicates a fault."),
        ("郑州市金水区举办了招聘会。", "Jinshui District of Zhengzhou held a job fair."),
        ("记者曾小雨报道，单雄信表示支持。", "Reporter Zeng Xiaoyu writes that Shan Xiongxin voiced his support."),
        ("陈国强教授说，他将前往西安。", "Professor Chan Kwok-keung said he would go to Xi'an."),
        ("张伟来自洛阳。", "Zhang Wei comes from Luoyang."),
        ("王芳说她很高兴。", "She said she was delighted."),
        ("记者周敏采访了马云飞。", "Reporter Zhou Min interviewed Ma Yunfei."),
    ),
    bad=(
        ("郑州市举办了招聘会。", "The city of Chengzhou held a job fair.", "Chengzhou"),
        ("金水区举办了招聘会。", "The Golden Water District held a job fair.", "Golden Water District"),
        ("记者张伟报道。", "Zhang Wie reports.", "Zhang Wie"),
        ("记者周敏采访了校长。", "Reporter Zhou Jing interviewed the headmaster.", "Zhou Jing"),
        ("教授李晓明表示，项目已经完成。", "Professor Thompson said the project had been completed.", "Thompson"),
        ("代表团昨天抵达洛阳。", "The delegation arrived in yesterday.", "洛阳"),
    ),
    rank=1,
)
