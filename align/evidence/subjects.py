"""Two parties of a short clause that have changed places: 护士递给医生一把剪刀, "the doctor handed the nurse scissors".

Where no table knows the verb, the order tells: in a plain Chinese clause the one who acts comes first, and so it is
in an English clause that is not passive. The parties are two names, or two of a kind that the tables know
(:func:`align.evidence.exchanged.candidates`); a linked verb must be between them in the English. Clauses that can be
turned round (和, 遇见, 向 … 学, 从 … 买) are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.evidence.exchanged import BESIDE_IT, Candidate, Rendered, is_turned
from align.evidence.roles import Anchor, anchors
from align.evidence.weigh import Evidence
from align.records import Links
from align.text.english import function_words

SHORT = 26  # characters of a clause in which the order is that of who acts and upon whom
BESIDE = 14  # letters between a party of the English and its verb: has already been told
_HEAD = re.compile(
    "(?:[这那一某该][位个名只头条匹对家]?|我们?的?|他们?的?|她们?的?|后来|有一天|昨天|今天|于是|然后|，)?"
)
# Words by which another one may act, or both alike
_TURNING = re.compile(
    "[被由遭受叫让跟随听从问是为和与同及或像比归属靠即哪谁]|所|什么|等于|会[见晤]|遇[见到]|碰[见到]|结婚|[娶嫁]|见面|认识|约会"
    "|相[同似等当邻遇识爱]|来自|得到|收到|接到|获得|租|借(?!给)|买(?!方)|购|输|赢|胜|[不没未]"
    "|向[^，]{1,8}(?:学|请教|要|索|取|求)"
)
_NO_ORDER = re.compile(
    r"\b(?:by|from|who|whom|which|that|whose|than|is|are|was|were|be|been|being|get|gets|got|there|and|or)\b|,|['’]s "
)
_CLAUSE = re.compile("[^，。；：！？、“”,]{5,}")
_WORD = re.compile(r"\w+")


def crossed(evidence: Evidence, links: Links, known: Sequence[Candidate]) -> Iterator[tuple[Rendered, Rendered]]:
    """Parties of a short clause that stand in each other's place in the English, in the order of the Chinese;
    ``known``: the :func:`~align.evidence.exchanged.candidates`."""
    turned = [(min(one, two), max(one, two)) for one, two, _ in known if is_turned(one, two)]
    if not turned:
        return
    source, text = evidence.chinese, evidence.english
    clause = _CLAUSE.match(source.text)
    if clause is None or len(clause[0]) > SHORT or _TURNING.search(clause[0]):
        return
    pairs = [(one, two) for one, two in turned if two.source[1] <= clause.end() and _heads(source.text, one)]
    pairs = [(one, two) for one, two in pairs if not source.text.endswith("的", 0, two.source[0])]
    if not pairs:
        return
    low = text.text.lower()
    anchored = [a for a in anchors(source, text, links) if a.source < clause.end()]
    for one, two in pairs:
        if _acts(one, two, low, anchored):
            yield one, two
            return


def _heads(source: str, one: Rendered) -> bool:
    """Return whether the clause begins with this party, and with no more of it: 医生的妻子 is not the doctor, and
    沙发旁边放着椅子 is not about what the sofa does."""
    head, behind = _HEAD.match(source), one.source[1]
    whole = not source.startswith("的", behind) and BESIDE_IT.match(source, behind) is None
    return whole and head is not None and one.source[0] <= head.end()


def _acts(one: Rendered, two: Rendered, low: str, known: Sequence[Anchor]) -> bool:
    """Return whether the English begins with the second party, goes on with a verb and then comes to the first."""
    first, last = two.target, one.target
    verbs = [a for a in known if first[1] <= a.start < last[0] and a.source >= one.source[1]]
    if not verbs or verbs[0].start - first[1] > BESIDE or len(_WORD.findall(low[: first[0]])) > 2:
        return False
    verb = min(verbs, key=lambda a: a.start)
    if low[verb.start : verb.end] in function_words("grammar"):
        return False
    return _NO_ORDER.search(low, first[1], last[0]) is None and not low.startswith(("'s", "’s"), last[1])
