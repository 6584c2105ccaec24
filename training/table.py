"""Token vectors while they learn: own rows plus rows of parts, with a lazy row-wise Adam (Kingma & Ba 2015)."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import torch

from training.fast import adam, bag
from training.features import Parts

Tensor: TypeAlias = torch.Tensor


class Bags:
    """Token numbers of many texts in one flat array: text i is ``ids[starts[i]:starts[i + 1]]``."""

    def __init__(self, ids: np.ndarray, starts: np.ndarray) -> None:
        self.ids, self.starts = ids, starts

    def __len__(self) -> int:
        return len(self.starts) - 1

    def take(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Flat token numbers of some texts, and where each begins (one more than texts)."""
        sizes = self.starts[rows + 1] - self.starts[rows]
        offsets = np.concatenate([[0], np.cumsum(sizes)])
        index = np.arange(offsets[-1]) - np.repeat(offsets[:-1] - self.starts[rows], sizes)
        return self.ids[index], offsets


def tokenise(tokenizer: Any, texts: list[str], longest: int = 96) -> Bags:
    """Texts -> bags; a text without tokens gets the unknown piece, so that no bag is empty."""
    parts: list[np.ndarray] = []
    starts = [0]
    for first in range(0, len(texts), 20_000):
        for encoding in tokenizer.encode_batch_fast(texts[first : first + 20_000], add_special_tokens=False):
            ids = np.asarray(encoding.ids[:longest] or [0], np.int32)
            parts.append(ids)
            starts.append(starts[-1] + len(ids))
    return Bags(np.concatenate(parts), np.asarray(starts, np.int64))


def drop(ids: np.ndarray, offsets: np.ndarray, rate: float, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Leave out a share of the tokens, never the first of a text: every word must learn to speak for its sentence."""
    keep = rng.random(len(ids), dtype=np.float32) >= rate
    keep[offsets[:-1]] = True
    sizes = np.add.reduceat(keep.astype(np.int64), offsets[:-1])
    return ids[keep], np.concatenate([[0], np.cumsum(sizes)])


class Table:
    """The parameters, and what Adam remembers of each row."""

    def __init__(self, pieces: int, parts: Parts, dimensions: int, seed: int, device: str = "cpu") -> None:
        generator = torch.Generator().manual_seed(seed)
        self.device = torch.device(device)
        self.parts = Bags(parts.ids, parts.starts)
        own = torch.randn(pieces, dimensions, generator=generator) / dimensions**0.5
        sizes = np.diff(parts.starts)
        own[torch.from_numpy(sizes > 0)] *= 0.1  # where there are parts, they speak first
        of_parts = torch.randn(max(parts.count, 1), dimensions, generator=generator) / dimensions**0.5
        self.rows = {"own": own.to(self.device), "parts": of_parts.to(self.device)}
        self.first = {k: torch.zeros_like(v) for k, v in self.rows.items()}
        self.second = {k: torch.zeros_like(v) for k, v in self.rows.items()}
        self.steps = 0
        self._place = {k: np.zeros(len(v), np.int64) for k, v in self.rows.items()}

    def start_from(self, rows: np.ndarray, has: np.ndarray, parts: float) -> None:
        """Start from given vectors, and from chance where there is none; parts speak ``parts`` times as loud."""
        chance = torch.Generator().manual_seed(len(rows))
        own = torch.randn(rows.shape, generator=chance) / rows.shape[1] ** 0.5
        own[torch.from_numpy(has)] = torch.from_numpy(rows[has])
        self.rows["own"] = own.to(self.device)
        self.rows["parts"] *= parts

    def _unique(self, kind: str, flat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        place = self._place[kind]
        mark = np.zeros(len(place), bool)
        mark[flat] = True
        unique = np.flatnonzero(mark)
        place[unique] = np.arange(len(unique))
        return unique, place[flat]

    def vectors(self, flat: np.ndarray) -> tuple[Tensor, np.ndarray, list[tuple[str, Tensor, Tensor]]]:
        """Vectors of the distinct tokens in ``flat``, the place of each token among them, and the leaves to learn."""
        unique, inverse = self._unique("own", flat)
        ids, offsets = self.parts.take(unique)
        inner, inner_inverse = self._unique("parts", ids)
        rows = torch.from_numpy(unique).to(self.device)
        part_rows = torch.from_numpy(inner).to(self.device)
        own = self.rows["own"][rows].requires_grad_()
        part = self.rows["parts"][part_rows].requires_grad_()
        vectors = own + self._sum(part, inner_inverse, offsets)
        return vectors, inverse, [("own", rows, own), ("parts", part_rows, part)]

    def _sum(self, part: Tensor, inverse: np.ndarray, offsets: np.ndarray) -> Tensor:
        sizes = np.diff(offsets)
        scale = np.repeat(1.0 / np.sqrt(np.maximum(sizes, 1)), sizes).astype(np.float32)
        return bag(part, inverse, offsets, scale)

    def learn(self, leaves: list[tuple[str, Tensor, Tensor]], rate: float) -> None:
        """One Adam step on the rows that the batch touched."""
        self.steps += 1
        correction = (1 - 0.999**self.steps) ** 0.5 / (1 - 0.9**self.steps)
        with torch.no_grad():
            for kind, rows, leaf in leaves:
                if leaf.grad is not None:
                    state = self.rows[kind], self.first[kind], self.second[kind]
                    adam(state, rows, leaf.grad, rate * correction)

    @torch.no_grad()
    def folded(self) -> np.ndarray:
        """(pieces, dimensions) float32: own row and parts in one."""
        out = np.empty(tuple(self.rows["own"].shape), np.float32)
        for first in range(0, len(out), 8192):
            flat = np.arange(first, min(first + 8192, len(out)))
            out[flat] = self.vectors(flat)[0].cpu().numpy()
        return out
