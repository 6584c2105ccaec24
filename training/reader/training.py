"""The loop that trains: pairs from files, checkpoints every two minutes, a line of figures every hundred steps."""

from __future__ import annotations

import copy
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sklearn.metrics import average_precision_score, roc_auc_score
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

from training.reader import pack as packing
from training.reader.network import Network, batches, collate
from training.reader.pack import Packed

APART_FOR = 16  # steps that processes side by side learn on their own
EVERY, KEEP = 100, 120.0  # steps between lines, seconds between checkpoints
WRONG, SOURCE = 1.5, 0.7  # weight of wrong tokens, of the Chinese side
APART, HIT = 0.05, 0.3  # badness by which one pair is worse than another; label from which a token is what to point at


@dataclass
class Plan:
    """How long and how fast: minutes, the highest rate, the share of the time at the end in which it falls, steps until
    it is reached; the weights of the score, of the order of pairs that share a side, and of the place of the fault,
    beside the tags; whether the network is compiled (needs a C++ compiler on a processor)."""

    minutes: float
    rate: float = 4e-4
    fall: float = 0.0
    warm: int = 100
    device: str = "cpu"
    score: float = 0.3
    compiled: bool = False
    order: float = 0.3
    place: float = 0.1

    def at(self, done: float, steps: int) -> float:
        """The rate when a share ``done`` of the time is over."""
        down = min(1.0, (1 - done) / self.fall) if self.fall else 1.0
        return self.rate * min(1.0, (steps + 1) / self.warm) * max(0.02, down)


@dataclass
class State:
    """What a checkpoint holds: network, optimiser, steps and pairs seen."""

    network: Network
    optimiser: torch.optim.Optimizer
    steps: int = 0
    pairs: int = 0
    curve: list[tuple[int, float, float]] = field(default_factory=list)  # pairs, AUC, average precision

    def save(self, path: Path) -> None:
        """Write a checkpoint beside the old one and put it in its place."""
        part = path.with_suffix(".part")
        torch.save(
            {
                "network": self.network.state_dict(),
                "optimiser": self.optimiser.state_dict(),
                "steps": self.steps,
                "pairs": self.pairs,
                "curve": self.curve,
            },
            part,
        )
        os.replace(part, path)


def start(network: Network, path: Path | None = None, *, fresh: bool = False) -> State:
    """Optimiser for all but the table of pieces; goes on from a checkpoint where there is one. ``fresh``: take its
    weights alone."""
    network.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    free = [p for p in network.parameters() if p.requires_grad]
    state = State(network, torch.optim.AdamW(free, lr=1e-4, weight_decay=0.01, betas=(0.9, 0.98), fused=True))
    if path is not None and path.exists():
        kept: dict[str, Any] = torch.load(path, map_location="cpu")
        network.load_state_dict(kept["network"])
        state.pairs, state.curve = kept["pairs"], kept["curve"]
        if not fresh:
            state.optimiser.load_state_dict(kept["optimiser"])
            state.steps = kept["steps"]
    return state


def shards(folder: Path) -> Iterator[Packed]:
    """Pairs of the files that :func:`~training.reader.pairs.write` makes, each file once; waits for the next one."""
    while True:
        ready = sorted(folder.glob("*.npz"))
        if not ready:
            time.sleep(1)
            continue
        own = ready[0].with_suffix(f".{os.getpid()}")
        try:
            ready[0].rename(own)
        except FileNotFoundError:  # another process took it
            continue
        packed = packing.load(own)
        own.unlink()
        yield from packed


def halves(device: str) -> bool:
    """Does the device multiply in bfloat16? A processor without AVX-512 imitates it, at less than half of the speed of
    float32."""
    return device != "cpu" or torch.backends.cpu.get_cpu_capability() not in ("DEFAULT", "AVX2")


class Workers:
    """Processes that learn side by side, each from pairs of its own, and take the mean of their weights every
    ``APART_FOR`` steps (local SGD, Stich 2019). ``torchrun --nproc-per-node 2 -m training.reader …`` starts two; alone
    it does nothing. Two of one thread each read 1.6 times as many tokens as one of two threads."""

    def __init__(self) -> None:
        self.size, self.rank = int(os.environ.get("WORLD_SIZE", "1")), int(os.environ.get("RANK", "0"))
        if self.size > 1:
            torch.distributed.init_process_group("gloo")

    @torch.no_grad()
    def meet(self, weights: Sequence[torch.Tensor], done: float) -> float:
        """Give all processes the mean of their weights; gives the share of the time that the first one has used."""
        if self.size > 1:
            flat = torch.cat([w.reshape(-1) for w in weights])
            torch.distributed.all_reduce(flat)
            parts = (flat / self.size).split([w.numel() for w in weights])
            torch._foreach_copy_(list(weights), [p.view_as(w) for p, w in zip(parts, weights, strict=True)])
            said = torch.tensor([done])
            torch.distributed.broadcast(said, 0)
            done = float(said)
        return done


class Product(torch.autograd.Function):
    """A linear layer whose gradient of the weights turns the narrower of its two factors before they are multiplied:
    on tiles 7 ms in the place of 19 for 2,048 tokens and widths of 384 and 1,536."""

    @staticmethod
    def forward(ctx: Any, x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """(…, in) -> (…, out)."""
        ctx.save_for_backward(x, weight)
        return nn.functional.linear(x, weight, bias)

    @staticmethod
    def backward(ctx: Any, grad: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Gradients of the input, the weights and the bias."""
        x, weight = ctx.saved_tensors
        flat, own = grad.reshape(-1, grad.shape[-1]), x.reshape(-1, x.shape[-1])
        narrow = own.shape[1] < flat.shape[1]
        weights = (own.t().contiguous() @ flat).t() if narrow else flat.t().contiguous() @ own
        return grad @ weight, weights, flat.sum(0)


class Linear(nn.Linear):
    """A linear layer that learns by :class:`Product`."""

    def forward(self, input: torch.Tensor) -> torch.Tensor:
        """(…, in) -> (…, out)."""
        return Product.apply(input, self.weight, self.bias)


class Copy:
    """The network in half the width, compiled where asked: it reads and gives gradients; the network that it was copied
    from learns from them (Micikevicius et al. 2018). On tiles 2.3 times the speed of autocast."""

    def __init__(self, network: Network, *, compiled: bool) -> None:
        self.own = network
        self.network = copy.deepcopy(network).bfloat16()
        for module in self.network.encoder.encoder.modules():
            if isinstance(module, nn.Linear):
                module.__class__ = Linear
        some = [(a, b) for a, b in zip(network.parameters(), self.network.parameters(), strict=True) if a.requires_grad]
        self.free, self.halved = [a for a, _ in some], [b for _, b in some]
        if compiled:
            self.network.encoder.encoder = torch.compile(self.network.encoder.encoder)

    def hand_over(self) -> None:
        """Give the gradients to the network that learns."""
        for a, b in zip(self.free, self.halved, strict=True):
            a.grad, b.grad = None if b.grad is None else b.grad.float(), None

    @torch.no_grad()
    def follow(self) -> None:
        """Take what was learnt."""
        torch._foreach_copy_(self.halved, self.free)


def loss(network: Network, batch: list[Packed], plan: Plan) -> tuple[torch.Tensor, np.ndarray, np.ndarray]:
    """The loss of a batch; logits and labels of its English tokens."""
    device = plan.device
    ids, mask, side, labels, bad = collate(batch, device)
    tags, scores = network(ids, mask)
    tags, scores, look = tags.float(), scores.float(), labels >= 0
    weight = torch.where(side[look] == 1, 1.0, SOURCE)
    own = cross_entropy(tags[look], labels[look], pos_weight=torch.tensor(WRONG, device=device), reduction="none")
    known = bad >= 0
    total = (own * weight).mean() if look.any() else tags.sum() * 0
    if known.any():
        total = total + plan.score * cross_entropy(scores[known], bad[known])
    english = look & (side == 1)
    total = total + plan.order * order(batch, scores, bad) + plan.place * place(tags, labels, english)
    return total, tags[english].detach().cpu().numpy(), (labels[english] > 0.5).cpu().numpy()


def order(batch: Sequence[Packed], scores: torch.Tensor, bad: torch.Tensor) -> torch.Tensor:
    """How badly the scores order pairs that share their Chinese or their English (RankNet, Burges et al. 2005)."""
    sides = [[hash(key) for key in packing.keys(p)] for p in batch]
    own = torch.tensor(sides, device=scores.device)
    same = (own[:, None, :] == own[None, :, :]).any(-1)
    worse = same & (bad[:, None] - bad[None, :] > APART) & (bad[None, :] >= 0)
    apart = scores[:, None] - scores[None, :]
    return nn.functional.softplus(-apart[worse]).mean() if bool(worse.any()) else scores.sum() * 0


def place(tags: torch.Tensor, labels: torch.Tensor, english: torch.Tensor) -> torch.Tensor:
    """How little of the suspicion within a faulty translation lies on its faulty words (cross-entropy over words)."""
    hit = english & (labels >= HIT)
    some = hit.any(1) & (english & ~hit).any(1)
    if not bool(some.any()):
        return tags.sum() * 0
    low = torch.finfo(tags.dtype).min
    spot, all_ = (torch.logsumexp(tags[some].masked_fill(~m[some], low), 1) for m in (hit, english))
    return (all_ - spot).mean()


def train(state: State, stream: Iterator[Packed], plan: Plan, out: Path) -> None:
    """Train until the time is over; the checkpoint at ``out`` is whole at any moment."""
    network, began, kept = state.network.to(plan.device), time.time(), time.time()
    free = [p for p in network.parameters() if p.requires_grad]
    copied = Copy(network, compiled=plan.compiled) if halves(plan.device) else None
    losses: list[float] = []
    seen: list[tuple[np.ndarray, np.ndarray]] = []
    tokens, done, workers = 0, 0.0, Workers()
    network.train()
    for batch in batches(stream):
        if state.steps % APART_FOR == 0:
            done = workers.meet(free, (time.time() - began) / 60 / plan.minutes)
            if copied:
                copied.follow()
        if done >= 1:
            break
        for group in state.optimiser.param_groups:
            group["lr"] = plan.at(done, state.steps)
        value, logits, labels = loss(copied.network if copied else network, batch, plan)
        state.optimiser.zero_grad()
        value.backward()
        if copied:
            copied.hand_over()
        nn.utils.clip_grad_norm_(free, 1.0)
        state.optimiser.step()
        if copied:
            copied.follow()
        state.steps, state.pairs = state.steps + 1, state.pairs + len(batch) * workers.size
        tokens += sum(len(p.ids) for p in batch)
        losses.append(value.item())
        if state.steps % 10 == 0:
            seen = [*seen[-29:], (logits, labels)]
        if state.steps % EVERY == 0:
            if workers.rank == 0:
                _tell(state, losses, seen, tokens / (time.time() - began))
            losses = []
        if time.time() - kept > KEEP and workers.rank == 0:
            state.save(out)
            kept = time.time()
    if workers.rank == 0:
        state.save(out)


def _tell(state: State, losses: list[float], seen: list[tuple[np.ndarray, np.ndarray]], speed: float) -> None:
    logits, labels = (np.concatenate(parts) for parts in zip(*seen, strict=True))
    area, precision = float(roc_auc_score(labels, logits)), float(average_precision_score(labels, logits))
    state.curve.append((state.pairs, area, precision))
    print(
        f"step {state.steps} pairs {state.pairs} tokens/s {speed:.0f} loss {np.mean(losses):.4f} "
        f"AUC {area:.3f} AP {precision:.3f} wrong {labels.mean():.3f}",
        flush=True,
    )
