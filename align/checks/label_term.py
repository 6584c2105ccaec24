"""One term of an interface under many names: 优惠券 is Coupon, voucher, discount ticket and gift card."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.evidence.translations import stem
from align.records import Alignment, Check, Finding, Pair, needs
from align.strings.commands import does_something, plain
from align.strings.resource import holds_entries, is_short
from align.text.english import function_words, small_words
from align.text.scripts import HAN

_TERM = re.compile(f"[{HAN}]{{3,8}}")  # two characters are too often a verb, or a part of another word
_LONGEST = 3  # words of the English of a term
_LEAST = 2  # entries that hold the term and call it otherwise
_DOC = """\
A term that is an entry of its own, and that other entries hold under other names: with 优惠券 as *Coupon*, 领取优惠券
as *Get discount ticket* and 优惠券已过期 as *The gift card has expired* leave users guessing whether these are three
things.

**Found**: the entries that hold the term and not its word, where they are two or more, and more than those that have
it (warning).

**Accepted**: terms of two characters, commands, and single entries that say it otherwise.

MQM: terminology/inconsistent.
"""


def _run(alignment: Alignment) -> Iterator[Finding]:
    if len(alignment.beads) <= _LEAST or not holds_entries(alignment.source):
        return
    pairs = [p for p in alignment.pairs() if p.source.text and p.target.text and is_short(p.source.text)]
    texts = [plain(p.source.text) for p in pairs]
    told: set[int] = set()
    for term_pair, term in sorted(zip(pairs, texts, strict=True), key=lambda both: -len(both[1])):
        words = small_words(term_pair.target.text)
        if _TERM.fullmatch(term) is None or not 0 < len(words) <= _LONGEST or does_something(term):
            continue
        head = stem(words[-1])
        uses = [p for p, text in zip(pairs, texts, strict=True) if term in text and text != term]
        others = [p for p in uses if head not in {stem(word) for word in small_words(p.target.text)}]
        if len(others) < _LEAST or len(others) * 2 <= len(uses) or len(_names(others)) < _LEAST:
            continue
        for pair in others:
            if pair.number not in told:
                told.add(pair.number)
                yield _finding(pair, term, term_pair)


def _names(pairs: list[Pair]) -> set[frozenset[str]]:
    """The sets of telling words of some translations."""
    small = function_words("in_label")
    return {frozenset(stem(word) for word in small_words(p.target.text) if word not in small) for p in pairs}


def _finding(pair: Pair, term: str, named: Pair) -> Finding:
    at = pair.source.text.find(term)
    put = named.target.text.strip()
    return pair.finding(
        CHECK,
        f"{term} is “{put}” in entry {named.number + 1}; this translation calls it otherwise",
        source=(at, at + len(term)) if at >= 0 else None,
        target=pair.target.whole,
        suggestions=(put,),
        confidence=0.65,
        term=term,
    )


CHECK = Check(
    id="label_term",
    severity="warning",
    category="terminology/inconsistent",
    doc=_DOC,
    run=_run,
    good=(("优惠券", "Coupon"),),
    bad=(),
    rank=4,
    needs=needs(several=True),
    scope="article",
)
