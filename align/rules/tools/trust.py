"""Corrections that may become a rule: a rule that forbids words which are right elsewhere does harm in every text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from align.evidence.translations import hashes, known
from align.numbers import numbers_en, numbers_zh
from align.text.edit_distance import distance
from align.text.english import Words, function_words, words_of


def refusal(source: str, term: str, right: str, wrong: str) -> str:
    """Return why an exchange of ``wrong`` by ``right`` for ``term`` of a Chinese sentence is no rule; '' where it may
    be one.

    A rule is refused that is about a figure, date or unit; whose words are all function words; whose rejected words may
    render a term of one or two characters, or another word of the sentence; or whose accepted words nothing ties to the
    term: neither a dictionary nor a capital letter (a name).
    """
    old, new = words_of(wrong), words_of(right)
    if not _content(old) or not _content(new):
        return "only function words were exchanged"
    if _counted(term, right, wrong):
        return "a figure, a date or a unit: the checks of numbers see to it"
    if _spelt_alike(old, new):
        return ""
    changed = [key for key in _content(old) if key not in new.keys]
    if _renders(
        term, changed, all_of_them=True
    ):  # of a short word a synonym, of a long term what the house does not say
        return f"“{wrong}” may render {term}, too" if len(term) < 3 else ""
    if _renders(source.replace(term, "，"), changed, all_of_them=True) and not _named(old):
        return f"“{wrong}” may render other words of the sentence"
    if not _renders(term, _content(new)) and not _named(new):
        return f"nothing ties “{right}” to {term}"
    return ""


def still_used(wrong: str, corrected: Sequence[str]) -> bool:
    """Return whether the corrected text has the rejected words as well: then they moved, or are right somewhere."""
    return any(_times(wrong, text) for text in corrected)


def moved(right: str, before: str, after: str) -> bool:
    """Return whether the corrected sentence has the accepted words no more often than the earlier one: yesterday at its
    end is at its beginning now."""
    return 0 < _times(right, after) <= _times(right, before)


def _times(words: str, text: str) -> int:
    """How often a text has these words, whatever their form."""
    keys, own = words_of(words).keys, words_of(text).keys
    return sum(own[at : at + len(keys)] == keys for at in range(len(own) - len(keys) + 1))


def _content(words: Words) -> list[str]:
    return [key for key in words.keys if key not in function_words("unlinked") and any(c.isalnum() for c in key)]


def _named(words: Words) -> bool:
    return any(raw[:1].isupper() for raw in words.raw)


def _counted(term: str, right: str, wrong: str) -> bool:
    """A quantity, or a word that makes one of a number before it (厘米 of 3厘米, "cm" of "3 cm")."""
    if numbers_zh.scan(term) or numbers_en.scan(right) or numbers_en.scan(wrong):
        return True
    zh, en = numbers_zh.scan(f"有3{term}。"), [numbers_en.scan(f"It has 3 {text}.") for text in (right, wrong)]
    return any(q.unit for q in zh) and any(q.unit for found in en for q in found)


def _spelt_alike(old: Words, new: Words) -> bool:
    """Return whether at most one letter in four differs: "block chain", "blockchain"; "Hofei", "Hefei"."""
    one, two = ("".join(words.keys) for words in (old, new))
    return distance(one, two) * 4 <= max(len(one), len(two))


def _renders(chinese: str, words: Sequence[str], all_of_them: bool = False) -> bool:
    """Return whether the dictionary knows one of the words, or each, as a translation of a Chinese word of the text."""
    runs = hashes(chinese)[0]
    if not words or not len(runs):
        return False
    tied = np.asarray(known(runs, words)).any(axis=0)
    return bool(tied.all() if all_of_them else tied.any())
