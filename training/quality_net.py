"""The network of align.score.quality in torch, and how it learns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from align.score import quality as Q
from training.quality_sets import Segment

HIDDEN, JOINT = 24, 24
NAMES = ("source", "source_near", "target", "target_near", "joint", "out")
BATCH = 64
GROUP = 4  # translations of one source that come into a batch together
SHARED = 0.5  # weight of the mean over all translations of a source in what a segment is to become
WITHIN, BROKEN, WRONG = 1.5, 0.1, 0.1  # weights of three parts of the loss
LOW = -6.0  # judgement that sentences of another source must come under
DROPOUT, RATE, DECAY = 0.3, 1.5e-3, 0.03


@dataclass
class Measured:
    """Inputs of the network, a row a segment, and what they are to become."""

    xs: list[np.ndarray]
    xt: list[np.ndarray]
    whole: np.ndarray  # (n, 6 + d); the network sees the first six, training/quality_source.py the rest
    rank: np.ndarray  # 0..1 within the set, 1 is best; 0 for sentences of another source; nan for broken copies
    source: np.ndarray  # number of the source; broken copies and aliens have numbers of their own
    origin: np.ndarray  # of a broken copy: the row that it must stay below, else -1
    ids: list[np.ndarray]  # tokens of the source
    segments: list[Segment]


class Network(nn.Module):
    """The network of align.score.quality in torch."""

    def __init__(self, source: int, target: int) -> None:
        super().__init__()
        self.source, self.target = nn.Linear(source, HIDDEN), nn.Linear(target, HIDDEN)
        self.source_near, self.target_near = nn.Linear(3 * HIDDEN, HIDDEN), nn.Linear(3 * HIDDEN, HIDDEN)
        self.joint, self.out = nn.Linear(6 * HIDDEN + Q.WHOLE, JOINT), nn.Linear(JOINT, 1)
        self.drop = nn.Dropout(DROPOUT)

    def pool(self, x: Tensor, mask: Tensor, tokens: nn.Module, near: nn.Module) -> list[Tensor]:
        h = torch.relu(tokens(x)) * mask
        d = nn.functional.pad(self.drop(h), (0, 0, 1, 1))
        h = h + torch.relu(near(torch.cat((d[:, :-2], d[:, 1:-1], d[:, 2:]), 2))) * mask
        return [h.sum(1) / 10, h.sum(1) / mask.sum(1), h.max(1)[0]]

    def forward(self, xs: Tensor, ms: Tensor, xt: Tensor, mt: Tensor, whole: Tensor) -> Tensor:
        left = self.pool(xs, ms, self.source, self.source_near)
        right = self.pool(xt, mt, self.target, self.target_near)
        return self.out(torch.relu(self.joint(self.drop(torch.cat([*left, *right, whole], 1)))))[:, 0]


def _padded(rows: list[np.ndarray], mean: np.ndarray, scale: np.ndarray) -> tuple[Tensor, Tensor]:
    size = max(len(r) for r in rows)
    x = np.zeros((len(rows), size, rows[0].shape[1]), np.float32)
    mask = np.zeros((len(rows), size, 1), np.float32)
    for i, r in enumerate(rows):
        x[i, : len(r)] = np.clip((r - mean) * scale, -Q.LIMIT, Q.LIMIT)
        mask[i, : len(r)] = 1
    return torch.from_numpy(x), torch.from_numpy(mask)


@dataclass
class Scaling:
    """Mean and reciprocal spread of the token inputs."""

    source: tuple[np.ndarray, np.ndarray]
    target: tuple[np.ndarray, np.ndarray]

    @staticmethod
    def of(data: Measured) -> Scaling:
        """From every fifth segment."""
        stacks = (np.concatenate(x[::5]).astype(np.float32) for x in (data.xs, data.xt))
        return Scaling(*((x.mean(0), 1 / (x.std(0) + 1e-3)) for x in stacks))


def judge(net: Network, data: Measured, rows: np.ndarray, scaling: Scaling) -> Tensor:
    """Judgements of some rows."""
    xs, ms = _padded([data.xs[i] for i in rows], *scaling.source)
    xt, mt = _padded([data.xt[i] for i in rows], *scaling.target)
    return net(xs, ms, xt, mt, torch.from_numpy(data.whole[rows, : Q.WHOLE]))


def predict(net: Network, data: Measured, rows: np.ndarray, scaling: Scaling) -> np.ndarray:
    """Judgements of many rows, without dropout."""
    net.eval()
    order = rows[np.argsort([len(data.xt[i]) for i in rows], kind="stable")]
    out = np.zeros(len(data.xs), np.float32)
    with torch.no_grad():
        for first in range(0, len(order), 128):
            part = order[first : first + 128]
            out[part] = judge(net, data, part, scaling).numpy()
    found: np.ndarray = out[rows]
    return found


def _batches(data: Measured, rows: np.ndarray, rng: np.random.RandomState) -> list[np.ndarray]:
    """Segments of like length, translations of one source in groups of four."""
    by_source: dict[int, list[int]] = {}
    for i in rng.permutation(rows):
        by_source.setdefault(int(data.source[i]), []).append(int(i))
    groups = [found[i : i + GROUP] for found in by_source.values() for i in range(0, len(found), GROUP)]
    groups.sort(key=lambda g: len(data.xt[g[0]]) + rng.rand() * 12)
    out: list[list[int]] = [[]]
    for group in groups:
        if len(out[-1]) >= BATCH:
            out.append([])
        out[-1] += group
    rng.shuffle(out)
    return [np.array(b) for b in out]


def smooth(data: Measured, rows: np.ndarray) -> np.ndarray:
    """Ranks mixed with the mean over those translations of the same source that are among ``rows``."""
    known = rows[~np.isnan(data.rank[rows])]
    size = int(data.source.max()) + 1
    total = np.bincount(data.source[known], data.rank[known], size)
    mean = total / np.maximum(np.bincount(data.source[known], minlength=size), 1)
    mixed: np.ndarray = ((1 - SHARED) * data.rank + SHARED * mean[data.source]).astype(np.float32)
    return mixed


def _order(q: Tensor, wanted: Tensor) -> Tensor:
    """Pairs of judgements whose order is wrong, by how far the raters are apart."""
    gap = q[:, None] - q[None]
    wrong = nn.functional.softplus(-gap * torch.sign(wanted)) * wanted.abs()
    return wrong.sum() / (wanted.abs().sum() + 1e-6)


def _loss(q: Tensor, rank: Tensor, wanted: Tensor, source: Tensor, above: list[int], below: np.ndarray) -> Tensor:
    """Squared error of the rank, the order within the batch and among translations of one source, every broken copy
    below its original, and sentences of another source (``rank`` 0) far below all. One rater's score of one translation
    is noisy: for all but the order among translations of one source, it is mixed with the mean over these
    (``wanted``)."""
    known = ~torch.isnan(rank)
    a, r, w, group = q[known], rank[known], wanted[known], source[known]
    loss = 4 * ((torch.sigmoid(a) - w) ** 2).mean() + _order(a, w[:, None] - w[None])
    loss = loss + WITHIN * _order(a, (group[:, None] == group[None]) * (r[:, None] - r[None]))
    if (wrong := r == 0).any():
        loss = loss + WRONG * nn.functional.softplus(a[wrong] - LOW).mean()
    if len(above):
        loss = loss + BROKEN * nn.functional.softplus(2 * (0.3 - q[above] + q[below])).mean()
    return loss


def fit(data: Measured, rows: np.ndarray, scaling: Scaling, seed: int, epochs: int) -> Network:
    """A network trained on some rows: broken copies come along with their originals. The weights are averaged over the
    last part of training (Izmailov et al. 2018)."""
    torch.manual_seed(seed)
    rng = np.random.RandomState(seed)
    net = Network(data.xs[0].shape[1], data.xt[0].shape[1])
    mean = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.997))
    copies: dict[int, list[int]] = {}
    for i in np.flatnonzero(data.origin >= 0):
        copies.setdefault(int(data.origin[i]), []).append(int(i))
    real = rows[data.origin[rows] < 0]
    optimiser = torch.optim.AdamW(net.parameters(), RATE, weight_decay=DECAY)
    steps = epochs * (len(real) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.1)
    wanted = smooth(data, rows)
    for _ in range(epochs):
        net.train()
        for part in _batches(data, real, rng):
            extra = [(a, rng.choice(copies[i])) for a, i in enumerate(part) if i in copies]
            both = np.concatenate((part, np.array([b for _, b in extra], part.dtype)))
            q = judge(net, data, both, scaling)
            below = len(part) + np.arange(len(extra))
            rank, mixed, source = (torch.from_numpy(x[both]) for x in (data.rank, wanted, data.source))
            loss = _loss(q, rank, mixed, source, [a for a, _ in extra], below)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            mean.update_parameters(net)
    averaged: Network = mean.module
    return averaged
