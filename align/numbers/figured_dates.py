"""Dates in figures alone: 2022-08-07 in both languages; days that name an event in Chinese (7·20特大暴雨, 9.11事件)."""

from __future__ import annotations

import re

from align.data import table
from align.numbers.quantity import Kind, Quantity, exact

ISO = re.compile(r"(?P<y>(?:19|20)\d\d)([-/.])(?P<m>0?[1-9]|1[0-2])\2(?P<d>0?[1-9]|[12]\d|3[01])(?![\d.])")
_DAY = re.compile(r"(?P<m>1[0-2]|0?[1-9])(?P<mark>[·•・.])(?P<d>[12]\d|3[01]|0?[1-9])(?!\d|\.\d)[”\"’」』]?")


def iso_date(text: str, start: int) -> tuple[list[Quantity], int] | None:
    """Year, month and day of a date as 2022-08-07 that begins at ``start``, and where it ends; None where none does."""
    iso = ISO.match(text, start)
    if iso is None:
        return None
    kinds: tuple[tuple[Kind, str], ...] = (("year", "y"), ("month", "m"), ("day", "d"))
    return [exact(float(iso[g]), kind, iso.start(g), iso.end(g)) for kind, g in kinds], iso.end()


def event_day(text: str, start: int) -> tuple[list[Quantity], int] | None:
    """Month and day at ``start``, and where they end; with a plain point only before the name of an event."""
    day = _DAY.match(text, start)
    if day is None or (day["mark"] == "." and not text.startswith(tuple(table("event_words.tsv")), day.end())):
        return None
    month = exact(float(day["m"]), "month", start, day.end("m"))
    return [month, exact(float(day["d"]), "day", day.start("d"), day.end("d"))], day.end("d")
