"""A network with one hidden layer that returns a probability."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.records import FloatArray

_SURE = 30.0  # logit beyond which nothing changes any more


@dataclass(frozen=True)
class Net:
    """Inputs are standardised and cut off at ``limit`` standard deviations."""

    mean: FloatArray
    scale: FloatArray
    hidden: FloatArray
    hidden_bias: FloatArray
    out: FloatArray
    out_bias: float
    limit: float = math.inf

    @staticmethod
    def of(arrays: Mapping[str, NDArray[Any]], name: str, limit: float = math.inf) -> Net:
        """The one of that name in a file of weights."""
        mean, scale, hidden, bias, out = (
            arrays[f"{name}_{part}"] for part in ("mean", "scale", "hidden", "hidden_bias", "out")
        )
        return Net(mean, scale, hidden, bias, out, float(arrays[f"{name}_out_bias"]), limit)

    def __call__(self, x: FloatArray) -> FloatArray:
        """(n,) probabilities 0..1 of (n, inputs), or one of (inputs,)."""
        x = (x - self.mean) * self.scale
        if self.limit < math.inf:
            np.minimum(np.maximum(x, -self.limit, out=x), self.limit, out=x)
        y = np.maximum(x @ self.hidden + self.hidden_bias, 0) @ self.out + self.out_bias
        result: FloatArray = 1 / (1 + np.exp(np.maximum(np.minimum(-y, _SURE), -_SURE)))
        return result
