"""What the word checks will ask of a group of pairs, found out in one go: many at once take half the time."""

from __future__ import annotations

from collections.abc import Sequence

from align.checks import _evidence, _runs, addition, omission
from align.checks._evidence import Evidence
from align.records import Alignment, Pair


def prepare(pairs: Sequence[tuple[Alignment, Pair]]) -> list[Evidence | None]:
    """The evidence of each pair (None: it has none); that, and what the checks build on it, is kept for them."""
    _evidence.prepare(pairs)
    proofs = [_evidence.evidence(alignment, pair) for alignment, pair in pairs]
    known = [(proof, pair.target.text) for proof, (_, pair) in zip(proofs, pairs, strict=True) if proof is not None]
    _runs.prepare(known, (omission.LOOK, addition.MODIFIER))
    return proofs
