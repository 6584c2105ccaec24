"""Reasons for a bead: what was linked, what was left over, how it compares with its neighbours. And the dot plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.evidence.links import link_many
from align.records import Bead, FloatArray, Links, TokenEncoder

STRONG = 0.45  # cosine from which two tokens count as linked
WEAK = 0.3  # cosine below which a token counts as left over
SHOWN = 8  # words a list
SHARE = 0.02  # least share of its side's weight for a token to be worth a word


@dataclass(frozen=True)
class Explanation:
    """One bead: cosine -1..1; coverage 0..1 of both sides (share of the weight with a counterpart at or above WEAK);
    ``linked``: source word, target word, cosine, best first; ``left_source`` and ``left_target``: words of weight
    without counterpart; ``ratio``: target by source length in code points; ``words``: all of it in one line."""

    bead: Bead
    coverage_source: float | None
    coverage_target: float | None
    linked: tuple[tuple[str, str, float], ...]
    left_source: tuple[str, ...]
    left_target: tuple[str, ...]
    ratio: float | None

    @property
    def words(self) -> str:
        """One line for people."""
        if self.coverage_source is None or self.coverage_target is None or self.bead.similarity is None:
            side = "target" if self.bead.source[0] < self.bead.source[1] else "source"
            return f"{self.bead.kind}: nothing on the {side} side fits better here than nowhere"
        parts = [
            f"{self.bead.kind}{' (moved)' if self.bead.moved else ''}: similarity {self.bead.similarity:.2f}",
            f"found {self.coverage_source:.0%} of the source, {self.coverage_target:.0%} of the target",
        ]
        if self.linked:
            parts.append("linked " + ", ".join(f"{s} = {t}" for s, t, _ in self.linked))
        for side, left in (("source", self.left_source), ("target", self.left_target)):
            if left:
                parts.append(f"left over in the {side}: " + ", ".join(left))
        return "; ".join(parts)


def explain(
    beads: Sequence[Bead], source_texts: Sequence[str], target_texts: Sequence[str], encoder: TokenEncoder
) -> list[Explanation]:
    """An explanation of every bead, in order."""
    pairs = [
        ("".join(source_texts[slice(*bead.source)]), " ".join(target_texts[slice(*bead.target)])) for bead in beads
    ]
    return [
        _explain(bead, *pair, found) for bead, pair, found in zip(beads, pairs, link_many(encoder, pairs), strict=True)
    ]


def _explain(bead: Bead, source: str, target: str, found: Links) -> Explanation:
    if not found.similarity.size:
        return Explanation(bead, None, None, (), (), (), None)
    left = [source[a:b] for a, b in zip(found.source.starts.tolist(), found.source.ends.tolist(), strict=True)]
    right = [target[a:b] for a, b in zip(found.target.starts.tolist(), found.target.ends.tolist(), strict=True)]
    weights = found.source_weight / found.source_weight.sum(), found.target_weight / found.target_weight.sum()
    covered = [
        min(float(w[best >= WEAK].sum()), 1.0)
        for w, best in zip(weights, (found.source_best, found.target_best), strict=True)
    ]
    return Explanation(
        bead,
        covered[0],
        covered[1],
        _linked(found, left, right),
        _left_over(left, found.source_best, weights[0]),
        _left_over(right, found.target_best, weights[1]),
        len(target) / max(len(source), 1),
    )


def _linked(found: Links, left: list[str], right: list[str]) -> tuple[tuple[str, str, float], ...]:
    """Words that are each other's best, the weightiest first."""
    forward, backward = found.similarity.argmax(axis=1), found.similarity.argmax(axis=0)
    both = [(s, t) for s, t in enumerate(forward.tolist()) if backward[t] == s and found.similarity[s, t] >= STRONG]
    value = {(s, t): float(found.similarity[s, t] * (found.source_weight[s] + found.target_weight[t])) for s, t in both}
    best = sorted((p for p in both if _wordlike(left[p[0]])), key=lambda p: (-value[p], p))[:SHOWN]
    return tuple((left[s], right[t], round(float(found.similarity[s, t]), 3)) for s, t in best)


def _left_over(words: list[str], best: FloatArray, share: FloatArray) -> tuple[str, ...]:
    """Words of weight without counterpart, in the order of the text."""
    gone = [k for k in range(len(words)) if best[k] < WEAK and share[k] >= SHARE and _wordlike(words[k])]
    gone = sorted(sorted(gone, key=lambda k: (-float(share[k]), k))[:SHOWN])
    return tuple(words[k].strip() for k in gone)


def _wordlike(word: str) -> bool:
    return any(c.isalnum() for c in word)
