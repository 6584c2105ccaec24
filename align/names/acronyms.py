"""Acronyms and the words whose first letters they are."""

from __future__ import annotations

import re
from collections.abc import Mapping

from align.data import table
from align.text.english import function_words


def acronyms() -> Mapping[str, str]:
    """Acronym (capitals) -> pieces of Chinese that it may stand for, with commas between them."""
    return table("acronyms.tsv")


def stands_for(acronym: str, source: str) -> bool:
    """Return whether the Chinese has a piece that the acronym stands for."""
    return any(form in source for form in acronyms().get(acronym, "\0").split(","))


def spells_out(acronym: str, text: str) -> bool:
    """Return whether the first letters of words of the text spell the acronym, small words counted or not."""
    words = re.findall(r"[^\W\d_]+", text)
    for small in (True, False):
        letters = "".join(w[0].upper() for w in words if small or w.lower() not in function_words("in_name"))
        if re.sub(r"[^A-Z]", "", acronym.upper()) in letters:
            return True
    return False
