"""Cause, condition and concession exchanged: "because it rained" for 虽然下雨, "if you object" for 即使你反对.

The words that join clauses are common, and a translation may turn the sentence round; so the clause behind an English
one is looked up in the Chinese by the token links, and only the word that opens the Chinese clause with the same words
counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.evidence.negation_links import sentence_part
from align.records import Links
from align.text.english import function_words
from align.text.negation import in_english
from align.text.word_keys import Keys, may_hold

LONGEST = 100  # characters; a longer text joins several clauses by words of one kind
LINKED = 0.4  # cosine from which an English word renders a Chinese one
SHARE, LEAST = 0.6, 0.6  # of the cosines of the English clause those within the Chinese one: their share and their sum
_CHINESE = re.compile(
    "(?P<because>因为|由于|鉴于|既然)"
    "|(?P<although>虽然|虽说|(?<!不)尽管(?!放心|说|问|来|去|吃|拿|用|使))"
    "|(?P<even>即使|即便(?!如此)|哪怕|纵使|纵然|就算)"
    "|(?P<if>如果|假如|假使|倘若|(?<![主重需只首必])要是|(?<![仿宛恍])若(?![干是非有无即隐]))"
    "|(?P<only>只有(?=[^。；]{2,30}才))"
    "|(?P<enough>只要(?!的))"
    "|(?P<unless>(?<![排消移扫解])除非)"
    "|(?P<whatever>无论(?!如何)|不论|不管(?!用|了))"
)
_ENGLISH = re.compile(
    r"(?P<because>\b(?:because(?: of)?|due to|owing to|thanks to|on account of)\b)"
    r"|(?P<even>\beven (?:if|when)\b)"
    r"|(?P<although>\b(?:(?:even )?though|although|despite|in spite of|notwithstanding)\b)"
    r"|(?P<only>\bonly (?:if|when|after)\b)"
    r"|(?P<enough>\b(?:as|so) long as\b|\bprovided that\b)"
    r"|(?P<unless>\bunless\b)"
    r"|(?P<whatever>\b(?:no matter|regardless of|irrespective of|whether or not)\b)"
    r"|(?P<if>(?<!as )(?<!what )(?<!see )(?<!ask )(?<!asked )(?<!know )(?<!check )(?<!wonder )(?<!only )"
    r"(?<!care )(?<!mind )(?<!matter )\bif\b(?! not| any| only| ever| that is))"
)
_WORDS = frozenset(
    "because due owing thanks account even though although despite spite notwithstanding only long provided unless"
    " matter regardless irrespective whether if".split()
)
# What the English may not say of a clause that the Chinese opens so
_AGAINST = {
    "because": {"although", "even", "unless", "whatever"},
    "although": {"because", "only", "enough", "unless", "if"},
    "even": {"because", "if", "only", "enough", "unless"},
    "if": {"because", "although", "even", "unless", "whatever"},
    "only": {"although", "even", "whatever", "because"},
    "enough": {"although", "even", "unless", "whatever"},
    "unless": {"because", "although", "even", "if", "enough"},
    "whatever": {"because", "if", "only", "enough", "unless"},
}
_DENIES = re.compile("[不没未无非勿莫别否]")
# Words of the English that say what the Chinese says, wherever they are: then the other one is said of something else
_SAID = {
    "because": r"because|since(?! (?:last|then|early|late|mid|the (?:start|end)|[a-z]+day|\d))|due|owing|thanks|given"
    r"|therefore|so|hence|reason|result|considering|in view|now that",
    "although": r"although|though|despite|spite|while|whilst|but|yet|however|notwithstanding|even|still|may",
    "even": r"even|although|though|despite|however|regardless|matter|whether|still|no matter|but|yet",
    "if": r"if|in case|in the event|when|where|should|were|had|provided|once|whenever|whoever|anyone|any",
    "only": r"only|unless|until|must|not|no|never|need|without",
    "enough": r"long as|if|provided|once|only|just|all|when|whenever|any|simply",
    "unless": r"unless|except|not|until|only|without|but|otherwise|save",
    "whatever": r"whatever|matter|regardless|irrespective|whether|however|whoever|wherever|whichever|any|either",
}
_EXCEPT = re.compile(r"\b(?:unless|except|until|only|without|but|otherwise|save)\b")
_SAYS = {name: re.compile(rf"\b(?:{words})\b") for name, words in _SAID.items()}
_CLAUSE_END = re.compile(r"[,.;:!?]|\b(?:then|but|because|although|though|unless|if|when)\b")


class Turned(NamedTuple):
    """The words that open a clause in the two languages, and do not join it in one way: their spans."""

    source: tuple[int, int]
    target: tuple[int, int]


def turned(source: str, low: str, links: Links | None, there: Keys | None = None) -> Iterator[Turned]:
    """Clauses that are a reason, a condition or a concession in one language and another of these in the other.
    ``low``: the English in lower case, of the same length; ``there``: the keys of its words, where they are known."""
    if len(source) > LONGEST or links is None or not links.similarity.size or not may_hold(_WORDS, there):
        return
    ours = list(_CHINESE.finditer(source))
    for match in _ENGLISH.finditer(low) if len(ours) == 1 else ():
        zh, en = ours[0].lastgroup or "", match.lastgroup or ""
        clause = sentence_part(source, *ours[0].span())
        end = _CLAUSE_END.search(low, match.end())
        theirs = match.end(), end.start() if end else len(low)
        if en not in _AGAINST[zh]:
            continue
        if (zh, en) == ("unless", "if"):
            if not _both_deny(source, clause, low, (match.start(), theirs[1])):
                continue
        elif _says(zh, low, match) or _is_denied(zh, en, source[slice(*clause)], low):
            continue
        if _renders(links, low, theirs, (ours[0].end(), clause[1])):
            yield Turned(ours[0].span(), match.span())


def _says(name: str, low: str, match: re.Match[str]) -> bool:
    """Return whether other words of the English than those of the match say it."""
    return any(not (match.start() <= m.start() < match.end()) for m in _SAYS[name].finditer(low))


def _both_deny(source: str, ours: tuple[int, int], low: str, theirs: tuple[int, int]) -> bool:
    """Return whether 除非 and "if" open affirmations, and what follows from them is denied on both sides or none:
    除非下雨，否则不取消 is not "if it rains, it will not be cancelled". ``ours``, ``theirs``: spans of the clauses."""
    rest_zh, rest_en = source[ours[1] :], low[: theirs[0]] + low[theirs[1] :]
    if _DENIES.search(source[ours[0] : ours[1]].replace("除非", "")) or in_english(low[slice(*theirs)]):
        return False
    firm = [mark for mark in in_english(rest_en) if mark.strong]
    return len(firm) == len(_DENIES.findall(rest_zh.replace("否则", ""))) < 2 and not _EXCEPT.search(rest_en)


def _is_denied(zh: str, en: str, clause: str, low: str) -> bool:
    """Return whether a denial makes the two the same: 如果不, unless; 除非, "if … not"."""
    if {zh, en} & {"unless"}:
        return _DENIES.search(clause.replace("除非", "")) is not None or bool(in_english(low))
    return False


def _renders(links: Links, low: str, theirs: tuple[int, int], ours: tuple[int, int]) -> bool:
    """Return whether most of what an English clause says is in a Chinese one."""
    inside = total = 0.0
    small = function_words("grammar")
    columns = links.target.touching(*theirs)
    for column in range(columns.start, columns.stop):
        if low[links.target.starts[column] : links.target.ends[column]].strip() in small:
            continue
        row = int(links.similarity[:, column].argmax())
        cosine = float(links.similarity[row, column])
        if cosine >= LINKED:
            total += cosine
            inside += cosine if ours[0] <= links.source.starts[row] < ours[1] else 0.0
    return inside >= LEAST and inside >= SHARE * total
