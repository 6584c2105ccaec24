"""How strongly the links tie two words that a table sets against each other."""

from __future__ import annotations

from align.records import Links

TIED = 0.2  # cosine from which two opposites count as linked
OTHER = 0.45  # cosine from which the wrong word renders another Chinese word
BETTER = 0.12  # by how much that one must be nearer


def tie(links: Links | None, zh: tuple[int, int], en: tuple[int, int], *, every: bool = False) -> float:
    """Return how strongly the two words are linked, -1..1: their cosine where the English word has no better
    counterpart; -1 where it clearly renders another Chinese word; 0 where nothing is known. Of several words the one
    that fits best counts, with ``every`` none of them may render another one."""
    if links is None:
        return 0.0
    rows, columns = links.source.touching(*zh), links.target.touching(*en)
    block = links.similarity[rows, columns]
    if not block.size:
        return 0.0
    ties = list(map(_tied, block.max(axis=0).tolist(), links.target_best[columns].tolist()))
    return -1.0 if every and min(ties) < 0 else max(ties)


def _tied(own: float, best: float) -> float:
    """The same of one English token, by its cosines with the Chinese word and with its nearest one."""
    if best >= OTHER and best - own > BETTER:
        return -1.0
    return own if own >= 0.9 * best else 0.0
