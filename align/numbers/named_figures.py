"""Figures of names that the Chinese does not write out: Dynamics 365."""

from __future__ import annotations

import re

from align.numbers.quantity import Quantity
from align.text.english import english_words

_NAMED = re.compile(r"[\w,;’'\"”)]\s(?P<word>[A-Z][A-Za-z]+) $")


def of_product(quantity: Quantity, target: str) -> bool:
    """Return whether an English figure stands behind a word with a capital in a sentence, as in names of products."""
    if quantity.kind != "number" or quantity.unit or quantity.step < 1 or not target[quantity.start].isdecimal():
        return False
    named = _NAMED.search(target, max(0, quantity.start - 30), quantity.start)
    return named is not None and named["word"].lower() not in english_words("before_figure")
