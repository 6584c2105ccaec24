"""Forces of wind: 风力14级, "winds of up to 150 km per hour"."""

from __future__ import annotations

import re

from align.numbers.quantity import Quantity
from align.numbers.rates import Texts
from align.numbers.units import convert

# Kilometres per hour at which each force from 0 to 17 begins, and at which 17 ends (GB/T 28591-2012, the Beaufort scale
# with the five steps that the China Meteorological Administration adds)
_BEGINS = (0, 1, 6, 12, 20, 29, 39, 50, 62, 75, 89, 103, 118, 134, 150, 167, 184, 202, 221)
_SLACK = 0.03  # by which a rounded speed may lie outside
_WIND = re.compile("[风飓]|气旋")


def force(s: Quantity, t: Quantity, both: Texts) -> bool:
    """Return whether a speed of the English is one that the force of the wind in the Chinese stands for."""
    if s.unit or not both.source.startswith("级", s.numeral_end) or not 0 <= s.value < len(_BEGINS) - 1:
        return False
    speed = convert(t.value, t.unit, "km/h") if t.unit.endswith(("/h", "/s")) else None
    if speed is None or not _WIND.search(both.source):
        return False
    first, last = _BEGINS[int(s.value)], _BEGINS[int(s.value) + 1]
    return first * (1 - _SLACK) <= speed <= last * (1 + _SLACK)
