"""Figures of names that the Chinese does not write out: Dynamics 365. Layer 1."""

from __future__ import annotations

import re

from align.numbers.quantity import Quantity

_NAMED = re.compile(r"[\w,;’'\"”)]\s(?P<word>[A-Z][A-Za-z]+) $")
# Words with a capital behind which a figure counts, or is a date
_COUNTING = frozenset(
    "article articles chapter section sections part paragraph subparagraph clause item items figure table page pages "
    "volume vol no number numbers grade grades class level levels day days week year years month step phase stage unit "
    "group line lines exit gate room floor building block lot zone area schedule annex appendix note example question "
    "case type version rule act law january february march april may june july august september october november "
    "december jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn winter fall the a an in of rs usd "
    "rmb cny nt us hk and or to from for about over nearly party".split()
)


def of_product(quantity: Quantity, target: str) -> bool:
    """Return whether an English figure stands behind a word with a capital in a sentence, as in names of products."""
    if quantity.kind != "number" or quantity.unit or quantity.step < 1 or not target[quantity.start].isdecimal():
        return False
    named = _NAMED.search(target, max(0, quantity.start - 30), quantity.start)
    return named is not None and named["word"].lower() not in _COUNTING
