"""Sentences of the two sides -> beads: rough path, all beads near it, the best way through them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from align.pair.candidates import Description, Pool, examine, prune
from align.pair.coarse_scores import coarse_lattice
from align.pair.cooccurrence import learn
from align.pair.dp import NEVER, Lattice, best_path, posterior
from align.pair.headings import heads_apart
from align.pair.layout import Layout, Numbers, constrained, limits, widened
from align.pair.model import Model, shipped
from align.pair.reordered import reorder
from align.pair.search_band import rough_band
from align.pair.side import Side, WholeSentences, make_side
from align.records import Bead, Encoder, TokenEncoder

Step = tuple[int, int, int, int]
Path = list[Step]


def align_sentences(
    source_texts: Sequence[str],
    target_texts: Sequence[str],
    encoder: Encoder | TokenEncoder,
    *,
    token_encoder: TokenEncoder | None = None,
    source_blocks: Sequence[int] | None = None,
    target_blocks: Sequence[int] | None = None,
    source_groups: Numbers | None = None,
    target_groups: Numbers | None = None,
    hard: bool = False,
    cuts: Sequence[tuple[int, int]] = (),
) -> list[Bead]:
    """Beads that hold each sentence of both sides exactly once, in the order of the source.

    ``encoder`` gives the sentence vectors; where it has no token vectors, ``token_encoder`` may lend its own for the
    word-level evidence. Blocks and groups, one number a sentence, and cuts: see :class:`Layout`.
    """
    layout = Layout(source_blocks, target_blocks, source_groups, target_groups, hard, tuple(cuts))
    tokens, sentences = _encoders(encoder, token_encoder)
    source, target = make_side(source_texts, tokens, sentences), make_side(target_texts, tokens, sentences)
    return _beads(source, target, layout, tokens)


def _encoders(encoder: Encoder | TokenEncoder, lent: TokenEncoder | None) -> tuple[TokenEncoder, Encoder | None]:
    """The encoder of words, and that of sentences where it is another one. An encoder knows words if it has the methods
    ``tokens``, ``vectors``, ``weights``; without any such each sentence is taken for one word."""
    if all(hasattr(encoder, name) for name in ("tokens", "vectors", "weights")):
        return cast(TokenEncoder, encoder), None
    if lent is None:
        return WholeSentences(encoder), None
    return lent, None if lent.fingerprint == encoder.fingerprint else encoder


@dataclass(frozen=True)
class Survey:
    """The candidate beads of an article and their features, before the path is chosen."""

    pool: Pool
    description: Description
    first: Path


def survey(source: Side, target: Side, layout: Layout, tokens: TokenEncoder) -> Survey:
    """Rough path, a first look at all beads near it, a close look at the rest. Both sides hold sentences."""
    held = limits(layout, len(source), len(target))
    room = widened(rough_band(source, target, layout.cuts), held)
    lattice = constrained(coarse_lattice(source, target, room), held)
    likely = posterior(lattice)
    pool = prune(lattice, likely)
    first = best_path(lattice)
    learned = learn(source, target, first, tokens)
    return Survey(pool, examine(source, target, pool, likely, learned), first)


def find_path(source: Side, target: Side, layout: Layout, tokens: TokenEncoder) -> Path:
    """The best monotone path through all sentences of both sides: rough path, first look, close look, decision."""
    n, m = len(source), len(target)
    if not n or not m:
        return [(i, i + 1, 0, 0) for i in range(n)] + [(0, 0, j, j + 1) for j in range(m)]
    found = survey(source, target, layout, tokens)
    if not len(found.pool.candidates):
        return found.first
    model = shipped()
    return decide(constrained(model.lattice(found.pool, found.description), limits(layout, n, m)), model)


def decide(lattice: Lattice, model: Model) -> Path:
    """Not the likeliest way as a whole, but the one with the most beads likely to be right (minimum Bayes risk; Goodman
    1996): it maximises the expected F1 of the beads."""
    sure = posterior(lattice)
    return best_path(
        Lattice(
            lattice.band,
            np.where(lattice.beads > NEVER / 2, sure.beads - model.bead_cost, NEVER).astype(np.float32),
            sure.source_null - model.null_cost,
            sure.target_null - model.null_cost,
        )
    )


def join_lone(path: Path, target_blocks: Sequence[int] | None = None) -> Path:
    """Target sentences of one paragraph that stand alone side by side as one bead: they most often render one source
    sentence that is missing: Chinese sentences are longer. Lone source sentences stay apart."""
    out: Path = []
    for i0, i1, j0, j1 in path:
        a0, a1, b0, b1 = out[-1] if out else (-1, -1, -1, -1)
        near = target_blocks is None or j0 == 0 or j0 == j1 or target_blocks[j0 - 1] == target_blocks[j0]
        if near and (a1, b1) == (i0, j0) and a0 == a1 == i1 and b0 < b1:
            out[-1] = (i0, i1, b0, j1)
        else:
            out.append((i0, i1, j0, j1))
    return out


def _beads(source: Side, target: Side, layout: Layout, tokens: TokenEncoder) -> list[Bead]:
    """Beads in the order of the source: what moved put together, what stands alone joined with its like."""

    def align(i0: int, i1: int, j0: int, j1: int) -> Path:
        path = find_path(source.part(i0, i1), target.part(j0, j1), Layout(), tokens)
        return [(a + i0, b + i0, c + j0, d + j0) for a, b, c, d in path]

    steps, moved = find_path(source, target, layout, tokens), set[Step]()
    if not layout.hard and not layout.cuts:
        steps, moved = reorder(source, target, steps, align, tokens)
    if not layout.hard:
        steps = [part for step in steps for part in ([step] if step in moved else heads_apart(source, target, step))]
    joined = join_lone(steps, layout.target_blocks)
    return [Bead(s[:2], s[2:], _similarity(source, target, s), moved=s in moved) for s in joined]


def _similarity(source: Side, target: Side, bead: tuple[int, int, int, int]) -> float | None:
    """Cosine of the two sides of a bead, to four digits; None where one is empty."""
    i0, i1, j0, j1 = bead
    if i0 == i1 or j0 == j1:
        return None
    left, right = source.sums[i0:i1].sum(axis=0), target.sums[j0:j1].sum(axis=0)
    size = float(np.linalg.norm(left)) * float(np.linalg.norm(right))
    return round(float(np.clip(left @ right / size, -1.0, 1.0)), 4) if size > 0 else 0.0
