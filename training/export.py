"""Token vectors -> a sentence-transformers model of int8 rows with one scale each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from align.embed.static import fingerprint

MODULES = [
    {
        "idx": 0,
        "name": "0",
        "path": "",
        "type": "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding",
    },
    {
        "idx": 1,
        "name": "1",
        "path": "1_Normalize",
        "type": "sentence_transformers.sentence_transformer.modules.normalize.Normalize",
    },
]


def quantise(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """int8 rows, and the factor of each: the largest number of a row becomes 127."""
    factor = np.maximum(np.abs(table).max(axis=1), 1e-12) / 127.0
    rows = np.rint(table / factor[:, None]).astype(np.int8)
    return rows, factor.astype(np.float32)


def write(folder: Path, tokenizer: Any, table: np.ndarray, variants: Mapping[str, str]) -> str:
    """Write weights, tokenizer and settings; the fingerprint.

    ``variants``: pieces (traditional characters) that share the row of another. The unknown piece weighs nothing.
    """
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = tokenizer.get_vocab()
    stands_for = np.arange(len(table))
    for piece, other in variants.items():
        stands_for[vocabulary[piece]] = vocabulary[other]
    kept, mapping = np.unique(stands_for, return_inverse=True)
    rows, factor = quantise(table[kept])
    weights = factor[mapping]
    weights[0] = 0.0
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    tensors = {"embeddings": rows, "mapping": mapping.astype(np.int32), "weights": weights}
    mark = fingerprint(tensors, (folder / "tokenizer.json").read_bytes())
    save_file(tensors, folder / "model.safetensors", metadata={"fingerprint": mark})
    (folder / "model.safetensors").chmod(0o644)  # safetensors writes for the owner alone
    (folder / "modules.json").write_text(json.dumps(MODULES, indent=1) + "\n", encoding="utf-8")
    (folder / "1_Normalize").mkdir(exist_ok=True)
    (folder / "1_Normalize" / "config.json").write_text("{}\n", encoding="utf-8")
    settings = {"model_type": "SentenceTransformer", "similarity_fn_name": "cosine", "prompts": {}}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    return mark
