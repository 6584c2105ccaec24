"""Points of the compass that face each other: 西北, "northeast"; without the names of places."""

from __future__ import annotations

import re
from collections import Counter

from align.data import kinds
from align.names.recognition import Chinese

_POINTS = {"east": "东", "west": "西", "south": "南", "north": "北"}
_FACING = {"东": "西", "西": "东", "南": "北", "北": "南"}
_COMPASS = re.compile(
    r"\b(?:(north|south)(east|west)?|(east|west))(?:ern(?:er|ers|most)?|wards?|erly|bound)?\b"
    rf"(?!\s+(?-i:{'|'.join(map(str.capitalize, sorted(kinds('english_words.tsv')['behind_compass'])))}))",
    re.I,
)  # West Bank and South Side are names, the west bank and the south side are not
_SIDE = re.compile(
    "[城村镇街路院校桥塔][东西南北]|[东西南北][岸侧面边头端门口翼楼座区部郊段]"
)  # 城西 is no name that hides its point


def turned(chinese: Chinese, target: str, low: str) -> tuple[tuple[int, int], tuple[int, int], bool] | None:
    """A point of the compass that the Chinese does not have, where it has the opposite one more often than the English:
    the spans of the two, and whether it is sure. ``low``: the English in lower case."""
    if not ("east" in low or "west" in low or "north" in low or "south" in low):
        return None
    source, found = chinese.text, list(_COMPASS.finditer(target))
    said = Counter(_POINTS[p.lower()] for m in found for p in m.groups() if p)
    if not any(own not in source and source.count(_FACING[own]) > said[_FACING[own]] for own in said):
        return None
    bare = list(source)
    for name in chinese.names:
        if not _SIDE.fullmatch(source, name.start, name.end):
            bare[name.start : name.end] = "#" * (name.end - name.start)
    free = "".join(bare)
    for match in found:
        for point in (p.lower() for p in match.groups() if p):
            own = _POINTS[point]
            at = free.find(_FACING[own])
            if own not in source and free.count(_FACING[own]) > said[_FACING[own]]:
                region = match[0][0].isupper() and target.endswith("the ", 0, match.start())  # of the South's ministry
                return (at, at + 1), match.span(), not region
    return None
