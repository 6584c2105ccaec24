"""What is done and what is to come: 已签署协议, "will sign an agreement"; 拟在上海建厂, "built a plant in Shanghai".

The Chinese says it by an adverb before the verb (已, 曾, 刚; 将, 拟, 即将), the English by the form of the verb. So the
verb behind the adverb is looked up among the token links, and only the form of the English word that renders it counts:
a verb of another clause may stand in any tense.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.data import either
from align.evidence.ties import tie
from align.records import Links
from align.text.spans import just_before
from align.text.word_keys import Keys, may_hold

MOST = 400  # tokens of a side; in a longer text, which is no sentence, each verb would be compared with each other
CLAUSE = 120  # letters before a past form in which the conjunction of its clause is
LINKED = 0.4  # cosine from which an English verb renders the Chinese one
_CLAUSE = re.compile("[^，。；：！？、,;:!?“”‘’…（）()]+")
_DONE = re.compile("(?<![其凡将会要从])已(?:经|于)?(?![婚故知有成然往])|业已|曾经?|刚刚?(?!好|才|强|性|需)")
# 将 before a noun is 把: only a verb, or a place or a time before it, may follow
_COMING = re.compile(
    "(?<![不必即])将(?:于|在|会|要)?(?![军领士帅其这该他她它此])|即将|行将|(?<![模虚草])拟(?![定议])|定于"
)
_ALONE, _WHEN = "将", re.compile("[明后次]年|下[周个月]|今后|未来|届时|年[底内]|月底|即日|[日月]起")
_REST = 2  # characters behind a verb up to which 将 by itself cannot be 把: 将落水儿童救起
_PHRASE = re.compile("[于在向对被由从与和同按经就以给为]")  # 已于9月动工, 已向警方报案
_PLACE = re.compile("[于在赴]")
_NEAR, _FAR = 3, 12  # characters between adverb and verb: without such a phrase, and with one
# Behind 已 what is decided or announced is still to come; 已…的, 已…者 and 已…后 are no statements
_OPEN = re.compile(
    "[将会要拟者之后前时如若应但即便可能]|计划|准备|打算|决定|同意|承诺|宣布|预计|预期|表示|要求|安排|授权|批准|确[定认]|允许"
    "|开始|列入|提出|建议"
)
_ATTRIBUTE = 4  # characters behind 已 in which a 的 makes it no statement: 已签署的协议, not 已偿还到期的债券
_IF = re.compile("如果|[若如]|假[如使]|倘|一旦|凡|只要|除非|以前|之前|[当待等]")
_WAS = re.compile("[已曾了过刚]|完成|的|[如若]|[时后前]$")
_PAST_TIME = re.compile("前|过去|当时|曾|原|后来|随后|当年|那时|历史|昨|去年|上[周月个年]")
_FUTURE = re.compile(
    r"(?:\bwill|['’]ll|\b(?:is|are|am) (?:about|going|set|due|scheduled|expected|planning) to"
    r"|\b(?:plans?|intends?|expects?|hopes?) to)"
    r" (?:(?:also|soon|now|then|officially|formally|fully|still|\w+ly) )?(?!have\b|not\b|be able)(?:be )?"
    r"(?P<verb>[a-z]+)"
)
_FUTURE_WORDS = frozenset(  # of which one is in what that matches
    "will ll about going set due scheduled expected planning plan plans intend intends".split()
    + "expect expects hope hopes".split()
)
_SIMPLE = rf"(?!un|relat|bas|limit|interest)[a-z]{{2,}}ed|{either('english_words.tsv', 'past')}"
_PAST = re.compile(
    r"\b(?:has|have|was|were) (?:(?:already|also|since|now|just|\w+ly) )?(?:been )?(?P<verb>[a-z]{3,})\b"
    rf"|(?<=[a-z0-9] )(?P<simple>{_SIMPLE})\b"
)
# A participle: was never sent, a reduced price, as planned, from forwarded mail
_NO_PAST = re.compile(rf"\b(?:{either('english_words.tsv', 'before_participle')}) (?:\w+ly |then |not |also )?$")
_AHEAD = re.compile(rf"\b(?:{either('english_words.tsv', 'ahead')})\b|['’](?:ll|d)\b|n['’]t\b")


# 将在打印提示后被调用: "is called after the prompt has been printed"
_THEN = re.compile(r"\b(?:after|once|when|whenever|until|till|as soon as|if|before|by the time)\b[^,.;:!?]*$")


class Turned(NamedTuple):
    """A verb of which the sides say different tenses: spans of the Chinese, with the adverb, and of the English;
    ``done``: the Chinese says that it has happened."""

    source: tuple[int, int]
    target: tuple[int, int]
    done: bool


def turned(source: str, low: str, links: Links | None, there: Keys | None = None) -> Iterator[Turned]:
    """Verbs that the Chinese calls done and the English to come, or the other way about. ``low``: the English in lower
    case, of the same length; ``there``: the keys of its words, where they are known."""
    if links is None or max(links.similarity.shape) > MOST:
        return
    ahead = _FUTURE.finditer(low) if may_hold(_FUTURE_WORDS, there) else ()
    future = [(match.span(), match.span("verb")) for match in ahead]
    if future and "already" not in low:
        yield from _rendered(source, links, (_DONE, _IF, _OPEN), future)
    elif _COMING.search(source) and ("already" in low or (not future and not _AHEAD.search(low))):
        past = [(m.span(), m.span("verb")) for m in _PAST.finditer(low) if m["verb"]]
        past += [(m.span(), m.span("simple")) for m in _PAST.finditer(low) if m["simple"] and _is_past(low, m.start())]
        if future or _AHEAD.search(low):  # what is to come is said of something else
            past = [one for one in past if "already" in low[slice(*one[0])]]
        past = [one for one in past if not _THEN.search(low, max(0, one[0][0] - CLAUSE), one[0][0])]
        yield from _rendered(source, links, (_COMING, _PAST_TIME, _WAS), past)


def _is_past(low: str, at: int) -> bool:
    return just_before(_NO_PAST, low, at) is None


def _rendered(
    source: str,
    links: Links,
    patterns: tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]],
    groups: list[tuple[tuple[int, int], tuple[int, int]]],
) -> Iterator[Turned]:
    """Verbs behind an adverb that an English verb of some groups (whole, verb) renders. ``patterns``: the adverb, what
    excuses it anywhere before it, and behind it in the clause."""
    adverb, before, behind = patterns
    excused = before.search(source)
    for clause in _CLAUSE.finditer(source):
        said = adverb.search(source, *clause.span())
        if said is None or behind.search(source, said.end(), clause.end()):
            continue
        if adverb is _DONE and source.find("的", said.end(), min(clause.end(), said.end() + _ATTRIBUTE)) >= 0:
            continue
        if excused and excused.end() <= said.start():
            return
        for verb in _verbs(source, links, said, clause.end()):
            if source.count(source[slice(*verb)]) > 1:
                continue  # 这次演出…已演出四千场: the other one may be meant
            near = [(tie(links, verb, own), whole) for whole, own in groups]
            best, whole = max(near, default=(0.0, (0, 0)))
            taking = said[0] == _ALONE and clause.end() - verb[1] > _REST and not _WHEN.search(clause[0])
            if best >= LINKED and not taking:
                yield Turned((said.start(), verb[1]), whole, adverb is _DONE)
                break


def _verbs(source: str, links: Links, adverb: re.Match[str], end: int) -> Iterator[tuple[int, int]]:
    """Tokens that may be the verb behind an adverb, in a clause that ends at ``end``."""
    at = adverb.end()
    coming = adverb.re is _COMING
    far = (_PLACE if coming else _PHRASE).match(source, at) or source[at - 1] in "于在"
    least = at + (_FAR if far else 1 if coming else _NEAR)
    near = links.source.touching(at, min(least, end))
    for start, stop in zip(links.source.starts[near].tolist(), links.source.ends[near].tolist(), strict=True):
        if at <= start:
            yield start, stop
