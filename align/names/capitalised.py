"""English words with their places, and which of them are written as names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from align.lazy import lazy
from align.names.pinyin import fold
from align.text.english import english_words
from align.text.segmenter import english

_WORD = re.compile(r"(?:[A-Z]\.){2,}[A-Z]?|[^\W\d_]+(?:['’][^\W\d_]+)*")
_CAPITAL = re.compile(  # what is before is looked at last: the search leaps from capital to capital
    r"[^\W\d_a-z](?<![^\W\d_].)(?<![^\W\d_]['’].)(?:(?<=[A-Z])\.(?:[A-Z]\.)+[A-Z]?|[^\W\d_]*(?:['’][^\W\d_]+)*)"
)
_OPENS = re.compile(r"(?:^|[.!?:;…。！？：]['\"”’)\]]*\s+|(?:^|[\s(（])[\"“‘'(\[–—]\s*|\n\s*|^\W+)$")
POSSESSIVE = re.compile(r"['’]s?$")


class Word(NamedTuple):
    """A word with a capital. ``folded``: letters a-z only, possessive off; ``opens``: is where any word would have
    a capital; ``acronym``: two or more capitals and nothing small but an s."""

    start: int
    end: int
    text: str
    folded: str
    opens: bool
    acronym: bool


@dataclass(frozen=True)
class English:
    """An English text: its words with a capital, all words folded, and the forms in which names are looked up."""

    text: str
    words: tuple[Word, ...]

    @lazy
    def folded(self) -> tuple[str, ...]:
        """All words, folded, in order."""
        found = _WORD.findall(self.text)
        return tuple(map(_folded, found))

    @lazy
    def forms(self) -> frozenset[str]:
        """The set of all folded words."""
        return frozenset(self.folded)

    @lazy
    def spaced(self) -> str:
        """Folded words between single spaces, with one at either end."""
        return f" {' '.join(self.folded)} "

    @lazy
    def squeezed(self) -> str:
        """All folded words joined: finds "Xi'an" and "Xian", "Guo Mei" and "Guomei"."""
        return "".join(self.folded)

    @lazy
    def capitals(self) -> tuple[Word, ...]:
        """Capitalised words that may belong to a name: no month, no title, no common word that opens a sentence."""
        return tuple(
            w
            for w in self.words
            if w.folded not in english_words("no_name") and not (w.opens and is_plain(w.folded)) and len(w.folded) > 1
        )

    @lazy
    def asked(self) -> dict[tuple[object, ...], bool]:
        """Whether names of the Chinese are rendered in the text, of those that were looked for so far."""
        return {}

    @lazy
    def names(self) -> tuple[Word, ...]:
        """Capitalised words that are no common English words."""
        return tuple(w for w in self.capitals if not is_plain(w.folded))


def is_plain(folded: str) -> bool:
    """Return whether this is a dictionary word or its plural, whatever its capitals."""
    small = english()
    return folded in small or (folded.endswith("s") and folded[:-1] in small)


def read(text: str) -> English:
    """The words of an English text."""
    words = []
    for match in _CAPITAL.finditer(text):
        word = match[0]
        if word[0].isupper():
            start, end = match.span()
            words.append(Word(start, end, word, _folded(word), _opens(text, start), _acronym(word)))
    return English(text, tuple(words))


def _acronym(word: str) -> bool:
    if word[1:].islower():
        return False  # by far the most usual case
    letters = word if word.isalpha() else POSSESSIVE.sub("", word).replace(".", "")
    letters = letters.rstrip("s")
    return len(letters) > 1 and letters.isupper()


def _opens(text: str, start: int) -> bool:
    """Return whether any word at this place would be capitalised."""
    if start > 1 and text[start - 1] == " " and text[start - 2].isalpha():
        return False  # by far the most usual case
    return not start or _OPENS.search(text, max(0, start - 6), start) is not None


def _folded(word: str) -> str:
    """Return a word as it is compared: letters a-z in lower case."""
    return word.lower() if word.isascii() and word.isalpha() else fold(POSSESSIVE.sub("", word))
