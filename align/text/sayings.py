"""Idioms, proverbs and sayings of two parts in Chinese texts: 五十步笑百步, 十五个吊桶打水——七上八下.

What they say is not what their words say: their numerals count nothing, and a translation has an image of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.data import kinds, lines
from align.text.scripts import HAN, han_count

LONGEST = 12  # characters of a saying
SHORTEST = 3
REACH = 2 * LONGEST + 2  # characters behind a numeral, in which the second part of a saying of two ends
PROVERB = 5  # characters from which it is a sentence of its own
# A saying of two parts, the second of which says what the first means; behind the dash of an apposition stands more
_TWO_PARTS = re.compile(rf"(?:^|[，。！？；：“‘「\s])([{HAN}]{{3,12}})(?:——|—|--)[{HAN}]{{2,8}}(?=[，。！？；”’」]|$)")
# A couplet of verse: two clauses of five or of seven characters and nothing else
_COUPLET = re.compile(f"[{HAN}]{{5}}[，,；;？][{HAN}]{{5}}[。！？]?|[{HAN}]{{7}}[，,；;？][{HAN}]{{7}}[。！？]?")
_DIGIT = re.compile("[0-9]")


def in_saying(text: str, start: int, end: int) -> bool:
    """Return whether a numeral of a Chinese text is part of an idiom, a proverb or the image of a saying."""
    if _DIGIT.search(text, start, end):
        return False
    known, first = lines("literal.tsv"), max(0, start - LONGEST - 1)
    return (
        any(first + a <= start and end <= first + b for a, b in _listed(text[first : end + REACH]))
        or any(known.find(text[a:b]) is not None for a, b in _around(text, start, end))
        or any(m.start(1) <= start and end <= m.end(1) for m in _TWO_PARTS.finditer(text, first, end + REACH))
    )


def is_couplet(text: str) -> bool:
    """Return whether a Chinese text is a couplet of verse, which no one translates word for word.

    >>> is_couplet("千淘万漉虽辛苦，吹尽狂沙始到金。")
    True
    """
    return _COUPLET.fullmatch(text.strip()) is not None


def is_proverb(text: str, start: int, end: int) -> bool:
    """Return whether half of a stretch of a Chinese text, or more, is a proverb or a saying of two parts."""
    known, near = lines("literal.tsv"), max(0, start - REACH)  # what is further off does not reach the stretch
    spans = [(near + a, near + b) for a, b in _listed(text[near : end + REACH])]
    spans += [m.span(1) for m in _TWO_PARTS.finditer(text, near, end + REACH)]
    for first in range(start, end - PROVERB + 1):  # those that begin so are looked up in one go
        for line in known.beginning(text[first : first + PROVERB]):
            last = first + line.find("\t")
            if first + PROVERB <= last <= min(end, first + LONGEST) and text.startswith(line[: last - first], first):
                spans.append((first, last))
    inside = {at for a, b in spans for at in range(max(a, start), min(b, end))}
    return 2 * len(inside) >= max(1, han_count(text[start:end]))


def _listed(text: str) -> Iterator[tuple[int, int]]:
    """Find sayings of the table, with the comma of either width."""
    text = text.replace(",", "，")
    for saying in kinds("sayings.tsv")["saying"]:
        at = text.find(saying)
        if at >= 0:
            yield at, at + len(saying)


def _around(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches of a text around a place that may be a saying."""
    for first in range(max(0, start - LONGEST), start + 1):
        for last in range(max(end, first + SHORTEST), min(len(text), first + LONGEST) + 1):
            yield first, last


def as_word(value: float, text: str) -> bool:
    """Return whether a Chinese text names a value by a word without numeral: 花甲之年, sixty."""
    return any(word in text for word in kinds("sayings.tsv").get(f"{value:.12g}", ()))


def in_idiom(name: str, start: int, end: int, text: str) -> bool:
    """Return whether the name at ``start`` to ``end`` of a Chinese text is inside an idiom or slogan that does not mean
    it: 银山 in 绿水青山就是金山银山."""
    for saying in (lines("idioms.txt").find(name) or "").split():
        if text.find(saying, max(0, end - len(saying)), start + len(saying)) >= 0:
            return True
    return False
