"""Traditional characters read as Simplified ones, one for one, so that every offset stays what it is."""

from __future__ import annotations

from functools import cache

from align.data import BUILT

_FILE = BUILT / "traditional.txt"
_LEAST = 0.02  # share of Han-like characters that must be Traditional only; a single 國 in a name does not make a text


@cache
def _table() -> tuple[dict[int, str], frozenset[str]]:
    traditional, simplified = _FILE.read_text(encoding="utf-8").splitlines()
    both = frozenset(traditional) - frozenset(simplified)
    return dict(zip(map(ord, traditional), simplified, strict=True)), both


def simplified(text: str) -> str:
    """The text with Traditional characters replaced, of the same length; '' where it is not written in Traditional."""
    table, marks = _table()
    if marks.isdisjoint(text):
        return ""
    count = sum(c in marks for c in text)
    if (count < 2 and len(text) > 12) or count < _LEAST * len(text):
        return ""
    return text.translate(table)
