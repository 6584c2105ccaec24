"""Well-known persons of China under a wrong name: 鲁迅, "Lu Xin"; 齐白石, "Ji Baishi".

Names of two characters look like words, so that the shape of names alone does not find them. Those whom every reader
knows are a table. A whole name in pinyin that nothing in the Chinese is read as stands for one of them where it shares
the surname or the given name, or all but a letter, and the right name is not there. A given name of two syllables
is also telling where no table knows the person: who bears it in the Chinese has the surname before it.
"""

from __future__ import annotations

from collections.abc import Set

from align.data import table
from align.lazy import lazy
from align.names.persons import surnames
from align.names.pinyin import fold, readings, spellings, wade_giles
from align.names.recognition import Name
from align.text.edit_distance import within
from align.text.scripts import chinese_words

SURE, LIKELY = 0.9, 0.7
_NEAR = 2  # letters by which a wrong given name may differ from the right one
_SIZES = (4, 3, 2)  # characters of a name


def _others(zh: str) -> tuple[str, ...]:
    """The other forms of the English name of a person of the table, folded."""
    forms = table("well_known.tsv")[zh].split("|")
    return tuple(fold(form).replace(" ", "").replace("-", "") for form in forms if form != "-")


class Persons:
    """The persons of a Chinese text by what an English name may have of them; the text is read once, when the first
    name is looked for."""

    def __init__(self, source: str, there: Set[str]) -> None:
        """``there``: all that words of the English in a row spell, folded."""
        self._source, self._there = source, there

    @lazy
    def _renowned(self) -> dict[str, int]:
        """Well-known persons, and where each is first."""
        source, known, found = self._source, table("well_known.tsv"), dict[str, int]()
        for at in range(len(source) - 1):
            for zh in (source[at : at + size] for size in _SIZES):
                if zh in known:
                    found.setdefault(zh, at)
        return found

    @lazy
    def _by_given(self) -> dict[str, list[int]]:
        """Where a surname stands before a given name of two syllables, by the pinyin of that."""
        source, found = self._source, dict[str, list[int]]()
        for at in range(len(source) - 2):
            chars = source[at : at + 3]
            bears = chars[0] in surnames() and chars[0] not in chinese_words("no_surname")
            if bears and len(set(chars)) == len(chars):
                for form in spellings(chars[1:]):
                    found.setdefault(form, []).append(at)
        return found

    def renowned(self, family: str, given: str) -> Name | None:
        """The well-known person in whose place the English has another name, ``family`` and ``given``, folded."""
        for zh, at in self._renowned.items():
            alone = self._source.count(zh[0]) == self._source.count(zh)  # nobody else of that surname is there
            if _stands_for(zh, family, given, self._there, alone=alone):
                return Name(at, at + len(zh), zh, "person", SURE, (), _surname(zh))
        return None

    def other_surname(self, given: str) -> Name | None:
        """The person whose given name of two syllables the English has with another surname: 曹德旺, "Zhao Dewang"."""
        for at in self._by_given.get(given, ()):
            chars = self._source[at : at + 3]
            if self._there.isdisjoint(f + given for f in spellings(chars[0], True)):
                return Name(at, at + 3, chars, "person", LIKELY, (), 1)
        return None


def _surname(zh: str) -> int:
    return 2 if len(zh) > 2 and zh[:2] in surnames() else 1


def _stands_for(zh: str, family: str, given: str, there: Set[str], *, alone: bool) -> bool:
    cut = _surname(zh)
    families, givens = spellings(zh[:cut], True), spellings(zh[cut:])
    right = {f + g for f in families for g in givens} | {*_others(zh), _old(zh)}
    if not there.isdisjoint(right) or any(within(family + given, form, 1) for form in _others(zh)):
        return False
    if family in families:
        return alone or any(within(given, form, _NEAR) for form in givens)
    long = len(zh) - cut > 1 and given in givens
    return long or any(within(family + given, form, 1) for form in right)


def _old(zh: str) -> str:
    """The name in the transcription of Wade and Giles, without its marks."""
    return "".join(fold(wade_giles(readings(char)[0])) if readings(char) else "?" for char in zh).replace("'", "")
