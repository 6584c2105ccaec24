"""Known foreign names that are misspelt: 马克龙, "Marcon"; 默克尔, "Merkle".

A name of the lists has its spelling. A word of the English that no list and no dictionary has, and that is one slip
away from the one word that renders the name, is a slip of the pen where the right one is not there: two letters
exchanged, a consonant dropped or taken for another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from align.names.capitalised import English, Word, is_plain
from align.names.equivalents import called_otherwise
from align.names.recognition import Chinese, Name, chinese_of, major
from align.names.renderings import keys
from align.text.edit_distance import within

LEAST = 5  # letters of a name of which a slip can be told
_ALIKE = (
    ("ph", "f"),
    ("ck", "k"),
    ("c", "k"),
    ("q", "k"),
    ("z", "s"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
    ("h", ""),
    ("o", "a"),
    ("e", "a"),
    ("i", "a"),
    ("u", "a"),
)
_DOUBLE = re.compile(r"(.)\1")


def slips(source: Chinese, text: English) -> Iterator[tuple[Name, Word, str]]:
    """Yield names of the Chinese, each with the English word that misspells it and the right spelling."""
    listed = [name for name in source.names if name.kind == "listed" and name.sure >= 0.7]
    if not listed:
        return
    known = {w.text: _strange(w, source) for w in {w.text: w for w in text.words}.values()}
    strange: dict[str, Word] = {}  # the first word of each spelling
    for word in text.words:
        if known[word.text]:
            strange.setdefault(word.folded, word)
    if not strange:
        return
    found: dict[str, tuple[Word, str] | None] = {}  # a name that stands again is looked for once
    for name in listed:
        if called_otherwise(source.text, name.start, name.end, text.text):
            continue
        if name.text not in found:
            found[name.text] = _misspelt(name, strange.values(), text)
        slip = found[name.text]
        if slip is not None:
            yield name, *slip


def _misspelt(name: Name, strange: Iterable[Word], text: English) -> tuple[Word, str] | None:
    """The word that misspells a name, and how it is spelt."""
    if any(key[:-1] in text.squeezed for way in name.renderings for key in keys(way)):
        return None
    ways = [way for way in name.renderings if any(len(key) >= LEAST for key in keys(way))]
    wanted = {key: way for way in reversed(ways) for key in keys(way) if len(key) >= LEAST}
    for word in strange:
        key = next((key for key in wanted if _slip(word.folded, key, name.text in major())), None)
        if key is not None:
            return word, wanted[key]
    return None


def _strange(word: Word, source: Chinese) -> bool:
    """Return whether the word is in no list and no dictionary, and not among the Latin letters of the Chinese."""
    if word.acronym or len(word.folded) < LEAST or is_plain(word.folded) or word.folded in source.low:
        return False
    return not chinese_of(word.folded) and not (word.folded.endswith("s") and chinese_of(word.folded[:-1]))


def _slip(word: str, key: str, known: bool) -> bool:
    """Return whether the word is one slip away from the name, and no other way to write its sounds. Of names that many
    bear, and each spells in his own way, only an exchange of letters counts."""
    if word == key or word[0] != key[0] or not within(word, key, 1) or _sounds(word) == _sounds(key):
        return False
    if word.replace("ph", "p") == key.replace("ph", "p"):  # Bosphorus, Bosporus
        return False
    return known or sorted(word) == sorted(key)


def _sounds(word: str) -> str:
    """Reduce a word to what spellings of one name share, without which vowel it is, doubled letters, h, c and k."""
    for one, other in _ALIKE:
        word = word.replace(one, other)
    return _DOUBLE.sub(r"\1", word)
