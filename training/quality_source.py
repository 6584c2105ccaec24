"""How hard is a source to translate? The share of a rater's judgement that any translation of it would get.

Raters agree with each other more on which sources are translated badly than on which translation is. So a support
vector machine (Drucker et al. 1997) learns the mean rank of all translations of a source from the mean of its token
vectors and its length. It keeps all sources it was taught; a small network is taught to say the same (distillation:
Hinton et al. 2015) of those sources, of parts and mixtures of them, and of sentences that no rater has seen.
"""

from __future__ import annotations

import lzma
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVR
from torch import nn

from align.embed import StaticEncoder

Ids = NDArray[np.int32]
HIDDEN = 128
UNSEEN = 20_000  # sentences without a rater's word, and so many parts and mixtures of rated sources
LONGEST = 200  # characters of such a sentence
COPIES = 8  # of each rated source among them
EPOCHS, BATCH, RATE = 15, 256, 3e-3


@dataclass
class Sources:
    """Rated sources, a row each: what the network sees of them, the mean rank of their translations, their tokens."""

    inputs: np.ndarray  # (n, 1 + d)
    rank: np.ndarray  # (n,)
    ids: list[Ids]


@dataclass(frozen=True)
class Hardness:
    """One hidden layer: ``relu(x @ first + first_bias) @ last + last_bias``; 0 is an average source, 1 the best."""

    first: np.ndarray
    first_bias: np.ndarray
    last: np.ndarray
    last_bias: float

    def __call__(self, inputs: np.ndarray) -> np.ndarray:
        found: np.ndarray = np.maximum(inputs @ self.first + self.first_bias, 0) @ self.last + self.last_bias
        return found


def see(encoder: StaticEncoder, several: list[Ids]) -> np.ndarray:
    """(n, 1 + d) length, and mean of the token vectors: columns 0 and 6 on of what ``Q.inputs`` gives for a pair."""
    lengths = np.log([len(ids) + 1 for ids in several]) - 3
    return np.column_stack((lengths, encoder.means(several))).astype(np.float32)


def unseen(shared: Path, encoder: StaticEncoder) -> list[Ids]:
    """Tokens of Chinese sentences from ``parallel/``."""
    with lzma.open(shared / "parallel/train.tsv.xz", "rt", encoding="utf-8") as lines:
        texts = [line.split("\t")[3] for line in lines]
    texts = random.Random(5).sample([t for t in texts if 1 < len(t) <= LONGEST], UNSEEN)
    return [t.ids for t in encoder.tokens(texts) if len(t.ids)]


def learn(given: Sources, others: list[Ids], encoder: StaticEncoder, seed: int) -> Hardness:
    """The machine is taught the ranks, the network what the machine says."""
    machine = make_pipeline(StandardScaler(), SVR(C=0.5, epsilon=0.1, gamma=0.6 / given.inputs.shape[1]))
    machine.fit(given.inputs, given.rank)
    made = _mixtures(given.ids, others, np.random.RandomState(seed))
    more = see(encoder, [*others, *made])
    return _taught(machine.predict, np.concatenate((*[given.inputs] * COPIES, more)), seed)


def _mixtures(rated: list[Ids], others: list[Ids], rng: np.random.RandomState) -> list[Ids]:
    """Parts of rated sources, two of them in one, with words lost, or with a sentence of another kind."""
    out = []
    for _ in range(UNSEEN):
        a, b, way = rated[rng.randint(len(rated))], rated[rng.randint(len(rated))], rng.rand()
        first = rng.randint(len(a))
        if way < 0.4:
            out.append(a[first : rng.randint(first, len(a)) + 1])
        elif way < 0.7:
            start = rng.randint(len(b))
            out.append(np.concatenate((a[:first], b[start : start + rng.randint(1, 20)])))
        elif way < 0.85:
            kept = a[rng.rand(len(a)) > 0.3]
            out.append(kept if len(kept) else a)
        else:
            out.append(np.concatenate((a, others[rng.randint(len(others))])))
    return out


def _taught(teacher: Callable[[np.ndarray], np.ndarray], inputs: np.ndarray, seed: int) -> Hardness:
    torch.manual_seed(seed)
    mean, scale = inputs.mean(axis=0), 1 / (inputs.std(axis=0) + 1e-6)
    said = teacher(inputs)
    spread = float(said.std())
    x = torch.from_numpy(((inputs - mean) * scale).astype(np.float32))
    y = torch.from_numpy(((said - 0.5) / spread).astype(np.float32))
    first, last = nn.Linear(x.shape[1], HIDDEN), nn.Linear(HIDDEN, 1)
    both = [*first.parameters(), *last.parameters()]
    optimiser = torch.optim.AdamW(both, RATE, weight_decay=0.01)
    steps = EPOCHS * (len(x) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    for _ in range(EPOCHS):
        for part in torch.randperm(len(x)).split(BATCH):
            loss = ((last(torch.relu(first(x[part])))[:, 0] - y[part]) ** 2).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    weights = first.weight.detach().numpy().T * scale[:, None]
    bias = first.bias.detach().numpy() - mean @ weights
    end = last.weight.detach().numpy()[0] * spread
    return Hardness(weights, bias, end, float(last.bias.detach()) * spread)
