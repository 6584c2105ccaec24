"""Titles behind a surname: 李阿姨, "Uncle Li"; 林律师, "Judge Lin".

The surname ties the two titles: where the English has a title before the surname in pinyin, and all that the Chinese
has behind that surname are other titles, it is another person's. Titles, and what else English says for them, are the
table ``forms_of_address.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.data import rows
from align.names.persons import surnames
from align.names.pinyin import abroad, fold, spellings
from align.names.recognition import Chinese

# Longer words that begin with a title: 主任医师, 经理部, 姐夫, 律师事务所; and the ones that follow 总
_NO_TITLE = (
    "(?!医师|医生|科员|委员|傅|级|团|人[员士]?|部|室|事务|协会|长|员|处|会|站|妹|夫|弟|们|伦|子|哥|姐|叔|娘|院|席|法)"
)


_OF_A_SEX = frozenset("先生 女士 夫人 太太 小姐 姑娘".split())  # of these the check gender tells, one for another


class _Title(NamedTuple):
    chinese: str  # the first word of the row
    right: frozenset[str]  # English that it may have, in lower case


class Wrong(NamedTuple):
    """A surname with its title in the Chinese, the English title before that surname, and whose title that is."""

    source: tuple[int, int]
    target: tuple[int, int]
    other: str


_ROWS = tuple(rows("forms_of_address.tsv"))
_TITLES = {
    word: _Title(chinese.split("|")[0], frozenset(f"{own}|{also}".lower().split("|")))
    for chinese, own, also in _ROWS
    for word in chinese.split("|")
}
# English titles and the Chinese of a row that has each for its own
_OWNERS = {word.lower(): chinese.split("|")[0] for chinese, own, _ in reversed(_ROWS) for word in own.split("|")}
_BEHIND = re.compile(f"(?P<title>{'|'.join(sorted(_TITLES, key=len, reverse=True))}){_NO_TITLE}")
_BEFORE = re.compile(  # an English title before a capitalised word, and whether another such word goes on
    rf"\b(?P<title>{'|'.join(word.capitalize() for word in sorted(_OWNERS, key=len, reverse=True))})\.? "
    r"(?P<name>[A-Z][a-z]+)\b(?P<more> [A-Z][a-z]+)?"
)


class _Addressed(NamedTuple):
    """A surname with a title in the Chinese."""

    surname: str
    title: str
    start: int
    end: int


def _addressed(source: str) -> Iterator[_Addressed]:
    """Surnames with a title in a Chinese text."""
    for match in _BEHIND.finditer(source):
        before = (source[max(0, match.start() - size) : match.start()] for size in (2, 1))
        surname = next((chars for chars in before if chars in surnames()), "")
        if surname:
            yield _Addressed(surname, match["title"], match.start() - len(surname), match.end())


def _borne(one: _Addressed, source: str) -> Iterator[str]:
    """The title behind a surname, and the one right before it: 董事长林女士, "Chairwoman Lin"."""
    yield one.title
    yield from (before for size in (3, 2) if (before := source[max(0, one.start - size) : one.start]) in _TITLES)


def wrong_titles(source: Chinese, target: str) -> Iterator[Wrong]:
    """Surnames that have another title in the English than in the Chinese."""
    found = [match for match in _BEFORE.finditer(target) if not match["more"]]
    ours = list(_addressed(source.text)) if found else []
    for said in found if ours else ():
        family, title = fold(said["name"]), said["title"].lower()
        own = [one for one in ours if family in (*spellings(one.surname, True), *abroad(one.surname))]
        if not own or any(title in _TITLES[word].right for one in own for word in _borne(one, source.text)):
            continue
        if _OWNERS[title] in _OF_A_SEX and all(one.title in _OF_A_SEX for one in own):
            continue
        named = "".join(sorted({one.surname for one in own}))
        if len(re.findall(f"[{named}]", source.text)) > len(own) * len(own[0].surname):
            continue  # the surname is there without a title as well, or in another word
        yield Wrong(own[0][2:], (said.start("title"), said.end("name")), _OWNERS[title])
