"""Telephone numbers, whose groups are no quantities: 0571-88889999 is *+86 571 8888 9999* abroad. Whether it is the
same number is told by the check ``code``."""

from __future__ import annotations

import re

from align.numbers.codes import codes
from align.numbers.quantity import Quantity

_LEAST = 7  # figures of a telephone number with its area
_DIALLED = re.compile(r"(?<![\d.,])(?:\+|\(\+|\()?\d{1,11}\)?(?:[ ()+./-]{1,3}\d{2,11}){0,5}(?![.,]?\d)")


def without_telephones(free_s: list[Quantity], free_t: list[Quantity], source: str, target: str) -> None:
    """Take the figures of telephone numbers out of the lists where both sides have such numbers."""
    ours = [code for code in codes(source) if code.kind == "telephone"]
    theirs = [m.span() for m in _DIALLED.finditer(target) if sum(map(str.isdigit, m[0])) >= _LEAST] if ours else ()
    if theirs:
        free_s[:] = [s for s in free_s if not any(c.start <= s.start < c.end for c in ours)]
        free_t[:] = [t for t in free_t if not any(start <= t.start < end for start, end in theirs)]
