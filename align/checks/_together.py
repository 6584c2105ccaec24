"""What the word checks will ask of a group of pairs, found out in one go: many at once take half the time."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from align.checks import _evidence, _runs, addition, omission
from align.checks._evidence import Evidence
from align.records import Alignment, Pair
from align.text import fluency, names

ALONE = threading.RLock()  # what is remembered of words and texts belongs to the process: one thread at a time


def forget() -> None:
    """Forget what was measured of texts. It is measured in groups, which touches the last bits of a figure: who needs
    the same bytes whatever came before begins anew."""
    fluency.forget()
    _evidence.forget()


def prepare(pairs: Sequence[tuple[Alignment, Pair]]) -> list[Evidence | None]:
    """The evidence of each pair (None: it has none); that, what the checks build on it, and the cut of the Chinese in
    which they look for names are kept for them."""
    names.prepare([pair.source.text for _, pair in pairs])
    _evidence.prepare(pairs)
    proofs = [_evidence.evidence(alignment, pair) for alignment, pair in pairs]
    known = [(proof, pair.target.text) for proof, (_, pair) in zip(proofs, pairs, strict=True) if proof is not None]
    _runs.prepare(known, (omission.LOOK, addition.MODIFIER))
    return proofs
