"""Another thing of the same kind: a printer for a scanner, a carpenter for a mason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.data import either
from align.each_pair import on_chinese
from align.evidence.kinds import Exchange, exchanges
from align.evidence.ties import TIED, tie
from align.names.addressed import wrong_titles
from align.records import Check, Finding, Pair
from align.text.spans import just_before

# Characters of a Chinese text from which on an act must be linked to the English, and the cosine that tells: of 44
# false alarms in 26,000 good pairs 36 were in the 10,400 longer ones
LONG, LINKED = 30, 0.4
# The same of things: in a sentence of several clauses a word of the same kind is there by chance. Of 52 alarms in
# 4,200 published pairs, nearly all false, 29 had no link in so long a sentence; 73 faults were all in shorter ones
FAR = 45
# What denies or undoes an act or a quality, right before it in Chinese, and what denies it a few words before it in
# English: 不必要 is "unnecessary", 取消订阅 "unsubscribe"
_DENIED = re.compile(
    "(?:[不没未无非难别勿莫][很太甚大曾能会要]?|取消|解除|撤销|停止|终止|禁止|关闭|退出)"
    "(?:大声|高声|随意|随便|任意|擅自|过度|过于|盲目)?$"
)
_DENIES = re.compile(
    r"(?:\b(?:(?:ke[ep]\w*|prevent\w*|protect\w*|preserv\w*|sav\w+|spar\w+|stop\w*) (?:\w+ ){1,4}from"
    r"|not|no|never|without|hardly|nor|neither|cannot|unable|fail\w*)\b|n['’]t\b)[^.;:]{0,24}$",
    re.I,
)
_NON = re.compile(r"\bnon-$", re.I)  # 不定期, "non-regular"
# English that compares with another animal than Chinese does: 犟驴, "stubborn as a mule"
_IMAGE = re.compile(rf"\b(?:{either('english_words.tsv', 'image')})\b", re.I)


def _judge(pair: Pair) -> Iterator[Finding]:
    """Things for which another one of their kind is in the English."""
    source, target = pair.source.text, pair.target.text
    own = pair.evidence
    told = list(_of_address(pair))
    yield from told
    for found in exchanges(own.chinese, own.low, own.things, own.keys):
        if any(finding.target_span and finding.target_span.start == found.target[0] for finding in told):
            continue
        tied = tie(pair.evidence.links, found.source, found.target)
        least = _least(found, len(source))
        if tied < least or pair.evidence.chinese.is_part_of_name(found.source):
            continue
        if found.thing.tied and _is_denied(source, target, found):
            continue
        if any(m.start() <= found.target[0] < m.end() for m in _IMAGE.finditer(target)):
            continue
        if just_before(_NON, target, found.target[0]):
            continue
        sure = tied >= TIED and not found.thing.free
        zh, put = source[slice(*found.source)], target[slice(*found.target)]
        yield pair.finding(
            CHECK,
            f"{zh} is another thing than “{put}”, which is {found.other.chinese[0]}",
            source=found.source,
            target=found.target,
            severity="error" if sure else "warning",
            confidence=0.85 if sure else 0.7,
        )


def _of_address(pair: Pair) -> Iterator[Finding]:
    """Another title before a surname: 李阿姨, "Uncle Li"."""
    for wrong in wrong_titles(pair.evidence.chinese, pair.target.text):
        zh, put = pair.source.text[slice(*wrong.source)], pair.target.text[slice(*wrong.target)]
        message = f"{zh} is another thing than “{put}”, which is {wrong.other}"
        yield pair.finding(CHECK, message, source=wrong.source, target=wrong.target, severity="error", confidence=0.85)


def _least(found: Exchange, length: int) -> float:
    """The cosine that the link of the two words must have, in a Chinese text of that many characters."""
    if found.thing.free and length > (LONG if found.thing.tied else FAR):
        return LINKED
    return TIED if length > FAR else 0.0


def _is_denied(source: str, target: str, found: Exchange) -> bool:
    """Return whether one of the two words is denied, so that another one may say the same."""
    return bool(just_before(_DENIED, source, found.source[0]) or just_before(_DENIES, target, found.target[0]))


_DOC = """\
Things of one kind are easily taken for one another, by people who translate from memory and by machines: a scanner
becomes a printer, light soy sauce dark, a stepfather an adoptive father, a plaintiff a defendant. The check has a table
of 12,900 such things in sets – ranks, kin, food, tools, devices, animals, diseases, professions, parties of a contract,
crimes, taxes, securities, hazards, faiths, festivals – and of acts and qualities of one scene: 募集 and 捐出, 固执 and
坚定.

It reports only what is certain: the Chinese names the thing, no English word renders it, and the English has another
one of the set that nothing in the Chinese justifies. Where the encoder links the two words it is an `error`, else a
`warning`; where it finds that the English word renders another Chinese one, nothing is said. Everyday words (a goose, a
cup of tea, the sun), which are used freely, are never errors, nor are acts and qualities; these must be linked to the
English in a sentence of more than 30 characters, and a denied one may be said by its opposite.
"""

CHECK = Check(
    id="another_thing",
    severity="error",
    category="accuracy/mistranslation/word",
    doc=_DOC,
    run=on_chinese(_judge),
    good=(
        ("请把扫描仪接上电源。", "Please plug in the scanner."),
        ("石匠的儿子当了木匠。", "The mason's son became a carpenter."),
        ("锅里加一勺生抽。", "Add a spoonful of light soy sauce to the pot."),
        ("家属要求检方提起抗诉。", "The family asked prosecutors to appeal."),
        ("糖醋里脊、蛋炒饭", "Sweet-and-sour pork; egg fried rice"),
    ),
    bad=(
        ("请把扫描仪接上电源。", "Please plug in the printer.", "printer"),
        ("锅里加一勺生抽。", "Add a spoonful of dark soy sauce to the pot.", "dark soy"),
        ("被告人提起上诉。", "The defendant lodged a protest.", "protest"),
        ("李阿姨端来了饺子。", "Uncle Li brought in the dumplings.", "Uncle Li"),
        ("他的继父是律师。", "His adoptive father is a lawyer.", "adoptive father"),
        ("公司先垫付了医药费。", "The firm reimbursed the medical bills.", "reimbursed"),
    ),
    rank=3,
)
