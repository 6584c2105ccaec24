"""Types of arrays and steps that the steps of the alignment hand to each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Doubles = NDArray[np.float64]
Step = tuple[int, int, int, int]  # half-open ranges of source and of target sentences
