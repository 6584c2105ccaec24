"""Weights that were learnt on readings (training/reader/calibrate.py): rows of numbers by name."""

from __future__ import annotations

import math
from functools import cache

from align.data import BUILT

PATH = BUILT / "reader.tsv"


@cache
def table() -> dict[str, tuple[float, ...]]:
    """The weights by name, out of the built table (name, then numbers); empty where there is none."""
    if not PATH.is_file():
        return {}
    rows = [line.split("\t") for line in PATH.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {row[0]: tuple(float(x) for x in row[1:]) for row in rows if row[0]}


def odds(p: float) -> float:
    """Log odds of a probability, cut off at ±5.3."""
    p = min(max(p, 0.005), 0.995)
    return math.log(p / (1 - p))


def chance(z: float) -> float:
    """The probability of log odds, three digits."""
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, z)))), 3)
