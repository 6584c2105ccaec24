"""Sentences of the two sides -> beads: rough path, all beads near it, the best way through them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from align.pair.candidates import Description, Pool, examine, prune
from align.pair.coarse_scores import coarse_lattice
from align.pair.cooccurrence import learn
from align.pair.dp import best_path, posterior
from align.pair.edges import Edges, decide
from align.pair.headings import heads_apart
from align.pair.layout import Layout, Numbers, constrain, limits, widened
from align.pair.model import shipped
from align.pair.reordered import reorder
from align.pair.search_band import rough_band
from align.pair.side import Side, WholeSentences, make_side, norm, summed
from align.pair.types import Step
from align.records import Bead, Encoder, TokenEncoder

Path = list[Step]
TOGETHER = 2048  # beads whose vectors are in memory at once


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
    lattice = coarse_lattice(source, target, room)
    constrain(lattice, held)
    first = best_path(lattice)
    likely = posterior(lattice, lattice.beads)
    alone = likely.source_null, likely.target_null
    del lattice  # the largest tables of all: what follows needs its own
    pool = prune(room, likely)
    del likely
    learned = learn(source, target, first, tokens)
    return Survey(pool, examine(source, target, pool, alone, learned), first)


def find_path(source: Side, target: Side, layout: Layout, tokens: TokenEncoder) -> Path:
    """The best monotone path through all sentences of both sides: rough path, first look, close look, decision."""
    n, m = len(source), len(target)
    if not n or not m:
        return [(i, i + 1, 0, 0) for i in range(n)] + [(0, 0, j, j + 1) for j in range(m)]
    found = survey(source, target, layout, tokens)
    pool, first = found.pool, found.first
    if not len(pool.candidates):
        return first
    model, c, held = shipped(), pool.candidates, limits(layout, n, m)
    beads, ours, theirs = model.scores(found.description)
    del found  # with the evidence of all words
    if not held.silent:
        beads -= held.cost(c.i, c.j, c.a, c.b)
    return decide(Edges.of(pool, beads, ours, theirs, model.together), model.bead_cost, model.null_cost, n + m)


def join_lone(path: Path, target_blocks: Sequence[int] | None = None) -> Path:
    """Target sentences of one paragraph that are alone side by side as one bead: they most often render one source
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
    """Beads in the order of the source: what moved put together, what is alone joined with its like."""

    def align(i0: int, i1: int, j0: int, j1: int) -> Path:
        path = find_path(source.part(i0, i1), target.part(j0, j1), Layout(), tokens)
        return [(a + i0, b + i0, c + j0, d + j0) for a, b, c, d in path]

    steps, moved = find_path(source, target, layout, tokens), set[Step]()
    if not layout.hard and not layout.cuts:
        steps, moved = reorder(source, target, steps, align, tokens)
    if not layout.hard:
        steps = [part for step in steps for part in ([step] if step in moved else heads_apart(source, target, step))]
    joined = join_lone(steps, layout.target_blocks)
    return [
        Bead(s[:2], s[2:], known, moved=s in moved)
        for s, known in zip(joined, _similarities(source, target, joined), strict=True)
    ]


def _similarities(source: Side, target: Side, path: Path) -> list[float | None]:
    """Cosine of the two sides of each bead, to four digits; None where one is empty."""
    out: list[float | None] = [None] * len(path)
    real = [k for k, (i0, i1, j0, j1) in enumerate(path) if i0 < i1 and j0 < j1]
    for start in range(0, len(real), TOGETHER):
        some = real[start : start + TOGETHER]
        i0, i1, j0, j1 = np.array([path[k] for k in some]).T
        left, right = summed(source, i0, i1), summed(target, j0, j1)
        size = norm(left) * norm(right)
        cosine = np.einsum("nd,nd->n", left, right) / np.maximum(size, 1e-30)
        rounded = np.round(np.clip(cosine.astype(np.float64), -1, 1), 4) * (size > 0)
        for k, value in zip(some, rounded.tolist(), strict=True):
            out[k] = value
    return out
