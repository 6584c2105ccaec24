"""Formats of cells of a workbook: which numbers are dates, which percentages (ECMA-376, part 1, 18.8.30)."""

from __future__ import annotations

import re

_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))  # formats that have no code
PERCENT = {"9": "0%", "10": "0.00%"}  # formats that have no code either
_DECIMALS = re.compile("[0#?]")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\[\]]*\]|_.')


def kind_of(form: str, code: str | None) -> str:
    """What the number of a format and its code make of a number: "date", the format of a percentage, or ''."""
    if code is None:
        return "date" if form.isdigit() and int(form) in _DATES else ""
    shown = _LITERAL.sub("", code.split(";")[0]).lower()
    if "%" in shown:
        return f".{min(len(_DECIMALS.findall(shown.partition('.')[2])), 15)}f"
    return "" if set("dmyhs").isdisjoint(shown) else "date"


def moment(days: float, epoch: int) -> str:
    """A date or time of day as text; '' for what is none. The calendar of 1900 has a 29 February that never was."""
    from datetime import datetime, timedelta

    try:
        day, part = divmod(days, 1)
        time = timedelta(milliseconds=round(part * 86_400_000))
        if 0 <= days < 1 and not time.days:
            return str((datetime.min + time).time())
        first = datetime(1904, 1, 1) if epoch == 1904 else datetime(1899, 12, 30 + (0 < days < 60))
        moment = first + timedelta(days=day) + time
        return str(moment if time else moment.date())
    except (OverflowError, ValueError):
        return ""
