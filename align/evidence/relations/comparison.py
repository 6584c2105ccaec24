"""Comparisons that are turned round: A比B高, "B is higher than A"; 与B相比，A更…; A不如B; A超过B.

What is more is the first thing, what is less the second. The two languages may name the scale from either end
(A比B快, "B is slower than A"), so their ends are compared first: by the adjectives of the two lists, by *less*, and
else by the word link of the adjective. Where it is not known that both name the same end, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.data import either
from align.evidence.opposites import Cues
from align.evidence.relations.frames import CROSSED, LEFT, Stated, Turned, stretch
from align.evidence.relations.held import Held
from align.names.recognition import Chinese
from align.records import Offsets

FAR = 14  # characters behind 比 in which the other thing and the quality are
_LOW_ZH, _HIGH_ZH = "低小少短劣差弱慢晚迟轻近薄浅矮便穷", "高大多长优好强快早重贵远厚深胜"
_LOW_EN, _HIGH_EN = (re.compile(rf"(?:{either('english_words.tsv', end)})\b") for end in ("low_end", "high_end"))
_ADJECTIVE = r"(?:more|less|fewer|[a-z]{2,}er|worse|further)"
_DENIED, _DENIED_EN = (
    re.compile("[不未没无非][^，。；]{0,3}$"),
    re.compile(r"(?:\b(?:no|not|never|cannot)|n['’]t) (?:\w+ )?$"),
)
_FIGURE = re.compile(r"[^，。；：！？]{0,12}\d")
_OR = re.compile("[或、]")  # 多于或少于, 略大或略小: both ends
_OF = re.compile("[此该这那]|[^，。；：！？]{0,10}[之的]")  # 高于门槛之围阻措施: no clause
_DEGREE = re.compile("[更还要]|远远|稍|略")
_THAN = re.compile(
    rf"\b{_ADJECTIVE}\b(?: (?!than\b)[\w'’-]+){{0,5}} than\b(?! (?:ever|expected|usual|before|that\b(?! of)))"
)
_MUCH = re.compile("(?<=.)(?:[0-9一二两三四五六七八九十百千几]|得[太很]?多|[很许]多|多了|不少)")  # 小得多 is smaller
_WITH = re.compile(r"\b(?:compared|in comparison|relative|in contrast) (?:with|to)\b|\bunlike\b")
_MORE = re.compile(rf"\b{_ADJECTIVE}\b(?! and (?:more|less))")
_IS = "(?:is|are|was|were|slightly|far|well)"
_BEATS = re.compile(rf"\b(?:{either('english_words.tsv', 'beats')}|{_IS} above)\b")
_BY = re.compile(r" (?:\w+ly )?by\b")
_LAGS = re.compile(rf"\b(?:{either('english_words.tsv', 'lags')}|{_IS} below)\b")
# Not "half as much": it is less of what is heavy, and more of what is cheap
_TIMES = re.compile(
    r"\b(?:twice|double|(?:\w+ )?times)(?: (?:that|those) (?:of|in|for|among)| as (?:\w+ ){1,3}?as)\b(?! that of\b)"
)
_COMPARES = re.compile(
    "(?<![对相好无同环])(?P<bi>比)(?!例|如|较|率|重|分|赛|价|特|利|亚|起|上|喻|拟|往|平[时常]|以[往前]|从前|过去|想|预|原|基)"
    "|(?P<with>相比(?:之下|较)?(?:而言|来说)?|相较(?:而言)?|比起来|相?比较(?:而言|来说))"
    "|(?P<open>相[比对较]于|比起|较之)"
    "|(?P<more>[高大多优强快重早]于(?!是)|胜过|强过|超过(?!了?[0-9一二两三四五六七八九十百千万半])|超越|领先于|胜于)"
    "|(?P<less>[低小少劣弱慢轻晚]于(?!是)|不如(?!说)|不及|逊于|逊色于|落后于|比不上|赶不上)"
    "|(?<=[是为到于])(?P<times>(?P<of>[^，。；：！？的]{1,12})的?(?:约|近|大约|整整)?[一二两三四五六七八九十百0-9.]{1,5}多?倍(?!于))"
)


_WHERE = re.compile("在[^，。；：！？在]{1,30}(?:[上中下内里]|方面)$")  # 在三个数据集上优于: where, and no side of it
# Of these one is in every such Chinese: most texts have none
_SIGNS = frozenset("比 于 相较 较之 胜过 强过 超过 超越 不如 不及 比不 赶不 倍".split())


class _Scale(NamedTuple):
    """A comparison: its stretches, whether it names the low end, and the span of the words for the quality (None: the
    words that state it name the end themselves)."""

    stated: Stated
    low: bool
    quality: Offsets | None


def stated_in_both(source: Chinese, low: str) -> tuple[list[_Scale], list[_Scale]] | None:
    """The comparisons of the Chinese and of the English (``low``: in lower case); None where a side has none."""
    ours = [] if _SIGNS.isdisjoint(source.twos) else list(_chinese(source.text))
    theirs = list(_english(low)) if ours else []
    return (ours, theirs) if theirs else None


def compared(
    source: str, low: str, scales: tuple[list[_Scale], list[_Scale]] | None, held: Held, cues: Cues
) -> Iterator[Turned]:
    """Comparisons of the Chinese that the English (``low``: in lower case) turns round; ``scales``: those of both
    sides, ``cues``: the concepts of the Chinese, by whose table the English may name the other end."""
    for one in scales[0] if scales else ():
        theirs = scales[1] if scales else []
        found = [t for other in theirs if (t := _turned(source, low, one, other, held, cues)) is not None]
        if found and all(found):
            best = max((t for t in found if isinstance(t, Turned)), key=lambda t: t.weight)
            yield best._replace(verb=source[slice(*best.source)])


def agreed(source: str, low: str, held: Held, cues: Cues) -> Iterator[tuple[Offsets, Offsets]]:
    """Comparisons on which the two sides agree: the words that state them and their quality, in either language."""
    theirs = list(_english(low))
    for one in _chinese(source) if theirs else ():
        for other in theirs:
            if _turned(source, low, one, other, held, cues) is False and _opposed(source, low, one, other, held, cues):
                yield _whole(one), _whole(other)


def _whole(scale: _Scale) -> Offsets:
    spans = [scale.stated.marker, scale.quality or scale.stated.marker]
    return min(start for start, _ in spans), max(end for _, end in spans)


def _turned(source: str, low: str, ours: _Scale, theirs: _Scale, held: Held, cues: Cues) -> Turned | bool | None:
    """The comparison where it is turned round, False where it agrees, None where the two have nothing in common."""
    opposed = _opposed(source, low, ours, theirs, held, cues)
    spans = (theirs.stated.two, theirs.stated.one) if opposed else (theirs.stated.one, theirs.stated.two)
    found = held.compare((ours.stated.one, ours.stated.two), spans)
    one, two = found.one_in_two - found.one, found.two_in_one - found.two
    if opposed is None:
        return False if max(abs(one), abs(two)) >= CROSSED else None
    # What is compared may stay where it is: population growth in the north lags behind that in the south
    if min(found.one_in_two, two) >= CROSSED and found.two <= LEFT * found.two_in_one:
        zh, en = _around(ours.stated), _around(theirs.stated)
        return Turned("comparison", zh, en, two)
    return False if min(one, two) < 0 and max(one, two) < CROSSED else None


def _around(stated: Stated) -> Offsets:
    spans = stated.marker, stated.one, stated.two
    return min(start for start, _ in spans), max(end for _, end in spans)


def _opposed(source: str, low: str, ours: _Scale, theirs: _Scale, held: Held, cues: Cues) -> bool | None:
    """Return whether the two name the opposite ends of a scale; None where nobody knows."""
    zh = ours.quality and source[slice(*ours.quality)]
    en = theirs.quality and low[slice(*theirs.quality)]
    ends = _end_zh(zh) if zh else ours.low, _end_en(en) if en else theirs.low
    if ours.quality and theirs.quality and en:
        start, end = ours.quality
        if any(start <= at[0] and at[1] <= end and row.wrong.search(en) for row, at, _ in cues):
            return True
        if ends[0] is None and en in ("more than", "less than") and _DEGREE.search(zh or ""):
            return en == "less than"
        if None in ends and held.linked(ours.quality, theirs.quality):
            return en.startswith(("less", "fewer"))
    return None if None in ends else ends[0] != ends[1]


def _end_zh(words: str) -> bool | None:
    """Whether a quality is at the low end of its scale, by its last character that tells; what follows is how much
    (便宜一千多块)."""
    named = _MUCH.split(_DEGREE.split(words)[-1])[0]
    told = [char for char in named if char in _LOW_ZH or char in _HIGH_ZH]
    return told[-1] in _LOW_ZH if told else None


def _end_en(words: str) -> bool | None:
    words = words.removesuffix(" than")
    return True if _LOW_EN.match(words) else False if _HIGH_EN.match(words) else None


def _chinese(text: str) -> Iterator[_Scale]:
    """The comparisons of a Chinese text."""
    for match in _COMPARES.finditer(text):
        before, after = stretch(text, "zh", match, "own"), stretch(text, "zh", match, "after")
        behind = stretch(text, "zh", match, "next")
        if _DENIED.search(text, max(0, match.start() - 4), match.start()) or (after and _FIGURE.match(text, after[0])):
            continue
        if match["more"] or match["less"]:
            if _OR.search(text, max(0, match.start() - 3), match.end() + 3) or (after and _OF.match(text, after[0])):
                continue
        elif _OR.search(text, match.end(), min(len(text), match.end() + FAR)):
            continue
        kind = match.lastgroup if not match["times"] else "times"
        if kind == "bi" and before and after:
            end = min(after[1], after[0] + FAR)
            degree = _DEGREE.search(text, after[0] + 1, end)
            other = after[0], degree.start() if degree else end
            yield _Scale(Stated(match.span(), before, other), False, (after[0] + 1, end))
        elif kind in ("with", "open") and not (behind and _DEGREE.search(text, *behind)):
            continue
        elif kind == "with" and before and behind:
            yield _Scale(Stated(match.span(), behind, before), False, behind)
        elif kind == "open" and after and behind:
            yield _Scale(Stated(match.span(), behind, after), False, behind)
        elif kind in ("more", "less") and before and (where := _WHERE.search(text, *before)):
            if after and where.start() > before[0]:
                quality = match.span() if "于" in match[0][:2] else None
                yield _Scale(Stated(match.span(), (before[0], where.start()), after), kind == "less", quality)
        elif kind == "more" and before and after:
            yield _Scale(Stated(match.span(), before, after), False, match.span() if match[0][-1] == "于" else None)
        elif kind == "less" and before and after:
            yield _Scale(Stated(match.span(), before, after), True, match.span() if match[0][1] == "于" else None)
        elif kind == "times" and before:
            yield _Scale(Stated(match.span(), before, match.span("of")), False, None)


def _english(low: str) -> Iterator[_Scale]:
    """The comparisons of an English text in lower case."""
    for match in _THAN.finditer(low):
        before, after = stretch(low, "en", match, "before"), stretch(low, "en", match, "clause")
        if before and after and not _DENIED_EN.search(low, 0, match.start()):
            yield _Scale(Stated(match.span(), before, after), False, match.span())
    for match in _WITH.finditer(low):
        after, behind = stretch(low, "en", match, "clause"), stretch(low, "en", match, "rest")
        word = _MORE.search(low, *behind) if behind else None
        if after and behind and word:
            yield _Scale(Stated(match.span(), (behind[0], word.start()), after), False, (word.start(), behind[1]))
    for pattern, is_low in ((_BEATS, False), (_TIMES, False), (_LAGS, True)):
        for match in pattern.finditer(low):
            before, after = stretch(low, "en", match, "before"), stretch(low, "en", match, "clause")
            if before and after and not _DENIED_EN.search(low, 0, match.start()):
                stated = Stated(match.span(), before, after)
                yield _Scale(stated, is_low != (_BY.match(low, match.end()) is not None), None)
