"""Titles behind a surname: 李阿姨, "Uncle Li"; 林律师, "Judge Lin".

The surname ties the two titles: where the English has a title before the surname in pinyin, and all that the Chinese
has behind that surname are other titles, it is another person's. Titles, and what else English says for them, are the
table ``forms_of_address.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from align.data import rows
from align.names.persons import surnames
from align.names.pinyin import abroad, fold, spellings
from align.names.recognition import Chinese

# Longer words that begin with a title: 主任医师, 经理部, 姐夫, 律师事务所; and the ones that follow 总
_NO_TITLE = (
    "(?!医师|医生|科员|委员|傅|级|团|人[员士]?|部|室|事务|协会|长|员|处|会|站|妹|夫|弟|们|伦|子|哥|姐|叔|娘|院|席|法)"
)


class _Title(NamedTuple):
    chinese: str  # the first word of the row
    right: frozenset[str]  # English that it may have, in lower case


class Wrong(NamedTuple):
    """A surname with its title in the Chinese, the English title before that surname, and whose title that is."""

    source: tuple[int, int]
    target: tuple[int, int]
    other: str


@cache
def _titles() -> dict[str, _Title]:
    return {
        word: _Title(chinese.split("|")[0], frozenset(f"{own}|{also}".lower().split("|")))
        for chinese, own, also in rows("forms_of_address.tsv")
        for word in chinese.split("|")
    }


@cache
def _owners() -> dict[str, str]:
    """English titles, in lower case, and the Chinese of the first row that has each for its own."""
    out: dict[str, str] = {}
    for chinese, own, _ in rows("forms_of_address.tsv"):
        for word in own.lower().split("|"):
            out.setdefault(word, chinese.split("|")[0])
    return out


@cache
def _behind() -> re.Pattern[str]:
    """A title behind a surname."""
    titles = "|".join(sorted(_titles(), key=len, reverse=True))
    double = "|".join(sorted(name for name in surnames() if len(name) == 2))
    single = "".join(sorted(name for name in surnames() if len(name) == 1))
    return re.compile(f"(?P<surname>{double}|[{single}])(?P<title>{titles}){_NO_TITLE}")


@cache
def _before() -> re.Pattern[str]:
    """An English title before a capitalised word, and whether another such word goes on."""
    titles = "|".join(word.capitalize() for word in sorted(_owners(), key=len, reverse=True))
    return re.compile(rf"\b(?P<title>{titles})\.? (?P<name>[A-Z][a-z]+)\b(?P<more> [A-Z][a-z]+)?")


def wrong_titles(source: Chinese, target: str) -> Iterator[Wrong]:
    """Surnames that have another title in the English than in the Chinese."""
    found = [match for match in _before().finditer(target) if not match["more"]]
    ours = list(_behind().finditer(source.text)) if found else []
    for said in found if ours else ():
        family, title = fold(said["name"]), said["title"].lower()
        own = [match for match in ours if family in (*spellings(match["surname"], True), *abroad(match["surname"]))]
        if not own or any(title in _titles()[match["title"]].right for match in own):
            continue
        named = "".join(sorted({match["surname"] for match in own}))
        if len(re.findall(f"[{named}]", source.text)) > len(own) * len(own[0]["surname"]):
            continue  # the surname is there without a title as well, or in another word
        yield Wrong(own[0].span(), (said.start("title"), said.end("name")), _owners()[title])
