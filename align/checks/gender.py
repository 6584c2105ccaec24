"""He for she and she for he: pronouns of the English against the pronouns, nouns and names of the Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from align.data import either, kinds
from align.each_pair import on_chinese
from align.records import Check, Finding, Pair
from align.text.scripts import HAN

Sex = Literal["female", "male"]
_SEXES: tuple[Sex, ...] = ("female", "male")
_OTHER: dict[Sex, Sex] = {"female": "male", "male": "female"}
_PRONOUN: dict[Sex, re.Pattern[str]] = {
    # He, 18, scored twice: a surname
    "male": re.compile(r"\b(?:he|him|his|himself)\b(?! or she| or her|/|, \d\d?, )", re.I),
    "female": re.compile(r"\b(?:she|her|hers|herself)\b", re.I),
}
_PRONOUNS = frozenset("he him his himself she her hers herself".split())


def _words(kind: str) -> str:
    return either("gender_words.tsv", kind)


# English that has somebody of that sex: "He said so," Ms Lee told me
_SOMEONE = {sex: re.compile(rf"\b(?:{_words(f'{sex}_english')})\b") for sex in _OTHER}
_CHARACTER: dict[Sex, re.Pattern[str]] = {
    "male": re.compile("他(?![们人国乡方日山处用校项种款]|造(?:当事人|之|者|得|应|均|同意|未|不))"),
    "female": re.compile("她"),
}
# What in the Chinese may be meant by a pronoun of that sex: characters, generously
_ANYBODY = {sex: re.compile(_words(f"{sex}_meant")) for sex in _OTHER}
# Nouns that say which sex the person of the sentence has: 女法官, 母亲
_NOUN = {
    sex: re.compile(f"{char}(?={_words(f'{sex}_office')})|{_words(f'{sex}_noun')}")
    for sex, char in (("female", "女"), ("male", "男"))
}
_WHOLE = {
    sex: re.compile(f"{char}(?:{_words(f'{sex}_office')})|{_words(f'{sex}_noun')}")
    for sex, char in (("female", "女"), ("male", "男"))
}
# A possessive: not the "her" of "I miss her very much"
_OWNS = re.compile(
    r"(?:his|hers?)\b(?! *[,.;:!?]| *$| (?:very|so|too|again|back|and|or|but|to|in|at|on|for|with|from)\b)", re.I
)
_SPEAKS = re.compile("[“‘「]?[我你您他她咱]")
_OPENS = re.compile("^[“‘「]?(?:(?:[那这]|一)[个位名])?")
_NEUTRAL = re.compile(_words("neutral"))
_BOTH = re.compile(r"\b(?:he|his|him|himself) or |[/(]s?he\b", re.I)  # he or she
_TITLE_ZH: dict[Sex, re.Pattern[str]] = {
    "female": re.compile(rf"(?<=[{HAN}])(?:女士|小姐|太太|夫人)"),
    "male": re.compile(rf"(?<=[{HAN}])先生"),  # of scholars a woman may be one, too: a warning
}
_TITLE: dict[Sex, re.Pattern[str]] = {
    "female": re.compile(r"\b(?:Mrs|Ms|Miss|Madame?)\b\.?(?= [A-Z])"),
    "male": re.compile(r"\b(?:Mr|Mister)\b\.?(?= [A-Z])"),
}
_NAME = re.compile(r"[a-z,] [A-Z][a-z]+")
_SOMEBODY = re.compile(either("chinese_words.tsv", "somebody"))  # of either sex
_OWN = re.compile(f"([他她])的([{HAN}]{{1,2}})")
_MANY = re.compile(either("chinese_words.tsv", "several_people"))
_ENDS = re.compile(r"[.!?;:] |[\"“”]")
_CAPITAL = re.compile(r"\b[A-Z][a-z]+")
_KIN = re.compile("[他她其父母爸妈兄弟姐妹夫妻儿女]")
_THEY_ZH, _SINGLE_ZH = re.compile("[他她]们"), re.compile("[他她它](?!们)|某|[爸妈父母爷奶哥弟姐妹儿女夫妻子]")
_ONE = re.compile(r"(?:^|[\"“]|^[A-Z]\w+,? )((?:[Hh]e|[Ss]he)\b)(?! or |/)")  # the subject that a sentence begins with
_SEVERAL = re.compile(rf"\b(?:{_words('several_english')})\b", re.I)
_SURNAME = 16  # characters behind a first name in which its surname ends
_LINKED = 0.3  # cosine from which the word behind a possessive renders the Chinese noun


@dataclass(frozen=True)
class _Clash:
    """What shows the sex in the Chinese (or English), and the pronoun that does not fit it."""

    source: tuple[int, int] | None
    target: tuple[int, int]
    sex: Sex
    why: str
    sure: float


def _judge(pair: Pair) -> Iterator[Finding]:
    """Pronouns of the wrong sex."""
    clash = _titled(pair)
    if clash is None and not _PRONOUNS.isdisjoint(pair.evidence.keys):
        clash = _written(pair) or _owned(pair) or _noun(pair) or _first_name(pair) or _only(pair)
    if clash is not None:
        yield _finding(pair, clash)
    elif several := _several(pair):
        here, put = several
        message = f"“{here[0]}” is they; the translation has “{put[1]}”"
        yield pair.finding(CHECK, message, source=here.span(), target=put.span(1), severity="warning", confidence=0.7)


def _finding(pair: Pair, clash: _Clash) -> Finding:
    put = pair.target.text[slice(*clash.target)]
    return pair.finding(
        CHECK,
        f"{clash.why} is {'she' if clash.sex == 'female' else 'he'}; the translation has “{put}”",
        source=clash.source,
        target=clash.target,
        severity="error" if clash.sure > 0.8 else "warning",
        confidence=clash.sure,
    )


def _titled(pair: Pair) -> _Clash | None:
    """王先生 as *Mrs Wang*: titles of one sex alone on either side, and in the Chinese nobody of the other."""
    source, target = pair.source.text, pair.target.text
    for sex in _SEXES:
        here, wrong = _TITLE_ZH[sex].search(source), _TITLE[_OTHER[sex]].search(target)
        if here is None or wrong is None or _MANY.search(source):
            continue
        if _ANYBODY[_OTHER[sex]].search(source) or _SOMEONE[sex].search(target) or _TITLE[sex].search(target):
            continue
        return _Clash(here.span(), wrong.span(), sex, f"“{here[0]}”", 0.85 if sex == "female" else 0.75)
    return None


def _written(pair: Pair) -> _Clash | None:
    """他 with she alone, 她 with he alone."""
    source, target = pair.source.text, pair.target.text
    for sex in _SEXES:
        here = _CHARACTER[sex].search(source)
        wrong = _PRONOUN[_OTHER[sex]].search(target)
        if here is None or wrong is None or _ANYBODY[_OTHER[sex]].search(source) or _PRONOUN[sex].search(target):
            continue
        if _BOTH.search(target):
            continue
        if wrong[0].lower() in ("his", "her", "hers") and _SOMEBODY.search(source):  # it may be theirs
            continue
        if _OTHER[sex] in _named(target) or any(_SOMEONE[one].search(target) for one in (sex, _OTHER[sex])):
            continue  # she says of Donald that he …
        return _Clash(here.span(), wrong.span(), sex, f"“{here[0]}”", 0.85)
    return None


def _only(pair: Pair) -> _Clash | None:
    """他 with *her*, 她 with *he*, whatever else is in the English, where the Chinese has nobody but this one.
    In 44,000 pairs with 他 or 她 it found five wrong pronouns and nothing else."""
    source, target = pair.source.text, pair.target.text
    if _MANY.search(source) or _BOTH.search(target) or _NAME.search(target):
        return None
    for sex in _SEXES:
        here = _CHARACTER[sex].search(source)
        pronouns: Iterator[re.Match[str]] = _PRONOUN[_OTHER[sex]].finditer(target)
        right = _PRONOUN[sex].search(target) is not None  # beside it "his" may be that of a man nobody names
        pronouns = (p for p in pronouns if not _SOMEONE[sex].match(target, p.end() + 1))  # his wife
        wrong = next((p for p in pronouns if not (right and _OWNS.match(target, p.start()))), None)
        if here is None or wrong is None or _ANYBODY[_OTHER[sex]].search(source):
            continue
        others = _WHOLE[sex].sub(" ", source)
        if not (_SPEAKS.match(source) or _WHOLE[sex].match(_OPENS.sub("", source))):
            continue  # it begins with somebody of whom nothing is known: 庙祝不允许，直到她急哭了
        if _NEUTRAL.search(others) or _SOMEBODY.search(others) or _SOMEONE[_OTHER[sex]].search(target):
            continue
        if any(name.kind in ("person", "sound") for name in pair.evidence.chinese.names) or _named(target):
            continue
        return _Clash(here.span(), wrong.span(), sex, f"“{here[0]}”", 0.7)
    return None


def _owned(pair: Pair) -> _Clash | None:
    """她的教练 as *his coach*: the word behind the possessive renders the noun, and nobody of that sex is there."""
    source, target, links = pair.source.text, pair.target.text, pair.evidence.links
    if links is None:
        return None
    for own in _OWN.finditer(source):
        sex: Sex = "female" if own[1] == "她" else "male"
        wrong, right = ("his", "her") if sex == "female" else ("her", "his")
        if _ANYBODY[_OTHER[sex]].search(source):
            continue
        for found in re.finditer(rf"\b{wrong} (\w+)", target):
            if re.search(rf"\b{right} {re.escape(found[1])}\b", target):
                continue
            mine, theirs = links.source.touching(*own.span(2)), links.target.touching(*found.span(1))
            block = links.similarity[mine, theirs]
            if block.size and float(block.max()) >= _LINKED:
                return _Clash(own.span(), (found.start(), found.start() + 3), sex, f"“{own[1]}”", 0.85)
    return None


def _several(pair: Pair) -> tuple[re.Match[str], re.Match[str]] | None:
    """他们 with *she*, nobody else in the Chinese and nothing of several people in the English. In 286 pairs of
    parallel text with 他们 it found nothing."""
    source, target = pair.source.text, pair.target.text
    here, put = _THEY_ZH.search(source), _ONE.search(target)
    if here is None or put is None or _SINGLE_ZH.search(source) or _SEVERAL.search(target):
        return None
    others = _THEY_ZH.sub(" ", source)
    named = any(name.kind in ("person", "sound") for name in pair.evidence.chinese.names)
    return None if named or _NEUTRAL.search(others) or _SOMEBODY.search(others) else (here, put)


def _noun(pair: Pair) -> _Clash | None:
    """女法官 with *he* alone: nobody of the other sex is named on either side."""
    source, target = pair.source.text, pair.target.text
    if _CHARACTER["female"].search(source) or _CHARACTER["male"].search(source) or _MANY.search(source):
        return None
    for sex in _SEXES:
        here = _NOUN[sex].search(source)
        wrong = _PRONOUN[_OTHER[sex]].search(target)
        if here is None or wrong is None or _ANYBODY[_OTHER[sex]].search(source) or _PRONOUN[sex].search(target):
            continue
        if wrong.start() < len(target) // 4 or _OTHER[sex] in _named(target):
            continue
        return _Clash(here.span(), wrong.span(), sex, source[here.start() : here.end() + 1], 0.7)
    return None


def _first_name(pair: Pair) -> _Clash | None:
    """Ursula … he: the one first name of the English is of the other sex, and the Chinese has no pronoun."""
    source, target = pair.source.text, pair.target.text
    if _CHARACTER["female"].search(source) or _CHARACTER["male"].search(source) or _MANY.search(source):
        return None
    named = _named(target)
    if len(named) != 1:
        return None
    (sex,) = named
    wrong = _PRONOUN[_OTHER[sex]].search(target)
    if wrong is None or _PRONOUN[sex].search(target) or _KIN.search(source) or _NOUN[_OTHER[sex]].search(source):
        return None
    if any(word.start() > named[sex][1] + _SURNAME for word in _CAPITAL.finditer(target, 0, wrong.start())):
        return None  # another name is nearer to the pronoun
    if _ENDS.search(target, named[sex][1], wrong.start()) or named[sex][1] > wrong.start():
        return None
    return _Clash(None, wrong.span(), sex, target[slice(*named[sex])], 0.75)


def _named(target: str) -> dict[Sex, tuple[int, int]]:
    """The sexes of the first names in the English, each with its first place."""
    out: dict[Sex, tuple[int, int]] = {}
    names = kinds("first_names.tsv")
    for word in _CAPITAL.finditer(target):
        name = word[0].lower()
        if name in names["female"]:
            out.setdefault("female", word.span())
        elif name in names["male"]:
            out.setdefault("male", word.span())
    return out


_DOC = """\
Chinese hardly says whether a person is a man or a woman, English must. The check compares *he, him, his* and *she, her,
hers* with what the Chinese shows: the characters 他 and 她, nouns (女法官, 父亲), and with first names of the
English that only one sex bears (Ursula, Emmanuel); and the titles 先生, 女士, 小姐, 太太 with *Mr, Mrs, Ms, Miss*.

It speaks where the Chinese shows one sex and nothing that could be of the other, and the English has pronouns of the
other sex alone, or of one person where it has 他们; or where a possessive has the wrong sex before the noun that the
Chinese gives to 她 or 他 (她的教练, "his coach").
"""

CHECK = Check(
    id="gender",
    severity="error",
    category="accuracy/mistranslation/gender",
    doc=_DOC,
    run=on_chinese(_judge),
    good=(
        ("他不听话，老师气坏了。", "The boy would not listen, and the teacher lost her temper."),
        ("她说她会回来。", "She said she would be back."),
        ("李女士说儿子已经回家。", "Ms Li said her son had come home; he was tired."),
        ("这位女作家出版了新书。", "The author published a new book; she is on tour."),
        ("他把小猫放在桌上，喂了它一点牛奶。", "He put the kitten on the table and gave her some milk."),
        ("掌柜起先不肯，直到她急哭了才答应。", "The innkeeper did not give his consent until she cried."),
        ("他和姐姐住在一起。", "She lives with her brother."),
        ("赵太太来了。", "Mr Zhao's wife has come."),
        ("孙先生的女儿到了。", "Ms Sun has arrived."),
        ("他们夫妻昨天搬走了。", "She and her husband moved out yesterday."),
        ("他们都同意了。", "Everybody agreed, and so did he."),
    ),
    bad=(
        ("她说会回来。", "He said he would be back.", "He"),
        ("这位女作家说新书下月出版。", "The author said his new book would come out next month.", "his"),
        ("妻子说她累了。", "His wife said that he was tired.", "he"),
        ("那个姑娘迷了路，她哭了。", "The girl lost her way and he wept.", "he"),
        ("林女士没有签字。", "Mr Lin did not sign.", "Mr"),
        ("他走了，我很想他。", "He has gone, and I miss her very much.", "her"),
        ("他们昨天搬走了。", "She moved out yesterday.", "She"),
        ("默克尔表示将出席会议。", "Angela Merkel said he would attend the meeting.", "he"),
    ),
    rank=3,
)
