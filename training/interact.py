"""Second stage: token against token (late interaction, Khattab & Zaharia 2020), so that words find their translations.

A pair scores the weighted mean, over the tokens of one side, of the best token of the other; the weight of a token is
its norm. The negatives are the nearest sentences there are. The whole-sentence loss goes on beside it, so that
retrieval does not suffer.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import torch

from training.contrast import Data, Plan, neighbourhoods, sentence_loss, twins
from training.fast import bag
from training.table import Table

Tensor: TypeAlias = torch.Tensor


@dataclass(frozen=True)
class TokenPlan:
    """Numbers of the stage."""

    steps: int = 600
    batch: int = 128  # sentences whose tokens meet; one neighbourhood
    sentences: int = 4096  # sentences of the whole-sentence loss beside it
    rate: float = 2e-3
    warm_up: int = 50
    scale: float = 20.0
    share: float = 0.5  # weight of the token loss
    shortest: int = 4  # tokens
    longest: int = 40


def train(
    table: Table,
    data: Data,
    rows: Callable[[np.random.Generator], np.ndarray],
    plans: tuple[Plan, TokenPlan],
    seed: int,
    report: Callable[[int, int, int, float, float], None],
) -> None:
    """Run all steps; ``rows`` and ``report`` as in the first stage."""
    whole, plan = plans
    rng = np.random.default_rng(seed)
    drawn = neighbourhoods(table, data.en, rows(rng), whole, rng)
    fitting = _fitting(data, neighbourhoods(table, data.zh, rows(rng), Plan(near_share=1.0), rng), plan)
    for step in range(1, plan.steps + 1):
        fall = 0.5 * (1 + math.cos(math.pi * step / plan.steps))
        rate = plan.rate * min(1.0, step / plan.warm_up) * fall + 1e-6
        first = rng.integers(0, max(len(drawn) - plan.sentences, 1))
        loss, right, leaves = sentence_loss(table, data, drawn[first : first + plan.sentences], whole, rng)
        (loss * (1 - plan.share)).backward()
        table.learn(leaves, rate)
        first = rng.integers(0, max(len(fitting) - plan.batch, 1))
        token_loss, right, leaves = tokens_loss(table, data, fitting[first : first + plan.batch], plan)
        (token_loss * plan.share).backward()
        table.learn(leaves, rate)
        report(0, step, plan.steps, float(token_loss.detach()), right)


def _fitting(data: Data, rows: np.ndarray, plan: TokenPlan) -> np.ndarray:
    sizes = np.diff(data.zh.starts)[rows], np.diff(data.en.starts)[rows]
    keep = [(size >= plan.shortest) & (size <= plan.longest) for size in sizes]
    kept: np.ndarray = rows[keep[0] & keep[1]]
    return kept


def tokens_loss(
    table: Table, data: Data, batch: np.ndarray, plan: TokenPlan
) -> tuple[Tensor, float, list[tuple[str, Tensor, Tensor]]]:
    """Cross-entropy of the true pair among all pairs of the batch, by coverage of either side, both ways."""
    (zh_ids, zh_at), (en_ids, en_at) = data.zh.take(batch), data.en.take(batch)
    vectors, inverse, leaves = table.vectors(np.concatenate([zh_ids, en_ids]))
    norms = vectors.norm(dim=1)
    units = vectors / (norms[:, None] + 1e-6)
    zh, en = inverse[: len(zh_ids)], inverse[len(zh_ids) :]
    of_zh = coverage(units, norms, (zh, zh_at), (en, en_at)) * plan.scale
    of_en = coverage(units, norms, (en, en_at), (zh, zh_at)).T * plan.scale
    sums = bag(vectors.detach(), en, en_at, np.ones(len(en), np.float32))
    near = twins(data, batch, torch.nn.functional.normalize(sums, dim=1), Plan())
    truth = torch.arange(len(batch), device=vectors.device)
    entropy = torch.nn.functional.cross_entropy
    loss = torch.zeros((), device=vectors.device)
    for scores in (of_zh, of_en):
        scores = scores.index_put(near, torch.full((len(near[0]),), -1e4, device=vectors.device))
        loss = loss + (entropy(scores, truth) + entropy(scores.T, truth)) / 4
    return loss, float((of_zh.detach().argmax(1) == truth).float().mean()), leaves


def coverage(
    units: Tensor, norms: Tensor, asking: tuple[np.ndarray, np.ndarray], answering: tuple[np.ndarray, np.ndarray]
) -> Tensor:
    """(n, n): how much of text i of the asking side is found in text j of the answering side, -1..1.

    Distinct tokens of the asking side meet all tokens of the answering side once; sentences then pick their rows.
    """
    (ids, offsets), (others, bounds) = asking, answering
    distinct, place = np.unique(ids, return_inverse=True)
    sizes = np.diff(bounds)
    index = bounds[:-1, None] + np.minimum(np.arange(sizes.max()), sizes[:, None] - 1)  # a short text repeats its last
    columns = torch.from_numpy(others[index].reshape(-1)).to(units.device)
    rows = units[torch.from_numpy(distinct).to(units.device)]
    best = (rows @ units[columns].T).reshape(len(distinct), *index.shape).amax(2)
    weight = norms[torch.from_numpy(ids).to(units.device)]
    owner = torch.from_numpy(np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))).to(units.device)
    total = torch.zeros(len(offsets) - 1, device=units.device).index_add(0, owner, weight)
    share = torch.zeros(len(offsets) - 1, len(distinct), device=units.device)
    share = share.index_put((owner, torch.from_numpy(place).to(units.device)), weight / total[owner], accumulate=True)
    return share @ best
