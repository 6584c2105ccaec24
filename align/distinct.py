"""The distinct values of an array."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def distinct(values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """The sorted distinct values of an array (n,), and (n,) the place of each of its values among them.

    As ``np.unique`` with ``return_inverse``, which loads ``numpy.ma``: 8 ms and 1 MiB at every start.
    """
    order = np.argsort(values)
    ordered = values[order]
    first = np.ones(len(values), np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    places = np.empty(len(values), np.int64)
    places[order] = np.cumsum(first) - 1
    return ordered[first], places
