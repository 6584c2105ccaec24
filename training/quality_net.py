"""The network of align.score.quality in torch, and how it learns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from align.score import quality as Q
from training.quality_sets import Segment

HIDDEN, JOINT = 32, 24
NAMES = ("source", "source_near", "target", "target_near", "joint", "out")
BATCH = 64


@dataclass
class Measured:
    """Inputs of the network, a row a segment, and what they are to become."""

    xs: list[np.ndarray]
    xt: list[np.ndarray]
    whole: np.ndarray
    rank: np.ndarray  # 0..1 within the set, 1 is best; 0 for sentences of another source; nan for broken copies
    origin: np.ndarray  # of a broken copy: the row that it must stay below, else -1
    segments: list[Segment]


class Network(nn.Module):
    """The network of align.score.quality in torch."""

    def __init__(self, source: int, target: int, whole: int, dropout: float = 0.5) -> None:
        super().__init__()
        self.source, self.target = nn.Linear(source, HIDDEN), nn.Linear(target, HIDDEN)
        self.source_near, self.target_near = nn.Linear(3 * HIDDEN, HIDDEN), nn.Linear(3 * HIDDEN, HIDDEN)
        self.joint, self.out = nn.Linear(6 * HIDDEN + whole, JOINT), nn.Linear(JOINT, 1)
        self.drop = nn.Dropout(dropout)

    def pool(self, x, mask, tokens, near):
        h = torch.relu(tokens(x)) * mask
        d = nn.functional.pad(self.drop(h), (0, 0, 1, 1))
        h = h + torch.relu(near(torch.cat((d[:, :-2], d[:, 1:-1], d[:, 2:]), 2))) * mask
        return [h.sum(1) / 10, h.sum(1) / mask.sum(1), h.max(1)[0]]

    def forward(self, xs, ms, xt, mt, whole):
        left = self.pool(xs, ms, self.source, self.source_near)
        right = self.pool(xt, mt, self.target, self.target_near)
        return self.out(torch.relu(self.joint(self.drop(torch.cat([*left, *right, whole], 1)))))[:, 0]


def _padded(rows: list[np.ndarray], mean: np.ndarray, scale: np.ndarray):
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


def judge(net: Network, data: Measured, rows, scaling: Scaling):
    """Judgements of some rows."""
    xs, ms = _padded([data.xs[i] for i in rows], *scaling.source)
    xt, mt = _padded([data.xt[i] for i in rows], *scaling.target)
    return net(xs, ms, xt, mt, torch.from_numpy(data.whole[rows]))


def predict(net: Network, data: Measured, rows: np.ndarray, scaling: Scaling) -> np.ndarray:
    """Judgements of many rows, without dropout."""
    net.eval()
    order = rows[np.argsort([len(data.xt[i]) for i in rows], kind="stable")]
    out = np.zeros(len(data.xs), np.float32)
    with torch.no_grad():
        for first in range(0, len(order), 128):
            part = order[first : first + 128]
            out[part] = judge(net, data, part, scaling).numpy()
    return out[rows]


def _batches(data: Measured, rows: np.ndarray, rng: np.random.RandomState):
    length = np.array([len(data.xt[i]) for i in rows]) + rng.rand(len(rows)) * 12
    ordered = rows[np.argsort(length)]
    found = [ordered[i : i + BATCH] for i in range(0, len(ordered), BATCH)]
    rng.shuffle(found)
    return found


def _loss(q, rank, above, below):
    """Squared error of the rank, the order within the batch, and every broken copy below its original."""
    known = ~torch.isnan(rank)
    a, r = q[known], rank[known]
    loss = 4 * ((torch.sigmoid(a) - r) ** 2).mean()
    gap, wanted = a[:, None] - a[None], r[:, None] - r[None]
    order = nn.functional.softplus(-gap * torch.sign(wanted)) * wanted.abs()
    loss = loss + order.sum() / (wanted.abs().sum() + 1e-6)
    if len(above):
        loss = loss + 0.4 * nn.functional.softplus(2 * (0.3 - q[above] + q[below])).mean()
    return loss


def fit(data: Measured, rows: np.ndarray, scaling: Scaling, seed: int, epochs: int) -> Network:
    """A network trained on some rows: broken copies come along with their originals. The weights are averaged over the
    last part of training (Izmailov et al. 2018)."""
    torch.manual_seed(seed)
    rng = np.random.RandomState(seed)
    net = Network(data.xs[0].shape[1], data.xt[0].shape[1], data.whole.shape[1])
    mean = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.997))
    copies: dict[int, list[int]] = {}
    for i in np.flatnonzero(data.origin >= 0):
        copies.setdefault(int(data.origin[i]), []).append(int(i))
    real = rows[data.origin[rows] < 0]
    optimiser = torch.optim.AdamW(net.parameters(), 2e-3, weight_decay=0.01)
    steps = epochs * (len(real) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 2e-3, total_steps=steps + 1, pct_start=0.1)
    for _ in range(epochs):
        net.train()
        for part in _batches(data, real, rng):
            extra = [(a, rng.choice(copies[i])) for a, i in enumerate(part) if i in copies]
            both = np.concatenate((part, np.array([b for _, b in extra], part.dtype)))
            q = judge(net, data, both, scaling)
            below = len(part) + np.arange(len(extra))
            loss = _loss(q, torch.from_numpy(data.rank[both]), [a for a, _ in extra], below)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            mean.update_parameters(net)
    return mean.module
