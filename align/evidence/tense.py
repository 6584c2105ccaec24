"""What is done, goes on and is to come: 已签署协议, "will sign an agreement"; 正在修复, "has been repaired".

The Chinese says it by an adverb before the verb (已, 曾, 刚; 将, 拟, 即将), the English by the form of the verb. So the
verb behind the adverb is looked up among the token links, and only the form of the English word that renders it counts:
a verb of another clause may stand in any tense.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.data import either
from align.evidence import translations
from align.evidence.ties import tie
from align.records import Links
from align.text.english import small_words
from align.text.spans import just_before
from align.text.word_keys import Keys, may_hold

MOST = 400  # tokens of a side; in a longer text, which is no sentence, each verb would be compared with each other
CLAUSE = 120  # letters before a past form in which the conjunction of its clause is
LINKED = 0.4  # cosine from which an English verb renders the Chinese one
_CLAUSE = re.compile("[^，。；：！？、,;:!?“”‘’…（）()]+")
_DONE = re.compile(
    "(?<![其凡将会要从])已(?:经|于)?(?![婚故知有成然往久])|业已|曾经?|刚刚?(?!好|才|强|性|需)|终于(?=[^，。]{0,24}了)"
)
_AT_LAST = "终于"  # begins no attribute: 终于在邻县的旅馆里找到了
# 将 before a noun is 把: only a verb, or a place or a time before it, may follow
_COMING = re.compile(
    "(?<![不必即])将(?:于|在|会|要|把|由|向|对|与|陆续|继续|正式|首次|再次|逐步|全面|尽快|进一步)?"
    "(?![军领士帅其这该他她它此])|即将|行将|(?<![模虚草])拟(?![定议])|定于|(?<!不)打算|意欲|计划(?=[于今明下本])|(?<![没未])有意(?![思义识见无的志图者])"
)
_ALONE, _WHEN = "将", re.compile("[明后次]年|下[周个月]|今后|未来|届时|年[底内]|月底|即日|[日月]起")
_BESIDE = frozenset("还也均仍都则或")  # before 将, which is no 把 where the verb is right behind it: 还将招聘
_WORD = 2  # characters of a verb that the dictionary is asked for
_REST = 2  # characters behind a verb up to which 将 by itself cannot be 把: 将落水儿童救起
_PHRASE = re.compile("[于在向对被由从与和同按经就以给为把将]")  # 已于9月动工, 已向警方报案
_PLACE = re.compile("[于在赴把由向对与]")
_NEAR, _FAR = 3, 12  # characters between adverb and verb: without such a phrase, and with one
# Behind 已 what is decided or announced is still to come; 已…的, 已…者 and 已…后 are no statements
_OPEN = re.compile(
    "[将会要拟者之后前时如若应但即便可能]|计划|准备|打算|决定|同意|承诺|宣布|预计|预期|表示|要求|安排|授权|批准|确[定认]|允许"
    "|开始|列入|提出|建议"
)
_ATTRIBUTE = 4  # characters behind 已 in which a 的 makes it no statement: 已签署的协议, not 已偿还到期的债券
_NEVER = re.compile("(?!)")
_IF = re.compile("如果|[若如]|假[如使]|倘|一旦|凡|只要|除非|以前|之前|[当待等]")
_WAS = re.compile("[已曾了过刚]|完成|的|[如若]|[时后前]$")
_PAST_TIME = re.compile("(?<![底末])前|过去|当时|曾|原|后来|随后|当年|那时|历史|昨|去年|上[周月个年]")
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


# 正在修复 is not "has repaired", 曾任教 not "has been teaching"; 正在…时 and 正在…的 are rendered in many ways
_GOING = re.compile("(?<![反修改纠端公校真])正在|(?<!不)仍在|尚在")
_GOING_OPEN = re.compile("时(?![代间尚装期刻下速])|之[前后际]|[者已了过完]")
_GOING_EXCUSED = re.compile("[当若如]|已|刚才|当时")
_FINISHED = re.compile(
    r"\b(?:has|have|was|were) (?:(?:already|also|since|now|just|\w+ly) )?(?:been )?(?P<verb>(?!\w+ing\b)[a-z]{3,})\b"
    rf"|(?<=[a-z0-9] )(?P<simple>{_SIMPLE})\b"
)
_STILL = re.compile(
    r"\b(?:is|are|am|was|were|be|being) (?:\w+ly )?\w{2,}ing\b"
    r"|\b(?:under|still|in (?:the )?(?:process|progress|course)|ongoing|underway|yet|now|begun|began|started"
    r"|continu\w+|remain\w*|currently|busy|way|at work|amid|during|while|as|when|increasingly|more and more)\b"
)
_ING = re.compile(r"\b[a-z]{2,}ing\b")
_ONCE = re.compile("(?<![不未何几])曾(?![祖孙国文经])|(?<![不未])曾经")
_GOES_ON = re.compile(r"\b(?:has|have) (?:(?:now|long|always) )?been (?P<verb>(?!being)[a-z]{2,}ing)\b")


class Turned(NamedTuple):
    """A verb of which the sides say different tenses: spans of the Chinese, with the adverb, and of the English;
    ``ours``, ``theirs``: what they say."""

    source: tuple[int, int]
    target: tuple[int, int]
    ours: str
    theirs: str


HAPPENED, TO_COME, GOES_ON, IS_OVER = "has happened", "is still to come", "is going on", "is over"


def turned(source: str, low: str, links: Links | None, there: Keys | None = None) -> Iterator[Turned]:
    """Verbs that the Chinese calls done and the English to come, or the other way about. ``low``: the English in lower
    case, of the same length; ``there``: the keys of its words, where they are known."""
    if links is None or max(links.similarity.shape) > MOST:
        return
    ahead = _FUTURE.finditer(low) if may_hold(_FUTURE_WORDS, there) else ()
    future = [(match.span(), match.span("verb")) for match in ahead]
    if future and "already" not in low:
        yield from _rendered(source, low, links, (_DONE, _IF, _OPEN), future, (HAPPENED, TO_COME))
    elif _COMING.search(source) and ("already" in low or (not future and not _AHEAD.search(low))):
        past = [(m.span(), m.span("verb")) for m in _PAST.finditer(low) if m["verb"]]
        past += [(m.span(), m.span("simple")) for m in _PAST.finditer(low) if m["simple"] and _is_past(low, m.start())]
        if future or _AHEAD.search(low):  # what is to come is said of something else
            past = [one for one in past if "already" in low[slice(*one[0])]]
        past = [one for one in past if not _THEN.search(low, max(0, one[0][0] - CLAUSE), one[0][0])]
        yield from _rendered(source, low, links, (_COMING, _PAST_TIME, _WAS), past, (TO_COME, HAPPENED))
    elif ("在" in source or "曾" in source) and not future:
        yield from _lasting(source, low, links)


def _lasting(source: str, low: str, links: Links) -> Iterator[Turned]:
    """Verbs that the Chinese says are going on and the English are done, or that it calls over and the English not."""
    if _GOING.search(source) and not _STILL.search(low):
        over = [(m.span(), m.span("verb")) for m in _FINISHED.finditer(low) if m["verb"]]
        over += [
            (m.span(), m.span("simple")) for m in _FINISHED.finditer(low) if m["simple"] and _is_past(low, m.start())
        ]
        for found in _rendered(source, low, links, (_GOING, _GOING_EXCUSED, _GOING_OPEN), over, (GOES_ON, HAPPENED)):
            verb = found.source[1] - 1, found.source[1]
            if not any(tie(links, verb, m.span()) >= LINKED for m in _ING.finditer(low)):
                yield found
    elif _ONCE.search(source) and (lasting := [(m.span(), m.span("verb")) for m in _GOES_ON.finditer(low)]):
        yield from _rendered(source, low, links, (_ONCE, _IF, _NEVER), lasting, (IS_OVER, GOES_ON))


def _is_past(low: str, at: int) -> bool:
    return just_before(_NO_PAST, low, at) is None


def _rendered(
    source: str,
    low: str,
    links: Links,
    patterns: tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]],
    groups: list[tuple[tuple[int, int], tuple[int, int]]],
    said: tuple[str, str],
) -> Iterator[Turned]:
    """Verbs behind an adverb that an English verb of some groups (whole, verb) renders. ``patterns``: the adverb, what
    excuses it anywhere before it, and behind it in the clause; ``said``: what the two sides say then."""
    adverb, before, behind = patterns
    excused = before.search(source)
    for clause in _CLAUSE.finditer(source):
        word = adverb.search(source, *clause.span())
        if word is None or behind.search(source, word.end(), clause.end()):
            continue
        inside = min(clause.end(), word.end() + _ATTRIBUTE)
        if adverb in (_DONE, _GOING) and word[0] != _AT_LAST and source.find("的", word.end(), inside) >= 0:
            continue
        if excused and excused.end() <= word.start():
            return
        for verb in _verbs(source, links, word, clause.end()):
            if source.count(source[slice(*verb)]) > 1:
                continue  # 这次演出…已演出四千场: the other one may be meant
            near = [(_tied(links, (source, low), verb, own), whole) for whole, own in groups]
            best, whole = max(near, default=(0.0, (0, 0)))
            sure = source[word.start() - 1 : word.start()] in _BESIDE and verb[0] == word.end()
            alone = word[0] == _ALONE and not sure
            taking = alone and clause.end() - verb[1] > _REST and not _WHEN.search(clause[0])
            if best >= LINKED and not taking:
                yield Turned((word.start(), verb[1]), whole, *said)
                break


def _tied(links: Links, sides: tuple[str, str], verb: tuple[int, int], own: tuple[int, int]) -> float:
    """The cosine of a Chinese verb and an English one; :data:`LINKED` at least where the dictionary knows them as
    renderings of each other."""
    cosine = tie(links, verb, own)
    if cosine >= LINKED or verb[1] - verb[0] > _WORD:
        return cosine
    codes, _, lengths = translations.hashes(sides[0][verb[0] : verb[0] + _WORD])
    words = small_words(sides[1][slice(*own)])
    return LINKED if words and translations.known(codes[lengths == _WORD], words).any() else cosine


def _verbs(source: str, links: Links, adverb: re.Match[str], end: int) -> Iterator[tuple[int, int]]:
    """Tokens that may be the verb behind an adverb, in a clause that ends at ``end``."""
    at = adverb.end()
    coming = adverb.re in (_COMING, _GOING)
    far = (_PLACE if coming else _PHRASE).match(source, at) or source[at - 1] in "于在把由向对与"
    least = at + (_FAR if far else 1 if coming else _NEAR)
    near = links.source.touching(at, min(least, end))
    for start, stop in zip(links.source.starts[near].tolist(), links.source.ends[near].tolist(), strict=True):
        if at <= start:
            yield start, stop
