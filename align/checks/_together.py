"""What the word checks will ask of a group of pairs, found out in one go: many at once take half the time."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from align.checks import addition, omission
from align.evidence import coverage, fluency, span_classifier
from align.evidence.coverage import Evidence
from align.names import recognition
from align.records import Alignment, Pair

ALONE = threading.RLock()  # what is remembered of words and texts belongs to the process: one thread at a time


def forget() -> None:
    """Forget what was measured of texts. It is measured in groups, which touches the last bits of a figure: who needs
    the same bytes whatever came before begins anew."""
    fluency.forget()
    coverage.forget()


def prepare(pairs: Sequence[tuple[Alignment, Pair]]) -> list[Evidence | None]:
    """The evidence of each pair (None: it has none); that, what the checks build on it, and the cut of the Chinese in
    which they look for names are kept for them."""
    recognition.prepare([pair.source.text for _, pair in pairs])
    coverage.prepare(pairs)
    proofs = [coverage.evidence(alignment, pair) for alignment, pair in pairs]
    known = [(proof, pair.target.text) for proof, (_, pair) in zip(proofs, pairs, strict=True) if proof is not None]
    span_classifier.prepare(known, (omission.LOOK, addition.MODIFIER))
    return proofs
