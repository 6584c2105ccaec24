"""Look up names that have another form in English: 京东 is JD.com, 英国 Britain, 厦门 Amoy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from align.data import rows, table

_TITLE = re.compile("《([^《》]{1,40})》")


_NEVER = "-"  # before English that the name never is: -South Korea* for 朝鲜, whose Korea may stand alone


@cache
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern of all Chinese names, the longest first, and the English of each."""
    english = dict(rows("name_equivalents.tsv"))
    return re.compile("|".join(sorted(english, key=len, reverse=True))), english


def _english(chinese: str) -> re.Pattern[str]:
    ways = [way for way in _table()[1][chinese].split("|") if not way.startswith(_NEVER)]
    return re.compile(rf"(?<!\w)(?:{_any_of(ways)})")


def _any_of(ways: Sequence[str]) -> str:
    return "|".join(re.escape(way).replace(r"\*", r"\w*") + ("" if way.endswith("*") else r"(?!\w)") for way in ways)


def _without_others(chinese: str, target: str) -> str:
    """The English less the names of another thing that hold one of this name."""
    others = [way[1:] for way in _table()[1][chinese].split("|") if way.startswith(_NEVER)]
    return re.sub(rf"(?<!\w)(?:{_any_of(others)})", "", target) if others else target


def called_otherwise(source: str, start: int, end: int, target: str) -> bool:
    """Return whether the English holds another established name of the Chinese name at ``start`` to ``end``."""
    pattern, _ = _table()
    for match in pattern.finditer(source, max(0, start - 6), min(len(source), end + 6)):
        if match.start() < end and start < match.end() and _english(match[0]).search(_without_others(match[0], target)):
            return True
    return False


def in_title(text: str, start: int, end: int) -> bool:
    """Return whether a name is but a part of the title of a work, which may be called otherwise abroad."""
    return any(m.start(1) <= start < m.end(1) and m[1] != text[start:end] for m in _TITLE.finditer(text))


def sited(name: str, target: str) -> bool:
    """Return whether the English has the address of a news site with that Chinese name: 新华网 is news.cn."""
    return any(site in target for site in table("news_sites.tsv").get(name, "\0").split("|"))


def is_site_of(address: str, source: str) -> bool:
    """Return whether it is the address of a news site that the Chinese names."""
    low = address.lower()
    return any(
        name in source and any(site in low for site in sites.split("|"))
        for name, sites in table("news_sites.tsv").items()
    )
