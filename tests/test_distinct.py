"""The distinct values of an array, as numpy's own function has them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from align.distinct import distinct


@pytest.mark.parametrize("size", [0, 1, 2, 50, 1000])
@pytest.mark.parametrize("kind", [np.int32, np.int64, np.uint32])
def test_values_and_places_are_those_of_numpy(size: int, kind: type) -> None:
    values: np.ndarray[tuple[int], np.dtype[np.integer[Any]]] = (
        np.random.default_rng(size).integers(0, 40, size).astype(kind)
    )
    found, places = distinct(values)
    wanted, inverse = np.unique(values, return_inverse=True)
    assert (found == wanted).all() and found.dtype == wanted.dtype and (places == inverse).all()
