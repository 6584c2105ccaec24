"""Texts of a table or file of entries that stand in each other's rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from align.evidence.links import PairLinker
from align.records import Pair

# Cosines of whole texts: a translation fits its own source from .5 on, and what stands there instead hardly at all. Of
# both rows it must be so: a free translation is like no other row whose own translation is missing, too
FITS, UNLIKE = 0.5, 0.25
_TOGETHER = 256  # rows whose cosines with all others are taken in one go


def changed_places(linker: PairLinker, pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Pair]]:
    """Rows whose translation is unlike their source and fits that of another such row, and these rows."""
    poor = [pair for pair in pairs if pair.bead.similarity is None or pair.bead.similarity < UNLIKE]
    if len(poor) < 2:
        return
    ours = linker.wholes([pair.source.text for pair in poor])
    theirs = linker.wholes([pair.target.text for pair in poor])
    own = np.einsum("ij,ij->i", ours, theirs)
    ours, theirs = ours[own < UNLIKE], theirs[own < UNLIKE]
    poor = [pair for pair, cosine in zip(poor, own.tolist(), strict=True) if cosine < UNLIKE]
    for first in range(0, len(poor), _TOGETHER):
        fits = theirs[first : first + _TOGETHER] @ ours.T
        for pair, row in zip(poor[first : first + _TOGETHER], fits, strict=True):
            best = int(row.argmax())
            if row[best] >= FITS and poor[best].target.text != pair.target.text:
                yield pair, poor[best]
