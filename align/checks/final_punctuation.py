"""Final punctuation that does not follow the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from align.each_pair import on_english
from align.records import Check, Finding, Pair
from align.text.english import ARTICLES, has_finite_verb, plain_words
from align.text.spans import just_before

_CLOSERS = "”’\"')]】》」』）"
_ENDS = ".!?…。！？:;"
_WORD_END, _LAST = re.compile(r"\w$"), re.compile(r"\w+$")
_ASKS = re.compile(r"[？?][”’」』）)\"]*\s*$")
_MAY_ASK = re.compile(  # questions and polite requests without a mark
    "[吗呢么何谁哪几请吧焉岂孰曷]|安[能知得]|是否|麻烦|劳驾|能不能|可不可以|[？?]|怎|多少"
    "|求[带问助解推大指教]|拜托|帮[我忙个]|不妨|何[不妨必苦尝曾]|不如|要不|不知|好奇|想知道|难道|试[问想]"
)
_MISSING = "the final punctuation is missing"
_LEAST, _SMALL = 8, 0.6  # words of a sentence of prose, and the share of them that begins small
# How items of a list begin and end: "Where the debtor fails …; or", "A company that has been established …"
_CONDITION, _NOUN = (
    frozenset(("where", "whoever", "having")),
    frozenset((*ARTICLES, "any", "each", "those")),
)
_NO_VERB_BEHIND = frozenset((*ARTICLES, "and", "or", "of", "in", "with", "for", "by"))  # and continued improvements
_RELATIVE = frozenset("that which who whose whom where when".split())
_ITEM_END = re.compile(r"[;,]\s(?:and|or|but)$", re.I)
# An order that English softens by a question behind it: 别往外说。, "Keep it to yourself, will you?"
_TAG = re.compile(
    r"(?i),\s(?:(?:will|wo|would|can|ca|could|shall|sha)(?:n['’]t)?\s(?:you|we)|ok(?:ay)?|all right|right|eh|please)$"
)
_RHETORIC = re.compile(r"(?i)\b(?:wonder|ask|asked|know|question|whether|guess|what|how|who|why|where|when)\b")


def _judge(pair: Pair) -> Iterator[Finding]:
    if not pair.source.text or not pair.target.text:
        return
    found = _slip(pair)
    if found:
        start, end, message, fixed = found
        yield pair.finding(
            CHECK,
            message,
            target=(start, end),
            severity="warning" if pair.target.text[start:end] == "?" or _is_prose(pair, message) else "note",
            suggestions=(fixed,) if fixed else (),
            confidence=0.8,
        )


def _is_prose(pair: Pair, message: str) -> bool:
    """Return whether a mark is missing behind a sentence of prose: no headline, title or item of a list."""
    words = plain_words(pair.target.text)
    if message != _MISSING or len(words) < _LEAST or not words[0][0].isupper():
        return False
    if words[0].lower() in _CONDITION or (words[0].lower() in _NOUN and not _is_clause(words)):
        return False
    small = sum(word[0].islower() for word in words)
    return small >= _SMALL * len(words) and not ARTICLES.isdisjoint(map(str.lower, words)) and has_finite_verb(words)


def _is_clause(words: list[str]) -> bool:
    """Return whether what begins with a noun has a verb of its own, and not only one behind its "that" or "which"."""
    low = [word.lower() for word in words]
    relative = next((at for at, word in enumerate(low) if word in _RELATIVE), len(low))
    verbs = [word for before, word in pairwise(low[:relative]) if before not in _NO_VERB_BEHIND]
    return has_finite_verb(verbs)


def _slip(pair: Pair) -> tuple[int, int, str, str] | None:
    source, target = pair.source.text.rstrip(), pair.target.text.rstrip()
    left, right = source.rstrip(_CLOSERS), target.rstrip(_CLOSERS)
    if not left or not right:
        return None
    at = len(right)
    if _ITEM_END.search(right):
        return None
    if left[-1] in "。！？" and right[-1] not in _ENDS and _WORD_END.search(right):
        word = just_before(_LAST, right, at)
        mark = {"。": ".", "！": "!", "？": "?"}[left[-1]]
        return (word.start() if word else at - 1), at, _MISSING, right.split()[-1] + mark
    if _ASKS.search(source) and right[-1] == "." and not _RHETORIC.search(right):
        return at - 1, at, "the source asks a question", "?"
    if left[-1] == "。" and right[-1] == "?" and not _MAY_ASK.search(source) and not _TAG.search(right[:-1]):
        return at - 1, at, "the source does not ask a question", "."
    return None


CHECK = Check(
    id="final_punctuation",
    severity="note",
    category="fluency/punctuation",
    doc="""The last mark of a sentence against that of the source.

**Finds** a missing full stop where the Chinese has one, a full stop where it asks, and a question mark where it does
not ask. The last turns a statement into a doubt and is a *warning*; so is a full stop that is missing behind a whole
sentence of prose: headlines, labels and items of lists have no finite verb, no article or capitals everywhere.

**Accepts** headlines and list items without a full stop on both sides, an exclamation mark that became a full stop,
indirect and rhetorical questions.
""",
    run=on_english(_judge),
    good=(
        ("新桥通车", "New bridge opens"),
        ("他问你是谁？", "He asked who you were."),
        ("太好了！", "Very good."),
    ),
    bad=(
        ("桥修好了。", "The bridge is finished", "finished"),
        ("桥修好了吗？", "The bridge is finished.", "."),
        ("桥修好了。", "Is the bridge finished?", "?"),
    ),
    rank=5,
)
