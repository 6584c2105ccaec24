"""Features of the two boundaries of each candidate bead: whether a clause belongs to the other side of it, and whether
the two texts change speakers there.

English regroups clauses: the last one of a sentence opens the next. A whole sentence with most of its words where they
belong hides that; its first and last clauses show it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from align.pair.lookups import BEFORE, BEFORE_THAT, END, FIRST, SECOND, START, Column, Look, span_sum
from align.pair.types import Doubles
from align.records import FloatArray

Place = tuple[int, Column]

# name: table of Evidence.clauses; the sentence across the boundary with the one behind it; that on its own side with
# the one behind it. Where sentences of the bead itself are looked at, the second one only if the bead has it.
_CLAUSES: dict[str, tuple[int, tuple[Place, Place | None], tuple[Place, Place]]] = {
    "s_last_end": (1, ((0, (0, 1)), None), ((0, END), (0, (0, -1)))),
    "s_first_end": (0, ((-1, END), (-1, (0, -1))), ((-1, (0, 1)), (-1, (0, 2)))),
    "t_last_end": (3, ((-1, END), None), ((0, END), (1, END))),
    "t_first_end": (2, ((0, (0, 1)), (1, (0, 1))), ((-1, (0, 1)), (-2, (0, 1)))),
    "s_first_start": (0, ((FIRST, START), None), ((FIRST, (1, 1)), (FIRST, (1, 2)))),
    "s_last_start": (1, ((BEFORE, (1, 1)), (BEFORE, (1, 2))), ((BEFORE, START), (BEFORE, (1, -1)))),
    "t_first_start": (2, ((BEFORE, (1, 1)), None), ((FIRST, (1, 1)), (SECOND, (1, 1)))),
    "t_last_start": (3, ((FIRST, START), (SECOND, START)), ((BEFORE, START), (BEFORE_THAT, START))),
}


def clauses(look: Look) -> dict[str, Doubles]:
    """For the clause on each side of both boundaries, in both texts: the share of it that is found across the boundary
    less the share found where it is; 0 at the ends of the texts."""
    c = look.c
    real = _real(look)
    several = c.b > 1, c.a > 1
    out: dict[str, Doubles] = {}
    for name, (kind, across, own) in _CLAUSES.items():
        table, more = look.evidence.clauses[kind], several[kind > 1]
        outside = across[1] is not None  # the clause is of a sentence outside, and the bead across the boundary
        found = [table[look.place(*place)] if place else None for place in (*across, *own)]
        there = _most(found[0], found[1], more if outside else None)
        here = _most(found[2], found[3], None if outside else more)
        out[f"clause_{name}"] = np.where(real[name.rpartition("_")[2]], there - here, 0.0)
    return out


def _most(one: FloatArray | None, other: FloatArray | None, counts: NDArray[np.bool_] | None) -> Doubles:
    """The larger of two shares, where the second ``counts``."""
    if one is None or other is None:
        return np.asarray(one, np.float64)
    return np.asarray(np.maximum(one, other if counts is None else other * counts), np.float64)


# name: table of Evidence.astray; row and column of its cell at the end of a bead, and at its beginning
_ASTRAY: dict[str, tuple[int, Place, Place]] = {
    "s_last": (0, (0, END), (BEFORE, START)),
    "s_first": (1, (-1, END), (FIRST, START)),
    "t_last": (2, (0, END), (BEFORE, START)),
    "t_first": (3, (0, (0, 1)), (BEFORE, (1, 1))),
}


def astray(look: Look) -> dict[str, Doubles]:
    """For the sentence on each side of both boundaries, in both texts: the share of it, from the boundary on, that is
    found across the boundary rather than on its own side; 0 at the ends of the texts."""
    real = _real(look)
    out: dict[str, Doubles] = {}
    for name, (kind, *places) in _ASTRAY.items():
        for where, place in zip(("end", "start"), places, strict=True):
            found = look.evidence.astray[kind, look.place(*place)]
            out[f"astray_{name}_{where}"] = np.where(real[where], found, 0.0)
    return out


def _real(look: Look) -> dict[str, NDArray[np.bool_]]:
    """(k,) which beads end, and begin, inside both texts."""
    c = look.c
    return {"end": (c.i < len(look.source)) & (c.j < len(look.target)), "start": (c.i > c.a) & (c.j > c.b)}


def turns(look: Look) -> dict[str, Doubles]:
    """Whether another begins to speak at the boundaries, in one text only or in both, and how many more times inside
    the bead in the target than in the source."""
    c, left, right = look.c, look.source.turns, look.target.turns
    out: dict[str, Doubles] = {}
    for name, i, j in (("start", c.i - c.a, c.j - c.b), ("end", c.i, c.j)):
        out[f"turn_off_{name}"] = np.abs(left[i] - right[j]).astype(np.float64)
        out[f"turn_{name}"] = (left[i] * right[j]).astype(np.float64)
    inside = span_sum(right, c.j, c.b - 1) - span_sum(left, c.i, c.a - 1)
    out["turns_in"] = np.clip(inside, -2, 2)
    out["turns_in_off"] = np.abs(out["turns_in"])
    return out
