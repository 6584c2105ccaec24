"""Chinese words that English renders freely or leaves out without loss: excuses for omissions."""

from __future__ import annotations

import re
from bisect import bisect_left

import numpy as np

from align.data import rows
from align.evidence.coverage import Coverage
from align.names.renderings import rendered
from align.records import Alignment, Pair
from align.text.scripts import HAN, chinese_words
from align.text.segmenter import is_common

# Similarity below which two sentences are rendered so freely that either may hold more than the other says
LOOSE = 0.55
FREE, FREE_WORDS = 0.5, 1.5  # mean of a clause, and sum, of the odds of its content words to have no counterpart
_CLAUSE = re.compile(r"[^，。；！？：,;!?.]+")
COVERED = 0.4  # a word that is less likely uncovered than this has its counterpart
_GLOSS = re.compile(rf"[{HAN}]{{0,2}}\s*[（(]\s*([A-Za-z\u00c0-\u024f][^()（）]{{1,40}}?)\s*[)）]")
# The short name of a body in brackets stands for all of its name: 国家公园体系 (SANParks)
_ACRONYM = re.compile(rf"[{HAN}]{{0,8}}\s*[（(]\s*([A-Z][A-Za-z]*[A-Z][A-Za-z]*)\s*[)）]")
# Speed beside a measure that English calls by its unit alone: at 11 kilometers per hour
_SPEED = ("速度", "时速", "的速度")
_PER = re.compile(r"\b(?:per|an?) (?:hour|second|minute|day)\b|km/h|mph|kph|m/s")
_FIGURE = re.compile(
    r"\s{0,8}(?:了|过|至|到|第|约|近|超过?)?\s{0,8}[0-9０-９〇零一二三四五六七八九十百千万亿两几数半年月今明本下次]"
)
# What English says in fewer words or in others
_SHORTER = tuple((re.compile(zh), re.compile(en, re.I)) for zh, en, _ in rows("free_renderings.tsv"))
_PEOPLE = ("人员", "者", "员", "人士")
_DOER = re.compile(r"[A-Za-z]+(?:er|or|ist|ian|man|men|ant)s?\b")


def beside_free_rendering(alignment: Alignment, pair: Pair) -> bool:
    """Return whether a sentence without counterpart may be the free rendering of what is beside it.

    So it may where a neighbour is rendered very freely as a whole, or has a clause on the other side most of whose
    words have no counterpart of their own.
    """
    lone = bool(pair.source.text)
    pairs = alignment.pairs()
    here = bisect_left(pairs, pair.number, key=lambda other: other.number)
    near = [other for other in pairs[max(here - 1, 0) : here + 2] if abs(other.number - pair.number) == 1]
    for other in near:
        coverage = other.weighed.coverage if other.weighed is not None else None
        if coverage is None:
            continue
        if other.bead.similarity is not None and other.bead.similarity < LOOSE:
            return True
        side = coverage.links.target if lone else coverage.links.source
        odds, judged = (
            (coverage.unsupported, coverage.target_judged) if lone else (coverage.uncovered, coverage.source_judged)
        )
        for clause in _CLAUSE.finditer(other.target.text if lone else other.source.text):
            within = side.beginning(*clause.span())
            own = odds[within][judged[within]]
            if own.sum() >= FREE_WORDS and own.mean() >= FREE:
                return True
    return False


def is_freely_said(pair: Pair, coverage: Coverage, first: int, last: int) -> bool:
    """Return whether English renders tokens in another form, or leaves them out beside a word that implies them."""
    text, links = pair.source.text, coverage.links
    start, end = links.source.span(first, last)
    if _spelling_in_brackets(pair, end) or (text[start:end] in _SPEED and _PER.search(pair.target.text)):
        return True
    if any(zh.fullmatch(text, start, end) and en.search(pair.target.text) for zh, en in _SHORTER):
        return True
    if _is_part_of_name(pair, start, end) or (
        first == last and end == start + 1 and _is_half_of_word(pair, coverage, first)
    ):
        return True
    inside = first + np.flatnonzero(coverage.source_judged[first : last + 1])
    said = {text[links.source.starts[k] : links.source.ends[k]] for k in inside}
    return (
        said <= chinese_words("bound")
        or said <= chinese_words("kind_of_thing")
        or (said <= chinese_words("brings_figure") and bool(_FIGURE.match(text, end)))
        or _names_people(pair, coverage, first, last)
    )


def _is_part_of_name(pair: Pair, start: int, end: int) -> bool:
    """Return whether they are part of a name that the English has as a whole: 显 of 李显龙, Lee Hsien Loong."""
    around = [n for n in pair.evidence.chinese.names if n.start <= start and end <= n.end and len(n.text) > end - start]
    return any(rendered(name, pair.evidence.english) for name in around)


def _is_half_of_word(pair: Pair, coverage: Coverage, place: int) -> bool:
    """Return whether they are half of a word whose other half is rendered: 冲毁, washed away."""
    text, source = pair.source.text, coverage.links.source
    for a, b in ((place - 1, place), (place, place + 1)):
        if a < 0 or b >= len(source.ids) or source.ends[a] != source.starts[b]:
            continue
        other = a + b - place
        word = text[int(source.starts[a]) : int(source.ends[b])]
        if len(word) == 2 and is_common(word) and coverage.source_judged[other] and coverage.uncovered[other] < COVERED:
            return True
    return False


def is_light_verb(pair: Pair, coverage: Coverage, first: int, last: int) -> bool:
    """Return whether it is a verb that adds little to its object."""
    text, source = pair.source.text, coverage.links.source
    return text[int(source.starts[first]) : int(source.ends[last])] in chinese_words("light_verb")


def _names_people(pair: Pair, coverage: Coverage, first: int, last: int) -> bool:
    """Return whether they name people (人员, 者) by a word that is an ending in English: 消防人员, firefighters."""
    source, target = coverage.links.source, coverage.links.target
    before = first - 1
    if before < 0 or source.ends[before] != source.starts[first] or coverage.uncovered[before] > COVERED:
        return False
    if not pair.source.text[: source.ends[last]].endswith(_PEOPLE):
        return False
    best = int(coverage.links.similarity[before].argmax())
    return bool(_DOER.match(pair.target.text, int(target.starts[best])))


def _spelling_in_brackets(pair: Pair, end: int) -> bool:
    """Return whether the Chinese gives the foreign spelling of these words in brackets and the translation uses it."""
    gloss = _GLOSS.match(pair.source.text, end) or _ACRONYM.match(pair.source.text, end)
    return gloss is not None and gloss[1].split()[-1] in pair.target.text
