"""Heads of Chinese and English columns of tables."""

from __future__ import annotations

import re

from align.data import either

# Heads without what is in brackets, blanks and signs: 中文（简体）, Source text, zh-CN, English (US), 英文译文
SOURCE, TARGET, REFERENCE, LIMIT = (
    re.compile(either("column_heads.tsv", kind)) for kind in ("source", "target", "reference", "limit")
)
_NO_NAME = re.compile(r"[（(][^()（）]{0,40}[)）]|[\s_:/：·.-]")


def is_named(cell: str, names: re.Pattern[str]) -> bool:
    """Return whether a cell is one of the heads, whatever its case, blanks and brackets."""
    return len(cell) <= 60 and names.fullmatch(_NO_NAME.sub("", cell.casefold())) is not None
