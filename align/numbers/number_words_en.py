"""Numbers that are words: "doubled", "a couple", "half a million", Level III, and the figures in codes."""

from __future__ import annotations

import re

from align.numbers.numerals import NUMBER, SCALES
from align.numbers.quantity import FIRM, SMALL, WEAK, Quantity, exact
from align.numbers.units import EN

MULTIPLES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4, "quintuple": 5, "twofold": 2, "threefold": 3}
MULTIPLES |= {"fourfold": 4, "fivefold": 5, "sixfold": 6, "tenfold": 10, "twice": 2, "thrice": 3}
NAMED = {"couple": 2, "pair": 2, "both": 2, "duo": 2, "trio": 3, "twin": 2, "once": 1, "single": 1, "sole": 1}
NAMED |= {"decade": 1, "century": 1, "centenary": 100, "centennial": 100, "quartet": 4, "triplet": 3, "fortnight": 14}
_TENS, _ONES = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx"), ("", *"i ii iii iv v vi vii viii ix".split())
_SIZES = ("", "l", "xl", "lx", "lxx")  # of clothes, but the last two
ROMAN = tuple(tens + ones for tens in _TENS for ones in _ONES if tens + ones not in _SIZES)
POINT = re.compile(r"(?:^|[^\w.])\.$")  # of a share without its nought: .341
_HALF_OF = re.compile(
    r"[\s-]+(?:an?[\s-]+)?"
    r"(million|billion|trillion|dozen|hundred|thousand|hour|year|month|day|century|decade|mile|kilomet(?:er|re))\b"
)
_AND_HALF = re.compile(
    r"\b(?:an?|one)\s+(hour|year|month|week|day|century|decade|mile|kilomet(?:er|re)|(?:percentage )?point|inch|foot"
    r"|pound|ton|tonne|met(?:er|re)|minute|lap|page|time)\s+and\s+a\s+$"
)
_OF_A = re.compile(r"\s+of\s+an?\s+(hour|year|century|decade|mile|kilomet(?:er|re)|ton|tonne)\b")
_OF_SCALE = re.compile(r"[\s-]+(?:of[\s-]+an?[\s-]+)?(million|billion|trillion|thousand|dozen|hundred)\b")
_THREE = re.compile(r"\b(?:three|3)[\s-]$")
_NUMBERED = re.compile(
    r"(?:[Ll]evel|[Pp]hase|[Tt]ype|[Cc]lass|[Gg]rade|[Ss]tage|[Ff]actor|[Pp]art|[Cc]hapter|War|[Aa]ct) $"
)
_AN = re.compile(
    r"\b(?:an?|another|the\s+other|(last|final|top|bottom|upper|lower|middle|remaining)(?:\s+one)?)[\s-]+$"
)
_PART = re.compile(  # a third of them, by a fifth, a third less; a third time is none
    r"\s+(?:of|to|or|less|more|fewer|smaller|larger|bigger|higher|lower|faster|slower|from|since|as|over|compared|year)\b"
    r"|\s*(?:[,.;:)]|$)"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")


def named(match: re.Match[str], text: str, lower: str) -> list[Quantity]:
    """Codes, halves, "doubled", "a couple", Roman numerals."""
    start, end = match.span()
    if match["dig"]:
        digits = match["dig"].replace(",", "").replace(" ", "").partition(".")[0]
        return [exact(float(digits), "code", start, end, WEAK)]
    if match["dotted"]:
        if _THOUSANDS.fullmatch(match["dotted"]):  # 1.000.000
            value = float(match["dotted"].replace(".", ""))
            return [exact(value, "number", start, end)._replace(malformed=True)]
        return _figures(match)
    if match["code"]:
        return _figures(match)
    if match["half"]:
        return [_half(lower, start, end)]
    if match["quarter"]:
        three = _THREE.search(lower, max(0, start - 8), start)
        share = 0.75 if three else 0.25
        if scale := _OF_SCALE.match(lower, end):  # a quarter-million
            value, first = share * SCALES.get(scale[1], 12), three.start() if three else start
            return [Quantity(value, value, value, "number", "", first, scale.end(), "", FIRM, value)]
        if of := _OF_A.match(lower, end):
            first = three.start() if three else start
            return [Quantity(share, share, share, "number", EN[of[1]], first, of.end(), "", SMALL, 0.25)]
        return [exact(share, "fraction", start, end, WEAK)]
    if match["times"]:
        word = match["times"]
        times = float(next((n for w, n in MULTIPLES.items() if word.startswith(w[:-1])), 2))
        return [Quantity(times, times, times, "multiple", "", start, end, "", WEAK, 1.0, (times - 1,))]
    if match["named"]:
        value, unit = NAMED[match["named"]], EN.get(match["named"], "")
        return [Quantity(value, value, value, "number", unit, start, end, "", WEAK)]
    return _roman(text, start, end) if match["roman"] else []


def _figures(match: re.Match[str]) -> list[Quantity]:
    at = match.start()
    return [exact(float(m[0]), "code", at + m.start(), at + m.end(), WEAK) for m in NUMBER.finditer(match[0])]


def _roman(text: str, start: int, end: int) -> list[Quantity]:
    values = {"I": 1, "V": 5, "X": 10, "L": 50}
    word = text[start:end]
    if not word.isupper() or (end - start == 1 and not _NUMBERED.search(text, max(0, start - 10), start)):
        return []
    numbers = [values[c] for c in word]
    total = sum(-a if a < b else a for a, b in zip(numbers, [*numbers[1:], 0], strict=True))
    return [exact(total, "ordinal", start, end, SMALL)]


def _half(lower: str, start: int, end: int) -> Quantity:
    if one := _AND_HALF.search(lower, max(0, start - 30), start):  # an hour and a half
        return Quantity(1.5, 1.5, 1.5, "number", EN.get(one[1], ""), one.start(), end, "", SMALL, 0.5)
    more = _HALF_OF.match(lower, end)
    if more is None or lower[start:end] != "half":
        return exact(0.5, "fraction", start, end, WEAK)
    if more[1] in EN:
        return Quantity(0.5, 0.5, 0.5, "number", EN[more[1]], start, more.end(), "", SMALL, 0.5)
    value = 6.0 if more[1] == "dozen" else 0.5 * SCALES[more[1]]
    return Quantity(value, value, value, "number", "", start, more.end(), "", SMALL, value)


_LASTED = re.compile(r"(\d{1,2}):(\d\d)\.(\d{1,3})(?![\d:])")


def lasted(lower: str, start: int) -> Quantity | None:
    """A time with parts of a second, without its colon and in seconds: 4:12.355 is 412.355 or 252.355."""
    match = _LASTED.match(lower, start)
    if match is None:
        return None
    parts = float(f"0.{match[3]}")
    seconds = round(60 * int(match[1]) + int(match[2]) + parts, 3)
    glued = round(100 * int(match[1]) + int(match[2]) + parts, 3)
    return exact(glued, "number", start, match.end(), SMALL, (seconds,))._replace(step=10.0 ** -len(match[3]))


def is_part(lower: str, start: int, end: int, words: list[str]) -> bool:
    """Return whether the ordinal at that place is a share: a third of, the last third of, one thousandth of."""
    one = words[0] == "one" and len(words) == 2
    before = _AN.search(lower, max(0, start - 16), start)
    if before and before[1] and not lower.startswith(" of ", end):
        return False  # of a pitch: the final third
    return bool((one or before) and _PART.match(lower, end))
