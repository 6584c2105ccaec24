"""Learn to tell Chinese that was translated from Chinese that was written: the row ``origin`` of reader.tsv."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from align.evidence.reader.origin import marks, rates
from training.reader.known import Case

TRANSLATED = "ntrex"  # how the documents begin whose Chinese was translated
PENALTY = 0.03  # inverse strength of the penalty, over standardised rates


def weights(known: Sequence[Case]) -> list[float]:
    """Weights of the rates, and the constant, learnt on the Chinese of documents; both kinds count the same. The mean
    over all documents is 0."""
    texts: dict[str, dict[str, None]] = {}
    for case in known:
        if case.machine or case.group in ("human", "published"):
            texts.setdefault(case.document.partition(" hyp.")[0], {})[case.source] = None
    rows = np.array([rates("".join(some), marks()) for some in texts.values()])
    right = [document.startswith(TRANSLATED) for document in texts]
    middle, spread = rows.mean(0), rows.std(0) + 1e-6
    model = LogisticRegression(C=PENALTY, class_weight="balanced", max_iter=1000).fit((rows - middle) / spread, right)
    own = model.coef_[0] / spread
    return [*own.tolist(), float(-(own @ middle))]
