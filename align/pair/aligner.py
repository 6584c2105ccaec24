"""Sentences of the two sides -> beads: rough path, all beads near it, the best way through them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from align.pair.cheap import cheap_lattice
from align.pair.dp import best_path
from align.pair.path import anchors, band
from align.pair.sides import Side, WholeSentences, make_side
from align.records import Bead, Encoder, TokenEncoder

Path = list[tuple[int, int, int, int]]
Numbers = Sequence[int | None]


@dataclass(frozen=True)
class Layout:
    """What the file says about the sentences of both sides: the block (paragraph) that each stands in, and the group
    that the file lays side by side with the same group of the other side. ``hard``: beads never leave their group."""

    source_blocks: Sequence[int] | None = None
    target_blocks: Sequence[int] | None = None
    source_groups: Numbers | None = None
    target_groups: Numbers | None = None
    hard: bool = False


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
    source, target = make_sides(source_texts, target_texts, encoder, token_encoder)
    path = _within(source, target, layout) if hard else find_path(source, target, layout)
    return [Bead((i0, i1), (j0, j1), _similarity(source, target, (i0, i1, j0, j1))) for i0, i1, j0, j1 in path]


def make_sides(
    source_texts: Sequence[str],
    target_texts: Sequence[str],
    encoder: Encoder | TokenEncoder,
    token_encoder: TokenEncoder | None = None,
) -> tuple[Side, Side]:
    """Both sides as numbers. An encoder knows tokens if it has the methods ``tokens``, ``vectors``, ``weights``."""
    own = all(hasattr(encoder, name) for name in ("tokens", "vectors", "weights"))
    tokens = cast(TokenEncoder, encoder) if own else token_encoder or WholeSentences(encoder)
    same = own or token_encoder is None or token_encoder.fingerprint == encoder.fingerprint
    sentences = None if same else encoder
    return make_side(source_texts, tokens, sentences), make_side(target_texts, tokens, sentences)


def find_path(source: Side, target: Side, layout: Layout) -> Path:
    """The best monotone path through all sentences of both sides."""
    n, m = len(source), len(target)
    if not n or not m:
        return [(i, i + 1, 0, 0) for i in range(n)] + [(0, 0, j, j + 1) for j in range(m)]
    return best_path(cheap_lattice(source, target, band(source, target, anchors(source, target))))


def _within(source: Side, target: Side, layout: Layout) -> Path:
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
            inner = find_path(source.part(i0, i1), target.part(j0, j1), layout)
            path += [(a + i0, b + i0, c + j0, d + j0) for a, b, c, d in inner]
            i, j = i + 1, at + 1
    return path


def _runs(groups: Numbers | None, size: int) -> list[tuple[int | None, int, int]]:
    """(group, start, end) of each run of neighbours with one group."""
    if groups is None or not size:
        return [(None, 0, size)] if size else []
    edges = [0, *(k for k in range(1, size) if groups[k] != groups[k - 1]), size]
    return [(groups[a], a, b) for a, b in itertools.pairwise(edges)]


def _similarity(source: Side, target: Side, bead: tuple[int, int, int, int]) -> float | None:
    """Cosine of the two sides of a bead; None where one is empty."""
    i0, i1, j0, j1 = bead
    if i0 == i1 or j0 == j1:
        return None
    left, right = source.sums[i0:i1].sum(axis=0), target.sums[j0:j1].sum(axis=0)
    size = float(np.linalg.norm(left)) * float(np.linalg.norm(right))
    return float(np.clip(left @ right / size, -1.0, 1.0)) if size > 0 else 0.0
