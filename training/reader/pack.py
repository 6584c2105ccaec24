"""Texts to numbers: ``<s> Chinese </s></s> English </s>`` with a label for each token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from training.reader.edits import Example, Mark

NONE = -100.0  # tokens that nobody labels
START, PAD, END = 0, 1, 2


@dataclass(frozen=True)
class Packed:
    """One pair as numbers: pieces, side of each (0 Chinese, 1 English), labels, and how bad the pair is."""

    ids: np.ndarray
    side: np.ndarray
    labels: np.ndarray
    bad: float


def pack(tokenizer: Any, examples: Sequence[Example], longest: int = 160) -> list[Packed]:
    """Examples as numbers; each side keeps at most half of ``longest`` pieces, or what the other leaves free."""
    texts = [text for e in examples for text in (e.source, e.target)]
    encoded = tokenizer.encode_batch(texts, add_special_tokens=False)
    out = []
    for i, e in enumerate(examples):
        a, b = encoded[2 * i], encoded[2 * i + 1]
        room = longest - 4
        na = min(len(a.ids), max(room // 2, room - len(b.ids)))
        nb = min(len(b.ids), room - na)
        ids = np.concatenate([[START], a.ids[:na], [END, END], b.ids[:nb], [END]]).astype(np.int32)
        labels = np.full(len(ids), NONE, np.float32)
        labels[1 : 1 + na] = _labels(a.offsets[:na], e.source_marks)
        labels[3 + na : 3 + na + nb] = _labels(b.offsets[:nb], e.target_marks)
        side = np.zeros(len(ids), np.int8)
        side[3 + na : 3 + na + nb] = 1
        out.append(Packed(ids, side, labels, e.bad))
    return out


def _labels(offsets: Sequence[tuple[int, int]], marks: Sequence[Mark]) -> np.ndarray:
    """Label of each token: the highest of the marks that it overlaps; NONE where a mark says not to look."""
    starts, ends = np.array(offsets, np.int32).reshape(-1, 2).T
    out = np.zeros(len(starts), np.float32)
    for start, end, label in sorted(marks, key=lambda m: m[2]):
        hit = (starts < end) & (ends > start)
        out[hit] = NONE if label < 0 else np.maximum(out[hit], label)
    return out


def keys(p: Packed) -> tuple[bytes, bytes]:
    """What tells the two sides of a pair from others."""
    return p.ids[p.side == 0].tobytes(), p.ids[p.side == 1].tobytes()


def save(path: Any, packed: Sequence[Packed]) -> None:
    """Write packed pairs as one file of flat arrays."""
    np.savez(
        path,
        lengths=np.array([len(p.ids) for p in packed], np.int32),
        ids=np.concatenate([p.ids for p in packed]),
        side=np.concatenate([p.side for p in packed]),
        labels=np.concatenate([p.labels for p in packed]).astype(np.float16),
        bad=np.array([p.bad for p in packed], np.float32),
    )


def load(path: Any) -> list[Packed]:
    """Read what :func:`save` wrote."""
    with np.load(path) as d:
        ends = np.cumsum(d["lengths"])[:-1]
        parts = [np.split(d[name], ends) for name in ("ids", "side", "labels")]
        return [Packed(i, s, y.astype(np.float32), float(b)) for i, s, y, b in zip(*parts, d["bad"], strict=True)]
