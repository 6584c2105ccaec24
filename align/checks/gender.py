"""He for she and she for he: pronouns of the English against the pronouns, nouns and names of the Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from align.data import kinds
from align.each_pair import on_chinese
from align.records import Check, Finding, Pair

Sex = Literal["female", "male"]
_OTHER: dict[Sex, Sex] = {"female": "male", "male": "female"}
_PRONOUN: dict[Sex, re.Pattern[str]] = {
    "male": re.compile(r"\b(?:he|him|his|himself)\b(?! or she| or her|/)", re.I),
    "female": re.compile(r"\b(?:she|her|hers|herself)\b", re.I),
}
_PRONOUNS = frozenset("he him his himself she her hers herself".split())
# English that has somebody of that sex: "He said so," Ms Lee told me
_SOMEONE: dict[Sex, re.Pattern[str]] = {
    "male": re.compile(r"\b(?:Mr|Sir|Lord|man|men|boys?|father|dad|husband|sons?|brothers?|king|actor)\b"),
    "female": re.compile(
        r"\b(?:Ms|Mrs|Miss|lady|woman|women|girls?|mother|mom|wife|daughters?|sisters?|queen|actress)\b"
    ),
}
_CHARACTER: dict[Sex, re.Pattern[str]] = {"male": re.compile("他(?![们人国乡方日山处用])"), "female": re.compile("她")}
# what in the Chinese may be meant by a pronoun of that sex: characters, generously
_ANYBODY: dict[Sex, re.Pattern[str]] = {
    "male": re.compile(
        "他(?![们人国乡方日山处用])|父|爸|丈夫|男|先生|兄|弟|哥|儿子|爷|叔|伯|舅|国王|王子|皇帝|帝|神|主|其|汉|僧|公|佛|爹|婿|儿"
    ),
    "female": re.compile(
        "她|母|妈|妻|女|姐|妹|奶|姨|姑|婆|娘|太太|夫人|王后|公主|婶|嫂|船|其|妃|尼姑|国家|祖国|妇|号|媳|后"
    ),
}
# nouns that say which sex the person of the sentence has
_NOUN: dict[Sex, re.Pattern[str]] = {
    "female": re.compile(
        "女(?=法官|律师|记者|教师|老师|医生|科学家|作家|演员|导演|运动员|选手|歌手|警|工程师|教授|学生|司机|总统|总理|首相|部长|市长|"
        "主席|董事长|校长|企业家|飞行员|航天员|宇航员|士|孩|人|子|生|童|性)|小姐|太太|夫人|妈妈|母亲|奶奶|外婆|姐姐|妹妹|妻子|"
        "女儿|姑娘|公主|女王|王后|阿姨|姑姑|婶婶|大妈|寡妇|孕妇|产妇"
    ),
    "male": re.compile(
        "男(?=教师|老师|演员|运动员|选手|歌手|学生|护士|士|孩|人|子|生|童|性)|先生(?!们)|爸爸|父亲|爷爷|外公|哥哥|弟弟|丈夫|儿子|王子|"
        "国王|叔叔|伯伯|舅舅|大爷|和尚"
    ),
}
# persons of either sex
_SOMEBODY = re.compile(
    "老师|教师|医生|大夫|护士|记者|警察|同学|朋友|同事|老板|经理|司机|律师|教练|校长|作者|作家|顾客|客户|病人|患者|邻居|学生|主任|客人|领导|助理|秘书|选手"
)
_OWN = re.compile("([他她])的([\u4e00-\u9fff]{1,2})")
_MANY = re.compile("们|夫妇|夫妻|父母|男女|两人|双方|二人|孩子|人们|大家|各|每|谁")
_ENDS = re.compile(r"[.!?;:] |[\"“”]")
_CAPITAL = re.compile(r"\b[A-Z][a-z]+")
_KIN = re.compile("[他她其父母爸妈兄弟姐妹夫妻儿女]")
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
    if _PRONOUNS.isdisjoint(pair.evidence.keys):
        return
    clash = _written(pair) or _owned(pair) or _noun(pair) or _first_name(pair)
    if clash is not None:
        yield _finding(pair, clash)


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


def _sexes() -> Sequence[Sex]:
    return ("female", "male")


def _written(pair: Pair) -> _Clash | None:
    """他 with she alone, 她 with he alone."""
    source, target = pair.source.text, pair.target.text
    for sex in _sexes():
        here = _CHARACTER[sex].search(source)
        wrong = _PRONOUN[_OTHER[sex]].search(target)
        if here is None or wrong is None or _ANYBODY[_OTHER[sex]].search(source) or _PRONOUN[sex].search(target):
            continue
        if wrong[0].lower() in ("his", "her", "hers") and _SOMEBODY.search(source):  # it may be theirs
            continue
        if _OTHER[sex] in _named(target) or any(_SOMEONE[one].search(target) for one in (sex, _OTHER[sex])):
            continue  # she says of Donald that he …
        return _Clash(here.span(), wrong.span(), sex, f"“{here[0]}”", 0.85)
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
            mine = (links.source.starts < own.end(2)) & (links.source.ends > own.start(2))
            theirs = (links.target.starts < found.end(1)) & (links.target.ends > found.start(1))
            block = links.similarity[mine][:, theirs]
            if block.size and float(block.max()) >= _LINKED:
                return _Clash(own.span(), (found.start(), found.start() + 3), sex, f"“{own[1]}”", 0.85)
    return None


def _noun(pair: Pair) -> _Clash | None:
    """女法官 with *he* alone: nobody of the other sex is named on either side."""
    source, target = pair.source.text, pair.target.text
    if _CHARACTER["female"].search(source) or _CHARACTER["male"].search(source) or _MANY.search(source):
        return None
    for sex in _sexes():
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
        return None  # another name stands nearer to the pronoun
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


DOC = """\
Chinese hardly says whether a person is a man or a woman, English must. The check compares *he, him, his* and *she, her,
hers* with what the Chinese shows: the characters 他 and 她, nouns (女法官, 父亲, 先生), and with first names of the
English that only one sex bears (Ursula, Emmanuel).

It speaks where the Chinese shows one sex and nothing that could be of the other, and the English has pronouns of the
other sex alone; or where a possessive has the wrong sex before the noun that the Chinese gives to 她 or 他 (她的教练,
"his coach").
"""

CHECK = Check(
    id="gender",
    severity="error",
    category="accuracy/mistranslation/gender",
    doc=DOC,
    run=on_chinese(_judge),
    good=(
        ("他不听话，老师气坏了。", "The boy would not listen, and the teacher lost her temper."),
        ("她说她会回来。", "She said she would be back."),
        ("李女士说儿子已经回家。", "Ms Li said her son had come home; he was tired."),
        ("这位女作家出版了新书。", "The author published a new book; she is on tour."),
        ("他和姐姐住在一起。", "She lives with her brother."),
    ),
    bad=(
        ("她说会回来。", "He said he would be back.", "He"),
        ("这位女作家说新书下月出版。", "The author said his new book would come out next month.", "his"),
        ("默克尔表示将出席会议。", "Angela Merkel said he would attend the meeting.", "he"),
    ),
    rank=3,
)
