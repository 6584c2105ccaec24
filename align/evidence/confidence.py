"""Estimate the probability that a finding is right from its own strength and its pair.

The strength that a check states means more in some texts than in others: a word without counterpart in a close
translation was inserted, in a free one it is usual. So for each check of words and values a logistic regression (Cox
1958; as calibration Platt 1999) weighs the strength together with features of the pair: coverage of both sides, quality
before findings, similarity, lengths, and the other findings. The weights are in ``align/data/built/confidence.json``;
``training/confidence.py`` fits them on published translations, on parallel text that a translator read, on translations
marked by raters, and on contrast pairs. Findings that the second reader looks at again have curves of their own, as its
judge was learnt on them. ``benchmarks/confidence.py`` measures the calibration on texts that were not used for fitting.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from align.data import BUILT
from align.records import Finding, Pair

PATH = BUILT / "confidence.json"
FEATURES = (
    "strength",  # logit of the confidence that the check itself gives
    "covered source",  # share 0..1 of the Chinese that finds a counterpart
    "covered target",
    "quality",  # 0..1 before findings
    "similarity",  # cosine of the two sides
    "length",  # log of Chinese characters
    "ratio",  # log of English words a Chinese character
    "sentences",  # log of sentences in the Chinese
    "additions",  # of the pair
    "omissions",
    "mismatches",
    "marked source",  # log of the length of the marked words
    "marked target",
)
USUAL = (0.0, 0.7, 0.7, 0.7, 0.7)  # of the first five where the pair could not be measured
_COUNTED = ("addition", "omission", "mismatch")
_ENDS = re.compile("[。！？；!?;]")
LIMIT = 4.0  # standard deviations, beyond which a measure is cut off
Measures = tuple[float, float, float]  # quality before findings, coverage of source and target, 0..1


class Curve(NamedTuple):
    """The logistic curve of one check: bias, a weight for each feature, and the mean and deviation that scale it."""

    bias: float
    weights: tuple[float, ...]
    means: tuple[float, ...]
    deviations: tuple[float, ...]

    def __call__(self, features: Sequence[float]) -> float:
        """Return the share, 0..1, of findings with these features that are right."""
        total = self.bias
        for x, weight, mean, deviation in zip(features, self.weights, self.means, self.deviations, strict=True):
            total += weight * min(max((x - mean) / deviation, -LIMIT), LIMIT)
        return 1 / (1 + math.exp(-total))


Curves = Mapping[str, Curve]


@lru_cache(maxsize=2)
def curves(read: bool = True) -> Curves:
    """The curves that the package carries, by check. ``read``: whether the second reader looks at findings again."""
    table = json.loads(PATH.read_text(encoding="utf-8"))
    out: dict[str, Curve] = {}
    for part in ("alone", "read") if read else ("alone",):
        scale = tuple(table[part]["means"]), tuple(table[part]["deviations"])
        rows = table[part]["checks"].items()
        out |= {check: Curve(row["bias"], tuple(row["weights"]), *scale) for check, row in rows}
    return out


def features(finding: Finding, pair: Pair, measures: Measures | None, counts: Mapping[str, int]) -> list[float]:
    """Return the features of a finding, in the order of :data:`FEATURES`. ``counts``: findings in its pair by check."""
    sure = min(max(finding.confidence, 0.02), 0.99)
    strength = math.log(sure / (1 - sure))
    quality, source, target = measures or (USUAL[3], USUAL[1], USUAL[2])
    similarity = USUAL[4] if pair.bead.similarity is None else pair.bead.similarity
    zh, en = len(pair.source.text), pair.target.text.count(" ") + 1
    others = [float(counts.get(check, 0) - (check == finding.check)) for check in _COUNTED]
    marked = (math.log(1 + len(span)) if span else 0.0 for span in (finding.source_span, finding.target_span))
    return [
        strength, source, target, quality, similarity, math.log(1 + zh), math.log((1 + en) / (1 + zh)),
        math.log(1 + len(_ENDS.findall(pair.source.text))), *others, *marked,
    ]  # fmt: skip


def counted(findings: Sequence[Finding]) -> dict[int | None, Counter[str]]:
    """Findings of each bead by check."""
    out: dict[int | None, Counter[str]] = {}
    for finding in findings:
        out.setdefault(finding.bead, Counter())[finding.check] += 1
    return out
