"""Numbers, dates, times, money and measures of a text as values: the one door to them."""

from __future__ import annotations

import re
from functools import partial
from operator import attrgetter
from unicodedata import numeric

from align.numbers import dates_zh, numbers_en, numbers_zh
from align.numbers.measures_en import Raw, measured
from align.numbers.numerals import ONES
from align.numbers.quantity import FIRM, SMALL, WEAK, Quantity
from align.records import Lang

__all__ = ["FIRM", "SMALL", "WEAK", "Quantity", "addresses", "quantities"]

_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_PLACE = attrgetter("start", "end")
_ADDRESS = re.compile(
    r"(?:https?://|ftp://|www\.)[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+|(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?<![A-Za-z0-9-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+){0,8}\.(?:com|org|net|gov|edu|cn|io|html?)\b(?:/[A-Za-z0-9._~/?#=&%-]*)?"
)
_VULGAR = re.compile(  # ¾, 2½, 1 3/4, two and three quarters
    r"(?:(?<![\d.,/])(?P<whole>\d{1,4}) ?)?(?P<part>[\u00bc-\u00be\u2150-\u215e])"
    r"|(?<![\d.,/:-])(?P<figure>\d{1,3})[ -](?P<over>\d{1,2})/(?P<under>2|3|4|5|6|8|10|16|32)(?![\d/])"
    rf"|\b(?P<word>{'|'.join(ONES)}) and (?P<few>an?|{'|'.join(ONES)})[ -](?P<parts>{'|'.join(_PARTS)})s?\b",
    re.I,
)
_SIGN = re.compile("[\u00bc-\u00be\u2150-\u215e]")
_DOMAIN = re.compile(r"\.(?:com|org|net|gov|edu|cn|io|html?)\b")
_ZH_HINT = re.compile(
    r"[0-9０-９零一二三四五六七八九十百千万亿两几数〇半壹贰叁肆伍陆柒捌玖拾佰仟萬億廿卅Ⅰ-Ⅻ周旬午倍翻星礼](?:(?<=[^星礼])|(?<=星)期|(?<=礼)拜)"
)


def addresses(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of URLs and e-mail addresses."""
    if "." not in text or not ("://" in text or "@" in text or "www." in text or _DOMAIN.search(text)):
        return ()
    out = []
    for match in _ADDRESS.finditer(text):
        out.append((match.start(), match.start() + len(match.group().rstrip(".,;:!?)'"))))
    return tuple(out)


def quantities(text: str, lang: Lang) -> tuple[Quantity, ...]:
    """All numbers, dates, times and measures of a text, in order of their place.

    >>> [(q.value, q.unit) for q in quantities("增长到1.2万亿元", "zh")]
    [(1200000000000.0, 'yuan')]
    """
    spans = addresses(text)
    for start, end in spans:  # a figure in an address counts nothing
        text = text[:start] + "_" * (end - start) + text[end:]
    if lang == "zh":
        if not _ZH_HINT.search(text):
            return ()
        found = [*map(partial(_with_part, text), numbers_zh.scan(text)), *dates_zh.words(text)]
    else:
        found = numbers_en.scan(text)
        if _VULGAR.search(text):
            found = _with_vulgar(text, found)
    return tuple(sorted(found, key=_PLACE)) if len(found) > 1 else tuple(found)


def _with_part(text: str, quantity: Quantity) -> Quantity:
    """A Chinese number with the sign for a fraction behind it: 6½次."""
    sign = _SIGN.match(text, quantity.numeral_end)
    if sign is None:
        return quantity
    value = quantity.value + numeric(sign[0])
    return quantity._replace(value=value, low=value, high=value)


def _with_vulgar(text: str, found: list[Quantity]) -> list[Quantity]:
    """The quantities of an English text with the signs for fractions: ¾ of a cup, a 2½-hour film."""
    low, out = text.lower(), list(found)
    for match in _VULGAR.finditer(text):
        whole, part = _mixed(match)
        raw = Raw(whole + part, 0.01, True, *match.span(), kind="number" if whole else "fraction")
        out = [q for q in out if q.numeral_end <= match.start() or q.start >= match.end()]
        out.append(measured(low if len(low) == len(text) else text, raw)[0])
    return out


def _mixed(match: re.Match[str]) -> tuple[float, float]:
    """The whole number and the part of one that follows it."""
    if match["part"]:
        return float(match["whole"] or 0), numeric(match["part"])
    if match["figure"]:
        return float(match["figure"]), int(match["over"]) / int(match["under"])
    few = match["few"].lower()
    return float(ONES[match["word"].lower()]), (1 if few in ("a", "an") else ONES[few]) / _PARTS[match["parts"].lower()]
