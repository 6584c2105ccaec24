"""Lists of the tables of names, for those who need the list and not the search: great places, surnames."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("data")


@cache
def great_places() -> frozenset[str]:
    """The best known places of China whose English is their pinyin."""
    return frozenset((_DATA / "places.txt").read_text(encoding="utf-8").partition("\n")[0].split(" "))


@cache
def surnames() -> frozenset[str]:
    """Chinese surnames, of one character or two."""
    lines = (line.split("\t") for line in (_DATA / "people.txt").read_text(encoding="utf-8").splitlines())
    return frozenset(name for kind, _, names in lines if kind == "surname" for name in names.split(" "))
