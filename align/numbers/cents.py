"""Sums of money below one that one side gives in hundredths: 0.15港元 is "HK15 cents", 15港仙 is "HK$0.15"."""

from __future__ import annotations

import re

from align.numbers.quantity import Quantity
from align.numbers.rates import Texts
from align.numbers.units import dimension

HUNDRED, EXACT = 100.0, 1e-6
# "HK15 cents", "15 HK cents", "63¢", "30p"; the code is written to either side of the figure
_CENTS_EN = re.compile(
    r"(?<![\d.,])(?:HK|US|RMB|NT|A|C|S)?(\d{1,4}(?:\.\d{1,4})?)"
    r"(?:(?:\s|-)?(?:(?:HK|US|U\.S\.|euro) )?(?:cents?|pence|fen)\b|p\b|¢)",
    re.I,
)
_CENT_WORD = re.compile(r"(?:\s|-)?(?:(?:HK|US|U\.S\.|euro) )?(?:cents?|pence|penny|fen)\b", re.I)
_CENTS_ZH = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)\s?(?:[港美欧澳加]?仙|[美欧澳加新]分|便士)")


def in_cents(s: Quantity, both: Texts) -> tuple[int, int] | None:
    """Return the span of the English that gives a sum of the Chinese in hundredths; None where nothing does.

    0.15港元: "HK15 cents"; 0.08美元: "eight cents".
    """
    if dimension(s.unit) != "money":
        return None
    wanted = s.value * HUNDRED
    for m in _CENTS_EN.finditer(both.target):
        if abs(float(m[1]) - wanted) < EXACT:
            return m.span()
    for t in both.theirs:
        if abs(t.value - wanted) < EXACT and _CENT_WORD.match(both.target, t.numeral_end):
            return t.start, t.end
    return None


def of_cents(t: Quantity, both: Texts) -> tuple[int, int] | None:
    """Return the span of the Chinese that gives a sum of the English in hundredths: 15港仙, "HK$0.15", or None."""
    if dimension(t.unit) != "money":
        return None
    return next(
        (m.span() for m in _CENTS_ZH.finditer(both.source) if abs(float(m[1]) - t.value * HUNDRED) < EXACT), None
    )


def without_cents(free_s: list[Quantity], free_t: list[Quantity], both: Texts) -> None:
    """Take out of the two lists of unmatched quantities (Chinese, English) the sums that one side has in hundredths."""
    for s in tuple(free_s):
        if span := in_cents(s, both):
            free_s[:] = [q for q in free_s if q is not s]
            free_t[:] = [q for q in free_t if not span[0] <= q.start < span[1]]
    for t in tuple(free_t):
        if span := of_cents(t, both):
            free_t[:] = [q for q in free_t if q is not t]
            free_s[:] = [q for q in free_s if not span[0] <= q.start < span[1]]
