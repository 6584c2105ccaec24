"""Days of the year as wholes: which month a day belongs to, and whether the two changed places (5月6日: June 5)."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from align.numbers.agreement import Agreement, Difference
from align.numbers.quantity import Quantity

_NEAR = 4  # characters between the month and the day: "7th of May"
_ADJOINING = 1  # the same in Chinese, where nothing but a blank parts 10月 and 24日
Day = tuple[Quantity, Quantity]  # a month and its day


def _sides(agreement: Agreement) -> tuple[list[Quantity], list[Quantity]]:
    ours = [s for s, _ in agreement.matched] + [d.source for d in agreement.differences if d.source]
    theirs = [t for _, t in agreement.matched] + [d.target for d in agreement.differences if d.target]
    return ours, theirs


def days(quantities: Iterable[Quantity], near: int = _NEAR) -> Iterator[Day]:
    """Months and days that are beside each other, at most so many characters apart. After a month any small number may
    be its day."""
    for one, two in itertools.pairwise(sorted(quantities, key=lambda q: (q.start, q.end))):
        if two.start - one.end > near:
            continue
        for month, day in ((one, two), (two, one)):
            numeral = day.kind in ("day", "number", "ordinal") and not day.unit and 1 <= day.value <= 31
            if month.kind == "month" and numeral:
                yield month, day


def whole(agreement: Agreement, difference: Difference) -> bool:
    """Return whether a wrong day is beside its right month or the reverse: then the error is certain."""
    ours, theirs = difference.source, difference.target
    if difference.problem != "value" or ours is None or theirs is None or {ours.kind, theirs.kind} - {"month", "day"}:
        return False
    mine = {other for day in days(_sides(agreement)[0], _ADJOINING) if ours in day for other in day} - {ours}
    yours = {other for day in days(_sides(agreement)[1]) if theirs in day for other in day} - {theirs}
    return any((s, t) in agreement.matched for s in mine for t in yours)


def swapped_days(agreement: Agreement) -> Iterator[tuple[Day, Day]]:
    """Days that are written the other way round: the number of the day as the month, that of the month as the day."""
    if not any(d.source or d.target for d in agreement.differences):
        return
    ours, theirs = (list(days(side)) for side in _sides(agreement))
    values = {(m.value, d.value) for m, d in ours}
    said = {(m.value, d.value) for m, d in theirs}
    for month, day in ours:
        if month.value == day.value or (month.value, day.value) in said or (day.value, month.value) in values:
            continue
        for other in theirs:
            if (other[0].value, other[1].value) == (day.value, month.value):
                yield (month, day), other
                break


def wrong_days(agreement: Agreement) -> Iterator[tuple[Day, Day]]:
    """Days of which the month or the day is another one (7月5日: June 5), although both values occur somewhere in the
    text: a day is right or wrong as a whole. Only where one day of each side is without its like."""
    ours = list(dict.fromkeys(days(_sides(agreement)[0], _ADJOINING)))
    theirs = list(dict.fromkeys(days(_sides(agreement)[1])))
    left, said = ([(m.value, d.value) for m, d in days] for days in (ours, theirs))
    mine = [day for day, value in zip(ours, left, strict=True) if value not in said]
    bare = {q.value for q in _sides(agreement)[0] if q.kind == "day"} - {day.value for _, day in ours}  # 7日 alone
    yours = [day for day, value in zip(theirs, said, strict=True) if value not in left and day[1].value not in bare]
    if len(mine) == len(yours) == 1:
        one, other = mine[0], yours[0]
        told = any(d.source in one and d.target in other for d in agreement.differences if d.problem == "value")
        if not told and (one[0].value == other[0].value) != (one[1].value == other[1].value):
            yield one, other
