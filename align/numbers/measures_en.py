"""Units, money, rates and approximations of English numbers, and their weight."""

from __future__ import annotations

import re
from typing import NamedTuple

from align.numbers.quantity import FIRM, SMALL, WEAK, Approx, Kind, Quantity, exact
from align.numbers.units import CODES, EN, SIGNS, SPEEDS, UNITS

_SIGN = re.compile(
    r"(?:(?:us|hk|ntd?(?:\s(?=\$))?|au?|ca?|s|nz|r)?\$|[¥€£₩]|\b(?:" + "|".join(CODES).lower() + r"))\s?¥?\s?$"
)
_UNIT = re.compile(
    r"[\s-]*(?:(?P<ratio>%|percentage[\s-]points?|percent(?:age)?(?!\s+points?)|per\s?cent|pct|basis\s+points?|‰|thousandths\b"
    r"|per\s+thousand(?![\s-]+[a-z])|parts\s+per\s+million)"
    r"|(?P<power>square|sq\.?|cubic)[\s-]+(?P<base>(?:kilo|centi|milli)?met(?:er|re)s?|km|m|cm|feet|foot|ft|miles?"
    r"|inch(?:es)?|yards?)\b"
    r"|(?P<sup>km|m|cm|mm|sqkm|sqm)(?:(?:\^?2|²)|(?P<cube>\^?3|³))"
    r"|(?P<metre>m)(?=\s?/\s?(?:s|h|hr|hour|min|sec|second)\b)|(?P<speed>mph|kmph|kph|kmh|knots?)\b"
    r"|(?P<money>u\.?\s?s\.?[\s-]+dollars?|(?:american|hong\s?kong|taiwan(?:ese)?|australian|canadian|singapore(?:an)?"
    r"|nt|new (?:taiwan|zealand)) dollars?|(?:chinese )?(?:yuan|renminbi|rmb)|euros?|japanese yen|korean won|won"
    r"|british pounds?|pounds? sterling|swiss francs?|(?:indian )?rupees?|(?:russian )?rou?bles?)\b"
    r"|(?P<degrees>degrees?(?:[\s-]+(?P<scale>celsius|centigrade|fahrenheit|c\b|f\b))?|°\s?(?P<sign>[cf])?|℃|℉)"
    r"|(?P<watt>kilo|mega|giga)?watt[\s-]hours?\b"
    r"|(?P<long>nautical miles?|light[\s-]years?|metric tons?|metric tonnes?)\b|(?P<plain>[a-z]+)\b)"
)
_PER = re.compile(
    r"\s{0,8}(?:/\s{0,8}([a-z]{1,6})|[\s-]{0,8}(?:per|an?|every|each)[\s-]{1,8}(hour|second|minute|sec|hr|day)\b)"
)
_PARTS = {"h": "h", "hr": "h", "hour": "h", "hours": "h", "s": "s", "sec": "s", "second": "s", "min": "min"}
_PARTS |= {"minute": "min"}
_NOT_RATES = frozenset("day litre liter l kg ml g dl year month week person capita us eu km m ha mu".split())
_MONEY = {"hong": "HKD", "taiwan": "TWD", "australian": "AUD", "canadian": "CAD", "singapore": "SGD", "zealand": "NZD"}
_MONEY |= {
    "nt ": "TWD",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rmb": "CNY",
    "euro": "EUR",
    "yen": "JPY",
    "won": "KRW",
    "pound": "GBP",
}
_MONEY |= {"franc": "CHF", "rupee": "INR", "ble": "RUB", "dollar": "USD"}
_RATIOS = {"‰": "permille", "d": "permille", "s": "permille", "n": "ppm"}  # by the last letter of their names
_LONG = {"n": "nmi", "l": "lightyear", "m": "t"}
_ABOUT = re.compile(
    r"(?P<not>\b(?:not?|nor|never|cannot) (?:(?:be|fall|go|drop|sink) )?)?"
    r"(?P<way>more than|over|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|above|at least|upwards? of|topp(?:ed|ing)|past"
    r"|about|around|some|approximately|roughly|nearly|almost|close to|less than|under|below|fewer than|up to|approx\."
    r"|circa|within)"
    r"\s+(?:an?\s+|the\s+|us|[$€£¥]|rmb\s?)*$"
)
_MORE = ("more", "over", "exc", "sur", "abov", "at ", "upw", "top", "past")
_LESS = ("nea", "alm", "clo", "les", "und", "bel", "few")
_PLAN = re.compile(r"[\s-]+five[\s-]year[\s-]+(?:\w+\s+){0,4}?(?:plan|program|development)")
_OTHERS = re.compile(r"\s+(?:other|more|additional)\b")
_INCHES = re.compile(r"[\s-]+(?:foot|feet|ft)[\s-]+(\d{1,2})\b")
_FEET = re.compile(r"['’′\"”](1[01]|\d)(?![\d.,]*\d|['’]s)[\"”″]?")  # 5'2, a height
_FOLD = re.compile(r"[\s-]*(?:times|folds?|x)\b")
# Around "four times" that may mean 增长三倍; without one of them it counts how often (三次)
_GROWING = re.compile(r"\b(?:increas|gr[eo]w|r[io]se|rising|multipl|expan|jump|climb|soar|surg|swel|up (?:by )?$)")
_THAN = re.compile(
    r"\s+(?:as|more|less|over|that|the|what|its|their|our|his|her|\w{2,12}er|worth)\b|[\s.,;]{0,3}(?:than|over)\b"
)
_ODD = re.compile(r"[\s-]*(?:other|more|additional|f[oet]|times|x)|['’′\"”]\d")  # what the four above begin with


class Raw(NamedTuple):
    """A number as it is written, before its unit is known."""

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


def _approximation(lower: str, start: int) -> Approx:
    """What the words before a number make of it: not less than, almost, about."""
    match = _ABOUT.search(lower, max(0, start - 32), start)
    if match is None:
        return ""
    if match["way"].endswith("than") and match[0].endswith("the "):
        return ""  # far fewer than the 175,000 of the forecast: a comparison with exactly so many
    if match["way"].startswith(_MORE):
        return "~" if match["not"] else ">"  # no more than may be what the Chinese leaves unsaid
    if match["way"].startswith(_LESS):
        return ">" if match["not"] else "<"
    return "~"


def measured(lower: str, raw: Raw) -> tuple[Quantity, int]:
    """Unit, approximation and weight of a number; returns the quantity and where to go on."""
    if raw.kind == "ordinal" and (plan := _PLAN.match(lower, raw.end)):
        return exact(raw.value, "plan", raw.start, plan.end()), plan.end()
    approx = _approximation(lower, raw.start)
    if raw.kind != "number":
        base = exact(raw.value, raw.kind, raw.start, raw.end, _firmness(raw), raw.also)
        return base._replace(step=raw.step, malformed=raw.malformed, approx=approx), raw.end
    unit, end = _unit(lower, raw)
    unit = _sign(lower, raw.start) or unit
    kind: Kind = "number"
    also = raw.also
    odd = _ODD.match(lower, raw.end)
    if odd and _OTHERS.match(lower, raw.end):  # three: one and two others
        also = (*also, raw.value + 1)
    if odd and (inches := _INCHES.match(lower, raw.end)):
        also = (*also, raw.value + float(inches[1]) / 12, raw.value + float(inches[1]) / 10)
    if odd and raw.digits and 2 < raw.value < 9 and (inches := _FEET.match(lower, raw.end)):
        also = (*also, raw.value + float(inches[1]) / 12, raw.value + float(inches[1]) / 10)
    if odd and (fold := _FOLD.match(lower, raw.end)):
        grown = (
            not fold.group().endswith("times")
            or _THAN.match(lower, fold.end())
            or _GROWING.search(lower, max(0, raw.start - 40), raw.start)
        )
        kind, end, also = "multiple", fold.end(), (*also, raw.value - 1) if grown else also
    elif not unit and _is_year(raw):
        kind = "year"
    high = max(raw.high, raw.value)
    quantity = Quantity(
        raw.value, raw.value, high, kind, unit, raw.start, end, approx, _firmness(raw), raw.step, also, raw.malformed,
        raw.end,
    )  # fmt: skip
    return quantity, end


def _is_year(raw: Raw) -> bool:
    return raw.digits and raw.scale == 1 and raw.step == 1 and 1500 <= raw.value <= 2100 and raw.end - raw.start == 4


def _firmness(raw: Raw) -> int:
    """0 explains only, 1 counts against another number, 2 must be there (see :class:`Quantity`)."""
    if raw.high:
        return WEAK
    if raw.digits or raw.kind == "fraction" or (raw.value > 10 and raw.step != 12):
        return FIRM
    return WEAK if raw.value <= 1 else SMALL


def _sign(lower: str, start: int) -> str:
    """A currency before the number: $, US$, £, RMB."""
    before = lower[start - 1 : start]
    if not before or before not in "$€£¥₩ bydrpwfl":
        return ""
    sign = _SIGN.search(lower, max(0, start - 5), start)
    return SIGNS.get(sign.group().strip(" ¥").replace(" ", "").upper() or "¥", "") if sign else ""


def _unit(lower: str, raw: Raw) -> tuple[str, int]:
    match = _UNIT.match(lower, raw.end)
    unit = _unit_code(match, raw) if match else ""
    if match is None or not unit:
        return "", raw.end
    end = match.end()
    if "/" in unit or UNITS[unit].dimension not in ("length", "volume", "mass"):
        return unit, end
    per = _PER.match(lower, end)
    below = (per[1] or per[2]) if per else ""
    if per is None or (below in _NOT_RATES and not (per[1] and below in ("m", "km"))):
        return unit, end
    return f"{unit}/{_PARTS.get(below, below)}", per.end()


def _unit_code(match: re.Match[str], raw: Raw) -> str:
    kind = match.lastgroup
    if match["plain"]:
        return _plain(match, raw)
    if match["ratio"]:
        word = match["ratio"]
        return "bp" if word.startswith("basis") else "pp" if "point" in word else _RATIOS.get(word[-1], "%")
    if match["power"]:
        return EN.get(match["base"], match["base"]) + ("3" if match["power"] == "cubic" else "2")
    if match["sup"]:
        return match["sup"].replace("sq", "") + ("3" if match["cube"] else "2")
    if match["metre"]:
        return "m"
    if match["speed"]:
        return SPEEDS.get(match["speed"], "nmi/h")
    if match["money"]:
        return next(code for word, code in _MONEY.items() if word in match["money"])
    if match["degrees"]:
        scale = (match["scale"] or match["sign"] or "")[:1]
        if scale:
            return scale.upper()
        return {"℃": "C", "℉": "F"}.get(match["degrees"], "")
    if kind == "long" or match["long"]:
        return _LONG[match["long"][0]]
    return {"kilo": "kwh", "mega": "mwh", "giga": "gwh"}.get(match["watt"] or "", "wh")


def _plain(match: re.Match[str], raw: Raw) -> str:
    """A unit in one word: miles, kg, yuan; single letters only where they touch the number."""
    word = match["plain"]
    unit = EN.get(word, "")
    if not unit:
        return ""
    apart = match.start("plain") > raw.end
    if len(word) == 1 and apart:
        return ""
    if word == "second":
        return "s" if apart and match.string[raw.end] == "-" else ""
    return "" if unit in ("li", "mu") and raw.value < 5 else unit


def joined(lower: str, raw: Raw, last: Raw, quantity: Quantity) -> Quantity:
    """An earlier number of a range or list takes unit and scale of the last: 3 to 5 million, 35-40 mph."""
    own, _ = measured(lower, raw)
    unit = own.unit or quantity.unit
    kind = quantity.kind if quantity.kind in ("number", "multiple", "year") and own.kind != "year" else own.kind
    if last.scale > 1 and raw.scale == 1 and lower[raw.end : raw.end + 1] != ",":
        value = raw.value * last.scale
        return own._replace(
            value=value, low=value, high=value, unit=unit, kind=kind, step=raw.step * last.scale, also=(raw.value,)
        )
    return own._replace(unit=unit, kind=kind)
