"""Numbers, measures and money in English text, as values. Layer 1.

One pattern finds digits, number words and names of months and weekdays; what stands before and behind decides what
each is. Dates and times are read by :mod:`align.text.dates_en` at the same places.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from align.text import dates_en
from align.text.numerals import ABBREVIATED, ONES, ORDINALS, SCALES, TIES, english
from align.text.quantity import FIRM, FOLD, SMALL, WEAK, Approx, Kind, Quantity, exact
from align.text.units import EN, UNITS

_CARDINAL = "|".join(sorted((*ONES, *TIES, *SCALES, "dozen"), key=len, reverse=True))
_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_MULTIPLES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4, "quintuple": 5, "twofold": 2, "threefold": 3}
_MULTIPLES |= {"fourfold": 4, "fivefold": 5, "sixfold": 6, "tenfold": 10, "twice": 2, "thrice": 3}
_NAMED = {"couple": 2, "pair": 2, "both": 2, "duo": 2, "trio": 3, "twin": 2, "fortnight": 14, "once": 1, "single": 1}
_NAMED |= {
    "decade": 1,
    "century": 1,
    "centenary": 100,
    "centennial": 100,
    "quartet": 4,
    "triplet": 3,
    "twins": 2,
    "pairs": 2,
}
_CROWDS = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000, "millions": 10**6}
_CROWDS |= {"billions": 10**9, "trillions": 10**12}
_SCAN = re.compile(
    r"(?P<code>(?<![a-z0-9])(?=[a-z]*\d)(?!\d+(?:st|nd|rd|th|s|am|pm)?\b)[a-z]*\d[a-z0-9]*(?:-\d+)*)"
    r"|(?P<dig>\d{1,3}(?: \d{3}(?![\d,.]))+(?!\w)|\d+(?:[.,]\d+)*)(?P<ord>(?:st|nd|rd|th)\b)?"
    rf"|\b(?:(?P<crowd>{'|'.join(_CROWDS)})(?:\s+of\s+(?P<crowds>thousands|millions|billions|trillions))?"
    rf"|(?P<word>(?:(?:{_CARDINAL})(?:\s+and\s+|[\s-]+))*?(?:(?:{_ORDINAL})s?|(?:{_CARDINAL}))"
    rf"(?:(?:\s+and\s+|[\s-]+)(?:(?:{_CARDINAL})\b|(?:{_ORDINAL})s?\b))*)"
    r"|(?P<half>half|halves|halved|halving)|(?P<quarter>quarters?)"
    rf"|(?P<times>(?:{'|'.join(_MULTIPLES)})(?:s|d)?|doubling|tripling)|(?P<named>{'|'.join(_NAMED)})"
    rf"|(?P<date>{dates_en.NAMES})|(?P<roman>[ivx]{{2,5}}))\b"
)
_AND_HALF = re.compile(r"[\s-]+and[\s-]+a[\s-]+half\b")
_SCALE = re.compile(rf"[\s-]*(?P<word>(?:{'|'.join(SCALES)})(?:[\s-]+(?:{'|'.join(SCALES)}))*)\b|(?P<dozen>\s+dozen\b)")
_SHORT = re.compile(r"(k|m|mn|mln|bn|b|tn|trn)\b(?!/)")
_SIGN = re.compile(r"(us|hk|nt|au?|ca?|s|nz|r)?\$\s?$|[¥€£₩]\s?$|\b(?:rmb|cny|usd|eur|gbp|hkd)\s?¥?\s?$")
_SIGNS = {
    "us$": "USD", "hk$": "HKD", "nt$": "TWD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "s$": "SGD",
    "nz$": "NZD", "r$": "BRL", "$": "dollar", "¥": "", "€": "EUR", "£": "GBP", "₩": "KRW", "rmb": "CNY", "cny": "CNY",
    "usd": "USD", "eur": "EUR", "gbp": "GBP", "hkd": "HKD", "rmb¥": "CNY",
}  # fmt: skip
_UNIT = re.compile(
    r"[\s-]*(?:(?P<ratio>%|percentage[\s-]points?|percent(?:age)?(?!\s+points?)|per\s?cent|pct|basis\s+points?|‰)"
    r"|(?P<power>square|sq\.?|cubic)[\s-]+(?P<base>(?:kilo|centi|milli)?met(?:er|re)s?|km|m|cm|feet|foot|ft|miles?|inch(?:es)?|yards?)\b"
    r"|(?P<sup>km|m|cm|mm|sqkm|sqm)(?:(?:\^?2|²)|(?P<cube>\^?3|³))"
    r"|(?P<speed>mph|kmph|kph|kmh|knots?)\b"
    r"|(?P<money>u\.?\s?s\.?[\s-]+dollars?|american dollars?|hong\s?kong dollars?|(?:new )?taiwan(?:ese)? dollars?|australian dollars?"
    r"|canadian dollars?|singapore(?:an)? dollars?|new zealand dollars?|(?:chinese )?(?:yuan|renminbi|rmb)|euros?|japanese yen"
    r"|korean won|won|british pounds?|pounds? sterling|swiss francs?|(?:indian )?rupees?|(?:russian )?rou?bles?)\b"
    r"|(?P<degrees>degrees?(?:[\s-]+(?P<scale>celsius|centigrade|fahrenheit|c\b|f\b))?|°\s?(?P<sign>[cf])?|℃|℉)"
    r"|(?P<watt>kilo|mega|giga)?watt[\s-]hours?\b|(?P<long>nautical miles?|light[\s-]years?|metric tons?|metric tonnes?)\b"
    r"|(?P<plain>[a-z]+)\b)"
)
_PER = re.compile(r"\s*(?:/\s*([a-z]{1,6})|[\s-]*(?:per|an?|every|each)[\s-]+(hour|second|minute|sec|hr|day)\b)")
_PARTS = {
    "h": "h",
    "hr": "h",
    "hour": "h",
    "hours": "h",
    "s": "s",
    "sec": "s",
    "second": "s",
    "min": "min",
    "minute": "min",
}
_MONEY = {"hong": "HKD", "taiwan": "TWD", "australian": "AUD", "canadian": "CAD", "singapore": "SGD", "zealand": "NZD"}
_MONEY |= {"yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "euro": "EUR", "yen": "JPY", "won": "KRW", "pound": "GBP"}
_MONEY |= {"franc": "CHF", "rupee": "INR", "ble": "RUB", "dollar": "USD"}
_SPEEDS = {"mph": "mile/h", "kmph": "km/h", "kph": "km/h", "kmh": "km/h"}
_LONG = {"n": "nmi", "l": "lightyear", "m": "t"}
_ABOUT = re.compile(
    r"(more than|over|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|above|at least|upwards? of|topp(?:ed|ing)|past|about|around|some|approximately|roughly|nearly|almost"
    r"|close to|less than|under|below|fewer than|up to|approx\.|circa|or so|not more than|no more than|within)\s+(?:an?\s+|the\s+|us|[$€£¥]|rmb\s?)*$"
)
_MORE, _LESS = (
    ("more", "over", "exc", "sur", "abo", "at ", "upw", "top", "past"),
    ("nea", "alm", "clo", "les", "und", "bel", "few"),
)
_JOIN = re.compile(r"\s*(?:-{1,2}|~|to|or|through|and|x|×|by|,)\s*(?=[\da-z$€£¥])")
_NAME = re.compile(r"\b([A-Za-z]*[A-Z][A-Za-z]*)-$")
_PLAN = re.compile(r"[\s-]+five[\s-]year[\s-]+(?:\w+\s+){0,4}?(?:plan|program|development)")


class Raw(NamedTuple):
    """A number as it stands, before anybody knows what it counts."""

    value: float
    step: float
    digits: bool
    start: int
    end: int
    kind: Kind = "number"
    scale: float = 1.0
    also: tuple[float, ...] = ()
    malformed: bool = False
    high: float = 0.0


def scan(text: str) -> list[Quantity]:
    """All quantities of an English text, in order; offsets are those of ``text``."""
    folded = text if text.isascii() else text.translate(FOLD)
    lower = folded.lower()
    if len(lower) != len(text):
        lower = folded
    found: list[Quantity] = []
    pending: list[Raw] = []
    at = 0
    while match := _SCAN.search(lower, at):
        at = match.end()
        dated = dates_en.read(folded, lower, match, found)
        if dated is not None:
            found += [_joined(raw, None, lower) for raw in pending] + dated[0]
            at, pending = dated[1], []
            continue
        raw = _raw(match, folded, lower)
        if raw is None:
            found += _named(match, folded, lower)
            at = max(at, found[-1].end) if found else at
            continue
        at = raw.end
        if raw.kind == "number" and _joins(lower, raw, match):
            pending.append(raw)
            continue
        quantity, at = _measured(folded, lower, raw)
        found += [_joined(earlier, (raw, quantity), lower) for earlier in pending]
        pending = []
        found.append(quantity)
    return found + [_measured(folded, lower, raw)[0] for raw in pending]


def _joins(lower: str, raw: Raw, match: re.Match[str]) -> bool:
    """Does another number follow that may lend it its unit: 35-40 mph, three to five per cent?"""
    joint = _JOIN.match(lower, raw.end)
    if joint is None:
        return False
    following = _SCAN.match(lower, joint.end())
    if following is None or not (following["dig"] or following["word"]):
        return False
    if lower[raw.end : raw.end + 1] == ",":
        return raw.digits and bool(following["dig"]) and lower[raw.end + 1 : raw.end + 2] == " "
    return True


def _raw(match: re.Match[str], text: str, lower: str) -> Raw | None:
    start, end = match.span()
    if match["dig"]:
        return None if _is_name(text, start) else _digits(match, lower)
    if match["crowd"]:
        scale = _CROWDS[match["crowd"]] * _CROWDS.get(match["crowds"] or "", 1)
        return Raw(scale, scale, False, start, end, high=scale * (9.99 if scale > 20 else 5))
    if match["word"]:
        return _words(match, lower)
    if match["code"]:
        return None if text[start:end].endswith("G") or _is_name(text, start) else _letters(match, lower)
    return None


def _is_name(text: str, start: int) -> bool:
    """Do the digits belong to a name: COVID-19, Il-76?"""
    name = _NAME.search(text, max(0, start - 12), start)
    return bool(name) and name[1].lower() not in dates_en.MONTHS


def _digits(match: re.Match[str], lower: str) -> Raw | None:
    word, start, end = match["dig"], match.start(), match.end("dig")
    value, step, malformed, also = _value(word)
    if match["ord"]:
        return Raw(value, 1.0, True, start, match.end(), "ordinal", 1.0, also, malformed)
    if lower.startswith("s", end) and not lower[end + 1 : end + 2].isalpha() and value % 10 == 0 and "," not in word:
        return Raw(
            value, 10.0, True, start, end + 1, "decade", 1.0, (1900 + value, 2000 + value) if value < 100 else ()
        )
    slash = re.compile(r"/(\d{1,3})(?![\d/])").match(lower, end)
    if slash and value < int(slash[1]) and step == 1:
        return Raw(value / int(slash[1]), 0.01, True, start, slash.end(), "fraction", 1.0, (value,))
    return _scaled(lower, Raw(value, step, True, start, end, "number", 1.0, also, malformed))


def _value(word: str) -> tuple[float, float, bool, tuple[float, ...]]:
    """Value, last digit shown, malformed, other readings: 1,4000 is 14000 badly grouped; 4.700 is 4.7 or a slip."""
    if " " in word:
        return float(word.replace(" ", "")), 1.0, True, ()
    if "," not in word:
        if "." not in word:
            return float(word), 1.0, False, ()
        whole, *parts = word.split(".")
        if len(parts) == 1:
            also = (float(whole + parts[0]),) if len(parts[0]) >= 3 and len(whole) <= 3 and whole != "0" else ()
            return float(word), 10.0 ** -len(parts[0]), False, also
        return float(whole + "".join(parts)), 1.0, True, ()
    whole, _, point = word.partition(".")
    groups = whole.split(",")
    well = len(groups[0]) <= 3 and all(len(g) == 3 for g in groups[1:]) and "," not in point
    digits = float("".join(groups) + ("." + point.replace(",", "") if well and point else ""))
    return digits, 10.0 ** -len(point) if point else 1.0, not well, ()


def _scaled(lower: str, raw: Raw) -> Raw:
    """Digits and what multiplies them: 1.2 billion, 300k, two and a half million, 3 dozen."""
    half = _AND_HALF.match(lower, raw.end)
    if half:
        raw = raw._replace(value=raw.value + 0.5, step=0.5, end=half.end())
    match = _SCALE.match(lower, raw.end)
    scale = 1.0
    if match:
        scale = 12.0 if match["dozen"] else float(english(re.split(r"[\s-]+", match["word"])) or 1)
        end = match.end()
        half = _AND_HALF.match(lower, end)
        if half:
            return raw._replace(value=(raw.value + 0.5) * scale, step=scale / 2, end=half.end(), scale=scale)
    else:
        match = _SHORT.match(lower, raw.end) if raw.digits else None
        if match is None:
            return raw
        scale, end = float(ABBREVIATED[match[1]]), match.end()
        also = (raw.value,) if match[1] in ("m", "b", "k") else ()
        return raw._replace(value=raw.value * scale, step=raw.step * scale, end=end, scale=scale, also=also)
    return raw._replace(
        value=raw.value * scale, step=raw.step * scale, end=end, scale=scale, also=tuple(a * scale for a in raw.also)
    )


def _words(match: re.Match[str], lower: str) -> Raw | None:
    start, end = match.span("word")
    parts = list(re.finditer(r"[a-z]+", match["word"]))
    words = [p.group() for p in parts]
    for count in range(len(words), 0, -1):
        taken = words[:count]
        if taken[-1] == "and":
            continue
        end = start + parts[count - 1].end()
        last = taken[-1]
        stem = last[:-1] if last.endswith("s") and last[:-1] in ORDINALS else last
        if count > 1 and stem in ORDINALS and stem != "second":
            top = english(taken[:-1])
            whole = english(taken) if stem == last else None
            if top is not None and whole is None and top < ORDINALS[stem]:
                return Raw(top / ORDINALS[stem], 0.01, False, start, end, "fraction")
            if stem != last:
                continue
        if last == "dozen":
            top = english(taken[:-1]) if count > 1 else 1.0
            return Raw((top or 1) * 12, 12, False, start, end, also=(), high=0) if top is not None else None
        if stem != last:
            continue
        value = english(taken)
        if value is None:
            continue
        if last in ORDINALS:
            return Raw(value, 1.0, False, start, end, "ordinal")
        scale = float(SCALES.get(last, 1))
        raw = Raw(value, scale, False, start, end, "number", scale)
        return _scaled(lower, raw) if count == len(words) else raw
    return None


def _letters(match: re.Match[str], lower: str) -> Raw | None:
    """20km, 3pm, 5m, $1.5bn: digits that carry their unit; None for codes (G20, 5G)."""
    word, start = match["code"], match.start()
    digits = re.compile(r"\d+").match(word)
    if digits is None or "-" in word:
        return None
    letters = word[digits.end() :]
    if letters in ABBREVIATED or letters in EN or letters in _SPEEDS or re.fullmatch(r"x\d*[a-z]{0,2}", letters):
        raw = Raw(float(digits.group()), 1.0, True, start, start + digits.end())
        return _scaled(lower, raw)
    return None


def _named(match: re.Match[str], text: str, lower: str) -> list[Quantity]:
    """Codes, halves, "doubled", "a couple", Roman numerals."""
    start, end = match.span()
    if match["dig"]:
        return [exact(_value(match["dig"])[0], "code", start, end, WEAK)]
    if match["code"]:
        prefix = re.compile(r"(rmb|cny|usd|eur|gbp|hkd)(\d+)$").match(match["code"])
        if prefix:
            value = float(prefix[2])
            return [Quantity(value, value, value, "number", _SIGNS[prefix[1]], start, end)]
        return [
            exact(float(m[0]), "code", start + m.start(), start + m.end(), WEAK) for m in re.finditer(r"\d+", match[0])
        ]
    if match["half"]:
        return [_half(lower, start, end)]
    if match["quarter"]:
        return [exact(0.25, "fraction", start, end, WEAK)]
    if match["times"]:
        word = match["times"]
        value = float(next((n for w, n in _MULTIPLES.items() if word.startswith(w[:-1])), 2))
        return [Quantity(value, value, value, "multiple", "", start, end, "", WEAK, 1.0, (value - 1,))]
    if match["named"]:
        value, unit = _NAMED[match["named"]], EN.get(match["named"], "")
        return [Quantity(value, value, value, "number", unit, start, end, "", WEAK)]
    if match["roman"]:
        return _roman(text[start:end], start, end)
    return []


def _roman(word: str, start: int, end: int) -> list[Quantity]:
    values = {"I": 1, "V": 5, "X": 10}
    if not word.isupper():
        return []
    numbers = [values[c] for c in word]
    total = sum(-a if a < b else a for a, b in zip(numbers, [*numbers[1:], 0], strict=True))
    return [exact(total, "ordinal", start, end, SMALL)]


def _half(lower: str, start: int, end: int) -> Quantity:
    more = re.compile(
        r"[\s-]+(?:an?[\s-]+)?(million|billion|dozen|hundred|thousand|hour|year|month|day|century|decade|mile)\b"
    ).match(lower, end)
    if more is None or lower[start:end] != "half":
        return exact(0.5, "fraction", start, end, WEAK)
    if more[1] in EN:
        return Quantity(0.5, 0.5, 0.5, "number", EN[more[1]], start, more.end(), "", SMALL, 0.5)
    value = 6.0 if more[1] == "dozen" else 0.5 * SCALES[more[1]]
    return Quantity(value, value, value, "number", "", start, more.end(), "", SMALL, value)


def _approximation(lower: str, start: int) -> Approx:
    match = _ABOUT.search(lower, max(0, start - 28), start)
    if match is None:
        return ""
    return ">" if match[1].startswith(_MORE) else "<" if match[1].startswith(_LESS) else "~"


def _measured(text: str, lower: str, raw: Raw) -> tuple[Quantity, int]:
    """Unit, approximation and weight of a number; returns the quantity and where to go on."""
    if raw.kind == "ordinal" and (plan := _PLAN.match(lower, raw.end)):
        return exact(raw.value, "plan", raw.start, plan.end()), plan.end()
    if raw.kind != "number":
        firm = FIRM if raw.digits or raw.value > 10 or raw.kind == "fraction" else WEAK if raw.value < 3 else SMALL
        base = exact(raw.value, raw.kind, raw.start, raw.end, firm, raw.also)
        return base._replace(step=raw.step, malformed=raw.malformed, approx=_approximation(lower, raw.start)), raw.end
    unit, end = _unit(lower, raw)
    sign = _SIGN.search(lower, max(0, raw.start - 5), raw.start)
    if sign:
        unit = _SIGNS.get(sign.group().replace(" ", ""), "")
    kind: Kind = "number"
    fold = re.compile(r"[\s-]*(?:times|folds?|x)\b").match(lower, raw.end)
    also = raw.also
    if fold:
        kind, end, also = "multiple", fold.end(), (*also, raw.value - 1)
    elif (
        not unit
        and raw.digits
        and raw.scale == 1
        and 1500 <= raw.value <= 2100
        and raw.step == 1
        and raw.end - raw.start == 4
    ):
        kind = "year"
    if raw.high:
        firm = WEAK
    elif raw.digits:
        firm = FIRM
    elif raw.value <= 1:
        firm = WEAK
    else:
        firm = SMALL if raw.value <= 10 else FIRM
    approx = _approximation(lower, raw.start)
    high = max(raw.high, raw.value)
    return Quantity(
        raw.value, raw.value, high, kind, unit, raw.start, end, approx, firm, raw.step, also, raw.malformed, raw.end
    ), end


def _unit(lower: str, raw: Raw) -> tuple[str, int]:
    match = _UNIT.match(lower, raw.end)
    if match is None:
        return "", raw.end
    unit = _unit_code(match, raw)
    if not unit:
        return "", raw.end
    end = match.end()
    per = (
        _PER.match(lower, end)
        if UNITS[unit.split("/")[0]].dimension in ("length", "volume", "mass") and "/" not in unit
        else None
    )
    if per:
        below = per[1] or per[2]
        if below in ("day", "litre", "liter", "l", "kg", "ml", "g", "dl"):
            return unit, end
        return f"{unit}/{_PARTS.get(below, below)}", per.end()
    return unit, end


def _unit_code(match: re.Match[str], raw: Raw) -> str:
    if match["ratio"]:
        word = match["ratio"]
        return "bp" if word.startswith("basis") else "pp" if "point" in word else "permille" if word == "‰" else "%"
    if match["power"]:
        base = EN.get(match["base"], {"ft": "foot"}.get(match["base"], match["base"]))
        return base + ("3" if match["power"] == "cubic" else "2")
    if match["sup"]:
        return match["sup"].replace("sq", "") + ("3" if match["cube"] else "2")
    if match["speed"]:
        return _SPEEDS.get(match["speed"], "nmi/h")
    if match["money"]:
        return next(code for word, code in _MONEY.items() if word in match["money"])
    if match["degrees"]:
        scale = (match["scale"] or match["sign"] or "")[:1]
        return (
            "C" if scale == "c" or match["degrees"] == "℃" else "F" if scale == "f" or match["degrees"] == "℉" else ""
        )
    if "watt" in match.group() and "hour" in match.group():
        return {"kilo": "kwh", "mega": "mwh", "giga": "gwh"}.get(match["watt"] or "", "wh")
    if match["long"]:
        return _LONG[match["long"][0]]
    word = match["plain"]
    unit = EN.get(word, "")
    if word in ("m", "g", "w", "t", "l", "h", "j") and match.start("plain") > raw.end + 1:
        return ""
    if word == "second" or (unit in ("KRW", "li", "mu") and raw.value < 5):
        return "" if word != "second" or (match.start("plain") == raw.end + 1 and match.string[raw.end] == " ") else "s"
    return unit if unit in UNITS else ""


def _joined(raw: Raw, last: tuple[Raw, Quantity] | None, lower: str) -> Quantity:
    """An earlier number of a range or list takes unit and scale of the last: 3 to 5 million, 35-40 mph."""
    approx = _approximation(lower, raw.start)
    firm = FIRM if raw.digits else WEAK if raw.value <= 1 else SMALL if raw.value <= 10 else FIRM
    quantity = Quantity(
        raw.value,
        raw.value,
        max(raw.high, raw.value),
        "number",
        "",
        raw.start,
        raw.end,
        approx,
        firm,
        raw.step,
        raw.also,
        raw.malformed,
    )
    if last is None:
        return quantity
    other, measured = last
    sign = _SIGN.search(lower, max(0, raw.start - 5), raw.start)
    unit = _SIGNS.get(sign.group().replace(" ", ""), "") if sign else measured.unit
    kind = measured.kind if measured.kind in ("number", "multiple", "year") else "number"
    if other.scale > 1 and raw.scale == 1 and "," not in lower[raw.end : raw.end + 1]:
        value = raw.value * other.scale
        return quantity._replace(
            value=value, low=value, high=value, unit=unit, kind=kind, step=raw.step * other.scale, also=(raw.value,)
        )
    return quantity._replace(unit=unit, kind=kind)
