"""The manner of a translation: how literally, and how much of it the second reader doubts.

Machines translate word by word and in the order of the Chinese; professionals regroup, leave out what is understood and
say what is not said. By seven figures of the token links, as means over a text, raw machine translation of news is told
from published translations that were not learnt from with an area under the curve of .89 to .99
(``benchmarks/reader.py``). A word that the reader doubts is most often a fault in the first and a free rendering in the
second; so these figures are a part of what its sureness is read from. That of one pair alone says little: the mean of
its group is drawn towards that of all texts, the more so the fewer pairs there are (shrinkage; Efron and Morris 1975).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from align.evidence.reader.origin import translated
from align.evidence.reader.table import odds, table
from align.records import FloatArray, Links, Reading

LINKED, LOOSE = 0.45, 0.3  # best cosine from which a token is surely rendered, and below which it is not
FEWEST = 4  # surely rendered tokens that have an order
# Tokens of the Chinese below which a pair, as a label or a line of talk, does not count for the manner: everybody
# translates it word by word. With 8, sentences of everyday talk were taken for raw machine translation.
SHORT = 12
STRANGE = (
    0.4  # cosine of the sentences below which they are no translation of each other: that is no manner of anything
)
HELD = 10  # pairs that the mean of all texts counts for in the mean of a group
LINKS, DOUBTS, TEXT = 7, 2, 2  # figures of the links of a pair, of its reading, and of the text as such
COUNTS = -2  # where it stands how much the group itself counts
# Log odds that the manner of a text may add at most: raw machine translation of news, from which the weights were
# learnt, has .4 to .8 (five sets), talk in short sentences 2.4. What lies beyond is more literal than anything learnt.
MOST = 0.5


def manners(
    links: Sequence[Links | None], readings: Sequence[Reading | None], sources: Sequence[str]
) -> list[tuple[float, ...]]:
    """Of each pair of a group: the mean of the group less that of all texts, figure by figure, the figures of its links
    less that mean, and how much the reader doubts in the group less what it doubts everywhere. ``readings``: what was
    read; where it is not the whole group, its doubts are left out, for those chosen are the doubtful ones. ``sources``:
    the Chinese. The last figures are how much the group itself counts, 0..1, and the log odds that its Chinese was
    translated. Zeros stand for what is not known, and empty tuples where nobody has measured what is usual."""
    usual = np.array(table().get("manner", ()), np.float64)
    if len(usual) != LINKS + DOUBTS:
        return [()] * len(links)
    own = np.array([_of_links(one) for one in links]).reshape(-1, LINKS) - usual[:LINKS]
    own[np.isnan(own)] = 0.0
    long = np.array([_tells(one) for one in links], np.bool_)
    own[~long] = 0.0
    group = own.sum(axis=0) / (long.sum() + HELD)
    doubts = np.zeros(DOUBTS)
    if all(reading is not None for reading in readings):
        found = np.array([_of_reading(r) for r in readings if r is not None]).reshape(-1, DOUBTS) - usual[LINKS:]
        doubts = found[long].sum(axis=0) / (long.sum() + HELD)
    counts = float(long.sum() / (long.sum() + HELD))
    origin = counts * translated([source for source, tells in zip(sources, long, strict=True) if tells])
    rows = np.where(long[:, None], own - group, 0.0).tolist()
    return [(*group.tolist(), *row, *doubts.tolist(), counts, origin) for row in rows]


def of_text(weights: Sequence[float], manner: Sequence[float]) -> float:
    """Log odds out of what is measured of a text as a whole, at most ``MOST``; without the figures of a pair itself.
    ``weights`` and ``manner``: as :func:`manners` gives them."""
    whole = sum(w * x for w, x in zip(weights[:LINKS], manner[:LINKS], strict=False))
    return min(MOST, whole + sum(w * x for w, x in zip(weights[2 * LINKS :], manner[2 * LINKS :], strict=False)))


def usual(links: Sequence[Links | None], readings: Sequence[Reading]) -> list[float]:
    """Means of all figures over many pairs: what :func:`manners` takes for usual."""
    rows = np.array([[*_of_links(own), *_of_reading(r)] for own, r in zip(links, readings, strict=True)])
    return [float(x) for x in np.nanmean(rows, axis=0)]


def _tells(links: Links | None) -> bool:
    """Return whether a pair counts for the manner: it is no label, and its sides belong together."""
    if links is None or len(links.source_best) < SHORT:
        return False
    return links.cosine is None or links.cosine >= STRANGE


def _of_links(links: Links | None) -> tuple[float, ...]:
    """Of both sides the mean best cosine and the share of the weight that is not rendered; how well the order of the
    English follows that of the Chinese, how far words move; the cosine of the whole. NaN for what is not known."""
    if links is None or not links.similarity.size:
        return (np.nan,) * LINKS
    kept = np.flatnonzero(links.source_best > LINKED)
    order = moved = np.nan
    if len(kept) >= FEWEST:
        there = links.similarity[kept].argmax(axis=1)
        moved = float(np.abs(kept / len(links.source_best) - there / len(links.target_best)).mean())
        order = _correlation(kept.astype(np.float64), there.astype(np.float64))
    source, target = _covered(links.source_best, links.source_weight), _covered(links.target_best, links.target_weight)
    return source[0], target[0], source[1], target[1], order, moved, np.nan if links.cosine is None else links.cosine


def _covered(best: FloatArray, weight: FloatArray) -> tuple[float, float]:
    total = max(float(weight.sum()), 1e-6)
    return float((best * weight).sum()) / total, float(weight[best < LOOSE].sum()) / total


def _correlation(x: FloatArray, y: FloatArray) -> float:
    """Pearson's correlation of two rows of numbers; 0 where one of them does not change."""
    x, y = x - x.mean(), y - y.mean()
    size = float(np.sqrt((x * x).sum() * (y * y).sum()))
    return float((x * y).sum()) / size if size else 0.0


def _of_reading(reading: Reading) -> tuple[float, float]:
    """Log odds that the pair is wrong, and of the mean of its English words."""
    wrong = reading.target_wrong
    return odds(reading.score), odds(float(wrong.mean()) if len(wrong) else 0.0)
