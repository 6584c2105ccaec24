"""Retrieval accuracy: for each sentence, is its translation the nearest of all?"""

from __future__ import annotations

from pathlib import Path

import numpy as np


def read_pairs(path: Path) -> tuple[list[str], list[str]]:
    """Two columns: Chinese, English."""
    rows = [line.rstrip("\n").split("\t")[:2] for line in path.open(encoding="utf-8", newline="\n")]
    return [row[0] for row in rows], [row[1] for row in rows]


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
