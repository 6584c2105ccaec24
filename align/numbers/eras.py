"""Years of reigns and eras: 光绪二十六年 is 1900, 民国二十六年 1937."""

from __future__ import annotations

from align.data import table

REPUBLIC = 1912  # the first year of 民国


def first_year(text: str, start: int) -> int | None:
    """The first year of the era whose name ends at ``start``; None where there is none."""
    year = table("eras.tsv").get(text[max(0, start - 2) : start])
    return int(year) if year else None
