"""Parties of a contract that have changed places: 由乙方负责维修, "shall be repaired by Party A".

A party acts where it is followed by what it shall, may or must do, or where it stands behind 由 and *by*. Who acts is
compared, and only where both sides name the same number of acting parties: a pronoun, or a sentence turned round so
that nobody acts in it, tells nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from align.data import rows
from align.names.recognition import Chinese
from align.text.signs import Filed, signs

_ACTS_ZH = (
    r"(?:[（(][^（）()]{1,20}[)）])?(?=应(?![^，。；]{0,8}[之的])|须|必须|不得|得(?![到出])|可(?![能是])|有权|无权|需(?!求)|保证|承诺|同意|负责|将|享有|承担|支付|交付"
    r"|提供|向|未(?:能|按|在|经)|逾期|违反|已)"
)
_NO_AGENT_ZH = "(?<![向与对经被给为和及或、的因])"
_NO_AGENT_EN = "(?<!and )(?<!and the )(?<!or )(?<!or the )(?<!to )(?<!to the )"
_ACTS_EN = (
    r"(?: \([^()]{1,40}\))?,? (?:(?:shall|must|may|will|should|need|can)(?: not| only| also| \w+ly)?,?"
    r" (?!be (?!entitled|responsible|liable|obliged|required|obligated|bound|deemed))"
    r"|(?:is|are) (?:not )?(?:entitled|responsible|liable|obliged|required)|ha(?:s|ve) the right"
    r"|(?:agree|undertake|warrant|guarantee|fail|breache)s?\b)"
)


class Party(NamedTuple):
    """A party that acts: set and name in the table, its place, and whether it stands behind 由 or *by*."""

    group: str
    name: str
    start: int
    end: int
    behind: bool


@dataclass(frozen=True, eq=False)
class _Row:
    """A party of the table, with the patterns of its names."""

    group: str
    name: str
    zh: str
    en: str

    @cached_property
    def chinese(self) -> re.Pattern[str]:
        """Where it acts in the Chinese."""
        return re.compile(f"{_NO_AGENT_ZH}(?P<who>{self.zh}){_ACTS_ZH}|由(?P<by>{self.zh})")

    @cached_property
    def english(self) -> re.Pattern[str]:
        """Where it acts in English in lower case."""
        en = self.en
        return re.compile(rf"{_NO_AGENT_EN}\b(?P<who>{en})s?{_ACTS_EN}|\bby (?:the )?(?P<by>{en})s?\b(?!['’])")


@cache
def _table() -> tuple[tuple[_Row, ...], Filed[_Row]]:
    """The parties, and the same filed by what a Chinese text with the name of one holds."""
    every = tuple([_Row(*cells) for cells in rows("parties.tsv")])
    return every, Filed([(row, [row.zh]) for row in every], signs)


def changed(chinese: Chinese, low: str) -> tuple[Party, Party] | None:
    """A party that acts in the Chinese, and another one of its set that acts instead in the English (``low``: in lower
    case); None where the same act."""
    every, filed = _table()
    source, there = chinese.text, filed.of(chinese.twos)
    ours = _acting((row, row.chinese.finditer(source)) for row in there)
    if not ours:
        return None
    theirs = _acting((row, row.english.finditer(low)) for row in every)
    if "由" not in source:  # 经甲方批准, "approved by Party A": the Chinese names nobody who acts
        theirs = [party for party in theirs if not party.behind]
    for group in sorted({party.group for party in ours}):
        one, two = ([p for p in some if p.group == group] for some in (ours, theirs))
        said, read = Counter(p.name for p in one), Counter(p.name for p in two)
        if len(one) == len(two) and said != read:
            return next(p for p in one if p.name in said - read), next(p for p in two if p.name in read - said)
    return None


def _acting(found: Iterable[tuple[_Row, Iterator[re.Match[str]]]]) -> list[Party]:
    """Parties in the order of the text."""
    acting = [
        Party(row.group, row.name, *match.span("who" if match["who"] else "by"), match["who"] is None)
        for row, own in found
        for match in own
    ]
    return sorted(acting, key=lambda party: party.start)
