"""Beads of sentences that have nothing to do with each other, in an article that was written anew.

Where an editor leaves sentences out, adds some and moves others, what is left over on both sides comes to stand side
by side, and the way through the text takes it for a bead. It is a sentence left out and one added, no mistranslation.
"""

from __future__ import annotations

from collections.abc import Sequence

from align.evidence.coverage import distance, has_coverage
from align.evidence.links import PairLinker
from align.numbers.agreement import compare
from align.numbers.quantity import FIRM
from align.pair.reordered import SHORT_TEXT
from align.records import Bead, Links

REARRANGED = 0.1  # share of the sentences, alone or moved, from which on an article is taken for one written anew
LOW = 0.5  # cosine below which a bead is looked at
# How much further than usual the words of the two sides are from each other, where so many of them are compared: .1 %
# of 4,559 true pairs of news and reports are beyond it, .87 of 4,840 pairs of sentences two to four lines apart.
FAR = ((15, 0.4), (9, 0.45))
COMMON = 12  # a number above this on both sides: they belong together


def parted(beads: Sequence[Bead], texts: Sequence[Sequence[str]], linker: PairLinker) -> list[Bead]:
    """Beads in the order of the source; in a short article that was written anew those whose sides have nothing to do
    with each other are left alone on both. ``texts``: the sentences of the two sides; ``linker``: of the bundled
    encoder, as its words are known by their usual distance."""
    count = len(texts[0]) + len(texts[1])
    odd = sum(_size(bead) for bead in beads if bead.moved or "0" in bead.kind.split("-"))
    if max(len(texts[0]), len(texts[1])) > SHORT_TEXT or odd < REARRANGED * count:
        return list(beads)
    some = [bead for bead in beads if bead.similarity is not None and bead.similarity < LOW]
    both = [("".join(texts[0][slice(*bead.source)]), " ".join(texts[1][slice(*bead.target)])) for bead in some]
    out = list(beads)
    for bead, sides, links in zip(some, both, linker.link(both), strict=True):
        if links is not None and has_coverage(links) and _is_unrelated(links) and not _share_number(*sides):
            at = out.index(bead)
            out[at : at + 1] = [Bead((i, i + 1), (bead.target[0],) * 2) for i in range(*bead.source)]
            at = _behind(out, bead.target[0]) if bead.moved else at + bead.source[1] - bead.source[0]
            place = out[at - 1].source[1] if at else 0
            out.insert(at, Bead((place, place), bead.target))
    return out


def _is_unrelated(links: Links) -> bool:
    gap, words = distance(links)
    return any(words >= least and gap >= far for least, far in FAR)


def _share_number(source: str, target: str) -> bool:
    return any(s.firm == FIRM and s.value > COMMON for s, _ in compare(source, target).matched)


def _size(bead: Bead) -> int:
    return bead.source[1] - bead.source[0] + bead.target[1] - bead.target[0]


def _behind(beads: Sequence[Bead], sentence: int) -> int:
    """Number of the place behind the bead with the target sentence before this one."""
    return next((n + 1 for n, bead in enumerate(beads) if bead.target[0] < bead.target[1] == sentence), 0)
