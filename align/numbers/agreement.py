"""Match the quantities of a text and its translation by value."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from align.numbers.as_written import badly_written, copied, is_version, under_limit, verbatim
from align.numbers.claims import Kind, claims, is_denied
from align.numbers.converted import converted
from align.numbers.derived import by_score, of_score
from align.numbers.equality import equal, ratio, same_numbers
from align.numbers.left_alone import left_alone
from align.numbers.named_figures import of_product
from align.numbers.paraphrases import explained, implied
from align.numbers.quantities import quantities
from align.numbers.quantity import DATES, FIRM, SMALL, WEAK, Quantity
from align.numbers.telephones import without_telephones
from align.numbers.together import together
from align.numbers.unfigured import in_words, unfigured
from align.numbers.units import dimension, same_kind, split
from align.text.sayings import as_word, in_saying
from align.text.spans import just_before

Problem = Literal["value", "unit", "format", "missing", "added", "swapped"] | Kind


class Difference(NamedTuple):
    """One place where the sides disagree.

    ``value``: another number is there; ``unit``: the number is right and its unit is not; ``format``: badly
    written; ``bound``: almost, less than, where the source has as much or more; ``swapped``: it is in another
    number's place; ``missing`` and ``added``: no counterpart. The others are of equal values, see
    :mod:`align.numbers.claims`.
    ``affinity`` 0..1: how sure it is that the two belong together. ``echo``: the other half of a told exchange.
    """

    problem: Problem
    source: Quantity | None
    target: Quantity | None
    affinity: float = 0.0
    echo: bool = False


class Agreement(NamedTuple):
    """Matched pairs, and what differs."""

    matched: tuple[tuple[Quantity, Quantity], ...]
    differences: tuple[Difference, ...]
    beyond: bool = False  # are there so many that nothing was compared?


CLEAR, POSSIBLE = 0.55, 0.3  # affinity above which two different values stand for each other
# "doubled", "a quarter" and "first" are no firm numbers, but are compared with their like
_KINDS = ("multiple", "fraction", "ordinal")
_OCCASIONS = "次回遍"  # 三次 is "three times", and so a number that is compared with "twice"
_ITEMS = re.compile(r"(?:^|(?<=[：:；;。，,、\s]))[（(]?(\d{1,2})[)）.．、](?!\d)")  # 1. 2) （3）
_ROW = re.compile("(?:连续|接连|连)$")
_NAMED = re.compile("[今去明前同当]年[（(]$")  # 明年（2020年）: next year
_POWER = re.compile(r"\s*[×xX*]")  # 1.85 × 10¹¹
LARGE, MOST = 10_000, 1000  # possible pairs of figures, figures of a side: above it is a table, and nothing is compared
_NOTHING = Agreement((), ())


def _affinity(s: Quantity, t: Quantity, sizes: tuple[int, int]) -> float:
    """Return the probability 0..1 that the two correspond although their values differ."""
    if not _comparable(s, t):
        return 0.0
    score = 0.35
    if s.kind == t.kind:
        score += 0.15
    if s.unit and t.unit and dimension(s.unit) == dimension(t.unit):
        score += 0.25 if same_kind(s.unit, t.unit) else 0.1
    elif bool(s.unit) != bool(t.unit):
        score -= 0.1
    if s.value and t.value:
        a, b = sorted((abs(s.value), abs(t.value)))
        score += 0.15 * (a / b)
        digits = f"{s.value:g}".replace(".", "").rstrip("0"), f"{t.value:g}".replace(".", "").rstrip("0")
        score += 0.1 * (digits[0] == digits[1] and digits[0] != "")
        if sorted(digits[0]) == sorted(digits[1]) and len(digits[0]) > 1:
            score += 0.1
    return score - 0.3 * abs(s.start / max(1, sizes[0]) - t.start / max(1, sizes[1]))


def _comparable(s: Quantity, t: Quantity) -> bool:
    if s.kind in DATES or t.kind in DATES:
        if s.kind == t.kind:
            return True
        pair = {s.kind, t.kind}
        return pair in ({"day", "ordinal"}, {"century", "decade"}, {"century", "ordinal"}, {"year", "decade"}) or (
            pair == {"year", "number"} and s.value >= 1000 and t.value >= 1000
        )
    if "code" in (s.kind, t.kind) or (s.kind == "ordinal") != (t.kind == "ordinal"):
        return False
    one, other = ratio(s) is not None, ratio(t) is not None
    if one != other:
        return False
    a, b = dimension(s.unit), dimension(t.unit)
    return not (a and b and a != b and "money" in (a, b))


def compare(source: str, target: str) -> Agreement:
    """Match the quantities of a Chinese text and its English translation.

    Numbers that must be there find their equals first; then those that contradict each other are paired; what is left
    of the target may still be explained by the weak numerals of the source (一, names, idioms), by repetition or by
    other words.
    """
    theirs = quantities(target, "en")
    ours = _occasions(together(quantities(source, "zh"), theirs, source), source)
    beyond = len(ours) * len(theirs) > LARGE or max(len(ours), len(theirs)) > MOST
    if beyond or not (ours or theirs):
        return _NOTHING._replace(beyond=beyond)
    matched: list[tuple[Quantity, Quantity]] = []
    free_s, free_t = list(ours), list(theirs)
    verbatim(free_s, free_t, source, target)
    without_telephones(free_s, free_t, source, target)
    _ordinals_in_a_row(source, free_s, free_t, matched)
    _assign([s for s in ours if s.firm > WEAK], free_s, free_t, matched)
    converted((free_s, free_t), (source, target), (ours, theirs))
    free_s = [s for s in free_s if s.firm == WEAK or not in_saying(source, s.start, s.numeral_end)]
    under_limit(free_s, free_t, target)
    sizes = len(source), len(target)
    problems = _contradictions(free_s, free_t, sizes, CLEAR) if free_s and free_t else []
    _assign([s for s in ours if s.firm == WEAK], free_s, free_t, matched)
    free_s = _without_rendering(free_s, theirs, matched, (source, target))
    free_t = _without_source(free_t, ours, matched, (source, target))
    if free_s and free_t:
        problems += [Difference("value", s, t, CLEAR) for s, t in left_alone(free_s, free_t, target)]
        problems += _contradictions(free_s, free_t, sizes, POSSIBLE)
    if any(sum(q.kind == "ordinal" for q in side) != 1 for side in (ours, theirs)):
        problems = [d for d in problems if not _counted_off(d)]
    problems += [Difference("format", s, t, 1.0) for s, t in matched if badly_written(s, t)]
    bounded = [(s, t) for s, t in matched if _bounded(s, t, source) and not is_denied(s, t, source, target)]
    problems += [Difference("bound", s, t, 1.0) for s, t in bounded]
    told = {(s.start, t.start) for s, t in bounded}
    problems += [
        Difference(problem, s, t, 1.0)
        for problem, s, t in claims(matched, source, target)
        if (s.start, t.start) not in told
    ]
    problems += [Difference("missing", s, None) for s in free_s]
    problems += [Difference("added", None, t) for t in free_t]
    return Agreement(tuple(matched), tuple(problems))


def _without_rendering(
    free: list[Quantity], theirs: tuple[Quantity, ...], matched: list[tuple[Quantity, Quantity]], texts: tuple[str, str]
) -> list[Quantity]:
    """Unmatched quantities of the Chinese that the English neither repeats, nor paraphrases, nor may leave out."""
    source, target = texts
    left = [
        s
        for s in free
        if not any(_repeats(s, t) or (o.kind == s.kind == "ordinal" and o.value == s.value) for o, t in matched)
        and not explained(s, theirs, target)
        and not in_words(s, source, target)
        and not of_score(s, matched, source)
        and not is_version(s, source, target)
    ]
    left = _less_list_numbers(left, matched, source)
    told = {s.start for s in free if s.kind == "day"} - {s.start for s in left}  # 6月14日: the month goes with "Sunday"
    left = [s for s in left if not (s.kind == "month" and s.end in told)]
    return [s for s in left if not (s.kind == "year" and just_before(_NAMED, source, s.start))]


def _without_source(
    free: list[Quantity], ours: tuple[Quantity, ...], matched: list[tuple[Quantity, Quantity]], texts: tuple[str, str]
) -> list[Quantity]:
    """Unmatched quantities of the English that nothing in the Chinese repeats, names or implies."""
    source, target = texts
    return [
        t
        for t in free
        if not (any(_repeats(s, t) for s, _ in matched) or as_word(t.value, source) or of_product(t, target))
        and not copied(t, source, target)
        and not implied(t, ours, source, target)
        and not unfigured(t, source, target)
        and not by_score(t, matched, source, target)
    ]


def _occasions(ours: tuple[Quantity, ...], source: str) -> tuple[Quantity, ...]:
    """Quantities of which those that count occasions (三次) are the multiples that English makes of them."""
    return tuple([
        q._replace(kind="multiple", end=q.end + 1)
        if q.kind == "number" and not q.unit and source[q.end : q.end + 1] in _OCCASIONS and q.end < len(source)
        else q
        for q in ours
    ])  # fmt: skip


def _assign(
    wanted: list[Quantity], free_s: list[Quantity], free_t: list[Quantity], matched: list[tuple[Quantity, Quantity]]
) -> None:
    """Equal values, the same kind and unit first, in the order of the text; the lists lose what is matched."""
    left, right = ({id(q): q for q in free} for free in (free_s, free_t))  # out of which one is taken at once
    ordinals = sum(s.kind == "ordinal" for s in free_s)
    for strict in (True, False):
        for s in wanted:
            if id(s) not in left:
                continue
            for t in right.values():
                if strict and (s.value != t.value or s.kind != t.kind or not same_kind(s.unit, t.unit)):
                    continue
                if s.kind == "number" and t.kind == "ordinal" and ordinals and s.value <= 3:
                    continue  # 两国…第三轮: "second" is compared with the third
                tenths = s.unit == "cheng" and t.kind == "number" and not t.unit  # 一成 is not one, and no share as 10
                if t.value != 10 * s.value if tenths else s.firm == WEAK and t.step <= 0.001 and t.also:
                    continue  # nor is 一 1.000
                if strict or tenths or equal(s, t):
                    matched.append((s, t))
                    del left[id(s)], right[id(t)]
                    ordinals -= s.kind == "ordinal"
                    break
    free_s[:], free_t[:] = left.values(), right.values()


def _ordinals_in_a_row(
    source: str, free_s: list[Quantity], free_t: list[Quantity], matched: list[tuple[Quantity, Quantity]]
) -> None:
    """连续六年 … 第一: the "sixth" of "the sixth year running" is six years, and not first; the lists lose it."""
    named = {s.value for s in free_s if s.kind == "ordinal"}
    for s in [s for s in free_s if _ROW.search(source, max(0, s.start - 3), s.start)]:
        t = next((t for t in free_t if t.kind == "ordinal" and t.value == s.value and s.value not in named), None)
        if t is not None:
            matched.append((s, t))
            free_s.remove(s)
            free_t.remove(t)


def _less_list_numbers(free_s: list[Quantity], matched: list[tuple[Quantity, Quantity]], source: str) -> list[Quantity]:
    """Return what is left without the numbers that count off the items of a list, where English has none of them but
    the first: （1）…；（2）… may be (a) and (b) there, or nothing."""
    marks = [(int(m[1]), m.start(1)) for m in _ITEMS.finditer(source)]
    starts = {at for _, at in marks}
    if [number for number, _ in marks] != list(range(1, len(marks) + 1)) or len(marks) < 2:
        return free_s
    if any(s.start in starts and s.value > 1 for s, _ in matched):
        return free_s
    return [s for s in free_s if s.start not in starts]


def _repeats(s: Quantity, t: Quantity) -> bool:
    """Return whether it repeats a value that is matched already; a day does not repeat a month, nor "second" a two,
    nor midnight the other midnight."""
    if "quarter" in (s.kind, t.kind) and s.kind != t.kind:  # 第一季度 is no repetition of a 1
        return False
    others = {s.kind, t.kind} <= {"number", "multiple", "ordinal"} and s.kind != t.kind
    if others and (s.kind, t.kind) != ("multiple", "number"):
        return False
    if s.kind == t.kind == "time" and s.value != t.value and min(s.value, t.value) == 0:
        return False
    return (s.kind == t.kind or not (s.kind in DATES and t.kind in DATES)) and equal(s, t)


def _bounded(s: Quantity, t: Quantity, source: str) -> bool:
    """Return whether the translation stays below a number that the source passes (突破400万: "almost 4 million"), or
    that it gives to the last of three digits (141例: "almost 141")."""
    if _POWER.match(source, s.numeral_end):
        return False
    if t.approx != "<" or s.kind != "number" or t.kind != "number" or s.vague or t.vague:
        return False
    digits = f"{s.value:.10g}".replace(".", "").strip("0")
    return s.approx == ">" or (not s.approx and s.value == t.value and len(digits) >= 3)


def _counted_off(difference: Difference) -> bool:
    """Return whether two ordinals in words differ: where several are counted off, which stands for which is a guess."""
    ours, theirs = difference.source, difference.target
    if ours is None or theirs is None or not ours.kind == theirs.kind == "ordinal":
        return False
    return min(ours.firm, theirs.firm) < FIRM


def _contradictions(
    free_s: list[Quantity], free_t: list[Quantity], sizes: tuple[int, int], least: float
) -> list[Difference]:
    """Pair what is left by affinity; the lists lose what is paired."""
    pairs = []
    for s in free_s:
        for t in free_t:
            if min(s.firm, t.firm) == WEAK and not (s.kind == t.kind in _KINDS and s.firm > WEAK):
                continue
            wrong_unit = bool(s.unit and t.unit) and same_numbers(s, t) and not same_kind(s.unit, t.unit)
            score = 1.0 if wrong_unit else _affinity(s, t, sizes)
            if score > least and (least < CLEAR or wrong_unit or min(s.firm, t.firm) == FIRM):
                pairs.append((score, wrong_unit, s, t))
    pairs.sort(key=lambda p: (-p[0], p[2].start, p[3].start))
    out = []
    for score, wrong_unit, s, t in pairs:
        if s in free_s and t in free_t:
            free_s.remove(s)
            free_t.remove(t)
            out.append(Difference("unit" if wrong_unit else "value", s, t, score))
    return out


__all__ = ["FIRM", "SMALL", "WEAK", "Agreement", "Difference", "compare", "equal", "split"]
