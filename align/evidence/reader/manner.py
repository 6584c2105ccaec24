"""The manner of a translation: how literal it is, and so how probably a machine made it.

Machines translate word by word and in the order of the Chinese; professionals regroup, leave out what is understood and
say what is not said. By seven figures of the token links, as means over a text, machine translation is told from what
people made of the same sentences: of 60 sentences, in sets that were not learnt from, with an area under the curve of
.90 to .97, of 200 with one of .99; single documents of WMT20 to WMT22 with .71 to .83, of others not at all
(benchmarks/manner.py). Chinese that was itself translated (:mod:`.origin`) is translated literally by people, too, and
so joins them; and a careful hand that stays close to the Chinese is known by its English (:mod:`.style`).

A word that the second reader doubts is most often a fault in machine translation and a free rendering in the work of
people. So its sureness is the probability that a machine translated the text, times the share of such marks that raters
made in machine translation. One logistic function of both together was surer of what it had seen, and of what it had
not wrong: when both were built, with a whole set left out, the one warned 14 to 38 times in 100 references of WMT, read
by document, the product 2 to 11 times.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from align.evidence.reader.origin import translated
from align.evidence.reader.style import raw
from align.evidence.reader.table import chance, odds, table
from align.records import MACHINE, UNKNOWN, FloatArray, Links

LINKED, LOOSE = 0.45, 0.3  # best cosine from which a token is surely rendered, and below which it is not
FEWEST = 4  # surely rendered tokens that have an order
# Tokens of the Chinese below which a pair, as a label or a line of talk, does not count for the manner: everybody
# translates it word by word. With 8, sentences of everyday talk were taken for raw machine translation.
SHORT = 12
STRANGE = 0.4  # cosine of the sentences below which they are no translation of each other, in no manner
HELD = 60  # pairs that the mean of all texts counts for in the mean of a group; with 10, texts of 200 sentences of WMT
# that a machine made were told from those of people as .85 to .30 (probability), with 60 as .94 to .16
FIGURES = 7  # of the links of a pair
SURE = 1_000_000  # pairs that somebody's word counts for
HALF = 30  # pairs by which half is known of how a text is translated


@dataclass(frozen=True)
class Manner:
    """How probably a machine translated a pair, 0..1, and on how many pairs around it that rests."""

    machine: float = 1.0
    pairs: int = SURE

    @property
    def known(self) -> float:
        """How much of it is known, 0..1, the more the more pairs it rests on."""
        return self.pairs / (self.pairs + HALF)

    @property
    def measured(self) -> tuple[float, ...]:
        """What the judge of findings weighs: the log odds that a machine translated the pair."""
        return (odds(self.machine),)

    def said(self, translator: str) -> Manner:
        """Return what holds where somebody says who translated the text, one of ``TRANSLATORS``."""
        return self if translator == UNKNOWN else replace(self, machine=float(translator == MACHINE), pairs=SURE)


def manner(links: Sequence[Links | None], texts: Sequence[tuple[str, str]]) -> Manner | None:
    """Measure the manner of a group of pairs by their links and their Chinese and English; None where nothing was
    learnt."""
    weights = table().get("machine", ())
    if len(weights) != FIGURES + 3:
        return None
    measured = measure(links, texts)
    z = sum(w * x for w, x in zip(weights[:-1], measured, strict=True)) + weights[-1]
    return Manner(chance(z), sum(map(is_telling, links)))


def measure(links: Sequence[Links | None], texts: Sequence[tuple[str, str]]) -> tuple[float, ...]:
    """Measure a group: seven figures of the links, as means less those of all texts, and the log odds that the Chinese
    was translated and that the English is raw. All are drawn towards those of all texts, the more so the fewer pairs
    there are (shrinkage; Efron and Morris 1975)."""
    usual = np.array(table()["manner"], np.float64)
    tells = [n for n, one in enumerate(links) if is_telling(one)]
    rows = np.array([figures(links[n]) for n in tells]).reshape(-1, FIGURES) - usual
    rows[np.isnan(rows)] = 0.0
    counts = len(tells) / (len(tells) + HELD)
    means = rows.sum(axis=0) / (len(tells) + HELD)
    chinese, english = [texts[n][0] for n in tells], [texts[n][1] for n in tells]
    return *means.tolist(), counts * translated(chinese), counts * raw(english)


def is_telling(links: Links | None) -> bool:
    """Return whether a pair counts for the manner: it is no label, and its sides belong together."""
    if links is None or len(links.source_best) < SHORT:
        return False
    return links.cosine is None or links.cosine >= STRANGE


def figures(links: Links | None) -> tuple[float, ...]:
    """Of both sides the mean best cosine and the share of the weight that is not rendered; how well the order of the
    English follows that of the Chinese, how far words move; the cosine of the whole. NaN for what is not known."""
    if links is None or not links.similarity.size:
        return (np.nan,) * FIGURES
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
