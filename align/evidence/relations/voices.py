"""Who does it and to whom in English, around a verb: the active, the passive, *by*, relative clauses, participles and
nouns (A's attack on B, an attack on B by A, B's defeat by A)."""

from __future__ import annotations

import re
from typing import NamedTuple

from align.data import either
from align.records import Offsets

LONG, NEXT = 70, 12  # letters between a verb and the "by" that belongs to it; the same without a "be"
_STOP = re.compile(r"[,;:!?()—]|\s[–-]\s|\.(?=[\s\"'”’]|$)|\n")
_BREAK = re.compile(
    r"[;:!?()—]|\s[–-]\s|\.(?=\s)|\n|,|\b(?:and|but|while|whereas|when|because|if|after|before|so|although|though|until|"
    r"once|since|than|where|whether|said|says|say|told reporters)\b"
)
_AUX = either("english_words.tsv", "beside_verb")
_RELATIVE = re.compile(rf"\b(who|which|that)\s+(?:(?:{_AUX}|\w+ly)\s+)*$")
_OBJECT_OF = re.compile(r"\bwhom\s+((?:[\w'’-]+\s+){1,8})$")
_BE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|get|gets|got|getting)\s+(?:(?:\w+ly|not|also|then|later|even|again|never|once|"
    r"already|still|now|first|in the end|at last|in turn)\s+)*$|\bbeen\s+\w+\s+$"
)
_BY = re.compile(r"\bby\s+(?!\w+ing\b|means\b|way\b|\d)")
_FOR_AGENT = re.compile(
    r"[,;:!?()—]|\.(?=[\s\"'”’]|$)|\b(?:for|in|on|at|from|after|before|when|while|and then|but|who|which|that|with|"
    r"to|because|as|during|until)\b"
)
_OBJECT = re.compile(r"\b(?:the|an?|this|that|his|her|its|their)\b")  # rejected a bid by Calais: whose bid it is
_NOUN = re.compile(r"(?:\b(?:the|a|an|this|that|any|no|his|her|their|its|of|under|for|in|on)|['’]s|s['’])\s+$")
_NEAR_NOUN = re.compile(r"(?:\b(?:the|a|an|this|that|any|no|his|her|their|its)|['’]s|s['’])\s+[\w-]+\s+$")
_NOT_NOUN = re.compile(r"(?:ed|ing|ght|old|ent|ave|ook|rew|ote|ove|it)$")  # forms of verbs only
_NO_OBJECT = re.compile(r"\s*(?:with|in|at|on|from|to|for|during|after|before|as|of|[,.;:!?)])(?!\w)")
_BEHIND_NOUN = re.compile(r"\s*(?:on|against|by|of|upon)\b")
_OWNER = re.compile(r"([^,;:.!?()]{2,50})(?:['’]s|s['’])\s+(?:[\w-]+\s+){0,2}$")
_ON = re.compile(r"\s*(?:on|upon|of|against|over|to)\s+")
_HAVING = re.compile(
    r"(?:^|[.;:!?]\s+|\b(?:by|after|before|while|when|in|on|of|without|from|for)\s+)(?P<having>having\s+)?"
    r"(?:\w+ly\s+)?$"
)
_SENTENCE = re.compile(r"[;.]")
_AGAINST = re.compile(r"\b(?:on|upon|against)\s+")


class Voice(NamedTuple):
    """Stretches of the English: who does it, and who or what it is done to (None: it does not say)."""

    agent: Offsets | None
    other: Offsets | None


def voice(low: str, verb: Offsets) -> Voice | None:
    """The parties of an English verb (``low``: in lower case); None where it is a noun without them."""
    before, after = _before(low, verb[0]), (verb[1], _end(_STOP, low, verb[1]))
    by = _BY.search(low, verb[1], min(after[1], verb[1] + LONG))
    ahead = low[max(0, verb[0] - LONG) : verb[0]]
    if _is_noun(low, verb, ahead):
        return _of_noun(low, verb, by)
    passive = not low.endswith("ing", *verb) and _BE.search(ahead) is not None
    if not passive and not by and _NO_OBJECT.match(low, verb[1]):
        return None  # food contaminated with bacteria, a man attacked in the street
    beside = by is not None and by.start() - verb[1] < NEXT and not _OBJECT.search(low, verb[1], by.start())
    if by and (passive or beside):
        agent = by.end(), _end(_FOR_AGENT, low, by.end())
        subject = before or (_end(_STOP, low, agent[1]) + 1, _end(_SENTENCE, low, agent[1]))
        relative = _RELATIVE.search(low, 0, verb[0])
        if relative and passive:
            subject = _before(low, relative.start()) or subject
        return Voice(agent, subject if subject[0] < subject[1] else None)
    if passive:
        return Voice(None, before)
    objects = _OBJECT_OF.search(low, max(0, verb[0] - LONG), verb[0])
    if objects:
        return Voice(objects.span(1), _before(low, objects.start()))
    relative = _RELATIVE.search(low, max(0, verb[0] - LONG), verb[0])
    if relative:
        return Voice(_before(low, relative.start()), after)
    if _opens(low, verb):
        start = after[1] + 1
        return Voice((start, _end(_SENTENCE, low, start)) if start < len(low) else None, after)
    return Voice(before, after)


def _opens(low: str, verb: Offsets) -> bool:
    """Return whether a participle opens the clause, behind which its subject comes: by selling it, having sold it."""
    opens = _HAVING.search(low, max(0, verb[0] - LONG), verb[0])
    return opens is not None and (low.endswith("ing", *verb) or opens["having"] is not None)


def _is_noun(low: str, verb: Offsets, ahead: str) -> bool:
    """Return whether a word that may be a verb or a noun is a noun."""
    if _NOT_NOUN.search(low, *verb) or (not low.endswith("ing", *verb) and _BE.search(ahead)):
        return False
    return bool(_NOUN.search(ahead) or (_NEAR_NOUN.search(ahead) and _BEHIND_NOUN.match(low, verb[1])))


def _of_noun(low: str, noun: Offsets, by: re.Match[str] | None) -> Voice | None:
    """The parties of a noun of action."""
    owner = _OWNER.search(low, max(0, noun[0] - LONG), noun[0])
    on = _ON.match(low, noun[1])
    agent = (by.end(), _end(_FOR_AGENT, low, by.end())) if by else None
    if on:
        other = on.end(), by.start() if by else _end(_FOR_AGENT, low, on.end())
        agent = agent or (owner.span(1) if owner else None)
        return Voice(agent, other) if agent else None
    if agent and owner:
        return Voice(agent, owner.span(1))
    if agent and by:
        behind = _AGAINST.search(low, by.end(), min(len(low), by.end() + LONG))
        return Voice((by.end(), behind.start()), (behind.end(), _end(_STOP, low, behind.end()))) if behind else None
    return None


def _before(low: str, at: int) -> Offsets | None:
    """The stretch of a subject before a verb: as far as the clause goes, or None where that has no words."""
    floor = max(0, at - 200)
    start = max((m.end() for m in _BREAK.finditer(low, floor, at)), default=floor)
    return (start, at) if re.search(r"[a-z]{2}", low[start:at]) else None


def _end(ends: re.Pattern[str], low: str, at: int) -> int:
    found = ends.search(low, at)
    return found.start() if found else len(low)
