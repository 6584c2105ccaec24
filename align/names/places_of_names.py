"""Where in an English text a name may stand that the Chinese has: spans of words that nothing explains."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.names.capitalised import Word
from align.names.pinyin import fold
from align.names.recognition import chinese_of

LAND = 4  # characters of the name of a land; a longer one is that of something that is named after it


def runs(words: Sequence[Word], target: str) -> list[tuple[int, int]]:
    """Join neighbouring words to spans: "Guenther Merl", "Athletico de Kolkata"."""
    out: list[tuple[int, int]] = []
    for word in words:
        if out and re.fullmatch(
            r"[\s.\-]{1,2}(?:(?:de|of|the|al|von|van|bin|da|la)\s)?", target[out[-1][1] : word.start]
        ):
            out[-1] = (out[-1][0], word.end)
        else:
            out.append((word.start, word.end))
    return out


def nearest(spans: list[tuple[int, int]], wanted: float) -> tuple[int, int] | None:
    """Return the span whose middle lies nearest to an offset."""
    return min(spans, key=lambda s: abs((s[0] + s[1]) / 2 - wanted)) if spans else None


def of_no_land(spans: Sequence[tuple[int, int]], target: str, lands: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the spans that name no land or its people: "Brazilian-born" is in the place of no town of China.
    ``lands``: how their names end in Chinese."""
    return [
        span
        for span in spans
        if not any(zh.endswith(lands) and len(zh) <= LAND for zh in chinese_of(fold(target[slice(*span)])))
    ]
