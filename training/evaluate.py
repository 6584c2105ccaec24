"""Retrieval accuracy: for each sentence, is its translation the nearest of all?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from training.table import tokenise


def read_pairs(path: Path) -> tuple[list[str], list[str]]:
    """Two columns: Chinese, English."""
    rows = [line.rstrip("\n").split("\t")[:2] for line in path.open(encoding="utf-8", newline="\n")]
    return [row[0] for row in rows], [row[1] for row in rows]


def pooled(tokenizer: Any, table: np.ndarray, texts: list[str]) -> np.ndarray:
    """Unit sentence vectors of texts."""
    bags = tokenise(tokenizer, texts, 1000)
    sums = np.add.reduceat(table[bags.ids], bags.starts[:-1], axis=0)
    return sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)


def retrieval(tokenizer: Any, table: np.ndarray, zh: list[str], en: list[str]) -> tuple[float, float]:
    """Shares right zh -> en and en -> zh; of equal sentences each counts as right."""
    left, right = pooled(tokenizer, table, zh), pooled(tokenizer, table, en)
    similarity = left @ right.T
    ours = np.diagonal(similarity)
    return float(np.mean(ours >= similarity.max(1) - 1e-6)), float(np.mean(ours >= similarity.max(0) - 1e-6))


def written(folder: Path, held: Path) -> dict[str, float]:
    """Figures of a written model, read as the product reads it, on pairs that it has not learnt."""
    from align.embed.static import StaticEncoder

    encoder = StaticEncoder(folder)
    zh, en = read_pairs(held)
    similarity = encoder.encode(zh) @ encoder.encode(en).T
    ours = np.diagonal(similarity)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return {
        "zh_en": round(float(np.mean(ours >= similarity.max(1) - 1e-6)), 4),
        "en_zh": round(float(np.mean(ours >= similarity.max(0) - 1e-6)), 4),
        "mebibytes": round(size / 2**20, 1),
    }
