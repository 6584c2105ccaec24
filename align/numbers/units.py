"""Units of measure and money: their names in both languages, and what one is worth in another."""

from __future__ import annotations

import re
from typing import NamedTuple

from align.data import rows


class Unit(NamedTuple):
    """``factor`` leads to the base unit of the dimension (metre, kilogram, second …); 0: no fixed rate (money)."""

    dimension: str
    factor: float
    name: str  # English, plural


UNITS: dict[str, Unit] = {}
ZH: dict[str, str] = {}  # name -> unit
EN: dict[str, str] = {}  # name in lower case -> unit
for _dimension, _unit, _factor, _name, _chinese, _english in rows("units.tsv"):
    UNITS[_unit] = Unit(_dimension, float(_factor), _name)
    ZH.update(dict.fromkeys(filter(None, _chinese.split("|")), _unit))
    EN.update(dict.fromkeys(filter(None, _english.split("|")), _unit))
for _name, _unit in tuple(EN.items()):  # plurals, and the British spelling
    if len(_name) > 2:
        EN[_name + ("es" if _name.endswith("ch") else "s")] = _unit
        if _name.endswith(("meter", "liter")):
            EN[_name[:-2] + "re"] = EN[_name[:-2] + "res"] = _unit

ZH_PATTERN = re.compile("|".join(sorted(map(re.escape, ZH), key=len, reverse=True)))
SIGNS = {sign: unit.strip("-") for sign, unit in rows("currency_signs.tsv")}  # before the number, on either side
CODES = tuple(sign for sign in SIGNS if re.fullmatch("[A-Z]{3}", sign))  # right before the figure: KRW1.56 million
# How sums and measures are printed (Chicago Manual of Style 9.20 to 9.24, 10.64): before and behind the figure
PREFIXES = {"USD": "US$", "EUR": "€", "GBP": "£", "HKD": "HK$", "TWD": "NT$", "AUD": "A$", "CAD": "C$"}
SYMBOLS = {
    "mm": "mm", "cm": "cm", "km": "km", "mg": "mg", "kg": "kg", "ml": "ml", "km/h": "km/h", "m/s": "m/s", "C": "°C",
    "kwh": "kWh", "kw": "kW", "mw": "MW", "kb": "KB", "mb": "MB", "gb": "GB", "tb": "TB",
}  # fmt: skip
SPEEDS = {"mph": "mile/h", "kmph": "km/h", "kph": "km/h", "kmh": "km/h"}
DOLLARS = frozenset("USD HKD AUD CAD SGD NZD TWD".split())
PARTS = {"s": "second", "min": "minute", "h": "hour"}
_SINGULAR = {
    "centuries": "century", "cubic feet": "cubic foot", "degrees Celsius": "degree Celsius",
    "degrees Fahrenheit": "degree Fahrenheit", "feet": "foot", "inches": "inch", "pounds sterling": "pound sterling",
    "quarters of an hour": "quarter of an hour", "square feet": "square foot", "square inches": "square inch",
}  # fmt: skip


def split(unit: str) -> tuple[str, str]:
    """``km/h`` -> ("km", "h"); ``km`` -> ("km", "")."""
    top, _, below = unit.partition("/")
    return top, below


def name(unit: str, *, one: bool = False) -> str:
    """The English name of a unit, in the plural: ``km/h`` -> kilometres per hour. ``one``: in the singular."""
    top, below = split(unit)
    head = UNITS[top].name if top in UNITS else top
    if one:
        head = _SINGULAR.get(head, head.removesuffix("s"))
    return f"{head} per {PARTS.get(below, below)}" if below else head


def dimension(unit: str) -> str:
    """``length`` of ``km`` and ``km/h``; "" without a unit."""
    top = split(unit)[0]
    return UNITS[top].dimension if top in UNITS else ""


def same_kind(one: str, other: str) -> bool:
    """Return whether the two units are interchangeable without conversion. A missing unit fits any."""
    if one == other or not one or not other:
        return True
    a, b = split(one), split(other)
    if a[1] and b[1] and a[1] != b[1]:
        return False
    return a[0] == b[0] or _loose(a[0], b[0]) or _loose(b[0], a[0])


def _loose(general: str, special: str) -> bool:
    """Names that stand for several units: "dollars", 元, "pounds", "francs", "per cent" for points."""
    if general == "dollar":
        return special in DOLLARS or special == "yuan_of_dollars"
    if general == "yuan":  # 元 is what the dollar is called in Taiwan, Hong Kong and Macao
        return special in ("CNY", "TWD", "HKD", "MOP")
    if general == "pound":
        return special in ("lb", "GBP")
    if general == "franc":
        return special == "CHF"
    if general == "peso":
        return special == "PHP"
    return general == "%" and special == "pp"


def convert(value: float, unit: str, into: str) -> float | None:
    """``value`` in another unit of the same dimension; None where there is no fixed rate."""
    a, b = split(unit), split(into)
    one, other = UNITS.get(a[0]), UNITS.get(b[0])
    if one is None or other is None or one.dimension != other.dimension or not one.factor or not other.factor:
        return None
    if one.dimension == "temperature":
        return value if a == b else value * 9 / 5 + 32 if a[0] == "C" else (value - 32) * 5 / 9
    rate = one.factor / other.factor
    if a[1] and b[1] and a[1] != b[1]:
        if a[1] not in UNITS or b[1] not in UNITS:
            return None
        rate *= UNITS[b[1]].factor / UNITS[a[1]].factor
    return value * rate
