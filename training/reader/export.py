"""Float weights -> what is shipped: int8 ONNX, pieces, card; and a sentence-transformers ``CrossEncoder`` folder.

Matrices become int8 by output channel (7 bits of it, which no processor overflows), activations are rounded when they
run; the table of pieces is int8 by row already. The same network opens as a ``CrossEncoder`` in float32.
"""

from __future__ import annotations

import hashlib
import shutil
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from transformers import BertForSequenceClassification, PreTrainedTokenizerFast

from align.evidence.reader.network import PIECES, WEIGHTS
from align.evidence.reader.pieces import END, START
from training.reader import pieces
from training.reader.network import Network, factors


class Plain(nn.Module):
    """The network as plain products, one pair at a time: ids (1, l) -> logits of the tags (1, l) and the score (1,)."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network.float().eval()
        table = network.encoder.embeddings.word_embeddings.weight.detach()
        self.register_buffer("factor", factors(table))
        self.register_buffer("table", torch.round(table / self.factor).clamp(-127, 127).to(torch.int8))
        self.register_buffer("kind", network.encoder.embeddings.token_type_embeddings.weight.detach()[0].clone())
        self.heads = network.encoder.config.num_attention_heads

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        encoder = self.network.encoder
        e = encoder.embeddings
        length = ids.shape[1]
        h = self.table[ids[0]].float() * self.factor[ids[0]]
        h = h + e.position_embeddings.weight[:length] + self.kind
        h = e.LayerNorm(h)
        for layer in encoder.encoder.layer:
            h = self._layer(layer, h)
        pooled = torch.tanh(encoder.pooler.dense(h[:1]))
        return self.network.tag(h).reshape(1, -1), self.network.score(pooled).reshape(-1)

    def _layer(self, layer: Any, h: torch.Tensor) -> torch.Tensor:
        own = layer.attention.self
        width = self.network.encoder.config.hidden_size // self.heads
        q, k, v = (f(h).reshape(-1, self.heads, width).transpose(0, 1) for f in (own.query, own.key, own.value))
        weights = torch.softmax(q @ k.transpose(1, 2) / width**0.5, -1)
        mixed = (weights @ v).transpose(0, 1).reshape(-1, self.heads * width)
        h = layer.attention.output.LayerNorm(layer.attention.output.dense(mixed) + h)
        return layer.output.LayerNorm(layer.output.dense(nn.functional.gelu(layer.intermediate.dense(h))) + h)


def onnx_model(network: Network, out: Path) -> None:
    """Write the int8 network."""
    out.mkdir(parents=True, exist_ok=True)
    whole = out / "float.onnx"
    ids = torch.tensor([[0, 4, 5, 2, 2, 6, 7, 8, 2]])
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the newer exporter wants onnxscript and gives the weights other names
        torch.onnx.export(
            Plain(network),
            (ids,),
            str(whole),
            input_names=["ids"],
            output_names=["tags", "score"],
            dynamic_axes={"ids": {1: "length"}, "tags": {1: "length"}},
            opset_version=17,
            dynamo=False,
        )
    quantize_dynamic(
        whole,
        out / WEIGHTS,
        op_types_to_quantize=["MatMul", "Gemm"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )
    model = onnx.load(str(out / WEIGHTS))
    model.producer_name, model.doc_string = "align-qa", ""
    spell_out_norms(model.graph)
    for node in model.graph.node:
        node.doc_string = ""
    onnx.save(model, str(out / WEIGHTS))
    whole.unlink()


def spell_out_norms(graph: onnx.GraphProto) -> None:
    """Replace each layer normalisation by the steps that it consists of.

    onnxruntime 1.27 runs the steps as vectors, and the one node number by number: thirteen of them took a third of the
    time of a pair (4.4 ms, now 3.1). The reciprocal keeps it from joining them to one node again.
    """
    nodes: list[onnx.NodeProto] = []
    for node in graph.node:
        nodes += _steps(node) if node.op_type == "LayerNormalization" else [node]
    graph.initializer.append(numpy_helper.from_array(np.array(1e-12, np.float32), "norm.epsilon"))
    del graph.node[:]
    graph.node.extend(nodes)


def _steps(node: onnx.NodeProto) -> list[onnx.NodeProto]:
    """The steps of a layer normalisation over the last axis; the epsilon is that of BERT, 1e-12."""
    (values, weight, bias), (out,), name = node.input, node.output, node.name
    steps: list[tuple[str, list[str], str]] = [
        ("ReduceMean", [values], "mean"),
        ("Sub", [values, f"{name}.mean"], "less"),
        ("Mul", [f"{name}.less", f"{name}.less"], "square"),
        ("ReduceMean", [f"{name}.square"], "variance"),
        ("Add", [f"{name}.variance", "norm.epsilon"], "safe"),
        ("Sqrt", [f"{name}.safe"], "spread"),
        ("Reciprocal", [f"{name}.spread"], "share"),
        ("Mul", [f"{name}.less", f"{name}.share"], "unit"),
        ("Mul", [f"{name}.unit", weight], "scaled"),
    ]
    made = []
    for kind, inputs, result in steps:
        step = helper.make_node(kind, inputs, [f"{name}.{result}"], f"{name}/{result}")
        if kind == "ReduceMean":
            step.attribute.extend([helper.make_attribute("axes", [-1]), helper.make_attribute("keepdims", 1)])
        made.append(step)
    return [*made, helper.make_node("Add", [f"{name}.scaled", bias], [out], name)]


def cross_encoder(network: Network, vocabulary: Path, out: Path) -> None:
    """Write a folder that ``sentence_transformers.CrossEncoder`` opens; its scores are those of the network."""
    settings = network.encoder.config
    settings.num_labels = 1
    model = BertForSequenceClassification(settings)
    state = {f"bert.{name}": value for name, value in network.encoder.state_dict().items()}
    state |= {f"classifier.{name}": value for name, value in network.score.state_dict().items()}
    model.load_state_dict(state)
    model.save_pretrained(out)
    made = pieces.tokenizer(pieces.read(vocabulary))
    from tokenizers import processors

    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B:0 </s>:0", special_tokens=[("<s>", START), ("</s>", END)]
    )
    special = {"bos_token": "<s>", "eos_token": "</s>", "cls_token": "<s>", "sep_token": "</s>", "pad_token": "<pad>"}
    PreTrainedTokenizerFast(
        tokenizer_object=made, unk_token="<unk>", mask_token="<mask>", model_max_length=320, **special
    ).save_pretrained(out)
    torch.save(network.tag.state_dict(), out / "tag.pt")


def export(network: Network, vocabulary: Path, out: Path) -> str:
    """Write weights and pieces into the package; gives the SHA-256 of the weights."""
    onnx_model(network, out)
    shutil.copyfile(vocabulary, out / PIECES)
    return hashlib.sha256((out / WEIGHTS).read_bytes()).hexdigest()


def restore(path: Path) -> dict[str, torch.Tensor]:
    """The state of a network out of shipped weights: who goes on training needs nothing else."""
    held = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in onnx.load(str(path)).graph.initializer}
    ends = (".weight_Transposed_quantized", ".weight_quantized")  # as onnxruntime from 1.28 on, and before, calls them
    state = {"encoder.embeddings.word_embeddings.weight": held["table"].float() * held["factor"]}
    state["encoder.embeddings.token_type_embeddings.weight"] = torch.stack([held["kind"]] * 2)
    for name, value in held.items():
        own = name.removeprefix("network.")
        end = next((e for e in ends if name.endswith(e)), None)
        if end is not None:
            scale = held[name.removesuffix("_quantized") + "_scale"]
            state[own.removesuffix(end) + ".weight"] = (value.float() * scale).T.contiguous()
        elif own != name and not name.endswith(("_scale", "_zero_point")):
            state[own] = value
    return state
