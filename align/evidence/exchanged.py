"""Two things that have changed places: the rural and the urban, Party A and Party B, Peru and Chile.

All words are there, each beside what belongs to the other. Two things can be exchanged that are opposites or of one
kind (the tables ``opposites`` and ``kinds``), or two names, where each is on both sides and their order differs. What
is known to stand for what besides – numbers, names, words that are each other's best link – are the anchors. The things
are exchanged where the first is nearer to its anchors at the rendering of the other one than at its own. Measured on
9,000 parallel pairs (benchmarks/exchanged.py): of 387 pairs of things 63 % are seen when they are exchanged, and of 42
that are in another order and are right 4 are doubted.
"""

from __future__ import annotations

import collections
import itertools
import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.evidence.kinds import Thing, Words, things_of
from align.evidence.opposites import LABELS, Cues, Row, places
from align.evidence.roles import Anchor, anchors, named
from align.evidence.weigh import Evidence
from align.names.capitalised import English
from align.names.recognition import Chinese
from align.numbers.agreement import Agreement
from align.records import Links, Offsets
from align.text.spans import meet
from align.text.word_keys import Keys, may_hold

REACH_ZH, REACH_EN = 5.0, 15.0  # characters after which an anchor weighs 1/e
OTHER = 0.5  # what an anchor in the next clause still counts
FIGURE = 1.5  # what a number counts, which stands for nothing else
LEAST = 0.1  # added to all weights, so that a little evidence proves little
# How much better the exchange must fit, -1..1: of names (all five of a gain to .52 in 8,000 good pairs were right); of
# things, which in a longer sentence, or where they come twice, have something near them by chance
OF_A_KIND, NAMES, UNSURE = 0.06, 0.55, 0.35
# The same of things in clauses of their own on both sides: in 82,000 good pairs none of 45 names in another order is
# above it, of 543 in order 515 would be if they were exchanged (375 above NAMES); of 109 things 99 (88 above UNSURE)
APART = 0.2
LONG = 30  # characters of a Chinese text from which on it is such a sentence
GENITIVE = 5  # characters between a thing and what belongs to it: 地区的
# Of two words that no table knows: how much better the exchange must fit, and the cosine of each with the rendering of
# the other from which they are of one kind; 2 of 18,000 pairs of two clauses have such words
AKIN, ALIKE = 0.2, 0.15
FREE = 6  # turned pairs of words from which the order of a translation is its own: two of four false ones had 9 and 19
LEFT = 4  # of the turned pairs of words, the share (1/4) that may stay turned when the two are put back
# Names, or things of a kind, of a text up to which each is set against each, and turned pairs from which the order of
# the translation is its own, as that of a list that is sorted anew: their number grows with the square of the names.
# In 40,000 good pairs no exchange is told that these keep silent
MANY, TURNED = 60, 32
OFTEN = 2  # places of a thing in a text; of one that comes more often nobody knows which is which
_CLAUSE_ZH = re.compile("[，。；：、！？]")
_CLAUSE_EN = re.compile(r"[,;:.!?](?!\d)|\b(?:and|but|while|whereas|when|which|who|that|as|after|before)\b")
_SMALL = "应须将按依经而并且则即又也都仍还"  # what begins with these characters is no thing
# Between clauses of one rank
_BESIDE_ZH, _BESIDE_EN = re.compile("[，；]"), re.compile(r"[,;](?!\d)|\b(?:and|but|while|whereas|then)\b")
_WITH = re.compile(r"\b(?:with|in|on|of|over|from)\b")
_OF = re.compile(r"\b(?:of|in|from|at|on|to|for|by|with)\b")
# English puts what belongs to a thing behind it, by one small word: 对备份进行压缩 is "compression of the backup".
# Between 价格对数量 the order is what is said, and so it is of what goes from one "to" the other
_BELONGS = re.compile(
    r"\s+(?:of|in|on|for|at|with|around|over|about|related to|relating to)\s+"
    r"(?:(?:the|an?|its|their|each)\s+)?"
)
_RELATES = re.compile("[对比向给被由从到把将跟和与]")
_LIST_ZH = re.compile("[和与及或、]|以及|或者")
_LIST_EN = re.compile(r"\s*+(?:,|(?:,\s*+)?(?:and|or))\s*+(?:the\s++)?")
# 咖啡里加牛奶, "milk in the coffee"; 沙发旁边放着椅子, "a chair stood next to the sofa": in English the place is last
BESIDE_IT = re.compile("[里中内上下旁前后外左右边]|对面|附近|周围")
_IN_EN = re.compile(
    r"\b(?:in|on|inside|into|onto|to|with|near|beside|by|behind|opposite|under|below|above|outside|around)\b"
)
_RATHER = re.compile(r"\b(?:rather than|instead of|and not|not)\b")
_INSIDE = re.compile("[省州市盟区县国]$")


class Rendered(NamedTuple):
    """A thing on both sides: its first place in the Chinese and that of its rendering in the English."""

    source: Offsets
    target: Offsets


Candidate = tuple[Rendered, Rendered, float]  # two things, and by how much their exchange must fit better


class _Anchor(NamedTuple):
    """A span of the Chinese, the span of the English that renders it, and the weight of the pair."""

    source: Offsets
    target: Offsets
    weight: float


def exchanged(evidence: Evidence, links: Links, known: Sequence[Candidate]) -> Iterator[tuple[Rendered, Rendered]]:
    """Pairs of things that have changed places, in the order of the Chinese; ``known``: the :func:`candidates`."""
    source, text = evidence.chinese, evidence.english
    found = [*known, *akin(source, text, links)]
    turned = [(min(one, two), max(one, two), least) for one, two, least in found if is_turned(one, two)]
    turned = [(one, two, least) for one, two, least in turned if not _is_of(source.text, text.text, one, two)]
    if not 0 < len(turned) <= TURNED:
        return
    told: set[Offsets] = set()
    for (one, two, least), better in zip(turned, gains(source, text, links, evidence.agreement, turned), strict=True):
        if better > least and not any(meet(span, thing.target) for span in told for thing in (one, two)):
            told |= {one.target, two.target}
            yield one, two


def candidates(
    source: Chinese, text: English, concepts: Cues, words: Words, keys: Keys | None = None
) -> Iterator[Candidate]:
    """Pairs of things that both sides have, and by how much their exchange must fit better to be reported.
    ``concepts``: those of the Chinese, ``words``: its things of a kind, ``keys``: the words of the English."""
    low = text.text.lower()
    turned = [row for row, _, _ in concepts if row.topic not in (LABELS, "words") and may_hold(row.wrong_keys, keys)]
    for one, two in (*_opposites(source, low, turned), *_things(source, low, words, keys)):
        twice = any(source.text.count(source.text[slice(*thing.source)]) > 1 for thing in (one, two))
        unsure = twice or len(source.text) >= LONG
        yield one, two, _least(source.text, low, one, two, UNSURE) if unsure else OF_A_KIND
    for one, two in _names(source, text):
        yield one, two, _least(source.text, low, one, two, NAMES)


def _least(source: str, low: str, one: Rendered, two: Rendered, near: float) -> float:
    """Return how much better an exchange must fit: ``near`` for things in one clause, less for things in two."""
    first, last = sorted((one.source, two.source))
    before, after = sorted((one.target, two.target))
    apart = _BESIDE_ZH.search(source, first[1], last[0]) and _BESIDE_EN.search(low, before[1], after[0])
    return APART if apart else near


def gains(
    source: Chinese,
    text: English,
    links: Links,
    agreement: Agreement,
    pairs: Sequence[tuple[Rendered, Rendered, float]],
) -> list[float]:
    """Measure by how much each pair of things would fit its surroundings better if it were exchanged, -1..1."""
    if not pairs:
        return []
    fixed = [*_figures(agreement), *_words(anchors(source, text, links))]
    low = text.text.lower()
    ends = [m.start() for m in _CLAUSE_ZH.finditer(source.text)], [m.start() for m in _CLAUSE_EN.finditer(low)]
    return [_gain(one, two, fixed, ends) for one, two, _ in pairs]


def is_turned(one: Rendered, two: Rendered) -> bool:
    """Return whether the order of two things differs between the sides."""
    return (one.source < two.source) != (one.target < two.target) and not meet(one.source, two.source)


def _is_of(source: str, target: str, one: Rendered, two: Rendered) -> bool:
    """Return whether the order turns as it must, or may: 中东地区的美国公民 is "U.S. citizens in the Middle East",
    蒜蓉菠菜 "spinach with garlic"; of a province and its town English names the town first; two things of one list may
    be in either order; and what is "rather than" another is before it."""
    between = source[one.source[1] : two.source[0]]
    said = target[two.target[1] : one.target[0]]
    if between == "的" or _RATHER.search(said):
        return True
    if not between and _WITH.search(said):
        return True
    if _BELONGS.fullmatch(said) and not _RELATES.search(between) and not _CLAUSE_ZH.search(between):
        return True
    if BESIDE_IT.match(between) and _IN_EN.search(said):
        return True
    if _LIST_ZH.fullmatch(between) and _LIST_EN.fullmatch(said) and "分别" not in source:
        return True
    if _INSIDE.search(source, one.source[0], one.source[1]) and not _CLAUSE_ZH.search(between) and "," in said:
        return True
    near = between.endswith("的") and len(between) <= GENITIVE
    return near and _OF.search(said) is not None


def _opposites(source: Chinese, low: str, known: Sequence[Row]) -> Iterator[tuple[Rendered, Rendered]]:
    """Concepts of one set of the table ``opposites`` that both sides name: the English of each is wrong for the other,
    so that ``known``, those of the Chinese, are only those for which the English may have a wrong word."""
    sets: dict[str, list[Row]] = collections.defaultdict(list)
    for row in known:
        sets[row.name.partition("/")[0]].append(row)
    for own in sets.values():
        for one, two in itertools.combinations(own, 2):
            here = [m.span() for m in two.wrong.finditer(low) if one.right.search(m[0])]
            there = [m.span() for m in one.wrong.finditer(low) if two.right.search(m[0])] if here else []
            if not there:
                continue
            first, second = _place(places(one, source), here), _place(places(two, source), there)
            if first and second:
                yield first, second


def _things(source: Chinese, low: str, words: Words, keys: Keys | None) -> Iterator[tuple[Rendered, Rendered]]:
    """Things of one set of the table ``kinds`` that both sides name."""
    if len(words) < 2:  # two things in one place have not changed places
        return
    found: dict[str, list[tuple[Thing, list[Offsets]]]] = collections.defaultdict(list)
    for thing, spans in things_of(source, low, words, keys).items():
        found[thing.kind].append((thing, spans))
    for own in found.values():
        placed = [_place(spans, [m.span() for m in thing.english.finditer(low)]) for thing, spans in own]
        some = [place for place in placed if place is not None]
        yield from itertools.combinations(some, 2) if len(some) <= MANY else ()


def akin(source: Chinese, text: English, links: Links) -> Iterator[tuple[Rendered, Rendered, float]]:
    """Words of two clauses, akin but in no table (七年级 and 八年级, 主要 and 次要), whose exchange puts almost all
    words into the order of the Chinese."""
    if len(source.text) > LONG or not _BESIDE_ZH.search(source.text):
        return
    found = sorted(anchors(source, text, links))
    known = [Rendered((a.source, a.source + 2), (a.start, a.end)) for a in found]
    words = [a for a in known if source.text[a.source[0]] not in _SMALL]
    turned = [(one, two) for one, two in itertools.combinations(words, 2) if one.target > two.target]
    low, before = text.text.lower(), sum(a.target > b.target for a, b in itertools.combinations(known, 2))
    for one, two in turned if before <= FREE else ():
        apart = _BESIDE_ZH.search(source.text, one.source[1], two.source[0])
        if apart is None or not _BESIDE_EN.search(low, two.target[1], one.target[0]):
            continue
        back = [r._replace(target=two.target if r == one else one.target if r == two else r.target) for r in known]
        still = sum(a.target > b.target for a, b in itertools.combinations(back, 2))
        if still <= max(1, before // LEFT) and _alike(links, one, two) >= ALIKE:
            yield one, two, AKIN


def _alike(links: Links, one: Rendered, two: Rendered) -> float:
    """Return the lower of two cosines: of each word with the rendering of the other."""
    blocks = [
        links.similarity[links.source.touching(*ours.source), links.target.touching(*theirs.target)]
        for ours, theirs in ((one, two), (two, one))
    ]
    return min(float(block.max(initial=-1.0)) for block in blocks)


def _place(source: Sequence[Offsets], target: Sequence[Offsets]) -> Rendered | None:
    """The first place of a thing that comes equally often on both sides, and not too often."""
    return Rendered(source[0], target[0]) if 0 < len(source) == len(target) <= OFTEN else None


def _names(source: Chinese, text: English) -> Iterator[tuple[Rendered, Rendered]]:
    """Names that occur once on either side; acronyms (COVID) are names of other things than those beside them."""
    both = [Rendered((start, end), (word.start, word.end)) for start, end, word in named(source, text)]
    some = [p for p in both if text.text[slice(*p.target)].istitle()]
    yield from itertools.combinations(some, 2) if len(some) <= MANY else ()


def _figures(agreement: Agreement) -> Iterator[_Anchor]:
    """Numbers that match and occur once on each side."""
    often = collections.Counter(ours.value for ours, _ in agreement.matched)
    for ours, theirs in agreement.matched:
        if often[ours.value] == 1:
            yield _Anchor((ours.start, ours.end), (theirs.start, theirs.end), FIGURE)


def _words(found: Sequence[Anchor]) -> Iterator[_Anchor]:
    """Yield names and words that are each other's best link."""
    return (_Anchor((a.source, a.source + 2), (a.start, a.end), 1.0) for a in found)


def _gain(one: Rendered, two: Rendered, fixed: Sequence[_Anchor], ends: tuple[list[int], list[int]]) -> float:
    """Return how much better the exchanged things fit their surroundings, -1..1. ``ends``: offsets of clause ends."""
    as_is = other = 0.0
    for anchor in fixed:
        if any(meet(anchor.source, p.source) or meet(anchor.target, p.target) for p in (one, two)):
            continue
        ours = [_near(anchor.source, p.source, REACH_ZH, ends[0]) for p in (one, two)]
        theirs = [_near(anchor.target, p.target, REACH_EN, ends[1]) for p in (one, two)]
        as_is += anchor.weight * (ours[0] * theirs[0] + ours[1] * theirs[1])
        other += anchor.weight * (ours[0] * theirs[1] + ours[1] * theirs[0])
    return (other - as_is) / (other + as_is + LEAST)


def _near(anchor: Offsets, thing: Offsets, reach: float, ends: Sequence[int]) -> float:
    """Return how near two spans of a text are, 0..1."""
    apart = max(0, thing[0] - anchor[1], anchor[0] - thing[1])
    clauses = abs(bisect_left(ends, anchor[0]) - bisect_left(ends, thing[0]))
    return math.exp(-apart / reach) * OTHER**clauses
