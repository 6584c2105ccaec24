"""Numbers in English text, as values.

Words and digits where a number, a month or a weekday may begin are looked up; one pattern reads what is there.
Dates and times are read by :mod:`align.numbers.dates_en`, units and money by :mod:`align.numbers.measures_en`.
"""

from __future__ import annotations

import re

from align.numbers import dates_en
from align.numbers.measures_en import Raw, joined, measured
from align.numbers.number_words_en import MULTIPLES, NAMED, POINT, ROMAN, is_part, lasted, named
from align.numbers.numerals import ABBREVIATED, NUMBER, ONES, ORDINALS, SCALES, TIES, english
from align.numbers.quantity import Quantity
from align.numbers.quantity import folded as fold
from align.numbers.units import CODES, EN, SPEEDS
from align.text.english import LETTERS, places, small_words

_CROWDS = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000, "millions": 10**6}
_CROWDS |= {"billions": 10**9, "trillions": 10**12}
_CARDINALS = (*ONES, *TIES, *SCALES, "dozen")
_CARDINAL = "|".join(sorted(_CARDINALS, key=len, reverse=True))
_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_STARTS = frozenset(
    [*_CARDINALS, *ORDINALS, *(w + "s" for w in ORDINALS), *_CROWDS, *NAMED, *dates_en.NAMES, *ROMAN]
    + "half halves halved halving quarter quarters doubling tripling twins pairs couples".split()
    + [w + e for w in MULTIPLES for e in ("", "s", "d")]
)
_GLUED = frozenset(code.lower() for code in CODES)
_ALNUM = LETTERS | frozenset("0123456789")
_FIGURES = re.compile("[0-9][a-z0-9]*")
# Quarter on quarter is no fourth
_QUARTER = (
    "".join(f"(?<!quarter{a}{word}{a})" for word in ("on", "over", "to") for a in " -")
    + "quarters?(?![- ](?:on|over|to)[- ]quarter)"
)
_SCAN = re.compile(
    r"(?P<code>(?!(?:\d+(?:st|nd|rd|th|s|am|pm)?|h[12]|q[1-4])\b)"
    r"(?:[a-z]+-?\d[a-z0-9]*(?:\.\d+)*(?:-[a-z0-9]+)*|\d+[a-z][a-z0-9]*(?:-\d+)*))"
    r"|(?P<dotted>\d+(?:\.\d+){2,}(?:/[\d.]+)?)"
    r"|(?P<dig>[1-9]\d{0,2}(?: \d{3}(?![\d,.]))* 000(?![\d,.]\d|\w)"
    r"|[1-9]\d{0,2}(?: \d{3})+(?= (?:k?g|[kcm]?m|feet|ft|mln|mn|bn|million|billion|eur|usd|euros?)\b)"
    r"|\d(?=,\d (?:or|and|to) \d)"
    r"|\d{1,2}(?=(?:,\d{1,2}){2,200}(?!\d|[,.]\d))|(?<=\()\d(?=,\d\))|(?:(?<=[\[{,])|(?<=[\[{]-))\d{1,2}(?=,-?\d{1,2}(?!\d|[,.]\d))|(?<=[\[={])\d+(?=,(?!\d{3}(?:[,.]\d|\D|$))\d)|\d{5,}(?=,\d{5})|\d+(?:[.,]\d+)*)(?P<ord>(?:st|nd|rd|th)\b)?"
    rf"|\b(?:(?P<crowd>{'|'.join(_CROWDS)})(?:\s+of\s+(?P<crowds>(?:thousand|million|billion|trillion)s?))?"
    rf"|(?P<word>(?:(?:{_CARDINAL})(?:\s+and\s+|[\s-]+)){{0,24}}?(?:(?:{_ORDINAL})s?|(?:{_CARDINAL}))"
    rf"(?:(?:\s+and\s+|[\s-]+)(?:(?:{_CARDINAL})\b|(?:{_ORDINAL})s?\b)){{0,24}})"
    rf"|(?P<half>half|halves|halved|halving)|(?P<quarter>{_QUARTER})"
    rf"|(?P<times>(?:{'|'.join(MULTIPLES)})(?:s|d)?|doubling|tripling)|(?P<named>{'|'.join(NAMED)})s?"
    rf"|(?P<date>{'|'.join(sorted(dates_en.NAMES, key=len, reverse=True))})|(?P<roman>[ivxl]{{1,7}}))\b"
)
_AND_HALF = re.compile(r"[\s-]+and[\s-]+a[\s-]+half\b")
_SCALE = re.compile(
    rf"\+?[\s-]*(?P<word>(?:{'|'.join(SCALES)})(?:[\s-]+(?:{'|'.join(SCALES)})){{0,8}})s?\b|(?P<dozen>\s+dozen\b)"
)
_MULTIPLIED = re.compile(r"\+?[\s-]*(?:and|hun|tho|mil|bil|tri|doz)|[kmbt]| (?:mln|mn|bn|trn)\b")  # how these begin
_METRIC = re.compile(r" (?:k?g|[kcm]?m|feet|ft|mln|mn|bn|million|billion|eur|usd|euros?)\b")
_SHORT = re.compile(r"(?:(?=[kmbt])| (?=mln|mn|bn|trn))(k|m|mn|mln|bn|b|tn|trn)\b(?!/)")
_JOIN = re.compile(r"\s*(?:-{1,2}|~|to|or|through|and|x|×|by|,)\s*(?=[\da-z$€£¥])")
_NAME = re.compile(r"\b(?=[a-z]*[A-Z])([A-Za-z]+)-$")
_SLASH = re.compile(r"/(\d{1,3})(?![\d/])")
_WORDS = re.compile(r"[a-z]+")
_TIMES_METRES = re.compile(r"((?<![a-z0-9])\d{1,2}x)\d{2,4}m\b")  # 4x100m
_DIMENSIONS = re.compile(r"x\d*[a-z]{0,2}")
_LABEL = re.compile(r"\b(?:no\. ?|number )$")
_SEVERAL = re.compile(r"\b(?:several|few|many|couple of)\s+$")
_WHITE = re.compile(r"[\s-]+")
_QUARTERS = re.compile(r"[\s-]quarters?\s+of\s+an?\b")


def scan(text: str) -> list[Quantity]:
    """Return the quantities of an English text in order; offsets are those of ``text``."""
    folded = text if text.isascii() else fold(text)
    lower = folded.lower()
    if len(lower) != len(text):
        lower = folded
    begins = _begins(text, lower)
    found: list[Quantity] = []
    pending: list[Raw] = []
    at = 0
    for start in begins:
        if start < at:
            continue
        match = _SCAN.match(lower, start)
        if match is None:
            continue
        at = match.end()
        complete: list[Quantity] | None = None
        timed = lasted(lower, start)
        dated = ([timed], timed.end) if timed else dates_en.read(folded, lower, match)
        raw = None if dated is not None else _raw(match, folded, lower)
        if dated is not None:
            complete, at = dated
        elif raw is None:
            complete = named(match, folded, lower)
            at = max(at, complete[-1].end) if complete else at
        if raw is None or complete is not None:
            found += [measured(lower, earlier)[0] for earlier in pending] + (complete or [])
            pending = []
            continue
        at = raw.end
        if raw.kind == "number" and _joins(lower, raw):
            pending.append(raw)
            continue
        quantity, at = measured(lower, raw)
        found += [joined(lower, earlier, raw, quantity) for earlier in pending]
        found.append(quantity)
        pending = []
    return found + [measured(lower, raw)[0] for raw in pending]


def _begins(text: str, lower: str) -> list[int]:
    """Find tokens with which a number, a month or a weekday may begin: one of the known words, or one with
    figures in it; a currency right before them is a token of its own."""
    out = []
    for figures in _FIGURES.finditer(lower):
        start = first = figures.start()
        while start and lower[start - 1] in LETTERS:
            start -= 1
        out.append(first if start < first and lower[start:first] in _GLUED else start)
        out += [m.end(1) for m in _TIMES_METRES.finditer(lower, first, figures.end())]
    known = _STARTS.intersection(small_words(text) if text.isascii() else _WORDS.findall(lower))
    if known:
        out += [at for word in known for at in places(lower, word, _ALNUM)]
        out.sort()
    return out


def _joins(lower: str, raw: Raw) -> bool:
    """Return whether a following number may share its unit with this one: 35-40 mph, three to five per cent."""
    joint = _JOIN.match(lower, raw.end)
    if joint is None:
        return False
    following = _SCAN.match(lower, joint.end())
    if following is None or not (following["dig"] or following["word"]) or following["ord"]:
        return False
    if lower[raw.end] == ",":
        return raw.digits and bool(following["dig"]) and lower[raw.end + 1] == " "
    return True


def _raw(match: re.Match[str], text: str, lower: str) -> Raw | None:
    start, end = match.span()
    if match["dig"]:
        return None if _is_name(text, start) else _digits(match, lower)
    if match["crowd"]:
        scale = _CROWDS[match["crowd"]] * SCALES.get((match["crowds"] or "").rstrip("s"), 1)
        return Raw(scale, scale, False, start, end, high=scale * (9.99 if scale > 20 else 8))
    if match["word"]:
        return _words(match, lower)
    if match["code"] and not text[start:end].endswith("G") and not _is_name(text, start):
        return _with_unit(match, lower)
    return None


def _is_name(text: str, start: int) -> bool:
    """Return whether the digits belong to a name: COVID-19, Il-76."""
    name = _NAME.search(text, max(0, start - 12), start) if text[start - 1 : start] == "-" else None
    return bool(name) and name is not None and name[1].lower() not in dates_en.MONTHS


def _digits(match: re.Match[str], lower: str) -> Raw | None:
    word, start, end = match["dig"], match.start(), match.end("dig")
    word = f"0.{word}" if POINT.search(lower, max(0, start - 2), start) and word.isdigit() else word
    value, step, malformed, also = _value(word, " " in word and bool(_METRIC.match(lower, end)))
    if match["ord"] or (end == match.end() and _LABEL.search(lower, max(0, start - 8), start)):
        return Raw(value, 1.0, True, start, match.end(), "ordinal", 1.0, also, malformed)
    if lower.startswith("s", end) and not lower[end + 1 : end + 2].isalnum() and value % 10 == 0 and "," not in word:
        years = (1900 + value, 2000 + value) if value < 100 else ()
        return Raw(value, 10.0, True, start, end + 1, "decade", 1.0, years)
    slash = _SLASH.match(lower, end) if lower.startswith("/", end) else None
    if slash and value < int(slash[1]) and step == 1:
        return Raw(value / int(slash[1]), 0.01, True, start, slash.end(), "fraction", 1.0, (value,))
    return _scaled(lower, Raw(value, step, True, start, end, "number", 1.0, also, malformed))


def _value(word: str, measured: bool = False) -> tuple[float, float, bool, tuple[float, ...]]:
    """Value, last digit shown, malformed, other readings: 1,4000 is 14000 badly grouped; 4.700 is 4.7 or a slip.

    ``measured``: a unit follows; there standards of measurement have spaces for commas (25 000 feet).
    """
    if " " in word:
        return float(word.replace(" ", "")), 1.0, not measured, ()
    if "," not in word:
        whole, *parts = word.split(".")
        if not parts:
            return float(word), 1.0, False, ()
        if len(parts) == 1:
            also = (float(whole + parts[0]),) if len(parts[0]) >= 3 and len(whole) <= 3 and whole != "0" else ()
            return float(word), 10.0 ** -len(parts[0]), False, also
        return float(whole + "".join(parts)), 1.0, True, ()
    whole, _, point = word.partition(".")
    groups = whole.split(",")
    well = 0 < len(groups[0]) <= 3 and all(len(g) == 3 for g in groups[1:]) and "," not in point and "." not in point
    digits = "".join(groups) + (f".{point}" if well and point else "")
    also = (float(".".join(groups)),) if not point and len(groups) == 2 and len(groups[1]) < 3 else ()  # 1,5: 1.5
    return float(digits), 10.0 ** -len(point) if point else 1.0, not well, also


def _scaled(lower: str, raw: Raw) -> Raw:
    """Digits or words and what multiplies them: 1.2 billion, 300k, two and a half million, 3 dozen."""
    if not _MULTIPLIED.match(lower, raw.end):
        return raw
    half = _AND_HALF.match(lower, raw.end)
    if half:
        raw = raw._replace(value=raw.value + 0.5, step=0.5, end=half.end())
    match = _SCALE.match(lower, raw.end)
    if match is None:
        return _abbreviated(lower, raw)
    scale = 12.0 if match["dozen"] else float(english(_WHITE.split(match["word"])) or 1)
    half = _AND_HALF.match(lower, match.end())
    if half:
        return raw._replace(value=(raw.value + 0.5) * scale, step=scale / 2, end=half.end(), scale=scale)
    return raw._replace(value=raw.value * scale, step=raw.step * scale, end=match.end(), scale=scale, also=())


def _abbreviated(lower: str, raw: Raw) -> Raw:
    match = _SHORT.match(lower, raw.end) if raw.digits else None
    if match is None:
        return raw
    scale = float(ABBREVIATED[match[1]])
    also = (raw.value,) if match[1] in ("m", "b", "k") else ()
    return raw._replace(value=raw.value * scale, step=raw.step * scale, end=match.end(), scale=scale, also=also)


def _words(match: re.Match[str], lower: str) -> Raw | None:
    """Number words: the longest run from here that is one number."""
    start = match.start("word")
    parts = list(_WORDS.finditer(match["word"]))
    words = [p.group() for p in parts]
    if words == ["second"] and lower.startswith("per ", start - 4):
        return None
    for count in _number_of_words(words):
        taken, end = words[:count], start + parts[count - 1].end()
        raw = _one_number(taken, start, end)
        if raw is not None and taken[0] in (*SCALES, "dozen") and _SEVERAL.search(lower, max(0, start - 10), start):
            least = 2 * raw.value if taken[0] == "dozen" else raw.value
            return raw._replace(value=least, high=raw.value * 9.99, end=end, also=())
        if raw is not None and raw.kind == "ordinal" and raw.value > 2 and is_part(lower, raw.start, raw.end, taken):
            return raw._replace(value=1 / raw.value, step=0.01, kind="fraction", also=(raw.value,))
        if raw is not None and raw.kind == "number" and raw.value == 3 and _QUARTERS.match(lower, end):
            return None
        if raw is not None:
            return _scaled(lower, raw) if raw.kind == "number" and count == len(words) else raw
    return None


def _number_of_words(words: list[str]) -> list[int]:
    """Return how many of the words may be one number, the likeliest first: 3 million and 5 million are two."""
    ends = [i for i, word in enumerate(words) if word == "and" and words[-1] in SCALES and english(words[:i])]
    cut = [i for i in reversed(ends) if english(words[i + 1 :])] if ends and english(words) is None else []
    # once the words before are no number, no more of them are one: "one two three"
    wrong = (i for i in range(2, len(words)) if words[i - 1] not in ("a", "and") and english(words[:i]) is None)
    return cut + list(range(min(next(wrong, len(words)) + 1, len(words)), 0, -1))


def _one_number(taken: list[str], start: int, end: int) -> Raw | None:
    """One number made of exactly these words, or None."""
    last = taken[-1]
    stem = last[:-1] if last.endswith("s") and last[:-1] in ORDINALS else last
    if last == "and":
        return None
    if len(taken) > 1 and stem in ORDINALS and stem != "second" and taken[-2] not in ORDINALS and taken[-2] != "and":
        if taken[-2] == "ten" and stem == "thousandth" and (top := english(taken[:-2])):
            return Raw(top / 1e4, 1e-5, False, start, end, "fraction")
        top = english(taken[:-1])
        if top is not None and (stem != last or english(taken) is None) and top < ORDINALS[stem]:
            return Raw(top / ORDINALS[stem], 0.01, False, start, end, "fraction")
    if stem != last:
        return None
    if last == "dozen":
        dozens = english(taken[:-1]) if len(taken) > 1 else 1.0
        return Raw(dozens * 12, 12, False, start, end, also=(10.0, 11.0)[: 2 if dozens == 1 else 0]) if dozens else None
    value = english(taken)
    if value is None:
        return None
    if last in ORDINALS:
        return Raw(value, 1.0, False, start, end, "ordinal")
    scale = float(SCALES.get(last, 1))
    return Raw(value, scale, False, start, end, "number", scale)


def _with_unit(match: re.Match[str], lower: str) -> Raw | None:
    """20km, 5m, 1.5bn: digits that carry their unit; None for codes (G20, 5G)."""
    word, start = match["code"], match.start()
    digits = NUMBER.match(word)
    if digits is None or "-" in word:
        return None
    letters = word[digits.end() :]
    if any(letters in known for known in (ABBREVIATED, SCALES, EN, SPEEDS)) or _DIMENSIONS.fullmatch(letters):
        return _scaled(lower, Raw(float(digits.group()), 1.0, True, start, start + digits.end()))
    return None
