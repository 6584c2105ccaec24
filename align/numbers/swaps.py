"""Two numbers that changed places: each value is there, but beside the other's words.

For two numbers of one kind the words around each are compared on both sides with the token links. They changed places
where the neighbours of the first Chinese number resemble those of the other number in English more than those of its
equal. Measured on 911 pairs of numbers in human translations and the same with the two exchanged: 75 % of the exchanges
are seen, at less than 1 % of the genuine ones. Only numbers whose order differs between the sides are looked at: that
costs a twentieth of the finds and most of the false alarms, and most texts need no links at all.
"""

from __future__ import annotations

import collections
import itertools
import re
from collections.abc import Iterator

import numpy as np

from align.distinct import distinct
from align.numbers.agreement import Agreement, Difference
from align.numbers.claims import runs_on
from align.numbers.quantity import DATES, WEAK, Quantity
from align.records import FloatArray, Links, Tokens
from align.text.spans import just_before

REACH_ZH = 5.0  # characters after which a neighbour weighs 1/e
REACH_EN = 15.0
LEAST = 0.25  # cosine below which two tokens have nothing in common
BETTER = 0.08  # how much better the exchange must fit
OTHER = 0.6  # what a neighbour in the next clause still counts
MOST = 8  # pairs of numbers that are looked at in one text

UNSURE = 0.1  # of a list that may be turned round as a whole: rural and urban, by 8% and 5%, respectively
_LISTED = re.compile(r"\brespectively\b", re.I)
Match = tuple[Quantity, Quantity]
_CLAUSE_EN = re.compile(
    r"[,;:.](?!\d)|\b(?:after|before|when|while|where|who|which|and|but|since|because|then|if)\b", re.I
)
# 除经批准者保存三十年外，应保存二十年: English says the exception last
_EXCEPT_ZH = re.compile("除(?!以|[法数号])[^。；]{0,60}?外")
_EXCEPT_EN = re.compile(
    r"(?i)\b(?:except|unless|save|excluding|exclusive of|other than|apart from|aside from|besides)\b"
)
_OF = re.compile(r"\s*of\s+(?:the\s+|all\s+)?")  # 在15%的时间中有10%: "10% of 15%"
_ARTICLE = re.compile("[条項项款目章节編编点部]")
_FIGURE = re.compile(  # marks alone too, of a figure that was cut
    r"\W*+(?:\d[\d.,:%\-–]*+|[零一二两三四五六七八九十百千万亿]++)\W*+|(?=[^.,:%\-–]*+[.,:%\-–])\W++"
)
_SCORE, _SCORED = re.compile(r"\s?[比:：]\s?\d"), re.compile(r"\d\s?[比:：]\s?$")
_CLAUSE_ZH = re.compile("[，。；：、]|[和与但而]")


def candidates(agreement: Agreement, dates: bool) -> list[tuple[Match, Match]]:
    """Pairs of matched numbers (or dates) that could have been exchanged: one kind, one unit, two values, and another
    order."""
    if len(agreement.matched) < 2 or any(d.problem in ("value", "unit") for d in agreement.differences):
        return []
    firm = [(s, t) for s, t in agreement.matched if s.firm > WEAK and t.firm > WEAK and (s.kind in DATES) is dates]
    often = collections.Counter(s.value for s, _ in agreement.matched)  # which stands for which is then a guess
    firm = [(s, t) for s, t in firm if often[s.value] == 1]
    found = [
        (one, two)
        for one, two in itertools.combinations(firm, 2)
        if one[0].kind == two[0].kind
        and one[1].kind == two[1].kind
        and _alike(one[0].unit, two[0].unit)
        and _alike(one[1].unit, two[1].unit)
        and (_keeps(one) == _keeps(two) or one[0].unit == two[0].unit != "")
        and one[0].value != two[0].value
        and (one[0].start < two[0].start) != (one[1].start < two[1].start)
    ]
    return found[:MOST]


def _keeps(match: Match) -> bool:
    """Return whether a number has its unit on both sides, with which it has moved: 283.8万元, 2.838 million yuan."""
    return bool(match[0].unit and match[1].unit)


def _alike(unit: str, other: str) -> bool:
    """Return whether two numbers may be of one unit: of the second of two alike the unit is often left out."""
    return unit == other or not (unit and other)


def swapped(pairs: list[tuple[Match, Match]], links: Links, source: str, target: str) -> Iterator[Difference]:
    """Exchanges in a text and its translation, the surest first; each number is in one of them at most."""
    scored = []
    ends = [m.start() for m in _CLAUSE_ZH.finditer(source)], [m.start() for m in _CLAUSE_EN.finditer(target)]
    weights = (
        _located(links.source, links.source_weight, source),
        _located(links.target, links.target_weight, target),
    )
    for one, two in pairs:
        if _cited(source, one[0]) and _cited(source, two[0]):
            continue  # 第九条第一项, paragraph 1 of Article 9: English turns the order round
        if _is_scored(source, one[0]) != _is_scored(source, two[0]):
            continue  # 72比70，险胜2分: a score has its place, wherever the lead stands
        first, last = (one, two) if one[0].start < two[0].start else (two, one)
        if runs_on(first, last, source, target) or _OF.fullmatch(target[last[1].end : first[1].start]):
            continue
        gain = _gain(links, weights, (one, two), ends)
        if gain > BETTER:
            scored.append((gain, one, two))
    excepted = [m.span() for m in _EXCEPT_ZH.finditer(source)] if scored and _EXCEPT_EN.search(target) else []
    scored = [x for x in scored if not any(_apart(x[1][0], x[2][0], *span) for span in excepted)]
    used: set[int] = set()
    for gain, one, two in sorted(scored, key=lambda x: (-x[0], x[1][0].start)):
        if used.isdisjoint((one[0].start, two[0].start)):
            used |= {one[0].start, two[0].start}
            sure = min(UNSURE if _LISTED.search(target) else 1.0, gain)
            yield Difference("swapped", one[0], two[1], sure)
            yield Difference("swapped", two[0], one[1], sure, echo=True)


def _apart(one: Quantity, two: Quantity, start: int, end: int) -> bool:
    """Return whether one of two numbers stands in a stretch of the text and the other does not."""
    return (start <= one.start < end) != (start <= two.start < end)


def _cited(source: str, quantity: Quantity) -> bool:
    """Return whether it is the number of an article or paragraph of a law."""
    return quantity.kind == "ordinal" and _ARTICLE.search(source, quantity.end - 1, quantity.end + 1) is not None


def _is_scored(source: str, quantity: Quantity) -> bool:
    """Return whether it is one of the two numbers of a score."""
    return bool(_SCORE.match(source, quantity.numeral_end) or just_before(_SCORED, source, quantity.start))


def _gain(
    links: Links,
    weights: tuple[FloatArray, FloatArray],
    both: tuple[Match, Match],
    ends: tuple[list[int], list[int]],
) -> float:
    """Return how much better the exchanged numbers fit their surroundings, -1..1. ``ends``: offsets of clause ends."""
    one, two = both
    ours = [
        _nearness(links.source, weights[0], (q.start, q.end), REACH_ZH) * _within(links.source, q, ends[0])
        for q, _ in (one, two)
    ]
    theirs = [
        _nearness(links.target, weights[1], (q.start, q.numeral_end), REACH_EN) * _within(links.target, q, ends[1])
        for _, q in (one, two)
    ]
    similarity = np.maximum(links.similarity - LEAST, 0)
    fit = [[_fit(similarity, a, b) for b in theirs] for a in ours]
    as_is, exchanged = fit[0][0] + fit[1][1], fit[0][1] + fit[1][0]
    return float((exchanged - as_is) / (as_is + exchanged + 0.3))


def _located(tokens: Tokens, weight: FloatArray, text: str) -> FloatArray:
    """Return how well each token locates a number: its weight, divided by how often it occurs in the text. A figure
    locates none: the other end of a range (6 to 12) is beside its like wherever the range has got to."""
    _, numbers = distinct(tokens.ids)
    spans = zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)
    words = np.array([_FIGURE.fullmatch(text[start:end]) is None for start, end in spans], np.float32)
    out: FloatArray = (weight * words / np.bincount(numbers)[numbers]).astype(np.float32)
    return out


def _nearness(tokens: Tokens, weight: FloatArray, span: tuple[int, int], reach: float) -> FloatArray:
    """Weight of each token as a neighbour of a number; 0 for the number itself."""
    distance = np.maximum(0, np.maximum(span[0] - tokens.ends, tokens.starts - span[1]))
    outside = (tokens.starts >= span[1]) | (tokens.ends <= span[0])
    return (np.exp(-distance / reach) * weight * outside).astype(np.float32)


def _within(tokens: Tokens, q: Quantity, ends: list[int]) -> FloatArray:
    """Return the weights of the tokens, times OTHER for every clause end between token and number."""
    at = np.array(ends, np.int64)
    clauses = np.searchsorted(at, tokens.starts, side="right") - int(np.searchsorted(at, q.start, side="right"))
    return (OTHER ** np.abs(clauses)).astype(np.float32)


def _fit(similarity: FloatArray, a: FloatArray, b: FloatArray) -> float:
    """Likeness of two surroundings, both ways."""
    if not similarity.size:
        return 0.0
    there = float((a * (similarity * b[None, :]).max(axis=1)).sum())
    return there + float((b * (similarity * a[:, None]).max(axis=0)).sum())
