"""Numbers that are one at two rates: 每十股派 N 元 per share, 亩产 N 斤 per hectare, 每平方公里 N 人 per square
mile; and a share of a number for the number that it makes: 四十八人中的三分之二, 32 of 48."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from align.numbers.equality import ratio
from align.numbers.quantity import Quantity
from align.numbers.units import EN, UNITS, ZH, ZH_PATTERN, convert, dimension, same_kind

_PER_ZH = re.compile(f"(?:每|[亩均单]产|亩均|/)(?:一)?(?P<unit>{ZH_PATTERN.pattern})?[^，。；：！？]{{0,12}}$")
_MU = re.compile("(?:亩产|亩均|单产)[^，。；：！？]{0,12}$")
_PER_BEFORE = re.compile(r"(?i)\bper[- ](?:(square|cubic)\s+)?([a-z]{1,12})\b[^.;!?\d]{0,40}$")
_POWERS = {"square": "2", "cubic": "3"}
_PER_EN = re.compile(
    r"[^.;!?]{0,40}?(?:\b(?:per|an?|each|every|to the)\s+|/\s?)(?:(square|cubic)\s+)?([a-z]{1,12})\b", re.I
)
_BEFORE = 24  # characters before a number in which the unit of its rate may stand
_RATE_GAP = re.compile("[^，。；：！？]{0,16}")
_EACH = re.compile(r"[^.;!?\d]{0,40}?\b(?:per|an?|each|every|apiece)\b", re.I)
_PER_MANY = re.compile(r"[^.;!?\d]{0,24}?\b(?:per|in|of|for|out of)\s+(?:every\s+)?$", re.I)
CLOSE = 0.03  # share by which a rate may be rounded
ROUNDED = 0.04  # share of the whole by which a percentage may pass, or fall short of, a fraction in words
MANY = 1.12  # of a rounded number that English exceeds (over) or stays below (under)


class Texts(NamedTuple):
    """Both texts, and all their quantities."""

    source: str
    target: str
    ours: Sequence[Quantity]
    theirs: Sequence[Quantity]


def near(wanted: float, t: Quantity, share: float = CLOSE) -> bool:
    """Return whether a value is that of a quantity of the English, rounded to its last digit or by a share of it; or
    what it is over or under, about."""
    if abs(wanted - t.value) <= max(share * abs(wanted), 0.5 * t.step, 1e-9):
        return True
    return (
        t.value <= wanted <= MANY * t.value
        if t.approx == ">"
        else wanted <= t.value <= MANY * wanted and t.approx == "<"
    )


def per_unit(s: Quantity, t: Quantity, both: Texts) -> bool:
    """亩产五千斤: 37.5 tonnes per hectare; 每平方公里十人: 26 people per square mile."""
    before = both.source[max(0, s.start - _BEFORE) : s.start]
    ours = _PER_ZH.search(before)
    theirs = (_PER_EN.match(both.target, t.end) or _before(t, both.target)) if ours else None
    if ours is None or theirs is None:
        return False
    one = "mu" if _MU.search(before) else ZH.get(ours["unit"] or "", "")
    other = EN.get(theirs[2].lower(), "") + _POWERS.get((theirs[1] or "").lower(), "")
    if one not in UNITS or other not in UNITS or one == other or dimension(one) != dimension(other):
        return False
    there = s.value if same_kind(s.unit, t.unit) else convert(s.value, s.unit, t.unit)
    return there is not None and near(there * UNITS[other].factor / UNITS[one].factor, t)


def _before(t: Quantity, target: str) -> re.Match[str] | None:
    """The unit of a rate that stands before its number: per-hectare yield rose by 75 kilograms."""
    return _PER_BEFORE.search(target, max(0, t.start - 60), t.start)


def per_many(s: Quantity, t: Quantity, both: Texts) -> tuple[Quantity, ...]:
    """每十股派三元, "0.30 yuan per share"; 每千人六人, "0.6 percent". The numbers of which the two are rates, of both
    sides; () where they are no equal rates."""
    many = next((q for q in both.ours if _is_base(q, s, both.source)), None)
    if many is None or not many.value or not (same_kind(s.unit, t.unit) or t.unit == "%"):
        return ()
    share = s.value / many.value
    if t.unit == "%" and dimension(s.unit) != "ratio":
        return (many,) if near(100 * share, t) else ()
    base = next((q for q in both.theirs if q.start > t.end and _PER_MANY.fullmatch(both.target[t.end : q.start])), None)
    if base is not None and base.value:
        return (many, base) if near(share * base.value, t) else ()
    return (many,) if _EACH.match(both.target, t.end) and near(share, t) else ()


def _is_base(q: Quantity, s: Quantity, source: str) -> bool:
    """Return whether a number is the 十 of 每十股 before another one in its clause."""
    return (
        q.value > 1
        and source[q.start - 1 : q.start] == "每"
        and q.end <= s.start
        and _RATE_GAP.fullmatch(source, q.end, s.start) is not None
        and dimension(q.unit) == ""
    )


def share_of(s: Quantity, t: Quantity, both: Texts) -> bool:
    """四十八人，三分之二: 32 of 48. Only whole numbers, and only of one that both sides have."""
    part = ratio(s)
    if part is None or not 0 < part < 1 or t.kind != "number" or t.unit not in ("", s.unit) or t.value % 1:
        return False
    totals = {q.value for q in both.ours if q.kind == "number" and q.unit != "%" and q.value > t.value}
    totals &= {q.value for q in both.theirs}
    return any(abs(total * part - t.value) < 0.5 for total in totals)


def rounded_share(s: Quantity, t: Quantity, both: Texts) -> bool:
    """66%: two thirds; 72%: nearly three quarters. A percentage that English gives as a fraction in words."""
    part = ratio(s) if s.unit == "%" else None
    if part is None or t.kind != "fraction":
        return False
    over = part - t.value
    # "nearly" stands before the three of "three quarters"
    approx = t.approx or next((q.approx for q in both.theirs if q.start < t.start <= q.end + 1), "")
    if approx in (">", "<"):
        return 0 <= (over if approx == ">" else -over) <= ROUNDED
    return abs(over) <= ROUNDED / (2 if approx else 4)
