"""Sentences of the two sides -> beads: rough path, all beads near it, the best way through them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import cast

import numpy as np

from align.pair.candidates import examine, prune
from align.pair.cheap import cheap_lattice
from align.pair.dp import NEVER, Lattice, best_path, posterior
from align.pair.layout import Layout, Numbers, constrained, limits
from align.pair.lexicon import learn
from align.pair.model import Model, shipped
from align.pair.moved import moves
from align.pair.path import anchors, band
from align.pair.sides import Side, WholeSentences, make_side
from align.records import Bead, Encoder, TokenEncoder

Step = tuple[int, int, int, int]
Path = list[Step]
Search = Callable[[Side, Side, Layout], Path]


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
) -> list[Bead]:
    """Beads that hold each sentence of both sides exactly once, in the order of the source.

    ``encoder`` gives the sentence vectors; where it has no token vectors, ``token_encoder`` may lend its own for the
    word-level evidence. Blocks and groups, one number a sentence: see :class:`Layout`.
    """
    layout = Layout(source_blocks, target_blocks, source_groups, target_groups, hard)
    tokens, sentences = _encoders(encoder, token_encoder)
    source, target = make_side(source_texts, tokens, sentences), make_side(target_texts, tokens, sentences)

    def search(left: Side, right: Side, held: Layout) -> Path:
        return find_path(left, right, held, tokens)

    path = _within(source, target, layout, search) if hard else search(source, target, layout)
    return _beads(source, target, path)


def _encoders(encoder: Encoder | TokenEncoder, lent: TokenEncoder | None) -> tuple[TokenEncoder, Encoder | None]:
    """The encoder of words, and that of sentences where it is another one. An encoder knows words if it has the methods
    ``tokens``, ``vectors``, ``weights``; without any such each sentence is taken for one word."""
    if all(hasattr(encoder, name) for name in ("tokens", "vectors", "weights")):
        return cast(TokenEncoder, encoder), None
    if lent is None:
        return WholeSentences(encoder), None
    return lent, None if lent.fingerprint == encoder.fingerprint else encoder


def find_path(source: Side, target: Side, layout: Layout, tokens: TokenEncoder) -> Path:
    """The best monotone path through all sentences of both sides: rough path, cheap look, close look, decision."""
    n, m = len(source), len(target)
    if not n or not m:
        return [(i, i + 1, 0, 0) for i in range(n)] + [(0, 0, j, j + 1) for j in range(m)]
    held = limits(layout, n, m)
    first = constrained(cheap_lattice(source, target, band(source, target, anchors(source, target))), held)
    likely = posterior(first)
    pool = prune(first, likely)
    if not len(pool.candidates):
        return best_path(first)
    learned = learn(source, target, best_path(first), tokens)
    model = shipped()
    close = constrained(model.lattice(pool, examine(source, target, pool, likely, learned)), held)
    return decide(close, model)


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


def _within(source: Side, target: Side, layout: Layout, search: Search) -> Path:
    """A path for each run of the same group, one after the other; sentences of groups that the other side lacks, or has
    elsewhere, stand alone."""
    left, right = _runs(layout.source_groups, len(source)), _runs(layout.target_groups, len(target))
    path: Path = []
    i = j = 0
    while i < len(left) or j < len(right):
        at = next((k for k in range(j, len(right)) if i < len(left) and right[k][0] == left[i][0]), None)
        if i < len(left) and at is None:
            here = right[j][1] if j < len(right) else len(target)
            path += [(k, k + 1, here, here) for k in range(left[i][1], left[i][2])]
            i += 1
            continue
        stop = len(right) if at is None else at
        here = left[i][1] if i < len(left) else len(source)
        path += [(here, here, k, k + 1) for run in right[j:stop] for k in range(run[1], run[2])]
        j = stop
        if at is not None:
            (_, i0, i1), (_, j0, j1) = left[i], right[at]
            inner = search(source.part(i0, i1), target.part(j0, j1), layout.part(i0, i1, j0, j1))
            path += [(a + i0, b + i0, c + j0, d + j0) for a, b, c, d in inner]
            i, j = i + 1, at + 1
    return path


def _runs(groups: Numbers | None, size: int) -> list[tuple[int | None, int, int]]:
    """(group, start, end) of each run of neighbours with one group."""
    if groups is None or not size:
        return [(None, 0, size)] if size else []
    edges = [0, *(k for k in range(1, size) if groups[k] != groups[k - 1]), size]
    return [(groups[a], a, b) for a, b in itertools.pairwise(edges)]


def join_lone(path: Path) -> Path:
    """Neighbours that stand alone on the same side as one bead: a passage left out is one omission, not several."""
    out: Path = []
    for i0, i1, j0, j1 in path:
        last = out[-1] if out else (0, 0, 0, 0)
        if last[1] == i0 and last[3] == j0 and i0 == i1 and last[0] == last[1] and last[2] < last[3]:
            out[-1] = (i0, i1, last[2], j1)
        elif last[1] == i0 and last[3] == j0 and j0 == j1 and last[2] == last[3] and last[0] < last[1]:
            out[-1] = (last[0], i1, j0, j1)
        else:
            out.append((i0, i1, j0, j1))
    return out


def _beads(source: Side, target: Side, path: Path) -> list[Bead]:
    """Beads in the order of the source: what moved put together, what stands alone joined with its like."""
    found = {move.i0: move for move in moves(source, target, path)}
    gone = {move.j0 for move in found.values()}
    steps: Path = []
    for i0, i1, j0, j1 in path:
        if i0 == i1 and j0 in gone:
            continue
        move = found.get(i0) if j0 == j1 else None
        steps.append((move.i0, move.i1, move.j0, move.j1) if move else (i0, i1, j0, j1))
    out = []
    for step in join_lone(steps):
        moved = step[0] in found and step[2] < step[3]
        out.append(Bead(step[:2], step[2:], _similarity(source, target, step), moved=moved))
    return out


def _similarity(source: Side, target: Side, bead: tuple[int, int, int, int]) -> float | None:
    """Cosine of the two sides of a bead; None where one is empty."""
    i0, i1, j0, j1 = bead
    if i0 == i1 or j0 == j1:
        return None
    left, right = source.sums[i0:i1].sum(axis=0), target.sums[j0:j1].sum(axis=0)
    size = float(np.linalg.norm(left)) * float(np.linalg.norm(right))
    return float(np.clip(left @ right / size, -1.0, 1.0)) if size > 0 else 0.0
