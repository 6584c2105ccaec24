"""The weights of the numbers about a bead: a small log-linear model, its weights in ``data/built/alignment.json``.

A semi-Markov conditional random field (Sarawagi and Cohen 2004): the probability of a way through all sentences is
proportional to the exponential of the summed scores of its beads. Trained by ``benchmarks/tune_alignment.py``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from align.data import BUILT
from align.pair.candidates import Description
from align.pair.edges import Together
from align.pair.types import Doubles
from align.records import FloatArray

PART = 32768  # candidates scored at once
LIMIT = 5.0  # standardised values are cut off here
SHARP = 1.3  # by which the mean of several scorers is less sure than each; F1 with 5 % orphans .892 -> .895


@dataclass(frozen=True)
class Scorer:
    """Standardise, clip, weigh, add; ``hidden`` units (possibly none) add what is not linear."""

    mean: FloatArray
    scale: FloatArray
    weight: FloatArray
    bias: float
    hidden_weight: FloatArray  # (features, h)
    hidden_bias: FloatArray  # (h,)
    hidden_out: FloatArray  # (h,)

    def __call__(self, values: FloatArray) -> Doubles:
        """(k,) log odds of (k, features)."""
        x = np.clip((values - self.mean) / self.scale, -LIMIT, LIMIT)
        score = x @ self.weight + self.bias
        if len(self.hidden_out):
            score = score + np.maximum(x @ self.hidden_weight + self.hidden_bias, 0) @ self.hidden_out
        return np.asarray(score, np.float64)


@dataclass(frozen=True)
class Model:
    """Scorers of beads, of lone sentences and of pairs of strays; ``features`` names the inputs of the first, in order.

    ``bead_cost`` and ``null_cost``: least posterior 0..1 at which a bead, a lone sentence is worth taking when the most
    probable beads are picked (the first is near half the F1 that can be reached, which maximises it).
    ``together``: what two neighbours of the source, and of the target, that are both alone have more than their scores.
    """

    features: tuple[str, ...]
    beads: tuple[Scorer, ...]
    nulls: tuple[Scorer, ...]
    moved: Scorer
    bead_cost: float
    null_cost: float
    together: Together = (0.0, 0.0)

    def scores(self, description: Description) -> tuple[Doubles, Doubles, Doubles]:
        """Log odds of all candidates (k,) and of leaving each sentence of the two sides alone (n,), (m,)."""
        parts = [
            np.mean([scorer(values) for scorer in self.beads], axis=0)
            for values in bead_inputs(description, self.features, PART)
        ]
        alone = SHARP * np.mean([scorer(null_inputs(description)) for scorer in self.nulls], axis=0)
        n = len(description.source)
        return SHARP * np.concatenate(parts), alone[:n], alone[n:]


def bead_inputs(description: Description, features: tuple[str, ...], size: int) -> Iterator[FloatArray]:
    """(up to ``size``, features) of the candidates, part by part: the description, and some of it relative to the mean
    of the document's likely beads."""
    names = [name.removesuffix("_centred") for name in features]
    chance = np.exp(description.candidates.prior, dtype=np.float64)
    chance /= max(float(chance.sum()), 1e-9)
    centred = [place for place, name in enumerate(features) if name.endswith("_centred")]
    whole = description.whole([names[place] for place in centred])
    shift = np.zeros(len(features), np.float32)
    for place in centred:
        shift[place] = chance @ whole[names[place]]
    for part in description.parts(names, size):
        yield part - shift


def null_inputs(description: Description) -> FloatArray:
    """(n + m, 11): numbers about every sentence, and which side it is on."""
    sides = (description.source, description.target)
    marked = [np.concatenate((v, np.full((len(v), 1), k, np.float32)), axis=1) for k, v in enumerate(sides)]
    return np.concatenate(marked)


def _scorer(table: dict[str, Any]) -> Scorer:
    array = {name: np.asarray(value, np.float32) for name, value in table.items() if name != "bias"}
    empty = np.zeros((len(array["mean"]), 0), np.float32)
    return Scorer(
        array["mean"],
        array["scale"],
        array["weight"],
        float(table["bias"]),
        array.get("hidden_weight", empty),
        array.get("hidden_bias", empty[0]),
        array.get("hidden_out", empty[0]),
    )


def parse(table: dict[str, Any]) -> Model:
    """A model from the content of its file."""
    return Model(
        tuple(table["features"]),
        tuple(_scorer(t) for t in table["beads"]),
        tuple(_scorer(t) for t in table["nulls"]),
        _scorer(table["moved"]),
        float(table["bead_cost"]),
        float(table["null_cost"]),
        (SHARP * float(table["together"][0]), SHARP * float(table["together"][1])),
    )


@cache
def shipped() -> Model:
    """The model in the package."""
    return parse(json.loads((BUILT / "alignment.json").read_text(encoding="utf-8")))
