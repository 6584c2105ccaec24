"""English words with their places, and which of them are written as names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from align.text.pinyin import fold
from align.text.words import english

_WORD = re.compile(r"(?:[A-Z]\.){2,}[A-Z]?|[^\W\d_]+(?:['’][^\W\d_]+)*")
_OPENS = re.compile(r"(?:^|[.!?:;…。！？：]['\"”’)\]]*\s+|(?:^|[\s(（])[\"“‘'(\[–—]\s*|\n\s*|^\W+)$")
_POSSESSIVE = re.compile(r"['’]s?$")
_CALENDAR = (
    "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul "
    "Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri "
    "Sat Sun"
)
_TITLES = (
    "Mr Mrs Ms Miss Dr Prof Sir Madam Lady Lord President Premier Minister Chairman Chairwoman Secretary General "
    "Governor Mayor Professor Doctor Captain Colonel King Queen Prince Princess Pope St Saint Inc Ltd Co Corp No Vol "
    "PhD OK I A Oh Ah Yes"
)
NO_NAMES = frozenset(w.lower() for w in f"{_CALENDAR} {_TITLES}".split())


class Word(NamedTuple):
    """A word of the English text. ``folded``: letters a-z only, possessive off. ``capital``: written with one;
    ``opens``: stands where any word would have one; ``acronym``: two or more capitals and nothing small but an s."""

    start: int
    end: int
    text: str
    folded: str
    capital: bool
    opens: bool
    acronym: bool


@dataclass(frozen=True)
class English:
    """An English text cut into words, with the forms in which names are looked up."""

    text: str
    words: tuple[Word, ...]

    @cached_property
    def forms(self) -> frozenset[str]:
        """Folded words, and two neighbours run together."""
        folded = [w.folded for w in self.words]
        return frozenset(folded)

    @cached_property
    def spaced(self) -> str:
        """Folded words between single spaces, with one at either end."""
        return f" {' '.join(w.folded for w in self.words)} "

    @cached_property
    def squeezed(self) -> str:
        """All letters run together: finds "Xi'an" and "Xian", "Guo Mei" and "Guomei"."""
        return "".join(w.folded for w in self.words)

    @cached_property
    def capitals(self) -> tuple[Word, ...]:
        """Words with a capital that could be (part of) a name: no month, no title, no common word at a beginning."""
        return tuple(
            w
            for w in self.words
            if w.capital and w.folded not in NO_NAMES and not (w.opens and is_plain(w.folded)) and len(w.folded) > 1
        )

    @cached_property
    def names(self) -> tuple[Word, ...]:
        """Capitals that are no common English words."""
        return tuple(w for w in self.capitals if not is_plain(w.folded))


def is_plain(folded: str) -> bool:
    """Is this a word of the dictionary (or its plural), whatever its capital?"""
    small = english()
    return folded in small or (folded.endswith("s") and folded[:-1] in small)


@lru_cache(maxsize=256)
def read(text: str) -> English:
    """The words of an English text."""
    words = []
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        if word.isascii() and word.isalpha() and word.islower():
            words.append(Word(start, match.end(), word, word, False, False, False))
            continue
        bare = word if word.isalpha() else _POSSESSIVE.sub("", word)
        letters = bare.replace(".", "").rstrip("s")
        capital = word[0].isupper()
        opens = capital and (not start or _OPENS.search(text, max(0, start - 6), start) is not None)
        acronym = len(letters) > 1 and letters.isupper()
        words.append(Word(start, match.end(), word, fold(bare), capital, opens, acronym))
    return English(text, tuple(words))
