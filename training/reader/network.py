"""The network: every second layer of multilingual-e5-small, a tag for each token, a score for the pair.

The score is read from the first token as BERT's classifier does it (pooler, tanh, one linear unit), so that the same
weights open as a sentence-transformers ``CrossEncoder``. The table of pieces is rounded to int8 before training and
stays as it is: what is trained is what is shipped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from transformers import BertConfig, BertModel

from training.reader.pack import NONE, PAD, Packed, keys

LAYERS = (1, 3, 5, 7, 9, 11)
SIZES = {"hidden_size": 384, "num_attention_heads": 12, "intermediate_size": 1536, "max_position_embeddings": 512}
SIZES |= {"type_vocab_size": 2, "pad_token_id": 1}


class Network(nn.Module):
    """Pieces and mask (n, l) -> logits of the tags (n, l) and of the scores (n,); high: wrong."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        self.tag = nn.Linear(encoder.config.hidden_size, 1)
        self.score = nn.Linear(encoder.config.hidden_size, 1)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        out = self.encoder(input_ids=ids, attention_mask=mask)
        return self.tag(out.last_hidden_state).squeeze(-1), self.score(out.pooler_output).squeeze(-1)


def config(settings: dict[str, Any], pieces: int, layers: int) -> BertConfig:
    """The settings of the cut-down network; no dropout: no pair is seen often enough for it."""
    return BertConfig(
        **{
            **settings,
            "vocab_size": pieces,
            "num_hidden_layers": layers,
            "hidden_dropout_prob": 0.0,
            "attention_probs_dropout_prob": 0.0,
        },
        attn_implementation="eager",
    )


def empty(pieces: int) -> Network:
    """A network of the shipped sizes with random weights."""
    return Network(BertModel(config({**SIZES, "layer_norm_eps": 1e-12}, pieces, len(LAYERS)), add_pooling_layer=True))


def build(base: Path, keep: np.ndarray, layers: Sequence[int] = LAYERS) -> Network:
    """A fresh network from the full encoder in ``base``: some layers of it, the rows ``keep`` of its table."""
    full = BertModel.from_pretrained(base, add_pooling_layer=False)
    settings = full.config.to_dict()
    encoder = BertModel(config(settings, len(keep), len(layers)), add_pooling_layer=True)
    state = {}
    for name, value in full.state_dict().items():
        if "word_embeddings" in name:
            value = rounded(value[torch.from_numpy(keep)])
        if name.startswith("encoder.layer."):
            parts = name.split(".")
            if int(parts[2]) not in layers:
                continue
            parts[2] = str(list(layers).index(int(parts[2])))
            name = ".".join(parts)
        state[name] = value
    encoder.load_state_dict(state, strict=False)
    return Network(encoder)


def factors(table: torch.Tensor) -> torch.Tensor:
    """(rows, 1): what the int8 values of each row are multiplied by."""
    return (table.abs().amax(1, keepdim=True) / 127).clamp(min=1e-8)


def rounded(table: torch.Tensor) -> torch.Tensor:
    """A table as its int8 copy gives it back."""
    scale = factors(table)
    return torch.round(table / scale).clamp(-127, 127) * scale


def collate(batch: Sequence[Packed], device: str = "cpu") -> tuple[torch.Tensor, ...]:
    """ids, mask, side (int64, (n, l)), labels (float32, (n, l), NONE where there is none), bad (float32, (n,))."""
    longest = padded(max(len(p.ids) for p in batch))
    ids = np.full((len(batch), longest), PAD, np.int64)
    mask, side = np.zeros_like(ids), np.zeros_like(ids)
    labels = np.full(ids.shape, NONE, np.float32)
    for row, p in enumerate(batch):
        n = len(p.ids)
        ids[row, :n], mask[row, :n], side[row, :n], labels[row, :n] = p.ids, 1, p.side, p.labels
    bad = np.array([p.bad for p in batch], np.float32)
    return tuple(torch.from_numpy(a).to(device) for a in (ids, mask, side, labels, bad))


def units(stream: Iterable[Packed]) -> Iterator[list[Packed]]:
    """Pairs that follow one another and have the same Chinese or the same English, together."""
    held: list[Packed] = []
    for p in stream:
        if held and not set(keys(held[-1])) & set(keys(p)):
            yield held
            held = []
        held.append(p)
    if held:
        yield held


def batches(stream: Iterable[Packed], tokens: int = 2048, step: int = 16) -> Iterator[list[Packed]]:
    """Batches of about ``tokens`` tokens whose pairs are of like length, up to the next multiple of ``step``. Each
    length has one batch size, so that the processor's kernels are made once for a shape and not for each batch (three
    times the speed where it multiplies in bfloat16). Pairs of lengths that are rare come when their batch is full.
    Pairs that share a side stay together: their scores are compared."""
    held: dict[int, list[Packed]] = {}
    for unit in units(stream):
        size = padded(max(len(p.ids) for p in unit), step)
        for p in unit:
            own = held.setdefault(size, [])
            own.append(p)
            if len(own) >= max(1, tokens // size):
                yield held.pop(size)
    yield from held.values()


def padded(length: int, step: int = 16) -> int:
    """The length to which a pair of ``length`` pieces is filled up."""
    return -(-length // step) * step
