"""Words of which the English is known that takes them by the letter: 打水, "hit water"; 炒股, "fried stocks".

The dictionary of :mod:`align.evidence.literal` knows what characters mean one by one, and needs three of them, or all
of a short word. The table ``data/tables/figures.tsv`` holds what it cannot know: verbs of a hundred uses (打, 开, 吃),
slang of the web, of the exchange and of sport, and sayings of which two words give the letter away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from align.data import rows
from align.evidence.literal import Literal
from align.evidence.opposites import english_pattern, split
from align.names.recognition import Chinese
from align.text.word_search import WordSearch

SHORT = 4  # characters from which a word is itself wherever it is


@dataclass(frozen=True)
class Figure:
    """A row of the table: its Chinese forms, English by the letter, what it means, and Chinese that excuses."""

    chinese: tuple[str, ...]
    cell: str
    meaning: str
    excuses: tuple[str, ...]

    @cached_property
    def literal(self) -> re.Pattern[str]:
        """English that takes it by the letter, for lower-case text."""
        return english_pattern(self.cell)


@cache
def _by_word() -> tuple[WordSearch, dict[str, tuple[Figure, ...]]]:
    """The search for all Chinese forms, and the rows of each."""
    found: dict[str, tuple[Figure, ...]] = {}
    for chinese, english, meaning, excuses in rows("figures.tsv"):
        figure = Figure(tuple(chinese.split("|")), english, meaning, tuple(split(excuses)))
        for form in figure.chinese:
            found[form] = (*found.get(form, ()), figure)
    return WordSearch(found), found


def figures(source: Chinese, low: str) -> Iterator[Literal]:
    """Figures that the English takes by the letter, each once; ``low``: the English in lower case, as long."""
    search, found = _by_word()
    seen: set[Figure] = set()
    for form, start, end in search.find(source.text, source.twos):
        for figure in found[form]:
            if figure in seen:
                continue
            hit = None if any(excuse in source.text for excuse in figure.excuses) else figure.literal.search(low)
            if hit is None or len(form) >= SHORT or source.is_word(start, end):
                seen.add(figure)
                if hit is not None:
                    yield Literal((start, end), hit.span(), figure.meaning)
