"""Idioms and slogans that contain a name without meaning it: 银山 in 绿水青山就是金山银山."""

from __future__ import annotations

from align.data import lines


def in_idiom(name: str, start: int, end: int, text: str) -> bool:
    """Return whether the name at ``start`` to ``end`` of a Chinese text is inside an idiom or slogan."""
    for saying in (lines("idioms.txt").find(name) or "").split():
        at = text.find(saying, max(0, end - len(saying)))
        if 0 <= at <= start:
            return True
    return False
