"""Idioms and slogans that contain a name without meaning it: 银山 in 绿水青山就是金山银山."""

from __future__ import annotations

from functools import cache

from align.data import BUILT


@cache
def _sayings() -> dict[str, tuple[str, ...]]:
    """Name -> the sayings in which it names nothing."""
    lines = (BUILT / "idioms.txt").read_text(encoding="utf-8").splitlines()
    return {name: tuple(whole.split(" ")) for name, whole in (line.split("\t") for line in lines)}


def in_idiom(name: str, start: int, end: int, text: str) -> bool:
    """Return whether the name at ``start`` to ``end`` of a Chinese text is inside an idiom or slogan."""
    for saying in _sayings().get(name, ()):
        at = text.find(saying, max(0, end - len(saying)))
        if 0 <= at <= start:
            return True
    return False
