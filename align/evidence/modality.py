"""What must be done, may be done, need not and must not be done: 无需登记, "must not register".

The Chinese says it by a word before the verb, the English by an auxiliary. Both languages have words of all four kinds
in one sentence, so that words alone tell little; here the English verb is looked up among the token links, and only the
Chinese word of modality ahead of the verb that it renders, in the same clause, counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.evidence.negation_links import sentence_part
from align.records import Links
from align.text.negation import denies
from align.text.segmenter import words
from align.text.spans import just_before
from align.text.word_keys import Keys, may_hold

LINKED = 0.4  # cosine from which a Chinese word renders the English verb
LONGEST = 120  # characters; a longer text says several things that must or may be done
REACH = 10  # characters between the word of modality and its verb
MUST, MAY, NEED_NOT, MUST_NOT = "must be done", "may be done", "need not be done", "must not be done"
_CHINESE = re.compile(
    r"(?P<free>(?<![是可])(?:无需|无须|毋需|毋须|不必|不需要?|不用(?![的于])|没有?必要))"
    r"|(?P<not>(?<![必非缺无决在势])不可(?=[^，。；]{2})|(?<![怪恨舍由顾见巴免少了算值])不得(?![不已人而了低少超高多大小早晚])"
    r"|严禁|禁止|不准|不许|切勿|请勿)"
    r"|(?P<must>必须|必需(?!品)|务必|务须|应当|应该?(?=[^，。；])(?<![相对供反适响效感回照呼答理一顺])"
    r"|(?<![无不必胡触要])须(?![知要臾]))"
    r"|(?P<may>(?<![不只])可以|(?<![不])有权"
    r"|(?<![许认宁尽不未最即只才仅方便均])可(?![行能见靠爱以提扩用持视惜怕信再编选替疑观接取谓口乐卡的是]))"
)
_NAMES = {"free": NEED_NOT, "not": MUST_NOT, "must": MUST, "may": MAY}
_DENIES = re.compile("[不没未无非莫勿别免]|[吗呢？]|如何|怎|什么|何|谁|哪|为[了]?什么|只|仅|才|方可|方能|除非")
_ADVERB = r"(?:(?:also|then|now|first|always|all|both|each|never|immediately|\w+ly) )?"
# 禁止…并要求: the second verb is another matter; 可领取者, 必须填写的: whoever may, what must be filled in
_BETWEEN, _ATTRIBUTE, NEAR = re.compile("[并且而后或及]"), re.compile("[者的]|之(?![前后间内外])"), 6
_ENGLISH = re.compile(
    rf"(?:(?P<free>\b(?:need not|needn['’]t|(?:do|does)(?: not|n['’]t) (?:have|need) to"
    rf"|(?:is|are) not (?:required|obliged) to))"
    rf"|(?P<not>\b(?:(?:must|shall)(?: not|n['’]t)"
    rf"|(?:is|are) (?:not (?:allowed|permitted)|forbidden|prohibited) (?:to|from)))"
    rf"|(?P<must>\b(?:must|shall|has to|have to|(?:is|are) (?:required|obliged) to)(?! not\b))"
    rf"|(?P<may>\b(?:may|can|(?:is|are) (?:allowed|permitted|free|entitled) to)(?! not\b)))"
    rf" {_ADVERB}(?:be )?{_ADVERB}(?P<verb>[a-z]{{3,}})"
)
_AUXILIARIES = frozenset("need needn do does is are must mustn shall has have may can".split())
# What the English may not say of a verb where the Chinese says so
_AGAINST = {
    MUST: {MAY, NEED_NOT},
    MAY: {MUST, MUST_NOT},
    NEED_NOT: {MUST, MUST_NOT},
    MUST_NOT: {NEED_NOT, MUST},
}
# Ahead of it in its clause: another one is meant (fines must be paid before they may drive), or it is denied
_OTHER = re.compile(
    r"\b(?:that|which|who|whom|what|how)(?: [\w'’-]+){0,2} $"
    r"|(?:\b(?:whose|where|when|whenever|if|before|after|until|unless|whatever|while|as|because|so|must|shall|should|may|can"
    r"|not?|never|nobody|nothing|none|neither|nor|only|cannot)\b|n['’]t\b)[^,.;:!?]*$"
)
_LIGHT = frozenset("have has get make take use used need try want".split())
_ONLY = re.compile(r"\b(?:only|not|never|no|nor|unless|until|if|how|what|so that|without)\b|n['’]t")


class Turned(NamedTuple):
    """A verb of which the two sides say something else: spans of the Chinese word of modality, and of the English
    auxiliary with the verb; ``ours``, ``theirs``: what they say."""

    source: tuple[int, int]
    target: tuple[int, int]
    ours: str
    theirs: str


def turned(source: str, low: str, links: Links | None, there: Keys | None = None) -> Iterator[Turned]:
    """Verbs that must be done in the one language and may, need not or must not be done in the other. ``low``: the
    English in lower case, of the same length; ``there``: the keys of its words, where they are known."""
    if len(source) > LONGEST or links is None or not links.similarity.size or not may_hold(_AUXILIARIES, there):
        return
    said = [(match.span(), _NAMES[match.lastgroup or ""]) for match in _CHINESE.finditer(source)]
    for match in _ENGLISH.finditer(low) if said else ():
        theirs = next(name for key, name in _NAMES.items() if match[key])
        if (theirs in (MAY, MUST) and _ONLY.search(low)) or match["verb"] in _LIGHT or denies(match["verb"]):
            continue
        if just_before(_OTHER, low, match.start()):
            continue
        verb = _rendered(source, links, match.span("verb"))
        ours = verb and _ahead(source, said, verb)
        if ours and theirs in _AGAINST[ours[1]]:
            yield Turned(ours[0], match.span(), ours[1], theirs)


def _rendered(source: str, links: Links, verb: tuple[int, int]) -> tuple[int, int] | None:
    """The Chinese token that an English verb renders: each the other's best."""
    columns = links.target.touching(*verb)
    block = links.similarity[:, columns]
    if not block.size:
        return None
    row, column = divmod(int(block.argmax()), block.shape[1])
    mutual = columns.start <= int(links.similarity[row].argmax()) < columns.stop
    if block[row, column] < LINKED or not mutual:
        return None
    start, end = int(links.source.starts[row]), int(links.source.ends[row])
    return None if source.count(source[start:end]) > 1 else (start, end)


def _ahead(
    source: str, said: list[tuple[tuple[int, int], str]], verb: tuple[int, int]
) -> tuple[tuple[int, int], str] | None:
    """The only word of modality of a clause, ahead of the verb, where nothing else of the clause denies or asks."""
    first, last = sentence_part(source, *verb)
    own = [one for one in said if first <= one[0][0] < last]
    if len(own) != 1 or not own[0][0][1] <= verb[0] <= own[0][0][1] + REACH:
        return None
    (start, end), _ = own[0]
    inside = any(a < start < b or a < end < b for a, b in words(source))  # 应 in 应用
    if inside or _BETWEEN.search(source, end, verb[0]) or _ATTRIBUTE.search(source, end, end + NEAR):
        return None
    return None if _DENIES.search(source[first:start] + source[end:last]) else own[0]
