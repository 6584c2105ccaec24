"""First stage: whole sentences against all others of a batch (InfoNCE, van den Oord et al. 2018), both ways."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import torch

from training.fast import BLOCK, bag, contrast
from training.table import Bags, Table, drop

Tensor: TypeAlias = torch.Tensor

LEAF = 128  # sentences of a neighbourhood that stay together in a batch


@dataclass(frozen=True)
class Plan:
    """Numbers of the stage."""

    epochs: int = 6
    batch: int = 4096
    rate: float = 0.01  # peak of Adam's step
    warm_up: int = 100
    scale: float = 12.0  # inverse temperature
    dropout: float = 0.1
    near_from: int = 1  # from this epoch on, batches are made of neighbourhoods: near sentences are the hard negatives
    near_share: float = 0.5
    twin: float = 0.95  # sentences of one language nearer than this are not told apart


@dataclass(frozen=True)
class Data:
    """The two sides as bags, and hashes of the texts (equal texts are no negatives of each other)."""

    zh: Bags
    en: Bags
    zh_hash: np.ndarray
    en_hash: np.ndarray


def train(
    table: Table,
    data: Data,
    rows: Callable[[np.random.Generator], np.ndarray],
    plan: Plan,
    seed: int,
    report: Callable[[int, int, int, float, float], None],
) -> None:
    """Run all epochs. ``rows(rng)`` draws an epoch; ``report(epoch, step, steps, loss, right)`` is told of progress."""
    rng = np.random.default_rng(seed)
    size = len(rows(np.random.default_rng(seed)))
    steps, step = plan.epochs * (size // plan.batch), 0
    for number in range(plan.epochs):
        drawn = rows(rng)
        if number >= plan.near_from:
            drawn = neighbourhoods(table, data.en if number % 2 else data.zh, drawn, plan, rng)
        for batch in batches(drawn, plan.batch):
            step += 1
            fall = 0.5 * (1 + math.cos(math.pi * min(step / max(steps, 1), 1.0)))
            loss, right = learn(table, data, batch, plan, rng, plan.rate * min(1.0, step / plan.warm_up) * fall + 1e-5)
            report(number, step, steps, loss, right)


def batches(rows: np.ndarray, size: int) -> Iterator[np.ndarray]:
    """Whole batches only."""
    for first in range(0, len(rows) - size + 1, size):
        yield rows[first : first + size]


def learn(
    table: Table, data: Data, batch: np.ndarray, plan: Plan, rng: np.random.Generator, rate: float
) -> tuple[float, float]:
    """One step; loss and share of sentences whose translation came first."""
    loss, right, leaves = sentence_loss(table, data, batch, plan, rng)
    loss.backward()
    table.learn(leaves, rate)
    return float(loss.detach()), right


def sentence_loss(
    table: Table, data: Data, batch: np.ndarray, plan: Plan, rng: np.random.Generator
) -> tuple[Tensor, float, list[tuple[str, Tensor, Tensor]]]:
    """Symmetric cross-entropy over the batch."""
    zh_ids, zh_at = drop(*data.zh.take(batch), plan.dropout, rng)
    en_ids, en_at = drop(*data.en.take(batch), plan.dropout, rng)
    vectors, inverse, leaves = table.vectors(np.concatenate([zh_ids, en_ids]))
    z = mean(vectors, inverse[: len(zh_ids)], zh_at)
    e = mean(vectors, inverse[len(zh_ids) :], en_at)
    loss, right = contrast(z, e, plan.scale, twins(data, batch, e.detach(), plan))
    return loss, right, leaves


def twins(data: Data, batch: np.ndarray, e: Tensor, plan: Plan) -> tuple[Tensor, Tensor]:
    """Pairs of the batch that say the same: equal texts, or English vectors nearer than ``plan.twin``."""
    first: list[np.ndarray] = []
    second: list[np.ndarray] = []
    for hashes in (data.zh_hash[batch], data.en_hash[batch]):
        order = np.argsort(hashes, kind="stable")
        for gap in (1, 2, 3):
            equal = np.flatnonzero(hashes[order[gap:]] == hashes[order[:-gap]])
            first += [order[equal], order[equal + gap]]
            second += [order[equal + gap], order[equal]]
    i, j = torch.from_numpy(np.concatenate(first)), torch.from_numpy(np.concatenate(second))
    if plan.twin < 1:
        side = e.bfloat16()
        for start in range(0, len(side), BLOCK):
            flat = (side[start : start + BLOCK] @ side.T > plan.twin).cpu().numpy().reshape(-1)
            a, b = np.divmod(np.flatnonzero(flat), len(side))
            a += start
            i, j = torch.cat([i, torch.from_numpy(a[a != b])]), torch.cat([j, torch.from_numpy(b[a != b])])
    return i.to(e.device), j.to(e.device)


def mean(vectors: Tensor, inverse: np.ndarray, offsets: np.ndarray) -> Tensor:
    """Unit mean vectors of bags of tokens."""
    return torch.nn.functional.normalize(bag(vectors, inverse, offsets, np.ones(len(inverse), np.float32)), dim=1)


def neighbourhoods(table: Table, bags: Bags, rows: np.ndarray, plan: Plan, rng: np.random.Generator) -> np.ndarray:
    """Reorder an epoch so that a share of each batch comes in groups of near sentences (a random-projection tree)."""
    near = rng.random(len(rows)) < plan.near_share
    vectors = means(table.folded(), bags, rows[near])
    leaves: list[np.ndarray] = []
    stack = [np.flatnonzero(near)[rng.permutation(len(vectors))]]
    at = np.cumsum(near) - 1
    while stack:
        part = stack.pop()
        if len(part) <= 2 * LEAF:
            leaves.append(part)
            continue
        one, two = vectors[at[rng.choice(part, 2, replace=False)]]
        side = vectors[at[part]] @ (one - two)
        order = np.argsort(side, kind="stable")
        stack += [part[order[: len(part) // 2]], part[order[len(part) // 2 :]]]
    far = np.flatnonzero(~near)
    chunks = leaves + [far[i : i + LEAF] for i in range(0, len(far), LEAF)]
    return np.concatenate([rows[chunks[i]] for i in rng.permutation(len(chunks))])


def means(folded: np.ndarray, bags: Bags, rows: np.ndarray) -> np.ndarray:
    """(n, d) float32 unit sentence vectors, in slices that fit the cache."""
    out = np.empty((len(rows), folded.shape[1]), np.float32)
    for first in range(0, len(rows), 8192):
        ids, offsets = bags.take(rows[first : first + 8192])
        sums = np.add.reduceat(folded[ids], offsets[:-1], axis=0)
        out[first : first + 8192] = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return out
