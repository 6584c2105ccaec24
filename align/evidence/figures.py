"""Words of which the English is known that takes them by the letter: 打水, "hit water"; 炒股, "fried stocks".

The dictionary of :mod:`align.evidence.literal` knows what characters mean one by one, and needs three of them, or all
of a short word. The table ``data/tables/figures.tsv`` holds what it cannot know: verbs of a hundred uses (打, 开, 吃),
slang of the web, of the exchange and of sport, and sayings of which two words give the letter away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from align.data import TABLES, entries
from align.evidence.literal import Literal
from align.evidence.opposites import english_pattern, split
from align.kept import Lines, Numbered, kept, packed
from align.names.recognition import Chinese
from align.text import word_search
from align.text.word_keys import EntryPattern
from align.text.word_search import Filed, WordSearch, filed

TABLE = TABLES / "figures.tsv"
SHORT = 4  # characters from which a word is itself wherever it is


@dataclass(frozen=True)
class Figure:
    """A row of the table: its Chinese forms, English by the letter, what it means, and Chinese that excuses."""

    chinese: tuple[str, ...]
    cell: str
    meaning: str
    excuses: tuple[str, ...]

    @cached_property
    def literal(self) -> EntryPattern:
        """English that takes it by the letter, for lower-case text."""
        return english_pattern(self.cell)


class _Table:
    """The rows, each made when a text first has a form of it, and the search for all Chinese forms."""

    def __init__(self) -> None:
        rows, forms = kept("figures", (TABLE, Path(__file__), Path(word_search.__file__)), _taken)
        self._rows, self.search = Numbered(rows), WordSearch(forms)
        self._made: dict[int, Figure] = {}

    def of(self, form: str) -> list[Figure]:
        """The rows that have a form."""
        return [self._made.get(number) or self._make(number) for number in self.search.numbers(form)]

    def _make(self, number: int) -> Figure:
        chinese, english, meaning, excuses = self._rows[number].decode().split("\t")
        made = self._made[number] = Figure(tuple(chinese.split("|")), english, meaning, tuple(split(excuses)))
        return made


def _taken() -> tuple[Lines, Filed]:
    """The rows, and the forms with the numbers of the rows that have them."""
    rows = list(entries(TABLE.name))
    forms: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for form in row.partition("\t")[0].split("|"):
            forms.setdefault(form, []).append(number)
    return packed(rows), filed(forms)


@cache
def _table() -> _Table:
    return _Table()


def figures(source: Chinese, low: str) -> Iterator[Literal]:
    """Figures that the English takes by the letter, each once; ``low``: the English in lower case, as long."""
    table = _table()
    seen: set[Figure] = set()
    for form, start, end in table.search.find(source.text, source.twos):
        for figure in table.of(form):
            if figure in seen:
                continue
            hit = None if any(excuse in source.text for excuse in figure.excuses) else figure.literal.search(low)
            if hit is None or len(form) >= SHORT or source.is_word(start, end):
                seen.add(figure)
                if hit is not None:
                    yield Literal((start, end), hit.span(), figure.meaning)
